"""The engine: a folder with one Tantivy index, its readers and its writer."""

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, SupportsFloat
from zlib import crc32

import tantivy
from tantivy import Query

from marketplace.search.engines.analysis_note import is_of_today, note_analysis
from marketplace.search.engines.contract import (
    BAGS,
    CODES,
    MATCHED,
    NUMBERS,
    ORDERED,
    Document,
    EngineAnswer,
    EngineQuery,
    Hit,
    IndexBusy,
    IndexMissing,
    IndexReader,
    IndexWriter,
    Sort,
)
from marketplace.search.engines.tantivy.queries import query_of, whitespace

READY = "ready"
#: A field that every document has: adding it up counts what matches in the pass of the facets.
COUNTED = "counted"
HEAP_BYTES = 64_000_000
#: More values than any field of codes has: counts are whole.
MOST_VALUES = 10_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for bag in (MATCHED, *BAGS):
        builder.add_text_field(bag, tokenizer_name=READY, index_option="basic")
    builder.add_text_field(ORDERED, tokenizer_name=READY, index_option="position")
    for field in CODES:
        builder.add_text_field(field, fast=True, tokenizer_name="raw", index_option="basic")
    for field in NUMBERS:
        builder.add_unsigned_field(field, fast=True)
    builder.add_unsigned_field(COUNTED, fast=True)
    return builder.build()


class TantivyEngine:
    """An index below `folder`, which only the application writes."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made by `create`."""
        self._folder = folder
        self._meta = folder / "meta.json"
        self._open: tantivy.Index | None = None
        self._read: tuple[str, TantivyReader] | None = None

    def exists(self) -> bool:
        """Whether there is an index of today's fields."""
        try:
            self._index()
        except IndexMissing:
            return False
        return True

    def is_current(self) -> bool:
        """Whether its tokens are made as today's analysis makes them."""
        return is_of_today(self._folder)

    def create(self) -> None:
        """Make an empty index in place of any that is there."""
        self._open = self._read = None
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        tantivy.Index(_schema(), path=str(self._folder))
        note_analysis(self._folder)

    def reader(self) -> IndexReader:
        """Return the newest committed state, the same object until a commit or a merge."""
        index, read = self._index(), self._read
        try:
            meta = self._meta.read_text()
            if read is not None and read[0] == meta:
                return read[1]
            generation = f"{json.loads(meta)['opstamp']}-{crc32(meta.encode()):08x}"
            index.reload()
        except (OSError, ValueError, KeyError) as error:
            self._open = self._read = None
            raise IndexMissing from error
        made = TantivyReader(index, generation)
        self._read = meta, made
        return made

    def writer(self) -> IndexWriter:
        """Return the only writer."""
        index = self._index()
        try:
            return TantivyWriter(index.writer(heap_size=HEAP_BYTES, num_threads=1))
        except ValueError as error:
            raise IndexBusy from error

    def _index(self) -> tantivy.Index:
        if not self._meta.exists():
            self._open = self._read = None
            raise IndexMissing
        if self._open is None:
            try:
                index = tantivy.Index(_schema(), path=str(self._folder), reuse=True)
            except (OSError, ValueError) as error:
                raise IndexMissing from error
            index.register_tokenizer(READY, whitespace())
            self._open = index
        return self._open


#: Counts by value and by band, and how many match where that was counted on the way.
_Counts = tuple[dict[str, dict[str, int]], dict[str, tuple[int, ...]], int | None]


