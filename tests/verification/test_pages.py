"""The company's page of its check, and the documents behind it."""

from io import BytesIO

import pytest

from marketplace.companies.enums import MemberRole
from marketplace.companies.models import CompanyDocument
from marketplace.companies.operations import CompanyNames, change_names
from marketplace.companies.queries import find_any_company
from marketplace.core import limits
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Refused
from marketplace.verification.models import CompanyCheck
from marketplace.verification.routes.member import DOCUMENTS_OF_PERSON
from tests.factories.checks import (
    a_pdf,
    a_picture,
    ask,
    make_approved,
    make_check,
    stands,
    statement,
    stop,
    turn_down,
)
from tests.factories.companies import make_colleague, make_member, make_operator, seller_facts
from tests.support.browsing import browser_of, hidden_fields

TYPED = {
    "name": "Marlow & Finch Imports Ltd",
    "number": "0123 4567",
    "address": "4 Harbour Row, Bristol",
    "purpose": "Sheet masks for our shops.",
}


def address(made, end=""):
    return f"/en/c/{made.company}/check{end}"


def send(browser, made, end="/new", *, content=None, name="registration.pdf", **fields):
    """Fill in the form of a check; return the answer."""
    page = browser.get(address(made, "/new" if end == "/new" else "")).text
    data = hidden_fields(page) | TYPED | fields
    if content is not None:
        data["document"] = (BytesIO(content), name)
    return browser.post(address(made, end), data=data, content_type="multipart/form-data")


@pytest.fixture
def browser(app, buyer):
    return browser_of(app, buyer.person)


def test_a_buyer_opens_a_check_with_a_pdf(app, browser, buyer):
    assert "Have your company checked" in browser.get(address(buyer)).text
    answer = send(browser, buyer, content=a_pdf())
    assert answer.location == address(buyer)
    assert "We are checking your company" in browser.get(address(buyer)).text
    assert stands(app, buyer.company) == "open"


def test_a_form_sent_twice_opens_one_check(app, browser, buyer):
    data = hidden_fields(browser.get(address(buyer, "/new")).text) | TYPED
    for _ in range(2):
        document = {"document": (BytesIO(a_pdf()), "registration.pdf")}
        answer = browser.post(address(buyer, "/new"), data=data | document)
        assert answer.location == address(buyer)


def test_a_refusal_keeps_the_document_that_came(app, browser, buyer):
    page = send(browser, buyer, content=a_picture(), name="photo.png", purpose="").text
    assert "Please write a sentence or two." in page
    assert "photo.webp" in page
    kept = hidden_fields(page)
    answer = browser.post(address(buyer, "/new"), data=kept | TYPED)
    assert answer.location == address(buyer)
    with app.app_context():
        assert session.query(CompanyDocument.media_type).all() == [("image/webp",)]


def test_after_many_documents_a_form_keeps_what_was_typed(app, browser, buyer):
    with app.test_request_context():
        for _ in range(DOCUMENTS_OF_PERSON.amount):
            limits.count(DOCUMENTS_OF_PERSON, buyer.person)
    answer = send(browser, buyer, content=a_pdf())
    assert answer.status_code == 200
    assert TYPED["purpose"] in answer.text
    assert "Please wait" in answer.text


def test_a_kept_document_of_another_company_is_none_of_ours(app, browser, buyer):
    page = send(browser, buyer, content=a_picture(), name="photo.png", purpose="").text
    other = make_member(app)
    theirs = browser_of(app, other.person)
    own = hidden_fields(theirs.get(address(other, "/new")).text)
    data = own | TYPED | {"kept": hidden_fields(page)["kept"]}
    answer = theirs.post(address(other, "/new"), data=data)
    assert "Please choose the registration document." in answer.text


def test_without_a_document_there_is_no_check(app, browser, buyer):
    assert "Please choose the registration document." in send(browser, buyer, purpose="").text
    assert "Please choose the registration document." in send(browser, buyer).text
    assert stands(app, buyer.company) is None


def test_a_number_that_fits_no_rule_is_asked_about_once(app):
    buyer = make_member(app, name="Inés Robledo")
    with app.app_context():
        unit_of_work(_move_to, buyer.company, "BR")
    browser = browser_of(app, buyer.person)
    page = send(browser, buyer, content=a_pdf(), number="1234").text
    assert "send it once more" in page
    data = hidden_fields(page) | TYPED | {"number": "1234"}
    assert browser.post(address(buyer, "/new"), data=data).location == address(buyer)


def _move_to(company, country):
    find_any_company(company).country = country


