"""Sending: what waits and why, what goes on at once, and that nothing goes twice."""

import pytest

from marketplace.accounts.queries import find_person
from marketplace.catalog.operations.showing import hide_listing
from marketplace.catalog.queries.listings import listing_by_code
from marketplace.companies.enums import MemberRole
from marketplace.companies.queries import find_any_company
from marketplace.core.db import new_once_key, unit_of_work
from marketplace.core.errors import Conflict, NotAllowed, NotFound, Refused
from marketplace.core.money import Money, UnitPrice
from marketplace.deals.models import Inquiry, InquiryLine
from marketplace.deals.operations.drafts import (
    InquiryFacts,
    add_line,
    change_draft,
    start_draft,
)
from marketplace.deals.operations.sending import send
from marketplace.deals.queries import deal_for, find_deal
from marketplace.deals.queries.signals import signals_of
from marketplace.deals.signals import signals_in
from tests.factories.companies import make_colleague, make_member
from tests.factories.goods import actor_of, company_of, make_seller, shown_listing
from tests.factories.inquiries import LINKED, PLAIN, House, inquiry_of


@pytest.fixture
def house(app):
    return House(app)


@pytest.fixture
def checked(house):
    house.let_stand(house.buyer)
    return house


def why(app, deal):
    with app.test_request_context():
        row = inquiry_of(deal)
        return row.waits_check, row.waits_look, [signal["code"] for signal in row.signals]


def test_what_an_unchecked_buyer_sends_waits_for_its_check(app, house):
    deal = house.send()
    assert house.states(deal) == ("waiting", "waiting")
    assert why(app, deal) == (True, False, [])


def test_what_a_checked_buyer_sends_is_there_at_once(app, checked):
    deal = checked.send()
    assert checked.states(deal) == ("open", "passed_on")
    with app.test_request_context():
        row = find_deal(deal)
        assert (row.turn.value, row.shown_at is not None) == ("seller", True)
        assert deal_for(company_of(checked.seller), deal) is not None


def test_what_has_a_signal_waits_to_be_looked_at(app, checked):
    deal = checked.send(LINKED)
    assert checked.states(deal) == ("waiting", "waiting")
    assert why(app, deal) == (False, True, ["link"])


def test_the_first_ones_of_a_buyer_wait_where_the_house_says_so(app, checked):
    checked.look_at_first(1)
    assert why(app, checked.send()) == (False, True, ["first_of_buyer"])


def test_the_office_has_a_working_day_to_look(app, checked):
    deal = checked.send(LINKED)
    with app.test_request_context():
        row = inquiry_of(deal)
        assert row.due_at > row.sent_at


def test_the_same_words_to_a_third_seller_wait(app, checked):
    words = InquiryFacts(message="We look for creams and serums for our " + "many " * 12 + "shops")
    others = [make_seller(app, name) for name in ("Solhyang Lab", "Damso Cosmetics")]
    for other in others:
        checked.let_stand(other)
    sent = [checked.send(words, seller=made) for made in (checked.seller, *others)]
    assert [why(app, deal)[2] for deal in sent] == [[], [], ["same_text"]]


def test_far_above_the_moq_and_far_under_the_price_wait(app, checked):
    with app.test_request_context():
        listing = shown_listing(app, company_of(checked.seller))
        listing_code = listing.code
    with app.test_request_context():
        row = listing_by_code(listing_code)
        target = UnitPrice(Money(100, "USD"))
        line = InquiryLine(listing=row, quantity=600 * 60, target=target)
        inquiry = Inquiry(message="", lines=[line], seller=row.company)
        buyer, person = company_of(checked.buyer), find_person(checked.buyer.person)
        found = {one["code"]: one for one in signals_of(inquiry, buyer, person)}
    assert found["far_above_moq"]["times"] == 60
    assert found["far_under_price"]["percent"] == 32


def test_a_free_address_alone_is_no_reason_to_wait(app, house):
    someone = make_member(app, mail="eleanor.finch@gmail.com")
    house.let_stand(someone)
    deal = house.send(buyer=someone)
    assert house.states(deal) == ("open", "passed_on")
    assert why(app, deal)[2] == ["free_mail"]


def test_goods_that_are_gone_are_named(app, checked):
    with app.test_request_context():
        listing = shown_listing(app, company_of(checked.seller))
        draft = _draft(checked)
        person = find_person(checked.buyer.person)
        unit_of_work(add_line, draft, listing, holder=person, quantity=600)
        unit_of_work(hide_listing, listing, actor=actor_of(checked.seller))
        with pytest.raises(Refused, match="Centella"):
            _send(checked, draft)


def test_an_empty_inquiry_is_not_sent(app, checked):
    with app.test_request_context(), pytest.raises(Refused) as refusal:
        _send(checked, _draft(checked))
    assert refusal.value.field == "message"


def test_a_double_click_sends_once(app, checked):
    key = new_once_key()
    with app.test_request_context():
        draft = _draft(checked, "Hello")
        codes = {_send(checked, draft, once_key=key) for _ in range(2)}
        assert len(codes) == 1
        with pytest.raises(Conflict):
            _send(checked, draft)


def test_somebody_else_s_draft_is_not_sent(app, checked):
    with app.test_request_context():
        draft = _draft(checked, "Hello")
        with pytest.raises(NotFound):
            _send(checked, draft, buyer=_standing(checked, make_member(app)))


def test_who_only_reads_for_a_company_does_not_send_for_it(app, checked):
    viewer = make_colleague(app, checked.buyer.company, MemberRole.VIEWER)
    with app.test_request_context():
        draft = unit_of_work(start_draft, company_of(checked.seller), find_person(viewer.person))
        with pytest.raises(NotAllowed) as refusal:
            _send(checked, draft, buyer=viewer, company=checked.buyer.company)
    assert refusal.value.who_can == ("Eleanor Finch",)


def test_a_company_that_sells_sends_no_inquiry(app, checked):
    other = _standing(checked, make_seller(app, "Solhyang Lab"))
    with app.test_request_context():
        draft = unit_of_work(start_draft, company_of(checked.seller), find_person(other.person))
        with pytest.raises(Refused):
            _send(checked, draft, buyer=other)


def _standing(house, made):
    house.let_stand(made)
    return made


def _draft(house, message=""):
    person = find_person(house.buyer.person)
    draft = unit_of_work(start_draft, company_of(house.seller), person)
    if message:
        facts = InquiryFacts(message)
        unit_of_work(change_draft, draft, facts, holder=person, seen_version=draft.version)
    return draft


def _send(house, draft, *, buyer=None, company=None, once_key=None):
    made = buyer or house.buyer
    return unit_of_work(
        send,
        draft,
        buyer=find_any_company(company or made.company),
        sender=find_person(made.person),
        once_key=once_key or new_once_key(),
        actor=actor_of(made),
    )


def test_plain_words_have_no_signal():
    assert signals_in(PLAIN.message) == []
