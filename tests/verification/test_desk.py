"""The operators' queue, and one check with its decision."""

from datetime import timedelta

import pytest

from marketplace.accounts.enums import OperatorRole
from marketplace.companies.enums import MemberRole
from marketplace.core import clock
from marketplace.verification.queries import find_check
from tests.factories.checks import ask, make_approved, make_check, stands
from tests.factories.companies import buyer_facts, join_company, make_member
from tests.factories.offices import make_office, make_operator_at
from tests.support.browsing import browser_of, hidden_fields


@pytest.fixture
def desk(app, verifier):
    return browser_of(app, verifier.person)


def at(check, end=""):
    return f"/en/desk/checks/{check}{end}"


def rule(browser, check, decision, **fields):
    data = hidden_fields(browser.get(at(check)).text) | {"decision": decision, "language": "en"}
    return browser.post(at(check, "/decide"), data=data | fields)


SHOWN = {"name": "Marlow & Finch Imports Ltd", "name_latin": "", "number": "0123 4567"}


def test_an_approval_leads_to_what_is_due_next(app, buyer, desk):
    first = make_check(app, buyer)
    second = make_check(app, make_member(app), number="99")
    answer = rule(desk, first, "approve", **SHOWN)
    assert answer.location == at(second)
    assert stands(app, buyer.company) == "approved"


def test_what_was_left_for_later_does_not_come_back_after_each_decision(app, buyer, desk):
    left, first, second = [
        make_check(app, made, number=str(number))
        for number, made in enumerate([buyer, make_member(app), make_member(app)])
    ]
    in_order = sorted([left, first, second])
    assert rule(desk, in_order[1], "approve", **SHOWN).location == at(in_order[2])
    assert rule(desk, in_order[2], "refuse", words="No.").location == at(in_order[0])


def test_what_follows_is_of_the_office_that_is_looked_through(app, buyer, desk, headquarters):
    london = make_office(app, "London", "GB")
    make_check(app, make_member(app, buyer_facts("Acme Inc.", "US")), number="1")
    check = make_check(app, buyer, number="2")
    following = make_check(app, make_member(app), number="3")
    data = hidden_fields(desk.get(at(check)).text) | {"decision": "refuse", "language": "en"}
    address = at(check, f"/decide?office={london}")
    answer = desk.post(address, data=data | {"words": "No."})
    assert answer.location == f"{at(following)}?office={london}"


def test_a_refused_decision_loses_nothing_typed(app, buyer, desk):
    check = make_check(app, buyer)
    page = rule(desk, check, "refuse", seen="Rang twice.").text
    assert "Please tick a reason or write a sentence" in page
    assert "Rang twice." in page


def test_reasons_of_another_decision_do_not_count(app, buyer, desk):
    check = make_check(app, buyer)
    page = rule(desk, check, "refuse", reasons="document_old").text
    assert "Please tick a reason" in page


def test_the_company_reads_the_reasons_in_its_own_language(app, desk):
    buyer = make_member(app, name="Inés Robledo", language="es")
    check = make_check(app, buyer)
    page = rule(desk, check, "ask", reasons="document_old", words="Gracias.", preview="yes").text
    assert 'lang="es"' in page
    assert "Gracias." in page
    assert stands(app, buyer.company) == "open"


def test_a_decision_on_what_a_colleague_decided_says_so(app, buyer, desk):
    check = make_check(app, buyer)
    data = hidden_fields(desk.get(at(check)).text) | {"decision": "refuse", "language": "en"}
    rule(desk, check, "ask", words="More, please.")
    answer = desk.post(at(check, "/decide"), data=data | {"words": "No."})
    assert "changed" in answer.text
    assert stands(app, buyer.company) == "asked"


@pytest.mark.parametrize("first", ["refuse", "approve"])
def test_an_approval_that_a_colleague_overtook_says_so(app, buyer, desk, first):
    check = make_check(app, buyer)
    data = hidden_fields(desk.get(at(check)).text) | {"decision": "approve", "language": "en"}
    rule(desk, check, first, words="No.", **SHOWN)
    page = desk.post(at(check, "/decide"), data=data | SHOWN).text
    assert "Someone changed this while you were writing" in page
    assert "choose one from the list" not in page


def test_other_companies_with_the_number_are_named(app, buyer, desk, verifier):
    make_approved(app, buyer, verifier)
    other = make_check(app, make_member(app, buyer_facts("Harbour Row Ltd")))
    page = desk.get(at(other)).text
    assert "The same number elsewhere" in page
    assert buyer.company in page


