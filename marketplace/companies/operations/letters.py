"""What mails and notices of companies say, in their reader's language, and where they lead."""

from flask_babel import force_locale

from marketplace.companies.enums import MemberRole, role_name
from marketplace.companies.models import Company
from marketplace.core.languages import LANGUAGES


def page_of(company: Company, part: str = "") -> str:
    """Return the address of a company's own page or of a part of it, without its language."""
    return f"/c/{company.code}/company" + (f"/{part}" if part else "")


def role_in(language: str, role: MemberRole, company: Company) -> str:
    """Return a role's name in the language with this tag."""
    with force_locale(LANGUAGES[language].locale):
        return role_name(role, company.side)
