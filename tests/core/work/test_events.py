"""Events are written with the change, one delivery a listener; what nobody knows is not read."""

from dataclasses import FrozenInstanceError

import pytest
from sqlalchemy import select

from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Refused
from marketplace.core.work.events import (
    Event,
    find_listener,
    listen,
    publish,
    publish_all,
    read_event,
)
from marketplace.core.work.models import Delivery, DeliveryState, EventRow, Lane
from tests.core.work.happenings import Happened, Mailed, note


def rows(model):
    return session.scalars(select(model)).all()


def test_publishing_writes_the_event_and_a_delivery(both_databases, context):
    unit_of_work(publish, Mailed("a letter"))
    event, delivery = rows(EventRow)[0], rows(Delivery)[0]
    assert (event.name, event.version, event.facts) == ("tests.mailed", 2, {"what": "a letter"})
    assert (delivery.event_id, delivery.lane, delivery.state) == (
        event.id,
        Lane.MAIL,
        DeliveryState.WAITING,
    )
    assert delivery.listener == "tests.core.work.happenings.tell_outside"


def test_events_that_are_published_together_have_each_their_delivery(both_databases, context):
    unit_of_work(publish_all, [Mailed("one"), Mailed("two")])
    told = select(EventRow.facts).join(Delivery).order_by(Delivery.id)
    assert [facts["what"] for facts in session.scalars(told)] == ["one", "two"]


def test_each_listener_gets_a_delivery(context):
    class Twice(Event):
        name = "tests.twice"

    for number in range(2):

        def hear(event):
            raise AssertionError

        hear.__qualname__ = f"hear_{number}"
        listen(Twice)(hear)
    unit_of_work(publish, Twice())
    assert [delivery.listener.rsplit(".")[-1] for delivery in rows(Delivery)] == [
        "hear_0",
        "hear_1",
    ]


def test_an_event_without_listeners_is_kept(context):
    class Unheard(Event):
        name = "tests.unheard"

    unit_of_work(publish, Unheard())
    assert [row.name for row in rows(EventRow)] == ["tests.unheard"]
    assert rows(Delivery) == []


def test_a_refused_unit_publishes_nothing(both_databases, context):
    def act():
        publish(Happened("never"))
        raise Refused("No.")

    with pytest.raises(Refused):
        unit_of_work(act)
    assert rows(EventRow) + rows(Delivery) == []


def test_publishing_outside_a_unit_raises(context):
    with pytest.raises(RuntimeError):
        publish(Happened("never"))


def test_a_stored_event_is_read_back():
    assert read_event("tests.mailed", 2, {"what": "a letter"}) == Mailed("a letter")


@pytest.mark.parametrize(
    ("name", "version", "facts"),
    [
        ("tests.nobody_knows", 1, {"what": "x"}),
        ("tests.mailed", 1, {"what": "x"}),
        ("tests.mailed", 2, {}),
        ("tests.mailed", 2, {"what": "x", "more": "y"}),
    ],
)
def test_an_unknown_name_version_or_field_is_not_read(name, version, facts):
    assert read_event(name, version, facts) is None


def test_an_event_does_not_change():
    with pytest.raises(FrozenInstanceError):
        Happened("x").what = "y"


def test_a_listener_is_found_by_module_and_function():
    assert find_listener("tests.core.work.happenings.note").act is note
    assert find_listener("tests.core.work.happenings.gone") is None
