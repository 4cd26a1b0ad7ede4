"""The desk: inquiries that wait, what goes along with a company check, reports."""

import html
import re

import pytest

from marketplace.core.db import new_once_key, unit_of_work
from marketplace.core.work.worker import work_until_idle
from marketplace.deals.enums import ReportReason
from marketplace.deals.operations import PhraseFacts, report
from marketplace.deals.operations.drafts import InquiryFacts
from marketplace.deals.operations.waiting import ask
from marketplace.deals.queries import deal_for
from tests.factories.checks import approve_as_stated, make_check
from tests.factories.goods import actor_of, company_of, make_seller, shown_listing
from tests.factories.inquiries import LINKED, SAID, House, inquiry_of
from tests.factories.rooms import PAPER, say
from tests.support.browsing import browser_of, hidden_fields

WORDS = InquiryFacts(
    message="We distribute skin care in many shops and would like your best offer, see "
    "https://offers.example/now please and send the catalogue too."
)
PAYING = InquiryFacts(message="We pay by Western Union only.", language="en")


@pytest.fixture
def house(app):
    return House(app)


@pytest.fixture
def checked(house):
    house.let_stand(house.buyer)
    return house


@pytest.fixture
def desk(app, house):
    return browser_of(app, house.operator.person)


def at(app, deal, end=""):
    with app.test_request_context():
        return f"/en/desk/inquiries/{inquiry_of(deal).code}{end}"


def rule(app, desk, deal, decision, **fields):
    page = desk.get(at(app, deal)).text
    data = hidden_fields(page) | {"decision": decision, "language": "en"}
    return desk.post(at(app, deal, "/decide"), data=data | fields)


def test_the_list_and_one_inquiry_show_what_is_to_be_looked_at(app, checked, desk):
    with app.test_request_context():
        listing = shown_listing(app, company_of(checked.seller)).code
    deal = checked.send(LINKED, listings=[listing])
    page = desk.get("/en/desk/inquiries").text
    for shown in ("Marlow", "Centella", "link in the text", "cheap-offers"):
        assert shown in page
    page = desk.get(at(app, deal)).text
    for shown in ("neither company’s website", "Our turn.", "What do you decide?", "600"):
        assert shown in page


def test_a_decision_leads_to_what_is_due_next(app, checked, desk):
    first, second = checked.send(LINKED), checked.send(LINKED)
    answer = rule(app, desk, first, "pass_on")
    assert answer.location.startswith(at(app, second))
    assert checked.states(first) == ("open", "passed_on")


def test_what_follows_is_of_the_list_that_is_looked_through(app, checked, desk):
    first, _paying, linked = checked.send(LINKED), checked.send(PAYING), checked.send(LINKED)
    with app.test_request_context():
        decided = inquiry_of(first).code
    data = hidden_fields(desk.get(at(app, first)).text) | {"decision": "pass_on"}
    address = f"/en/desk/inquiries/{decided}/decide?show=look&signal=link"
    answer = desk.post(address, data=data | {"language": "en"})
    assert answer.location.startswith(at(app, linked))
    assert "signal=link" in answer.location


def test_a_refused_decision_loses_nothing_typed(app, checked, desk):
    deal = checked.send(LINKED)
    assert "tick a reason" in rule(app, desk, deal, "close").text
    page = rule(app, desk, deal, "ask", words="Why?").location
    assert page.startswith("/en/desk/inquiries")
    assert checked.states(deal) == ("waiting", "asked")


def test_one_decision_holds_for_all_with_the_same_words(app, checked, desk):
    others = [make_seller(app, name) for name in ("Solhyang Lab", "Damso Cosmetics")]
    for other in others:
        checked.let_stand(other)
    deals = [checked.send(WORDS, seller=made) for made in (checked.seller, *others)]
    assert "The 2 others with these words" in desk.get(at(app, deals[0])).text
    checked.send(LINKED)
    page = desk.get("/en/desk/inquiries").text
    [same] = re.findall(r'<a href="([^"]*same=[^"]*)">The same words: 3 inquiries', page)
    assert "cheap-offers" not in desk.get(html.unescape(same)).text
    checked.decide(ask, deals[1], SAID)
    page = rule(app, desk, deals[0], "ask", reasons="goods_unclear", alike="yes").text
    assert "Ask about 2 inquiries?" in page
    page = rule(app, desk, deals[0], "close", reasons="advertising", alike="yes").text
    assert "Close 3 inquiries as not valid?" in page
    assert [checked.states(deal)[1] for deal in deals] == ["waiting", "asked", "waiting"]
    sure = hidden_fields(page) | {"picked": re.findall(r'name="picked" value="([^"]+)"', page)}
    desk.post(at(app, deals[0], "/decide"), data=sure)
    assert {checked.states(deal) for deal in deals} == {("closed", "not_valid")}


