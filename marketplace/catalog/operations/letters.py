"""Telling sellers what became of their goods, and moderators what waits, each in their language."""

from datetime import datetime

from marketplace.accounts.operations.letters import tell_person
from marketplace.catalog.enums import ListingState
from marketplace.catalog.models import Listing, ListingVersion
from marketplace.catalog.queries.goods import texts_by_version
from marketplace.catalog.queries.moderators import moderators_of
from marketplace.catalog.queries.public_texts import pick_text
from marketplace.companies.operations.record import WRITERS
from marketplace.companies.queries.members import people_with_role
from marketplace.moderation.enums import ReviewState
from marketplace.moderation.models import Review
from marketplace.verification.queries import may_show_goods

#: The message for each decision.
MESSAGES = {
    ReviewState.APPROVED: "listing_approved",
    ReviewState.REVISION: "listing_revision",
    ReviewState.REJECTED: "listing_rejected",
}


def tell_decided(version: ListingVersion, review: Review) -> None:
    """Tell owners and Sales what was decided, with the reasons (codes) and the operator's words."""
    message = MESSAGES.get(review.state)
    if message is None:
        return
    seen = {"seen": _seen(version.listing)} if review.state is ReviewState.APPROVED else {}
    _tell_sellers(
        version,
        message,
        reasons=" ".join(review.reasons),
        words=review.note,
        words_language=review.note_language,
        **seen,
    )


def _seen(listing: Listing) -> str:
    """Return from when on buyers see approved goods: `now`, `after_check`, `hidden`."""
    if listing.state is not ListingState.SHOWN:
        return "hidden"
    return "now" if may_show_goods(listing.company) else "after_check"


def tell_taken_down(version: ListingVersion, reasons: list[str]) -> None:
    """Tell owners and Sales that an operator took their goods down, and why (codes)."""
    _tell_sellers(
        version, "listing_taken_down", reasons=" ".join(reasons), words="", words_language=""
    )


def _tell_sellers(version: ListingVersion, message: str, **facts: str | int | datetime) -> None:
    listing = version.listing
    titles = _titles(version)
    for person in people_with_role(listing.company, WRITERS):
        tell_person(
            person,
            message,
            thread=listing.code,
            company=listing.company.name,
            title=_title(titles, version, person.language),
            target=f"/c/{listing.company.code}/selling/listings/{listing.code}",
            **facts,
        )


def _titles(version: ListingVersion) -> dict[str, str]:
    texts = texts_by_version([version.id])[version.id]
    return {text.language: text.title for text in texts if text.title}


def _title(titles: dict[str, str], version: ListingVersion, language: str) -> str:
    picked = pick_text(titles, language, version.original)
    return picked[1] if picked else version.listing.code


def tell_moderators(version: ListingVersion, review: Review) -> None:
    """Tell who looks at goods of the company's country, on their pages alone, what waits."""
    company = version.listing.company
    titles = _titles(version)
    for person in moderators_of(company.country):
        tell_person(
            person,
            "listing_submitted",
            thread=review.code,
            company=company.name,
            title=_title(titles, version, person.language),
            due=review.due_at,
            target=f"/desk/reviews/{review.code}",
        )
