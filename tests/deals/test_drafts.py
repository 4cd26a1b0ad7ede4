"""What is collected before it is sent: drafts of people, and of whoever has no account."""

from datetime import date, timedelta

import pytest

from marketplace.accounts.queries import find_person
from marketplace.catalog.models import Listing
from marketplace.core import clock
from marketplace.core.db import lock, session, unit_of_work
from marketplace.core.errors import Conflict, NotFound, Refused
from marketplace.core.money import Money, UnitPrice
from marketplace.deals.enums import Certificate
from marketplace.deals.models import Inquiry
from marketplace.deals.models.inquiry import MOST_LINES
from marketplace.deals.operations import drafts
from marketplace.deals.operations.drafts import (
    InquiryFacts,
    LineFacts,
    add_line,
    change_draft,
    claim,
    drop_draft,
    remove_line,
    start_draft,
    sweep_drafts,
)
from marketplace.deals.queries.inquiries import draft_of, drafts_of, find_draft
from tests.factories.companies import let_lapse, make_member
from tests.factories.goods import company_of, make_seller, many, shown_listing

TOKEN = "t" * 43


@pytest.fixture
def seller(app, context):
    made = make_seller(app)
    company = company_of(made)
    shown_listing(app, company)
    return company


@pytest.fixture
def goods(seller):
    return session.query(Listing).filter_by(company_id=seller.id).one()


def begin(seller, holder=TOKEN):
    return unit_of_work(start_draft, seller, holder)


def put(draft, listing, *, holder=TOKEN, **facts):
    return unit_of_work(add_line, draft, listing, holder=holder, **facts)


def test_who_begins_again_goes_on_with_the_same_draft(seller):
    assert begin(seller).code == begin(seller).code


def test_goods_put_in_twice_are_one_line_with_the_newest_quantity(seller, goods):
    draft = begin(seller)
    put(draft, goods, quantity=600)
    put(draft, goods, quantity=900)
    put(draft, goods)
    assert [line.quantity for line in draft_of(TOKEN, seller).lines] == [900]


def test_a_draft_takes_what_its_form_says(seller, goods):
    draft = begin(seller)
    put(draft, goods, quantity=600)
    target = UnitPrice(Money(210, "USD"))
    facts = InquiryFacts(
        message="Para nuestras tiendas.",
        language="es",
        country="CL",
        place="Valparaíso",
        wanted_on=date(2027, 2, 1),
        wants_sample=True,
        certificates=(Certificate.ORIGIN,),
        lines=(LineFacts(goods.code, quantity=50, target=target),),
    )
    seen = draft_of(TOKEN, seller).version
    unit_of_work(change_draft, draft, facts, holder=TOKEN, seen_version=seen)
    kept = draft_of(TOKEN, seller)
    assert (kept.message, kept.language, kept.country) == ("Para nuestras tiendas.", "es", "CL")
    assert kept.certificates == ["origin"]
    assert (kept.lines[0].quantity, kept.lines[0].target) == (50, target)


def test_the_second_of_two_windows_sees_that_the_draft_was_changed(seller):
    draft = begin(seller)
    unit_of_work(change_draft, draft, InquiryFacts("a"), holder=TOKEN, seen_version=1)
    with pytest.raises(Conflict):
        unit_of_work(change_draft, draft, InquiryFacts("b"), holder=TOKEN, seen_version=1)


def test_goods_of_another_seller_are_refused(app, seller):
    other = shown_listing(app, company_of(make_seller(app, "Solhyang Lab")))
    with pytest.raises(Refused):
        put(begin(seller), other)


def test_a_seller_whose_goods_are_not_shown_cannot_be_asked(app, context):
    with pytest.raises(Refused):
        begin(company_of(make_seller(app)))


def test_there_is_an_end_to_the_goods_of_one_inquiry(app, seller, goods, monkeypatch):
    assert MOST_LINES == 40
    monkeypatch.setattr(drafts, "MOST_LINES", 1)
    draft = begin(seller)
    put(draft, goods)
    [second] = many(app, seller, 1)
    with pytest.raises(Refused):
        put(draft, second)


def test_goods_are_taken_out_again(seller, goods):
    draft = begin(seller)
    put(draft, goods)
    unit_of_work(remove_line, draft, goods.code, holder=TOKEN)
    assert draft_of(TOKEN, seller).lines == []


def test_nobody_else_has_a_draft(app, seller, goods):
    draft = begin(seller)
    stranger = find_person(make_member(app).person)
    for other in ("o" * 43, stranger):
        assert find_draft(draft.code, other) is None
        with pytest.raises(NotFound):
            put(draft, goods, holder=other)


def test_what_a_browser_held_is_the_person_s_on_every_device(app, seller, goods):
    put(begin(seller), goods, quantity=600)
    person = find_person(make_member(app).person)
    unit_of_work(claim, TOKEN, person)
    [draft] = drafts_of(person)
    assert (draft.lines[0].quantity, draft.expires_at) == (600, None)
    assert drafts_of(TOKEN) == []


def test_what_a_browser_held_comes_to_what_the_person_has(app, seller, goods):
    person = find_person(make_member(app).person)
    own = begin(seller, person)
    put(begin(seller), goods, quantity=600)
    unit_of_work(claim, TOKEN, person)
    [draft] = drafts_of(person)
    assert (draft.code, [line.quantity for line in draft.lines]) == (own.code, [600])


def test_nothing_that_was_written_in_the_browser_is_lost_beside_what_the_person_wrote(app, seller):
    person = find_person(make_member(app).person)
    own, held = begin(seller, person), begin(seller)
    said = InquiryFacts("For our shops.", certificates=(Certificate.ORIGIN,))
    unit_of_work(change_draft, own, said, holder=person, seen_version=own.version)
    said = InquiryFacts("By spring.", country="CL", place="Valparaíso", wants_sample=True)
    unit_of_work(change_draft, held, said, holder=TOKEN, seen_version=held.version)
    unit_of_work(claim, TOKEN, person)
    [draft] = drafts_of(person)
    assert draft.message == "For our shops.\n\nBy spring."
    assert (draft.country, draft.place, draft.wants_sample) == ("CL", "Valparaíso", True)
    assert draft.certificates == ["origin"]


def test_a_draft_is_thrown_away(seller, goods):
    draft = begin(seller)
    put(draft, goods)
    unit_of_work(drop_draft, draft, holder=TOKEN)
    assert drafts_of(TOKEN) == []


def test_after_seven_days_a_draft_without_a_person_is_gone(app, seller, goods, monkeypatch):
    put(begin(seller), goods)
    own = begin(seller, find_person(make_member(app).person))
    later = clock.now() + timedelta(days=7, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    unit_of_work(sweep_drafts)
    assert [row.code for row in session.query(Inquiry)] == [own.code]


def test_a_draft_that_becomes_a_person_s_while_it_is_swept_stays(app, seller, monkeypatch):
    draft, person = begin(seller), find_person(make_member(app).person)

    def lock_behind_a_sign_in(row):
        row.person_id, row.token_digest, row.expires_at = person.id, None, None
        session.flush()
        return lock(row)

    monkeypatch.setattr(drafts, "lock", lock_behind_a_sign_in)
    with clock.moved_to(clock.now() + timedelta(days=8)):
        unit_of_work(sweep_drafts)
    assert draft_of(person, seller).code == draft.code


def test_drafts_of_people_who_never_confirmed_are_gone_with_them(app, seller):
    made = make_member(app, confirmed=False)
    begin(seller, find_person(made.person))
    let_lapse(app, made.person)
    unit_of_work(sweep_drafts)
    assert session.query(Inquiry).count() == 0
