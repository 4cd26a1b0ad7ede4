"""The engines find the same, count the same, and rank nearly the same, whatever is asked."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.search.analysis import index_tokens, ordered_tokens, phrase_of, words_of
from marketplace.search.engines.contract import Band, Document, EngineQuery, Sort
from marketplace.search.engines.tantivy import TantivyEngine
from marketplace.search.engines.whoosh import WhooshEngine

WORDS = [
    "centella",
    "serum",
    "toner",
    "cream",
    "mask",
    "valve",
    "brass",
    "bearing",
    "lamp",
    "sensor",
    "tea",
    "green",
    "roasted",
    "seaweed",
    "fabric",
    "bowl",
    "celadon",
    "pan",
    "jar",
    "dog",
    "treat",
    "scanner",
    "세럼",
    "토너",
    "마스크팩",
    "밸브",
    "베어링",
    "녹차",
    "김",
    "그릇",
    "30ml",
    "DN50",
    "SPF50",
    "M8",
    "18650",
    "для",
    "лица",
    "قناع",
    "زجاج",
    "化粧水",
]
CATEGORIES = ["skin-care", "valves", "tea", "tableware", "sensors"]
SIZE = 300
OVERLAP = 0.85


def _documents():
    draw = random.Random(7)
    for number in range(SIZE):
        title = " ".join(draw.choices(WORDS, k=draw.randint(2, 6)))
        body = " ".join(draw.choices(WORDS, k=draw.randint(5, 40)))
        numbers = {"moq": draw.choice([1, 50, 100, 500]), "listed_at": number}
        if draw.random() < 0.8:
            numbers["price_1"] = draw.randint(1, 50) * 100_000
        yield Document(
            id=f"LST-{number}",
            bags={
                "title": index_tokens(title, "en"),
                "keywords": index_tokens(" ".join(draw.choices(WORDS, k=3)), "en"),
                "body": index_tokens(body, "en"),
            },
            ordered=[*ordered_tokens(title), "¶", *ordered_tokens(body)],
            codes={"category": [draw.choice(CATEGORIES)], "origin": [draw.choice(["KR", "CN"])]},
            numbers=numbers,
        )


@pytest.fixture(scope="module")
def readers(tmp_path_factory):
    made = []
    for kind in (TantivyEngine, WhooshEngine):
        engine = kind(tmp_path_factory.mktemp(kind.__name__) / "index")
        engine.create()
        writer = engine.writer()
        writer.put(_documents())
        writer.settle()
        writer.close()
        made.append(engine.reader())
    return made


TYPED = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
BANDS = (Band(None, 50), Band(50, 500), Band(500, None))


@st.composite
def asks(draw):
    words = tuple(words_of(draw(TYPED)))
    least = draw(st.one_of(st.none(), st.integers(1, len(words))))
    filters = {"codes": {}, "bands": {}}
    if draw(st.booleans()):
        values = draw(st.sets(st.sampled_from(CATEGORIES), min_size=1, max_size=3))
        filters["codes"] = {"category": frozenset(values)}
    if draw(st.booleans()):
        filters["bands"] = {"moq": (draw(st.sampled_from(BANDS)),)}
    return EngineQuery(
        words=words,
        least=least,
        phrases=(phrase_of(draw(TYPED)),) if draw(st.integers(0, 4)) == 0 else (),
        without=tuple(words_of(draw(TYPED)))[:1] if draw(st.booleans()) else (),
        facets=("category", "origin"),
        facet_bands={"moq": BANDS},
        limit=SIZE,
        **filters,
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(engine_query=asks())
def test_matches_totals_and_counts_are_the_same(readers, engine_query):
    one, other = (reader.search(engine_query) for reader in readers)
    assert {hit.id for hit in one.hits} == {hit.id for hit in other.hits}
    assert one.total == other.total == len(one.hits)
    assert one.facets == other.facets
    assert one.facet_bands == other.facet_bands
    for counted in (replace(engine_query, limit=0), replace(engine_query, sort=Sort("price_1"))):
        assert readers[0].search(counted).total == one.total


def test_the_ten_best_are_nearly_the_same(readers):
    draw = random.Random(11)
    shares = []
    for _query in range(60):
        engine_query = EngineQuery(
            words=tuple(words_of(" ".join(draw.choices(WORDS, k=2)))), least=1, limit=10
        )
        best = [{hit.id for hit in reader.search(engine_query).hits} for reader in readers]
        if best[0]:
            shares.append(len(best[0] & best[1]) / len(best[0]))
    assert sum(shares) / len(shares) >= OVERLAP


@pytest.mark.parametrize("sort", [None, Sort("moq")])
def test_pages_hold_every_hit_once_where_many_are_equal(readers, sort):
    engine_query = EngineQuery(
        words=tuple(words_of("serum valve tea")), least=1, sort=sort, limit=24
    )
    for reader in readers:
        total = reader.search(engine_query).total
        pages = [reader.search(replace(engine_query, offset=at)).hits for at in range(0, total, 24)]
        hits = [hit.id for page in pages for hit in page]
        assert len(hits) == len(set(hits)) == total


@pytest.mark.parametrize("descending", [False, True])
def test_sorting_gives_the_same_figures_in_the_same_order(readers, descending):
    prices = {document.id: document.numbers.get("price_1") for document in _documents()}
    engine_query = EngineQuery(sort=Sort("price_1", descending=descending), limit=SIZE)
    one, other = (
        [prices[hit.id] for hit in reader.search(engine_query).hits] for reader in readers
    )
    assert one == other
