"""A person's own name and language."""

from sqlalchemy import select

from marketplace.core.audit import AuditEntry
from marketplace.core.db import session
from tests.accounts.people import mails_to, sign_in, state_of
from tests.factories.companies import make_member
from tests.support.browsing import browser_of, fill_in, hidden_fields


def test_a_name_is_changed_and_shown(app):
    made = make_member(app, name="Eleanor Finch")
    client = browser_of(app, made.person)
    answer = fill_in(client, "/en/account", name="  Eleanor   Marlow ", language="en")
    page = client.get(answer.location).text
    assert "Saved." in page
    assert 'value="Eleanor Marlow"' in page


def test_the_record_says_which_fields_changed_and_not_to_what(app):
    made = make_member(app)
    client = browser_of(app, made.person)
    fill_in(client, "/en/account", name="Eleanor Marlow", language="en")
    with app.app_context():
        changed = select(AuditEntry).where(AuditEntry.tag == "person:profile:changed")
        entry = session.scalars(changed).one()
        assert (entry.actor_person, entry.facts) == (made.person, {"fields": ["name"]})


def test_another_language_is_that_of_the_next_page_and_of_mails(app):
    made = make_member(app)
    client = browser_of(app, made.person)
    answer = fill_in(client, "/en/account", name="Eleanor", language="ko")
    assert answer.location == "/ko/account"
    assert 'lang="ko"' in client.get("/ko/account").text
    assert client.get("/account").location == "/ko/account"
    assert state_of(app, made.person).language == "ko"
    sign_in(app.test_client(), made.mail)
    sign_in(app.test_client(), made.mail)
    english = make_member(app)
    sign_in(app.test_client(), english.mail)
    sign_in(app.test_client(), english.mail)
    assert mails_to(app, made.mail)[-1].message == "new_device"
    assert mails_to(app, made.mail)[-1].text != mails_to(app, english.mail)[-1].text


def test_a_language_that_is_not_on_the_list_is_refused(app):
    client = browser_of(app, make_member(app).person)
    answer = fill_in(client, "/en/account", name="Eleanor", language="xx")
    assert "Please choose one from the list." in answer.text


def test_the_second_of_two_editors_sees_what_changed_and_loses_nothing(app):
    made = make_member(app, name="Eleanor Finch")
    desk, phone = (browser_of(app, made.person) for _ in range(2))
    opened = hidden_fields(phone.get("/en/account").text)
    fill_in(desk, "/en/account", name="Eleanor Marlow", language="en")
    late = phone.post("/en/account", data=opened | {"name": "Nell Finch", "language": "ko"})
    assert late.status_code == 409
    assert "Someone changed this while you were writing." in late.text
    assert "<bdi>Eleanor Marlow</bdi>" in late.text
    assert 'value="Nell Finch"' in late.text
    assert state_of(app, made.person).name == "Eleanor Marlow"
    again = phone.post(
        "/en/account", data=hidden_fields(late.text) | {"name": "Nell Finch", "language": "ko"}
    )
    assert again.status_code == 302
    assert state_of(app, made.person).name == "Nell Finch"


def test_a_form_with_a_tampered_version_changes_nothing(app):
    made = make_member(app, name="Eleanor Finch")
    client = browser_of(app, made.person)
    answer = fill_in(client, "/en/account", name="Nell", language="en", row_version="-1; DROP")
    assert answer.status_code == 409
    assert state_of(app, made.person).name == "Eleanor Finch"


def test_an_empty_name_is_asked_for_and_a_long_one_shortened_by_its_owner(app):
    client = browser_of(app, make_member(app).person)
    empty = fill_in(client, "/en/account", name=" ", language="en")
    assert "Please fill this in." in empty.text
    long = fill_in(client, "/en/account", name="x" * 81, language="en")
    assert "Please keep to 80 characters." in long.text
