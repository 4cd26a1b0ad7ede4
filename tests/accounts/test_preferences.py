"""In which language, currency and time zone somebody reads."""

import pytest
from sqlalchemy import select

from marketplace.accounts.operations.letters import recipient_for
from marketplace.accounts.queries import find_person, preferences, preferences_of
from marketplace.accounts.queries.preferences import read_zone, zone_choices
from marketplace.core.audit import AuditEntry
from marketplace.core.db import session
from tests.accounts.people import sign_in, sign_out, state_of
from tests.factories.companies import make_member
from tests.support.browsing import browser_of, fill_in, hidden_fields

CHOSEN = {"language": "en", "currency": "EUR", "time_zone": "America/Santiago"}


def seen_by(app, accept="", cookie=""):
    headers = {"Accept-Language": accept, "Cookie": cookie}
    with app.test_request_context("/en/", headers=headers):
        found = preferences()
        return found.currency, found.time_zone


@pytest.mark.parametrize(
    ("accept", "currency"),
    [
        ("ko-KR,ko;q=0.9,en;q=0.8", "KRW"),
        ("es-CL", "CLP"),
        ("es, en-GB;q=0.5", "GBP"),
        ("es-419", "USD"),
        ("zh-Hant-TW", "TWD"),
        ("ko", "USD"),
        ("", "USD"),
    ],
)
def test_a_first_visit_takes_the_currency_of_the_browsers_region(app, accept, currency):
    assert seen_by(app, accept)[0] == currency


def test_a_first_visit_reads_the_home_countrys_time_until_the_browser_says_its_own(app):
    assert seen_by(app)[1] == "Asia/Seoul"
    assert seen_by(app, cookie="zone=Europe/Paris")[1] == "Europe/Paris"


@pytest.mark.parametrize("cookie", ["zone=Mars/Base; currency=XXX", "zone=../x", "zone="])
def test_what_no_browser_would_say_is_passed_over(app, cookie):
    assert seen_by(app, cookie=cookie) == ("USD", "Asia/Seoul")


def test_a_zone_is_known_under_its_older_names():
    assert read_zone("Etc/UTC") == "UTC"
    assert read_zone("Asia/Calcutta") == read_zone("Asia/Kolkata")
    assert read_zone("Asia/Calcutta") in dict(zone_choices("en"))


def test_zones_are_listed_by_city_and_country():
    named = dict(zone_choices("en"))
    assert named["Asia/Seoul"] == "Seoul · South Korea"
    assert named["America/Santiago"] == "Santiago · Chile"
    assert dict(zone_choices("ko"))["Asia/Seoul"] == "서울 · 대한민국"


def test_a_stranger_keeps_them_in_the_browser(app):
    client = app.test_client()
    answer = fill_in(client, "/en/preferences?next=/en/terms?x=1", **CHOSEN | {"language": "ko"})
    assert answer.location == "/ko/terms?x=1"
    cookies = {name: client.get_cookie(name).value for name in ("lang", "currency", "zone")}
    assert cookies == {"lang": "ko", "currency": "EUR", "zone": "America/Santiago"}
    page = client.get("/ko/preferences").text
    assert '<option selected value="EUR">' in page
    assert '<option selected value="America/Santiago">' in page


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "/\\evil"])
def test_nobody_is_led_away_from_the_house(client, address):
    answer = fill_in(client, f"/en/preferences?next={address}", **CHOSEN)
    assert answer.location == "/en/preferences"


def test_a_currency_without_a_rate_says_what_prices_are_compared_in(app):
    client = app.test_client()
    client.set_cookie("currency", "CLP")
    assert "Prices are compared in USD" in client.get("/en/preferences").text


def test_a_person_takes_them_along_to_every_device(app):
    made = make_member(app)
    fill_in(browser_of(app, made.person), "/en/preferences", **CHOSEN)
    person = state_of(app, made.person)
    assert (person.currency, person.time_zone) == ("EUR", "America/Santiago")
    page = browser_of(app, made.person).get("/en/account/sessions").text
    assert "Santiago" in page


def test_what_a_person_chose_comes_before_what_the_browser_keeps(app):
    made = make_member(app)
    client = browser_of(app, made.person)
    fill_in(client, "/en/preferences", **CHOSEN)
    client.set_cookie("currency", "JPY")
    assert '<option selected value="EUR">' in client.get("/en/preferences").text


def test_the_record_says_which_changed(app):
    made = make_member(app)
    fill_in(browser_of(app, made.person), "/en/preferences", **CHOSEN)
    with app.app_context():
        changed = select(AuditEntry).where(AuditEntry.tag == "person:profile:changed")
        entry = session.scalars(changed).one()
        assert entry.facts == {"fields": ["currency", "time_zone"]}


def test_the_second_of_two_editors_sees_what_changed(app):
    made = make_member(app)
    desk, phone = (browser_of(app, made.person) for _ in range(2))
    opened = hidden_fields(phone.get("/en/preferences").text)
    fill_in(desk, "/en/preferences", **CHOSEN)
    late = phone.post("/en/preferences", data=opened | CHOSEN | {"currency": "JPY"})
    assert late.status_code == 409
    assert "EUR · Euro" in late.text
    assert '<option selected value="JPY">' in late.text
    assert state_of(app, made.person).currency == "EUR"


@pytest.mark.parametrize("field", ["language", "currency", "time_zone"])
def test_what_is_not_on_a_list_is_refused(client, field):
    page = fill_in(client, "/en/preferences", **CHOSEN | {field: "xx"}).text
    assert "Please choose one from the list." in page


def test_a_mail_reads_what_the_person_chose_else_the_houses_own(app):
    made = make_member(app)
    with app.app_context():
        found = preferences_of(find_person(made.person))
        assert (found.currency, found.time_zone) == ("USD", "Asia/Seoul")


def test_a_mail_is_in_the_time_that_the_persons_browser_said_last(app, client):
    made = make_member(app)
    for zone in ("America/Lima", "America/Santiago", "Mars/Base"):
        client.set_cookie("zone", zone)
        sign_in(client, made.mail)
        sign_out(client)
    with app.app_context():
        person = find_person(made.person)
        assert preferences_of(person).time_zone == "America/Santiago"
        assert recipient_for(person).time_zone == "America/Santiago"
    sign_in(client, made.mail)
    fill_in(client, "/en/preferences", **CHOSEN | {"time_zone": "Asia/Dubai"})
    with app.app_context():
        assert preferences_of(find_person(made.person)).time_zone == "Asia/Dubai"


def test_every_header_leads_to_them(app, client):
    assert 'href="/en/preferences?next=/en/terms"' in client.get("/en/terms").text
    page = browser_of(app, make_member(app).person).get("/en/account").text
    assert 'href="/en/preferences"' in page
