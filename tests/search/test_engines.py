"""What every engine does alike: one suite, run on each."""

import pytest

from marketplace.search.analysis import phrase_of, words_of
from marketplace.search.engines.contract import Band, EngineQuery, IndexBusy, IndexMissing, Sort
from marketplace.search.engines.tantivy import TantivyEngine
from marketplace.search.engines.whoosh import WhooshEngine
from tests.search.engines_support import document

ENGINES = {"tantivy": TantivyEngine, "whoosh": WhooshEngine}

SHELF = [
    document(
        "LST-1",
        "Calming centella serum 30 ml",
        body="Fragrance free, vegan",
        codes={
            "category": ["skin-care", "serum"],
            "origin": ["KR"],
            "language": ["en", "ko"],
            "badge": ["maker", "oem"],
        },
        numbers={"moq": 500, "price_1": 3_050_000, "listed_at": 30},
    ),
    document(
        "LST-2",
        "Centella toner 200 ml",
        body="For calm skin, after the serum",
        codes={"category": ["skin-care", "toner"], "origin": ["KR"], "badge": ["trader"]},
        numbers={"moq": 100, "price_1": 5_000_000, "listed_at": 20},
    ),
    document(
        "LST-3",
        "Brass ball valve DN50",
        body="Full bore",
        codes={"category": ["valves"], "origin": ["CN"], "badge": ["maker"]},
        numbers={"moq": 50, "listed_at": 40},
    ),
    document(
        "LST-4", "진정 마스크 팩", language="ko", codes={"category": ["skin-care", "sheet-mask"]}
    ),
]


@pytest.fixture(params=sorted(ENGINES))
def engine(request, tmp_path):
    made = ENGINES[request.param](tmp_path / "index")
    made.create()
    return made


@pytest.fixture
def shelf(engine):
    write(engine, put=SHELF)
    return engine


def write(engine, *, put=(), remove=()):
    writer = engine.writer()
    writer.put(put)
    writer.remove(remove)
    writer.settle()
    writer.close()


def search(engine, typed="", **asked):
    return engine.reader().search(EngineQuery(words=tuple(words_of(typed)), **asked))


def found(engine, typed="", **asked):
    return {hit.id for hit in search(engine, typed, **asked).hits}


def test_all_words_must_be_there(shelf):
    assert found(shelf, "centella serum") == {"LST-1", "LST-2"}
    assert found(shelf, "centella vegan") == {"LST-1"}


def test_most_words_suffice_when_fewer_are_asked_for(shelf):
    assert found(shelf, "centella vegan unobtainium", least=2) == {"LST-1"}
    assert found(shelf, "centella vegan unobtainium") == set()


def test_those_that_have_all_of_the_words_can_be_left_out(shelf):
    assert found(shelf, "centella vegan serum", least=2) == {"LST-1", "LST-2"}
    assert found(shelf, "centella vegan serum", least=2, not_all=True) == {"LST-2"}


def test_a_word_in_the_title_weighs_more_than_one_in_the_body(shelf):
    assert [hit.id for hit in search(shelf, "serum").hits] == ["LST-1", "LST-2"]


def test_korean_is_found_however_it_is_spaced(shelf):
    assert found(shelf, "마스크팩") == {"LST-4"}


def test_phrases_keep_their_order(shelf):
    assert found(shelf, phrases=(phrase_of("centella serum"),)) == {"LST-1"}
    assert found(shelf, phrases=(phrase_of("serum centella"),)) == set()


def test_excluded_words_and_phrases_are_not_there(shelf):
    assert found(shelf, "centella", without=tuple(words_of("toner"))) == {"LST-1"}
    assert found(shelf, "centella", without=(phrase_of("centella serum"),)) == {"LST-2"}


def test_without_words_everything_matches(shelf):
    assert search(shelf).total == len(SHELF)


def test_a_filter_takes_any_of_its_values_and_all_filters_together(shelf):
    assert found(shelf, codes={"category": frozenset({"serum", "valves"})}) == {"LST-1", "LST-3"}
    both = {"category": frozenset({"serum", "valves"}), "origin": frozenset({"CN"})}
    assert found(shelf, codes=both) == {"LST-3"}


