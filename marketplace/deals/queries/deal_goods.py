"""What deals are about, in the language of whoever reads: goods, asked for or offered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, func, null, select
from sqlalchemy.orm import aliased

from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import Listing, ListingOption, ListingText, ListingVersion
from marketplace.catalog.queries.public_texts import pick_name, pick_text, wanted_languages
from marketplace.core.db import session
from marketplace.core.money import UnitPrice
from marketplace.core.web import language
from marketplace.deals.models import DealGoods, Inquiry, InquiryLine
from marketplace.reference.queries import UNITS, Unit


@dataclass(frozen=True)
class AskedLine:
    """One of the goods that an inquiry asks for, or that a seller who wrote first named.

    `listing` is its public id, `title_language` the language of its title, `picture` the key of
    its cover, `option` the chosen option's name ("" for none). `quantity` counts `unit`; `target`
    is the unit price that the buyer has in mind; `moq` is the seller's of today. Nobody has asked
    for what is `is_offered`: it has no quantity and no target. Goods that the seller took out of
    view since are not `is_shown`: they have no page.
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
    is_offered: bool = False
    is_shown: bool = True

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
    keys = [inquiry.id for inquiry in inquiries]
    return _lines(keys, _rows(keys), tag)


def offered_lines(deals: Collection[int], reads: str | None = None) -> dict[int, list[AskedLine]]:
    """Return the goods that sellers who wrote first named, by the keys of their deals, likewise."""
    tag = reads or language.current().tag
    return _lines(deals, _offered(deals), tag, is_offered=True)


def titles_of(rows: Sequence[Row[Any]]) -> dict[str, str]:
    """Return the titles of goods by public ids, in the language of the page where there is one.

    The rows have the `code` of a listing, and `version` and `original` of its live version.
    """
    tag = language.current().tag
    titles = _titles(rows, tag)
    return {row.code: _title(row, titles.get(row.version, {}), tag)[1] for row in rows}


def _title(row: Row[Any], titles: Mapping[str, str], tag: str) -> tuple[str, str]:
    return pick_text(titles, tag, row.original or "") or (tag, row.code)


def _lines(
    owners: Collection[int],
    rows_of: Any,  # noqa: ANN401 - a select of columns of several tables
    tag: str,
    *,
    is_offered: bool = False,
) -> dict[int, list[AskedLine]]:
    lines: dict[int, list[AskedLine]] = {owner: [] for owner in owners}
    if not lines:
        return lines
    rows = session.execute(rows_of).all()
    titles = _titles(rows, tag)
    for row in rows:
        line = _line(row, titles.get(row.version, {}), tag, is_offered=is_offered)
        lines[row.owner].append(line)
    return lines


def _offered(deals: Collection[int]) -> Any:  # noqa: ANN401 - as `_rows`
    return (
        select(
            DealGoods.id,
            DealGoods.deal_id.label("owner"),
            null().label("quantity"),
            Listing.unit,
            null().label("target"),
            Listing.code,
            Listing.moq,
            Listing.state,
            null().label("names"),
            ListingVersion.id.label("version"),
            ListingVersion.original,
            ListingVersion.cover,
        )
        .join(Listing, Listing.id == DealGoods.listing_id)
        .outerjoin(ListingVersion, ListingVersion.id == DealGoods.version_id)
        .where(DealGoods.deal_id.in_(deals))
        .order_by(DealGoods.deal_id, DealGoods.rank)
    )


def _rows(inquiries: Collection[int]) -> Any:  # noqa: ANN401 - a select of columns of four tables
    live = aliased(ListingVersion)
    version = func.coalesce(InquiryLine.version_id, live.id)
    return (
        select(
            InquiryLine.id,
            InquiryLine.inquiry_id.label("owner"),
            InquiryLine.quantity,
            InquiryLine.unit,
            InquiryLine.target,
            Listing.code,
            Listing.moq,
            Listing.state,
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


def _line(row: Row[Any], titles: Mapping[str, str], tag: str, *, is_offered: bool) -> AskedLine:
    original = row.original or ""
    spoken, title = _title(row, titles, tag)
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
        is_offered=is_offered,
        is_shown=row.state is ListingState.SHOWN,
    )
