"""Named reads: the searches that a person keeps, and which of them are due for news."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urlencode

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import MultiDict

from marketplace.accounts.models import Person
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.links import Link, read_link
from marketplace.search.enums import NewsPace
from marketplace.search.models import FirstShown, SavedSearch, ToIndex
from marketplace.search.queries.criteria import Criteria, read_criteria

STOP = "stop_saved_search"
STOP_WITHIN = timedelta(days=365)


def args_of(criteria: Criteria) -> dict[str, object]:
    """Return what of a search is kept: all of its address but the place in it."""
    return criteria.args()


def key_of(criteria: Criteria) -> str:
    """Return the fingerprint by which a search is kept once, in whatever order its goods are."""
    args = sorted(criteria.args(sort="best").items())
    return hashlib.sha256(repr(args).encode()).hexdigest()


def criteria_of(args: Mapping[str, object]) -> Criteria:
    """Return the search whose parameters were kept."""
    return read_criteria(MultiDict({name: _written(value) for name, value in args.items()}))


def _written(value: object) -> str | list[str]:
    return [str(one) for one in value] if isinstance(value, list) else str(value)


def path_in_mails(criteria: Criteria) -> str:
    """Return the address of a search below its language, its newest goods first."""
    return "/search?" + urlencode(criteria.args(sort="newest"), doseq=True)


def saved_searches_of(person: Person) -> list[SavedSearch]:
    """Return what a person keeps, the newest first; `saving.MOST_SAVED` at most, one page."""
    found = select(SavedSearch).where(SavedSearch.person_id == person.id)
    return list(session.scalars(found.order_by(SavedSearch.saved_at.desc(), SavedSearch.id.desc())))


def find_saved_search(code: str) -> SavedSearch | None:
    """Return the saved search with this public id."""
    return session.scalar(select(SavedSearch).where(SavedSearch.code == code))


def saved_like(person: Person, criteria: Criteria) -> SavedSearch | None:
    """Return the search under which a person keeps this one already."""
    return session.scalar(
        select(SavedSearch).where(
            SavedSearch.person_id == person.id, SavedSearch.key == key_of(criteria)
        )
    )


def stop_link(code: str) -> Link:
    """Return the link of a mail that ends news of a saved search, without sign-in."""
    return Link(STOP, code, 1, clock.now() + STOP_WITHIN)


def saved_search_to_stop(token: str) -> SavedSearch | None:
    """Return the saved search of a mailed link; None for one that has ended or is removed."""
    link = read_link(token)
    if link is None or link.purpose != STOP or link.has_ended:
        return None
    return find_saved_search(link.row)


def known_until() -> datetime:
    """Return the instant before which all that was shown stands in the index; whole seconds.

    A listing's `FirstShown.at` is not before its row of `search_to_index` was made or, where it
    failed before, was due; and that row goes only after the engine's commit. So what was first
    shown before the oldest of these is found, and the rest belongs to the next news.
    """
    begun = case((ToIndex.attempts == 0, ToIndex.since), else_=ToIndex.due_at)
    oldest = session.scalar(select(func.min(begun)))
    until = min(clock.now(), oldest) if oldest else clock.now()
    return until.replace(microsecond=0)


def due_for_news(until: datetime, most: int) -> list[SavedSearch]:
    """Return searches whose hour has come, the longest due first.

    Those that want news at once only where any goods were shown since.
    """
    newest = session.scalar(select(func.max(FirstShown.at)))
    timed = SavedSearch.pace.in_([NewsPace.DAILY, NewsPace.WEEKLY])
    has_news = SavedSearch.seen_to <= newest if newest else timed
    found = (
        select(SavedSearch)
        .where(
            SavedSearch.pace != NewsPace.OFF,
            SavedSearch.due_at <= clock.now(),
            SavedSearch.seen_to < until,
            or_(timed, has_news),
        )
        .order_by(SavedSearch.due_at, SavedSearch.id)
        .limit(most)
        .options(joinedload(SavedSearch.person))
    )
    return list(session.scalars(found))
