"""Named reads: what happened to a company, with the names of those who did it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.companies.models import Company
from marketplace.core.audit import AuditEntry
from marketplace.core.db import session

SHOWN = 50

#: What happened, by the tag of its audit entry; the name of whom it concerned stands beside it.
WORDS = {
    "company:state:founded": _l("Registered"),
    "company:state:close": _l("The company was closed"),
    "company:names:changed": _l("Names changed"),
    "company:business:changed": _l("What it does changed"),
    "company:text:changed": _l("Story changed"),
    "company:logo:changed": _l("Logo changed"),
    "company:logo:removed": _l("Logo removed"),
    "company:document:added": _l("Document uploaded"),
    "company:identity:checked": _l("Names and number written as checked"),
    "company:first_letters:allowed": _l("Sellers may write first"),
    "company:first_letters:refused": _l("Sellers no longer write first"),
    "company:address:added": _l("Address added"),
    "company:address:changed": _l("Address changed"),
    "company:address:removed": _l("Address removed"),
    "company:contact:added": _l("Contact added"),
    "company:contact:changed": _l("Contact changed"),
    "company:contact:removed": _l("Contact removed"),
    "company:hours:changed": _l("Working hours changed"),
    "company:day_off:added": _l("Day off added"),
    "company:day_off:removed": _l("Day off removed"),
    "company:invitation:sent": _l("Somebody invited"),
    "company:invitation:withdrawn": _l("Invitation withdrawn"),
    "company:member:joined": _l("Member joined"),
    "company:member:changed": _l("Member changed"),
    "company:member:removed": _l("Member removed"),
    "company:member:left": _l("Member left"),
    "company:ownership:offered": _l("Company offered to a colleague"),
    "company:ownership:passed": _l("Company handed over"),
    "company:ownership:declined": _l("Handing over declined"),
    "company:ownership:withdrawn": _l("Handing over withdrawn"),
    "company:acting:begun": _l("An operator began to act for it"),
    "company:acting:ended": _l("An operator stopped acting for it"),
}


@dataclass(frozen=True)
class HistoryEntry:
    """An act on a company: who did it, whether on its behalf, and whom it concerned."""

    at: datetime
    tag: str
    who: str | None
    on_behalf: bool
    whom: str | None
    facts: dict[str, Any]

    @property
    def words(self) -> str:
        """What happened, in the reader's language; the tag of an act that has no words yet."""
        return str(WORDS.get(self.tag, self.tag))


def history_of(company: Company, *, most: int = SHOWN) -> list[HistoryEntry]:
    """Return the newest acts on a company from the audit, in two reads however many there are."""
    found = (
        select(AuditEntry)
        .where(AuditEntry.subject_kind == "company", AuditEntry.subject == company.code)
        .order_by(AuditEntry.id.desc())
        .limit(most)
    )
    rows = list(session.scalars(found))
    codes = {row.actor_person for row in rows} | {row.facts.get("person") for row in rows}
    names = _names({code for code in codes if code})
    return [
        HistoryEntry(
            at=row.at,
            tag=row.tag,
            who=names.get(row.actor_person or ""),
            on_behalf=row.on_behalf_of is not None,
            whom=names.get(row.facts.get("person") or ""),
            facts=row.facts,
        )
        for row in rows
    ]


def _names(codes: set[str]) -> dict[str, str]:
    found = select(Person.code, Person.name).where(Person.code.in_(codes))
    return {row.code: row.name for row in session.execute(found)}
