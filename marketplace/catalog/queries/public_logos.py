"""Named reads: which logos everybody may see."""

from sqlalchemy import select

from marketplace.accounts.queries import Reader
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.core.web.media import Audience
from marketplace.verification.queries import showing_goods_clause


def audience_of_shown_logo(key: str, _reader: Reader | None) -> Audience:
    """Return whether a picture is the logo of a seller whose page everybody may open."""
    found = select(Company.id).where(Company.logo == key, showing_goods_clause(Company.id))
    return Audience.NOBODY if session.scalar(found.limit(1)) is None else Audience.EVERYONE
