"""Named read: the companies that an operator looks for by name, number, person or mail."""

from collections.abc import Set as AbstractSet

from sqlalchemy import ColumnElement, Select, or_, select

from marketplace.accounts.models import Person
from marketplace.companies.models import Company, Member
from marketplace.companies.queries import all_companies
from marketplace.core.ids import read_public_id
from marketplace.core.text import text_key
from marketplace.verification.models import CompanyCheck

#: Shorter words would be found nearly everywhere; in these scripts two letters are a word.
LEAST = 2


def companies_found(words: str, countries: AbstractSet[str] | None = None) -> Select[Company]:
    """Select the companies, of the countries if given, to which the words lead, for paging.

    A public id or a business number (as stated or as a document showed it) leads to what has it;
    other words to companies with them in a name, and to those of people with them in name or mail.
    Words of fewer than two letters select all.
    """
    found, key = all_companies(countries), text_key(words)
    if len(key) < LEAST:
        return found
    code = read_public_id(words, "COM")
    if code is not None:
        return found.where(Company.code == code)
    return found.where(or_(*_names(key), *_numbers(key), Company.id.in_(_with_people(key))))


def _names(key: str) -> list[ColumnElement[bool]]:
    return [
        Company.name_key.contains(key, autoescape=True),
        Company.name_latin.icontains(key, autoescape=True),
        Company.trade_name.icontains(key, autoescape=True),
    ]


def _numbers(key: str) -> list[ColumnElement[bool]]:
    number = "".join(filter(str.isalnum, key))
    shown = select(CompanyCheck.company_id).where(CompanyCheck.number_key == number)
    return [Company.number_key == number, Company.id.in_(shown)]


def _with_people(key: str) -> Select[int]:
    return (
        select(Member.company_id)
        .join(Person, Person.id == Member.person_id)
        .where(
            or_(
                Person.name.icontains(key, autoescape=True),
                Person.mail_key.startswith(key, autoescape=True),
            )
        )
    )
