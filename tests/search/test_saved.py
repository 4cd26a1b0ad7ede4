"""A saved search tells of new goods that fit: each once, at its pace, as its person sees them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from marketplace.accounts.models import Person
from marketplace.accounts.queries import find_person
from marketplace.catalog.enums import PriceShown
from marketplace.catalog.models import Listing, PriceTier
from marketplace.catalog.operations import hide_listing
from marketplace.catalog.operations.showing import show_listing
from marketplace.catalog.queries.listings import listing_by_code
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
    mark_listing,
    news_round,
    remove_saved_search,
    save_search,
    saving,
    stop_news,
    telling,
)
from marketplace.search.queries.criteria import Criteria
from marketplace.search.queries.saved import find_saved_search, known_until, saved_searches_of
from tests.factories import goods
from tests.factories.companies import make_member
from tests.factories.copies import copies_of

MINUTE = timedelta(minutes=1)


class Market:
    """A house with goods of one seller; more are shown as copies of the first."""

    def __init__(self, app):
        self.app = app
        self.seller = goods.make_seller(app)
        with app.app_context():
            first = goods.shown_listing(app, goods.company_of(self.seller))
            self.first = first.id
            work_until_idle(app)

    def add(self, title, **changes):
        """Let goods be shown that are not indexed yet; return the listing."""
        clock.advance(MINUTE)
        end_reading()
        [code] = copies_of(session.get(Listing, self.first), 1, title=title, **changes)
        unit_of_work(mark_listing, code)
        return listing_by_code(code)

    def show(self, title, **changes):
        """Let goods be shown and found; return the listing."""
        listing = self.add(title, **changes)
        self.settle()
        clock.advance(MINUTE)
        return listing

    def hide(self, listing):
        unit_of_work(hide_listing, listing, actor=goods.actor_of(self.seller))
        self.settle()

    def show_again(self, listing):
        unit_of_work(show_listing, listing, actor=goods.actor_of(self.seller))
        self.settle()

    def settle(self):
        work_until_idle(self.app)
        end_reading()


@pytest.fixture(scope="module")
def shared(applications, sqlite_copies, tmp_path_factory):
    folder = tmp_path_factory.mktemp("saved")
    with sqlite_copies.copy(folder) as url:
        app = applications.lend(folder, DATABASE_URL=url)
        yield Market(app)
        applications.take_back(app)


@pytest.fixture
def market(shared):
    """The shared house, by whose clock the process goes again."""
    clock.watch_offset(shared.app.config["SETTINGS"].data_dir / "clock-offset")
    with shared.app.app_context():
        yield shared


@pytest.fixture
def buyer(market):
    return make_member(market.app, name="Eleanor Finch")


def save(buyer, text, *, pace=NewsPace.AT_ONCE, name=None, **criteria):
    return unit_of_work(
        save_search,
        find_person(buyer.person),
        Criteria(text=text, **criteria),
        name or text,
        pace,
        once_key=new_once_key(),
    )


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
def test_new_goods_that_fit_are_told_in_one_letter_the_newest_first(app, context):
    market, buyer = Market(app), make_member(app)
    market.show("Older amber")
    save(buyer, "amber")
    market.show("First amber")
    market.show("Second amber")
    assert told(buyer) == [["Second amber", "First amber"]]


def test_nothing_new_is_no_letter_and_nothing_is_told_twice(market, buyer):
    save(buyer, "birch")
    assert told(buyer) == []
    listing = market.show("First birch")
    assert told(buyer) == [["First birch"]]
    market.hide(listing)
    market.show_again(listing)
    clock.advance(timedelta(days=1))
    assert told(buyer) == [["First birch"]]


def test_what_lacks_a_word_or_a_filter_is_not_told(market, buyer):
    save(buyer, "cedar unobtainium")
    save(buyer, "cedar", filters={"moq": frozenset({"to-100"})})
    market.show("Many cedars", moq=500)
    assert told(buyer) == []
    market.show("Few cedars", moq=50)
    assert told(buyer) == [["Few cedars"]]


def test_what_waits_to_be_indexed_is_told_as_soon_as_it_is_found(market, buyer):
    save(buyer, "damask")
    market.add("Late damask")
    clock.advance(MINUTE)
    assert told(buyer) == []
    assert known_until() < clock.now() - MINUTE / 2
    market.settle()
    clock.advance(MINUTE)
    assert told(buyer) == [["Late damask"]]


def test_without_an_index_nothing_is_passed_over(app, context):
    save(make_member(app), "serum")
    clock.advance(MINUTE)
    assert news_round() is False
    assert session.scalar(select(SavedSearch.seen_to)) < clock.now() - MINUTE / 2


def test_what_is_hidden_before_the_news_is_not_told(market, buyer):
    save(buyer, "ebony")
    market.hide(market.show("First ebony"))
    assert told(buyer) == []


@pytest.mark.parametrize(("checked", "letters"), [(False, 0), (True, 1)])
def test_a_price_for_checked_buyers_brings_news_to_those_alone(market, buyer, checked, letters):
    if checked:
        goods.let_show(market.app, goods.company_of(buyer))
    save(buyer, "fennel", filters={"price": frozenset({"band-1"})})
    clock.advance(MINUTE)
    listing = market.add("Closed fennel", price_shown=PriceShown.CHECKED_BUYERS.value)
    price = {"price_minor": 50, "price_currency": "USD", "price_per": 1, "from_quantity": 600}
    unit_of_work(session.execute, insert(PriceTier).values(listing_id=listing.id, **price))
    market.settle()
    clock.advance(MINUTE)
    assert len(told(buyer)) == letters


def test_at_once_is_at_most_one_mail_an_hour(market, buyer):
    save(buyer, "ginger")
    market.show("First ginger")
    assert len(told(buyer)) == 1
    market.show("Second ginger")
    assert len(told(buyer)) == 1
    clock.advance(timedelta(hours=1))
    assert told(buyer)[1:] == [["Second ginger"]]


@pytest.mark.parametrize(
    ("pace", "due"),
    [
        (NewsPace.DAILY, datetime(2026, 11, 26, 8, tzinfo=UTC)),
        (NewsPace.WEEKLY, datetime(2026, 11, 30, 8, tzinfo=UTC)),
    ],
)
def test_daily_and_weekly_news_come_at_eight_in_the_persons_zone(market, monkeypatch, pace, due):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 25, 9, tzinfo=UTC))
    assert saving.next_due(Person(language="en", time_zone="UTC"), pace) == due


def test_daily_news_gather_the_day_and_pass_over_days_without_any(market, buyer):
    save(buyer, "hazel", pace=NewsPace.DAILY)
    market.show("First hazel")
    assert told(buyer) == []
    clock.advance(timedelta(days=1))
    assert told(buyer) == [["First hazel"]]
    clock.advance(timedelta(days=1))
    assert len(told(buyer)) == 1
    market.show("Second hazel")
    assert len(told(buyer)) == 1
    clock.advance(timedelta(days=1))
    assert len(told(buyer)) == 2


def test_off_tells_nothing_and_begins_anew_when_it_is_turned_on(market, buyer):
    code = save(buyer, "indigo")
    unit_of_work(stop_news, find_saved_search(code))
    market.show("First indigo")
    assert told(buyer) == []
    saved = find_saved_search(code)
    unit_of_work(change_saved_search, saved, "Dyes", NewsPace.AT_ONCE, seen_version=saved.version)
    market.show("Second indigo")
    assert told(buyer) == [["Second indigo"]]


def test_whoever_wants_no_mails_finds_the_news_on_their_page(market, buyer):
    save(buyer, "jasmine")
    unit_of_work(choose_pace, buyer.person, Pace.OFF, seen_version=1, actor=goods.actor_of(buyer))
    market.show("First jasmine")
    assert told(buyer) == []
    [notice] = session.scalars(select(Notice).where(Notice.person == buyer.person))
    assert notice.parameters["target"] == "/search?q=jasmine&sort=newest"


def test_a_search_is_kept_once_and_takes_the_newest_name(market, buyer):
    first = save(buyer, "serum", name="Serums", sort="price")
    assert save(buyer, "serum", name="All serums") == first
    kept = saved_searches_of(find_person(buyer.person))
    assert [one.name for one in kept] == ["All serums"]


def test_no_more_are_kept_than_can_be_looked_through(market, buyer, monkeypatch):
    monkeypatch.setattr(saving, "MOST_SAVED", 1)
    code = save(buyer, "serum")
    with pytest.raises(Refused, match="You have saved 1 searches already"):
        save(buyer, "toner")
    unit_of_work(remove_saved_search, find_saved_search(code))
    save(buyer, "toner")


def test_the_second_of_two_editors_is_told(market, buyer):
    saved = find_saved_search(save(buyer, "serum"))
    with pytest.raises(Conflict):
        unit_of_work(change_saved_search, saved, "Mine", NewsPace.OFF, seen_version=7)


def test_two_workers_tell_once(market, buyer, monkeypatch):
    save(buyer, "kelp")
    market.show("First kelp")
    found = telling.news_of

    def meanwhile(*asked):
        news = found(*asked)
        monkeypatch.undo()
        news_round()
        return news

    monkeypatch.setattr(telling, "news_of", meanwhile)
    assert told(buyer) == [["First kelp"]]
