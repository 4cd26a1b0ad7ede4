"""The page of a deal's room for both sides, and the pages around it."""

import re
from io import BytesIO

import pytest
from sqlalchemy import select

from marketplace.companies.enums import MemberRole
from marketplace.core import limits
from marketplace.core.db import new_once_key, session
from marketplace.deals.enums import CloseReason, DealState
from marketplace.deals.models import DealFile, DealMessage, DealSeen, SavedReply
from marketplace.deals.operations import close
from marketplace.deals.operations.drafts import InquiryFacts
from marketplace.deals.queries import find_deal
from marketplace.deals.routes.room.acts import MESSAGES_OF_PERSON
from tests.factories.checks import a_pdf
from tests.factories.rooms import (
    act,
    open_from_seller,
    open_room,
    say,
    send_inquiry,
)
from tests.support.browsing import browser_of, fill_in, hidden_fields


def address(made, deal, end="", *, way="selling", language="en"):
    return f"/{language}/c/{made.company}/{way}/deals/{deal}{end}"


@pytest.fixture
def database_url(in_talk):
    return in_talk


@pytest.fixture
def sides(talk):
    return talk.sides


@pytest.fixture
def deal(talk):
    return talk.deal


@pytest.fixture
def browser(app, sides):
    return browser_of(app, sides.seller.person)


def send(browser, made, deal, page=None, **fields):
    """Fill in the form of a message; return the answer."""
    page = page or browser.get(address(made, deal)).text
    data = hidden_fields(page) | {"language": "en", "words": ""} | fields
    return browser.post(
        address(made, deal, "/messages"), data=data, content_type="multipart/form-data"
    )


def test_the_seller_reads_the_inquiry_and_answers_it(browser, sides, deal):
    page = browser.get(address(sides.seller, deal)).text
    assert "We look for a serum without fragrance." in page
    assert ("Your turn" in page, "they have 5 working days" in page) == (True, True)
    answer = send(browser, sides.seller, deal, page, words="We have it.")
    assert answer.location == address(sides.seller, deal)
    page = browser.get(answer.location).text
    assert ("We have it." in page, "The buyer’s turn" in page) == (True, True)


def test_a_page_sent_again_is_one_message(app, browser, sides, deal):
    page = browser.get(address(sides.seller, deal)).text
    for _ in range(2):
        assert send(browser, sides.seller, deal, page, words="We have it.").status_code == 302
    with app.app_context():
        assert session.query(DealMessage).count() == 1


def test_the_second_of_two_colleagues_keeps_what_they_typed(app, browser, sides, deal):
    colleague = sides.colleague_of(app, sides.seller)
    page = browser.get(address(sides.seller, deal)).text
    say(app, deal, colleague, "It is in stock.")
    answer = send(browser, sides.seller, deal, page, words="We have it.")
    assert answer.status_code == 422
    assert "Park Jiwoo has answered meanwhile" in answer.text
    assert "We have it.</textarea>" in answer.text
    assert "It is in stock." in answer.text
    again = send(browser, sides.seller, deal, answer.text, words="We have it.")
    assert again.status_code == 302


def test_ready_sentences_stand_in_the_language_of_whoever_reads(app, browser, sides, deal):
    blanks = {
        "blank-say_lead_time-days": "21",
        "blank-say_lead_time-quantity": "2,400",
        "blank-say_lead_time-quantity-of": "KGM",
    }
    assert send(browser, sides.seller, deal, phrase="say_lead_time", **blanks).status_code == 302
    buyers = browser_of(app, sides.buyer.person)
    page = buyers.get(address(sides.buyer, deal, way="buying", language="ko")).text
    assert "기준 납기는 주문 후 <bdi>21</bdi>일입니다." in page


def test_what_is_wrong_with_a_ready_sentence_is_said_and_the_rest_kept(browser, sides, deal):
    page = send(
        browser, sides.seller, deal, words="See above.", **{"blank-say_later-date": "2026-12-01"}
    ).text
    assert "answer you by [2026-12-01].”: You did not tick" in page
    assert ('value="2026-12-01"' in page, "See above.</textarea>" in page) == (True, True)
    page = send(browser, sides.seller, deal, phrase="say_moq").text
    assert 'href="#blank-say_moq-quantity"' in page
    assert page.count("Please fill this in.") == 2


