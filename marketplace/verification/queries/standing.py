"""Named reads: which company checks hold now, as a question about one company and as SQL."""

from dataclasses import dataclass
from datetime import datetime

from flask import g, has_request_context
from sqlalchemy import ColumnElement, bindparam, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, aliased, joinedload

from marketplace.accounts.models import Office
from marketplace.accounts.queries import present_reader
from marketplace.companies.enums import CompanyState, Side
from marketplace.companies.models import Company, Member
from marketplace.core import clock
from marketplace.core.db import Instant, session
from marketplace.core.db.planner_hints import constant
from marketplace.verification.enums import STANDING, CheckState
from marketplace.verification.models import CompanyCheck

CompanyId = ColumnElement[int] | InstrumentedAttribute[int] | Mapped[int]


@dataclass(frozen=True)
class Badge:
    """What a company's badge says: what was checked, by which office, when and until when.

    `name`, `name_latin` and `number` are as the document shows them; `country` is ISO 3166. A
    badge never says that a company is safe.
    """

    check: str
    side: Side
    name: str
    name_latin: str
    country: str
    number: str
    office: Office | None
    checked_at: datetime
    until: datetime


def may_reach_sellers(company: Company) -> bool:
    """Whether what a buyer sends may reach sellers: its check holds now and it is open.

    Asked when something is sent and once more when it is passed on. False for a seller.
    """
    return _holds(company, Side.BUYER)


def may_show_goods(company: Company) -> bool:
    """Whether a seller's goods may be shown: its check holds now and it is open. Else False."""
    return _holds(company, Side.SELLER)


def reaching_sellers_clause(company_id: CompanyId) -> ColumnElement[bool]:
    """Return `may_reach_sellers` as SQL for lists, of the company whose key is in the column."""
    return _clause(company_id, Side.BUYER)


def showing_goods_clause(company_id: CompanyId) -> ColumnElement[bool]:
    """Return `may_show_goods` as SQL for lists, of the company whose key is in the column."""
    return _clause(company_id, Side.SELLER)


def reader_may_reach_sellers() -> bool:
    """Whether the present reader is a member of some buyer whose check holds now.

    What prices for checked buyers ask. One statement, once a request; False for everybody who is
    anonymous.
    """
    reader = present_reader()
    if reader is None or not has_request_context():
        return False
    if "reaches_sellers" not in g:
        g.reaches_sellers = person_may_reach_sellers(reader.person.id)
    answer: bool = g.reaches_sellers
    return answer


def person_may_reach_sellers(person_id: int) -> bool:
    """Whether a person (a key) is a member of some buyer whose check holds now: for mails."""
    theirs = select(Member.id).where(
        Member.person_id == person_id, reaching_sellers_clause(Member.company_id)
    )
    return session.scalar(theirs.limit(1)) is not None


def standing_check(company: Company) -> CompanyCheck | None:
    """Return the check that counts for a company: approved and not past its end, or suspended."""
    return session.scalar(
        select(CompanyCheck).where(
            CompanyCheck.company_id == company.id,
            CompanyCheck.side == company.side,
            CompanyCheck.state.in_(STANDING),
            CompanyCheck.until > clock.now(),
        )
    )


def check_to_end(company: Company) -> CompanyCheck | None:
    """Return what a newer approval ends: the check that stands, or stood until a moment ago."""
    return session.scalar(
        select(CompanyCheck).where(
            CompanyCheck.company_id == company.id,
            CompanyCheck.side == company.side,
            CompanyCheck.state.in_(STANDING),
        )
    )


def badge_of(company: Company) -> Badge | None:
    """Return what the company's badge says; None unless its check holds now."""
    return badges_of([company.id]).get(company.id)


def badges_of(company_ids: list[int]) -> dict[int, Badge]:
    """Return the badges of the companies whose checks hold now, in one statement, by their keys."""
    found = (
        select(CompanyCheck)
        .join(Company, Company.id == CompanyCheck.company_id)
        .where(
            CompanyCheck.company_id.in_(company_ids),
            CompanyCheck.side == Company.side,
            CompanyCheck.state == CheckState.APPROVED,
            CompanyCheck.until > clock.now(),
            Company.state == CompanyState.OPEN,
        )
        .options(joinedload(CompanyCheck.office))
    )
    return {check.company_id: _badge(check) for check in session.scalars(found)}


def _badge(check: CompanyCheck) -> Badge:
    if check.decided_at is None or check.until is None:  # the database's constraints say otherwise
        raise AssertionError
    return Badge(
        check=check.code,
        side=check.side,
        name=check.name,
        name_latin=check.name_latin,
        country=check.country,
        number=check.number,
        office=check.office,
        checked_at=check.decided_at,
        until=check.until,
    )


def _holds(company: Company, side: Side) -> bool:
    return company.side is side and bool(session.scalar(select(_clause(company.id, side))))


def _clause(company_id: CompanyId | int, side: Side) -> ColumnElement[bool]:
    """Return the question as SQL. The instant is read when it is asked, so it may be kept.

    It stands in a select of its own: PostgreSQL plans for an instant that it knows anew each time.
    """
    check, company = _APART
    instant = bindparam("asked_at", callable_=clock.now, unique=True, type_=Instant)
    return exists().where(
        check.company_id == company_id,
        check.side == constant(side),
        check.state == constant(CheckState.APPROVED),
        check.until > select(instant).scalar_subquery(),
        company.id == check.company_id,
        company.side == constant(side),
        company.state == constant(CompanyState.OPEN),
    )


#: Aliases, so that lists may select the tables too; made once, since making them is slow.
_APART = (aliased(CompanyCheck), aliased(Company))
