"""The buyer's side of an inquiry, page by page."""

import re
from io import BytesIO

import pytest
from limits import RateLimitItemPerHour

from marketplace.accounts.queries import find_person
from marketplace.catalog.queries.listings import listing_by_code, tiers_of
from marketplace.companies.enums import MemberRole
from marketplace.companies.operations import close_company
from marketplace.companies.queries import find_any_company
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import session, unit_of_work
from marketplace.core.money import Money, UnitPrice
from marketplace.deals.models import Inquiry
from marketplace.deals.routes.inquiry import adding, form
from marketplace.deals.routes.inquiry.draft_holder import COOKIE
from tests.factories.checks import a_pdf, stop
from tests.factories.companies import buyer_facts, join_company, make_member
from tests.factories.goods import company_of, make_seller, many
from tests.factories.inquiries import House, inquiry_of
from tests.support.browsing import browser_of, fill_in, hidden_fields

ADDRESS = "/en/inquiry/{}"


@pytest.fixture
def goods(app):
    """Two listings (public ids) of a seller, and the seller's."""
    made = make_seller(app)
    with app.app_context():
        codes = [one.code for one in many(app, company_of(made), 2)]
    return made.company, codes


def typed(page, **fields):
    """Return the form as a browser sends it: what stands there, and what is typed now."""
    values = re.findall(r'<input[^>]*name="(goods-[^"]+)"[^>]*value="([^"]*)"', page)
    return hidden_fields(page) | dict(values) | {"country": ""} | fields


def count_in_yen_and_cartons(code):
    """Let a listing (a public id) have other units and prices than before; within a unit."""
    listing = listing_by_code(code)
    listing.unit = "CT"
    for tier in tiers_of(listing):
        tier.price = UnitPrice(Money(600, "JPY"))


def kept(app):
    with app.app_context():
        return session.query(Inquiry).one()


def test_a_listing_leads_to_an_inquiry_and_offers_to_add_once_something_is_begun(app, goods):
    seller, (first, second) = goods
    client = app.test_client()
    page = client.get(f"/en/listings/{first}", follow_redirects=True).text
    assert f'href="/en/inquiry/{seller}?listing={first}&amp;quantity=600"' in page
    assert "Send an inquiry" in page
    assert "Add to my inquiry" not in page
    fill_in(client, f"{ADDRESS.format(seller)}?listing={first}", country="", act="keep")
    page = client.get(f"/en/listings/{second}", follow_redirects=True).text
    added = client.post(
        f"/en/inquiry/add/{second}",
        data=hidden_fields(page) | {"back": "/en/inquiries", "quantity": "600"},
        follow_redirects=True,
    )
    assert "asks for 2 of the goods" in added.text
    assert "In my inquiry" in client.get("/en/s/hanbiton-co-ltd").text


def test_what_is_typed_without_an_account_is_kept_and_comes_along(app, goods):
    seller, (first, _second) = goods
    client, address = app.test_client(), ADDRESS.format(seller)
    page = client.get(f"{address}?listing={first}&quantity=120").text
    assert "Below the MOQ. You may ask all the same." in page
    sent = typed(page, country="CL", message="¿Hay muestras?", wants_sample="y", act="send")
    sent |= {"goods-0-quantity": "١٢٠", "goods-0-target": "٣٫٩٠"}  # of an Arabic keyboard
    answer = client.post(address, data=sent, follow_redirects=True)
    assert "Who asks?" in answer.text
    with app.app_context():
        draft = session.query(Inquiry).one()
        line = draft.lines[0]
        assert (draft.country, draft.message, draft.wants_sample) == ("CL", "¿Hay muestras?", True)
        assert (line.quantity, line.target.price.minor) == (120, 390)
    assert "¿Hay muestras?" in client.get(address).text
    assert app.test_client().get(address).text.count("¿Hay muestras?") == 0
    assert client.get_cookie(COOKIE).http_only


def test_a_mistake_stands_beside_its_field_and_loses_nothing(app, goods):
    seller, (first, second) = goods
    client, address = app.test_client(), ADDRESS.format(seller)
    page = client.get(f"{address}?listing={first}").text
    sent = typed(page, message="Kept words", wanted_on="2020-01-01", country="", act="keep")
    wrong = {"goods-0-quantity": "-5", "goods-0-target": "x"}
    page = client.post(address, data=sent | wrong).text
    assert "Goods 1: Please write a whole number from 1 to 1,000,000,000." in page
    assert "Goods 1: Please write an amount of USD" in page
    assert "This day is over." in page
    assert "Kept words" in page
    assert 'value="-5"' in page
    assert second not in page


