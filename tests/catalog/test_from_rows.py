"""Whole listings from groups of rows: twice is once, refusals take back, statements stay flat."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.catalog.models import ListingOption
from marketplace.catalog.operations.from_rows import Outcome, import_groups, preview_groups
from marketplace.catalog.queries.listings import listing_by_code, open_version_of, texts_of
from marketplace.catalog.sheets.remarks import NAMES, sentence
from marketplace.catalog.sheets.rows import Heads, grouped
from marketplace.catalog.sheets.stream import SeenKeys
from marketplace.core.db import session, unit_of_work
from marketplace.core.sheets.pictures import name_key
from tests.factories import goods
from tests.factories.sheets import ROW, numbered, row


@pytest.fixture
def company(app, context):
    made = goods.make_seller(app)
    goods.add_hs_code()
    goods.add_tree()
    return goods.company_of(made)


def groups_of(rows):
    """Return rows (dicts by column) as the groups that a sheet of them has."""
    heads = Heads(list(dict.fromkeys(key for each in rows for key in each)))
    keys = [column.key for column in heads.columns]
    read = (
        heads.read(number, [each.get(key, "") for key in keys])
        for number, each in enumerate(rows, start=2)
    )
    seen = SeenKeys()
    return [seen.mark(group) for group in grouped(read)]


def bring_in(company, rows):
    """Take rows in to the last, in as many units as it needs; return the outcomes."""
    groups, taken = groups_of(rows), []
    while len(taken) < len(groups):
        left = groups[len(taken) :]
        taken += unit_of_work(import_groups, company, left, actor=goods.owner_of(company))
    return taken


CODES = st.sampled_from(["", "A", "a", "B", "Ç-1"])
CELLS = {
    "listing_code": CODES,
    "sku": st.sampled_from(["", "s1", "S1", "s2", "s3", "s4"]),
    "title:ko": st.sampled_from(["", "세럼", "토너 100 ml"]),
    "title:en": st.sampled_from(["", "Serum", "x" * 81]),
    "keywords:en": st.sampled_from(["", "one, two; three", "one,one"]),
    "option:en": st.sampled_from(["", "Red", "Blue"]),
    "category": st.sampled_from(["", "Serums", "Cosmetics > Skin care > Serums", "nothing"]),
    "hs": st.sampled_from(["", "3304.99", "?", "33"]),
    "net": st.sampled_from(["", "30 ml", "0.5 kg"]),
    "contents": st.sampled_from(["", "none", "liquid, Battery"]),
    "currency": st.sampled_from(["", "USD", "KRW"]),
    "from_1": st.sampled_from(["", "1", "600"]),
    "price_1": st.sampled_from(["", "4.20", "5", "₩4,200"]),
    "price_2": st.sampled_from(["", "3"]),
    "from_2": st.sampled_from(["", "1000"]),
    "option_price": st.sampled_from(["", "4"]),
    "barcode": st.sampled_from(["", "8809000000001"]),
    "incoterm": st.sampled_from(["", "FCA"]),
    "place": st.sampled_from(["", "Incheon"]),
    "sample": st.sampled_from(["", "free"]),
    "carton_net": st.sampled_from(["", "6.2"]),
    "carton_gross": st.sampled_from(["", "6.8", "1"]),
}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=6))
def test_the_same_rows_twice_are_once(company, rows):
    first = bring_in(company, rows)
    options = session.query(ListingOption).count()
    again = bring_in(company, rows)
    assert {one.outcome for one in again} <= {Outcome.UNCHANGED, Outcome.FAULTY}
    assert len(again) == len(first)
    assert session.query(ListingOption).count() == options


#: Cells that cannot go in, with the column and the code of what is said of them.
FAULTS = [
    ({"hs": "33049"}, "hs", "hs_digits"),
    ({"hs": "999999"}, "hs", "refused"),
    ({"from_1": "5,000개"}, "from_1", "number_with_words"),
    ({"price_1": "₩4,200"}, "price_1", "other_currency"),
    ({"price_1": "4.205"}, "price_1", "too_exact"),
    ({"price_2": "5.00"}, "price_2", "refused"),
    ({"lead_days": "2주"}, "lead_days", "number_with_words"),
    ({"origin": "Atlantis"}, "origin", "no_choice"),
    ({"category": "Moon dust"}, "category", "unknown_category"),
    ({"net": "thirty"}, "net", "net"),
    ({"currency": ""}, "currency", "no_currency"),
    ({"from_2": ""}, "price_2", "from_missing"),
    ({"title:ko": "", "title:en": ""}, "title:ko", "no_title"),
    ({"title:en": "x" * 81}, "title:en", "refused"),
    ({"carton_gross": "1"}, "carton_gross", "refused"),
    ({"listing_code": "", "sku": ""}, "sku", "no_key"),
    ({"barcode": "123"}, "barcode", "refused"),
    ({"listing_code": "C" * 61}, "listing_code", "refused"),
]


def test_each_fault_is_remarked_on_in_its_row_and_column(company):
    rows = [numbered(number) | cells for number, (cells, _column, _code) in enumerate(FAULTS)]
    found = preview_groups(company, groups_of(rows))
    said = [[(one.column, one.code) for one in taken.remarks if one.is_fault] for taken in found]
    assert said == [[(column, code)] for _cells, column, code in FAULTS]


def test_what_would_become_is_what_becomes(company):
    rows = [row(), numbered(2, hs="33"), numbered(3)]
    foreseen = preview_groups(company, groups_of(rows))
    became = bring_in(company, rows)
    assert [one.outcome for one in foreseen] == [one.outcome for one in became]
    assert [one.parts for one in foreseen] == [one.parts for one in became]


def test_goods_that_only_get_a_picture_would_be_changed(company):
    bring_in(company, [row()])
    groups = groups_of([row(pictures="Front.png")])
    found = [
        preview_groups(company, groups, pictures=come)[0] for come in ((), {name_key("front.png")})
    ]
    assert [one.outcome for one in found] == [Outcome.UNCHANGED, Outcome.CHANGED]


def test_an_empty_cell_leaves_what_stands(company):
    bring_in(company, [row()])
    (changed,) = bring_in(company, [{"sku": "A-1", "title:en": "Another name"}])
    assert (changed.outcome, list(changed.parts)) == (Outcome.CHANGED, ["text:en"])
    texts = {text.language: text for text in texts_of(open_version_of(changed.listing))}
    assert texts["en"].title == "Another name"
    assert texts["en"].summary == ROW["summary:en"]
    assert texts["ko"].title == ROW["title:ko"]


def test_an_moq_without_a_price_is_not_lost_silently(company):
    prices = dict.fromkeys(("price_shown", "from_1", "price_1", "from_2", "price_2"), "")
    (asked,) = preview_groups(company, groups_of([row(moq="100") | prices]))
    assert [(one.column, one.code) for one in asked.remarks] == [("price_1", "refused")]
    prices["price_shown"] = "Price on request"
    (taken,) = bring_in(company, [row(moq="100") | prices])
    assert (taken.outcome, taken.listing.moq) == (Outcome.NEW, 100)


def test_goods_in_review_take_prices_and_no_texts(company):
    waiting = goods.submitted_listing(company)
    sku = session.query(ListingOption).filter_by(listing_id=waiting.id).one().sku
    price = {"sku": sku, "currency": "USD", "from_1": "600", "price_1": "4.00"}
    assert bring_in(company, [price])[0].outcome is Outcome.CHANGED
    (refused,) = bring_in(company, [{"sku": sku, "title:en": "Another name"}])
    assert refused.outcome is Outcome.FAULTY
    assert listing_by_code(waiting.code) is not None


def test_the_statements_of_a_slice_do_not_grow_with_its_rows(company, statements):
    counts = []
    for start, number in ((100, 2), (200, 20)):
        rows = [numbered(start + place) for place in range(number)]
        groups = groups_of(rows)
        preview_groups(company, groups)
        with statements() as seen:
            preview_groups(company, groups)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_every_remark_has_its_sentence(context):
    named = "heading value words number example found wanted currency digits near row listing name"
    facts = dict.fromkeys(named.split(), "x")
    facts |= {"made_by": "in_review", "arguments": []}
    said = {code: sentence(code, facts | {"place": 0}) for code in NAMES}
    assert all(said.values())
    assert not [code for code, words in said.items() if words == code]
