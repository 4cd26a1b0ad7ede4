"""Named reads: which seller's page an address names."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from marketplace.companies.enums import CompanyState, Side
from marketplace.companies.models import Company, CompanyAddressName
from marketplace.core.db import session


@dataclass(frozen=True)
class NamedSeller:
    """An open seller and the name under which its page is found now."""

    company: Company
    name: str


def seller_under(name: str) -> NamedSeller | None:
    """Return the open seller that has or had this name in addresses, with its present name.

    In small letters or large ones: people read names aloud.
    """
    asked, present = aliased(CompanyAddressName), aliased(CompanyAddressName)
    found = session.execute(
        select(Company, present.name)
        .join(asked, asked.company_id == Company.id)
        .join(present, present.company_id == Company.id)
        .where(
            asked.name == name.lower(),
            present.until.is_(None),
            Company.side == Side.SELLER,
            Company.state == CompanyState.OPEN,
        )
    ).first()
    return NamedSeller(found[0], found[1]) if found else None