def test_blanks_take_the_digits_of_any_script(browser, sides, deal):
    blanks = {"blank-say_lead_time-days": "٢١", "blank-say_lead_time-quantity": "٥٠"}
    assert send(browser, sides.seller, deal, phrase="say_lead_time", **blanks).status_code == 302
    assert "<bdi>21</bdi>" in browser.get(address(sides.seller, deal)).text


def test_a_deal_closed_meanwhile_gives_the_words_back(app, browser, sides, deal):
    page = browser.get(address(sides.seller, deal)).text
    with app.test_request_context():
        version = find_deal(deal).version
    act(app, close, deal, sides.buyer, CloseReason.PRICE, seen_version=version)
    answer = send(browser, sides.seller, deal, page, words="We have it.")
    assert "This deal is closed" in answer.text
    assert "We have it.</textarea>" in answer.text


def test_a_form_that_came_back_takes_a_saved_reply_without_scripts(app, browser, sides, deal):
    fill_in(browser, f"/en/c/{sides.seller.company}/replies/new", title="Hours", words="At ten.")
    page = send(browser, sides.seller, deal).text
    reply = re.search(r'href="([^"#]+reply=[^"#]+)#write"', page)[1]
    assert "At ten.</textarea>" in browser.get(reply).text


def test_a_file_stays_with_a_form_that_was_refused_and_then_goes(app, browser, sides, deal):
    document = (BytesIO(a_pdf()), "analysis.pdf")
    page = send(
        browser,
        sides.seller,
        deal,
        **{"first-document": document, "first-kind": "analysis", "first-dated": "soon"},
    ).text
    assert "Please write the day as 2026-12-24." in page
    assert "analysis.pdf" in page
    again = {"first-kind": "analysis", "first-number": "TR-114", "first-dated": "2026-11-02"}
    assert send(browser, sides.seller, deal, page, **again).status_code == 302
    with app.app_context():
        file = session.scalars(select(DealFile)).one()
        assert (file.number, file.name) == ("TR-114", "analysis.pdf")
        code = file.code
    buyers, strangers = browser_of(app, sides.buyer.person), browser_of(app, sides.operator.person)
    answers = [one.get(f"/files/{code}").status_code for one in (browser, buyers, strangers)]
    assert answers == [200, 200, 404]


def test_a_file_that_cannot_be_taken_says_why(browser, sides, deal):
    document = (BytesIO(b"#!/bin/sh"), "price.sh")
    page = send(browser, sides.seller, deal, words="Here.", **{"first-document": document}).text
    assert "neither a PDF nor a picture" in page


def test_after_many_messages_the_form_keeps_what_was_typed(app, browser, sides, deal):
    with app.test_request_context():
        for _ in range(MESSAGES_OF_PERSON.amount):
            limits.count(MESSAGES_OF_PERSON, sides.seller.person)
    page = send(browser, sides.seller, deal, words="One thing more.").text
    assert ("Please wait" in page, "One thing more.</textarea>" in page) == (True, True)


def test_mail_addresses_show_to_both_after_the_first_answer(app, browser, sides, deal):
    assert sides.buyer.mail not in browser.get(address(sides.seller, deal)).text
    say(app, deal, sides.seller)
    assert sides.buyer.mail in browser.get(address(sides.seller, deal)).text
    buyers = browser_of(app, sides.buyer.person)
    assert sides.seller.mail in buyers.get(address(sides.buyer, deal, way="buying")).text


def test_a_warning_stands_beside_a_message_for_both_sides(app, browser, sides, deal):
    say(app, deal, sides.buyer, "Our new bank account: account number 110-234-567890")
    buyers = browser_of(app, sides.buyer.person)
    for one, made, way in ((browser, sides.seller, "selling"), (buyers, sides.buyer, "buying")):
        assert (
            "This message contains a bank account number"
            in one.get(address(made, deal, way=way)).text
        )


