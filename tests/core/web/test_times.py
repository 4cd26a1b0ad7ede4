"""Times on pages: in the reader's zone, with its name."""

from datetime import UTC, datetime

import pytest
from flask_babel import force_locale

from marketplace.core.web.times import written_day, written_instant, zone_place

INSTANT = datetime(2026, 11, 25, 15, 30, tzinfo=UTC)


@pytest.fixture
def page(app):
    with app.test_request_context("/en/", headers={"Cookie": "zone=Asia/Seoul"}):
        yield


@pytest.mark.usefixtures("page")
def test_an_instant_is_written_in_the_readers_zone_with_its_name():
    assert written_instant(INSTANT) == "26 Nov 2026, 00:30 Seoul"
    assert written_day(INSTANT) == "26 Nov 2026"


@pytest.mark.usefixtures("page")
def test_an_instant_can_be_written_in_anothers_zone():
    assert written_instant(INSTANT, "America/Santiago") == "25 Nov 2026, 12:30 Santiago"


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(("locale", "place"), [("ko", "서울"), ("ar", "سول"), ("es", "Seúl")])
def test_a_zone_is_named_by_its_city_in_the_language_of_the_page(locale, place):
    with force_locale(locale):
        assert zone_place("Asia/Seoul") == place
        assert place in written_instant(INSTANT)


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(
    ("locale", "long", "full", "hour"),
    [
        ("en", "25 November 2026", "Wednesday 25 November 2026", "18:05 Seoul"),
        ("ko", "2026년 11월 25일", "2026년 11월 25일 수요일", "18:05 (서울)"),
        ("es", "25 de noviembre de 2026", "miércoles, 25 de noviembre de 2026", "18:05 (Seúl)"),
    ],
)
def test_a_day_is_written_at_three_lengths_and_hours_from_0_to_23(locale, long, full, hour):
    evening = datetime(2026, 11, 25, 9, 5, tzinfo=UTC)
    with force_locale(locale):
        assert written_day(evening.date(), length="long") == long
        assert written_instant(evening, length="full").startswith(full)
        assert written_instant(evening).endswith(hour)


def test_outside_a_request_times_are_utc(app):
    with app.app_context():
        assert written_instant(INSTANT) == "25 Nov 2026, 15:30 UTC"
