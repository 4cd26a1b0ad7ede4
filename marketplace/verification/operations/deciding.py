"""What an operator decides on an open check: ask for more, approve, refuse."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from marketplace.accounts.models import Office, Person
from marketplace.companies.models import Company
from marketplace.companies.operations import Identity, write_identity
from marketplace.companies.queries import due_for
from marketplace.core import clock
from marketplace.core.audit import Actor
from marketplace.core.db import advance_version, lock, session
from marketplace.core.work.timers import set_timer
from marketplace.reference.queries import company_number, end_of_day
from marketplace.reference.queries.settings import check_holds_days
from marketplace.verification.enums import CheckStep
from marketplace.verification.models import CompanyCheck
from marketplace.verification.operations.letters import tell_company_decided
from marketplace.verification.operations.record import (
    ReasonsAndWords,
    keep_words,
    let_it_hold,
    lock_to_decide,
    office_of_operator,
    reason_codes,
    require_not_taken,
    require_reason,
)
from marketplace.verification.queries.offices import zone_of_office
from marketplace.verification.queries.standing import check_to_end
from marketplace.verification.transitions import (
    ANSWER_DUE_TIMER,
    CHECK,
    END_TIMER,
    ENDS_SOON_TIMER,
)

#: How long a company has to answer; afterwards it still may.
DAYS_TO_ANSWER = 10
NOTICE_BEFORE_END = timedelta(days=30)
NOTICE_BEFORE_ANSWER = timedelta(days=2)


@dataclass(frozen=True)
class SeenOnDocument:
    """What an operator saw: names and number as the document shows them, and words of their own."""

    name: str
    name_latin: str
    number: str
    words: str = ""


def ask_for_more(
    check: CompanyCheck, said: ReasonsAndWords, *, operator: Person, seen_version: int, actor: Actor
) -> None:
    """Ask the company for more: it has ten of its working days, and may answer later as well.

    Raises Refused without a reason or words, Conflict when somebody was faster, and what
    `lock_to_decide` raises.
    """
    company, office = _begin(check, operator, seen_version)
    require_reason(said)
    CHECK.apply(check, "ask", actor=actor, reasons=reason_codes(said))
    check.due_at = due_for(company, DAYS_TO_ANSWER, clock.now())
    if check.taken_by_id is None:
        check.taken_by_id, check.taken_at = operator.id, clock.now()
    set_timer(ANSWER_DUE_TIMER, check.code, check.due_at - NOTICE_BEFORE_ANSWER)
    keep_words(check, CheckStep.ASKED, said, by=operator.id)
    tell_company_decided(check, "check_asked", said, office, due=check.due_at)


def refuse(
    check: CompanyCheck, said: ReasonsAndWords, *, operator: Person, seen_version: int, actor: Actor
) -> None:
    """Refuse the check; what stood before stays. The company may open another one.

    Raises as `ask_for_more` does.
    """
    _company, office = _begin(check, operator, seen_version)
    require_reason(said)
    check.decided_by_id, check.office_id = operator.id, office.id
    CHECK.apply(check, "refuse", actor=actor, reasons=reason_codes(said))
    check.due_at = None
    keep_words(check, CheckStep.REFUSED, said, by=operator.id)
    tell_company_decided(check, "check_refused", said, office)


def approve(
    check: CompanyCheck,
    seen: SeenOnDocument,
    said: ReasonsAndWords,
    *,
    operator: Person,
    seen_version: int,
    actor: Actor,
) -> None:
    """Approve the check, for a year unless the house's setting says otherwise.

    The company is called as its document says from now on, and a check that stood before ends.
    Raises Refused when another company's approved check has the number, Conflict when somebody was
    faster, and what `lock_to_decide` raises.
    """
    older = check_to_end(check.company)
    company, office = _begin(check, operator, seen_version, older)
    if older is not None:
        CHECK.apply(older, "end", actor=actor, renewed_by=check.code)
        session.flush()
    _write_seen(check, company, seen, actor)
    check.until = _end_of(office)
    check.decided_by_id, check.office_id = operator.id, office.id
    let_it_hold(check, "approve", actor)
    check.due_at = None
    set_timer(END_TIMER, check.code, check.until)
    set_timer(ENDS_SOON_TIMER, check.code, check.until - NOTICE_BEFORE_END)
    keep_words(check, CheckStep.APPROVED, said, by=operator.id)
    tell_company_decided(check, "check_approved", said, office, until=check.until)


def _begin(
    check: CompanyCheck, operator: Person, seen_version: int, older: CompanyCheck | None = None
) -> tuple[Company, Office]:
    """Lock, ask who acts, and refuse what somebody else did meanwhile; return company and office.

    An older check is locked first, as the order of locks asks.
    """
    if older is not None:
        lock(session.get_one(Company, check.company_id))
        lock(older)
    company = lock_to_decide(check, operator)
    require_not_taken(check, operator)
    advance_version(check, seen_version)
    return company, office_of_operator(operator)


def _write_seen(check: CompanyCheck, company: Company, seen: SeenOnDocument, actor: Actor) -> None:
    number = company_number(check.country)
    identity = Identity(
        seen.name, seen.name_latin, number.written(seen.number), number.key(seen.number)
    )
    check.name, check.name_latin = identity.name, identity.name_latin
    check.number, check.number_key = identity.number, identity.number_key
    check.seen = seen.words
    write_identity(company, identity, actor=actor)


def _end_of(office: Office) -> datetime:
    """Return until when an approval of today holds: the end of a day where the office works."""
    zone = zone_of_office(office)
    today = clock.now().astimezone(ZoneInfo(zone)).date()
    return end_of_day(today + timedelta(days=check_holds_days()), zone)
