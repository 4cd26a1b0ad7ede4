"""A saved search tells of new goods that fit: each once, at its pace, as its person sees them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from marketplace.accounts.queries import find_person
from marketplace.catalog.enums import PriceShown
from marketplace.catalog.operations import PriceFacts, hide_listing
from marketplace.catalog.operations.showing import show_listing
from marketplace.core import clock
from marketplace.core.db import end_reading, new_once_key, session, unit_of_work
from marketplace.core.errors import Conflict, Refused
from marketplace.core.work.worker import work_until_idle
from marketplace.notices.enums import Pace
from marketplace.notices.models import Letter, Notice
from marketplace.notices.operations import choose_pace
from marketplace.search.enums import NewsPace
from marketplace.search.models import SavedSearch
from marketplace.search.operations import (
    change_saved_search,
    index_round,
    mark_listing,
    news_round,
    remove_saved_search,
    save_search,
    saving,
    stop_news,
)
from marketplace.search.queries.saved import find_saved_search, known_until
from marketplace.search.queries.wanted import Wanted
from tests.factories import goods
from tests.factories.companies import make_member

MINUTE = timedelta(minutes=1)


@pytest.fixture
def seller(app, context):
    return goods.make_seller(app)


@pytest.fixture
def buyer(app, context):
    return make_member(app, name="Eleanor Finch")


def save(buyer, text="serum", *, pace=NewsPace.AT_ONCE, name=None, **wanted):
    return unit_of_work(
        save_search,
        find_person(buyer.person),
        Wanted(text=text, **wanted),
        name or text,
        pace,
        once_key=new_once_key(),
    )


def shown(app, seller, title, **facts):
    clock.advance(MINUTE)
    listing = goods.shown_listing(app, goods.company_of(seller), title=title, **facts)
    work_until_idle(app)
    clock.advance(MINUTE)
    return listing


def told(buyer):
    """Look for news; return the titles in all letters to the buyer so far, one list a letter."""
    end_reading()
    while news_round():
        pass
    end_reading()
    letters = session.scalars(
        select(Letter)
        .where(Letter.person == buyer.person, Letter.message == "saved_search_news")
        .order_by(Letter.id)
    )
    return [
        [line.split("\t")[0] for line in letter.parameters["goods"].split("\n")]
        for letter in letters
    ]


@pytest.mark.usefixtures("both_databases")
def test_new_goods_that_fit_are_told_in_one_letter_the_newest_first(app, seller, buyer):
    shown(app, seller, "Older serum")
    save(buyer)
    shown(app, seller, "First serum")
    shown(app, seller, "Second serum")
    assert told(buyer) == [["Second serum", "First serum"]]


def test_nothing_new_is_no_letter_and_nothing_is_told_twice(app, seller, buyer):
    save(buyer)
    assert told(buyer) == []
    listing = shown(app, seller, "First serum")
    assert told(buyer) == [["First serum"]]
    clock.advance(timedelta(days=1))
    assert told(buyer) == [["First serum"]]
    actor = goods.actor_of(seller)
    unit_of_work(hide_listing, listing, actor=actor)
    work_until_idle(app)
    unit_of_work(show_listing, listing, actor=actor)
    work_until_idle(app)
    clock.advance(timedelta(days=1))
    assert told(buyer) == [["First serum"]]


def test_what_lacks_a_word_or_a_filter_is_not_told(app, seller, buyer):
    save(buyer, "calming unobtainium")
    save(buyer, "", filters={"category": frozenset({"valves"})}, name="valves")
    shown(app, seller, "Calming serum")
    assert told(buyer) == []
    goods.add_category("valves", hs=("848180",))
    shown(app, seller, "Brass valve", category="valves")
    assert told(buyer) == [["Brass valve"]]


def test_what_waits_to_be_indexed_is_told_as_soon_as_it_is_found(app, seller, buyer):
    shown(app, seller, "Older serum")
    save(buyer)
    clock.advance(MINUTE)
    late = goods.shown_listing(app, goods.company_of(seller), title="Late serum")
    unit_of_work(mark_listing, late.code)
    clock.advance(MINUTE)
    assert told(buyer) == []
    assert known_until() < clock.now() - MINUTE / 2
    index_round()
    clock.advance(MINUTE)
    assert told(buyer) == [["Late serum"]]


def test_without_an_index_nothing_is_passed_over(app, seller, buyer):
    save(buyer)
    clock.advance(MINUTE)
    assert told(buyer) == []
    assert session.scalar(select(SavedSearch.seen_to)) < clock.now() - MINUTE / 2


def test_what_is_hidden_before_the_news_is_not_told(app, seller, buyer):
    save(buyer)
    listing = shown(app, seller, "First serum")
    unit_of_work(hide_listing, listing, actor=goods.actor_of(seller))
    assert told(buyer) == []


@pytest.mark.parametrize(("checked", "letters"), [(False, 0), (True, 1)])
def test_a_price_for_checked_buyers_brings_news_to_those_alone(
    app, seller, buyer, checked, letters
):
    if checked:
        goods.let_show(app, goods.company_of(buyer))
    save(buyer, filters={"price": frozenset({"band-1"})})
    shown(
        app,
        seller,
        "Closed serum",
        prices=PriceFacts(PriceShown.CHECKED_BUYERS, ((600, goods.usd(50)),)),
    )
    assert len(told(buyer)) == letters


def test_at_once_is_at_most_one_mail_an_hour(app, seller, buyer):
    save(buyer)
    shown(app, seller, "First serum")
    assert len(told(buyer)) == 1
    shown(app, seller, "Second serum")
    assert len(told(buyer)) == 1
    clock.advance(timedelta(hours=1))
    assert told(buyer)[1:] == [["Second serum"]]


@pytest.mark.parametrize(
    ("pace", "due"),
    [
        (NewsPace.DAILY, datetime(2026, 11, 26, 8, tzinfo=UTC)),
        (NewsPace.WEEKLY, datetime(2026, 11, 30, 8, tzinfo=UTC)),
    ],
)
def test_daily_and_weekly_news_come_at_eight_in_the_persons_zone(app, buyer, pace, due):
    person = find_person(buyer.person)
    person.time_zone = "UTC"
    clock.advance(datetime(2026, 11, 25, 9, tzinfo=UTC) - clock.now())
    assert saving.next_due(person, pace) == due
    session.rollback()


def test_daily_news_gather_the_day_and_pass_over_days_without_any(app, seller, buyer):
    save(buyer, pace=NewsPace.DAILY)
    shown(app, seller, "First serum")
    assert told(buyer) == []
    clock.advance(timedelta(days=1))
    assert told(buyer) == [["First serum"]]
    clock.advance(timedelta(days=1))
    assert len(told(buyer)) == 1
    shown(app, seller, "Second serum")
    assert len(told(buyer)) == 1
    clock.advance(timedelta(days=1))
    assert len(told(buyer)) == 2


def test_off_tells_nothing_and_begins_anew_when_it_is_turned_on(app, seller, buyer):
    code = save(buyer)
    unit_of_work(stop_news, find_saved_search(code))
    shown(app, seller, "First serum")
    assert told(buyer) == []
    saved = find_saved_search(code)
    unit_of_work(change_saved_search, saved, "Serums", NewsPace.AT_ONCE, seen_version=saved.version)
    shown(app, seller, "Second serum")
    assert told(buyer) == [["Second serum"]]


def test_whoever_wants_no_mails_finds_the_news_on_their_page(app, seller, buyer):
    save(buyer)
    unit_of_work(choose_pace, buyer.person, Pace.OFF, seen_version=1, actor=goods.actor_of(buyer))
    shown(app, seller, "First serum")
    assert told(buyer) == []
    [notice] = session.scalars(select(Notice).where(Notice.person == buyer.person))
    assert notice.parameters["target"] == "/search?q=serum&sort=newest"


def test_a_search_is_kept_once_and_takes_the_newest_name(app, buyer):
    first = save(buyer, name="Serums", sort="price")
    assert save(buyer, name="All serums") == first
    assert session.scalars(select(SavedSearch.name)).all() == ["All serums"]


def test_no_more_are_kept_than_can_be_looked_through(app, buyer, monkeypatch):
    monkeypatch.setattr(saving, "MOST_SAVED", 1)
    code = save(buyer)
    with pytest.raises(Refused, match="You keep 1 searches already"):
        save(buyer, "toner")
    unit_of_work(remove_saved_search, find_saved_search(code))
    save(buyer, "toner")


def test_the_second_of_two_editors_is_told(app, buyer):
    saved = find_saved_search(save(buyer))
    with pytest.raises(Conflict):
        unit_of_work(change_saved_search, saved, "Mine", NewsPace.OFF, seen_version=7)


def test_two_workers_tell_once(app, seller, buyer, monkeypatch):
    from marketplace.search.operations import telling

    save(buyer)
    shown(app, seller, "First serum")
    end_reading()
    found = telling.news_of

    def meanwhile(*asked):
        news = found(*asked)
        monkeypatch.undo()
        news_round()
        return news

    monkeypatch.setattr(telling, "news_of", meanwhile)
    assert told(buyer) == [["First serum"]]
