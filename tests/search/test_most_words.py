"""What has most of the words stands behind what has all of them, page by page, in any order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.search.analysis import words_of
from marketplace.search.engines.choosing import KINDS
from marketplace.search.engines.contract import EngineQuery, Sort
from marketplace.search.queries.searching import with_most
from tests.search.engines_support import document

WORDS = ("brass", "ball", "valve", "chrome", "steel")
#: One for each set of words, 0 to 31; `moq` is the number backwards.
SHELF = [
    document(
        f"LST-{number:02}",
        " ".join(word for place, word in enumerate(WORDS) if number >> place & 1) or "nothing",
        numbers={"moq": 100 - number},
    )
    for number in range(1 << len(WORDS))
]


@pytest.fixture(scope="module")
def readers(tmp_path_factory):
    made = {}
    for kind, make in KINDS.items():
        engine = make(tmp_path_factory.mktemp("shelf") / kind)
        engine.create()
        writer = engine.writer()
        writer.put(SHELF)
        writer.settle()
        writer.close()
        made[kind] = engine.reader()
    return made


def having(typed, least):
    return {one.id for one in SHELF if sum(word in one.bags["title"] for word in typed) >= least}


def paged(reader, typed, sort, size):
    """Return all pages put together, and how many the first one said there are."""
    hits, total, offset = [], None, 0
    while total is None or offset < total:
        engine_query = EngineQuery(
            tuple(words_of(" ".join(typed))), sort=sort, offset=offset, limit=size
        )
        _wider, found = with_most(reader, engine_query, reader.search(engine_query))
        total = found.total if total is None else total
        assert found.total == total
        hits += [hit.id for hit in found.hits]
        offset += size
    return hits, total


@given(
    typed=st.lists(st.sampled_from(WORDS), min_size=2, unique=True),
    size=st.integers(2, 9),
    sort=st.sampled_from([None, Sort("moq"), Sort("moq", descending=True)]),
)
def test_pages_hold_all_of_both_parts_once_the_better_part_first(readers, typed, size, sort):
    least = min(-(-len(typed) * 6 // 10), len(typed) - 1)
    exact, wider = having(typed, len(typed)), having(typed, least)
    for reader in readers.values():
        hits, total = paged(reader, typed, sort, size)
        assert total == len(wider)
        assert len(hits) == len(set(hits)) == total
        assert set(hits[: len(exact)]) == exact
        assert set(hits) == wider


def test_where_nothing_has_most_those_with_fewer_are_asked_for(readers):
    engine_query = EngineQuery(tuple(words_of("brass unobtainium kryptonite")))
    for reader in readers.values():
        wider, found = with_most(reader, engine_query, reader.search(engine_query))
        assert (wider.least, found.total) == (1, 16)


@pytest.mark.parametrize("kind", KINDS)
def test_where_nothing_has_a_compound_word_its_parts_are_looked_for(kind, tmp_path):
    engine = KINDS[kind](tmp_path / kind)
    engine.create()
    writer = engine.writer()
    writer.put(
        [
            document("LST-1", "안전헬멧 흰색", language="ko"),
            document("LST-2", "양말", language="ko"),
        ]
    )
    writer.settle()
    writer.close()
    engine_query = EngineQuery(tuple(words_of("건설용안전헬멧")))
    exact = engine.reader().search(engine_query)
    _wider, found = with_most(engine.reader(), engine_query, exact)
    assert (exact.total, [hit.id for hit in found.hits]) == (0, ["LST-1"])
