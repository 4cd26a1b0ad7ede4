"""Goods are found soon after the commit, vanish at once, and no crash loses any."""

import pytest

from marketplace.catalog.models import Listing
from marketplace.catalog.operations import delete_draft, hide_listing, purge_draft
from marketplace.companies.enums import CompanyKind
from marketplace.companies.operations.profile import (
    BusinessFacts,
    CompanyNames,
    change_business,
    change_names,
)
from marketplace.companies.queries import business_of
from marketplace.core import clock
from marketplace.core.db import end_reading, session, unit_of_work
from marketplace.core.work.worker import work_until_idle
from marketplace.search.analysis import words_of
from marketplace.search.engines.analysis_note import NOTE
from marketplace.search.engines.choosing import engine_at, engine_kind, folder_of
from marketplace.search.engines.contract import EngineQuery, IndexMissing
from marketplace.search.models import ToIndex
from marketplace.search.operations import begin_rebuild, index_round, mark_listing, rebuild_round
from marketplace.search.queries.index_state import count_waiting, index_state, live_reader
from tests.factories import goods


@pytest.fixture(params=["whoosh", "tantivy"])
def app(request, make_app):
    return make_app(SEARCH_ENGINE=request.param)


@pytest.fixture
def seller(app, context):
    return goods.make_seller(app)


def found(typed):
    end_reading()  # others wrote meanwhile
    engine_query = EngineQuery(words=tuple(words_of(typed)))
    return {hit.id for hit in live_reader().search(engine_query).hits}


def shown(app, seller, **facts):
    listing = goods.shown_listing(app, goods.company_of(seller), **facts)
    work_until_idle(app)
    return listing


def test_before_anything_is_shown_there_is_no_index(app, context):
    work_until_idle(app)
    with pytest.raises(IndexMissing):
        live_reader()


def test_what_is_shown_is_found(app, seller):
    listing = shown(app, seller, title="Calming centella serum")
    assert found("centella serum") == {listing.code}
    assert count_waiting() == 0


def test_goods_are_found_by_the_new_name_of_their_seller(app, seller):
    listing = shown(app, seller)
    company = listing.company
    names = CompanyNames(company.name, company.name_latin, "Marulight")
    actor = goods.actor_of(seller)
    unit_of_work(change_names, company, names, seen_version=company.version, actor=actor)
    work_until_idle(app)
    assert found("marulight") == {listing.code}


def test_goods_are_found_by_what_their_seller_says_it_is_now(app, seller):
    listing = shown(app, seller)
    company = listing.company
    facts = BusinessFacts(CompanyKind.MAKER, True, False, None, None, "", frozenset(), frozenset())
    actor = goods.actor_of(seller)
    seen = business_of(company).version
    unit_of_work(change_business, company, facts, seen_version=seen, actor=actor)
    work_until_idle(app)
    end_reading()
    found = live_reader().search(
        EngineQuery(codes={"badge": frozenset({"maker"})}, facets=("badge",))
    )
    assert [hit.id for hit in found.hits] == [listing.code]
    assert found.facets["badge"] == {"maker": 1, "oem": 1}


def test_what_is_hidden_is_not_found_any_more(app, seller):
    listing = shown(app, seller, title="Calming centella serum")
    unit_of_work(hide_listing, listing, actor=goods.actor_of(seller))
    work_until_idle(app)
    assert found("centella") == set()


def test_a_lost_index_is_built_anew(app, seller):
    listing = shown(app, seller, title="Calming centella serum")
    engine_at(index_state().live).create()
    for file in sorted(folder_of(engine_kind()).rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    work_until_idle(app)
    assert found("centella") == {listing.code}


def test_a_rebuild_goes_on_beside_the_live_index_and_is_swapped_in(app, seller):
    listing = shown(app, seller, title="Calming centella serum")
    before = index_state().live
    unit_of_work(begin_rebuild)
    assert found("centella") == {listing.code}
    while rebuild_round():
        pass
    assert index_state().live != before
    assert found("centella") == {listing.code}
    assert [one.name for one in folder_of(engine_kind()).iterdir()] == [index_state().live]


def test_an_index_of_another_analysis_answers_until_a_new_one_stands_in_its_place(app, seller):
    listing = shown(app, seller, title="Calming centella serum")
    end_reading()
    before = index_state().live
    folder = folder_of(engine_kind())
    (folder / before / NOTE).write_text("of yesterday")
    rebuild_round()
    assert found("centella") == {listing.code}
    (folder / index_state().building / NOTE).write_text("of yesterday")
    work_until_idle(app)
    end_reading()
    live = index_state().live
    assert live != before
    assert engine_at(live).is_current()
    assert found("centella") == {listing.code}


def test_what_changes_during_a_rebuild_stands_in_the_new_index_too(app, seller):
    listing = shown(app, seller, title="Calming centella serum")
    unit_of_work(begin_rebuild)
    rebuild_round()
    unit_of_work(hide_listing, listing, actor=goods.actor_of(seller))
    work_until_idle(app)
    assert found("centella") == set()


def test_a_crash_after_the_engines_commit_indexes_once_more_and_doubles_nothing(app, seller):
    listing = shown(app, seller, title="Calming centella serum")
    unit_of_work(mark_listing, listing.code)
    due = session.get(ToIndex, listing.id)
    turn = due.turn
    session.rollback()
    index_round()
    unit_of_work(mark_listing, listing.code)
    index_round()
    assert turn == 1
    assert live_reader().count() == 1
    assert count_waiting() == 0


def test_a_change_in_the_middle_of_indexing_is_done_in_the_next_round(app, seller, monkeypatch):
    listing = shown(app, seller, title="Calming centella serum")
    code = listing.code
    unit_of_work(mark_listing, code)
    from marketplace.search.operations import indexing

    write = indexing.write

    def change_meanwhile(*args):
        write(*args)
        unit_of_work(mark_listing, code)

    monkeypatch.setattr(indexing, "write", change_meanwhile)
    index_round()
    assert count_waiting() == 1
    monkeypatch.undo()
    index_round()
    assert count_waiting() == 0


def test_what_another_process_is_writing_at_the_moment_is_done_afterwards(app, seller):
    listing = shown(app, seller, title="Calming centella serum")
    unit_of_work(mark_listing, listing.code)
    other = engine_at(index_state().live).writer()
    assert (index_round(), count_waiting()) == (0, 1)
    other.close()
    assert (index_round(), count_waiting()) == (1, 0)


def test_a_listing_that_cannot_be_made_a_document_holds_up_no_other(app, seller, monkeypatch):
    good = shown(app, seller, title="Calming centella serum")
    bad = shown(app, seller, title="Brass ball valve")
    from marketplace.search.operations import indexing

    made = indexing.documents_of

    def fails_on_one(keys):
        if bad_key in keys:
            raise ValueError("no document")
        return made(keys)

    bad_key = session.query(Listing.id).filter_by(code=bad.code).scalar()
    monkeypatch.setattr(indexing, "documents_of", fails_on_one)
    for listing in (good, bad):
        unit_of_work(mark_listing, listing.code)
    index_round()
    waiting = session.query(ToIndex).one()
    assert (waiting.listing_id, waiting.problem) == (bad_key, "ValueError: no document")
    assert waiting.due_at > clock.now()


def test_a_draft_that_still_waits_to_be_indexed_can_go_for_good(app, seller):
    listing = goods.listing(goods.company_of(seller))
    unit_of_work(mark_listing, listing.code)
    unit_of_work(delete_draft, listing, actor=goods.actor_of(seller))
    unit_of_work(purge_draft, listing)
    assert count_waiting() == 0
