"""Errors: pages for people, problem documents for machines, a report id that the log has too."""

import pytest
from flask import request
from sqlalchemy import text

from marketplace.accounts.enums import PersonState
from marketplace.core import clock
from marketplace.core.db import database
from marketplace.core.errors import (
    Conflict,
    NotAllowed,
    NotFound,
    OutsideFailure,
    Refused,
    SignInNeeded,
    TooMany,
)
from tests.factories.rows import add_person
from tests.support.browsing import browser_of

MACHINE = {"Accept": "application/json"}
ERRORS = {
    "refused": Refused("Too small."),
    "conflict": Conflict("Somebody was faster."),
    "missing": NotFound(),
    "role": NotAllowed("Only an owner can.", who_can=["Ada"]),
    "often": TooMany("Please wait.", retry_after=90),
    "who": SignInNeeded(),
    "outside": OutsideFailure("the reason is for the log", permanent=True),
    "bug": ZeroDivisionError("the reason is for the log"),
}
STATUS = {
    "refused": 422,
    "conflict": 409,
    "missing": 404,
    "role": 403,
    "often": 429,
    "outside": 500,
    "bug": 500,
}


def go_wrong(app):
    @app.route("/<lang:lang>/tests/<name>", methods=["GET", "POST"])
    def fail(name):
        raise ERRORS[name]


@pytest.fixture
def house(make_app):
    """A house where everything goes wrong, in every way."""
    return make_app(extend=go_wrong)


@pytest.fixture
def client(house):
    return house.test_client()


@pytest.mark.parametrize("name", STATUS)
def test_people_get_a_page_with_the_sentence_and_the_report_id(client, name):
    answer = client.get(f"/en/tests/{name}")
    assert (answer.status_code, answer.mimetype) == (STATUS[name], "text/html")
    assert getattr(ERRORS[name], "sentence", "") in answer.text
    assert answer.headers["X-Request-ID"] in answer.text
    assert "the reason is for the log" not in answer.text
    assert "<h1>" in answer.text


@pytest.mark.parametrize("name", STATUS)
def test_machines_get_a_problem_document(client, name):
    answer = client.get(f"/en/tests/{name}", headers=MACHINE)
    assert (answer.status_code, answer.mimetype) == (STATUS[name], "application/problem+json")
    title, detail = answer.json["title"], answer.json["detail"]
    assert title
    assert detail.endswith(".")
    assert getattr(ERRORS[name], "sentence", "") in detail
    assert answer.json | {"title": title} == {
        "type": "about:blank",
        "title": title,
        "status": STATUS[name],
        "detail": detail,
        "instance": f"/en/tests/{name}",
        "request_id": answer.headers["X-Request-ID"],
    }


@pytest.mark.parametrize(("name", "says"), [("who", "Sign in first"), ("missing", "mistyped")])
def test_a_problem_without_a_sentence_of_its_own_says_what_to_do(client, name, says):
    assert says in client.get(f"/en/tests/{name}", headers=MACHINE).json["detail"]


@pytest.mark.parametrize(
    ("accept", "machine"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", False),
        ("*/*", False),
        ("", False),
        ("application/problem+json", True),
        ("application/json, text/html;q=0.5", True),
    ],
)
def test_a_machine_is_who_asks_for_json_first(client, accept, machine):
    answer = client.get("/en/nowhere", headers={"Accept": accept})
    assert (answer.mimetype == "application/problem+json") is machine


def test_the_seconds_to_wait_are_in_a_header(client):
    assert client.get("/en/tests/often").headers["Retry-After"] == "90"


def test_a_forbidden_method_names_the_allowed_ones(client):
    answer = client.post("/en/")
    assert answer.status_code == 405
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))


def test_who_is_not_signed_in_comes_back_after_signing_in(client):
    assert client.get("/en/tests/who?page=2").location == "/en/sign-in?next=/en/tests/who?page%3D2"


def test_a_page_in_korean_has_its_errors_in_korean(client):
    for path in ("/ko/tests/refused", "/ko/nowhere"):
        assert '<html lang="ko"' in client.get(path).text


def test_a_form_without_its_token_is_told_what_to_do(client):
    answer = client.post("/en/sign-in", data={"mail": "ada@example.com"})
    assert answer.status_code == 400
    assert "Go back, reload, send again." in answer.text


def test_a_form_that_is_too_large_is_refused(client):
    answer = client.post("/en/sign-in", data={"mail": "x" * 2_000_000})
    assert answer.status_code == 413
    assert "larger than this page takes" in answer.text


def test_the_log_of_a_bug_has_the_report_id_and_the_trace(client, capsys):
    answer = client.get("/en/tests/bug")
    logged = capsys.readouterr().out
    line = next(line for line in logged.splitlines() if "request_failed" in line)
    assert answer.headers["X-Request-ID"] in line
    assert "ZeroDivisionError" in logged
    assert "Traceback" in logged


@pytest.fixture
def broken_browser(house):
    """A signed-in browser, and then the tables are gone."""
    with house.app_context():
        active = {"state": PersonState.ACTIVE, "confirmed_at": clock.now()}
        code = add_person(**active).code
    browser = browser_of(house, code)
    with house.app_context():
        engine = database.engine.execution_options(writing=True)
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE sign_in_session RENAME TO gone"))
    return browser


@pytest.mark.parametrize("path", ["/ko/", "/ko/tests/bug", "/ko/account", "/ko/nowhere"])
def test_the_last_page_needs_no_database(broken_browser, path):
    answer = broken_browser.get(path)
    assert answer.status_code == 500
    assert '<html lang="ko"' in answer.text
    assert answer.headers["X-Request-ID"] in answer.text
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_the_last_problem_document_needs_no_database(broken_browser):
    answer = broken_browser.get("/en/account", headers=MACHINE)
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")


def test_without_a_language_in_the_address_the_browsers_is_spoken(broken_browser):
    answer = broken_browser.get("/", headers={"Accept-Language": "ko"})
    assert answer.status_code == 500
    assert '<html lang="ko"' in answer.text


def test_the_process_lives_whatever_the_database_does(broken_browser):
    assert broken_browser.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/en/hs/33%00", "/en/s/a%00b", "/files/DOC-%00", "/%00"])
def test_an_address_with_a_nul_leads_nowhere(both_databases, make_app, path):
    house = make_app()
    assert house.test_client().get(path).status_code == 404


def test_what_is_asked_behind_an_address_is_read_without_a_nul(app):
    with app.test_client() as browser:
        browser.get("/healthz?same=IN%00Q&same=%00")
        assert request.args.getlist("same") == ["INQ", ""]
