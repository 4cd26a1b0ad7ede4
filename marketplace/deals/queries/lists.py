"""Named reads: the deals of a company as a list, ours first, a page of any list in few statements.

A list is a row of groups, each with an order of its own that an index has: what we must act on, by
when; what the other side must act on, by when; what nobody has to act on, the newest first; what is
closed. A cursor names the group, the instant and the public id after which the next page begins.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum, StrEnum

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.core.web.paging import PAGE_SIZE, Page
from marketplace.deals.enums import DealState, InquiryState
from marketplace.deals.models import Deal, Inquiry
from marketplace.deals.queries.deal_search import names_deal
from marketplace.deals.queries.deals import other_side
from marketplace.deals.queries.visible import deals_of_seller


class DealFilter(StrEnum):
    """Which deals a list shows; without one all that are not closed.

    `office`: a buyer's whose inquiry waits for the house.
    """

    OURS = "ours"
    THEIRS = "theirs"
    OFFICE = "office"
    CLOSED = "closed"


class DealGroup(IntEnum):
    """The groups of a list, in their order. `ASKED`: the house asked the buyer something."""

    ASKED = 0
    OURS = 1
    THEIRS = 2
    QUIET = 3
    CLOSED = 4


#: By which instant a group is ordered: these by what is due first, the others the newest first.
SOONEST = frozenset({DealGroup.OURS, DealGroup.THEIRS})

_GROUPS = {
    None: (DealGroup.ASKED, DealGroup.OURS, DealGroup.THEIRS, DealGroup.QUIET),
    DealFilter.OURS: (DealGroup.ASKED, DealGroup.OURS),
    DealFilter.THEIRS: (DealGroup.THEIRS,),
    DealFilter.OFFICE: (DealGroup.QUIET,),
    DealFilter.CLOSED: (DealGroup.CLOSED,),
}


@dataclass(frozen=True)
class DealCounts:
    """How many deals a company has in each group of its list; `office` are among those `quiet`."""

    ours: int
    theirs: int
    quiet: int
    office: int
    closed: int

    @property
    def under_way(self) -> int:
        """How many are not closed."""
        return self.ours + self.theirs + self.quiet


def deals_of(company: Company) -> ColumnElement[bool]:
    """Return the condition on deals that they are the company's: of a seller's, those shown."""
    if company.side is Side.SELLER:
        return deals_of_seller(company)
    return Deal.buyer_id == company.id


def page_of_deals(
    company: Company,
    *,
    shown: DealFilter | None = None,
    words: str = "",
    cursor: str | None = None,
    size: int = PAGE_SIZE,
) -> Page[Deal]:
    """Return a page of a company's deals, ours first; both companies of each are loaded.

    `words` are looked for in codes, goods and the other company's names, among closed ones too
    unless `shown` says otherwise. A cursor that this function did not write shows the first page.
    """
    groups = _GROUPS[shown]
    if words and shown is None:
        groups = (*groups, DealGroup.CLOSED)
    condition = deals_of(company)
    if shown is DealFilter.OFFICE:
        condition = and_(condition, Deal.state == DealState.WAITING)
    if words:
        condition = and_(condition, names_deal(company, words))
    begin = _read(cursor)
    parts = [
        _part(company, group, condition, begin, size)
        for group in groups
        if begin is None or group >= begin.group
    ]
    if not parts:
        return Page([], None)
    found = [(row[0], row[1], row[2], row[3]) for row in session.execute(union_all(*parts))]
    return _cut(_ordered(found), size)


def counts_of_deals(company: Company) -> DealCounts:
    """Count a company's deals by group, in one statement."""
    own, theirs = company.side, other_side(company.side)
    waits = Deal.state == DealState.WAITING
    asked = and_(waits, _asked()) if own is Side.BUYER else literal(value=False)
    counted = select(
        func.count().filter(or_(Deal.turn == own, asked)),
        func.count().filter(Deal.turn == theirs),
        func.count().filter(Deal.turn.is_(None), Deal.state != DealState.CLOSED, ~asked),
        func.count().filter(waits, ~asked),
        func.count().filter(Deal.state == DealState.CLOSED),
    ).where(deals_of(company))
    return DealCounts(*session.execute(counted).one())


