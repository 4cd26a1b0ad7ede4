"""Parked work gets a second chance, with a record of who gave it."""

import pytest
from sqlalchemy import select

from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER, AuditEntry
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, NotFound
from marketplace.core.work.models import Delivery, DeliveryState, Lane
from marketplace.core.work.parked import count_parked, find_delivery, retry_parked
from marketplace.core.work.timers import set_timer

pytestmark = pytest.mark.usefixtures("asked")

TIMER = "accounts.lapse"
SUBJECT = "PER-0000-00000"


@pytest.fixture
def asked(app):
    """A request: refusals are sentences in its language."""
    with app.test_request_context():
        yield


def park(code="DLV-0000-00000"):
    session.add(
        Delivery(
            code=code,
            listener=TIMER,
            subject=SUBJECT,
            lane=Lane.ACT,
            state=DeliveryState.PARKED,
            due_at=clock.now(),
            attempts=8,
            parked_at=clock.now(),
            problem="UnknownWork: accounts.lapse",
        )
    )
    return code


def test_retried_work_is_due_at_once_with_all_its_attempts():
    code = unit_of_work(park)
    unit_of_work(retry_parked, code, actor=AT_THE_SERVER)
    row = find_delivery(code)
    assert (row.state, row.attempts, row.parked_at) == (DeliveryState.WAITING, 0, None)
    assert row.due_at <= clock.now()
    assert count_parked() == 0


def test_the_retry_is_recorded():
    code = unit_of_work(park)
    unit_of_work(retry_parked, code, actor=AT_THE_SERVER)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.subject == code)).one()
    assert (entry.tag, entry.from_state, entry.to_state) == (
        "delivery:state:retried",
        "parked",
        "waiting",
    )
    assert entry.facts == {"listener": TIMER}


def test_work_that_waits_already_is_not_retried():
    code = unit_of_work(park)
    unit_of_work(retry_parked, code, actor=AT_THE_SERVER)
    with pytest.raises(Conflict):
        unit_of_work(retry_parked, code, actor=AT_THE_SERVER)


def test_a_timer_that_was_set_anew_is_left_alone(both_databases):
    code = unit_of_work(park)
    unit_of_work(set_timer, TIMER, SUBJECT, clock.now())
    with pytest.raises(Conflict, match="planned again"):
        unit_of_work(retry_parked, code, actor=AT_THE_SERVER)


def test_unknown_work_is_not_found():
    with pytest.raises(NotFound):
        unit_of_work(retry_parked, "DLV-0000-00000", actor=AT_THE_SERVER)
