"""Saving searches. They are their person's own business: nothing goes into any history."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import func, select

from marketplace.accounts.models import Person
from marketplace.accounts.queries import preferences_of
from marketplace.core import clock
from marketplace.core.db import change_row, insert_with_id, lock, once, require_version, session
from marketplace.core.errors import Refused
from marketplace.search.enums import NewsPace
from marketplace.search.models import SavedSearch
from marketplace.search.queries.criteria import Criteria
from marketplace.search.queries.saved import args_of, key_of, known_until, saved_like

MOST_SAVED = 50
HOUR = 8
#: The least time between two mails about a search whose news are wanted at once.
AT_ONCE_AGAIN = timedelta(hours=1)


def save_search(
    person: Person, criteria: Criteria, name: str, pace: NewsPace, *, once_key: str
) -> str:
    """Keep a search and return its public id; kept already, it gets the name and the pace.

    News begin with what is shown from now on. Raises Refused when too many are kept.
    """
    return once(once_key, "search.save", _save, person, criteria, name, pace)


def _save(person: Person, criteria: Criteria, name: str, pace: NewsPace) -> str:
    lock(person)
    existing = saved_like(person, criteria)
    if existing is not None:
        _change(lock(existing), name, pace)
        return existing.code
    kept = select(func.count()).select_from(SavedSearch).where(SavedSearch.person_id == person.id)
    if (session.scalar(kept) or 0) >= MOST_SAVED:
        raise Refused(
            _(
                "You have saved %(most)s searches already. Remove one to save another.",
                most=MOST_SAVED,
            )
        )
    saved = SavedSearch(
        person_id=person.id,
        name=name,
        args=args_of(criteria),
        key=key_of(criteria),
        pace=pace,
        saved_at=clock.now(),
        seen_to=known_until(),
        due_at=next_due(person, pace),
    )
    insert_with_id(saved, column="code", prefix="SRC")
    return saved.code


def change_saved_search(
    saved: SavedSearch, name: str, pace: NewsPace, *, seen_version: int
) -> None:
    """Give a saved search another name or pace. Raises Conflict when it changed meanwhile."""
    lock(saved)
    require_version(saved, seen_version)
    _change(saved, name, pace)


def _change(saved: SavedSearch, name: str, pace: NewsPace) -> None:
    """Change it; news that were off begin with what is shown from now on."""
    if saved.pace is NewsPace.OFF:
        saved.seen_to = known_until()
    if saved.pace is not pace:
        saved.due_at = next_due(saved.person, pace)
    change_row(saved, {"name": name, "pace": pace})


def stop_news(saved: SavedSearch) -> None:
    """Let no more news come of a saved search, which stays."""
    _change(lock(saved), saved.name, NewsPace.OFF)


def remove_saved_search(saved: SavedSearch) -> None:
    """Delete a saved search."""
    session.delete(lock(saved))


def next_due(person: Person, pace: NewsPace, *, told: bool = False) -> datetime:
    """Return when news are looked for next: by the day or week at eight in the person's zone.

    At once means now, and an hour after a mail (`told`).
    """
    now = clock.now()
    if pace not in {NewsPace.DAILY, NewsPace.WEEKLY}:
        return now + AT_ONCE_AGAIN if told else now
    here = now.astimezone(ZoneInfo(preferences_of(person).time_zone))
    due = here.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    while due <= here or (pace is NewsPace.WEEKLY and due.weekday()):
        due += timedelta(days=1)
    return due