def test_a_warning_stands_beside_an_inquiry_and_the_words_of_an_end(app, browser, sides, strangers):
    facts = InquiryFacts(message="Hello.", place="Lima, see www.cheap-offers.example")
    code = open_room(app, strangers, facts)
    page = browser.get(address(sides.seller, code)).text
    assert "leads to another site (cheap-offers.example)" in page
    seen = {"note": "By MoneyGram?", "seen_version": int(hidden_fields(page)["row_version"])}
    act(app, close, code, strangers.buyer, CloseReason.PRICE, **seen)
    assert "a payment that nobody can call back" in browser.get(address(sides.seller, code)).text


def test_a_viewer_reads_and_is_told_who_writes(app, sides, deal):
    viewer = sides.colleague_of(app, sides.seller, "Lee Nari", MemberRole.VIEWER)
    browser = browser_of(app, viewer.person)
    page = browser.get(address(sides.seller, deal)).text
    assert ("We look for a serum" in page, "<textarea" in page) == (True, False)
    answer = browser.post(address(sides.seller, deal, "/messages"), data=hidden_fields(page))
    assert (answer.status_code, "Kim Haneul" in answer.text) == (403, True)


def test_a_deal_that_waits_does_not_exist_for_the_seller_at_any_address(app, browser, strangers):
    code = send_inquiry(app, strangers.buyer, strangers.seller)
    ends = ("", "?since=x", "/close", "/report", "?show=files", "?before=x")
    found = [browser.get(address(strangers.seller, code, end)).status_code for end in ends]
    assert found == [404] * len(ends)
    acts = ("/messages", "/no-answer", "/reopen", "/close", "/assign", "/notes", "/report")
    data = hidden_fields(browser.get(f"/en/c/{strangers.seller.company}/replies/new").text)
    sent = [
        browser.post(address(strangers.seller, code, end), data=data).status_code for end in acts
    ]
    assert sent == [404] * len(acts)
    buyers = browser_of(app, strangers.buyer.person)
    page = buyers.get(address(strangers.buyer, code, way="buying")).text
    assert "The seller does not know of it yet." in page
    assert browser.get(address(strangers.seller, code, way="buying")).status_code == 404


def test_only_what_is_new_is_told_to_a_page_that_asks(app, browser, sides, deal):
    page = browser.get(address(sides.seller, deal)).text
    newest = page.partition('data-newest="')[2].partition('"')[0]

    def said():
        asked = {"since": newest}
        return browser.get(address(sides.seller, deal), query_string=asked).json["said"]

    assert said() == ""
    say(app, deal, sides.buyer, "Still there?")
    assert said() == "One new entry"
    say(app, deal, sides.buyer, "Hello?")
    assert said() == "2 new entries"


def test_a_read_page_marks_the_deal_as_read(app, browser, sides, deal):
    browser.get(address(sides.seller, deal)).close()
    with app.app_context():
        assert session.query(DealSeen).count() == 1


def test_a_deal_is_closed_and_reopened_by_either_side(app, browser, sides, deal):
    where = address(sides.seller, deal, "/close")
    assert "Please choose one from the list." in fill_in(browser, where).text
    answer = fill_in(browser, where, reason="price", note="Not at this price.")
    assert answer.location == address(sides.seller, deal)
    buyers = browser_of(app, sides.buyer.person)
    page = buyers.get(address(sides.buyer, deal, way="buying")).text
    assert ("Not at this price." in page, "We did not agree on the price" in page) == (True, True)
    data = hidden_fields(page)
    buyers.post(address(sides.buyer, deal, "/reopen", way="buying"), data=data)
    with app.app_context():
        assert find_deal(deal).state is DealState.OPEN


def test_no_answer_is_needed_from_the_page(app, browser, sides, deal):
    data = hidden_fields(browser.get(address(sides.seller, deal)).text)
    browser.post(address(sides.seller, deal, "/no-answer"), data=data)
    page = browser.get(address(sides.seller, deal)).text
    assert "Nobody has to act now" in page
    assert "<strong>No answer is needed</strong>" in page


