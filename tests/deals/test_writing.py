"""What the form of an inquiry keeps: lines in its order, nothing of somebody else's, few files."""

from dataclasses import replace

import pytest

from marketplace.accounts.queries import find_person
from marketplace.core.db import new_once_key, session, unit_of_work
from marketplace.core.errors import Conflict, Refused
from marketplace.deals.operations.drafts import InquiryFacts, LineFacts, drop_draft
from marketplace.deals.operations.writing import (
    MOST_FILES,
    DraftWriter,
    add_goods,
    attach_file,
    keep_draft,
    keep_to_send,
    take_file_away,
)
from marketplace.deals.queries.goods import files_of_draft, goods_to_ask
from marketplace.deals.queries.inquiries import draft_of
from tests.factories.checks import KEPT
from tests.factories.companies import make_member
from tests.factories.goods import company_of, make_seller, many

TOKEN = "w" * 43


@pytest.fixture
def seller(app, context):
    made = make_seller(app)
    return company_of(made)


@pytest.fixture
def goods(app, seller):
    return [one.code for one in many(app, seller, 2)]


def asks(*codes, **facts):
    return InquiryFacts(lines=tuple(LineFacts(code) for code in codes), **facts)


def keep(seller, facts, *, holder=TOKEN, seen=None, claiming=None):
    return unit_of_work(keep_draft, seller, facts, DraftWriter(holder, claiming, seen))


def kept(seller, holder=TOKEN):
    session.expire_all()
    return [line.listing.code for line in draft_of(holder, seller).lines]


def test_goods_stand_in_the_forms_order_and_those_it_leaves_out_go(seller, goods):
    first, second = goods
    keep(seller, asks(first, second))
    seen = draft_of(TOKEN, seller).version
    keep(seller, asks(second, first), seen=seen)
    assert kept(seller) == [second, first]
    keep(seller, asks(first), seen=draft_of(TOKEN, seller).version)
    assert kept(seller) == [first]


def test_what_was_begun_meanwhile_keeps_its_goods(seller, goods):
    first, second = goods
    keep(seller, asks(first))
    keep(seller, asks(second))
    assert sorted(kept(seller)) == sorted(goods)


def test_the_second_of_two_windows_is_told_what_changed(seller, goods):
    first, second = goods
    keep(seller, asks(first))
    seen = draft_of(TOKEN, seller).version
    keep(seller, asks(first, message="One"), seen=seen)
    with pytest.raises(Conflict):
        keep(seller, asks(second, message="Two"), seen=seen)
    assert kept(seller) == [first]


def test_goods_and_options_that_are_nobodys_are_refused(seller, goods):
    with pytest.raises(Refused):
        keep(seller, asks("LST-0000-00000"))
    with pytest.raises(Refused):
        keep(seller, InquiryFacts(lines=(LineFacts(goods[0], "OPT-0000-00000"),)))


def test_what_the_browser_began_is_the_writers_from_the_first_act_on(app, seller, goods):
    first, second = goods
    keep(seller, asks(first, message="Hola"))
    person = find_person(make_member(app).person)
    listing = draft_of(TOKEN, seller).lines[0].listing
    unit_of_work(add_goods, listing, DraftWriter(person, TOKEN), quantity=700)
    keep(seller, asks(second), holder=person)
    own = draft_of(person, seller)
    assert own.message == ""
    assert sorted(line.listing.code for line in own.lines) == sorted(goods)
    assert draft_of(TOKEN, seller) is None


def test_a_draft_that_is_sent_next_is_the_same_one_at_the_second_click(seller, goods):
    key, writer = new_once_key(), DraftWriter(TOKEN)
    one, two = (
        unit_of_work(keep_to_send, seller, asks(goods[0]), writer, once_key=key) for _ in range(2)
    )
    assert one == two


def test_only_so_many_files_come_along(app, seller, goods):
    person = find_person(make_member(app).person)
    for _ in range(MOST_FILES):
        code = unit_of_work(attach_file, seller, KEPT, person=person)
    with pytest.raises(Refused):
        unit_of_work(attach_file, seller, KEPT, person=person)
    unit_of_work(take_file_away, draft_of(person, seller), code, person=person)
    assert len(files_of_draft(draft_of(person, seller))) == MOST_FILES - 1


def test_a_double_click_attaches_a_file_once_and_begins_no_second_draft(app, seller, goods):
    key, person = new_once_key(), find_person(make_member(app).person)
    for kept_document in (KEPT, KEPT, replace(KEPT, key="1" * 64)):
        unit_of_work(attach_file, seller, kept_document, person=person, once_key=key)
    draft = draft_of(person, seller)
    assert [file.file for file in files_of_draft(draft)] == [KEPT.key, "1" * 64]
    unit_of_work(drop_draft, draft, holder=person)
    unit_of_work(attach_file, seller, KEPT, person=person, once_key=key)
    assert draft_of(person, seller) is None


def test_goods_of_others_are_not_asked_about(app, seller, goods):
    with app.test_request_context():
        other = company_of(make_seller(app, "Another", mail="another@example.com"))
        assert set(goods_to_ask(seller, goods)) == set(goods)
        assert goods_to_ask(other, goods) == {}