def test_figures_for_another_unit_or_currency_are_looked_at_again(app, goods):
    seller, (first, _second) = goods
    buyer = make_member(app, buyer_facts())
    client, address = browser_of(app, buyer.person), ADDRESS.format(seller)
    page = client.get(f"{address}?listing={first}").text
    sent = typed(page, act="keep") | {"goods-0-quantity": "120", "goods-0-target": "3.90"}
    assert client.post(address, data=sent).status_code == 302
    page = client.get(address).text
    assert "Please look at it again" not in page
    with app.app_context():
        unit_of_work(count_in_yen_and_cartons, first)
    answer = client.post(address, data=typed(page, act="send"))
    assert answer.status_code == 200  # from the page of before
    assert "Goods 1: This has changed in the meantime." in answer.text
    page = client.get(address).text
    assert "Goods 1: This has changed in the meantime." in page
    client.post(address, data=typed(page, act="keep") | {"goods-0-target": "500"})
    with app.app_context():
        (line,) = session.query(Inquiry).one().lines
        assert (line.quantity, line.unit, line.target.price) == (120, "CT", Money(500, "JPY"))
    assert "Please look at it again" not in client.get(address).text


def test_goods_are_taken_out_and_an_empty_inquiry_is_not_sent(app, goods):
    seller, (first, _second) = goods
    buyer = make_member(app, buyer_facts())
    client, address = browser_of(app, buyer.person), ADDRESS.format(seller)
    page = client.get(f"{address}?listing={first}").text
    page = client.post(address, data=typed(page, act="out-0"), follow_redirects=True).text
    assert "No goods yet." in page
    page = client.post(address, data=typed(page, act="send"), follow_redirects=True).text
    assert "Add goods or write what you are looking for." in page


def test_a_double_click_sends_one_inquiry_and_leads_to_where_it_stands(app, goods):
    seller, (first, _second) = goods
    buyer = make_member(app, buyer_facts())
    client, address = browser_of(app, buyer.person), ADDRESS.format(seller)
    page = client.get(f"{address}?listing={first}").text
    sent = typed(page, message="Please quote.", act="send")
    places = {client.post(address, data=sent).location for _click in range(2)}
    inquiry = kept(app)
    assert places == {f"/en/c/{buyer.company}/buying/inquiries/{inquiry.code}"}
    page = client.get(places.pop()).text
    assert "Your inquiry waits for your company check" in page
    assert f'href="/en/c/{buyer.company}/check/new"' in page
    listed = client.get("/en/inquiries").text
    assert "Waits for your company check" in listed
    again = client.get(address).text
    assert f'href="/en/c/{buyer.company}/buying/inquiries/{inquiry.code}"' in again


def test_whoever_buys_for_several_companies_says_for_which(app, goods):
    seller, (first, _second) = goods
    buyer = make_member(app, buyer_facts())
    other = make_member(app, buyer_facts("Second Trading", "CL"))
    join_company(app, buyer, company=other.company, role=MemberRole.TRADE)
    client, address = browser_of(app, buyer.person), ADDRESS.format(seller)
    page = client.get(f"{address}?listing={first}").text
    assert "For which company do you ask?" in page
    page = client.post(address, data=typed(page, message="Hello", act="send")).text
    assert "Please choose the company that asks." in page
    sent = typed(page, message="Hello", act="send", company=other.company)
    assert client.post(address, data=sent).location.startswith(f"/en/c/{other.company}/buying/")


def test_a_file_comes_along_and_is_taken_away(app, goods):
    seller, (first, _second) = goods
    buyer = make_member(app, buyer_facts())
    client, address = browser_of(app, buyer.person), ADDRESS.format(seller)
    page = client.get(f"{address}?listing={first}").text
    file = (BytesIO(a_pdf()), "artwork.pdf")
    sent = typed(page, act="keep", document=file) | {"goods-0-quantity": "?"}
    page = client.post(address, data=sent).text
    assert "artwork.pdf" in page
    away = re.search(r"away-FIL-[0-9A-Z-]+", page)[0]
    page = client.post(address, data=typed(page, act=away), follow_redirects=True).text
    assert "artwork.pdf" not in page