def test_a_check_is_taken_and_given_back(app, buyer, desk):
    check = make_check(app, buyer)
    fields = hidden_fields(desk.get(at(check)).text)
    desk.post(at(check, "/take"), data=fields)
    assert "You have it." in desk.get(at(check)).text
    assert "Noura Anbari" in desk.get("/en/desk/checks?show=mine").text
    desk.post(at(check, "/give-back"), data=fields)
    assert "Nobody has taken it yet." in desk.get(at(check)).text


def test_a_suspension_and_its_end_are_decided_on_the_same_page(app, buyer, desk, verifier):
    check = make_approved(app, buyer, verifier)
    rule(desk, check, "suspend", reasons="reported")
    assert stands(app, buyer.company) == "suspended"
    rule(desk, check, "lift")
    assert stands(app, buyer.company) == "approved"


def test_a_member_sees_the_check_and_does_not_decide(app, buyer, verifier, desk):
    check = make_check(app, buyer)
    join_company(app, verifier, company=buyer.company, role=MemberRole.VIEWER)
    assert "a colleague has to decide" in desk.get(at(check)).text
    fields = {"decision": "refuse", "language": "en", "words": "No."}
    token = hidden_fields(desk.get("/en/desk").text)
    assert desk.post(at(check, "/decide"), data=token | fields).status_code == 403


def test_the_queue_is_the_offices_own(app, buyer, headquarters):
    santiago = make_office(app, "Santiago", "CL")
    abroad = browser_of(app, make_operator_at(app, santiago, OperatorRole.VERIFIER).person)
    check = make_check(app, buyer)
    ours = make_check(
        app, make_member(app, buyer_facts("Comercial Andes", "CL")), number="99.999.202-1"
    )
    page = abroad.get("/en/desk/checks").text
    assert (ours in page, check in page) == (True, False)
    assert abroad.get(at(check)).status_code == 403


def test_headquarters_narrow_the_queue_to_an_office(app, buyer, desk, headquarters):
    santiago = make_office(app, "Santiago", "CL")
    ours = make_check(app, buyer)
    theirs = make_check(
        app, make_member(app, buyer_facts("Comercial Andes", "CL")), number="99.999.202-1"
    )
    for office, inside, outside in ((santiago, theirs, ours), (headquarters, ours, theirs)):
        page = desk.get(f"/en/desk/checks?office={office}").text
        assert (inside in page, outside in page) == (True, False)


def test_what_waits_for_companies_stands_apart(app, buyer, desk, verifier):
    check = ask(app, make_check(app, buyer), verifier)
    assert check not in desk.get("/en/desk/checks").text
    assert check in desk.get("/en/desk/checks?show=asked").text


def test_a_longer_queue_asks_no_more_of_the_database(app, buyer, desk, statements):
    def asked(path):
        desk.get(path)
        with statements() as seen:
            assert desk.get(path).status_code == 200
        return len(seen)

    check = make_check(app, buyer)
    paths = ("/en/desk/checks", at(check), "/en/desk")
    few = {path: asked(path) for path in paths}
    for number in range(3):
        make_check(app, make_member(app), number=f"77{number}")
    assert {path: asked(path) for path in paths} == few


def test_the_queue_goes_on_page_by_page(app, buyer, desk, monkeypatch):
    from marketplace.core.web import paging

    monkeypatch.setattr(paging.soonest_first, "__kwdefaults__", {"size": 1})
    checks = {make_check(app, buyer), make_check(app, make_member(app), number="88")}
    page = desk.get("/en/desk/checks").text
    older = page.partition("after=")[2].partition('"')[0]
    rest = desk.get(f"/en/desk/checks?after={older}").text
    first, second = ({check for check in checks if check in one} for one in (page, rest))
    assert (len(first), len(second), first | second) == (1, 1, checks)


def test_the_queue_has_a_heading_for_each_day(app, buyer, verifier):
    check = make_check(app, buyer)
    with app.app_context():
        due = find_check(check).due_at
    for before, heading in ((30, "Due tomorrow"), (1, "Due today"), (-2, "Late")):
        with clock.moved_to(due - timedelta(hours=before)):
            page = browser_of(app, verifier.person).get("/en/desk/checks").text
        assert heading in page


def test_the_desk_names_what_waits(app, buyer, desk):
    make_check(app, buyer)
    assert "Companies wait for their approval" in desk.get("/en/desk").text
