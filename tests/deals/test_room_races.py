"""Two at once in a deal's room: one message, and the second of two colleagues sees it."""

import pytest

from marketplace.core.db import new_once_key, session
from marketplace.core.errors import Conflict
from marketplace.deals.models import DealMessage
from tests.factories.rooms import make_sides, open_room, say
from tests.support.browsing import browser_of, form_token
from tests.support.together import run_together

pytestmark = pytest.mark.database


@pytest.fixture
def sides(app):
    return make_sides(app)


@pytest.fixture
def deal(app, sides):
    return open_room(app, sides)


def test_a_sign_that_no_database_keeps_names_no_colleague(app, sides, deal):
    browser = browser_of(app, sides.seller.person)
    where = f"/en/c/{sides.seller.company}/selling/deals/{deal}/assign"
    data = form_token(app) | {"colleague": "\x00"}
    assert (
        "Please choose one from the list."
        in browser.post(where, data=data, follow_redirects=True).text
    )


def messages(app):
    with app.test_request_context():
        return session.query(DealMessage).count()


def test_of_two_colleagues_who_answer_at_once_one_does(app, sides, deal):
    colleague = sides.colleague_of(app, sides.seller)
    answers = run_together(
        app,
        lambda: say(app, deal, sides.seller, "We have it.", seen=""),
        lambda: say(app, deal, colleague, "We have it!", seen=""),
    )
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1
    assert messages(app) == 1


def test_a_double_click_at_once_is_one_message(app, sides, deal):
    key = new_once_key()
    answers = run_together(
        app, *[lambda: say(app, deal, sides.seller, once_key=key) for _ in range(2)]
    )
    assert len(set(answers)) == messages(app) == 1
