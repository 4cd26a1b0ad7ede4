"""A timeline comes in pages that lose nothing and double nothing, whatever happens at once."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.companies.enums import Side
from marketplace.core import clock
from marketplace.core.db import session, unit_of_work
from marketplace.deals.enums import EntryKind
from marketplace.deals.models import Deal, DealEntry
from marketplace.deals.queries.timeline import (
    TimelineFilter,
    counts_of,
    happened_since,
    newest_cursor,
    timeline,
)
from tests.factories.rows import add_deal


def _write(deal, gaps):
    """Write entries so many seconds apart; 0: at the same instant."""
    at = clock.now()
    for number, gap in enumerate(gaps):
        at += timedelta(seconds=gap)
        side = (None, Side.SELLER, Side.BUYER)[number % 3]
        session.add(
            DealEntry(
                deal_id=deal.id,
                kind=EntryKind.OPENED,
                ref=str(number),
                facts={},
                for_side=side,
                at=at,
            )
        )
        session.flush()


def read(deal, side, size):
    """Walk through all pages; return the entries' names in their order."""
    seen, cursor = [], None
    while True:
        stretch = timeline(deal, side, TimelineFilter.ALL, cursor, size=size)
        seen += [one.entry.ref for one in stretch.rows]
        if stretch.older is None:
            return seen
        cursor = stretch.older


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(gaps=st.lists(st.integers(0, 1), max_size=14), size=st.integers(1, 5))
def test_each_side_reads_everything_of_its_own_once_the_newest_first(app, gaps, size):
    with app.test_request_context():
        code = add_deal().code
        deal = session.query(Deal).filter_by(code=code).one()
        unit_of_work(_write, deal, gaps)
        for side, other in ((Side.SELLER, 2), (Side.BUYER, 1)):
            ours = [str(number) for number in range(len(gaps)) if number % 3 != other]
            assert read(deal, side, size) == ours[::-1]
            assert counts_of(deal, side)[TimelineFilter.ALL] == len(ours)


def test_what_is_new_is_counted_from_where_a_page_ended(app):
    with app.test_request_context():
        deal = add_deal()
        assert newest_cursor(deal, Side.SELLER) == ""
        unit_of_work(_write, deal, [0, 0, 0])
        seen = newest_cursor(deal, Side.SELLER)
        assert happened_since(deal, Side.SELLER, seen) == 0
        unit_of_work(_write, deal, [1, 0, 1])
        assert happened_since(deal, Side.SELLER, seen) == 2  # one of three is the buyer's
        assert happened_since(deal, Side.SELLER, "no cursor") == 0


def test_a_cursor_that_was_tampered_with_shows_the_first_page(app):
    with app.test_request_context():
        deal = add_deal()
        unit_of_work(_write, deal, [1, 1])
        for cursor in ("x", "AAAA", "MjAyNi0xMS0yNSBtYW55"):
            assert len(timeline(deal, Side.SELLER, TimelineFilter.ALL, cursor).rows) == 2