class TantivyReader:
    """One committed state of the index."""

    def __init__(self, index: tantivy.Index, generation: str) -> None:
        """The searcher keeps its segments while it lives, whatever is written meanwhile."""
        self._schema = index.schema
        self._searcher = index.searcher()
        self._generation = generation

    @property
    def generation(self) -> str:
        """Return what names this state: the commit's number and its segments.

        A merge puts hits that are equal into another order.
        """
        return self._generation

    def count(self) -> int:
        """Return how many documents there are."""
        found: int = self._searcher.num_docs
        return found

    def ids(self) -> Iterable[str]:
        """Yield the public id of every document."""
        alive = Query.all_query()
        for term, count in self._searcher.terms_with_prefix("id", "", filter_query=alive):
            if count:
                yield term

    def search(self, query: EngineQuery) -> EngineAnswer:
        """Search: the page, the total, and counts apart from each counted field's own filter."""
        facets, bands, counted = self._counts(query)
        hits, total = self._page(query, counted)
        return EngineAnswer(hits, total, facets, bands, self.generation)

    def explain(self, query: EngineQuery, document: str) -> Mapping[str, float] | None:
        """Return the score's parts by bag, None when the document does not match."""
        one = Query.term_query(self._schema, "id", document)
        whole = query_of(self._schema, query)
        must = tantivy.Occur.Must
        found = self._searcher.search(Query.boolean_query([(must, whole), (must, one)]), limit=1)
        if not found.hits:
            return None
        parts: dict[str, float] = {}
        for bag, weight in BAGS.items():
            terms = [
                (tantivy.Occur.Should, Query.term_query(self._schema, bag, token))
                for token in dict.fromkeys(
                    token for word in query.words for way in word.ways for token in way.tokens
                )
            ]
            if not terms:
                continue
            only = Query.boolean_query([(must, one), (must, Query.boolean_query(terms))])
            score = self._searcher.search(only, limit=1)
            base = self._searcher.search(one, limit=1).hits[0][0]
            parts[bag] = weight * (score.hits[0][0] - base) if score.hits else 0.0
        return parts

    def terms_beginning(self, prefix: str, most: int) -> list[tuple[str, int]]:
        """Return folded words of titles that begin so; stems are left out."""
        found = self._searcher.terms_with_prefix("title", prefix, limit=most * 2)
        return [(term, count) for term, count in found if ":" not in term][:most]

    def _page(self, query: EngineQuery, counted: int | None) -> tuple[tuple[Hit, ...], int]:
        """Return the page's hits and the total; `counted` is the total where it is known."""
        if query.sort is None and query.limit:
            native = query_of(self._schema, query)
            found = self._searcher.search(native, limit=query.limit, offset=query.offset)
            return tuple(self._hit(score, place) for score, place in found.hits), _count_of(found)
        native = query_of(self._schema, query, is_scored=False)
        if counted is None:
            counted = _count_of(self._searcher.search(native, limit=1))
        hits = (
            self._sorted(native, query, query.sort)
            if query.sort is not None and query.limit
            else ()
        )
        return tuple(hits), counted

    def _sorted(self, native: Query, query: EngineQuery, sort: Sort) -> Iterable[Hit]:
        """Yield those that have the figure in its order, then those that have none."""
        has = Query.exists_query(sort.field)
        must = tantivy.Occur.Must
        with_figure = Query.boolean_query([(must, native), (must, has)])
        order = tantivy.Order.Desc if sort.descending else tantivy.Order.Asc
        found = self._searcher.search(
            with_figure,
            limit=query.limit,
            offset=query.offset,
            order_by_field=sort.field,
            order=order,
        )
        yield from (self._hit(0.0, place) for _value, place in found.hits)
        left = query.limit - len(found.hits)
        if left:
            without = Query.boolean_query([(must, native), (tantivy.Occur.MustNot, has)])
            offset = max(0, query.offset - _count_of(found))
            rest = self._searcher.search(without, limit=left, offset=offset, count=False)
            yield from (self._hit(0.0, place) for _score, place in rest.hits)

    def _hit(self, score: SupportsFloat, place: tantivy.DocAddress) -> Hit:
        document = self._searcher.doc(place)
        return Hit(str(document.get_first("id")), float(score))

    def _counts(self, query: EngineQuery) -> _Counts:
        """Return counts by value and by band, and how many match where a pass told it."""
        facets: dict[str, dict[str, int]] = {}
        bands: dict[str, tuple[int, ...]] = {}
        counted: int | None = None
        for apart_from, wanted in _passes(query).items():
            native = query_of(self._schema, query, apart_from=apart_from, is_scored=False)
            found = self._searcher.aggregate(native, wanted)
            for name, answer in found.items():
                if name == COUNTED:
                    counted = int(answer["value"])
                elif name in query.facets:
                    facets[name] = {one["key"]: one["doc_count"] for one in answer["buckets"]}
                else:
                    bands[name] = _in_order(answer["buckets"], len(query.facet_bands[name]))
        return facets, bands, counted


