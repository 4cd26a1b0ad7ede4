"""Terms, sample, carton and options: what a listing changes at once."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from marketplace.catalog.enums import SampleOffer
from marketplace.catalog.models import ListingOption
from marketplace.catalog.operations import (
    CartonFacts,
    OptionFacts,
    SampleFacts,
    TermsFacts,
    archive_listing,
    change_carton,
    change_options,
    change_sample,
    change_terms,
)
from marketplace.catalog.queries.basis import usual_basis
from marketplace.catalog.queries.listings import options_of
from marketplace.core.audit import AuditEntry
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, Refused
from marketplace.core.money import Money
from marketplace.core.work.models import EventRow
from marketplace.reference.enums import TransportMode
from marketplace.reference.models import Port
from tests.factories import goods


@pytest.fixture
def listing(company):
    return goods.draft(company)


def change(operation, listing, facts, row_version=None):
    seen = listing.version if row_version is None else row_version
    actor = goods.owner_of(listing.company)
    unit_of_work(operation, listing, facts, row_version=seen, actor=actor)


def add_port(code, name, *, sea, air, country="KR"):
    port = Port(code=code, country=country, name=name, name_key=name.lower(), sea=sea, air=air)
    unit_of_work(session.add, port)


def test_terms_are_a_unit_a_price_basis_and_a_lead_time(listing):
    change(change_terms, listing, goods.TERMS)
    basis = (listing.basis_mode, listing.basis_incoterm, listing.basis_place)
    assert basis == (TransportMode.AIR, "FCA", "Incheon Airport")
    change(change_terms, listing, replace(goods.TERMS, incoterm="FOB", unit="XCT"))
    assert (listing.basis_incoterm, listing.unit, listing.lead_days) == ("FOB", "XCT", 21)
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.tag, entry.facts["fields"]) == (
        "listing:terms:changed",
        ["basis_incoterm", "unit"],
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (TermsFacts("piece"), "unit"),
        (replace(goods.TERMS, incoterm="XYZ"), "incoterm"),
        (replace(goods.TERMS, place=" "), "place"),
        (replace(goods.TERMS, port="KRXXX"), "port"),
        (replace(goods.TERMS, lead_days=-1), "lead_days"),
        (replace(goods.TERMS, lead_days=731), "lead_days"),
    ],
)
def test_terms_that_cannot_be_are_refused_beside_their_field(listing, facts, field):
    with pytest.raises(Refused) as refused:
        change(change_terms, listing, facts)
    assert refused.value.field == field


def test_a_change_of_goods_is_told_to_others_once_they_were_shown(app, company):
    draft, shown = goods.listing(company), goods.shown_listing(app, company)
    for listing in (draft, shown):
        change(change_terms, listing, replace(goods.TERMS, lead_days=30))
    named = EventRow.name == "catalog.listing_trade_changed"
    facts = session.scalars(select(EventRow.facts).where(named)).all()
    assert facts == [{"listing": shown.code}]


def test_what_buyers_were_shown_stays_complete(app, company):
    listing = goods.shown_listing(app, company)
    for field, empty in (("mode", None), ("incoterm", ""), ("lead_days", None)):
        with pytest.raises(Refused, match="cannot be left empty") as refused:
            change(change_terms, listing, replace(goods.TERMS, **{field: empty}))
        assert refused.value.field == field


def test_a_sample_has_a_price_only_where_it_is_paid(listing):
    paid = SampleFacts(SampleOffer.PAID, Money(2400, "USD"), 3, "One box", deducted=True)
    change(change_sample, listing, paid)
    assert (listing.sample_price, listing.sample_units) == (Money(2400, "USD"), 3)
    assert (listing.sample_note, listing.sample_deducted) == ("One box", True)
    change(change_sample, listing, replace(paid, offer=SampleOffer.FREE))
    assert (listing.sample_price, listing.sample_units, listing.sample_deducted) == (None, 3, False)
    change(change_sample, listing, replace(paid, offer=SampleOffer.NONE))
    assert (listing.sample_price, listing.sample_units, listing.sample_note) == (None, None, "")
    for price in (None, Money(0, "USD")):
        with pytest.raises(Refused) as refused:
            change(change_sample, listing, replace(paid, price=price))
        assert refused.value.field == "price"


def test_a_carton_weighs_at_least_what_is_in_it(listing):
    change(change_carton, listing, goods.CARTON)
    assert (listing.carton_units, listing.carton_gross_g, listing.carton_height_mm) == (
        120,
        6800,
        280,
    )
    with pytest.raises(Refused, match="at least as much") as refused:
        change(change_carton, listing, replace(goods.CARTON, gross_g=5800))
    assert refused.value.field == "gross_g"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (CartonFacts(units=0), "units"),
        (CartonFacts(gross_g=2_000_001), "gross_g"),
        (CartonFacts(net_g=0), "net_g"),
        (CartonFacts(length_mm=5001), "length_mm"),
        (CartonFacts(height_mm=0), "height_mm"),
    ],
)
def test_a_carton_that_cannot_be_is_refused_beside_its_field(listing, facts, field):
    with pytest.raises(Refused, match="whole number") as refused:
        change(change_carton, listing, facts)
    assert refused.value.field == field


def test_the_second_of_two_editors_of_the_trade_half_is_refused(listing):
    change(change_carton, listing, goods.CARTON, row_version=1)
    with pytest.raises(Conflict, match="Someone changed this"):
        change(change_terms, listing, goods.TERMS, row_version=1)


def test_an_archived_listing_is_not_changed(app, company):
    listing = goods.shown_listing(app, company)
    unit_of_work(archive_listing, listing, actor=goods.owner_of(company))
    with pytest.raises(Conflict, match="cannot be changed now: Archived"):
        change(change_carton, listing, goods.CARTON)


SHADES = (
    OptionFacts(names={"ko": "연분홍", "en": "Pale pink"}, sku="HB-1"),
    OptionFacts(names={"ko": "산호", "en": "Coral"}, sku="HB-2", barcode="8801234567893"),
)


def names_of(listing):
    return [option.names.get("en") for option in options_of(listing)]


def kept(listing):
    """The options as they stand, as a form sends them back."""
    return [
        OptionFacts(option.code, option.names, option.sku, option.barcode, option.price)
        for option in options_of(listing)
    ]


def test_twelve_shades_are_one_listing(listing):
    change(change_options, listing, SHADES)
    assert names_of(listing) == ["Pale pink", "Coral"]
    assert [option.sku for option in options_of(listing)] == ["HB-1", "HB-2"]
    assert session.scalar(select(ListingOption).where(ListingOption.names == {})) is None
    before = listing.version
    change(change_options, listing, kept(listing))
    assert listing.version == before


def test_options_change_places_and_swap_their_skus(listing):
    change(change_options, listing, SHADES)
    first, second = kept(listing)
    change(change_options, listing, [replace(second, sku="HB-1"), replace(first, sku="HB-2")])
    assert [(option.names["en"], option.sku) for option in options_of(listing)] == [
        ("Coral", "HB-1"),
        ("Pale pink", "HB-2"),
    ]


def test_an_option_is_really_removed_before_the_listing_was_shown_and_retired_after(app, company):
    draft = goods.draft(company)
    change(change_options, draft, SHADES)
    change(change_options, draft, kept(draft)[:1])
    rows = select(ListingOption).where(ListingOption.listing_id == draft.id)
    assert len(session.scalars(rows).all()) == 1
    shown = goods.shown_listing(app, company)
    sku = options_of(shown)[0].sku
    change(change_options, shown, [replace(SHADES[1], sku=sku)])
    rows = select(ListingOption).where(ListingOption.listing_id == shown.id)
    assert sorted(row.retired_at is None for row in session.scalars(rows)) == [False, True]
    assert names_of(shown) == ["Coral"]


@pytest.mark.parametrize(
    ("options", "field", "words"),
    [
        ((), "options", "at least one option"),
        ((SHADES[0], OptionFacts()), "options-1-name", "needs a name"),
        ((SHADES[0], OptionFacts(names={"en": "PALE PINK"})), "options-1-name", "has this name"),
        ((SHADES[0], replace(SHADES[1], sku="hb-1")), "options-1-sku", "has this SKU"),
        ((replace(SHADES[0], barcode="8801234567890"),), "options-0-barcode", "not a barcode"),
        ((replace(SHADES[0], names={"tlh": "x"}),), "options-0-name", "languages offered"),
        ((replace(SHADES[0], code="OPT-0000-00000"),), "options-0-code", "removed this"),
        ((replace(SHADES[0], sku="x" * 61),), "options-0-sku", "keep to 60"),
    ],
)
def test_options_that_cannot_be_are_refused_beside_their_field(listing, options, field, words):
    with pytest.raises(Refused, match=words) as refused:
        change(change_options, listing, options)
    assert refused.value.field == field
    assert names_of(listing) == [None]


def test_an_sku_is_unique_in_the_company_and_free_again_once_retired(app, company):
    first, second = goods.draft(company), goods.draft(company)
    change(change_options, first, SHADES)
    with pytest.raises(Refused, match="has this SKU"):
        change(change_options, second, [OptionFacts(sku="hb-2")])
    change(change_options, first, kept(first)[:1])
    change(change_options, second, [OptionFacts(sku="hb-2")])
    other = goods.company_of(goods.make_seller(app, "Another Co., Ltd."))
    change(change_options, goods.draft(other), [OptionFacts(sku="HB-1")])


def test_the_home_airport_or_port_is_offered_first(company):
    assert usual_basis(company, TransportMode.AIR) == ("FCA", "", "")
    add_port("KRPUS", "Busan", sea=True, air=False)
    add_port("KRICN", "Incheon Airport", sea=False, air=True)
    add_port("CLVAP", "Valparaíso", sea=True, air=True, country="CL")
    assert usual_basis(company, TransportMode.SEA) == ("FCA", "Busan", "KRPUS")
    assert usual_basis(company, TransportMode.COURIER) == ("FCA", "Incheon Airport", "KRICN")
