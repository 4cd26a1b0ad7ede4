"""The sentence that heads the desk says what matters most of what waits."""

import pytest

from marketplace.core.web.todos import Queue
from marketplace.desk.queries import counts_of, heading_of
from tests.factories.companies import make_member, seller_facts


def queue(**facts):
    return Queue(name="Checks", act="Check", href="/", **facts)


@pytest.mark.parametrize(
    ("queues", "sentence"),
    [
        ([], "Nothing waits for you."),
        ([queue(later=1)], "One thing waits for you."),
        ([queue(today=2, later=5)], "2 things are due today."),
        ([queue(late=1, today=2), queue(late=3)], "4 things are late."),
        ([queue(later=1, has_promise=False)], "One piece of work could not be done."),
        ([queue(later=2), queue(later=1, has_promise=False)], "3 things wait for you."),
    ],
)
def test_the_heading_is_made_from_what_waits(app, queues, sentence):
    with app.test_request_context("/en/"):
        assert heading_of(queues) == sentence


def test_companies_are_counted_within_the_countries_of_an_office(app):
    make_member(app, seller_facts())
    make_member(app)
    with app.app_context():
        everywhere, nowhere = counts_of(None), counts_of(set())
    assert (everywhere.sellers, everywhere.buyers, everywhere.countries, everywhere.new) == (
        1,
        1,
        2,
        2,
    )
    assert (nowhere.sellers, nowhere.buyers, nowhere.new) == (0, 0, 0)
