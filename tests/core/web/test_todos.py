"""What rooms hand to a home page: sorted by what is urgent, empty queues left out."""

from datetime import UTC, datetime, timedelta

import pytest

from marketplace.core import slots
from marketplace.core.slots import Filling
from marketplace.core.web.todos import Queue, Todo, queues_in, todos_in

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_fillings(monkeypatch):
    monkeypatch.setattr(slots, "_fillings", {})


def todo(title, **facts):
    return Todo(title=title, act="Do it", href="/", **facts)


def queue(name, **facts):
    return Queue(name=name, act="Open", href="/", **facts)


def put(slot, *items):
    slots.fill(slot, Filling(0, "", lambda **_subject: {"items": items}))


def test_urgent_ones_come_first_then_those_due_then_the_others():
    put("home", todo("later", due=NOON + timedelta(days=2)), todo("urgent", is_urgent=True))
    own = [todo("whenever"), todo("soon", due=NOON)]
    assert [one.title for one in todos_in("home", own)] == ["urgent", "soon", "later", "whenever"]


def test_a_filling_that_has_nothing_is_left_out():
    slots.fill("home", Filling(0, "", lambda **_subject: None))
    assert todos_in("home", company="one") == []


def test_a_filling_hears_for_whom():
    heard = []
    slots.fill("home", Filling(0, "", lambda **subject: heard.append(subject)))
    todos_in("home", company="one")
    assert heard == [{"company": "one"}]


def test_queues_with_late_things_come_first_and_empty_ones_do_not_stand_there():
    put("desk", queue("calm", later=3, next_due=NOON), queue("empty"), queue("late", late=1))
    assert [one.name for one in queues_in("desk", [queue("own", later=2)])] == [
        "late",
        "calm",
        "own",
    ]


def test_a_queue_counts_all_that_waits():
    assert queue("all", late=1, today=2, later=3).count == 6
