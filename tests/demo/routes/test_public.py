import re

import pytest

from marketplace.accounts.operations import begin_app_setup, remove_app
from marketplace.accounts.queries import find_active_person
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import unit_of_work
from marketplace.core.work.worker import work_until_idle
from marketplace.demo.load import load_demo
from marketplace.demo.queries import newest_mails
from tests.accounts.people import app_code
from tests.factories.letters import LINK, tell_somebody

MAIL = re.compile(r'href="(/en/demo/mail/[^"]+)"')


@pytest.fixture
def tell(app):
    """Tell Eleanor something and let the worker send it."""

    def tell_and_send(message="password_changed", **facts):
        with app.app_context():
            code = tell_somebody(message, **facts)
            work_until_idle(app)
        return code

    return tell_and_send


def test_the_page_says_what_it_stands_in_for(client):
    page = client.get("/en/demo/mail").text
    assert "In production it does not exist: mails go out by SMTP" in page
    assert "No mails yet" in page


@pytest.mark.usefixtures("loaded")
def test_mails_are_listed_newest_first(app, client, tell):
    with app.app_context():
        load_demo(companies=1)
    tell("password_changed")
    page = client.get("/en/demo/mail").text
    subjects = re.findall(r'<a href="/en/demo/mail/[^"]+">(?:<[^>]+>)*([^<]+)', page)
    assert subjects[0] == "Your password was changed"
    assert len(subjects) > 4


def test_a_mail_shows_its_text_with_links_that_work_and_its_html_as_text(client, tell):
    tell("reset_password", link=LINK)
    [address] = MAIL.findall(client.get("/en/demo/mail").text)
    page = client.get(address)
    with client.application.app_context():
        link = LINK.address()
    assert f'<a href="{link}"' in page.text
    assert "&lt;!doctype html&gt;" in page.text
    assert 'style="' not in page.text
    assert "Stand-in: this mail was not sent to anybody" in page.text


@pytest.mark.usefixtures("loaded")
def test_the_present_code_of_the_operators_app_is_shown(app, client):
    with app.app_context():
        operator = load_demo(companies=1).person("operator")
        before = operator.present_code()
        page = client.get("/en/demo/mail").text
        codes = {before, operator.present_code()}  # the next one may have come meanwhile
    assert any(f'<code id="code-operator">{code}</code>' in page for code in codes)


@pytest.mark.usefixtures("loaded")
def test_an_app_that_is_being_set_up_anew_shows_its_codes_too(app, client):
    with app.app_context():
        operator = load_demo(companies=1).person("operator")
        person = find_active_person(operator.mail)
        code = operator.present_code()
        unit_of_work(remove_app, person, code, actor=AT_THE_SERVER)
        assert "code-operator" not in client.get("/en/demo/mail").text
        secret = unit_of_work(begin_app_setup, find_active_person(operator.mail))
    now_or_next = [app_code(secret, steps) for steps in (0, 1)]
    page = client.get("/en/demo/mail").text
    assert any(f'<code id="code-operator">{code}</code>' in page for code in now_or_next)


@pytest.mark.parametrize("name", ["nothing", "..%2Fsecrets", "20261122T140500-LET-0000-00000"])
def test_a_mail_that_is_not_there_is_not_found(client, name):
    assert client.get(f"/en/demo/mail/{name}").status_code == 404


def test_long_lists_are_paged(app, context, settings, tell):
    codes = {tell() for _ in range(5)}
    seen, cursor = [], ""
    while cursor is not None:
        page = newest_mails(cursor, settings, size=2)
        seen += [mail.name[16:] for mail in page.mails]
        cursor = page.older
    assert (len(seen), set(seen)) == (5, codes)


def test_older_mails_are_one_page_on(app, client, tell, monkeypatch):
    monkeypatch.setattr("marketplace.demo.queries.PAGE_SIZE", 25)
    for _ in range(26):
        tell()
    first = client.get("/en/demo/mail").text
    older = re.search(r'href="(/en/demo/mail\?after=[^"]+)"', first)[1]
    second = client.get(older).text
    assert len(set(MAIL.findall(first))) == 25
    assert len({one for one in MAIL.findall(second) if "LET-" in one}) == 1


def test_a_house_with_a_mail_server_keeps_none(make_app):
    client = make_app(SMTP_URL="smtp://127.0.0.1").test_client()
    assert "mails go out by SMTP, so none are kept" in client.get("/en/demo/mail").text


def test_production_has_no_such_page(make_app, settings):
    app = make_app(
        NARU_PROFILE="production",
        SECRET_KEY="k" * 32,
        PUBLIC_URL="https://trade.example.org",
        SMTP_URL="smtp://127.0.0.1",
        MAIL_FROM="trade@example.org",
    )
    client = app.test_client()
    assert client.get("/en/demo/mail").status_code == 404
    assert client.get("/en/demo/mail/anything").status_code == 404


def test_a_name_that_no_file_can_have_is_404(client):
    assert client.get(f"/en/demo/mail/{'a' * 300}").status_code == 404
