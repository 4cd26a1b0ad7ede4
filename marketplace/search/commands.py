"""`flask search …`: rebuild and check the index, ask it, see why a hit stands where it stands."""

import json
import time
from collections.abc import Mapping
from typing import Any

import click
from flask.cli import AppGroup

from marketplace.catalog.queries.public_prices import present_book
from marketplace.core.db import end_reading, unit_of_work
from marketplace.search.engines.contract import BAGS, IndexMissing, IndexReader
from marketplace.search.operations import begin_rebuild, index_round, rebuild_round
from marketplace.search.queries.criteria import Criteria
from marketplace.search.queries.index_check import check_index, titles_of
from marketplace.search.queries.index_state import index_state, live_reader
from marketplace.search.queries.prices import REFERENCE_CURRENCY
from marketplace.search.queries.searching import Searcher, SearchRun, run_search

search_group = AppGroup("search", help="The index of goods.")

PAUSE = 0.2
MOST_NAMED = 20

as_json = click.option("--json", "is_json", is_flag=True, help="Write JSON.")
as_checked = click.option("--checked", is_flag=True, help="As a checked buyer sees prices.")


@search_group.command("rebuild")
@as_json
def rebuild_command(*, is_json: bool) -> None:
    """Build a new index beside the live one, to its end, and put it in use."""
    unit_of_work(begin_rebuild)
    name, begun = index_state().building, time.monotonic()
    while _is_building(name):
        if not rebuild_round():
            time.sleep(PAUSE)  # the worker has the writer
    while index_round():
        pass
    end_reading()
    facts = {"index": index_state().live, "listings": live_reader().count()}
    facts["seconds"] = round(time.monotonic() - begun, 1)
    _tell(facts, is_json=is_json)


def _is_building(name: str) -> bool:
    end_reading()
    return index_state().building == name


@search_group.command("check")
@as_json
def check_command(*, is_json: bool) -> None:
    """Compare the live index with the database; fails where they differ though nothing waits."""
    found = check_index(_reader())
    facts: dict[str, Any] = {
        "indexed": found.indexed,
        "shown": found.shown,
        "waiting": found.waiting,
        "missing": len(found.missing),
        "surplus": len(found.surplus),
    }
    named = {"missing": found.missing, "surplus": found.surplus}
    facts |= {f"{name}_first": codes[:MOST_NAMED] for name, codes in named.items() if codes}
    _tell(facts, is_json=is_json)
    if (found.missing or found.surplus) and not found.waiting:
        message = "The index differs from the database: flask search rebuild mends it."
        raise click.ClickException(message)


@search_group.command("query")
@click.argument("words")
@click.option("--exact", is_flag=True, help="Only the words as typed.")
@as_checked
@as_json
def query_command(words: str, *, exact: bool, checked: bool, is_json: bool) -> None:
    """Search for WORDS: the first hits with their scores, then the counts of facets."""
    made = _run(words, exact=exact, checked=checked)
    titles = titles_of([hit.id for hit in made.found.hits])
    hits = [
        {"id": hit.id, "score": round(hit.score, 3), "title": titles.get(hit.id, "")}
        for hit in made.found.hits
    ]
    facts = {
        "query": made.query.text,
        "words": [word.text for word in made.query.words],
        "in_other_words": [one.group.name for one in made.query.replaced],
        "with_all_words": made.exact,
        "total": made.found.total,
    }
    if is_json:
        click.echo(_json({**facts, "hits": hits, "facets": made.found.facets}))
        return
    _tell(facts, is_json=False)
    for hit in hits:
        click.echo(f"{hit['score']:>9.3f}  {hit['id']}  {hit['title']}")
    for field, counts in made.found.facets.items():
        written = ", ".join(f"{value} {count}" for value, count in _most_first(counts))
        if written:
            click.echo(f"{field}: {written}")


@search_group.command("explain")
@click.argument("words")
@click.argument("listing")
@as_checked
@as_json
def explain_command(words: str, listing: str, *, checked: bool, is_json: bool) -> None:
    """Say how the score of LISTING for WORDS is made up: a part for each field."""
    made = _run(words, exact=False, checked=checked)
    parts = _reader().explain(made.engine_query, listing)
    if parts is None:
        message = f"{listing} is not found by {made.query.text!r}."
        raise click.ClickException(message)
    rounded = {field: round(part, 3) for field, part in parts.items()}
    facts = {"score": round(sum(parts.values()), 3), "parts": rounded, "weights": dict(BAGS)}
    if is_json:
        click.echo(_json(facts))
        return
    for field, part in rounded.items():
        click.echo(f"{field:>9}  {part:>9.3f}  (weight {BAGS[field]:g})")
    click.echo(f"{'score':>9}  {facts['score']:>9.3f}")


def _run(words: str, *, exact: bool, checked: bool) -> SearchRun:
    searcher = Searcher(checked, REFERENCE_CURRENCY, present_book())
    return run_search(Criteria(text=words, in_other_words=not exact), searcher, _reader())


def _reader() -> IndexReader:
    try:
        return live_reader()
    except IndexMissing:
        message = "There is no index yet: flask search rebuild makes one."
        raise click.ClickException(message) from None


def _most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_NAMED]


def _tell(facts: Mapping[str, Any], *, is_json: bool) -> None:
    if is_json:
        click.echo(_json(facts))
        return
    for name, value in facts.items():
        written = ", ".join(map(str, value)) if isinstance(value, list) else value
        click.echo(f"{name.replace('_', ' ')}: {written}")


def _json(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, default=dict)
