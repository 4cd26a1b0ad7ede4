"""Catalogues that the house vouches for: goods are approved on import.

These rules for sellers' goods are waived, and no others: one language is enough, keywords may be
few, and picture, price (then on request), origin, HS code, MOQ, price basis, lead time and carton
may be missing. Pages say "not stated" there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from marketplace.catalog.enums import ListingState, PriceShown, VersionState
from marketplace.catalog.events import ListingDecided
from marketplace.catalog.models import Category, CategoryListing, ListingVersion
from marketplace.catalog.operations.from_rows import GroupResult, Outcome, Pictures, import_groups
from marketplace.catalog.queries.completeness import EditorStep, Missing, missing
from marketplace.catalog.queries.goods import Goods, goods_of_many
from marketplace.catalog.queries.texts import ENGLISH
from marketplace.catalog.sheets.rows import GoodsRow, RowGroup, RowRemark
from marketplace.catalog.transitions import LISTING, VERSION
from marketplace.companies.models import Company
from marketplace.core.audit import Actor
from marketplace.core.db import insert_rows, session
from marketplace.core.work.events import publish_all

#: How the profile is called in commands and in the record.
KNOWN_CATALOGUE = "known-catalogue"

_WAIVED = {
    (EditorStep.PICTURES, "picture"),
    (EditorStep.HS, "hs"),
    (EditorStep.HS, "origin_country"),
    (EditorStep.PRICES, "tiers"),
    (EditorStep.PRICES, "incoterm"),
    (EditorStep.PRICES, "lead_days"),
}
_TEXTS = ("title", "summary", "description")


class _Lacking(Exception):
    """Goods that cannot be approved, each with what it lacks."""

    def __init__(self, points: Sequence[tuple[RowGroup, Sequence[Missing]]]) -> None:
        self.points = points
        super().__init__()


def import_known_catalogue(
    company: Company,
    groups: Sequence[RowGroup],
    *,
    actor: Actor,
    pictures: Pictures | None = None,
) -> list[GroupResult]:
    """Do as `import_groups`, and approve and show at once what went in.

    New goods that lack what no profile waives stay out, with remarks; changed ones stay with their
    seller as drafts. Raises as `import_groups` does.
    """
    try:
        with session.begin_nested():
            taken = import_groups(company, groups, actor=actor, pictures=pictures)
            goods = _written(taken)
            _require_told(taken, goods)
    except _Lacking as lacking:
        blamed = _blamed(groups, lacking)
        return import_known_catalogue(company, blamed, actor=actor, pictures=pictures)
    _approve([one for one in goods.values() if not still_needed(one)], actor)
    return taken


def _require_told(taken: Sequence[GroupResult], goods: Mapping[int, Goods]) -> None:
    """Raise _Lacking when some of the new goods lack what no profile waives."""
    points = [
        (one.group, still_needed(goods[one.listing.id]))
        for one in taken
        if one.outcome is Outcome.NEW and one.listing is not None
    ]
    lacking = [(group, needed) for group, needed in points if needed]
    if lacking:
        raise _Lacking(lacking)


def still_needed(goods: Goods) -> list[Missing]:
    """Return what goods lack that the house vouches for, in the reader's language."""
    version = goods.version
    is_told = any(all(getattr(text, name) for name in _TEXTS) for text in goods.texts.values())
    if is_told and version.category_id is not None and version.contents_stated:
        return []
    spoken = _spoken(goods)
    return [
        point
        for point in missing(goods, shows_goods=True)
        if (
            not is_told and point.language == spoken and point.field in _TEXTS
            if point.step is EditorStep.TEXTS
            else point.needed and (point.step, point.field) not in _WAIVED
        )
    ]


def _spoken(goods: Goods) -> str:
    """Return the language that goods are called in: the first one's, else English, else any."""
    titled = [tag for tag, text in goods.texts.items() if text.title]
    first = goods.version.original
    if first in titled or not titled:
        return first
    return ENGLISH if ENGLISH in titled else titled[0]


