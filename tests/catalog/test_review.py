"""Goods as operators look at them: beside what was approved, in lines of the queue."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.catalog.enums import CertificateKind
from marketplace.catalog.operations import (
    CertificateFacts,
    FactsOfGoods,
    add_certificate,
    add_image,
    change_certificate,
    change_facts,
    open_version,
    remove_image,
    submit,
    write_alt,
    write_text,
)
from marketplace.catalog.queries.listings import certificates_of, images_of, open_version_of
from marketplace.catalog.queries.review import reasons, review_facts, review_lines
from marketplace.catalog.queries.review_changes import marked
from marketplace.core.db import unit_of_work
from marketplace.moderation.queries import open_review_of
from tests.factories import goods
from tests.support.browsing import browser_of


@pytest.fixture
def seller(app):
    return goods.make_seller(app)


@pytest.fixture
def company(context, seller):
    return goods.company_of(seller)


def changed(app, company):
    """A shown listing whose open version says something else; return that version."""
    listing, actor = goods.shown_listing(app, company), goods.owner_of(company)
    version = unit_of_work(open_version, listing, actor=actor)
    facts = replace(goods.WORDS["en"], title="Centella calming cream 50 ml")
    unit_of_work(write_text, version, "en", facts, row_version=1, actor=actor)
    more = FactsOfGoods("serums", "Onsaem", "", "KR", 50_000, "MLT", (), contents_stated=True)
    unit_of_work(change_facts, version, more, row_version=version.version, actor=actor)
    unit_of_work(add_image, version, goods.picture(99), actor=actor)
    gmp = CertificateFacts(CertificateKind.GMP, number="GMP-5521")
    unit_of_work(add_certificate, version, gmp, actor=actor)
    unit_of_work(submit, listing, actor=actor)
    return version


def test_what_changed_since_the_last_approval_is_marked(app, company):
    version = changed(app, company)
    facts = review_facts(version.code)
    assert (facts["title_language"], facts["stays_up"]) == ("ko", True)
    assert [tag for tag, _name in facts["languages"]] == ["ko", "en"]
    title = facts["text_rows"][0].cells["en"]
    assert [(piece.kind, piece.words) for piece in title] == [
        ("same", "Centella calming "),
        ("gone", "serum"),
        ("new", "cream"),
        ("same", " "),
        ("gone", "30"),
        ("new", "50"),
        ("same", " ml"),
    ]
    assert {row.field: row.before for row in facts["fact_rows"] if row.before is not None} == {
        "net": "30 ml"
    }
    assert [row.kind for row in facts["picture_rows"]] == ["same", "new"]
    assert [row.kind for row in facts["certificate_rows"]] == ["new"]
    assert facts["trade_rows"][0].value.startswith("To everyone · 600 pieces: US$")


def test_pictures_and_certificates_say_what_changed_of_them(app, company):
    listing, actor = goods.shown_listing(app, company), goods.owner_of(company)
    version = unit_of_work(open_version, listing, actor=actor)
    iso = CertificateFacts(CertificateKind.ISO_9001, number="KR-1")
    unit_of_work(add_certificate, version, iso, actor=actor)
    first = images_of(version)[0]
    alt = {"en": "A calming bottle"}
    unit_of_work(write_alt, version, first, alt, row_version=first.version, actor=actor)
    unit_of_work(submit, listing, actor=actor)
    goods.approve(app, listing)
    version = unit_of_work(open_version, listing, actor=actor)
    [stated] = certificates_of(version)
    other = CertificateFacts(CertificateKind.ISO_9001, number="KR-2")
    unit_of_work(
        change_certificate, version, stated, other, row_version=stated.version, actor=actor
    )
    first = images_of(version)[0]
    alt = {"en": "A calming tube"}
    unit_of_work(write_alt, version, first, alt, row_version=first.version, actor=actor)
    facts = review_facts(version.code)
    assert [(row.kind, row.certificate.number) for row in facts["certificate_rows"]] == [
        ("new", "KR-2"),
        ("gone", "KR-1"),
    ]
    [(tag, pieces)] = facts["picture_rows"][0].alts
    assert (tag, [piece.kind for piece in pieces]) == ("en", ["same", "gone", "new"])
    unit_of_work(remove_image, version, first, actor=actor)
    assert [row.kind for row in review_facts(version.code)["picture_rows"]] == ["gone"]


def test_before_the_first_approval_nothing_is_marked(company):
    version = open_version_of(goods.submitted_listing(company))
    facts = review_facts(version.code)
    assert (facts["stays_up"], facts["live"]) == (False, None)
    kinds = {
        piece.kind for row in facts["text_rows"] for cell in row.cells.values() for piece in cell
    }
    assert kinds == {"same"}
    assert review_facts("LSV-0000-00000")["goods"] is None


def test_lines_of_the_queue_cost_the_same_for_many(app, company, statements):
    codes = [open_version_of(goods.submitted_listing(company)).code for _ in range(3)]
    counts = []
    for some in (codes[:1], codes):
        with statements() as seen:
            lines = review_lines(some)
        counts.append(len(seen))
        assert sorted(lines) == sorted(some)
    assert counts[0] == counts[1] <= 2
    assert lines[codes[0]].title == goods.WORDS["en"].title


def test_each_reason_is_a_sentence(context):
    assert all(str(sentence).endswith(".") for sentence in reasons().values())


@given(before=st.text("ab 가나.", max_size=12), after=st.text("ab 가나.", max_size=12))
def test_marked_pieces_hold_both_texts_whole(before, after):
    pieces = marked(before, after)
    new = "".join(piece.words for piece in pieces if piece.kind != "gone")
    old = "".join(piece.words for piece in pieces if piece.kind != "new")
    assert (old, new) == (before, after)


def test_an_operator_reads_it_on_one_page(app, seller):
    with app.app_context():
        company = goods.company_of(seller)
        version = changed(app, company)
        review = open_review_of("listing", version.code).code
    moderator = goods.make_moderator(app)
    client = browser_of(app, moderator.person)
    page = client.get(f"/en/desk/reviews/{review}").text
    assert "<del>serum</del><ins>cream</ins>" in page
    assert 'id="text-en-title"' in page
    assert "Cosmetics / Skin care / Serums" in page
    assert "GMP-5521" in page
    assert "The texts promise something that such goods may not promise." in page
    queue = client.get("/en/desk/reviews").text.replace("\xa0", " ")
    assert "Centella calming cream 50 ml" in queue
