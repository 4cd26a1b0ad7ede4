"""Named reads: the goods of its own among which a seller who writes first chooses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, exists, or_

from marketplace.catalog.models import Listing, ListingOption, ListingText, ListingVersion
from marketplace.catalog.queries.public_visible import shown_among
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.core.ids import read_public_id
from marketplace.core.text import text_key
from marketplace.core.web.paging import newest_rows_first
from marketplace.deals.queries.deal_goods import titles_of

#: Goods on one page of the choice.
OFFERED = 50
#: Ticked goods that a form carries from page to page at most.
MOST_TICKED = 50

_COLUMNS = (
    Listing.code,
    Listing.listed_at,
    Listing.seller_code,
    ListingVersion.id.label("version"),
    ListingVersion.original,
)


@dataclass(frozen=True)
class GoodsOffer:
    """A page of a seller's shown goods to choose from, those that are ticked before them.

    `ticked` and `found` are public ids with titles; `words` and `cursor` are what it is narrowed to
    and where it begins, `older` the cursor of the next page.
    """

    ticked: Sequence[tuple[str, str]]
    found: Sequence[tuple[str, str]]
    words: str
    cursor: str | None
    older: str | None

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be ticked."""
        return [*self.ticked, *self.found]

    @property
    def is_all(self) -> bool:
        """Whether all of the seller's goods are here."""
        return not self.words and self.cursor is None and self.older is None


def goods_to_offer(
    seller: Company,
    *,
    words: str = "",
    cursor: str | None = None,
    ticked: Collection[str] = (),
) -> GoodsOffer:
    """Return a page of a seller's shown goods, the newest first.

    `words` must all stand in a title, in the seller's own code or in the SKU of an option; `ticked`
    are what a form sent as ticked: those of the seller's shown goods among them are there whatever
    is looked for, in their order.
    """
    theirs = shown_among(*_COLUMNS).where(Listing.company_id == seller.id)
    page = newest_rows_first(
        _called(theirs, words), at=Listing.listed_at, code=Listing.code, cursor=cursor, size=OFFERED
    )
    codes = [code for one in ticked if (code := read_public_id(one, "LST"))][:MOST_TICKED]
    rows = {row.code: row for row in page.rows}
    others = [code for code in codes if code not in rows]
    if others:
        named = session.execute(theirs.where(Listing.code.in_(others)))
        rows |= {row.code: row for row in named}
    said = _said(list(rows.values()))
    first = dict.fromkeys(code for code in codes if code in said)
    return GoodsOffer(
        ticked=[(code, said[code]) for code in first],
        found=[(row.code, said[row.code]) for row in page.rows if row.code not in first],
        words=words,
        cursor=cursor,
        older=page.older,
    )


def _called(theirs: Select[Any], words: str) -> Select[Any]:
    for word in text_key(words).split():
        in_title = exists().where(
            ListingText.version_id == ListingVersion.id,
            ListingText.title_key.contains(word, autoescape=True),
        )
        in_sku = exists().where(
            ListingOption.listing_id == Listing.id,
            ListingOption.retired_at.is_(None),
            ListingOption.sku_key.contains(word, autoescape=True),
        )
        in_code = Listing.seller_code_key.contains(word, autoescape=True)
        theirs = theirs.where(or_(in_title, in_code, in_sku))
    return theirs


def _said(rows: Sequence[Row[Any]]) -> dict[str, str]:
    """Return what goods are called, by public ids: the title, behind it the seller's own code."""
    titles = titles_of(rows)
    return {
        row.code: f"{titles[row.code]} · {row.seller_code}" if row.seller_code else titles[row.code]
        for row in rows
    }
