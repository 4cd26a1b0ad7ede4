"""Named reads: what waits for a seller among their goods, and what operators said of them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import exists, func, select

from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import Listing, ListingText, ListingVersion
from marketplace.catalog.queries.public_texts import pick_text
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.moderation.enums import DECIDED_STATES
from marketplace.moderation.models import Review

KIND = "listing"
#: Revisions that are named one by one on a seller's home.
MOST_NAMED = 3


@dataclass(frozen=True)
class RevisionAsked:
    """Goods that a revision is asked for: their title, and the codes of the operator's reasons."""

    code: str
    title: str
    reasons: tuple[str, ...]


def decisions_on(versions: Collection[str]) -> dict[str, Review]:
    """Return the newest decision on each version, by its public id, in one statement."""
    if not versions:
        return {}
    found = session.scalars(
        select(Review)
        .where(
            Review.kind == KIND,
            Review.subject.in_(versions),
            Review.state.in_(DECIDED_STATES),
        )
        .order_by(Review.decided_at, Review.id)
    )
    return {review.subject: review for review in found}


def asked_of(company: Company, language: str) -> list[RevisionAsked]:
    """Return the first goods of a company that a revision is asked for, in three statements."""
    rows = session.execute(
        select(Listing.code, ListingVersion.id, ListingVersion.code, ListingVersion.original)
        .join(ListingVersion, ListingVersion.listing_id == Listing.id)
        .where(
            Listing.company_id == company.id,
            Listing.state.not_in((ListingState.ARCHIVED, ListingState.DELETED)),
            ListingVersion.state == VersionState.ASKED,
        )
        .order_by(ListingVersion.decided_at, ListingVersion.id)
        .limit(MOST_NAMED)
    ).all()
    if not rows:
        return []
    titles = _titles([row[1] for row in rows])
    said = decisions_on([row[2] for row in rows])
    return [
        RevisionAsked(
            listing,
            (pick_text(titles.get(key, {}), language, original) or ("", listing))[1],
            tuple(said[version].reasons) if version in said else (),
        )
        for listing, key, version, original in rows
    ]


def _titles(versions: Collection[int]) -> dict[int, dict[str, str]]:
    titles: dict[int, dict[str, str]] = {}
    found = select(ListingText.version_id, ListingText.language, ListingText.title).where(
        ListingText.version_id.in_(versions), ListingText.title != ""
    )
    for version, tag, title in session.execute(found):
        titles.setdefault(version, {})[tag] = title
    return titles


def count_of_drafts(company: Company) -> int:
    """Return how many goods of a company were begun and never submitted nor shown."""
    waiting = (
        select(func.count())
        .select_from(Listing)
        .join(ListingVersion, ListingVersion.listing_id == Listing.id)
        .where(
            Listing.company_id == company.id,
            Listing.state == ListingState.DRAFT,
            ListingVersion.state == VersionState.DRAFT,
        )
    )
    return session.scalar(waiting) or 0


def count_of_shown(company: Company) -> int:
    """Return how many goods of a company are approved and not hidden."""
    shown = select(func.count()).where(
        Listing.company_id == company.id, Listing.state == ListingState.SHOWN
    )
    return session.scalar(shown) or 0


def has_begun(company: Company) -> bool:
    """Whether a company has any goods, wherever they stand."""
    return bool(session.scalar(select(exists().where(Listing.company_id == company.id))))
