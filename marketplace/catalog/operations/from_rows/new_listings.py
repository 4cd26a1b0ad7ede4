"""New listings, many at once, in a handful of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import (
    Listing,
    ListingImage,
    ListingOption,
    ListingText,
    ListingVersion,
    PriceTier,
)
from marketplace.catalog.models.version import MOST_IMAGES
from marketplace.catalog.operations.hs import hs_values
from marketplace.catalog.operations.listings import seller_code_values
from marketplace.catalog.operations.options import OptionFacts, option_values
from marketplace.catalog.operations.prices import Tier
from marketplace.catalog.operations.record import write_down_all
from marketplace.catalog.operations.trade import (
    CartonFacts,
    TermsFacts,
    carton_values,
    term_values,
)
from marketplace.catalog.operations.versions import FactsOfGoods, fact_values, says_nothing
from marketplace.catalog.queries.hs import HsChoice
from marketplace.catalog.queries.texts import home_language
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.audit import Act, Actor
from marketplace.core.db import insert_rows, require_unit, session
from marketplace.core.ids import new_public_id
from marketplace.core.images import Picture

#: What a quantity counts where the seller does not say.
USUAL_UNIT = "H87"
#: The columns of a listing, and of its version, of which nothing is said.
_LISTING: dict[str, Any] = {
    **seller_code_values(""),
    "price_shown": None,
    "moq": None,
    **term_values(TermsFacts(USUAL_UNIT)),
    **dict.fromkeys(("sample", "sample_price", "sample_units")),
    "sample_note": "",
    "sample_deducted": False,
    **carton_values(CartonFacts()),
}
_VERSION: dict[str, Any] = {
    **fact_values(FactsOfGoods()),
    **hs_values(HsChoice()),
    "category_id": None,
    "hs_chosen_by": "",
}
_OF_LISTING = ("seller_code", "prices", "terms", "sample", "carton")
_OF_VERSION = ("facts", "hs")
_TEXT = "text:"


@dataclass(frozen=True)
class NewListing:
    """A listing to be: of each part that says something its columns, as its check returns them.

    `columns` are by the names of `Wanted.parts`. Whoever makes it has seen that the seller's code,
    the SKUs, the category and the HS code are free and known.
    """

    columns: Mapping[str, Any]
    steps: Sequence[Tier] = ()
    pictures: Sequence[Picture] = ()

    @property
    def texts(self) -> dict[str, dict[str, Any]]:
        """The columns of its texts, by language."""
        return {
            name.removeprefix(_TEXT): columns
            for name, columns in self.columns.items()
            if name.startswith(_TEXT)
        }

    @property
    def parts(self) -> list[str]:
        """The names of the parts that say something, as the listing's history has them."""
        named = ("facts", "hs", "prices", "terms", "sample", "carton")
        return [*(name for name in named if name in self.columns), *sorted(self.texts)]

    def of(self, parts: Sequence[str]) -> dict[str, Any]:
        """Return the columns of some parts together."""
        return {
            column: value for part in parts for column, value in self.columns.get(part, {}).items()
        }


def create_listings(
    company: Company, new_listings: Sequence[NewListing], *, actor: Actor
) -> list[Listing]:
    """Write new listings of a company (locked) as drafts; return them in the same order.

    As `start_listing` with every part's operation after it, in a flat number of statements.
    """
    require_unit()
    if not new_listings:
        return []
    now = clock.now()
    codes = _drawn("LST", len(new_listings), Listing)
    of_company = [_listing(company, goods, now) for goods in new_listings]
    insert_rows(Listing, _with_codes(codes, of_company))
    found = session.scalars(select(Listing).where(Listing.code.in_(codes)))
    by_code = {listing.code: listing for listing in found}
    listings = [by_code[code] for code in codes]
    _make_versions(listings, new_listings, now, actor)
    _make_trade(listings, new_listings)
    return listings


def _make_versions(
    listings: Sequence[Listing], new_listings: Sequence[NewListing], now: datetime, actor: Actor
) -> None:
    """Write the first versions with what hangs on them, and that they were begun."""
    codes = _drawn("LSV", len(new_listings), ListingVersion)
    versions = [
        _version(listing, goods, now, actor)
        for listing, goods in zip(listings, new_listings, strict=True)
    ]
    insert_rows(ListingVersion, _with_codes(codes, versions))
    found = select(ListingVersion.code, ListingVersion.id).where(ListingVersion.code.in_(codes))
    keys = {row.code: row.id for row in session.execute(found)}
    of_each = [(keys[code], goods) for code, goods in zip(codes, new_listings, strict=True)]
    insert_rows(ListingText, [row for key, goods in of_each for row in _texts(key, goods)])
    insert_rows(ListingImage, [row for key, goods in of_each for row in _images(key, goods)])
    begun = zip(listings, codes, new_listings, strict=True)
    write_down_all(
        [
            Act(listing.code, {"version": code, "parts": goods.parts})
            for listing, code, goods in begun
        ],
        "started",
        actor=actor,
    )


def _make_trade(listings: Sequence[Listing], new_listings: Sequence[NewListing]) -> None:
    of_each = list(zip(listings, new_listings, strict=True))
    insert_rows(
        PriceTier,
        [
            {"listing_id": listing.id, "from_quantity": quantity, "price": price}
            for listing, goods in of_each
            for quantity, price in goods.steps
        ],
    )
    options = [
        {"listing_id": listing.id, "company_id": listing.company_id, **columns}
        for listing, goods in of_each
        for columns in goods.columns.get("options") or [option_values(0, OptionFacts())]
    ]
    insert_rows(ListingOption, _with_codes(_drawn("OPT", len(options), ListingOption), options))


def _with_codes(codes: Sequence[str], rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"code": code, **row} for code, row in zip(codes, rows, strict=True)]


def _drawn(
    prefix: str, number: int, model: type[Listing | ListingVersion | ListingOption]
) -> list[str]:
    """Return so many public ids that no row has."""
    free: set[str] = set()
    while len(free) < number:
        drawn = {new_public_id(prefix) for _ in range(number - len(free))}
        free |= drawn - set(session.scalars(select(model.code).where(model.code.in_(drawn))))
    return list(free)


def _listing(company: Company, goods: NewListing, now: datetime) -> dict[str, Any]:
    return {
        "company_id": company.id,
        "state": ListingState.DRAFT,
        "created_at": now,
        "changed_at": now,
        **_LISTING,
        **goods.of(_OF_LISTING),
    }


def _version(listing: Listing, goods: NewListing, now: datetime, actor: Actor) -> dict[str, Any]:
    chosen_by = {"hs_chosen_by": actor.person or ""} if "hs" in goods.columns else {}
    return {
        "listing_id": listing.id,
        "number": 1,
        "state": VersionState.DRAFT,
        "original": home_language(),
        "cover": goods.pictures[0].key if goods.pictures else "",
        "created_at": now,
        "changed_at": now,
        **_VERSION,
        **goods.of(_OF_VERSION),
        **chosen_by,
    }


def _texts(version: int, goods: NewListing) -> list[dict[str, Any]]:
    return [
        {"version_id": version, "language": tag, **columns}
        for tag, columns in goods.texts.items()
        if not says_nothing(columns)
    ]


def _images(version: int, goods: NewListing) -> list[dict[str, Any]]:
    return [
        {
            "code": new_public_id("IMG"),
            "version_id": version,
            "rank": rank,
            "picture": picture.key,
            "width": picture.width,
            "height": picture.height,
        }
        for rank, picture in enumerate(goods.pictures[:MOST_IMAGES])
    ]
