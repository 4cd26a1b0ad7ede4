"""`flask search …`: the index is rebuilt, checked, asked and explained at the server."""

import json

import pytest

from marketplace.core.work.worker import work_until_idle
from marketplace.search.engines.choosing import engine_at
from marketplace.search.queries.index_state import index_state
from tests.factories import goods


@pytest.fixture(params=["whoosh", "tantivy"])
def app(request, make_app):
    return make_app(SEARCH_ENGINE=request.param)


@pytest.fixture
def code(app):
    seller = goods.make_seller(app)
    with app.app_context():
        made = goods.shown_listing(app, goods.company_of(seller), title="Calming serum").code
        work_until_idle(app)
    return made


def run(app, *words):
    return app.test_cli_runner().invoke(args=["search", *words])


def told(app, *words):
    answer = run(app, *words, "--json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_rebuild_runs_to_the_end_and_check_finds_nothing_amiss(app, code):
    assert told(app, "rebuild")["listings"] == 1
    found = told(app, "check")
    assert (found["indexed"], found["shown"], found["missing"], found["surplus"]) == (1, 1, 0, 0)
    assert "indexed: 1" in run(app, "check").output


def test_check_fails_where_a_listing_is_missing_though_nothing_waits(app, code):
    with app.app_context():
        writer = engine_at(index_state().live).writer()
        writer.remove([code])
        writer.settle()
        writer.close()
    answer = run(app, "check")
    assert answer.exit_code == 1
    assert code in answer.output


def test_query_prints_hits_and_facets_and_explain_the_parts_of_a_score(app, code):
    found = told(app, "query", "calming serum vegano")
    assert [hit["id"] for hit in found["hits"]] == [code]
    assert found["in_other_words"] == ["soothing", "vegan"]
    assert found["facets"]["category"]["serums"] == 1
    assert code in run(app, "query", "calming").output
    parts = told(app, "explain", "calming serum", code)
    assert parts["parts"]["title"] > 0
    assert parts["score"] == pytest.approx(sum(parts["parts"].values()), abs=0.01)
    assert "weight 4" in run(app, "explain", "calming serum", code).output
    assert run(app, "explain", "brass", code).exit_code == 1


def test_without_an_index_the_commands_say_how_to_make_one(app):
    for words in (("check",), ("query", "x"), ("explain", "x", "LST-0000-00000")):
        answer = run(app, *words)
        assert answer.exit_code == 1
        assert "flask search rebuild" in answer.output
