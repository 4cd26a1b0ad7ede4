"""Telling the company, and the office that has the turn, in the language of each."""

from datetime import datetime

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Office, Person
from marketplace.accounts.operations.letters import tell_person
from marketplace.accounts.queries import office_name, office_of_country
from marketplace.accounts.rules import holds
from marketplace.companies.queries import owners_of
from marketplace.companies.queries.members import may_be_told
from marketplace.core.db import session
from marketplace.verification.models import CompanyCheck
from marketplace.verification.operations.record import ReasonsAndWords
from marketplace.verification.queries.offices import verifiers_of


def page_of(check: CompanyCheck) -> str:
    """Return the address, without its language, of the page on which the company reads of it."""
    return f"/c/{check.company.code}/check"


def tell_company(
    check: CompanyCheck, message: str, office: Office | None = None, **facts: str | int | datetime
) -> None:
    """Tell every owner, and whoever opened the check while they still belong to the company.

    `office` is named in the language of each.
    """
    opener = session.get_one(Person, check.opened_by_id)
    told = [opener] if may_be_told(check.company, opener) else []
    people = {person.id: person for person in (*told, *owners_of(check.company))}
    for person in people.values():
        named = {"office": office_name(office, person.language)} if office else {}
        tell_person(
            person,
            message,
            thread=check.code,
            company=check.company.name,
            target=page_of(check),
            **named,
            **facts,
        )


def tell_company_decided(
    check: CompanyCheck,
    message: str,
    said: ReasonsAndWords,
    office: Office,
    **facts: str | int | datetime,
) -> None:
    """Tell the company what was decided, with the reasons (codes) and the operator's words."""
    tell_company(
        check,
        message,
        office,
        reasons=" ".join(reason.value for reason in said.reasons),
        words=said.words,
        words_language=said.language,
        **facts,
    )


def tell_office(check: CompanyCheck, message: str) -> None:
    """Tell whoever has taken the check that it is the office's turn, else all who could take it.

    All of them, too, where whoever has it checks no companies of that country any more.
    """
    taker = session.get(Person, check.taken_by_id) if check.taken_by_id else None
    if taker and not holds(taker, OperatorRole.VERIFIER, country=check.company.country):
        taker = None
    due = {"due": check.due_at} if check.due_at else {}
    for person in [taker] if taker else verifiers_of(office_of_country(check.company.country)):
        tell_person(
            person,
            message,
            thread=check.code,
            company=check.company.name,
            target=f"/desk/checks/{check.code}",
            **due,
        )