def _count_of(result: tantivy.SearchResult) -> int:
    """Return how many matched; the library's types do not know the attribute."""
    counted: int | None = result.count  # type: ignore[attr-defined]
    return counted or 0


def _passes(query: EngineQuery) -> dict[str, dict[str, Any]]:
    """Return what to count in each pass: fields with a filter of their own need one without it."""
    passes: dict[str, dict[str, Any]] = {}
    for field in query.facets:
        key = field if field in query.codes else ""
        passes.setdefault(key, {})[field] = {"terms": {"field": field, "size": MOST_VALUES}}
    for field, bands in query.facet_bands.items():
        key = field if field in query.bands else ""
        ranges = [
            {"key": str(place)}
            | ({} if band.low is None else {"from": float(band.low)})
            | ({} if band.high is None else {"to": float(band.high)})
            for place, band in enumerate(bands)
        ]
        passes.setdefault(key, {})[field] = {"range": {"field": field, "ranges": ranges}}
    is_counted_by_page = query.sort is None and query.limit > 0
    if "" in passes and not is_counted_by_page:
        passes[""][COUNTED] = {"value_count": {"field": COUNTED}}
    return passes


def _in_order(buckets: Iterable[Mapping[str, Any]], bands: int) -> tuple[int, ...]:
    """Return the counts of our own bands: Tantivy adds ranges that it needs for the gaps."""
    counts = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    return tuple(int(counts.get(str(place), 0)) for place in range(bands))


class TantivyWriter:
    """The only writer of an index."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        """Keep Tantivy's writer, which holds the lock file."""
        self._writer: tantivy.IndexWriter | None = writer
        self._is_settled = True

    def put(self, documents: Iterable[Document]) -> None:
        """Add documents, each in place of one of the same id."""
        writer = self._require()
        self._is_settled = False
        for document in documents:
            writer.delete_documents_by_term("id", document.id)
            writer.add_document(_written(document))

    def remove(self, ids: Iterable[str]) -> None:
        """Take documents out."""
        writer = self._require()
        for each in ids:
            self._is_settled = False
            writer.delete_documents_by_term("id", each)

    def settle(self) -> None:
        """Make it visible and durable."""
        self._require().commit()
        self._is_settled = True

    def close(self) -> None:
        """Wait for what merges and give the lock free; a rollback would throw the merges away."""
        if self._writer is not None:
            if not self._is_settled:
                self._writer.rollback()
            self._writer.wait_merging_threads()
            self._writer = None

    def _require(self) -> tantivy.IndexWriter:
        if self._writer is None:
            message = "This writer was closed."
            raise RuntimeError(message)
        return self._writer


def _written(document: Document) -> tantivy.Document:
    written = tantivy.Document()
    add = written.add_text
    add("id", document.id)
    everything: dict[str, None] = {}
    for bag, tokens in document.bags.items():
        once = tokens if isinstance(tokens, dict) else dict.fromkeys(tokens)
        everything.update(once)
        add(bag, " ".join(once))
    add(MATCHED, " ".join(everything))
    add(ORDERED, " ".join(document.ordered))
    for field, values in document.codes.items():
        for value in dict.fromkeys(values):
            add(field, value)
    for field, number in document.numbers.items():
        written.add_unsigned(field, number)
    written.add_unsigned(COUNTED, 1)
    return written
