"""Telling people of new goods in the searches that they keep: each of them once."""

from datetime import datetime

from marketplace.accounts.operations.letters import recipient_for
from marketplace.core import clock
from marketplace.core.db import end_reading, lock, session, unit_of_work
from marketplace.notices.operations import tell
from marketplace.search.engines.contract import IndexMissing
from marketplace.search.enums import NewsPace
from marketplace.search.models import SavedSearch
from marketplace.search.operations.saving import next_due
from marketplace.search.queries.index_state import live_reader
from marketplace.search.queries.news import News, news_of
from marketplace.search.queries.saved import (
    criteria_of,
    due_for_news,
    known_until,
    path_in_mails,
    stop_link,
)

BATCH = 20
#: The most goods that a mail names; its button leads to the rest.
NAMED = 10


def news_round() -> bool:
    """Look at a batch of searches that are due; return whether there may be more.

    A window of time is looked at once, and moved on in the commit that writes the letter.
    Without an index no window moves.
    """
    until = known_until()  # before the reader is opened: what is older stands in it
    try:
        reader = live_reader()
    except IndexMissing:
        return False
    due = due_for_news(until, BATCH)
    found = [(one.id, one.seen_to, news_of(one, until, reader)) for one in due]
    end_reading()
    for saved_id, seen_to, news in found:
        unit_of_work(_move_on, saved_id, (seen_to, until), news)
    return len(due) == BATCH


def _move_on(saved_id: int, window: tuple[datetime, datetime], news: News) -> None:
    """Send the news and move on, unless another process has, or the person wants no news now."""
    saved = session.get(SavedSearch, saved_id)
    if saved is None:
        return
    lock(saved)
    since, until = window
    if saved.seen_to != since or saved.pace is NewsPace.OFF:
        return
    if news.goods:
        _tell(saved, news)
        saved.told_at = clock.now()
    saved.seen_to = until
    saved.due_at = next_due(saved.person, saved.pace, told=bool(news.goods))


def _tell(saved: SavedSearch, news: News) -> None:
    recipient = recipient_for(saved.person)
    if recipient is None:
        return
    lines = [(one.title, one.language, one.seller, one.path) for one in news.goods[:NAMED]]
    tell(
        recipient,
        "saved_search_news",
        search=saved.name,
        pace=saved.pace.value,
        count=len(news.goods),
        more=int(news.has_more),
        goods="\n".join("\t".join(line) for line in lines),
        target=path_in_mails(criteria_of(saved.args)),
        stop=stop_link(saved.code),
    )