def test_whoever_writes_too_much_is_told_and_loses_nothing(app, goods, monkeypatch):
    seller, (first, _second) = goods
    monkeypatch.setattr(adding, "BEGUN_BY_NETWORK", RateLimitItemPerHour(1, namespace="begun-once"))
    for words in ("One", "Two"):
        client = app.test_client()
        page = client.get(f"{ADDRESS.format(seller)}?listing={first}").text
        page = client.post(ADDRESS.format(seller), data=typed(page, message=words, act="keep")).text
    assert "That was tried too often." in page
    assert "Two" in page


def test_drafts_are_listed_and_deleted(app, goods, statements):
    seller, (first, second) = goods
    client, address = app.test_client(), ADDRESS.format(seller)
    assert "No inquiries yet" in client.get("/en/inquiries").text
    fill_in(client, f"{address}?listing={first}", country="", act="keep")
    with statements() as of_one:
        page = client.get("/en/inquiries").text
    assert "Not sent yet" in page
    page = client.get(f"{address}?listing={second}").text
    client.post(address, data=typed(page, act="keep"))
    with statements() as of_two:
        page = client.get("/en/inquiries").text
    assert len(of_one) == len(of_two)
    page = client.post(
        f"/en/inquiry/{seller}/drop", data=hidden_fields(page), follow_redirects=True
    )
    assert "The inquiry is deleted." in page.text


def test_a_draft_to_a_company_that_is_closed_can_be_deleted_and_no_more(app, goods):
    seller, (first, _second) = goods
    client = app.test_client()
    fill_in(client, f"{ADDRESS.format(seller)}?listing={first}", country="", act="keep")
    with app.test_request_context():
        unit_of_work(close_company, find_any_company(seller), actor=AT_THE_SERVER)
    page = client.get("/en/inquiries").text
    assert ("is not here any more" in page, ADDRESS.format(seller) + '"' in page) == (True, False)
    where = f"/en/inquiry/{seller}/drop"
    page = client.post(where, data=hidden_fields(page), follow_redirects=True).text
    assert "The inquiry is deleted." in page


def test_nobody_reads_a_draft_or_an_inquiry_of_others(app, goods):
    seller, (first, _second) = goods
    buyer, stranger = make_member(app, buyer_facts()), make_member(app, buyer_facts("Else"))
    client, address = browser_of(app, buyer.person), ADDRESS.format(seller)
    page = client.get(f"{address}?listing={first}").text
    place = client.post(address, data=typed(page, message="Secret", act="send")).location
    other = browser_of(app, stranger.person)
    assert other.get(place).status_code == 404
    assert other.get(place.replace(buyer.company, stranger.company)).status_code == 404
    assert "Secret" not in other.get(address).text
    with app.app_context():
        assert find_person(buyer.person) is not None


def test_two_windows_lose_nothing_and_say_what_stands_there_now(app, goods):
    seller, (first, _) = goods
    client, address = app.test_client(), ADDRESS.format(seller)
    fill_in(client, f"{address}?listing={first}", country="", act="keep")
    page = client.get(address).text
    client.post(address, data=typed(page, place="Valparaíso", act="keep"))
    answer = client.post(address, data=typed(page, place="Iquique", act="keep")).text
    assert 'It now says: <bdi dir="auto">Valparaíso</bdi>' in answer
    assert 'value="Iquique"' in answer


def test_goods_past_the_most_are_named_and_not_added(app, goods, monkeypatch):
    seller, (first, second) = goods
    client, address = app.test_client(), ADDRESS.format(seller)
    fill_in(client, f"{address}?listing={first}", country="", act="keep")
    monkeypatch.setattr(form, "MOST_LINES", 1)
    page = client.get(f"{address}?listing={second}").text
    assert "Send this one and begin another." in page
    assert f'value="{second}"' not in page


def test_a_place_that_no_goods_have_takes_nothing_out(app, goods):
    seller, (first, _) = goods
    client, address = app.test_client(), f"{ADDRESS.format(seller)}?listing={first}"
    answer = client.post(address, data=typed(client.get(address).text, act="out-" + "9" * 5000))
    assert answer.status_code == 302
    assert f'value="{first}"' in client.get(ADDRESS.format(seller)).text


def test_what_waits_for_a_suspended_company_promises_no_day(app):
    house = House(app)
    stop(app, house.check_buyer(), house.operator)
    deal = house.send()
    with app.test_request_context():
        code = inquiry_of(deal).code
    address = f"/en/c/{house.buyer.company}/buying/inquiries/{code}"
    page = browser_of(app, house.buyer.person).get(address).text
    assert "It is suspended." in page
    assert "within two working days" not in page
    seller = browser_of(app, house.buyer.person).get(ADDRESS.format(house.seller.company)).text
    assert "what you send waits until it is" in seller
