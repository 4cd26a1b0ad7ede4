"""Named reads: how much of a company's page is written, and what is still missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from marketplace.companies.enums import AddressKind, Side
from marketplace.companies.models import (
    Business,
    Company,
    CompanyAddress,
    CompanyContact,
    CompanyText,
    WorkCalendar,
)
from marketplace.companies.queries.profile import (
    addresses_of,
    business_of,
    calendar_of,
    contacts_of,
    languages_of,
    markets_of,
    texts_of,
)
from marketplace.core.text import is_latin


class PageSection(StrEnum):
    """The parts of a company's page, each written by itself."""

    NAMES = "names"
    BUSINESS = "business"
    LOGO = "logo"
    ADDRESSES = "addresses"
    CONTACTS = "contacts"
    TEXTS = "texts"
    HOURS = "hours"


@dataclass(frozen=True)
class CompanyProfile:
    """All that a company says of itself."""

    company: Company
    business: Business
    languages: list[str]
    markets: list[str]
    addresses: list[CompanyAddress]
    contacts: list[CompanyContact]
    texts: dict[str, CompanyText]
    calendar: WorkCalendar


@dataclass(frozen=True)
class PagePoint:
    """One thing that belongs on a company's page; `words` say what to write."""

    section: PageSection
    words: str
    is_done: bool


def profile_of(company: Company) -> CompanyProfile:
    """Return all that a company says of itself, with the same number of reads for any of them."""
    return CompanyProfile(
        company=company,
        business=business_of(company),
        languages=languages_of(company),
        markets=markets_of(company),
        addresses=addresses_of(company),
        contacts=contacts_of(company),
        texts=texts_of(company),
        calendar=calendar_of(company),
    )


def points_of(profile: CompanyProfile) -> list[PagePoint]:
    """Return what belongs on the company's page, in the order of its sections."""
    return list(_points(profile))


def _points(profile: CompanyProfile) -> Iterator[PagePoint]:
    company, business = profile.company, profile.business
    registered = [row for row in profile.addresses if row.kind is AddressKind.REGISTERED]
    yield PagePoint(PageSection.NAMES, _l("Legal name in Latin letters"), bool(company.latin_name))
    yield PagePoint(PageSection.BUSINESS, _l("What you do with goods"), business.kind is not None)
    yield PagePoint(PageSection.BUSINESS, _l("How many people you are"), business.staff is not None)
    yield PagePoint(PageSection.BUSINESS, _l("Languages you read"), bool(profile.languages))
    if company.side is Side.SELLER:
        yield PagePoint(PageSection.LOGO, _l("Logo"), company.logo is not None)
    yield PagePoint(PageSection.ADDRESSES, _l("Registered address"), bool(registered))
    if registered and not _reads_in_latin(registered[0]):
        yield PagePoint(PageSection.ADDRESSES, _l("Registered address in Latin letters"), False)
    yield PagePoint(PageSection.CONTACTS, _l("Somebody to ask"), bool(profile.contacts))
    if company.side is Side.SELLER:
        yield PagePoint(PageSection.TEXTS, _l("Your story in English"), "en" in profile.texts)
    yield PagePoint(PageSection.HOURS, _l("Time zone"), profile.calendar.time_zone is not None)
    yield PagePoint(PageSection.HOURS, _l("Working hours"), profile.calendar.opens_at is not None)


def _reads_in_latin(address: CompanyAddress) -> bool:
    own = is_latin(address.street) and is_latin(address.city)
    return own or bool(address.street_latin and address.city_latin)
