"""Until when somebody has read a deal: written after the page was sent, lost without harm."""

from datetime import datetime

from sqlalchemy import update

from marketplace.core import clock
from marketplace.core.db import insert_if_absent, session
from marketplace.deals.models import DealSeen


def mark_deal_seen(deal_id: int, person_id: int, at: datetime | None = None) -> None:
    """Write that a person has read a deal (keys both) until now, or until an instant."""
    now = at or clock.now()
    if insert_if_absent(DealSeen, deal_id=deal_id, person_id=person_id, at=now):
        return
    session.execute(
        update(DealSeen)
        .where(DealSeen.deal_id == deal_id, DealSeen.person_id == person_id, DealSeen.at < now)
        .values(at=now)
    )
