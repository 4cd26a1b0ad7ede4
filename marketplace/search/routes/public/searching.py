"""`/search`: what was found, how the query was read, what to choose, and a way on."""

from collections.abc import Hashable
from dataclasses import dataclass

from flask import Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts.queries import preferences, present_reader
from marketplace.catalog.queries.categories import FoundLeaf, leaves_for
from marketplace.catalog.queries.public_categories import tree
from marketplace.catalog.queries.public_favourites import saved_by_reader
from marketplace.catalog.queries.public_money import own_money_of
from marketplace.catalog.queries.public_prices import present_book
from marketplace.catalog.queries.public_stamps import reads_by, stamp, still_holds
from marketplace.config import Settings
from marketplace.core.permissions import anyone, guard
from marketplace.core.web import language
from marketplace.core.web.browser_cache import fresh
from marketplace.core.web.cached_pages import RenderedPage, cached_page
from marketplace.reference.queries import home_pack
from marketplace.search.engines.contract import IndexMissing
from marketplace.search.queries.criteria import LAST_PAGE, PAGE, SORTS, Criteria, read_criteria
from marketplace.search.queries.index_state import live_index, mark_of
from marketplace.search.queries.saved import saved_like
from marketplace.search.queries.searching import Results, Searcher, search
from marketplace.search.routes import bp
from marketplace.search.routes.public.counting import Countable, count_after, countable_of
from marketplace.search.routes.public.facets import chips_of, facets_of, path_of
from marketplace.search.routes.public.words import marked_lines, marked_titles, other_words
from marketplace.verification.queries import reader_may_reach_sellers

RELATED = 6


def searcher() -> Searcher:
    """Return whose prices and which currency a search is for: the present reader's."""
    return Searcher(reader_may_reach_sellers(), preferences().currency, present_book())


@bp.get("/search", endpoint="search")
@guard(anyone)
def search_page() -> ResponseReturnValue:
    """Show what a query finds. Without one it shows all goods.

    An anonymous reader's page is kept with its goods and the state of the index, as others are; it
    is counted each time it is given.
    """
    criteria = read_criteria(request.args)
    counted: list[Countable] = []

    def draw() -> RenderedPage:
        made = _drawn(criteria)
        counted.append(made.stamp.counted)
        return RenderedPage(made.text, made.stamp)

    def holds(kept: Hashable) -> bool:
        if not isinstance(kept, SearchStamp) or not kept.holds():
            return False
        counted.append(kept.counted)
        return True

    try:
        answer = cached_page(draw, holds, reads_by=reads_by())
    except IndexMissing:
        return fresh(Response(_draw_preparing(criteria)))
    except _BeyondTheLast as beyond:
        return redirect(path_of(criteria, offset=beyond.last))
    return count_after(answer, criteria, counted[-1])


class _BeyondTheLast(Exception):
    """The address asks for a page behind the last one, which begins at `last`."""

    def __init__(self, criteria: Criteria, total: int) -> None:
        """Where the last page is the one asked for, its goods are gone: then it is the first."""
        last = max(0, min(total, LAST_PAGE * PAGE) - 1) // PAGE * PAGE
        self.last = last if last < criteria.offset else 0
        super().__init__(self.last)


@dataclass(frozen=True)
class SearchStamp:
    """What a page was drawn from: its goods, the index and its state; and what is counted of it."""

    goods: Hashable
    index: tuple[str, str]
    counted: Countable

    def holds(self) -> bool:
        """Whether the index has not changed since, and the goods are as they were, all visible."""
        try:
            name, reader = live_index()
        except IndexMissing:
            return False
        return (name, reader.generation) == self.index and still_holds(self.goods)


@dataclass(frozen=True)
class _Made:
    text: str
    stamp: SearchStamp


def _drawn(criteria: Criteria) -> _Made:
    name, reader = live_index()
    results = search(criteria, searcher(), reader)
    if criteria.offset and not results.cards:
        raise _BeyondTheLast(criteria, results.total)
    related = _related(criteria)
    goods = stamp([card.stamp for card in results.cards])
    index = (name, results.generation)
    made_of = SearchStamp(goods, index, countable_of(results, related))
    mark = mark_of(name, f"{results.generation}{_edges(criteria, results)}")
    return _Made(_draw(criteria, results, related, mark), made_of)


def _edges(criteria: Criteria, results: Results) -> str:
    """Return the bands of prices that were chosen, "" without: they move with exchange rates."""
    known = results.price_bands
    chosen = [known[key].band for key in sorted(criteria.chosen("price")) if key in known]
    return f" {chosen}" if chosen else ""


def _draw(criteria: Criteria, results: Results, related: list[FoundLeaf], mark: str) -> str:
    return render_template(
        "search/public_search.html",
        criteria=criteria,
        results=results,
        facets=facets_of(criteria, results),
        chosen=chips_of(criteria, results),
        sorts=list(SORTS),
        others=other_words(results.query, _languages()),
        titles=marked_titles(results.cards, results.query),
        lines=marked_lines(results.cards, results.query),
        related=related,
        page=criteria.offset // PAGE + 1,
        last=min(-(-results.total // PAGE), LAST_PAGE),
        path_of=path_of,
        page_path=lambda number: path_of(criteria, offset=(number - 1) * PAGE, mark=mark),
        is_of_another_state=bool(criteria.offset) and criteria.mark != mark,
        tree=tree(language.current().tag),
        own=own_money_of(results.cards),
        saved=saved_by_reader([card.id for card in results.cards]),
        **_keeping(criteria),
    )


def _keeping(criteria: Criteria) -> dict[str, object]:
    """Return where to save the search, "" for all goods, and under what the reader keeps it."""
    if not criteria.text and not criteria.is_filtered:
        return {"save_path": "", "kept": None}
    reader = present_reader()
    kept = saved_like(reader.person, criteria) if reader else None
    return {"save_path": url_for("search.save", **criteria.args()), "kept": kept}  # type: ignore[arg-type]


def _draw_preparing(criteria: Criteria) -> str:
    return render_template(
        "search/public_preparing.html",
        criteria=criteria,
        related=_related(criteria),
        tree=tree(language.current().tag),
    )


def _languages() -> list[str]:
    """Return in which languages other words are named: English, the sellers', the reader's."""
    settings: Settings = current_app.config["SETTINGS"]
    home = home_pack(settings.home_country).LANGUAGE
    return list(dict.fromkeys([home, "en", language.current().tag]))


def _related(criteria: Criteria) -> list[FoundLeaf]:
    tag = language.current().tag
    return leaves_for(criteria.text, tag, RELATED) if criteria.text else []
