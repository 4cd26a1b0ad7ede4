"""Whoever may not write a company's goods is refused by every operation, behind its lock."""

from datetime import date

import pytest
from sqlalchemy import func, select

from marketplace.accounts.queries import find_person
from marketplace.catalog.enums import CertificateKind, PriceShown, SampleOffer
from marketplace.catalog.errors import NotComplete
from marketplace.catalog.operations import (
    CertificateFacts,
    FactsOfGoods,
    OptionFacts,
    PriceFacts,
    SampleFacts,
    TextFacts,
    add_certificate,
    add_image,
    archive_listing,
    change_carton,
    change_facts,
    change_options,
    change_prices,
    change_sample,
    change_seller_code,
    change_terms,
    choose_hs,
    confirm_text,
    copy_listing,
    delete_draft,
    hide_listing,
    move_image,
    open_version,
    remove_image,
    remove_text,
    show_listing,
    start_listing,
    submit,
    undo_delete,
    withdraw_submission,
    write_alt,
    write_text,
)
from marketplace.catalog.queries.hs import UNSURE
from marketplace.catalog.queries.listings import images_of, open_version_of
from marketplace.catalog.rules import moderates_goods, reads_goods, writes_goods
from marketplace.companies.enums import MemberRole
from marketplace.companies.operations import begin_acting
from marketplace.core.audit import Actor, AuditEntry, Channel
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import NotAllowed
from marketplace.core.permissions import Answer
from tests.factories import goods
from tests.factories.companies import buyer_facts, make_colleague, make_member

ON_LISTINGS = [
    (archive_listing,),
    (change_carton, goods.CARTON),
    (change_options, [OptionFacts()]),
    (change_prices, PriceFacts(PriceShown.ON_REQUEST)),
    (change_sample, SampleFacts(SampleOffer.NONE)),
    (change_seller_code, "HB"),
    (change_terms, goods.TERMS),
    (copy_listing,),
    (delete_draft,),
    (hide_listing,),
    (open_version,),
    (show_listing,),
    (submit,),
    (undo_delete,),
    (withdraw_submission,),
]
ON_VERSIONS = [
    (add_certificate, CertificateFacts(CertificateKind.CE, valid_until=date(2030, 1, 1))),
    (add_image, goods.picture(5)),
    (change_facts, FactsOfGoods()),
    (choose_hs, UNSURE),
    (confirm_text, "en"),
    (remove_text, "en"),
    (write_text, "en", TextFacts("Serum", "", "", ())),
]
CREATING = {add_certificate, add_image}


def calls_on(listing):
    """Every operation of a writer on a listing, as calls that want an actor."""
    version = open_version_of(listing)
    seen = {"row_version": 1}
    for operation, *facts in ON_LISTINGS:
        yield operation, (listing, *facts), seen if operation.__name__.startswith("change_") else {}
    for operation, *facts in ON_VERSIONS:
        yield operation, (version, *facts), {} if operation in CREATING else seen
    image = images_of(version)[0]
    yield move_image, (version, image, 1), {}
    yield remove_image, (version, image), {}
    yield write_alt, (version, image, {"en": "x"}), seen
    yield start_listing, (listing.company,), {}


def test_viewers_finance_buyers_and_strangers_write_nothing(app, company):
    listing = goods.listing(company)
    viewer = make_colleague(app, company.code, MemberRole.VIEWER)
    finance = make_colleague(app, company.code, MemberRole.FINANCE, name="Lee Finance")
    buyer = make_member(app, buyer_facts())
    operator = goods.make_moderator(app)
    before = session.scalar(select(func.count(AuditEntry.id)))
    actors = [goods.actor_of(made) for made in (viewer, finance, buyer, operator)]
    for operation, facts, more in calls_on(listing):
        for actor in actors:
            with pytest.raises(NotAllowed):
                unit_of_work(operation, *facts, **more, actor=actor)
    assert session.scalar(select(func.count(AuditEntry.id))) == before


def test_an_operator_who_acts_for_the_company_writes_in_its_name(app, company):
    made = goods.make_moderator(app)
    person = find_person(made.person)
    own = Actor(Channel.WEB, person=made.person)
    unit_of_work(begin_acting, company, person, reason="Asked by telephone.", actor=own)
    actor = Actor(Channel.WEB, person=made.person, on_behalf_of=company.code)
    listing = unit_of_work(start_listing, company, actor=actor)
    entry = session.scalars(
        select(AuditEntry).where(
            AuditEntry.subject == listing.code, AuditEntry.tag == "listing:started"
        )
    ).one()
    assert (entry.actor_person, entry.on_behalf_of) == (made.person, company.code)


def test_the_rules_of_pages(app, context):
    made = goods.make_seller(app)
    company = goods.company_of(made)
    viewer = make_colleague(app, company.code, MemberRole.VIEWER)
    stranger = make_member(app)
    buyer = make_member(app, buyer_facts())
    theirs = goods.company_of(buyer)

    def answers(rule, subject, *people):
        return [rule.check(goods.reader_of(person), subject).answer.name for person in people]

    people = (made, viewer, stranger)
    assert answers(reads_goods, company, *people) == ["YES", "YES", "HIDDEN"]
    assert answers(writes_goods, company, *people) == ["YES", "NOT_YOUR_ROLE", "HIDDEN"]
    assert answers(writes_goods, theirs, buyer) == [Answer.HIDDEN.name]
    assert answers(reads_goods, theirs, buyer) == [Answer.HIDDEN.name]
    moderator = goods.make_moderator(app)
    assert answers(moderates_goods, company, moderator, made) == ["YES", "HIDDEN"]


def test_a_house_in_chile_writes_spanish_first(make_app):
    app = make_app(HOME_COUNTRY="CL")
    with app.app_context():
        company = goods.company_of(goods.make_seller(app))
        listing = goods.draft(company)
        assert open_version_of(listing).original == "es"
        with pytest.raises(NotComplete) as refused:
            goods.submit_it(listing)
        assert "Write the name in Spanish." in refused.value.sentences
        assert not [sentence for sentence in refused.value.sentences if "Korean" in sentence]