def test_what_colleagues_note_and_who_is_in_charge_the_other_side_does_not_see(
    app, browser, sides, deal
):
    data = hidden_fields(browser.get(address(sides.seller, deal)).text)
    note = {"note": "Ask about the lot."}
    browser.post(address(sides.seller, deal, "/notes"), data=data | note)
    colleague = {"colleague": sides.seller.person}
    browser.post(address(sides.seller, deal, "/assign"), data=data | colleague)
    page = browser.get(address(sides.seller, deal)).text
    assert ("Ask about the lot." in page, "</bdi> is in charge" in page) == (True, True)
    buyers = browser_of(app, sides.buyer.person)
    page = buyers.get(address(sides.buyer, deal, way="buying")).text
    assert ("Ask about the lot." in page, "</bdi> is in charge" in page) == (False, False)


def test_a_side_tells_the_house_what_is_wrong(browser, sides, deal):
    where = address(sides.seller, deal, "/report")
    answer = fill_in(browser, where, reason="fraud", words="They ask for money.")
    assert "We look into it" in browser.get(answer.location).text


def test_a_reply_is_kept_changed_put_into_the_form_and_deleted(app, browser, sides, deal):
    replies = f"/en/c/{sides.seller.company}/replies"
    kept = fill_in(
        browser, f"{replies}/new", title="Samples", words="Samples are free.", language="en"
    )
    assert kept.location == replies
    with app.app_context():
        code = session.scalar(select(SavedReply.code))
    fill_in(
        browser, f"{replies}/{code}", title="Samples", words="You pay the courier.", language="en"
    )
    page = browser.get(address(sides.seller, deal), query_string={"reply": code}).text
    assert "You pay the courier.</textarea>" in page
    browser.post(f"{replies}/{code}/remove", data=hidden_fields(browser.get(replies).text))
    assert "No saved replies yet" in browser.get(replies).text


def test_a_seller_writes_first_to_a_buyer_who_allows_it(app, browser, strangers):
    listed = f"/en/c/{strangers.seller.company}/selling/buyers"
    assert "No buyer wants to be written to first yet" in browser.get(listed).text
    there = f"{listed}/{strangers.buyer.company}"
    assert browser.get(there).status_code == 404
    deal = open_from_seller(app, strangers)
    assert deal in browser.get(listed).text
    act(
        app,
        close,
        deal,
        strangers.seller,
        CloseReason.NO_NEED,
        seen_version=_version(app, deal),
    )
    data = hidden_fields(browser.get(there).text) | {"language": "en", "words": "Good day."}
    page = browser.post(there, data=data).text
    assert ("of your goods that are shown" in page, "Good day." in page) == (True, True)
    goods = re.findall(r'name="goods"[^>]*value="([^"]+)"', page)
    answer = browser.post(there, data=data | {"goods": goods})
    assert "Good day." in browser.get(answer.location).text


def _version(app, deal):
    with app.app_context():
        return find_deal(deal).version


def test_a_long_deal_comes_in_pages_and_asks_no_more_statements(
    app, browser, sides, deal, statements
):
    say(app, deal, sides.seller, phrases=())
    with statements() as few:
        browser.get(address(sides.seller, deal))
    for number in range(30):
        say(app, deal, sides.buyer, f"Message {number}.")
    with statements() as many:
        page = browser.get(address(sides.seller, deal)).text
    assert len(many) <= len(few)
    seen = []
    while True:
        seen += [number for number in range(30) if f"Message {number}.</p>" in page]
        older = page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
        if 'rel="next"' not in page:
            break
        page = browser.get(older.replace("&amp;", "&")).text
    assert sorted(seen) == list(range(30))
    assert "We look for a serum" in page


def test_each_filter_shows_its_kind(app, browser, sides, deal):
    say(app, deal, sides.seller, "We have it.")
    for shown, has_message, has_step in (
        ("messages", True, False),
        ("files", False, False),
        ("steps", False, True),
    ):
        page = browser.get(address(sides.seller, deal), query_string={"show": shown}).text
        assert ("We have it.</p>" in page, "Passed on to you" in page) == (has_message, has_step)


def test_the_pages_read_in_every_language_from_either_side(app, browser, sides, deal):
    say(app, deal, sides.seller, "안녕하세요", language="ko", once_key=new_once_key())
    for language in ("ko", "es", "ar"):
        page = browser.get(address(sides.seller, deal, language=language))
        assert page.status_code == 200
        assert '<p class="entry-words" lang="ko" dir="auto">' in page.text