def test_a_seller_is_asked_for_name_number_and_document_alone(app, seller):
    browser = browser_of(app, seller.person)
    page = browser.get(address(seller, "/new")).text
    assert ('name="purpose"' in page, 'name="number"' in page) == (False, True)
    answer = send(browser, seller, content=a_pdf(), name="a.pdf", number="000-86-00019")
    assert answer.location == address(seller)
    page = browser.get(address(seller)).text
    assert ("We are checking your company" in page, "Registered address" in page) == (True, False)
    with app.app_context():
        assert session.query(CompanyCheck.number_key).scalar() == "0008600019"


def test_what_is_asked_is_read_and_answered_on_the_page(app, browser, buyer, verifier):
    ask(app, make_check(app, buyer), verifier)
    page = browser.get(address(buyer)).text
    assert "Please look at it once more." in page
    answer = send(browser, buyer, "/answer", words="Here it is.", content=a_picture())
    assert answer.location == address(buyer)
    assert stands(app, buyer.company) == "open"


def test_an_answer_that_comes_too_late_says_so(app, browser, buyer, verifier):
    check = ask(app, make_check(app, buyer), verifier)
    data = hidden_fields(browser.get(address(buyer)).text) | TYPED
    turn_down(app, check, verifier)
    browser.post(address(buyer, "/answer"), data=data)
    assert "changed in the meantime" in browser.get(address(buyer)).text


@pytest.mark.parametrize(
    ("step", "heading"),
    [
        (turn_down, "We could not approve your check"),
        (ask, "We need something more to decide"),
    ],
)
def test_the_heading_says_what_was_decided(app, browser, buyer, verifier, step, heading):
    step(app, make_check(app, buyer), verifier)
    assert heading in browser.get(address(buyer)).text


def test_an_approved_and_then_suspended_check_is_shown_as_such(app, browser, buyer, verifier):
    check = make_approved(app, buyer, verifier)
    page = browser.get(address(buyer)).text
    assert ("Your company is checked" in page, "by Headquarters" in page) == (True, True)
    stop(app, check, verifier)
    assert "Your check is suspended" in browser.get(address(buyer)).text


def test_a_viewer_reads_and_sends_nothing(app, buyer):
    browser = browser_of(app, make_colleague(app, buyer.company).person)
    assert browser.get(address(buyer)).status_code == 200
    assert browser.get(address(buyer, "/new")).status_code == 403


def test_the_home_says_what_to_do(app, browser, buyer, verifier):
    home = f"/en/c/{buyer.company}/buying"
    assert "Have your company checked" in browser.get(home).text
    check = ask(app, make_check(app, buyer), verifier)
    assert "Answer the office" in browser.get(home).text
    turn_down(app, check, verifier)
    assert "was refused" in browser.get(home).text
    stop(app, make_approved(app, buyer, verifier), verifier)
    assert "is suspended" in browser.get(home).text


def test_a_document_opens_for_whom_it_may_and_for_nobody_else(app, buyer, verifier):
    send(browser_of(app, buyer.person), buyer, content=a_pdf(), name="등록증.pdf")
    with app.app_context():
        path = f"/files/{session.query(CompanyDocument.code).scalar()}"
    allowed = [buyer, make_colleague(app, buyer.company, MemberRole.TRADE), verifier]
    assert [browser_of(app, one.person).get(path).status_code for one in allowed] == [200] * 3
    colleague, operator = make_colleague(app, buyer.company), make_operator(app)
    told = [browser_of(app, one.person).get(path).status_code for one in (colleague, operator)]
    stranger = browser_of(app, make_member(app, seller_facts()).person).get(path)
    assert (told, stranger.status_code) == ([403, 403], 404)
    assert "/sign-in" in app.test_client().get(path).location
    assert "/sign-in" in app.test_client().get("/files/DOC-0000-00000").location


def test_a_document_is_sent_so_that_nothing_in_it_runs(app, buyer):
    browser = browser_of(app, buyer.person)
    send(browser, buyer, content=a_pdf(), name="../a <b>.html.pdf")
    with app.app_context():
        path = f"/files/{session.query(CompanyDocument.code).scalar()}"
    headers = browser.get(path).headers
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"].startswith("attachment")
    assert headers["Cache-Control"] == "private, no-store"


def test_a_checked_name_is_changed_by_a_new_check_alone(app, buyer, verifier):
    make_approved(app, buyer, verifier)
    with app.test_request_context():
        company = find_any_company(buyer.company)
        for name, refused in (("Samarang Trading", True), (company.name, False)):
            names = CompanyNames(name, "", "Finch")
            facts = {"seen_version": company.version, "actor": AT_THE_SERVER}
            if not refused:
                unit_of_work(change_names, company, names, **facts)
                continue
            with pytest.raises(Refused, match="new company check"):
                unit_of_work(change_names, company, names, **facts)


def test_how_we_check_is_said_to_everybody(client):
    page = client.get("/en/how-we-verify").text
    assert "What we do not check" in page
    assert statement().name not in page
