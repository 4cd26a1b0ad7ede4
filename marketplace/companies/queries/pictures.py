"""Named reads: who may see a company's logo."""

from sqlalchemy import select

from marketplace.accounts.queries import Reader
from marketplace.companies.models import Company, Member
from marketplace.core.db import session
from marketplace.core.web.media import Audience


def audience_of_logo(key: str, reader: Reader | None) -> Audience:
    """Return whether this reader may see a picture because it is a company's logo.

    Nothing of a company is published yet: its members and the operators see its logo.
    """
    if reader is None:
        return Audience.NOBODY
    theirs = select(Company.id).where(Company.logo == key)
    if not reader.person.is_operator:
        theirs = theirs.join(Member, Member.company_id == Company.id).where(
            Member.person_id == reader.person.id
        )
    found = session.scalar(theirs.limit(1))
    return Audience.NOBODY if found is None else Audience.READER
