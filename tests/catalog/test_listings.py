"""Listings are begun, copied, thrown away, had back and purged."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import (
    Listing,
    ListingImage,
    ListingOption,
    ListingText,
    ListingVersion,
    PriceTier,
)
from marketplace.catalog.operations import (
    change_seller_code,
    copy_listing,
    delete_draft,
    start_listing,
    undo_delete,
)
from marketplace.catalog.queries.goods import goods_of
from marketplace.catalog.queries.listings import (
    find_listing,
    listing_by_code,
    open_version_of,
    options_of,
    tiers_of,
)
from marketplace.companies.enums import MemberRole
from marketplace.core import clock
from marketplace.core.audit import AuditEntry
from marketplace.core.db import new_once_key, session, unit_of_work
from marketplace.core.errors import Conflict, NotAllowed, Refused
from marketplace.core.work.worker import work_until_idle
from marketplace.moderation.enums import Decision, ReviewState
from marketplace.moderation.models import Review
from tests.factories import goods
from tests.factories.companies import buyer_facts, make_colleague, make_member


def tags_of(listing):
    entries = select(AuditEntry.tag).where(AuditEntry.subject == listing.code)
    return session.scalars(entries.order_by(AuditEntry.id)).all()


def test_a_listing_begins_as_a_draft_in_the_language_of_home(company):
    listing = goods.draft(company)
    version = open_version_of(listing)
    assert (listing.state, listing.unit) == (ListingState.DRAFT, "H87")
    assert (version.number, version.state, version.original) == (1, VersionState.DRAFT, "ko")
    assert [(option.names, option.sku) for option in options_of(listing)] == [({}, "")]
    assert tags_of(listing) == ["listing:started"]
    assert find_listing(company.code, listing.code) == listing
    assert find_listing("COM-0000-00000", listing.code) is None


def test_a_double_click_begins_one_listing(company):
    key, actor = new_once_key(), goods.owner_of(company)
    first = unit_of_work(start_listing, company, actor=actor, once_key=key).code
    assert unit_of_work(start_listing, company, actor=actor, once_key=key).code == first
    assert session.scalar(select(func.count(Listing.id))) == 1


def test_a_viewer_is_told_who_can_and_a_stranger_not_at_all(app, company):
    viewer = make_colleague(app, company.code, MemberRole.VIEWER)
    with pytest.raises(NotAllowed) as refused:
        goods.draft(company, actor=goods.actor_of(viewer))
    assert refused.value.who_can == ("Kim Haneul",)
    with pytest.raises(NotAllowed):
        goods.draft(company, actor=goods.actor_of(make_member(app)))
    sales = make_colleague(app, company.code, MemberRole.TRADE)
    assert goods.draft(company, actor=goods.actor_of(sales)).state is ListingState.DRAFT


def test_a_company_that_buys_has_no_goods(app, context):
    buyer = goods.company_of(make_member(app, buyer_facts()))
    with pytest.raises(Refused, match="Only companies that sell"):
        goods.draft(buyer)


def test_a_copy_says_the_same_but_names_nothing_twice(company):
    first = goods.listing(company)
    copied = unit_of_work(copy_listing, first, actor=goods.owner_of(company))
    before, after = goods_of(open_version_of(first)), goods_of(open_version_of(copied))
    assert {tag: text.title for tag, text in after.texts.items()} == {
        tag: text.title for tag, text in before.texts.items()
    }
    assert [image.picture for image in after.images] == [image.picture for image in before.images]
    assert after.version.category_id == before.version.category_id
    assert [(tier.from_quantity, tier.price) for tier in tiers_of(copied)] == list(goods.STEPS)
    assert (copied.moq, copied.sample_price, copied.carton_gross_g) == (
        600,
        first.sample_price,
        6800,
    )
    assert [option.sku for option in options_of(copied)] == [""]
    assert (copied.state, copied.listed_at, copied.version) == (ListingState.DRAFT, None, 1)


def test_a_deleted_draft_can_be_had_back_for_a_day(app, company):
    listing, actor = goods.listing(company), goods.owner_of(company)
    unit_of_work(delete_draft, listing, actor=actor)
    assert listing.state is ListingState.DELETED
    unit_of_work(undo_delete, listing, actor=actor)
    assert (listing.state, listing.deleted_at) == (ListingState.DRAFT, None)
    clock.advance(timedelta(days=2))
    work_until_idle(app)
    session.rollback()
    assert listing_by_code(listing.code).state is ListingState.DRAFT


def test_after_a_day_nothing_of_a_deleted_draft_is_left(app, company):
    kept, gone = goods.listing(company), goods.submitted_listing(company)
    goods.decide(app, open_version_of(gone), Decision.REVISE)
    work_until_idle(app)
    code = gone.code
    unit_of_work(delete_draft, gone, actor=goods.owner_of(company))
    clock.advance(timedelta(days=1, minutes=1))
    work_until_idle(app)
    session.rollback()
    assert listing_by_code(code) is None
    for part in (Listing, ListingVersion, ListingOption):
        assert session.scalar(select(func.count()).select_from(part)) == 1
    counts = {
        part: session.scalar(select(func.count()).select_from(part))
        for part in (ListingText, ListingImage, PriceTier)
    }
    assert counts == {ListingText: 2, ListingImage: 1, PriceTier: 3}
    assert listing_by_code(kept.code) is not None


def test_deleting_takes_back_what_is_in_review(company):
    listing = goods.submitted_listing(company)
    unit_of_work(delete_draft, listing, actor=goods.owner_of(company))
    assert open_version_of(listing).state is VersionState.DRAFT
    assert session.scalars(select(Review.state)).all() == [ReviewState.WITHDRAWN]


def test_what_was_shown_is_not_deleted(app, company):
    listing = goods.shown_listing(app, company)
    with pytest.raises(Conflict):
        unit_of_work(delete_draft, listing, actor=goods.owner_of(company))


def test_a_seller_s_code_is_unique_in_the_company(app, company):
    first, second, actor = goods.draft(company), goods.draft(company), goods.owner_of(company)
    unit_of_work(change_seller_code, first, "HB-30", row_version=1, actor=actor)
    with pytest.raises(Refused, match="Another listing of yours") as refused:
        unit_of_work(change_seller_code, second, "hb-30", row_version=1, actor=actor)
    assert refused.value.field == "seller_code"
    unit_of_work(change_seller_code, first, "HB-30", row_version=first.version, actor=actor)
    assert tags_of(first) == ["listing:started", "listing:code:changed"]
    other = goods.company_of(goods.make_seller(app, "Another Co., Ltd."))
    theirs = goods.draft(other)
    unit_of_work(change_seller_code, theirs, "HB-30", row_version=1, actor=goods.owner_of(other))
