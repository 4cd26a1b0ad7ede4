"""A seller's list of goods: where each stands, how many there are, page by page."""

from marketplace.catalog.operations import (
    archive_listing,
    change_carton,
    delete_draft,
    hide_listing,
    open_version,
    submit,
    take_down,
)
from marketplace.catalog.queries.listings import open_version_of
from marketplace.catalog.queries.sellers import Shelf, counts_by_shelf, sellers_page
from marketplace.core.db import unit_of_work
from marketplace.moderation.enums import Decision
from tests.factories import goods


def act(operation, listing, *facts, actor=None):
    actor = actor or goods.owner_of(listing.company)
    return unit_of_work(operation, listing, *facts, actor=actor)


def one_on_each_shelf(app, company):
    """Return a listing for each shelf."""
    moderator = goods.make_moderator(app)
    found = dict(zip(list(Shelf)[:3], [goods.listing(company) for _ in range(3)], strict=True))
    act(submit, found[Shelf.IN_REVIEW])
    act(submit, found[Shelf.ASKED])
    version = open_version_of(found[Shelf.ASKED])
    goods.decide(app, version, Decision.REVISE, operator=moderator, reasons=("claim",))
    shown = goods.many(app, company, 4)
    found |= dict(zip(list(Shelf)[3:7], shown, strict=True))
    act(hide_listing, found[Shelf.HIDDEN])
    act(take_down, found[Shelf.TAKEN_DOWN], actor=goods.actor_of(moderator))
    act(archive_listing, found[Shelf.ARCHIVED])
    found[Shelf.DELETED] = goods.draft(company)
    act(delete_draft, found[Shelf.DELETED])
    return found


def test_each_listing_stands_on_one_shelf(app, company):
    found = one_on_each_shelf(app, company)
    assert counts_by_shelf(company) == dict.fromkeys(Shelf, 1)
    for shelf, listing in found.items():
        rows = sellers_page(company, "en", shelf=shelf).rows
        assert [(row.listing.code, row.shelf) for row in rows] == [(listing.code, shelf)]
    codes = {row.listing.code for row in sellers_page(company, "en").rows}
    assert codes == {listing.code for shelf, listing in found.items() if shelf != Shelf.DELETED}


def test_a_row_says_both_states_and_reads_in_the_reader_s_language(app, company):
    listing = goods.shown_listing(app, company)
    act(open_version, listing)
    (row,) = sellers_page(company, "en").rows
    assert (row.title, row.language) == (goods.WORDS["en"].title, "en")
    assert row.state_names == ("Shown to buyers", "Being written")
    assert (row.is_live, bool(row.cover)) == (True, True)
    (korean,) = sellers_page(company, "ko").rows
    assert korean.title == goods.WORDS["ko"].title
    act(submit, listing)
    assert sellers_page(company, "en").rows[0].shelf is Shelf.IN_REVIEW


def test_a_rejected_draft_says_so(app, company):
    listing = goods.submitted_listing(company)
    goods.decide(app, open_version_of(listing), Decision.REJECT, reasons=("claim",))
    (row,) = sellers_page(company, "en").rows
    assert (row.shelf, row.state_names) == (Shelf.DRAFT, ("Rejected",))


def test_what_was_changed_last_stands_on_top_page_by_page(company):
    first, second, third = (goods.draft(company) for _ in range(3))
    act(delete_draft, second)
    unit_of_work(change_carton, first, goods.CARTON, row_version=1, actor=goods.owner_of(company))
    page = sellers_page(company, "en", size=1)
    assert [row.listing for row in page.rows] == [first]
    older = sellers_page(company, "en", cursor=page.older, size=1)
    assert ([row.listing for row in older.rows], older.older) == ([third], None)
    assert older.rows[0].title == ""


def test_the_list_costs_the_same_for_many(company, statements):
    counts = []
    goods.listing(company)
    for _ in range(2):
        with statements() as seen:
            sellers_page(company, "en")
            counts_by_shelf(company)
        counts.append(len(seen))
        goods.listing(company)
        goods.draft(company)
    assert counts[0] == counts[1] <= 5
