"""Mails of companies, each in its reader's language, with a link to the page that it speaks of."""

from datetime import timedelta

from flask_babel import force_locale

from marketplace.accounts.models import Person
from marketplace.companies.enums import MemberRole, role_name
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.languages import LANGUAGES
from marketplace.core.links import Link
from marketplace.notices.operations import Recipient, tell

#: Purposes of links: the page asks whoever opens it to sign in.
COMPANY_PAGE = "company_page"
MEMBERS_PAGE = "company_members"
OWNERSHIP_PAGE = "company_ownership"
#: A link to a page gives nothing by itself, and leads nowhere after this long.
PAGE_LINK_FOR = timedelta(days=90)


def tell_person(person: Person, message: str, **parameters: str | int | Link) -> None:
    """Send a mail to a person with an address, in the present unit."""
    if person.mail is None:
        return
    to = Recipient(person.mail, person.name, person.language, person.code)
    tell(to, message, **parameters)


def page_link(company: Company, purpose: str) -> Link:
    """Return a link to a page of the company; its row is the company's public id."""
    return Link(purpose, company.code, 1, clock.now() + PAGE_LINK_FOR)


def role_in(language: str, role: MemberRole, company: Company) -> str:
    """Return a role's name in the language with this tag."""
    with force_locale(LANGUAGES[language].locale):
        return role_name(role, company.side)