def count_ours(company: Company) -> int:
    """Count the deals in which the company has the turn, or the house asked it something."""
    ours = Deal.turn == company.side
    if company.side is Side.BUYER:
        ours = or_(ours, and_(Deal.state == DealState.WAITING, _asked()))
    return session.scalar(select(func.count()).where(deals_of(company), ours)) or 0


@dataclass(frozen=True)
class _Begin:
    group: int
    at: datetime
    code: str


Found = tuple[int, int, datetime, str]


def _part(
    company: Company,
    group: DealGroup,
    condition: ColumnElement[bool],
    begin: _Begin | None,
    size: int,
) -> Select[int, int, datetime, str]:
    """Return the first rows of a group, as a select that a union can take on both databases."""
    at: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]
    at = Deal.turn_until if group in SOONEST else Deal.last_at
    rows = select(Deal.id, at.label("at"), Deal.code).where(condition, _in_group(company, group))
    if begin is not None and begin.group == group:
        rows = rows.where(_after(at, begin, soonest=group in SOONEST))
    order = (at, Deal.code) if group in SOONEST else (at.desc(), Deal.code.desc())
    inner = rows.order_by(*order).limit(size + 1).subquery()
    return select(literal(group.value), inner.c.id, inner.c.at, inner.c.code)


def _in_group(company: Company, group: DealGroup) -> ColumnElement[bool]:
    is_buyer = company.side is Side.BUYER
    match group:
        case DealGroup.ASKED:
            return and_(Deal.state == DealState.WAITING, _asked(), literal(is_buyer))
        case DealGroup.OURS:
            return Deal.turn == company.side
        case DealGroup.THEIRS:
            return Deal.turn == other_side(company.side)
        case DealGroup.QUIET:
            quiet = and_(Deal.turn.is_(None), Deal.state != DealState.CLOSED)
            return and_(quiet, or_(Deal.state != DealState.WAITING, ~_asked()))
        case _:
            return Deal.state == DealState.CLOSED


def _asked() -> ColumnElement[bool]:
    return exists().where(Inquiry.deal_id == Deal.id, Inquiry.state == InquiryState.ASKED)


def _after(
    at: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
    begin: _Begin,
    *,
    soonest: bool,
) -> ColumnElement[bool]:
    if soonest:
        return or_(at > begin.at, and_(at == begin.at, Deal.code > begin.code))
    return or_(at < begin.at, and_(at == begin.at, Deal.code < begin.code))


def _ordered(found: Sequence[Found]) -> list[Found]:
    by_code = sorted(found, key=lambda row: row[3])
    later_first = sorted(by_code, key=lambda row: (row[2], row[3]), reverse=True)
    soonest = {row[1] for row in found if row[0] in SOONEST}
    ahead = sorted((row for row in by_code if row[1] in soonest), key=lambda row: row[2])
    behind = [row for row in later_first if row[1] not in soonest]
    return sorted([*ahead, *behind], key=lambda row: row[0])


def _cut(found: list[Found], size: int) -> Page[Deal]:
    keys = [key for _group, key, _at, _code in found[:size]]
    place = case({key: number for number, key in enumerate(keys)}, value=Deal.id, else_=0)
    loaded = select(Deal).where(Deal.id.in_(keys))
    rows = list(session.scalars(loaded.order_by(place) if keys else loaded))
    if len(found) <= size:
        return Page(rows, None)
    group, _key, at, code = found[size - 1]
    return Page(rows, _write(group, at, code))


def _write(group: int, at: datetime, code: str) -> str:
    return base64.urlsafe_b64encode(f"{group} {at.isoformat()} {code}".encode()).decode()


def _read(cursor: str | None) -> _Begin | None:
    try:
        group, instant, code = base64.urlsafe_b64decode(cursor or "").decode().split(" ")
        begin = _Begin(DealGroup(int(group)), datetime.fromisoformat(instant).astimezone(UTC), code)
    except (ValueError, OverflowError):
        return None
    return begin if code.isascii() and code.isprintable() else None
