"""Price steps: rising quantities, prices that do not rise, one currency, the MOQ."""

import contextlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.catalog.enums import PriceShown
from marketplace.catalog.operations import OptionFacts, PriceFacts, change_options, change_prices
from marketplace.catalog.operations.prices import check_steps
from marketplace.catalog.queries.listings import options_of, tiers_of
from marketplace.core.db import unit_of_work
from marketplace.core.errors import Conflict, Refused
from marketplace.core.money import Money, UnitPrice
from tests.factories import goods
from tests.factories.goods import usd

EVERYONE = PriceShown.EVERYONE
GOOD = PriceFacts(EVERYONE, goods.STEPS)


@pytest.fixture
def listing(app, context):
    return goods.draft(goods.company_of(goods.make_seller(app)))


def change(listing, facts, row_version=None):
    seen = listing.version if row_version is None else row_version
    actor = goods.owner_of(listing.company)
    unit_of_work(change_prices, listing, facts, row_version=seen, actor=actor)


def steps_of(listing):
    return tuple((tier.from_quantity, tier.price) for tier in tiers_of(listing))


def euro(cents, per=1):
    return UnitPrice(Money(cents, "EUR"), per)


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        (PriceFacts(EVERYONE), "tiers", "at least one price"),
        (PriceFacts(PriceShown.ON_REQUEST, goods.STEPS), "tiers", "no prices here"),
        (PriceFacts(EVERYONE, tuple((n, usd(90)) for n in range(1, 8))), "tiers", "at most"),
        (PriceFacts(EVERYONE, ((5, usd(9)), (5, usd(8)))), "tiers-1-from_quantity", "larger"),
        (PriceFacts(EVERYONE, ((5, usd(9)), (9, usd(10)))), "tiers-1-price", "cannot cost more"),
        (PriceFacts(EVERYONE, ((5, usd(9)), (9, euro(8)))), "tiers-1-price", "one currency"),
        (PriceFacts(EVERYONE, ((5, usd(9)), (9, usd(8, 10)))), "tiers-1-price", "one currency"),
        (PriceFacts(EVERYONE, ((5, usd(0)),)), "tiers-0-price", "above zero"),
        (PriceFacts(EVERYONE, ((0, usd(9)),)), "tiers-0-from_quantity", "whole number"),
        (PriceFacts(EVERYONE, ((5, usd(9)),), moq=4), "moq", "begins at the MOQ"),
        (PriceFacts(PriceShown.ON_REQUEST, moq=0), "moq", "whole number"),
    ],
)
def test_prices_that_cannot_be_are_refused_beside_their_field(facts, field, words, context):
    with pytest.raises(Refused, match=words) as refused:
        check_steps(facts)
    assert refused.value.field == field


def test_prices_hold_at_once_and_the_first_step_is_the_moq(listing):
    change(listing, GOOD)
    assert (steps_of(listing), listing.moq, listing.version) == (goods.STEPS, 600, 2)
    fewer = replace(GOOD, tiers=((300, usd(500)), (600, usd(500))))
    change(listing, fewer)
    assert (steps_of(listing), listing.moq) == (fewer.tiers, 300)


def test_the_same_prices_again_write_nothing(listing):
    change(listing, GOOD)
    seen = (listing.version, listing.changed_at)
    change(listing, replace(GOOD, moq=600))
    assert (listing.version, listing.changed_at) == seen


def test_a_step_s_change_raises_the_version_for_the_second_editor(listing):
    change(listing, GOOD)
    change(listing, replace(GOOD, tiers=((600, usd(410)),)), row_version=2)
    with pytest.raises(Conflict):
        change(listing, GOOD, row_version=2)
    assert steps_of(listing) == ((600, usd(410)),)


def test_on_request_there_are_no_steps(listing):
    change(listing, GOOD)
    change(listing, PriceFacts(PriceShown.ON_REQUEST, moq=50))
    assert (steps_of(listing), listing.moq) == ((), 50)


def test_prices_of_options_follow_those_of_the_listing(listing):
    actor = goods.owner_of(listing.company)
    code = options_of(listing)[0].code

    def give(price):
        facts = [OptionFacts(code, price=price)]
        unit_of_work(change_options, listing, facts, row_version=listing.version, actor=actor)

    with pytest.raises(Refused, match="prices of the listing first"):
        give(usd(450))
    change(listing, GOOD)
    for price in (euro(450), usd(450, 1000)):
        with pytest.raises(Refused, match="one currency") as refused:
            give(price)
        assert refused.value.field == "options-0-price"
    give(usd(450))
    with pytest.raises(Refused, match="remove those prices first"):
        change(listing, PriceFacts(EVERYONE, ((600, euro(400)),)))
    with pytest.raises(Refused, match="remove those prices first"):
        change(listing, PriceFacts(PriceShown.ON_REQUEST))
    give(None)
    change(listing, PriceFacts(EVERYONE, ((600, euro(400)),)))


steps = st.lists(
    st.tuples(
        st.integers(-1, 40),
        st.builds(
            UnitPrice,
            st.builds(Money, st.integers(0, 6), st.sampled_from(["USD", "KRW"])),
            st.sampled_from([1, 1000]),
        ),
    ),
    max_size=8,
).map(tuple)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, moq=st.none() | st.integers(0, 40))
def test_whatever_is_taken_rises_in_quantity_and_not_in_price(context, steps, moq):
    taken = None
    with contextlib.suppress(Refused):
        taken = check_steps(PriceFacts(EVERYONE, steps, moq))
    if taken is None:
        return
    quantities = [quantity for quantity, _price in steps]
    prices = [price for _quantity, price in steps]
    assert 1 <= len(steps) <= 6
    assert taken == quantities[0] > 0
    assert quantities == sorted(set(quantities))
    assert len({(price.currency, price.per) for price in prices}) == 1
    assert [price.price.minor for price in prices] == sorted(
        (price.price.minor for price in prices), reverse=True
    )
