"""Guards: what a rule's answer becomes, and in which order things are asked."""

import pytest

from marketplace.accounts.enums import PersonState
from marketplace.core import clock
from marketplace.core.permissions import (
    HIDDEN,
    SIGN_IN,
    YES,
    Answer,
    Rule,
    Verdict,
    anyone,
    ask,
    guard,
    present_reader,
)
from tests.factories.rows import add_person
from tests.support.browsing import browser_of

COLLEAGUE = Verdict(Answer.NOT_YOUR_ROLE, "Only an owner can do this.", ("Ada Byron", "<b>Eve</b>"))
DOORS = {"open": YES, "hidden": HIDDEN, "role": COLLEAGUE, "sign-in": SIGN_IN}

door = Rule("tests.door", lambda _reader, subject: DOORS[subject])


loaded = []


def find_door(name):
    loaded.append(name)
    return name if name in DOORS else None


def add_pages(app):
    @app.get("/<lang:lang>/tests/<name>")
    @guard(door, subject=find_door)
    def room(found):
        return f"Behind {found}"


@pytest.fixture
def house(make_app):
    """A house with a guarded page."""
    loaded.clear()
    return make_app(extend=add_pages)


@pytest.fixture
def signed_in(house):
    with house.app_context():
        code = add_person(state=PersonState.ACTIVE, confirmed_at=clock.now()).code
    return browser_of(house, code)


def test_a_rule_that_says_yes_lets_the_view_run(signed_in):
    assert signed_in.get("/en/tests/open").text == "Behind open"


def test_what_does_not_exist_and_what_is_hidden_look_the_same(signed_in):
    missing, hidden = (signed_in.get(f"/en/tests/{name}") for name in ("missing", "hidden"))
    assert (missing.status_code, hidden.status_code) == (404, 404)


def test_a_colleague_without_the_role_reads_who_can(signed_in):
    answer = signed_in.get("/en/tests/role")
    assert answer.status_code == 403
    assert "Only an owner can do this." in answer.text
    assert ">Ada Byron<" in answer.text
    assert ">&lt;b&gt;Eve&lt;/b&gt;<" in answer.text


def test_an_anonymous_person_signs_in_first_whether_it_exists_or_not(house):
    client = house.test_client()
    answers = [client.get(f"/en/tests/{name}") for name in (*DOORS, "missing")]
    assert {answer.status_code for answer in answers} == {302}
    assert answers[0].location == "/en/sign-in?next=/en/tests/open"
    assert loaded == []


def test_a_rule_may_ask_for_a_new_sign_in(signed_in):
    answer = signed_in.get("/en/tests/sign-in")
    assert answer.location == "/en/sign-in?next=/en/tests/sign-in"


def test_a_machine_gets_401_instead_of_the_page(house):
    answer = house.test_client().get("/en/tests/open", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["status"]) == (401, 401)


def test_public_pages_look_nobody_up(monkeypatch):
    @guard(anyone)
    def open_page():
        return "open"

    monkeypatch.setattr("marketplace.core.permissions._find_reader", lambda: 1 / 0)
    assert open_page() == "open"


def test_outside_a_request_nobody_reads(context):
    assert present_reader() is None


def test_a_view_carries_its_rule():
    assert guard(anyone)(lambda: "open").__guard__ is anyone


def test_asking_returns_when_the_rule_says_yes():
    assert ask(anyone, None, None) is None
