"""Copies say what their originals say, whatever was written; a key begins one thing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, inspect, select

from marketplace.catalog.enums import CertificateKind, Contents
from marketplace.catalog.models import Listing, ListingVersion
from marketplace.catalog.operations import (
    CertificateFacts,
    FactsOfGoods,
    TextFacts,
    add_certificate,
    add_image,
    change_facts,
    copy_listing,
    start_listing,
    write_text,
)
from marketplace.catalog.operations.copies import _OWN
from marketplace.catalog.queries.goods import goods_of
from marketplace.catalog.queries.listings import open_version_of
from marketplace.core.db import new_once_key, session, unit_of_work
from tests.factories import goods

#: What names one listing alone, besides keys and what became of it.
NAMES_ONE = {"seller_code", "seller_code_key", "listed_at", "deleted_at", "version"}

words = st.text("ab가나 ", max_size=8)
texts = st.dictionaries(
    st.sampled_from(["en", "ko", "es", "ar"]),
    st.builds(TextFacts, words, words, words, st.lists(words, max_size=4).map(tuple)),
)
facts = st.builds(
    FactsOfGoods,
    category=st.sampled_from([None, "serums"]),
    brand=words,
    origin_country=st.sampled_from(["", "KR"]),
    contents=st.lists(st.sampled_from(Contents), unique=True).map(tuple),
    contents_stated=st.booleans(),
)


@pytest.fixture
def company(app, context):
    goods.add_tree()
    return goods.company_of(goods.make_seller(app))


def columns_of(row, *, without=frozenset()):
    names = {column.key for column in inspect(type(row)).column_attrs}
    return {name: getattr(row, name) for name in names - _OWN - without}


def _write(company, spoken, about, pictures, actor):
    listing = start_listing(company, actor=actor)
    version = open_version_of(listing)
    for tag, text in spoken.items():
        write_text(version, tag, text, row_version=0, actor=actor)
    change_facts(version, about, row_version=version.version, actor=actor)
    for number in range(pictures):
        add_image(version, goods.picture(number), actor=actor)
        stated = CertificateFacts(CertificateKind.OTHER, "HALAL", f"H-{number}", "KMF")
        add_certificate(version, stated, actor=actor)
    return listing


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoken=texts, about=facts, pictures=st.integers(0, 3))
def test_a_copy_holds_every_column_of_its_original(company, spoken, about, pictures):
    actor = goods.owner_of(company)
    first = unit_of_work(_write, company, spoken, about, pictures, actor)
    second = unit_of_work(copy_listing, first, actor=actor)
    before, after = goods_of(open_version_of(first)), goods_of(open_version_of(second))
    assert columns_of(after.version) == columns_of(before.version)
    numbers = [certificate.number for certificate in before.certificates]
    assert [certificate.number for certificate in after.certificates] == numbers
    assert columns_of(second, without=NAMES_ONE) == columns_of(first, without=NAMES_ONE)
    for part in ("images", "certificates"):
        own = [columns_of(row) for row in getattr(before, part)]
        assert [columns_of(row) for row in getattr(after, part)] == own
    assert {tag: columns_of(text) for tag, text in after.texts.items()} == {
        tag: columns_of(text) for tag, text in before.texts.items()
    }


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=st.lists(st.integers(0, 2), max_size=6))
def test_each_key_begins_one_listing_however_often_it_is_sent(company, sent):
    actor, keys = goods.owner_of(company), [new_once_key() for _ in range(3)]
    count = select(func.count(Listing.id))
    before = session.scalar(count)
    begun = [
        unit_of_work(start_listing, company, actor=actor, once_key=keys[one]).code for one in sent
    ]
    assert session.scalar(count) - before == len(set(sent))
    assert {code: begun.index(code) for code in begun} == {
        begun[sent.index(one)]: sent.index(one) for one in sent
    }


def test_a_copy_sent_twice_is_one(company):
    actor, key = goods.owner_of(company), new_once_key()
    first = goods.draft(company)
    codes = {unit_of_work(copy_listing, first, actor=actor, once_key=key).code for _ in range(2)}
    assert len(codes) == 1
    assert session.scalar(select(func.count(ListingVersion.id))) == 2
