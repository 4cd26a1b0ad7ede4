"""Pictures of a version: added, ordered, described, removed; who may see them."""

import pytest

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import Reader, find_person
from marketplace.catalog.operations import (
    add_image,
    hide_listing,
    move_image,
    remove_image,
    write_alt,
)
from marketplace.catalog.queries.listings import images_of, live_version_of, open_version_of
from marketplace.catalog.queries.pictures import audience_of_listing_picture
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, Refused
from marketplace.core.web.media import Audience
from tests.factories import goods
from tests.factories.companies import make_member
from tests.factories.offices import make_headquarters, make_office, make_operator_at


def act(operation, version, *facts, **more):
    actor = goods.owner_of(version.listing.company)
    return unit_of_work(operation, version, *facts, **more, actor=actor)


def add(version, number):
    return act(add_image, version, goods.picture(number))


def keys(version):
    return [image.picture for image in images_of(version)]


def test_the_first_picture_is_the_cover_and_twice_the_same_is_one(version):
    first, second = add(version, 1), add(version, 2)
    assert add(version, 1).code == first.code
    assert keys(version) == [first.picture, second.picture]
    assert version.cover == first.picture


def test_a_thirteenth_picture_is_refused(version):
    for number in range(12):
        add(version, number)
    with pytest.raises(Refused, match="12 at most") as refused:
        add(version, 12)
    assert refused.value.field == "picture"


def test_pictures_are_put_in_order(version):
    one, two, three = (add(version, number) for number in (1, 2, 3))
    act(move_image, version, three, 0)
    assert keys(version) == [three.picture, one.picture, two.picture]
    assert version.cover == three.picture
    act(move_image, version, three, 99)
    assert keys(version) == [one.picture, two.picture, three.picture]
    before = version.changed_at
    act(move_image, version, three, 2)
    assert version.changed_at == before


def test_a_picture_is_described_in_each_language(version):
    image = add(version, 1)
    act(write_alt, version, image, {"en": "The bottle", "ko": "병"}, row_version=1)
    act(write_alt, version, image, {"en": "The bottle, front"}, row_version=2)
    assert image.alt == {"en": "The bottle, front", "ko": "병"}
    act(write_alt, version, image, {"ko": " "}, row_version=3)
    assert (image.alt, image.version) == ({"en": "The bottle, front"}, 4)
    act(write_alt, version, image, {"en": "The bottle, front"}, row_version=4)
    assert image.version == 4
    with pytest.raises(Conflict):
        act(write_alt, version, image, {"en": "Late"}, row_version=3)
    with pytest.raises(Refused) as refused:
        act(write_alt, version, image, {"en": "x" * 161}, row_version=4)
    assert refused.value.field == "alt_en"
    with pytest.raises(Refused, match="languages offered"):
        act(write_alt, version, image, {"tlh": "x"}, row_version=4)


def test_a_removed_picture_leaves_no_gap(version):
    one, two = add(version, 1), add(version, 2)
    act(remove_image, version, one)
    assert (keys(version), version.cover, images_of(version)[0].rank) == (
        [two.picture],
        two.picture,
        0,
    )
    with pytest.raises(Conflict, match="removed this"):
        act(move_image, version, one, 0)
    act(remove_image, version, two)
    assert version.cover == ""


def test_pictures_of_a_live_version_change_in_its_successor(app, company):
    listing = goods.shown_listing(app, company)
    live = live_version_of(listing)
    before = keys(live)
    act(add_image, live, goods.picture(7))
    successor = open_version_of(listing)
    assert keys(live) == before
    assert keys(successor) == [*before, goods.picture(7).key]
    act(remove_image, successor, images_of(successor)[0])
    with pytest.raises(Conflict, match="newer version"):
        act(remove_image, live, images_of(live)[0])
    assert keys(live) == before


def test_a_live_picture_is_described_and_moved_in_the_successor(app, company):
    listing = goods.shown_listing(app, company)
    live = live_version_of(listing)
    successor = act(write_alt, live, images_of(live)[0], {"en": "The bottle"}, row_version=1)
    assert [image.alt for image in images_of(successor)] == [{"en": "The bottle"}]
    assert [image.alt for image in images_of(live)] == [{}]


def reader(made):
    return Reader(find_person(made.person), None, "")


def test_who_may_see_a_picture_of_goods(app, company):
    make_headquarters(app)
    listing = goods.submitted_listing(company)
    key = open_version_of(listing).cover
    owner = Reader(find_person(goods.owner_of(company).person), None, "")
    stranger = reader(make_member(app))
    moderator = reader(goods.make_moderator(app))
    abroad = make_office(app, "Santiago", "CL")
    elsewhere = reader(make_operator_at(app, abroad, OperatorRole.MODERATOR))
    verifier = reader(make_operator_at(app, make_headquarters(app), OperatorRole.VERIFIER))
    asked = [None, stranger, elsewhere, verifier, owner, moderator]
    private = [*[Audience.NOBODY] * 4, *[Audience.READER] * 2]
    assert [audience_of_listing_picture(key, each) for each in asked] == private
    goods.approve(app, listing)
    assert audience_of_listing_picture(key, None) is Audience.NOBODY
    goods.let_show(app, company)
    assert {audience_of_listing_picture(key, each) for each in asked} == {Audience.EVERYONE}
    unit_of_work(hide_listing, listing, actor=goods.owner_of(company))
    session.expire_all()
    assert [audience_of_listing_picture(key, each) for each in asked] == private
