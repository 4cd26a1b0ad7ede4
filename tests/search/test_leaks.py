"""What a reader may not see tells them nothing, however cleverly they ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from marketplace.catalog.enums import PriceShown
from marketplace.catalog.models import Listing
from marketplace.catalog.operations import PriceFacts, change_prices
from marketplace.catalog.operations.showing import take_down
from marketplace.core import clock
from marketplace.core.db import end_reading, session, unit_of_work
from marketplace.core.work.worker import work_until_idle
from marketplace.reference.queries import rate_book
from marketplace.search.engines.choosing import KINDS
from marketplace.search.engines.contract import Band, EngineQuery, Sort
from marketplace.search.operations.indexing import write
from marketplace.search.queries.criteria import SORTS, Criteria
from marketplace.search.queries.documents import documents_of
from marketplace.search.queries.index_state import live_reader
from marketplace.search.queries.price_bands import UNPRICED
from marketplace.search.queries.searching import Searcher, run_search
from tests.factories import goods
from tests.support import databases

#: Secret prices in cents, in every band; the first one is that of goods with an open price.
SECRETS = (420, 1, 99, 730, 4_999, 1_250_000)
BANDS = ["band-1", "band-2", "band-3", "band-4", "band-5", *UNPRICED]


class Twins:
    """The same goods in several indexes, which differ in one price for checked buyers."""

    def __init__(self, app, folder):
        seller = goods.make_seller(app, "Onsaem Botanics")
        company = goods.company_of(seller)
        goods.shown_listing(app, company, title="Open serum")
        closed = goods.shown_listing(app, company, title="Closed serum")
        self.readers = {kind: [] for kind in KINDS}
        for cents in SECRETS:
            facts = PriceFacts(PriceShown.CHECKED_BUYERS, ((600, goods.usd(cents)),))
            made = session.get(Listing, closed.id, populate_existing=True)
            unit_of_work(
                change_prices, made, facts, row_version=made.version, actor=goods.actor_of(seller)
            )
            documents = documents_of(session.scalars(select(Listing.id)).all())
            for kind, make in KINDS.items():
                engine = make(folder / f"{kind}-{cents}")
                engine.create()
                writer = engine.writer()
                write([writer], documents, {})
                writer.close()
                self.readers[kind].append(engine.reader())
        self.book = rate_book(clock.now().date())

    def found(self, kind, criteria, *, checked=False, currency="USD"):
        """Return what each index of an engine answers, without the name of its state."""
        searcher = Searcher(checked, currency, self.book)
        return [told(run_search(criteria, searcher, reader).found) for reader in self.readers[kind]]


def told(found):
    return found.hits, found.total, found.facets, found.facet_bands


@pytest.fixture(scope="module")
def twins(sqlite_copies, tmp_path_factory):
    folder = tmp_path_factory.mktemp("twins")
    with sqlite_copies.copy(folder) as url:
        app = databases.make_app(folder, DATABASE_URL=url)
        with app.app_context():
            yield Twins(app, folder)
        databases.close(app)


@given(
    text=st.sampled_from(
        ["", "serum", "closed serum", "센텔라", '"closed serum"', "closed chrome"]
    ),
    bands=st.frozensets(st.sampled_from(BANDS)),
    sort=st.sampled_from(sorted(SORTS)),
    quantity=st.integers(1, 20_000),
    currency=st.sampled_from(["USD", "EUR", "KRW"]),
)
def test_an_unchecked_reader_learns_nothing_of_a_secret_price(
    twins, text, bands, sort, quantity, currency
):
    filters = {"price": bands} if bands else {}
    criteria = Criteria(text=text, filters=filters, sort=sort, quantity=quantity)
    for kind in KINDS:
        first, *others = twins.found(kind, criteria, currency=currency)
        assert others == [first] * len(others)


@given(low=st.integers(0, 2**40), width=st.integers(1, 2**40), step=st.sampled_from([1, 1000]))
def test_halving_a_range_of_open_prices_never_narrows_down_to_a_secret_one(twins, low, width, step):
    field = f"price_{step}"
    band = Band(low, low + width)
    engine_query = EngineQuery(
        bands={field: (band,)}, facet_bands={field: (band,)}, sort=Sort(field)
    )
    for readers in twins.readers.values():
        first, *others = [told(reader.search(engine_query)) for reader in readers]
        assert others == [first] * len(others)


@pytest.mark.parametrize("kind", KINDS)
def test_a_checked_buyer_does_see_the_difference(twins, kind):
    answers = twins.found(kind, Criteria(filters={"price": frozenset({"band-1"})}), checked=True)
    assert [total for _hits, total, _facets, _bands in answers] == [0, 1, 1, 0, 0, 0]


@pytest.mark.parametrize("kind", KINDS)
def test_goods_whose_price_is_not_told_are_chosen_beside_those_of_a_band(twins, kind):
    bands = frozenset({"band-2", "for-checked"})
    for chosen, total in ((bands, 2), (bands - {"band-2"}, 1), (frozenset({"on-request"}), 0)):
        answers = twins.found(kind, Criteria(filters={"price": chosen}))
        assert {total for _hits, total, _facets, _bands in answers} == {total}
    (first, *_rest) = twins.found(kind, Criteria(sort="price"))
    assert first[3]["price_1"] == (0, 1, 0, 0, 0, 0, 1, 0)


@pytest.fixture
def seller(app, context):
    return goods.make_seller(app)


def counted(app):
    work_until_idle(app)
    end_reading()  # others wrote meanwhile
    return live_reader().search(EngineQuery(facets=("category", "seller")))


def test_goods_that_were_taken_down_are_not_counted(app, seller):
    company = goods.company_of(seller)
    goods.shown_listing(app, company, title="Mild toner")
    made = goods.shown_listing(app, company, title="Calming serum")
    assert counted(app).total == 2
    unit_of_work(take_down, made, actor=goods.actor_of(goods.make_moderator(app)))
    found = counted(app)
    assert found.total == 1
    assert found.facets["category"] == {"cosmetics": 1, "skin-care": 1, "serums": 1}


def test_goods_of_a_seller_whose_check_does_not_hold_are_not_counted(app, seller):
    goods.shown_listing(app, goods.company_of(seller), title="Mild toner")
    unchecked = goods.make_seller(app, "Sorim Glass Co., Ltd.")
    goods.approve(app, goods.submitted_listing(goods.company_of(unchecked)))
    found = counted(app)
    assert found.total == 1
    assert set(found.facets["seller"]) == {seller.company}
