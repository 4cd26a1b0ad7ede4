"""A seller's list of goods."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import ListingVersion, Sheet
from marketplace.catalog.queries.completeness import Missing, needed_of
from marketplace.catalog.queries.goods import goods_of_many
from marketplace.catalog.queries.sellers import (
    SHELF_NAMES,
    SellersRow,
    Shelf,
    counts_by_shelf,
    sellers_page,
)
from marketplace.catalog.queries.sellers_waiting import decisions_on
from marketplace.catalog.queries.sheet_became import BECAME_NAMES, Became, listings_that_became
from marketplace.catalog.queries.sheet_rows import AT_ONCE, count_of_rows, states_asked
from marketplace.catalog.queries.sheets import find_sheet
from marketplace.catalog.routes import bp
from marketplace.catalog.routes.seller.acts import NewForm
from marketplace.catalog.rules import reads_goods, writes_goods
from marketplace.companies.models import Company
from marketplace.companies.queries import find_open_company
from marketplace.core.permissions import Answer, guard, present_reader
from marketplace.core.web import language
from marketplace.verification.queries import may_show_goods


@dataclass(frozen=True)
class ListedGoods:
    """A listing on the page: what it lacks for a review, and why an operator sent it back."""

    goods: SellersRow
    lacking: list[Missing]
    reasons: tuple[str, ...]


@bp.get("/c/<company>/selling/listings")
@guard(reads_goods, subject=find_open_company)
def sellers_listings(company: Company) -> ResponseReturnValue:
    """Show the company's goods, changed last first."""
    asked = request.args.get("state", "")
    shelf = Shelf(asked) if asked in set(Shelf) else None
    of_sheet = _of_sheet(company)
    page = sellers_page(
        company,
        language.current().tag,
        shelf=shelf,
        among=of_sheet.listings if of_sheet else None,
        cursor=request.args.get("after"),
    )
    counts = counts_by_shelf(company)
    may_write = writes_goods.check(present_reader(), company).answer is Answer.YES
    may_be_written = not of_sheet and (shelf is None or shelf.value in set(ListingState))
    states = states_asked(shelf.value if shelf else "")
    return render_template(
        "catalog/seller_listings.html",
        company=company,
        rows=_rows(list(page.rows)),
        page=page,
        shelf=shelf,
        of_sheet=of_sheet,
        shelves=[
            (each, SHELF_NAMES[each], counts[each])
            for each in Shelf
            if counts[each] or each is shelf
        ],
        count=sum(number for each, number in counts.items() if each is not Shelf.DELETED),
        shows_goods=may_show_goods(company),
        may_write=may_write,
        form=NewForm() if may_write else None,
        may_be_written=may_be_written,
        is_written=may_be_written and count_of_rows(company, states) > AT_ONCE,
    )


@dataclass(frozen=True)
class GoodsOfSheet:
    """Goods of one sheet that became something, as its page leads to them."""

    sheet: Sheet
    became: Became

    @property
    def listings(self) -> Select[int]:
        """The keys of the listings."""
        return listings_that_became(self.sheet, self.became)

    @property
    def name(self) -> str:
        """What they became."""
        return str(BECAME_NAMES[self.became])


def _of_sheet(company: Company) -> GoodsOfSheet | None:
    sheet = find_sheet(company.code, request.args.get("sheet", ""))
    became = request.args.get("became", "")
    return GoodsOfSheet(sheet, Became(became)) if sheet and became in set(Became) else None


def _rows(found: list[SellersRow]) -> list[ListedGoods]:
    written = [row.version for row in found if row.version.state in _WRITTEN]
    goods = goods_of_many(written, [version.listing_id for version in written]) if written else {}
    said = decisions_on([row.version.code for row in found if row.version.state in _DECIDED])
    return [
        ListedGoods(
            row,
            needed_of(goods[row.version.id]) if row.version.id in goods else [],
            _reasons(row.version, said),
        )
        for row in found
    ]


def _reasons(version: ListingVersion, said: dict) -> tuple[str, ...]:  # type: ignore[type-arg]
    review = said.get(version.code)
    return tuple(review.reasons) if review else ()


_WRITTEN = {VersionState.DRAFT, VersionState.ASKED}
_DECIDED = {VersionState.ASKED, VersionState.REJECTED}
