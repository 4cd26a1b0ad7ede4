"""A replaced picture is forgotten after a day, unless a row of any room has it."""

from datetime import timedelta

import pytest

from marketplace.core import clock
from marketplace.core.db import unit_of_work
from marketplace.core.images import SIZES, leave_picture, left, media_name
from marketplace.core.storage import storage
from marketplace.core.work.worker import work_until_idle
from tests.factories.rows import add_company

KEY = "a1" * 32


@pytest.fixture
def names(context):
    made = [media_name(KEY, size) for size in SIZES]
    for name in made:
        storage().put(name, b"picture")
    return made


def kept(names):
    return [name for name in names if storage().get(name)]


def test_a_picture_is_forgotten_a_day_after_it_was_left(app, names):
    unit_of_work(leave_picture, KEY)
    work_until_idle(app)
    assert kept(names) == names
    with clock.moved_to(clock.now() + timedelta(days=1, seconds=1)):
        work_until_idle(app)
    assert kept(names) == []


def test_a_picture_that_another_row_has_stays(app, names):
    add_company(logo=KEY)
    unit_of_work(leave_picture, KEY)
    with clock.moved_to(clock.now() + timedelta(days=2)):
        work_until_idle(app)
    assert kept(names) == names


def test_a_room_is_asked_once(app):
    before = list(left._keepers)
    left.pictures_kept_by(before[0])
    assert left._keepers == before
