"""The tables of searching: what is to be indexed, which index is in use."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Base, Instant, code_column

NAME_LENGTH = 40
PROBLEM_LENGTH = 200


class ToIndex(Base):
    """A listing whose document is to be made anew, in the live index and in one being built.

    A row stays until its index has committed: a crash only means that it is done again. `turn`
    grows with each change, so that a change in the middle of indexing is not lost. One that cannot
    be made waits longer each time; `problem` says why.
    """

    __tablename__ = "search_to_index"

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    turn: Mapped[int] = mapped_column(default=1)
    since: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(code_column(PROBLEM_LENGTH), default="")


class IndexState(Base):
    """Which index readers use, one row an engine, and how far a rebuild has come.

    `live` and `building` are names of folders, "" for none. `built_to` is the key of the last
    listing that stands in the one being built.
    """

    __tablename__ = "search_index_state"
    __table_args__ = (
        CheckConstraint("(building = '') = (building_since IS NULL)", name="building_has_time"),
    )

    engine: Mapped[str] = mapped_column(code_column(), primary_key=True)
    live: Mapped[str] = mapped_column(code_column(NAME_LENGTH), default="")
    live_since: Mapped[datetime | None] = mapped_column(Instant)
    building: Mapped[str] = mapped_column(code_column(NAME_LENGTH), default="")
    building_since: Mapped[datetime | None] = mapped_column(Instant)
    built_to: Mapped[int] = mapped_column(default=0)
