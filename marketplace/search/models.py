"""The tables of searching: what is to be indexed, which index is in use, what people look for."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.core.db import (
    Base,
    Instant,
    PublicId,
    code_column,
    enum_column,
    key_column,
    text_column,
)
from marketplace.search.enums import NewsPace

NAME_LENGTH = 40
PROBLEM_LENGTH = 200
SEARCH_NAME_LENGTH = 80
KEY_LENGTH = 64
#: Longer searches are not counted: nobody else types them.
WORDS_LENGTH = 80
SLUG_LENGTH = 64


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


class FirstShown(Base):
    """When a listing stood in an index for the first time: what makes it new for saved searches.

    One that is hidden and shown again is not new a second time.
    """

    __tablename__ = "search_first_shown"

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)


class SavedSearch(Base):
    """A search that a person keeps, and how often they want to hear of new goods in it.

    `args` are the parameters of its address, `key` their fingerprint: a search is saved once a
    person. News are of goods that were first shown from `seen_to` on, and looked for when
    `due_at` has come; `told_at` is when there were some last.
    """

    __tablename__ = "saved_search"
    __table_args__ = (UniqueConstraint("person_id", "key"),)
    lock_rank: ClassVar[int | None] = 60

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(text_column(SEARCH_NAME_LENGTH))
    args: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str] = mapped_column(code_column(KEY_LENGTH))
    pace: Mapped[NewsPace] = mapped_column(enum_column(NewsPace))
    saved_at: Mapped[datetime] = mapped_column(Instant)
    seen_to: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant, index=True)
    told_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    person: Mapped[Person] = relationship()


class Searched(Base):
    """How often words were searched on a day on pages of a language; by whom stands nowhere.

    `words` are folded. `hits` are the goods that had all of them the last time, `branch` the branch
    of goods they belong to ("" where nothing tells). `seen_by` is a set of bits, one of 63 for each
    browser, drawn with the salt of the week: how many different ones there were at least.
    """

    __tablename__ = "searched"
    __table_args__ = (UniqueConstraint("day", "language", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    language: Mapped[str] = mapped_column(code_column(8))
    words: Mapped[str] = mapped_column(key_column(WORDS_LENGTH))
    count: Mapped[int]
    hits: Mapped[int]
    branch: Mapped[str] = mapped_column(code_column(SLUG_LENGTH), default="")
    seen_by: Mapped[int] = mapped_column(BigInteger)


class SearchedWeek(Base):
    """The salt of a week (its Monday), which goes with the week: then no bit can be drawn again."""

    __tablename__ = "searched_week"

    monday: Mapped[date] = mapped_column(primary_key=True)
    salt: Mapped[str] = mapped_column(code_column(KEY_LENGTH))
