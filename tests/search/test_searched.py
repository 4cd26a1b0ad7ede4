"""What is searched is counted by nobody: sellers learn what several missed, operators all of it."""

from datetime import timedelta

import pytest

from marketplace.core import clock
from marketplace.core.db import end_reading, session, unit_of_work
from marketplace.search.models import Searched, SearchedWeek
from marketplace.search.operations import counting
from marketplace.search.operations.counting import CountedSearch, count_search, monday_of
from marketplace.search.queries.parsing import parse_query
from marketplace.search.queries.searched import most_searched, not_found_for
from marketplace.search.routes.public.counting import countable
from tests.factories import goods

BROWSERS = [f"browser {number}" for number in range(12)]


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Write each count at once, unless a test says otherwise."""
    monkeypatch.setattr(counting, "WRITTEN_AFTER_SECONDS", 0.0)


def heard(words="bakuchiol serum", *, browser="browser 0", language="en", hits=0, branch=""):
    count_search(CountedSearch(language, words, hits, branch, browser))
    end_reading()


def rows():
    end_reading()
    return [(row.words, row.count, row.hits) for row in session.query(Searched)]


def by_several(words, **facts):
    for browser in BROWSERS:
        heard(words, browser=browser, **facts)


@pytest.mark.usefixtures("both_databases")
def test_words_are_counted_by_day_and_language_with_the_newest_number_of_goods(context):
    heard()
    heard(hits=2)
    heard(language="ko")
    assert rows() == [("bakuchiol serum", 2, 2), ("bakuchiol serum", 1, 0)]
    clock.advance(timedelta(days=1))
    heard()
    assert len(rows()) == 3


def test_counts_are_held_for_some_seconds_and_written_together(context, monkeypatch):
    monkeypatch.setattr(counting, "WRITTEN_AFTER_SECONDS", 3600.0)
    heard()
    heard("toner")
    heard("toner")
    assert rows() == [("bakuchiol serum", 1, 0)]
    monkeypatch.setattr(counting, "WRITTEN_AFTER_SECONDS", 0.0)
    heard("toner")
    assert rows() == [("bakuchiol serum", 1, 0), ("toner", 3, 0)]


def test_what_no_search_followed_is_written_behind_another_answer(app, context, monkeypatch):
    monkeypatch.setattr(counting, "WRITTEN_AFTER_SECONDS", 3600.0)
    heard()
    heard("toner")
    client = app.test_client()
    client.get("/healthz").close()
    assert rows() == [("bakuchiol serum", 1, 0)]
    monkeypatch.setattr(counting, "WRITTEN_AFTER_SECONDS", 0.0)
    client.get("/healthz").close()
    assert rows() == [("bakuchiol serum", 1, 0), ("toner", 1, 0)]


def test_a_day_and_a_process_have_room_for_so_many_words(context, monkeypatch):
    monkeypatch.setattr(counting, "MOST_A_DAY", 2)
    for words in ("one", "two", "three", "one"):
        heard(words)
    assert rows() == [("one", 2, 0), ("two", 1, 0)]
    monkeypatch.setattr(counting, "MOST_UNWRITTEN", 0)
    heard("one")
    assert rows() == [("one", 2, 0), ("two", 1, 0)]


def test_of_a_browser_one_bit_is_kept_and_its_salt_goes_with_the_week(context):
    for _ in range(3):
        heard()
    assert session.query(Searched).one().seen_by.bit_count() == 1
    assert [row.monday for row in session.query(SearchedWeek)] == [monday_of(clock.now().date())]
    clock.advance(timedelta(days=7))
    heard(browser="browser 0")
    counting.sweep_searched()
    assert [row.monday for row in session.query(SearchedWeek)] == [monday_of(clock.now().date())]


def test_what_is_older_than_ninety_days_is_forgotten(context):
    heard("old")
    clock.advance(timedelta(days=91))
    heard("new")
    assert counting.sweep_searched() is False
    assert rows() == [("new", 1, 0)]


def test_sellers_see_what_several_browsers_missed_in_their_branches_first(app, context):
    company = goods.company_of(goods.make_seller(app))
    goods.listing(company)
    by_several("bakuchiol serum", branch="cosmetics")
    by_several("brass tap", branch="building")
    by_several("found serum", branch="cosmetics", hits=1)
    heard("one persons words", branch="cosmetics")
    for _ in range(5):
        heard("five times the same person", branch="cosmetics")
    own, others = not_found_for(company)
    assert [one.words for one in own] == ["bakuchiol serum"]
    assert [one.words for one in others] == ["brass tap"]
    assert own[0].count == len(BROWSERS)


def test_what_was_missed_once_and_is_found_now_is_not_missed(app, context):
    by_several("bakuchiol serum")
    clock.advance(timedelta(days=1))
    heard(hits=1)
    assert most_searched(30, not_found=True) == []
    assert not_found_for(goods.company_of(goods.make_seller(app))) == ([], [])


@pytest.mark.usefixtures("both_databases")
def test_operators_see_all_words_of_a_period_and_language_the_most_frequent_first(context):
    heard("old words")
    clock.advance(timedelta(days=8))
    heard("toner", language="ko")
    heard("serum")
    heard("serum", language="ko", hits=3)
    assert [(one.words, one.count, one.languages) for one in most_searched(7)] == [
        ("serum", 2, ("en", "ko")),
        ("toner", 1, ("ko",)),
    ]
    assert [one.words for one in most_searched(7, language="en")] == ["serum"]
    assert [one.words for one in most_searched(30, not_found=True)] == ["old words", "toner"]


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("  Vegan SERUM ", "vegan serum"),
        ('"Sheet  Mask" 진정', "진정 sheet mask"),
        ("hs 3304991000", ""),
        ("eleanor@example.com", ""),
        ("+82 10-1234-5678", ""),
        ("brand:haneul serum", ""),
        ("serum " * 4, "serum"),
        (" ".join(f"word{number}" for number in range(20)), ""),
        ("-serum", ""),
    ],
)
def test_only_words_that_name_nobody_are_counted(typed, counted):
    assert countable(parse_query(typed)) == counted


def test_two_processes_that_write_the_same_words_lose_none(context, monkeypatch):
    insert = counting.insert_if_absent

    def too_late(model, **values):
        if model is Searched:
            insert(model, **values)
        return insert(model, **values)

    monkeypatch.setattr(counting, "insert_if_absent", too_late)
    unit_of_work(counting._salt_of, monday_of(clock.now().date()))
    heard()
    assert rows() == [("bakuchiol serum", 2, 0)]


def test_a_seller_has_the_same_few_statements_for_one_word_and_for_many(app, context, statements):
    company = goods.company_of(goods.make_seller(app))
    goods.listing(company)
    by_several("bakuchiol serum", branch="cosmetics")
    with statements() as one:
        not_found_for(company)
    for number in range(5):
        by_several(f"words {number}", branch="cosmetics")
    with statements() as many:
        not_found_for(company)
    assert len(one) == len(many)
