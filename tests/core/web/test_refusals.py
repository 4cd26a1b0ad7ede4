"""What was refused is said on the next page."""

from flask import get_flashed_messages

from marketplace.core.errors import Refused
from marketplace.core.web.refusals import done_or_flashed, flash_all


def refuse():
    raise Refused("Somebody else has it.")


def test_a_refusal_is_said_on_the_next_page(app):
    with app.test_request_context():
        assert not done_or_flashed(refuse)
        assert get_flashed_messages(with_categories=True) == [("warn", "Somebody else has it.")]


def test_of_what_was_done_nothing_is_said(app):
    with app.test_request_context():
        assert done_or_flashed(list)
        flash_all([])
        assert get_flashed_messages() == []
