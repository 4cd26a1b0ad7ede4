"""Counting a search after its answer has gone out."""

import re
from dataclasses import dataclass
from functools import partial

import structlog
from flask import Flask, Response, request
from sqlalchemy.exc import SQLAlchemyError

from marketplace.accounts.queries import present_reader
from marketplace.catalog.queries.categories import FoundLeaf
from marketplace.catalog.queries.public_categories import tree
from marketplace.core.proxies import present_application
from marketplace.core.web import language
from marketplace.search.analysis import folded
from marketplace.search.models import WORDS_LENGTH
from marketplace.search.operations.counting import CountedSearch, count_search
from marketplace.search.queries.criteria import Criteria
from marketplace.search.queries.parsing import ParsedQuery
from marketplace.search.queries.searching import Results

#: What may be a telephone or an account number.
_LONG_NUMBER = re.compile(r"\d(?:[\s().+/-]?\d){8,}")


@dataclass(frozen=True)
class Countable:
    """What is counted of a search: its words, the goods that had all of them, their branch."""

    words: str
    hits: int
    branch: str


def countable_of(results: Results, related: list[FoundLeaf]) -> Countable:
    """Return what is counted of a search; without words it is not."""
    return Countable(countable(results.query), results.exact, _branch(results, related))


def count_after(answer: Response, criteria: Criteria, counted: Countable) -> Response:
    """Let the first page of a search by words alone be counted once its answer has gone out."""
    is_plain = criteria == Criteria(text=criteria.text)
    if counted.words and is_plain and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        search = CountedSearch(
            language=language.current().tag,
            words=counted.words,
            hits=counted.hits,
            branch=counted.branch,
            browser=_browser(),
        )
        answer.call_on_close(partial(_count, present_application(), search))
    return answer


def countable(query: ParsedQuery) -> str:
    """Return the words as they are counted, "" for what may name a person or is nobody else's.

    Folded, in their order. Mail addresses, long numbers and long texts are not counted.
    """
    if "@" in query.text or _LONG_NUMBER.search(folded(query.text)) or query.codes:
        return ""
    parts = [word.text for word in query.words]
    parts += [" ".join(folded(phrase.text).split()) for phrase in query.phrases]
    words = " ".join(parts)
    return words if len(words) <= WORDS_LENGTH else ""


def _branch(results: Results, related: list[FoundLeaf]) -> str:
    """Return the branch of most goods that have some of the words, else of the nearest category."""
    counts = results.facets.get("category", {})
    branches = [one.slug for one in tree(language.current().tag).branches if counts.get(one.slug)]
    if branches:
        return max(branches, key=counts.__getitem__)
    return related[0].chain[0].slug if related else ""


def _browser() -> str:
    reader = present_reader()
    if reader is not None:
        return reader.person.code
    return f"{request.remote_addr}|{request.user_agent.string}"


def _count(app: Flask, search: CountedSearch) -> None:
    with app.app_context():
        try:
            count_search(search)
        except SQLAlchemyError:
            structlog.get_logger().warning("search_not_counted")
