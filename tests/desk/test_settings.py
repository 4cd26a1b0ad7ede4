"""The page of settings: who sees it, changing, history, undo."""

import re

import pytest

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Operator, OperatorGrant
from marketplace.accounts.queries import find_person
from marketplace.core.db import session, unit_of_work
from marketplace.reference.settings import KNOWN
from tests.factories.companies import make_member, make_operator
from tests.support.browsing import browser_of, fill_in, hidden_fields

NAMES = {"value_en": "Harbour Trade Office", "value_ko": "항구무역진흥원"}


@pytest.fixture
def client(app):
    return browser_of(app, make_operator(app, name="Han Soyul").person)


def test_every_setting_stands_on_the_list_with_what_it_says(client):
    page = client.get("/en/desk/settings").text
    for setting in KNOWN:
        assert f'href="/en/desk/settings/{setting.key}"' in page
    assert "Garam Trade Promotion Institute" in page
    assert "30 days" in re.sub(r"\s+", " ", page)


def test_every_setting_has_its_form(client):
    for setting in KNOWN:
        assert client.get(f"/en/desk/settings/{setting.key}").status_code == 200
    assert client.get("/en/desk/settings/nothing").status_code == 404


def test_a_change_holds_at_once_and_stands_in_the_history(client):
    answer = fill_in(client, "/en/desk/settings/operator_name", **NAMES)
    page = client.get(answer.location).text
    assert "Saved." in page
    assert "Naru is run by Harbour Trade Office" in client.get("/en/terms").text
    assert "Han Soyul" in page
    assert "change 1" in page


def test_undo_is_a_new_change(client):
    fill_in(client, "/en/desk/settings/operator_name", **NAMES)
    page = client.get("/en/desk/settings/operator_name").text
    action = "/en/desk/settings/operator_name/put-back/0"
    assert f'action="{action}"' in page
    assert client.post(action, data=hidden_fields(page)).status_code == 302
    after = client.get("/en/desk/settings/operator_name").text
    assert "put back what came with Naru" in after
    assert "Garam Trade Promotion Institute" in client.get("/en/terms").text


def test_a_form_that_changes_nothing_says_so(client):
    answer = fill_in(client, "/en/desk/settings/oldest_rate_days", value="30")
    assert "That is what it says already." in client.get(answer.location).text


@pytest.mark.parametrize("value", ["", "0", "thirty", "9" * 40])
def test_what_cannot_stand_is_said_beside_its_field_and_kept(client, value):
    page = fill_in(client, "/en/desk/settings/oldest_rate_days", value=value).text
    assert "Please write a whole number from 1 to 366." in page


def test_a_colour_that_cannot_be_read_is_refused_with_its_contrast(client):
    page = fill_in(
        client,
        "/en/desk/settings/colours",
        value_ground_light="#7fc8ff",
        value_ground_dark="#2f6bd0",
        value_words_light="#1f4a90",
        value_words_dark="#a8c4f0",
    ).text
    assert "White words reach a contrast of only 1.8 on this colour; they need 4.5." in page
    assert 'value="#7fc8ff"' in page


def test_a_language_that_is_not_ticked_is_no_longer_offered(client):
    answer = fill_in(client, "/en/desk/settings/languages", value=["en"])
    assert answer.status_code == 302
    assert 'hreflang="ko"' not in client.get("/en/").text


def test_the_second_of_two_editors_sees_what_changed_and_loses_nothing(app, client):
    other = browser_of(app, make_operator(app).person)
    opened = hidden_fields(other.get("/en/desk/settings/mark").text)
    fill_in(client, "/en/desk/settings/mark", value="Puerto")
    late = other.post("/en/desk/settings/mark", data=opened | {"value": "Muelle"})
    assert late.status_code == 409
    assert "This is saved now" in late.text
    assert ">Puerto</bdi>" in late.text
    assert 'value="Muelle"' in late.text
    again = other.post(
        "/en/desk/settings/mark", data=hidden_fields(late.text) | {"value": "Muelle"}
    )
    assert again.status_code == 302
    assert "Muelle" in client.get("/en/").text


