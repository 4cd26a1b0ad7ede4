"""Certificates that a version states."""

from dataclasses import replace
from datetime import date

import pytest

from marketplace.accounts.queries import find_person
from marketplace.catalog.enums import CertificateKind
from marketplace.catalog.operations import (
    CertificateFacts,
    add_certificate,
    change_certificate,
    remove_certificate,
)
from marketplace.catalog.queries.listings import (
    certificates_of,
    find_certificate,
    live_version_of,
    open_version_of,
)
from marketplace.companies.enums import DocumentKind
from marketplace.companies.operations.documents import add_document
from marketplace.companies.queries import find_document
from marketplace.companies.rules import may_open_document
from marketplace.core.db import unit_of_work
from marketplace.core.documents import KeptDocument
from marketplace.core.errors import Conflict, Refused
from marketplace.core.permissions import Answer
from tests.factories import goods
from tests.factories.companies import make_member

GMP = CertificateFacts(CertificateKind.GMP, number="GMP-5521", valid_until=date(2028, 9, 30))


def act(operation, version, *facts, **more):
    actor = goods.owner_of(version.listing.company)
    return unit_of_work(operation, version, *facts, **more, actor=actor)


def add_file(company, kind=DocumentKind.CERTIFICATE, content="0"):
    actor = goods.owner_of(company)
    kept = KeptDocument(content * 64, "application/pdf", "gmp.pdf", 1234)
    uploader = find_person(actor.person).id
    document = unit_of_work(add_document, company, kind, kept, uploader_id=uploader, actor=actor)
    return document.code


def test_a_certificate_is_stated_changed_and_removed(version, company):
    certificate = act(add_certificate, version, GMP)
    facts = CertificateFacts(CertificateKind.GMP, "", "GMP-5522", "KTR", None, add_file(company))
    act(change_certificate, version, certificate, facts, row_version=1)
    found = find_certificate(version, certificate.code)
    assert (found.number, found.issuer, found.valid_until, found.version) == (
        "GMP-5522",
        "KTR",
        None,
        2,
    )
    act(change_certificate, version, certificate, facts, row_version=2)
    assert found.version == 2
    with pytest.raises(Conflict):
        act(change_certificate, version, certificate, GMP, row_version=1)
    act(remove_certificate, version, certificate)
    assert certificates_of(version) == []
    with pytest.raises(Conflict, match="removed this"):
        act(remove_certificate, version, certificate)


def test_a_certificate_sent_twice_is_one_with_the_file_that_came(version, company):
    first, again = act(add_certificate, version, GMP), act(add_certificate, version, GMP)
    file = add_file(company)
    assert act(add_certificate, version, replace(GMP, document=file)) == first == again
    assert act(add_certificate, version, replace(GMP, document=add_file(company))) == first
    assert [one.document for one in certificates_of(version)] == [file]
    other = add_file(company, content="1")
    assert act(add_certificate, version, replace(GMP, document=other)) != first


def test_another_certificate_is_named_and_a_listed_one_is_not(version):
    with pytest.raises(Refused, match="called") as refused:
        act(add_certificate, version, CertificateFacts(CertificateKind.OTHER, " "))
    assert refused.value.field == "name"
    named = act(add_certificate, version, CertificateFacts(CertificateKind.OTHER, "Blue label"))
    listed = act(add_certificate, version, CertificateFacts(CertificateKind.GMP, "Blue label"))
    assert (named.name, listed.name) == ("Blue label", "")


def test_a_file_is_a_certificate_of_the_company_itself(app, version, company):
    other = goods.company_of(goods.make_seller(app, "Another Co., Ltd."))
    registration = add_file(company, DocumentKind.BUSINESS_REGISTRATION)
    for document in ("DOC-0000-00000", add_file(other), registration):
        with pytest.raises(Refused) as refused:
            act(add_certificate, version, CertificateFacts(CertificateKind.CE, document=document))
        assert refused.value.field == "document"


def test_a_twenty_first_certificate_is_refused(version):
    for number in range(20):
        act(add_certificate, version, replace(GMP, number=f"{number}"))
    with pytest.raises(Refused, match="20 at most"):
        act(add_certificate, version, GMP)


def test_certificates_of_a_live_version_change_in_its_successor(app, company):
    listing = goods.listing(company)
    act(add_certificate, open_version_of(listing), GMP)
    goods.submit_it(listing)
    goods.let_show(app, company)
    listing = goods.approve(app, listing)
    live = live_version_of(listing)
    changed = CertificateFacts(CertificateKind.GMP, number="new")
    successor = act(change_certificate, live, certificates_of(live)[0], changed, row_version=1)
    assert [row.number for row in certificates_of(live)] == ["GMP-5521"]
    assert [row.number for row in certificates_of(successor)] == ["new"]
    act(remove_certificate, successor, certificates_of(successor)[0])
    assert len(certificates_of(live)) == 1


def test_members_who_trade_and_operators_of_goods_open_the_file(app, version, company):
    document = find_document(add_file(company))
    registration = find_document(add_file(company, DocumentKind.BUSINESS_REGISTRATION))
    moderator = goods.reader_of(goods.make_moderator(app))
    answers = [may_open_document.check(moderator, each).answer for each in (document, registration)]
    assert answers == [Answer.YES, Answer.NOT_YOUR_ROLE]
    stranger = goods.reader_of(make_member(app))
    assert may_open_document.check(stranger, document).answer is Answer.HIDDEN
