"""Taking groups of rows in: what each wants, whether it may, and, if asked to, done."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from marketplace.catalog.models import Listing
from marketplace.catalog.models.version import MOST_IMAGES
from marketplace.catalog.operations.listings import seller_code_values
from marketplace.catalog.operations.record import lock_seller
from marketplace.catalog.operations.whole.around import Around, around
from marketplace.catalog.operations.whole.changing import change_whole
from marketplace.catalog.operations.whole.making import NewGoods, make_goods
from marketplace.catalog.operations.whole.said_facts import read_facts, read_hs, read_texts
from marketplace.catalog.operations.whole.said_trade import (
    read_carton,
    read_options,
    read_prices,
    read_sample,
    read_terms,
)
from marketplace.catalog.operations.whole.wanted import (
    Reading,
    Wanted,
    require_changeable,
    require_key,
)
from marketplace.catalog.sheets.rows import Group, Remark
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
class Taken:
    """What became of a group. `listing` is the row, None for new ones that are not written."""

    group: Group
    outcome: Outcome
    remarks: Sequence[Remark] = ()
    listing: Listing | None = None
    parts: Sequence[str] = ()


Pictures = Mapping[str, Picture]


@dataclass
class _Slice:
    """The groups of one call, in the order they came."""

    company: Company
    pictures: Pictures
    actor: Actor
    taken: dict[int, Taken] = field(default_factory=dict)


def look_at(
    company: Company,
    groups: Sequence[Group],
    *,
    pictures: Collection[str] = (),
    read: Pictures | None = None,
) -> list[Taken]:
    """Return what would become of groups, in a flat number of statements; nothing is written.

    `pictures` are the keys of the names that come along, as `name_key` makes them: goods count as
    changed where they have fewer pictures than would come. Of those that were `read` it is also
    seen whether goods have them already.
    """
    known = around(company, groups)
    found = []
    for group in groups:
        wanted = wanted_of(group, known)
        would_be = _would_be(wanted)
        gets_more = _lacks_pictures(wanted, pictures) or _new_pictures(read or {}, wanted)
        if would_be.outcome is Outcome.UNCHANGED and gets_more:
            would_be = replace(would_be, outcome=Outcome.CHANGED)
        found.append(would_be)
    return found


def _lacks_pictures(wanted: Wanted, pictures: Collection[str]) -> bool:
    named = {name_key(name) for name in wanted.pictures} & set(pictures)
    return wanted.goods is not None and len(wanted.goods.images) < min(len(named), MOST_IMAGES)


def take_in(
    company: Company,
    groups: Sequence[Group],
    *,
    actor: Actor,
    pictures: Pictures | None = None,
) -> list[Taken]:
    """Make and change the listings of a company that groups of rows want; return what became.

    Taken are the first groups of which no two speak of the same listing, one at least: the answer
    may be shorter than the question, and the rest goes into another unit. Faulty groups stay out
    and say why. `pictures` are kept pictures by the keys of their names, as `name_key` of
    `core.sheets.pictures` makes them. Raises NotAllowed for an actor who may not, Conflict when the
    company was closed.
    """
    lock_seller(company, actor)
    done = _Slice(company, pictures or {}, actor)
    groups = _apart(groups)
    known = around(company, groups)
    making: dict[int, Wanted] = {}
    changing: dict[int, Wanted] = {}
    claimed: set[int] = set()
    for place, group in enumerate(groups):
        wanted = wanted_of(group, known)
        key = wanted.goods.listing.id if wanted.goods else None
        if key is not None and key in claimed:
            break
        would_be = _would_be(wanted)
        if would_be.outcome is Outcome.NEW:
            making[place] = wanted
        elif would_be.outcome is Outcome.CHANGED or _new_pictures(done.pictures, wanted):
            changing[place] = wanted
        else:
            done.taken[place] = would_be
        if key is not None:
            claimed.add(key)
    _change(done, changing)
    _make(done, making)
    return [done.taken[place] for place in sorted(done.taken)]


def _apart(groups: Sequence[Group]) -> list[Group]:
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


def wanted_of(group: Group, known: Around) -> Wanted:
    """Return what a group wants of the goods that it means, and the remarks on it."""
    reading = Reading(group, known)
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
    reading.wanted.pictures = tuple(found[1]) if found else ()
    require_changeable(reading)
    return reading.wanted


def _read_code(reading: Reading) -> None:
    """A code for goods that were found by their SKU and have none yet becomes theirs."""
    code, goods = reading.group.code, reading.goods
    own = (goods.listing.seller_code_key, text_key(goods.listing.code)) if goods else ()
    if not code or text_key(code) in own:
        return
    values = reading.checked(lambda: seller_code_values(code), {}, "listing_code")
    if values is not None:
        reading.wanted.seller_code, reading.wanted.columns["seller_code"] = code, values


def _would_be(wanted: Wanted) -> Taken:
    remarks = tuple(wanted.remarks)
    listing = wanted.goods.listing if wanted.goods else None
    if wanted.is_faulty:
        return Taken(wanted.group, Outcome.FAULTY, remarks, listing)
    if listing is None:
        return Taken(wanted.group, Outcome.NEW, remarks, None, wanted.parts)
    outcome = Outcome.CHANGED if wanted.parts else Outcome.UNCHANGED
    return Taken(wanted.group, outcome, remarks, listing, wanted.parts)


def _new_pictures(pictures: Pictures, wanted: Wanted) -> bool:
    """Whether goods that stand get a picture that they do not have."""
    if wanted.goods is None or wanted.is_faulty:
        return False
    there = {image.picture for image in wanted.goods.images}
    return any(picture.key not in there for picture in _pictures(pictures, wanted))


def _pictures(pictures: Pictures, wanted: Wanted) -> list[Picture]:
    named = (pictures.get(name_key(name)) for name in wanted.pictures)
    return [picture for picture in named if picture is not None]


def _change(done: _Slice, changing: Mapping[int, Wanted]) -> None:
    """Change the goods one by one, by their keys, as locks are taken; a refusal takes one back."""
    in_order = sorted(
        changing.items(), key=lambda pair: pair[1].goods.listing.id if pair[1].goods else 0
    )
    for place, wanted in in_order:
        if wanted.goods is None:
            continue
        listing = wanted.goods.listing
        remarks = list(wanted.remarks)
        try:
            with session.begin_nested():
                change_whole(listing, wanted, _pictures(done.pictures, wanted), actor=done.actor)
        except Refused as refusal:
            remarks.append(_remark(wanted, refusal))
            done.taken[place] = Taken(wanted.group, Outcome.FAULTY, remarks, listing)
            continue
        done.taken[place] = Taken(wanted.group, Outcome.CHANGED, remarks, listing, wanted.parts)


def _remark(wanted: Wanted, refusal: Refused) -> Remark:
    made, arguments = refusal.made_by
    facts = {"made_by": made or refusal.sentence, "arguments": list(arguments)}
    return Remark(wanted.group.rows[0].number, "", "refused", facts)


def _make(done: _Slice, making: Mapping[int, Wanted]) -> None:
    goods = [
        NewGoods(
            wanted.columns,
            wanted.prices.tiers if wanted.prices else (),
            _pictures(done.pictures, wanted),
        )
        for wanted in making.values()
    ]
    listings = make_goods(done.company, goods, actor=done.actor)
    for (place, wanted), listing in zip(making.items(), listings, strict=True):
        done.taken[place] = Taken(wanted.group, Outcome.NEW, wanted.remarks, listing, wanted.parts)
