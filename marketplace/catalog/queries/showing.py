"""Named reads: how a listing came to be taken down."""

from sqlalchemy import select

from marketplace.catalog.models import Listing
from marketplace.core.audit import AuditEntry
from marketplace.core.db import session


def taking_down_of(listing: Listing) -> AuditEntry | None:
    """Return the newest entry of an operator taking the listing down."""
    taken = select(AuditEntry).where(
        AuditEntry.subject_kind == "listing",
        AuditEntry.subject == listing.code,
        AuditEntry.tag == "listing:state:take_down",
    )
    return session.scalar(taken.order_by(AuditEntry.id.desc()).limit(1))


def reasons_for_taking_down(listing: Listing) -> list[str]:
    """Return the codes of the reasons that the operator gave, the last time."""
    entry = taking_down_of(listing)
    return list(entry.facts.get("reasons", [])) if entry else []
