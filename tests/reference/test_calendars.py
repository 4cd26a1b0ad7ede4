import datetime as dt
import json
from zoneinfo import ZoneInfo

import pytest
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from marketplace.reference.calendars import NeverWorks
from marketplace.reference.queries import (
    due_after,
    due_words,
    end_of_day,
    holiday_language,
    holiday_name,
    is_working_day,
    weekend_of,
)

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6


def at(text):
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("country", "weekend"),
    [
        ("KR", {SATURDAY, SUNDAY}),
        ("CL", {SATURDAY, SUNDAY}),
        ("SA", {FRIDAY, SATURDAY}),
        ("KW", {FRIDAY, SATURDAY}),
        ("EG", {FRIDAY, SATURDAY}),
        ("AE", {SATURDAY, SUNDAY}),
        ("ZZ", {SATURDAY, SUNDAY}),
    ],
)
def test_each_country_has_its_own_weekend(country, weekend):
    assert weekend_of(country) == weekend


def test_a_day_off_has_its_name_in_the_readers_language():
    new_year = dt.date(2026, 1, 1)
    assert holiday_name(new_year, "CL", "es") == "Año Nuevo"
    assert holiday_name(new_year, "CL", "ja") == "New Year's Day"
    assert holiday_name(dt.date(2026, 1, 5), "CL", "es") == ""
    assert holiday_name(new_year, "ZZ") == ""


def test_two_working_days_over_a_holiday_and_a_weekend():
    due = due_after(2, "CL", "America/Santiago", at("2026-09-16T15:00+00:00"))
    # 17 September is a working day, 18 and 19 are holidays, then comes Sunday
    assert due.astimezone(ZoneInfo("America/Santiago")) == at("2026-09-21T23:59:59-03:00")


def test_the_day_is_that_of_the_zone_of_whoever_must_act():
    start = at("2026-11-25T23:30+00:00")
    tokyo, lima = due_after(1, "JP", "Asia/Tokyo", start), due_after(1, "PE", "America/Lima", start)
    assert tokyo == at("2026-11-27T14:59:59+00:00")
    assert lima == at("2026-11-27T04:59:59+00:00")


def test_no_working_days_mean_today_or_the_next_working_one():
    assert due_after(0, "SA", "Asia/Riyadh", at("2026-11-25T09:00+00:00")) == at(
        "2026-11-25T20:59:59+00:00"
    )
    assert due_after(0, "SA", "Asia/Riyadh", at("2026-11-27T09:00+00:00")) == at(
        "2026-11-29T20:59:59+00:00"
    )


def test_a_company_may_have_days_of_its_own():
    saturday, monday = dt.date(2026, 11, 28), dt.date(2026, 11, 30)
    six_days = range(SUNDAY)
    assert is_working_day(saturday, "CL", weekdays=six_days)
    assert not is_working_day(monday, "CL", closed={monday})
    assert not is_working_day(dt.date(2026, 12, 25), "CL", weekdays=six_days)
    due = due_after(1, "CL", "America/Santiago", at("2026-11-27T12:00-03:00"), closed={monday})
    assert due.astimezone(ZoneInfo("America/Santiago")).date() == dt.date(2026, 12, 1)


def test_a_saturday_worked_for_a_bridging_day_counts():
    assert is_working_day(dt.date(2026, 2, 14), "CN")


def test_a_company_of_one_day_a_week_may_close_for_months():
    monday = dt.date(2026, 11, 30)
    closed = {monday + dt.timedelta(weeks=week) for week in range(60)}
    due = due_after(
        1, "CL", "America/Santiago", at("2026-11-27T12:00-03:00"), weekdays={0}, closed=closed
    )
    assert due.date() > max(closed)


def test_a_company_that_never_works_is_found_out():
    with pytest.raises(NeverWorks):
        due_after(1, "CL", "America/Santiago", at("2026-11-27T12:00-03:00"), weekdays=())


@pytest.mark.parametrize(
    ("days", "start"), [(1, "2026-11-27T12:00"), (-1, "2026-11-27T12:00+00:00")]
)
def test_a_promise_begins_at_an_instant_and_does_not_lie_back(days, start):
    with pytest.raises(ValueError, match="aware instant"):
        due_after(days, "CL", "America/Santiago", at(start))


@pytest.mark.parametrize(
    ("day", "end"),
    [("2026-04-04", "2026-04-05T03:59:59+00:00"), ("2026-09-05", "2026-09-06T03:59:59+00:00")],
)
def test_a_day_ends_right_where_clocks_change_at_midnight(day, end):
    assert end_of_day(dt.date.fromisoformat(day), "America/Santiago") == at(end)


@given(
    st.datetimes(at("2024-01-01"), at("2027-01-01")),
    st.sampled_from(["CL", "SA", "JP", "US", "ZZ"]),
    st.integers(0, 15),
)
def test_more_working_days_are_never_due_earlier(start, country, days):
    start = start.replace(tzinfo=dt.UTC)
    due, later = (due_after(count, country, "Asia/Dubai", start) for count in (days, days + 1))
    assert start - dt.timedelta(days=1) < due
    assert due <= later
    assert is_working_day(later.astimezone(ZoneInfo("Asia/Dubai")).date(), country)


def test_a_promise_is_said_with_its_zone(app):
    due = end_of_day(dt.date(2026, 12, 3), "America/Santiago")
    with app.test_request_context(), force_locale("en"):
        assert due_words(due, "America/Santiago") == "Thursday 3 December, 23:59 in Santiago"


@pytest.mark.real_data
def test_working_days_agree_with_the_almanac(real_data):
    """The almanac of KR says the days off; the library must say the same about working days."""
    folder = real_data("holidays_kr")
    wrong = []
    for path in sorted(folder.glob("20*.json")):
        almanac = {dt.date.fromisoformat(day) for day in json.loads(path.read_text("utf-8"))}
        day = dt.date(int(path.stem), 1, 1)
        while day.year == int(path.stem):
            rests = day in almanac or day.weekday() in {SATURDAY, SUNDAY}
            if is_working_day(day, "KR") == rests:
                wrong.append(day.isoformat())
            day += dt.timedelta(days=1)
    assert wrong == []


@pytest.mark.parametrize(
    ("country", "locale", "language", "name"),
    [
        ("KR", "ko", "ko", "한글날"),
        ("KR", "en", "en-US", "Hangul Day"),
        ("KR", "ar", "en-US", "Hangul Day"),
        ("AE", "ar", "ar", ""),
        ("CL", "ko", "en-US", ""),
        ("GB", "ko", "en-GB", ""),
        ("ZZ", "ko", "en", ""),
    ],
)
def test_a_holiday_is_named_for_its_reader_else_in_english(country, locale, language, name):
    assert holiday_language(country, locale) == language
    assert holiday_name(dt.date(2026, 10, 9), country, locale) == name
