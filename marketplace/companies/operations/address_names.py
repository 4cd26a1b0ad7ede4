"""The name of a seller's page in addresses: from its Latin names, unique, kept for good."""

import re
import unicodedata
from itertools import count

from sqlalchemy import select

from marketplace.companies.enums import Side
from marketplace.companies.models import Company, CompanyAddressName
from marketplace.companies.models.address_name import ADDRESS_NAME_LENGTH
from marketplace.core import clock
from marketplace.core.db import insert_if_absent, session
from marketplace.core.text import is_latin

_NOT_IN_ADDRESSES = re.compile(r"[^a-z0-9]+")
#: Room for `-2` and so on behind a name that another company has.
ROOM = 8


def give_address_name(company: Company) -> str | None:
    """Let the company's page be found under its present name; return it, None for a buyer.

    From the trade name if that is Latin, else the Latin legal name, else the public id. A name that
    another company has or had gets a number. Part of the acts that found and rename companies,
    which lock the company.
    """
    if company.side is not Side.SELLER:
        return None
    session.flush()
    wanted = _wanted(company)
    present = _present(company)
    if present is not None and _begins(present.name, wanted):
        return present.name
    if present is not None:
        present.until = clock.now()
        session.flush()
    return _take(company, wanted)


def _wanted(company: Company) -> str:
    trade_name = company.trade_name if is_latin(company.trade_name) else ""
    return address_form(trade_name) or address_form(company.latin_name) or company.code.lower()


def address_form(name: str) -> str:
    """Return a name as addresses have it: `Hanbiton Co., Ltd.` becomes `hanbiton-co-ltd`."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_ADDRESSES.sub("-", bare).strip("-")[: ADDRESS_NAME_LENGTH - ROOM].strip("-")


def _present(company: Company) -> CompanyAddressName | None:
    return session.scalar(
        select(CompanyAddressName).where(
            CompanyAddressName.company_id == company.id, CompanyAddressName.until.is_(None)
        )
    )


def _begins(name: str, wanted: str) -> bool:
    """Whether the name is the wanted one, with a number behind it or without."""
    return name == wanted or re.fullmatch(re.escape(wanted) + r"-[0-9]{1,6}", name) is not None


def _take(company: Company, wanted: str) -> str:
    for number in count(1):
        name = wanted if number == 1 else f"{wanted}-{number}"
        free = insert_if_absent(
            CompanyAddressName, name=name, company_id=company.id, given_at=clock.now()
        )
        if free or _take_again(company, name):
            return name
    raise AssertionError


def _take_again(company: Company, name: str) -> bool:
    """Take back a name that this company had before."""
    row = session.get(CompanyAddressName, name, populate_existing=True)
    if row is None or row.company_id != company.id:
        return False
    row.until = None
    session.flush()
    return True