def _written(taken: Iterable[GroupResult]) -> dict[int, Goods]:
    """Return the goods that were made or changed with their open versions, by their keys."""
    outcomes = {Outcome.NEW, Outcome.CHANGED}
    keys = [one.listing.id for one in taken if one.listing and one.outcome in outcomes]
    open_ones = select(ListingVersion).where(
        ListingVersion.listing_id.in_(keys),
        ListingVersion.state.in_([VersionState.DRAFT, VersionState.ASKED]),
    )
    with_both = open_ones.options(
        joinedload(ListingVersion.listing), joinedload(ListingVersion.category)
    )
    goods = goods_of_many(list(session.scalars(with_both)), keys)
    return {one.listing.id: one for one in goods.values()}


def _blamed(groups: Sequence[RowGroup], lacking: _Lacking) -> list[RowGroup]:
    """Return the groups, those that lack something with a remark for each thing."""
    points = {id(group): needed for group, needed in lacking.points}
    return [_with(group, points[id(group)]) if id(group) in points else group for group in groups]


def _with(group: RowGroup, points: Sequence[Missing]) -> RowGroup:
    first: GoodsRow = group.rows[0]
    remarks = tuple(
        RowRemark(first.number, "", "refused", {"made_by": point.sentence, "arguments": []})
        for point in points
    )
    return RowGroup((replace(first, faults=(*first.faults, *remarks)), *group.rows[1:]))


def _approve(goods: Sequence[Goods], actor: Actor) -> None:
    """Let versions go live and their listings be shown, in a flat number of statements."""
    live = _live_of([one.listing.id for one in goods])
    VERSION.apply_all(list(live.values()), "replace", actor=actor, facts=_of_listing)
    session.flush()
    for one in goods:
        one.version.original = _spoken(one)
        if one.listing.price_shown is None:
            one.listing.price_shown = PriceShown.ON_REQUEST
    VERSION.apply_all([one.version for one in goods], "vouch", actor=actor, facts=_vouched)
    drafts = [one.listing for one in goods if one.listing.state is ListingState.DRAFT]
    LISTING.apply_all(drafts, "list", actor=actor)
    publish_all(
        [
            ListingDecided(one.listing.code, one.version.code, one.version.state.value)
            for one in goods
            if one.listing.id in live
        ]
    )
    session.flush()
    _place([one for one in goods if one.listing.state is ListingState.SHOWN])


def _of_listing(version: ListingVersion) -> dict[str, str]:
    return {"listing": version.listing.code}


def _vouched(version: ListingVersion) -> dict[str, str]:
    return {"listing": version.listing.code, "profile": KNOWN_CATALOGUE}


def _live_of(listings: Sequence[int]) -> dict[int, ListingVersion]:
    live = select(ListingVersion).where(
        ListingVersion.listing_id.in_(listings), ListingVersion.state == VersionState.LIVE
    )
    return {version.listing_id: version for version in session.scalars(live)}


def _place(goods: Sequence[Goods]) -> None:
    """Write under which categories buyers find goods that are shown."""
    keys = [one.listing.id for one in goods]
    session.execute(delete(CategoryListing).where(CategoryListing.listing_id.in_(keys)))
    above = _branches({one.category for one in goods if one.category})
    insert_rows(
        CategoryListing,
        [
            {
                "category_id": category,
                "listing_id": one.listing.id,
                "listed_at": one.listing.listed_at,
                "listing_code": one.listing.code,
            }
            for one in goods
            if one.category
            for category in above[one.category.path]
        ],
    )


def _branches(categories: Iterable[Category]) -> dict[str, list[int]]:
    """Return the keys of categories and of all above each, by their paths."""
    paths = {category.path: _paths(category.path) for category in categories}
    every = {path for chain in paths.values() for path in chain}
    found = select(Category.path, Category.id).where(Category.path.in_(every))
    keys = {row.path: row.id for row in session.execute(found)}
    return {path: [keys[one] for one in chain] for path, chain in paths.items()}


def _paths(path: str) -> list[str]:
    slugs = path.split("/")[:-1]
    return ["".join(f"{slug}/" for slug in slugs[: depth + 1]) for depth in range(len(slugs))]
