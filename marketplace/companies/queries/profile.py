"""Named reads: what a company says of itself."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from babel.core import get_global
from sqlalchemy import select

from marketplace.companies.models import (
    Business,
    Company,
    CompanyAddress,
    CompanyContact,
    CompanyLanguage,
    CompanyText,
    DayOff,
    ExportMarket,
    WorkCalendar,
)
from marketplace.companies.queries.companies import find_open_company
from marketplace.core import clock
from marketplace.core.db import session

T = TypeVar("T")
Part = TypeVar("Part", CompanyAddress, CompanyContact)


@dataclass(frozen=True)
class PartOf(Generic[T]):
    """A row of a company, with the company: what a page about one of them loads."""

    company: Company
    row: T


def business_of(company: Company) -> Business:
    """Return what the company does."""
    return session.get_one(Business, company.id)


def calendar_of(company: Company) -> WorkCalendar:
    """Return when the company works."""
    return session.get_one(WorkCalendar, company.id)


def languages_of(company: Company) -> list[str]:
    """Return the tags of the languages that somebody in the company reads."""
    found = select(CompanyLanguage.language).where(CompanyLanguage.company_id == company.id)
    return list(session.scalars(found.order_by(CompanyLanguage.language)))


def markets_of(company: Company) -> list[str]:
    """Return the codes of the countries to which the company has exported."""
    found = select(ExportMarket.country).where(ExportMarket.company_id == company.id)
    return list(session.scalars(found.order_by(ExportMarket.country)))


def texts_of(company: Company) -> dict[str, CompanyText]:
    """Return the company's texts by language tag."""
    found = select(CompanyText).where(CompanyText.company_id == company.id)
    return {text.language: text for text in session.scalars(found)}


def find_text(company: Company, language: str) -> CompanyText | None:
    """Return the company's text in a language."""
    return session.get(CompanyText, (company.id, language))


def addresses_of(company: Company) -> list[CompanyAddress]:
    """Return the company's addresses in the order in which they were written."""
    found = select(CompanyAddress).where(CompanyAddress.company_id == company.id)
    return list(session.scalars(found.order_by(CompanyAddress.id)))


def find_address(company: str, address: str) -> PartOf[CompanyAddress] | None:
    """Return an address with its open company (public ids both)."""
    return _part_of(company, CompanyAddress, address)


def contacts_of(company: Company) -> list[CompanyContact]:
    """Return whom to ask at the company, in the order in which they were written."""
    found = select(CompanyContact).where(CompanyContact.company_id == company.id)
    return list(session.scalars(found.order_by(CompanyContact.id)))


def find_contact(company: str, contact: str) -> PartOf[CompanyContact] | None:
    """Return a contact with its open company (public ids both)."""
    return _part_of(company, CompanyContact, contact)


def _part_of(company: str, model: type[Part], code: str) -> PartOf[Part] | None:
    owner = find_open_company(company)
    if owner is None:
        return None
    found = select(model).where(model.code == code, model.company_id == owner.id)
    row = session.scalar(found)
    return PartOf(owner, row) if row else None


def days_off_of(company: Company) -> list[DayOff]:
    """Return the company's own days off from today on, the next first."""
    found = select(DayOff).where(DayOff.company_id == company.id, DayOff.day >= clock.now().date())
    return list(session.scalars(found.order_by(DayOff.day)))


def zones_of(country: str) -> list[str]:
    """Return the time zones of a country (ISO 3166 code) by their IANA names.

    Source: CLDR's table of zones and territories, as Babel brings it.
    """
    territories = get_global("zone_territories")
    return sorted(zone for zone, place in territories.items() if place == country)
