"""An `EngineQuery` as Tantivy queries: what must match weighs nothing, what scores only ranks."""

from collections.abc import Iterable, Sequence

import tantivy
from tantivy import FieldType, Occur, Query, Schema

from marketplace.search.analysis import Phrase, Way, Word
from marketplace.search.engines.contract import BAGS, MATCHED, ORDERED, Band, EngineQuery

MUST, SHOULD, NOT = Occur.Must, Occur.Should, Occur.MustNot


def query_of(
    schema: Schema, query: EngineQuery, *, apart_from: str = "", is_scored: bool = True
) -> Query:
    """Return the whole query, without the filter on the field `apart_from`.

    One that is only counted or sorted is not scored, which makes it cheaper.
    """
    parts = [*_needed(schema, query), *_filters(schema, query, apart_from)]
    clauses = [(MUST, Query.const_score_query(part, 0.0)) for part in parts]
    if not clauses:
        clauses = [(MUST, Query.const_score_query(Query.all_query(), 0.0))]
    clauses.extend((NOT, _met(schema, one)) for one in query.without)
    if query.not_all and query.words:
        clauses.append((NOT, _words(schema, query.words, len(query.words))))
    if is_scored:
        clauses.extend((SHOULD, part) for part in _scoring(schema, query.words))
    return Query.boolean_query(clauses)


def _needed(schema: Schema, query: EngineQuery) -> Iterable[Query]:
    if query.words:
        least = len(query.words) if query.least is None else query.least
        yield _words(schema, query.words, least)
    for phrase in query.phrases:
        yield _phrase(schema, phrase)


def _words(schema: Schema, words: Iterable[Word], least: int) -> Query:
    return _at_least([_word(schema, word) for word in words], least)


def _at_least(parts: Sequence[Query], least: int) -> Query:
    """Return what at least `least` of the parts match; all of them: an intersection."""
    if len(parts) == 1:
        return parts[0]
    if least >= len(parts):
        return Query.boolean_query([(MUST, part) for part in parts])
    return Query.boolean_query(
        [(SHOULD, part) for part in parts], minimum_number_should_match=least
    )


def _met(schema: Schema, one: Word | Phrase) -> Query:
    return _phrase(schema, one) if isinstance(one, Phrase) else _word(schema, one)


def _phrase(schema: Schema, phrase: Phrase) -> Query:
    tokens: list[str | tuple[int, str]] = list(phrase.tokens)
    if not tokens:
        return Query.empty_query()
    if len(tokens) == 1:
        return Query.term_query(schema, ORDERED, phrase.tokens[0])
    return Query.phrase_query(schema, ORDERED, tokens)


def _word(schema: Schema, word: Word) -> Query:
    """Return what meets the word: ways of one token are one set of terms."""
    single = [way.tokens[0] for way in word.ways if len(way.tokens) == 1]
    parts = [_way(schema, way) for way in word.ways if len(way.tokens) > 1]
    if len(single) > 1:
        parts.insert(0, Query.term_set_query(schema, MATCHED, single))
    elif single:
        parts.insert(0, Query.term_query(schema, MATCHED, single[0]))
    return _at_least(parts, 1) if parts else Query.empty_query()


def _way(schema: Schema, way: Way) -> Query:
    terms = [Query.term_query(schema, MATCHED, token) for token in way.tokens]
    return _at_least(terms, way.least)


def _scoring(schema: Schema, words: Iterable[Word]) -> Iterable[Query]:
    tokens = dict.fromkeys(token for word in words for way in word.ways for token in way.tokens)
    for bag, weight in BAGS.items():
        for token in tokens:
            yield Query.boost_query(Query.term_query(schema, bag, token), weight)


def _filters(schema: Schema, query: EngineQuery, apart_from: str) -> Iterable[Query]:
    for field, values in query.codes.items():
        if field != apart_from:
            yield Query.term_set_query(schema, field, sorted(values))
    for field, bands in query.bands.items():
        if field != apart_from:
            yield Query.boolean_query([(SHOULD, _band(schema, field, band)) for band in bands])


def _band(schema: Schema, field: str, band: Band) -> Query:
    if band.low is None and band.high is None:
        return Query.exists_query(field)
    return Query.range_query(
        schema,
        field,
        FieldType.Unsigned,
        band.low,
        band.high,
        include_upper=band.high is None,
    )


def whitespace() -> tantivy.TextAnalyzer:
    """Return the analyser for ready tokens: they are parted by blanks and nothing else is done."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
