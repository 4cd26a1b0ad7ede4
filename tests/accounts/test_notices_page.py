"""The page of a person's notices."""

from sqlalchemy import select

from marketplace.accounts.enums import ConsentKind
from marketplace.accounts.models import Consent
from marketplace.accounts.operations.letters import tell_person
from marketplace.accounts.queries import find_person
from marketplace.accounts.queries.consents import wants_news
from marketplace.core.db import session, unit_of_work
from marketplace.notices.queries import pace_of, unread_count
from tests.factories.companies import make_member
from tests.support.browsing import browser_of, fill_in

NEWS = {"office": "Santiago", "roles": "Verifier"}


def tell_times(app, person, times):
    with app.app_context():
        for _time in range(times):
            unit_of_work(tell_person, find_person(person), "roles_changed", **NEWS)


def test_a_notice_is_new_once(app):
    member = make_member(app)
    tell_times(app, member.person, 1)
    browser = browser_of(app, member.person)

    with browser.get("/en/account/notices") as first:
        assert "1 new notice" in first.text
    with app.app_context():
        assert unread_count(member.person) == 0
    with browser.get("/en/account/notices") as second:
        assert "new notice" not in second.text


def test_how_often_mails_come_is_chosen_there(app):
    member = make_member(app)
    browser = browser_of(app, member.person)

    fill_in(browser, "/en/account/notices", pace="daily")

    with app.app_context():
        assert pace_of(member.person).value == "daily"


def test_what_was_agreed_to_at_sign_up_is_taken_back_and_given_again_there(app):
    member = make_member(app)
    browser = browser_of(app, member.person)

    assert 'checked id="news"' in browser.get("/ko/account/notices").text
    fill_in(browser, "/ko/account/notices", pace="daily", news="y")
    fill_in(browser, "/ko/account/notices", pace="daily")
    with app.app_context():
        assert not wants_news(find_person(member.person))
    fill_in(browser, "/en/account/notices", pace="daily", news="y")

    with app.app_context():
        said = select(Consent).where(Consent.kind == ConsentKind.NEWS).order_by(Consent.id)
        kept = [(row.given, row.language) for row in session.scalars(said)]
        assert kept == [(True, "en"), (False, "ko"), (True, "en")]


def test_many_notices_cost_no_more_statements_than_one(app, statements):
    member = make_member(app)
    browser = browser_of(app, member.person)
    tell_times(app, member.person, 1)
    with browser.get("/en/account/notices"):
        pass
    with statements() as few, browser.get("/en/account/notices"):
        pass
    tell_times(app, member.person, 20)
    with browser.get("/en/account/notices"):
        pass
    with statements() as many, browser.get("/en/account/notices"):
        pass
    assert len(few) == len(many)
