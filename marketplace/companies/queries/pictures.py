"""Named reads: who may see a company's logo, and whether a picture is one."""

from sqlalchemy import or_, select

from marketplace.accounts.queries import Reader, countries_in_scope
from marketplace.companies.models import Company, Member
from marketplace.core.db import session
from marketplace.core.web.media import Audience


def is_logo(key: str) -> bool:
    """Return whether a company, open or closed, has this picture as its logo."""
    return session.scalar(select(Company.id).where(Company.logo == key).limit(1)) is not None


def audience_of_logo(key: str, reader: Reader | None) -> Audience:
    """Return whether this reader may see a picture because it is a company's logo.

    Nothing of a company is published yet: its members see its logo, and the operators who look
    after its country.
    """
    if reader is None:
        return Audience.NOBODY
    found_there = select(Company.id).where(Company.logo == key)
    countries = countries_in_scope(reader.person)
    if countries is not None:
        is_member = select(Member.id).where(
            Member.company_id == Company.id, Member.person_id == reader.person.id
        )
        found_there = found_there.where(or_(is_member.exists(), Company.country.in_(countries)))
    found = session.scalar(found_there.limit(1))
    return Audience.NOBODY if found is None else Audience.READER
