"""How the rows that a page drew are now: in one statement, to tell whether a kept page holds."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, or_

from marketplace.accounts.queries import preferences
from marketplace.catalog.models import Listing, ListingVersion
from marketplace.catalog.queries.public_visible import newest_below, shown, shown_among
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.core.db.planner_hints import constant
from marketplace.reference.queries.settings import house_settings

#: What changes whenever something of a listing does that a page shows.
COLUMNS = (
    Listing.id,
    Listing.version.label("listing_version"),
    ListingVersion.id.label("version_id"),
    ListingVersion.version.label("text_version"),
    Company.version.label("company_version"),
)

Row = tuple[int, int, int, int, int]


@dataclass(frozen=True)
class Stamp:
    """The listings that a page drew as they were then, by their keys.

    `category`: the page begins with the newest goods of a category, 0 for those of all the house;
    None where it does not.
    """

    rows: frozenset[Row]
    category: int | None = None


def stamp(rows: Iterable[Row], category: int | None = None) -> Stamp:
    """Return the stamp of what a page drew."""
    return Stamp(frozenset(rows), category)


def still_holds(stamp: Hashable) -> bool:
    """Whether the listings of a stamp are as they were, all visible, and no newer one is there."""
    if not isinstance(stamp, Stamp):
        return False
    now = session.execute(
        _as_they_are(with_newest=stamp.category is not None, in_category=bool(stamp.category)),
        {"keys": [row[0] for row in stamp.rows], "category": stamp.category},
    )
    return frozenset(tuple(row) for row in now) == stamp.rows


@cache
def _as_they_are(*, with_newest: bool, in_category: bool) -> Select[Any]:
    """Select the stamps of listings; made once, since every kept page asks for them."""
    wanted: Any = Listing.id.in_(bindparam("keys", expanding=True))
    if with_newest:
        newest = newest_below(bindparam("category"), 1) if in_category else _newest_of_all()
        wanted = or_(wanted, Listing.id == newest.scalar_subquery())
    return shown_among(*COLUMNS).where(wanted)


def _newest_of_all() -> Select[Any]:
    newest = shown(Listing.id).order_by(Listing.listed_at.desc(), Listing.code.desc())
    return newest.limit(constant(1))


def reads_by() -> Hashable:
    """Return what else a page follows from: the reader's currency, the settings of the house."""
    changes = house_settings().changes
    return (preferences().currency, tuple((key, one.version) for key, one in changes.items()))
