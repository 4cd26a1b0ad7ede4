"""Named reads of the home pages."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import get_locale

from marketplace.accounts.models import Person
from marketplace.companies.enums import Side, role_name
from marketplace.companies.models import Company
from marketplace.companies.queries import find_member, memberships_of
from marketplace.reference.countries import country_name, home_pack


@dataclass(frozen=True)
class Standing:
    """How a company stands here, in the words of the page's language."""

    role: str
    country: str
    number_name: str


def first_page_of(person: Person) -> str:
    """Return the address of the page where a person's day begins.

    An operator's is the desk, a member's the home of the company they joined first, anybody else's
    the home page.
    """
    if person.is_operator:
        return url_for("desk.home")
    memberships = memberships_of(person)
    if not memberships:
        return url_for("pages.home")
    company = memberships[0].company
    endpoint = "pages.seller_home" if company.side is Side.SELLER else "pages.buyer_home"
    return url_for(endpoint, company=company.code)


def standing_of(company: Company, person: Person) -> Standing:
    """Return what the company's home says about it to one of its members."""
    member = find_member(company, person)
    return Standing(
        role=role_name(member.role, company.side) if member else "",
        country=country_name(company.country, str(get_locale())),
        number_name=str(home_pack(company.country).IDENTITY_NUMBER) if company.number else "",
    )
