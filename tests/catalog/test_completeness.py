"""What a listing lacks, and how far its texts are, in the words of the reader."""

from dataclasses import replace
from datetime import date

from flask_babel import force_locale

from marketplace.catalog.enums import CertificateKind, PriceShown, TextOrigin
from marketplace.catalog.operations import (
    CertificateFacts,
    OptionFacts,
    PriceFacts,
    add_certificate,
    change_options,
    change_prices,
    write_alt,
    write_text,
)
from marketplace.catalog.queries.completeness import EditorStep, meter, missing, needed_of
from marketplace.catalog.queries.goods import goods_of
from marketplace.catalog.queries.listings import images_of, open_version_of
from marketplace.core.db import session, unit_of_work
from tests.factories import goods


def parts(listing):
    session.expire_all()
    return goods_of(open_version_of(listing))


def points(listing, step, *, needed=None):
    found = missing(parts(listing), shows_goods=True)
    return [
        (point.field, point.language)
        for point in found
        if point.step is step and needed in {None, point.needed}
    ]


def test_a_new_listing_lacks_what_is_needed_and_says_where(company):
    listing = goods.draft(company)
    assert points(listing, EditorStep.PICTURES) == [("picture", None)]
    assert points(listing, EditorStep.TEXTS) == [
        (field, tag)
        for tag in ("ko", "en")
        for field in ("title", "summary", "description", "keywords")
    ]
    assert points(listing, EditorStep.HS) == [
        ("category", None),
        ("hs", None),
        ("origin_country", None),
        ("contents", None),
    ]
    assert points(listing, EditorStep.PRICES, needed=True) == [
        ("tiers", None),
        ("incoterm", None),
        ("lead_days", None),
    ]
    assert points(listing, EditorStep.PACKING, needed=True) == []
    assert points(listing, EditorStep.SHOWING) == []


def test_a_complete_one_lacks_only_what_makes_it_better(company):
    listing = goods.listing(company)
    assert needed_of(parts(listing)) == []
    assert [(point.step, point.field, point.language) for point in missing(parts(listing))] == [
        (EditorStep.PICTURES, "alt", "ko"),
        (EditorStep.PICTURES, "alt", "en"),
        (EditorStep.CERTIFICATES, "kind", None),
        (EditorStep.SHOWING, "check", None),
    ]


def test_once_the_company_is_checked_nothing_is_said_of_it(app, company):
    listing = goods.listing(company)
    goods.let_show(app, company)
    assert all(point.step is not EditorStep.SHOWING for point in missing(parts(listing)))


def test_price_on_request_needs_no_steps(company):
    listing = goods.listing(company, prices=PriceFacts(PriceShown.ON_REQUEST))
    assert needed_of(parts(listing)) == []
    facts = PriceFacts(PriceShown.CHECKED_BUYERS, goods.STEPS)
    actor = goods.owner_of(company)
    unit_of_work(change_prices, listing, facts, row_version=listing.version, actor=actor)
    assert needed_of(parts(listing)) == []


def test_a_further_language_is_measured_and_never_needed(company):
    listing = goods.listing(company)
    version, actor = open_version_of(listing), goods.owner_of(company)
    facts = replace(goods.WORDS["en"], title="Sérum", summary="", origin=TextOrigin.MACHINE)
    unit_of_work(write_text, version, "es", facts, row_version=0, actor=actor)
    assert points(listing, EditorStep.TEXTS) == [("origin", "es"), ("summary", "es")]
    assert points(listing, EditorStep.TEXTS, needed=True) == []
    assert [meter(parts(listing), tag) for tag in ("en", "es", "ar")] == [(4, 5), (3, 5), (0, 5)]


def test_the_meter_counts_alternatives_and_names_of_options(company):
    listing = goods.listing(company)
    version, actor = open_version_of(listing), goods.owner_of(company)
    image = images_of(version)[0]
    unit_of_work(write_alt, version, image, {"en": "Bottle"}, row_version=1, actor=actor)
    shades = [OptionFacts(names={"ko": "가", "en": "One"}), OptionFacts(names={"ko": "나"})]
    unit_of_work(change_options, listing, shades, row_version=listing.version, actor=actor)
    assert [meter(parts(listing), tag) for tag in ("ko", "en")] == [(6, 7), (6, 7)]


def test_certificates_that_ended_or_have_no_file_are_named(company):
    listing = goods.listing(company)
    facts = CertificateFacts(CertificateKind.GMP, valid_until=date(2020, 1, 31))
    actor = goods.owner_of(company)
    unit_of_work(add_certificate, open_version_of(listing), facts, actor=actor)
    assert points(listing, EditorStep.CERTIFICATES) == [("valid_until", None), ("document", None)]


def test_sentences_name_languages_in_the_reader_s_own(app, company):
    listing = goods.draft(company)
    assert "Write the name in Korean." in [point.sentence for point in missing(parts(listing))]
    with force_locale("es"):
        sentences = " ".join(point.sentence for point in missing(parts(listing)))
    assert "coreano" in sentences


def test_the_number_of_statements_is_flat(company, statements):
    one, full = goods.draft(company), goods.listing(company)
    counts = []
    for listing in (one, full):
        version = open_version_of(listing)
        with statements() as seen:
            missing(goods_of(version))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 9
