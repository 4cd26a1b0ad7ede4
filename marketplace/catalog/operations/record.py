"""What every act on goods does: lock the listing, ask who may, write it into its history."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import update

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Person
from marketplace.accounts.queries import find_person
from marketplace.accounts.rules import holds
from marketplace.catalog import errors
from marketplace.catalog.enums import LISTING_STATE_NAMES, ListingState
from marketplace.catalog.events import ListingTradeChanged
from marketplace.catalog.models import Listing, ListingVersion, SheetGoods
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.operations.record import WRITERS, lock_for
from marketplace.companies.queries import find_member
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import lock, session
from marketplace.core.errors import NotAllowed
from marketplace.core.text import normalise, one_line
from marketplace.core.work.events import publish
from marketplace.moderation.errors import own_company

_UNCHANGING = {ListingState.ARCHIVED, ListingState.DELETED}
#: The control signs of Unicode (category Cc) but for those that part lines and columns.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def lock_seller(company: Company, actor: Actor) -> Company:
    """Lock a selling company for a writer of its goods.

    Owners and Sales may, and an operator who acts for the company. Raises NotAllowed with the names
    of those who can, Conflict when the company is closed, Refused for one that buys.
    """
    lock_for(actor, company, WRITERS)
    if company.side is not Side.SELLER:
        raise errors.sellers_only()
    return company


def lock_goods(listing: Listing, actor: Actor) -> Listing:
    """Lock a listing for a writer of its company; raises as `lock_seller` does."""
    lock_seller(listing.company, actor)
    return lock(listing)


def lock_for_moderator(listing: Listing, actor: Actor) -> Person:
    """Lock a listing for an operator who looks after goods of its company's country; return them.

    Raises NotAllowed for anybody else, and for a moderator who belongs to the company.
    """
    lock(listing)
    person = find_person(actor.person or "")
    country = listing.company.country
    if person is None or not holds(person, OperatorRole.MODERATOR, country=country):
        raise NotAllowed
    if find_member(listing.company, person) is not None:
        raise own_company()
    return person


def lock_to_change(listing: Listing, actor: Actor) -> Listing:
    """Do as `lock_goods`; raises Conflict too when the listing is archived or deleted."""
    lock_goods(listing, actor)
    if listing.state in _UNCHANGING:
        raise errors.not_now(str(LISTING_STATE_NAMES[listing.state]))
    return listing


def write_down(
    listing: Listing,
    tag: str,
    *,
    actor: Actor,
    **facts: Any,  # noqa: ANN401 - as `audit.record` takes them
) -> None:
    """Write an act into the listing's history: `prices:changed` is `listing:prices:changed`."""
    audit.record(f"listing:{tag}", kind="listing", subject=listing.code, actor=actor, **facts)


def write_down_all(acts: Iterable[audit.Act], tag: str, *, actor: Actor) -> None:
    """Write the same act into the histories of many listings, as `write_down` does into one."""
    audit.record_all(f"listing:{tag}", acts, kind="listing", actor=actor)


def touch(listing: Listing) -> None:
    """Let the listing be the one that was changed last."""
    listing.changed_at = clock.now()


def trade_changed(
    listing: Listing, part: str, fields: list[str], *, actor: Actor, is_counted: bool = False
) -> None:
    """Write down a change of the half that changes at once; of goods once shown, let others know.

    `is_counted`: the listing's version was raised already by the columns that changed.
    """
    if not is_counted:
        listing.version += 1
    touch(listing)
    write_down(listing, f"{part}:changed", actor=actor, fields=fields)
    if listing.listed_at is not None:
        publish(ListingTradeChanged(listing.code))


def clean_line(text: str, most: int, field: str) -> str:
    """Return one line of people's text as it is kept. Raises Refused beside the field."""
    return _checked(one_line(text), most, field)


def clean_paragraphs(text: str, most: int, field: str) -> str:
    """Return text of several lines as it is kept. Raises Refused beside the field."""
    return _checked(normalise(text), most, field)


def _checked(text: str, most: int, field: str) -> str:
    if len(text) > most:
        raise errors.too_long(most, field)
    if _CONTROLS.search(text):
        raise errors.odd_sign(field)
    return text


def require_range(number: int | None, least: int, most: int, field: str) -> int | None:
    """Return a number that lies in its range, or None. Raises Refused beside the field."""
    if number is not None and not least <= number <= most:
        raise errors.out_of_range(least, most, field)
    return number


def leave_sheet(version: ListingVersion) -> None:
    """Let a version that is taken back be none of those that were handed in with a sheet."""
    together = update(SheetGoods).where(SheetGoods.submitted == version.code)
    session.execute(together.values(submitted=""))
