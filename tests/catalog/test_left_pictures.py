"""Pictures of goods go when the last row that has them is gone, a day later."""

from datetime import timedelta

import pytest

from marketplace.catalog.operations import copy_listing, delete_draft, purge_draft, remove_image
from marketplace.catalog.queries.listings import images_of, open_version_of
from marketplace.core import clock
from marketplace.core.db import end_reading, unit_of_work
from marketplace.core.images import media_name
from marketplace.core.storage import storage
from marketplace.core.work.worker import work_until_idle
from tests.factories import goods


@pytest.fixture
def listing(app, context):
    return goods.listing(goods.company_of(goods.make_seller(app)))


@pytest.fixture
def name(listing):
    stored = media_name(images_of(open_version_of(listing))[0].picture, "small")
    storage().put(stored, b"picture")
    return stored


def a_day_later(app):
    end_reading()
    with clock.moved_to(clock.now() + timedelta(days=2)):
        work_until_idle(app)


def take_out(listing):
    version = open_version_of(listing)
    image = images_of(version)[0]
    unit_of_work(remove_image, version, image, actor=goods.owner_of(listing.company))


def test_a_picture_that_was_taken_out_is_forgotten(app, listing, name):
    take_out(listing)
    a_day_later(app)
    assert storage().get(name) is None


def test_a_picture_stays_while_a_copy_of_the_listing_has_it(app, listing, name):
    unit_of_work(copy_listing, listing, actor=goods.owner_of(listing.company))
    take_out(listing)
    a_day_later(app)
    assert storage().get(name) == b"picture"


def test_the_pictures_of_a_deleted_draft_are_forgotten(app, listing, name):
    unit_of_work(delete_draft, listing, actor=goods.owner_of(listing.company))
    unit_of_work(purge_draft, listing)
    a_day_later(app)
    assert storage().get(name) is None