def test_the_second_of_two_who_undo_is_told(app, client):
    fill_in(client, "/en/desk/settings/mark", value="Puerto")
    page = client.get("/en/desk/settings/mark").text
    action = "/en/desk/settings/mark/put-back/0"
    client.post(action, data=hidden_fields(page))
    client.post(action, data=hidden_fields(page))
    assert "Someone changed this" in client.get("/en/desk/settings/mark").text


def test_a_long_history_is_paged_with_the_same_number_of_statements(app, client, statements):
    fill_in(client, "/en/desk/settings/mark", value="Mark 0")
    client.get("/en/desk/settings/mark")
    with statements() as few:
        client.get("/en/desk/settings/mark")
    for number in range(1, 28):
        fill_in(client, "/en/desk/settings/mark", value=f"Mark {number}")
    client.get("/en/desk/settings/mark")
    with statements() as many:
        page = client.get("/en/desk/settings/mark").text
    assert len(few) == len(many)
    older = re.search(r'href="(/en/desk/settings/mark\?after=[^"]+)"', page)[1]
    assert "change 1<" in re.sub(r"\s+<", "<", client.get(older).text)


def test_only_administrators_of_headquarters_come_here(app, client):
    stranger = browser_of(app, make_member(app).person)
    assert stranger.get("/en/desk/settings").status_code == 404
    moderator = make_operator(app, name="Mo Dara")
    with app.app_context():
        unit_of_work(_let_moderate, moderator.person)
    answer = browser_of(app, moderator.person).get("/en/desk/settings")
    assert (answer.status_code, "Han Soyul" in answer.text) == (403, True)


def _let_moderate(code):
    operator = session.get(Operator, find_person(code).id)
    operator.grants = [OperatorGrant(role=OperatorRole.MODERATOR)]


def test_a_long_text_is_written_for_each_language(client):
    answer = fill_in(client, "/en/desk/settings/terms", value_en="# Rules\n\nBe kind.", value_ko="")
    assert answer.status_code == 302
    assert "<h2>Rules</h2>" in client.get("/en/terms").text
    assert "<details" in client.get("/en/desk/settings/terms").text


def test_a_long_text_is_written_one_language_at_a_time_and_the_others_stay(client):
    at = "/en/desk/settings/terms"
    fill_in(client, at, value_en="# Rules")
    page = client.get(f"{at}?text=ko").text
    assert page.count("<textarea") == 1
    assert 'name="value_ko"' in page
    assert fill_in(client, f"{at}?text=ko", value_ko="# 규칙").location == f"{at}?text=ko"
    assert "<h2>Rules</h2>" in client.get("/en/terms").text
    assert "<h2>규칙</h2>" in client.get("/ko/terms").text
    assert 'name="value_en"' in client.get(f"{at}?text=xx").text


def test_the_second_of_two_writers_of_different_languages_loses_neither(app, client):
    at = "/en/desk/settings/terms"
    other = browser_of(app, make_operator(app).person)
    opened = hidden_fields(other.get(f"{at}?text=ko").text)
    fill_in(client, at, value_en="# Rules")
    late = other.post(f"{at}?text=ko", data=opened | {"value_ko": "# 규칙"})
    assert late.status_code == 409
    over = hidden_fields(late.text) | {"value_ko": "# 규칙"}
    assert other.post(f"{at}?text=ko", data=over).status_code == 302
    assert "<h2>Rules</h2>" in client.get("/en/terms").text
    assert "<h2>규칙</h2>" in client.get("/ko/terms").text


def test_versions_that_cannot_be_change_nothing(client):
    page = client.get("/en/desk/settings/mark").text
    token = hidden_fields(page)["csrf_token"]
    far = client.post(f"/en/desk/settings/mark/put-back/{'9' * 26}", data={"csrf_token": token})
    long = client.post(
        "/en/desk/settings/mark/put-back/0", data={"csrf_token": token, "row_version": "1" * 5000}
    )
    assert (far.status_code, long.status_code) == (404, 302)
    now = client.get("/en/desk/settings/mark").text
    assert hidden_fields(now)["row_version"] == hidden_fields(page)["row_version"]


@pytest.mark.parametrize("domain", ["a..b", "a-.-b", "example.org:99999", "-a.example"])
def test_what_is_no_host_is_no_domain(client, domain):
    fill_in(client, "/en/desk/settings/domain", value=domain)
    assert domain not in client.get("/en/desk/settings").text
