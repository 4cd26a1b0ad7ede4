"""What made-up people keep to use again: replies of companies, and searches with their news."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from werkzeug.datastructures import MultiDict

from marketplace.core import clock
from marketplace.core.db import end_reading, new_once_key, unit_of_work
from marketplace.deals.operations import keep_reply
from marketplace.deals.queries.messages import replies_of
from marketplace.demo.deals import Cast, actor_of
from marketplace.demo.written_companies import CONTENT
from marketplace.search.enums import NewsPace
from marketplace.search.operations.saving import save_search
from marketplace.search.queries.criteria import read_criteria
from marketplace.search.queries.saved import saved_like


def keep_for_later(cast: Cast, home: str, today: datetime) -> None:
    """Let those of the cast who are there keep replies and searches, each once."""
    path: Path = CONTENT / home.lower() / "kept.toml"
    if not path.exists():
        return
    kept = tomllib.loads(path.read_text(encoding="utf-8"))
    for rows, keep in ((kept["reply"], _keep_reply), (kept["search"], _keep_search)):
        for row in rows:
            if row["of"] in cast.owners:
                end_reading()
                with clock.moved_to(today - timedelta(days=row["ago"])):
                    keep(row, cast)


def _keep_reply(row: dict[str, Any], cast: Cast) -> None:
    company, person = cast.company(row["of"]), cast.owner(row["of"])
    if row["title"] in {reply.title for reply in replies_of(company)}:
        return
    unit_of_work(
        keep_reply,
        company,
        row["title"],
        row["words"],
        language=row["language"],
        once_key=new_once_key(),
        actor=actor_of(person, company),
    )


def _keep_search(row: dict[str, Any], cast: Cast) -> None:
    person, wanted = cast.owner(row["of"]), read_criteria(MultiDict(row["args"]))
    if saved_like(person, wanted) is None:
        pace = NewsPace(row["pace"])
        unit_of_work(save_search, person, wanted, row["name"], pace, once_key=new_once_key())