def test_bands_hold_their_lower_edge_and_not_their_upper(shelf):
    assert found(shelf, bands={"moq": (Band(100, 500),)}) == {"LST-2"}
    assert found(shelf, bands={"moq": (Band(None, 100), Band(500, None))}) == {"LST-1", "LST-3"}


def test_counts_of_a_filtered_field_are_those_without_its_own_filter(shelf):
    answer = search(
        shelf,
        codes={"category": frozenset({"serum"})},
        facets=("category", "origin"),
    )
    assert answer.facets["category"] == {
        "skin-care": 3,
        "serum": 1,
        "toner": 1,
        "valves": 1,
        "sheet-mask": 1,
    }
    assert answer.facets["origin"] == {"KR": 1}


def test_counts_stay_right_where_goods_have_several_values_and_several_are_chosen(shelf):
    chosen = {"badge": frozenset({"oem", "trader"}), "category": frozenset({"skin-care"})}
    answer = search(shelf, codes=chosen, facets=("badge", "origin"))
    assert {hit.id for hit in answer.hits} == {"LST-1", "LST-2"}
    assert answer.facets["badge"] == {"maker": 1, "oem": 1, "trader": 1}
    assert answer.facets["origin"] == {"KR": 2}


def test_bands_are_counted_in_their_order(shelf):
    bands = (Band(None, 100), Band(100, 500), Band(500, None))
    answer = search(shelf, facet_bands={"moq": bands}, bands={"moq": (bands[0],)})
    assert answer.facet_bands["moq"] == (1, 1, 1)
    assert answer.total == 1


@pytest.mark.parametrize(
    ("descending", "order"),
    [(False, ["LST-1", "LST-2"]), (True, ["LST-2", "LST-1"])],
)
def test_what_has_no_figure_comes_last_either_way(shelf, descending, order):
    answer = search(shelf, sort=Sort("price_1", descending=descending))
    assert [hit.id for hit in answer.hits][:2] == order
    assert {hit.id for hit in answer.hits[2:]} == {"LST-3", "LST-4"}


def test_pages_hold_every_hit_once(shelf):
    pages = [search(shelf, sort=Sort("listed_at"), offset=at, limit=1).hits for at in range(5)]
    assert [hit.id for page in pages for hit in page] == ["LST-2", "LST-1", "LST-3", "LST-4"]


def test_putting_again_replaces_and_removing_forgets(shelf):
    write(shelf, put=[document("LST-1", "Rice cooker")], remove=["LST-2", "LST-9"])
    assert found(shelf, "centella") == set()
    assert found(shelf, "cooker") == {"LST-1"}
    assert sorted(shelf.reader().ids()) == ["LST-1", "LST-3", "LST-4"]
    assert shelf.reader().count() == 3


def test_a_reader_keeps_the_state_it_was_opened_on(shelf):
    before = shelf.reader()
    write(shelf, remove=["LST-1"])
    assert before.search(EngineQuery()).total == 4
    assert shelf.reader().search(EngineQuery()).total == 3
    assert before.generation != shelf.reader().generation


def test_what_was_not_committed_is_lost(shelf):
    writer = shelf.writer()
    writer.put([document("LST-5", "Lamp")])
    writer.close()
    assert found(shelf, "lamp") == set()


def test_there_is_one_writer(engine):
    first = engine.writer()
    with pytest.raises(IndexBusy):
        engine.writer()
    first.close()
    engine.writer().close()


def test_an_index_that_is_lost_is_said_to_be_missing(shelf, tmp_path):
    for file in sorted((tmp_path / "index").rglob("*"), reverse=True):
        file.unlink()
    assert not shelf.exists()
    with pytest.raises(IndexMissing):
        shelf.reader()


def test_explaining_names_the_fields_that_scored(shelf):
    engine_query = EngineQuery(words=tuple(words_of("serum")))
    parts = shelf.reader().explain(engine_query, "LST-1")
    assert parts is not None
    assert parts["title"] > parts.get("body", 0)
    assert shelf.reader().explain(engine_query, "LST-3") is None


def test_typing_ahead_offers_words_of_titles(shelf):
    assert shelf.reader().terms_beginning("cent", 5) == [("centella", 2)]