def test_ticked_ones_are_decided_together(app, checked, desk):
    deals = [checked.send(LINKED) for _ in range(2)]
    data = hidden_fields(desk.get("/en/desk/inquiries").text)
    with app.test_request_context():
        rows = [inquiry_of(deal) for deal in deals]
        picked = [f"{rows[0].code}.{rows[0].version}", f"{rows[1].code}.99"]
    data |= {"picked": picked, "act": "pass_on", "reason": "advertising"}
    page = desk.post("/en/desk/inquiries/decide", data=data, follow_redirects=True).text
    assert ("Pass 2 inquiries on?" in page, "cannot be taken back" in page) == (True, True)
    assert checked.states(deals[0])[1] == "waiting"
    data |= {"sure": "yes"}
    page = desk.post("/en/desk/inquiries/decide", data=data, follow_redirects=True).text
    assert "One was left" in page
    assert [checked.states(deal)[1] for deal in deals] == ["passed_on", "waiting"]
    data |= {"picked": [picked[0], picked[1], picked[1]], "sure": ""}
    page = desk.post("/en/desk/inquiries/decide?endpoint=x&show=mine", data=data).text
    assert 'action="/en/desk/inquiries/decide?show=mine"' in page
    assert "Pass one inquiry on?" in page


@pytest.mark.usefixtures("both_databases")
def test_the_list_is_narrowed_by_its_address(checked, desk):
    checked.send(LINKED)
    narrowed = {
        "show=look&signal=link&due=": True,
        "show=look&signal=reported": False,
        "show=check": False,
        "show=asked": False,
        "show=mine": False,
        "due=late": False,
    }
    for query, is_there in narrowed.items():
        assert ("cheap-offers" in desk.get(f"/en/desk/inquiries?{query}").text) is is_there


def test_an_inquiry_is_taken_and_given_back(app, checked, desk):
    deal = checked.send(LINKED)
    data = hidden_fields(desk.get(at(app, deal)).text)
    page = desk.post(at(app, deal, "/take"), data=data, follow_redirects=True).text
    assert "Give it back" in page
    page = desk.post(at(app, deal, "/give-back"), data=data, follow_redirects=True).text
    assert "Take it" in page


def test_what_is_ticked_beside_a_check_goes_along_with_the_approval(app, house, desk):
    ticked, other, plain = house.send(LINKED), house.send(LINKED), house.send()
    check = make_check(app, house.buyer)
    page = desk.get(f"/en/desk/checks/{check}").text
    assert "3 inquiries wait for this check" in page
    with app.test_request_context():
        keys = [f"{inquiry_of(deal).code}.{inquiry_of(deal).version}" for deal in (ticked, other)]
    data = hidden_fields(page) | {"shown": keys, "goes": keys[:1]}
    page = desk.post(f"/en/desk/checks/{check}/inquiries", data=data, follow_redirects=True).text
    assert "goes along" in page
    approve_as_stated(app, check, house.operator)
    work_until_idle(app)
    states = [house.states(deal)[1] for deal in (ticked, other, plain)]
    assert states == ["passed_on", "waiting", "passed_on"]


def test_a_tick_is_taken_back(app, house, desk):
    deal = house.send(LINKED)
    check = make_check(app, house.buyer)
    for goes in (True, False):
        with app.test_request_context():
            key = f"{inquiry_of(deal).code}.{inquiry_of(deal).version}"
        data = hidden_fields(desk.get(f"/en/desk/checks/{check}").text) | {"shown": [key]}
        data |= {"goes": [key]} if goes else {}
        desk.post(f"/en/desk/checks/{check}/inquiries", data=data)
        with app.test_request_context():
            assert inquiry_of(deal).waits_look is not goes


def test_the_desk_counts_what_waits(checked, desk):
    checked.send(LINKED)
    page = desk.get("/en/desk").text
    assert "Inquiries to look at" in page


def test_lists_cost_the_same_however_long(checked, desk, statements):
    checked.send(LINKED)
    desk.get("/en/desk/inquiries")
    with statements() as one:
        desk.get("/en/desk/inquiries")
    for _ in range(3):
        checked.send(LINKED)
    with statements() as many:
        desk.get("/en/desk/inquiries")
    assert len(many) == len(one)


def test_a_report_is_looked_into_and_closed(app, checked, desk):
    deal = checked.send()
    phrase = PhraseFacts("ask_certificate", {"certificate": "Western Union"})
    say(app, deal, checked.buyer, phrases=(phrase,), files=(PAPER,))
    with app.test_request_context():
        seller = company_of(checked.seller)
        code = unit_of_work(
            report,
            deal_for(seller, deal),
            seller,
            ReportReason.FRAUD,
            words="They want the money elsewhere.",
            once_key=new_once_key(),
            actor=actor_of(checked.seller),
        )
    assert "It looks like fraud" in desk.get("/en/desk/reports").text
    page = desk.get(f"/en/desk/reports/{code}").text
    shown = ("They want the money elsewhere.", "Which sizes", "Western Union", "unsafe way", ".pdf")
    assert [words for words in shown if words not in page] == []
    address = f"/en/desk/reports/{code}/close"
    assert "Please write what came of it" in desk.post(address, data=hidden_fields(page)).text
    data = hidden_fields(page) | {"outcome": "A misunderstanding."}
    assert "The report is closed." in desk.post(address, data=data, follow_redirects=True).text
    assert "A misunderstanding." in desk.get(f"/en/desk/reports/{code}").text
    assert code in desk.get("/en/desk/reports?show=closed").text
