"""Named reads: one check with all that its pages show, and the checks of a company."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from marketplace.accounts.queries import names_of_people
from marketplace.companies.enums import CompanyState
from marketplace.companies.models import Company, CompanyDocument
from marketplace.core import clock
from marketplace.core.audit import AuditEntry
from marketplace.core.db import session
from marketplace.verification.enums import STANDING, UNDECIDED, CheckState, CheckStep
from marketplace.verification.models import CheckDocument, CheckNote, CompanyCheck

SHOWN = 50
#: From how long before its end a check is renewed; earlier where the company's name has changed.
RENEWED_BEFORE = timedelta(days=60)


@dataclass(frozen=True)
class Twin:
    """Another company with the same number: the company, and its newest check if it has one."""

    company: Company
    check: CompanyCheck | None


@dataclass(frozen=True)
class CheckEvent:
    """One act on a check, from the audit; `note` is what was said with it."""

    entry: AuditEntry
    who: str | None
    note: CheckNote | None

    @property
    def act(self) -> str:
        """The last word of the entry's tag: `opened`, `ask`, `taken` and so on."""
        return self.entry.tag.rpartition(":")[2]


def find_check(check: str) -> CompanyCheck | None:
    """Return the check with this public id, its people, office and company loaded."""
    return session.scalar(_with_people().where(CompanyCheck.code == check))


@dataclass(frozen=True)
class CheckOverview:
    """Where a company stands with its checks: what is undecided, what counts, what came last."""

    undecided: CompanyCheck | None
    standing: CompanyCheck | None
    newest: CompanyCheck | None

    @property
    def shown(self) -> CompanyCheck | None:
        """The check that the company's page is about.

        The undecided one; a newer one that was refused; else what counts, or what came last.
        """
        if self.undecided is not None:
            return self.undecided
        if self.newest is not None and self.newest.state is CheckState.REFUSED:
            return self.newest
        return self.standing or self.newest

    @property
    def ends_soon(self) -> bool:
        """Whether what counts ends within the time in which it is renewed."""
        until = self.standing.until if self.standing else None
        return until is not None and until - RENEWED_BEFORE <= clock.now()

    @property
    def may_open(self) -> bool:
        """Whether the company may open a check now."""
        is_stopped = self.standing is not None and self.standing.state is CheckState.SUSPENDED
        return self.undecided is None and not is_stopped


def check_overview(company: Company) -> CheckOverview:
    """Return where a company stands with its checks, in one statement."""
    found = [check for check in checks_of(company) if check.side is company.side]
    now = clock.now()
    return CheckOverview(
        undecided=next((one for one in found if one.state in UNDECIDED), None),
        standing=next(
            (one for one in found if one.state in STANDING and one.until and one.until > now), None
        ),
        newest=next(iter(found), None),
    )


def checks_of(company: Company) -> Sequence[CompanyCheck]:
    """Return the company's checks, the newest first, at most fifty."""
    found = _with_people().where(CompanyCheck.company_id == company.id)
    return session.scalars(found.order_by(CompanyCheck.id.desc()).limit(SHOWN)).all()


def _with_people() -> Select[CompanyCheck]:
    return select(CompanyCheck).options(
        joinedload(CompanyCheck.taken_by),
        joinedload(CompanyCheck.decided_by),
        joinedload(CompanyCheck.opened_by),
        joinedload(CompanyCheck.office),
    )


def documents_of(check: CompanyCheck) -> list[CompanyDocument]:
    """Return the documents that a check looks at, in the order in which they came."""
    found = (
        select(CompanyDocument)
        .join(CheckDocument, CheckDocument.document_id == CompanyDocument.id)
        .where(CheckDocument.check_id == check.id)
        .order_by(CompanyDocument.id)
    )
    return list(session.scalars(found))


def notes_of(check: CompanyCheck) -> list[CheckNote]:
    """Return what both sides said in a check, the oldest first."""
    found = select(CheckNote).where(CheckNote.check_id == check.id).order_by(CheckNote.id)
    return list(session.scalars(found))


def last_word_of(notes: Sequence[CheckNote]) -> CheckNote | None:
    """Return what the office said last, of the notes of a check."""
    said = [note for note in notes if note.step is not CheckStep.ANSWERED]
    return said[-1] if said else None


#: The step with which a note was left, by the act in the audit.
_STEP_OF_ACT = {
    "answer": CheckStep.ANSWERED,
    "ask": CheckStep.ASKED,
    "approve": CheckStep.APPROVED,
    "refuse": CheckStep.REFUSED,
    "suspend": CheckStep.SUSPENDED,
    "lift": CheckStep.LIFTED,
}


def history_of(check: CompanyCheck, notes: Sequence[CheckNote]) -> list[CheckEvent]:
    """Return what happened to a check, the newest first, with what was said each time."""
    found = (
        select(AuditEntry)
        .where(AuditEntry.subject_kind == "company_check", AuditEntry.subject == check.code)
        .order_by(AuditEntry.id)
        .limit(4 * SHOWN)
    )
    rows = list(session.scalars(found))
    names = names_of_people({row.actor_person for row in rows if row.actor_person})
    left = list(notes)
    events = []
    for row in rows:
        step = _STEP_OF_ACT.get(row.tag.rpartition(":")[2])
        note = left.pop(0) if left and left[0].step is step else None
        events.append(CheckEvent(row, names.get(row.actor_person or ""), note))
    return events[::-1]


def twins_of(check: CompanyCheck) -> list[Twin]:
    """Return other companies that state the number, or whose checks show it, at most ten.

    Numbers of another country are not meant: two states may well give the same digits.
    """
    shown = select(CompanyCheck.company_id).where(
        CompanyCheck.country == check.country, CompanyCheck.number_key == check.number_key
    )
    stated = (Company.country == check.country) & (Company.number_key == check.number_key)
    found = (
        select(Company)
        .where(
            Company.id != check.company_id,
            Company.state == CompanyState.OPEN,
            or_(stated, Company.id.in_(shown)),
        )
        .order_by(Company.id)
        .limit(10)
    )
    companies = list(session.scalars(found))
    theirs = select(CompanyCheck).where(CompanyCheck.company_id.in_([one.id for one in companies]))
    newest = {row.company_id: row for row in session.scalars(theirs.order_by(CompanyCheck.id))}
    return [Twin(company, newest.get(company.id)) for company in companies]
