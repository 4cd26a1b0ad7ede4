"""Named reads: what happened to a company, with the names of those who did it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.companies.models import Company
from marketplace.core.audit import AuditEntry
from marketplace.core.db import session

SHOWN = 50


@dataclass(frozen=True)
class Happening:
    """An act on a company: who did it, whether on its behalf, and whom it concerned."""

    at: datetime
    tag: str
    who: str | None
    on_behalf: bool
    whom: str | None
    facts: dict[str, Any]


def history_of(company: Company, *, most: int = SHOWN) -> list[Happening]:
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
        Happening(
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
    return dict(session.execute(found).tuples().all())
