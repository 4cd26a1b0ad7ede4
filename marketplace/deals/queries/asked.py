"""What inquiries ask for, in the language of whoever reads: goods with their quantities."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, func, select
from sqlalchemy.orm import aliased

from marketplace.catalog.enums import VersionState
from marketplace.catalog.models import Listing, ListingOption, ListingText, ListingVersion
from marketplace.catalog.queries.public_texts import pick_name, pick_text, wanted_languages
from marketplace.core.db import session
from marketplace.core.money import UnitPrice
from marketplace.core.web import language
from marketplace.deals.models import Inquiry, InquiryLine
from marketplace.reference.queries import UNITS, Unit


@dataclass(frozen=True)
class AskedLine:
    """One of the goods that an inquiry asks for.

    `listing` is its public id, `title_language` the language of its title, `picture` the key of
    its cover, `option` the chosen option's name ("" for none). `quantity` counts `unit`; `target`
    is the unit price that the buyer has in mind; `moq` is the seller's of today.
    """

    id: int
    listing: str
    title: str
    title_language: str
    picture: str
    option: str
    quantity: int | None
    unit: Unit
    target: UnitPrice | None
    moq: int | None

    @property
    def is_below_moq(self) -> bool:
        """Whether it asks for less than the seller takes in a direct order."""
        return self.moq is not None and self.quantity is not None and self.quantity < self.moq


def asked_lines(
    inquiries: Collection[Inquiry], reads: str | None = None
) -> dict[int, list[AskedLine]]:
    """Return what inquiries ask for by their keys, in the buyer's order, in two statements.

    Goods read as they did when the inquiry was sent, those of a draft as they do now. `reads` is
    the tag of the reader's language, that of the page if not given.
    """
    tag = reads or language.current().tag
    asked: dict[int, list[AskedLine]] = {inquiry.id: [] for inquiry in inquiries}
    if not asked:
        return asked
    rows = session.execute(_rows(asked)).all()
    titles = _titles(rows, tag)
    for row in rows:
        asked[row.inquiry_id].append(_line(row, titles.get(row.version, {}), tag))
    return asked


def _rows(inquiries: Collection[int]) -> Any:  # noqa: ANN401 - a select of columns of four tables
    live = aliased(ListingVersion)
    version = func.coalesce(InquiryLine.version_id, live.id)
    return (
        select(
            InquiryLine.id,
            InquiryLine.inquiry_id,
            InquiryLine.quantity,
            InquiryLine.unit,
            InquiryLine.target,
            Listing.code,
            Listing.moq,
            ListingOption.names,
            ListingVersion.id.label("version"),
            ListingVersion.original,
            ListingVersion.cover,
        )
        .join(Listing, Listing.id == InquiryLine.listing_id)
        .outerjoin(ListingOption, ListingOption.id == InquiryLine.option_id)
        .outerjoin(live, and_(live.listing_id == Listing.id, live.state == VersionState.LIVE))
        .outerjoin(ListingVersion, ListingVersion.id == version)
        .where(InquiryLine.inquiry_id.in_(inquiries))
        .order_by(InquiryLine.inquiry_id, InquiryLine.rank, InquiryLine.id)
    )


def _titles(rows: Sequence[Row[Any]], tag: str) -> dict[int, dict[str, str]]:
    versions = {row.version for row in rows if row.version}
    if not versions:
        return {}
    wanted = wanted_languages(tag, {row.original for row in rows if row.version})
    found = select(ListingText.version_id, ListingText.language, ListingText.title).where(
        ListingText.version_id.in_(versions),
        ListingText.language.in_(wanted),
        ListingText.title != "",
    )
    titles: dict[int, dict[str, str]] = {}
    for version, spoken, title in session.execute(found):
        titles.setdefault(version, {})[spoken] = title
    return titles


def _line(row: Row[Any], titles: Mapping[str, str], tag: str) -> AskedLine:
    original = row.original or ""
    spoken, title = pick_text(titles, tag, original) or (tag, row.code)
    return AskedLine(
        id=row.id,
        listing=row.code,
        title=title,
        title_language=spoken,
        picture=row.cover or "",
        option=pick_name(row.names or {}, tag, original),
        quantity=row.quantity,
        unit=UNITS.get(row.unit) or UNITS["H87"],
        target=row.target,
        moq=row.moq,
    )
