"""Acts on a whole listing: begun, handed in, taken back, hidden, copied, deleted; and the list."""

import pytest
from sqlalchemy import update

from marketplace.accounts.queries import find_person
from marketplace.catalog.enums import ListingState, PriceShown, VersionState
from marketplace.catalog.operations import PriceFacts
from marketplace.catalog.queries.listings import editable_version_of, listing_by_code
from marketplace.catalog.queries.sellers import counts_by_shelf
from marketplace.companies.enums import MemberRole
from marketplace.companies.operations import begin_acting
from marketplace.companies.queries import find_any_company
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import session, unit_of_work
from marketplace.moderation.enums import Decision
from marketplace.verification.models import CompanyCheck
from tests.factories.companies import make_colleague, make_member
from tests.factories.goods import (
    STEPS,
    company_of,
    decide,
    draft,
    listing,
    make_moderator,
    make_seller,
    many,
    shown_listing,
    submitted_listing,
)
from tests.support.browsing import browser_of, hidden_fields


class Goods:
    """A seller with one listing, and their browser."""

    def __init__(self, app, make):
        self.app = app
        self.seller = make_seller(app)
        self.list = f"/en/c/{self.seller.company}/selling/listings"
        self.browser = browser_of(app, self.seller.person)
        with app.test_request_context():
            self.code = make(company_of(self.seller)).code
        self.address = f"{self.list}/{self.code}"

    def act(self, name, *, browser=None, follow=True):
        browser = browser or self.browser
        data = hidden_fields(browser.get(self.address).text)
        return browser.post(f"{self.address}/{name}", data=data, follow_redirects=follow)

    @property
    def state(self):
        with self.app.test_request_context():
            return listing_by_code(self.code).state

    @property
    def version_state(self):
        with self.app.test_request_context():
            return editable_version_of(listing_by_code(self.code)).state


def test_a_seller_without_goods_reads_how_to_begin(app):
    seller = make_seller(app)
    page = browser_of(app, seller.person).get(f"/en/c/{seller.company}/selling/listings").text
    assert "Show buyers your first goods" in page
    assert "New listing" in page


def test_pressed_twice_one_listing_is_begun(app):
    seller = make_seller(app)
    browser = browser_of(app, seller.person)
    address = f"/en/c/{seller.company}/selling/listings"
    data = hidden_fields(browser.get(address).text)
    first, second = (browser.post(f"{address}/new", data=data) for _ in range(2))
    assert first.location == second.location
    assert "/selling/listings/LST-" in first.location
    with app.test_request_context():
        assert sum(counts_by_shelf(company_of(seller)).values()) == 1


def test_what_is_missing_is_said_when_it_is_handed_in_too_early(app):
    goods = Goods(app, draft)
    page = goods.act("submit").text
    assert "Some things are still missing before we can look at it." in page
    assert 'id="pictures" data-step open' in page
    assert goods.version_state is VersionState.DRAFT


def test_complete_goods_are_handed_in_and_taken_back(app):
    goods = Goods(app, listing)
    assert "Handed in." in goods.act("submit").text
    assert goods.version_state is VersionState.SUBMITTED
    assert "Taken back." in goods.act("withdraw").text
    assert goods.version_state is VersionState.DRAFT


def test_handed_in_twice_says_so_and_changes_nothing(app):
    goods = Goods(app, submitted_listing)
    assert goods.act("submit").status_code == 200
    assert goods.version_state is VersionState.SUBMITTED


def test_shown_goods_are_hidden_shown_and_archived(app):
    goods = Goods(app, lambda company: shown_listing(app, company))
    states = []
    for name in ("hide", "show", "archive"):
        goods.act(name)
        states.append(goods.state)
    assert states == [ListingState.HIDDEN, ListingState.SHOWN, ListingState.ARCHIVED]
    assert "cannot be changed any more" in goods.browser.get(goods.address).text


def test_an_act_in_the_wrong_state_says_why_and_does_nothing(app):
    goods = Goods(app, draft)
    assert goods.act("hide").status_code == 200
    assert goods.state is ListingState.DRAFT


def test_a_deleted_draft_can_be_had_back_from_the_word_that_it_is_gone(app):
    goods = Goods(app, draft)
    page = goods.act("delete").text
    assert f'action="{goods.address}/undo"' in page
    assert goods.state is ListingState.DELETED
    goods.browser.post(f"{goods.address}/undo", data=hidden_fields(page))
    assert goods.state is ListingState.DRAFT


def test_a_copy_opens_in_the_editor_and_pressed_twice_there_is_one(app):
    goods = Goods(app, listing)
    data = hidden_fields(goods.browser.get(goods.address).text)
    first, second = (goods.browser.post(f"{goods.address}/copy", data=data) for _ in range(2))
    assert first.location == second.location
    assert goods.code not in first.location


def test_a_colleague_without_the_role_reads_the_list_and_is_told_who_writes(app):
    goods = Goods(app, listing)
    colleague = browser_of(app, make_colleague(app, goods.seller.company).person)
    page = colleague.get(goods.list).text
    assert "Centella" in page
    assert "New listing" not in page
    refused = colleague.get(goods.address)
    assert refused.status_code == 403
    assert "Kim Haneul" in refused.text
    assert colleague.get(f"{goods.address}/preview").status_code == 200


