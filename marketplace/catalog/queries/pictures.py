"""Named reads: who may see a picture of goods."""

from sqlalchemy import ColumnElement, or_, select

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import Reader, countries_in_scope
from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import Listing, ListingImage, ListingVersion
from marketplace.companies.models import Company, Member
from marketplace.core.db import session
from marketplace.core.web.media import Audience
from marketplace.verification.queries import showing_goods_clause


def audience_of_listing_picture(key: str, reader: Reader | None) -> Audience:
    """Return who may see a picture because goods use it.

    Everybody, while the live version of a listing that buyers see does. Else the members of its
    company, and the moderators who look after the company's country or act for it.
    """
    uses = (
        select(Listing.id)
        .join(ListingVersion, ListingVersion.listing_id == Listing.id)
        .join(ListingImage, ListingImage.version_id == ListingVersion.id)
        .where(ListingImage.picture == key)
    )
    shown = uses.where(
        ListingVersion.state == VersionState.LIVE,
        Listing.state == ListingState.SHOWN,
        showing_goods_clause(Listing.company_id),
    )
    if session.scalar(shown.limit(1)) is not None:
        return Audience.EVERYONE
    if reader is None:
        return Audience.NOBODY
    theirs = select(Member.id).where(
        Member.company_id == Listing.company_id, Member.person_id == reader.person.id
    )
    may_see: ColumnElement[bool] = theirs.exists()
    operator = reader.person.operator
    if operator is not None and OperatorRole.MODERATOR in operator.roles:
        countries = countries_in_scope(reader.person)
        company = select(Company.id).where(Company.id == Listing.company_id)
        if countries is not None:
            company = company.where(Company.country.in_(countries))
        may_see = or_(may_see, company.exists())
    found = session.scalar(uses.where(may_see).limit(1))
    return Audience.NOBODY if found is None else Audience.READER


def is_of_goods(key: str) -> bool:
    """Whether any version of any listing has the picture."""
    return (
        session.scalar(select(ListingImage.id).where(ListingImage.picture == key).limit(1))
        is not None
    )
