"""Addresses and contacts of a company: added, changed, removed."""

from dataclasses import asdict, dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import InvalidRequestError

from marketplace.companies import errors
from marketplace.companies.enums import AddressKind, ContactChannel
from marketplace.companies.models import Company, CompanyAddress, CompanyContact
from marketplace.companies.operations.record import WRITERS, lock_for, write_down
from marketplace.core.audit import Actor
from marketplace.core.db import change_row, insert_with_id, once, require_version, session

#: Addresses of a company, and contacts: those who talk to it are shown all of them.
MOST_OF_A_KIND = 50


@dataclass(frozen=True)
class AddressFacts:
    """An address; the Latin parts are "" where the own ones are Latin already."""

    kind: AddressKind
    country: str
    postal_code: str
    street: str
    city: str
    region: str
    street_latin: str
    city_latin: str
    region_latin: str


@dataclass(frozen=True)
class ContactFacts:
    """Somebody to ask; `phone` is in E.164, "" when there is none."""

    name: str
    role: str
    mail: str
    phone: str
    channel: ContactChannel


def add_address(company: Company, facts: AddressFacts, *, once_key: str, actor: Actor) -> str:
    """Add an address and return its public id; the same key gives the first one's.

    Raises Refused where the list is full.
    """
    row = CompanyAddress(company_id=company.id, **asdict(facts))
    return once(once_key, "companies.add_address", _add, company, row, actor)


def add_contact(company: Company, facts: ContactFacts, *, once_key: str, actor: Actor) -> str:
    """Add a contact and return its public id; the same key gives the first one's.

    Raises Refused where the list is full.
    """
    row = CompanyContact(company_id=company.id, **asdict(facts))
    return once(once_key, "companies.add_contact", _add, company, row, actor)


def change_place(
    company: Company,
    row: CompanyAddress | CompanyContact,
    facts: AddressFacts | ContactFacts,
    *,
    seen_version: int,
    actor: Actor,
) -> None:
    """Change an address or a contact. Raises Conflict when somebody was faster or removed it."""
    lock_for(actor, company, WRITERS)
    _read_again(row)
    require_version(row, seen_version)
    changed = change_row(row, asdict(facts))
    if changed:
        write_down(company, f"{_word(row)}:changed", actor=actor, row=row.code, fields=changed)


def remove_place(company: Company, row: CompanyAddress | CompanyContact, *, actor: Actor) -> None:
    """Remove an address or a contact. Raises Conflict when somebody did so already."""
    lock_for(actor, company, WRITERS)
    _read_again(row)
    write_down(company, f"{_word(row)}:removed", actor=actor, row=row.code)
    session.delete(row)


def _add(company: Company, row: CompanyAddress | CompanyContact, actor: Actor) -> str:
    lock_for(actor, company, WRITERS)
    there = select(func.count()).where(type(row).company_id == company.id)
    if (session.scalar(there) or 0) >= MOST_OF_A_KIND:
        raise errors.list_is_full(MOST_OF_A_KIND)
    prefix = "ADR" if isinstance(row, CompanyAddress) else "CON"
    insert_with_id(row, column="code", prefix=prefix)
    write_down(company, f"{_word(row)}:added", actor=actor, row=row.code)
    return row.code


def _read_again(row: CompanyAddress | CompanyContact) -> None:
    try:
        session.refresh(row)
    except InvalidRequestError:
        raise errors.gone() from None


def _word(row: CompanyAddress | CompanyContact) -> str:
    return "address" if isinstance(row, CompanyAddress) else "contact"
