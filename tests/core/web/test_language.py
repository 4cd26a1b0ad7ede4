"""Addresses carry the language; one without leads to the reader's."""

import pytest

from marketplace.accounts.enums import PersonState
from marketplace.core import clock
from marketplace.core.web import language
from tests.factories.rows import add_person
from tests.support.browsing import browser_of

KOREAN = {"Accept-Language": "ko-KR,ko;q=0.9,en;q=0.5"}


@pytest.fixture
def korean_reader(app):
    with app.app_context():
        active = {"state": PersonState.ACTIVE, "confirmed_at": clock.now()}
        code = add_person(language="ko", **active).code
    return browser_of(app, code)


def test_the_first_page_is_in_the_browsers_language(client):
    answer = client.get("/", headers=KOREAN)
    assert (answer.status_code, answer.location) == (302, "/ko/")
    assert {"Accept-Language", "Cookie"} <= set(answer.vary)


def test_a_language_that_is_not_enabled_gives_the_fallback(client):
    assert client.get("/", headers={"Accept-Language": "ja"}).location == "/en/"
    assert client.get("/").location == "/en/"


def test_the_cookie_is_stronger_than_the_browser(client):
    client.get("/en/")
    assert client.get("/", headers=KOREAN).location == "/en/"
    client.get("/ko/")
    assert client.get("/").location == "/ko/"


def test_the_readers_own_choice_is_stronger_than_the_cookie(korean_reader):
    korean_reader.set_cookie("lang", "en")
    assert korean_reader.get("/", headers={"Accept-Language": "en"}).location == "/ko/"


def test_an_address_without_language_keeps_its_path_and_query(client):
    answer = client.get("/sign-in?next=/en/account&mail=a%40b.c", headers=KOREAN)
    assert answer.location == "/ko/sign-in?next=/en/account&mail=a%40b.c"
    assert client.head("/sign-in").status_code == 302


@pytest.mark.parametrize("path", ["/", "/sign-in", "/nowhere"])
def test_sending_to_an_address_without_language_is_404(client, path):
    assert client.post(path).status_code == 404


@pytest.mark.parametrize("path", ["/nowhere", "/ja/", "/xx/sign-in", "/fr/sign-in"])
def test_what_is_no_page_in_an_enabled_language_is_404(client, path):
    assert client.get(path).status_code == 404


def test_addresses_of_machines_carry_no_language(client):
    assert client.get("/healthz").status_code == 200
    assert client.get("/en/healthz").status_code == 404


def test_a_page_says_its_language_and_direction(make_app):
    client = make_app(LANGUAGES="en,ko,ar").test_client()
    for tag, words in (("ko", '<html lang="ko" dir="ltr"'), ("ar", '<html lang="ar" dir="rtl"')):
        assert words in client.get(f"/{tag}/").text


def test_here_in_another_language_keeps_the_query(app):
    with app.test_request_context("/en/sign-in?next=%2Fen%2Faccount"):
        app.preprocess_request()
        assert language.here_in("ko") == "/ko/sign-in?next=%2Fen%2Faccount"


def test_an_error_page_leads_to_the_home_page_in_another_language(app):
    with app.test_request_context("/en/nowhere"):
        assert language.here_in("ko") == "/ko/"


def test_the_answer_to_a_button_leads_to_the_page_that_the_button_stands_on(app):
    referrer = {"Referer": "http://localhost/en/account/sessions"}
    with app.test_request_context("/en/sign-out", method="POST", headers=referrer):
        app.config["WTF_CSRF_CHECK_DEFAULT"] = False
        app.preprocess_request()
        assert language.here_in("ko") == "/ko/account/sessions"


def test_a_page_of_another_house_is_no_way_back(app):
    referrer = {"Referer": "http://elsewhere.example/en/account"}
    with app.test_request_context("/en/sign-out", method="POST", headers=referrer):
        app.config["WTF_CSRF_CHECK_DEFAULT"] = False
        app.preprocess_request()
        assert language.here_in("ko") == "/ko/"


def test_outside_a_request_the_fallback_is_spoken(context):
    assert language.current().tag == "en"
