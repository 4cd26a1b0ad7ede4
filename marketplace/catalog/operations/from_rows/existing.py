"""What is stored already that groups of rows mean: goods, categories, HS codes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from marketplace.catalog.models import Listing, ListingOption, ListingVersion
from marketplace.catalog.queries.goods import Goods, goods_of_many
from marketplace.catalog.queries.hs import HsChoice, hs_choices
from marketplace.catalog.queries.sellers import looked_at
from marketplace.catalog.sheets.category_names import NamedCategory, category_named
from marketplace.catalog.sheets.cells import UNSURE
from marketplace.catalog.sheets.rows import RowGroup
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.core.errors import Refused
from marketplace.core.text import text_key


@dataclass(frozen=True)
class Existing:
    """What is stored already of what groups name, by the keys under which it is compared."""

    company: Company
    goods: dict[int, Goods] = field(default_factory=dict)
    by_code: dict[str, int] = field(default_factory=dict)
    by_sku: dict[str, int] = field(default_factory=dict)
    hs: dict[str, HsChoice | Refused] = field(default_factory=dict)
    places: dict[str, NamedCategory] = field(default_factory=dict)

    def goods_of(self, group: RowGroup) -> Goods | None:
        """Return the goods that a group changes: by its listing code, else by an SKU of its rows.

        Goods are known by their public id as well, which an export writes where there is no code.

        Goods with another code of their own are not those that a group's code means.
        """
        code = text_key(group.code)
        if code in self.by_code:
            return self.goods[self.by_code[code]]
        found = next((self.by_sku[key] for key in group.skus if key in self.by_sku), None)
        if found is None or (code and self.goods[found].listing.seller_code_key):
            return None
        return self.goods[found]


def existing_for(company: Company, groups: Sequence[RowGroup]) -> Existing:
    """Return what is stored of what the groups name, in a flat number of statements."""
    codes = {text_key(group.code) for group in groups if group.code}
    skus = {key for group in groups for key in group.skus}
    holders = select(ListingOption.listing_id).where(
        ListingOption.company_id == company.id,
        ListingOption.retired_at.is_(None),
        ListingOption.sku_key.in_(skus),
    )
    found = select(Listing).where(
        Listing.company_id == company.id,
        or_(
            Listing.seller_code_key.in_(codes),
            Listing.code.in_([group.code.upper() for group in groups if group.code]),
            Listing.id.in_(holders),
        ),
    )
    listings = list(session.scalars(found.options(joinedload(Listing.company))))
    goods = _goods_of(listings)
    return Existing(
        company,
        goods,
        {text_key(one.code): one.id for one in listings}
        | {one.seller_code_key: one.id for one in listings if one.seller_code_key},
        {
            option.sku_key: key
            for key, one in goods.items()
            for option in one.options
            if option.sku_key
        },
        hs_choices(_said(groups, "hs") - UNSURE, company.country),
        {typed: category_named(typed) for typed in _said(groups, "category")},
    )


def _said(groups: Iterable[RowGroup], key: str) -> set[str]:
    return {str(row.values[key]) for group in groups for row in group.rows if key in row.values}


def _goods_of(listings: Sequence[Listing]) -> dict[int, Goods]:
    if not listings:
        return {}
    versions: dict[int, list[ListingVersion]] = {listing.id: [] for listing in listings}
    found = select(ListingVersion).where(ListingVersion.listing_id.in_(versions))
    for version in session.scalars(found.options(joinedload(ListingVersion.category))):
        versions[version.listing_id].append(version)
    shown = [looked_at(theirs) for theirs in versions.values()]
    goods = goods_of_many(shown, list(versions))
    return {version.listing_id: goods[version.id] for version in shown}