def test_a_stranger_and_a_buyer_learn_nothing(app):
    goods = Goods(app, listing)
    buyer = make_member(app)
    stranger = browser_of(app, buyer.person)
    assert stranger.get(goods.address).status_code == 404
    assert stranger.get(goods.list).status_code == 404
    assert stranger.get(f"/en/c/{buyer.company}/selling/listings").status_code == 404


def test_the_goods_of_another_company_are_not_under_this_one_s_address(app):
    goods = Goods(app, listing)
    other = make_seller(app, "Other Goods")
    browser = browser_of(app, other.person)
    address = f"/en/c/{other.company}/selling/listings/{goods.code}"
    assert browser.get(address).status_code == 404


def test_an_operator_who_acts_for_the_company_writes_on_its_behalf(app):
    goods = Goods(app, listing)
    operator = make_moderator(app)
    with app.test_request_context():
        unit_of_work(
            begin_acting,
            find_any_company(goods.seller.company),
            find_person(operator.person),
            reason="By telephone",
            actor=AT_THE_SERVER,
        )
    acting = browser_of(app, operator.person)
    assert "Handed in." in goods.act("submit", browser=acting).text


def test_a_member_of_sales_hands_goods_in_without_being_an_owner(app):
    goods = Goods(app, listing)
    seller = make_colleague(app, goods.seller.company, MemberRole.TRADE)
    sales = browser_of(app, seller.person)
    assert "Handed in." in goods.act("submit", browser=sales).text


def test_the_list_says_what_is_missing_and_where_goods_stand(app):
    goods = Goods(app, draft)
    page = goods.browser.get(goods.list).text
    assert "Not named yet" in page
    assert "things are missing for a review:" in page
    assert "Drafts 1" in page


def test_the_list_shows_one_shelf(app):
    goods = Goods(app, submitted_listing)
    assert "Centella" in goods.browser.get(f"{goods.list}?state=in_review").text
    assert "No goods here" in goods.browser.get(f"{goods.list}?state=shown").text


def test_a_revision_stands_on_the_list_and_on_the_home_with_its_reasons(app):
    goods = Goods(app, submitted_listing)
    with app.test_request_context():
        version = editable_version_of(listing_by_code(goods.code))
        decide(app, version, Decision.REVISE, reasons=("claim",))
    sentence = "The texts promise something that such goods may not promise."
    home = goods.browser.get(f"/en/c/{goods.seller.company}/selling").text
    assert sentence in goods.browser.get(goods.list).text
    assert "Revise “Centella calming serum 30\u00a0ml”" in home
    assert sentence in home
    assert "todo-urgent" in home


def test_drafts_wait_on_the_home(app):
    goods = Goods(app, draft)
    home = goods.browser.get(f"/en/c/{goods.seller.company}/selling").text
    assert "Finish 1 draft of your goods" in home


def test_approved_goods_of_an_unchecked_company_are_said_to_wait(app):
    goods = Goods(app, lambda company: shown_listing(app, company))
    home = f"/en/c/{goods.seller.company}/selling"
    assert "wait for your company check" not in goods.browser.get(home).text
    with app.test_request_context():
        unit_of_work(_end_checks)
    page = goods.browser.get(home).text
    assert "1\u00a0of your goods waits for your company check" in page
    assert "Goods approved" in page
    assert (
        "Buyers see your goods once your company check is done."
        in goods.browser.get(goods.list).text
    )


def _end_checks():
    session.execute(update(CompanyCheck).values(until=clock.now()))


def test_the_list_and_the_home_ask_as_much_for_many_as_for_one(app, statements):
    seller = make_seller(app)
    browser = browser_of(app, seller.person)
    pages = (f"/en/c/{seller.company}/selling/listings", f"/en/c/{seller.company}/selling")
    with app.test_request_context():
        _of_each_kind(app, company_of(seller))
    few = [_count(statements, browser, page) for page in pages]
    with app.test_request_context():
        _of_each_kind(app, company_of(seller))
        many(app, company_of(seller), 2)
    assert [_count(statements, browser, page) for page in pages] == few


def _of_each_kind(app, company):
    draft(company)
    shown_listing(app, company)
    version = editable_version_of(submitted_listing(company))
    decide(app, version, Decision.REVISE, reasons=("claim",))


def _count(statements, browser, page):
    browser.get(page)
    with statements() as seen:
        assert browser.get(page).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    ("onlooker", "sentence"),
    [
        ("visitor", "Price for checked buyers"),
        ("unchecked", "Price for checked buyers"),
        ("checked", "4.20"),
    ],
)
def test_the_preview_shows_prices_as_the_chosen_reader_sees_them(app, onlooker, sentence):
    goods = Goods(app, _for_checked)
    page = goods.browser.get(f"{goods.address}?as={onlooker}&in=en").text
    assert sentence in page.split('class="preview-card"')[1]
    whole = goods.browser.get(f"{goods.address}/preview?as={onlooker}").text
    assert ("4.20" in whole) is (onlooker == "checked")


def _for_checked(company):
    return listing(company, prices=PriceFacts(PriceShown.CHECKED_BUYERS, STEPS))


def test_the_preview_speaks_the_language_and_money_that_were_chosen(app):
    goods = Goods(app, listing)
    card = goods.browser.get(f"{goods.address}?in=ko").text.split('class="preview-card"')[1]
    assert "센텔라 진정 세럼" in card
    whole = goods.browser.get(goods.address.replace("/en/", "/ko/", 1) + "/preview?money=EUR").text
    assert "센텔라 진정 세럼" in whole
    assert "<option selected>EUR</option>" in whole
