"""Links in mails: the same each time, not to be forged, ended by time or by a raised counter."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.core import clock
from marketplace.core.links import Link, link_page, page_of, read_link

ENDS = datetime(2026, 11, 30, 12, tzinfo=UTC)
LINK = Link("confirm_mail", "PER-7K3M-92QDX", 1, ENDS)

pytestmark = pytest.mark.usefixtures("context")


def test_a_token_says_what_it_was_made_of():
    assert read_link(LINK.token()) == LINK


def test_the_same_link_is_written_every_time():
    assert LINK.token() == replace(LINK).token()


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "set_password"},
        {"row": "PER-2"},
        {"version": 2},
        {"ends_at": ENDS.replace(day=29)},
    ],
)
def test_every_fact_is_in_the_token(change):
    other = replace(LINK, **change)
    assert other.token() != LINK.token()
    assert read_link(other.token()) == other


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_changed_token_is_none(data):
    token = LINK.token()
    place = data.draw(st.integers(0, len(token) - 1))
    symbol = data.draw(st.characters(exclude_characters=token[place]))
    assert read_link(token[:place] + symbol + token[place + 1 :]) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_any_other_text_is_none(text):
    assert read_link(text) is None
    assert read_link(LINK.token() + text) == (None if text else LINK)


def test_another_house_does_not_know_the_link(make_app):
    with make_app(SECRET_KEY="x" * 40).app_context():
        foreign = LINK.token()
    assert read_link(foreign) is None


def test_a_link_ends_at_its_instant():
    with clock.moved_to(ENDS - timedelta(seconds=5)):
        assert not LINK.has_ended
    with clock.moved_to(ENDS):
        assert LINK.has_ended
        assert read_link(LINK.token()) == LINK


def test_parts_of_a_second_do_not_change_a_link():
    split = replace(LINK, ends_at=ENDS + timedelta(microseconds=400))
    assert split.token() == LINK.token()


def test_a_stored_mail_rebuilds_its_link():
    assert Link.from_parameter(LINK.as_parameter()) == LINK


def test_the_address_is_whole(app):
    base = app.config["SETTINGS"].public_url
    assert LINK.address() == f"{base}/t/{LINK.token()}"


def test_a_purpose_has_its_page():
    link_page("tests.purpose", "pages.home")
    assert page_of(replace(LINK, purpose="tests.purpose")) == "pages.home"
    assert page_of(replace(LINK, purpose="tests.unknown")) is None
