"""Imports groups of rows: `preview_groups` says what each would change, `import_groups` does it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from marketplace.catalog.models import Listing
from marketplace.catalog.models.version import MOST_IMAGES
from marketplace.catalog.operations.from_rows.change_listing import change_listing
from marketplace.catalog.operations.from_rows.changes import (
    GroupReading,
    ListingChanges,
    require_changeable,
    require_key,
)
from marketplace.catalog.operations.from_rows.existing import Existing, existing_for
from marketplace.catalog.operations.from_rows.new_listings import NewListing, create_listings
from marketplace.catalog.operations.from_rows.reviewed_parts import read_facts, read_hs, read_texts
from marketplace.catalog.operations.from_rows.trade_parts import (
    read_carton,
    read_options,
    read_prices,
    read_sample,
    read_terms,
)
from marketplace.catalog.operations.listings import seller_code_values
from marketplace.catalog.operations.record import lock_seller
from marketplace.catalog.sheets.rows import RowGroup, RowRemark
from marketplace.companies.models import Company
from marketplace.core.audit import Actor
from marketplace.core.db import session
from marketplace.core.errors import Refused
from marketplace.core.images import Picture
from marketplace.core.sheets.pictures import name_key
from marketplace.core.text import text_key


class Outcome(StrEnum):
    """What became, or would become, of a group: its goods are new, changed, as they were; or not.

    `faulty`: its remarks say why it stays out.
    """

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAULTY = "faulty"


@dataclass(frozen=True)
class GroupResult:
    """What became of a group. `listing` is the row, None for new ones that are not written."""

    group: RowGroup
    outcome: Outcome
    remarks: Sequence[RowRemark] = ()
    listing: Listing | None = None
    parts: Sequence[str] = ()


Pictures = Mapping[str, Picture]


@dataclass
class _Slice:
    """The groups of one call, in the order they came."""

    company: Company
    pictures: Pictures
    actor: Actor
    results: dict[int, GroupResult] = field(default_factory=dict)


def preview_groups(
    company: Company,
    groups: Sequence[RowGroup],
    *,
    pictures: Collection[str] = (),
    read: Pictures | None = None,
) -> list[GroupResult]:
    """Return what would become of groups, in a flat number of statements; nothing is written.

    `pictures` are the keys of the names that come along, as `name_key` makes them: goods count as
    changed where they have fewer pictures than would come. Of those that were `read` it is also
    seen whether goods have them already.
    """
    known = existing_for(company, groups)
    found = []
    for group in groups:
        changes = changes_of(group, known)
        would_be = _would_be(changes)
        gets_more = _lacks_pictures(changes, pictures) or _new_pictures(read or {}, changes)
        if would_be.outcome is Outcome.UNCHANGED and gets_more:
            would_be = replace(would_be, outcome=Outcome.CHANGED)
        found.append(would_be)
    return found


def _lacks_pictures(changes: ListingChanges, pictures: Collection[str]) -> bool:
    named = {name_key(name) for name in changes.pictures} & set(pictures)
    return changes.goods is not None and len(changes.goods.images) < min(len(named), MOST_IMAGES)


def import_groups(
    company: Company,
    groups: Sequence[RowGroup],
    *,
    actor: Actor,
    pictures: Pictures | None = None,
) -> list[GroupResult]:
    """Make and change the listings of a company that groups of rows want; return what became.

    Imported are the first groups of which no two speak of the same listing, one at least: the
    answer may be shorter than the question, and the rest goes into another unit. Faulty groups stay
    out and say why. `pictures` are kept pictures by the keys of their names, as `name_key` of
    `core.sheets.pictures` makes them. Raises NotAllowed for an actor who may not, Conflict when the
    company was closed.
    """
    lock_seller(company, actor)
    done = _Slice(company, pictures or {}, actor)
    groups = _apart(groups)
    known = existing_for(company, groups)
    making: dict[int, ListingChanges] = {}
    changing: dict[int, ListingChanges] = {}
    claimed: set[int] = set()
    for place, group in enumerate(groups):
        changes = changes_of(group, known)
        key = changes.goods.listing.id if changes.goods else None
        if key is not None and key in claimed:
            break
        would_be = _would_be(changes)
        if would_be.outcome is Outcome.NEW:
            making[place] = changes
        elif would_be.outcome is Outcome.CHANGED or _new_pictures(done.pictures, changes):
            changing[place] = changes
        else:
            done.results[place] = would_be
        if key is not None:
            claimed.add(key)
    _change(done, changing)
    _make(done, making)
    return [done.results[place] for place in sorted(done.results)]


def _apart(groups: Sequence[RowGroup]) -> list[RowGroup]:
    """Return the first groups of which no two have the same code or SKU."""
    seen: set[tuple[str, str]] = set()
    for place, group in enumerate(groups):
        keys = {("sku", key) for key in group.skus}
        if group.code:
            keys.add(("code", text_key(group.code)))
        if keys & seen:
            return list(groups[:place])
        seen |= keys
    return list(groups)


def changes_of(group: RowGroup, known: Existing) -> ListingChanges:
    """Return what a group wants of the goods that it means, and the remarks on it."""
    reading = GroupReading(group, known)
    require_key(reading)
    _read_code(reading)
    read_texts(reading)
    read_facts(reading)
    read_hs(reading)
    steps = read_prices(reading)
    read_terms(reading)
    read_sample(reading)
    read_carton(reading)
    read_options(reading, steps)
    found = group.first("pictures")
    reading.changes.pictures = tuple(found[1]) if found else ()
    require_changeable(reading)
    return reading.changes


def _read_code(reading: GroupReading) -> None:
    """A code for goods that were found by their SKU and have none yet becomes theirs."""
    code, goods = reading.group.code, reading.goods
    own = (goods.listing.seller_code_key, text_key(goods.listing.code)) if goods else ()
    if not code or text_key(code) in own:
        return
    values = reading.checked(lambda: seller_code_values(code), {}, "listing_code")
    if values is not None:
        reading.changes.seller_code, reading.changes.columns["seller_code"] = code, values


def _would_be(changes: ListingChanges) -> GroupResult:
    remarks = tuple(changes.remarks)
    listing = changes.goods.listing if changes.goods else None
    if changes.is_faulty:
        return GroupResult(changes.group, Outcome.FAULTY, remarks, listing)
    if listing is None:
        return GroupResult(changes.group, Outcome.NEW, remarks, None, changes.parts)
    outcome = Outcome.CHANGED if changes.parts else Outcome.UNCHANGED
    return GroupResult(changes.group, outcome, remarks, listing, changes.parts)


def _new_pictures(pictures: Pictures, changes: ListingChanges) -> bool:
    """Whether goods that stand get a picture that they do not have."""
    if changes.goods is None or changes.is_faulty:
        return False
    there = {image.picture for image in changes.goods.images}
    return any(picture.key not in there for picture in _pictures(pictures, changes))


def _pictures(pictures: Pictures, changes: ListingChanges) -> list[Picture]:
    named = (pictures.get(name_key(name)) for name in changes.pictures)
    return [picture for picture in named if picture is not None]


def _change(done: _Slice, changing: Mapping[int, ListingChanges]) -> None:
    """Change the goods one by one, by their keys, as locks are taken; a refusal takes one back."""
    in_order = sorted(
        changing.items(), key=lambda pair: pair[1].goods.listing.id if pair[1].goods else 0
    )
    for place, changes in in_order:
        if changes.goods is None:
            continue
        listing = changes.goods.listing
        remarks = list(changes.remarks)
        try:
            with session.begin_nested():
                change_listing(
                    listing, changes, _pictures(done.pictures, changes), actor=done.actor
                )
        except Refused as refusal:
            remarks.append(_remark(changes, refusal))
            done.results[place] = GroupResult(changes.group, Outcome.FAULTY, remarks, listing)
            continue
        done.results[place] = GroupResult(
            changes.group, Outcome.CHANGED, remarks, listing, changes.parts
        )


def _remark(changes: ListingChanges, refusal: Refused) -> RowRemark:
    made, arguments = refusal.made_by
    facts = {"made_by": made or refusal.sentence, "arguments": list(arguments)}
    return RowRemark(changes.group.rows[0].number, "", "refused", facts)


def _make(done: _Slice, making: Mapping[int, ListingChanges]) -> None:
    goods = [
        NewListing(
            changes.columns,
            changes.prices.tiers if changes.prices else (),
            _pictures(done.pictures, changes),
        )
        for changes in making.values()
    ]
    listings = create_listings(done.company, goods, actor=done.actor)
    for (place, changes), listing in zip(making.items(), listings, strict=True):
        done.results[place] = GroupResult(
            changes.group, Outcome.NEW, changes.remarks, listing, changes.parts
        )
