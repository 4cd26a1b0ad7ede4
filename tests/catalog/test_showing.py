"""Hiding, showing, archiving, taking down; whatever is done, buyers see approved goods alone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Operator, OperatorGrant
from marketplace.accounts.queries import find_person
from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import CategoryListing, Listing, ListingVersion
from marketplace.catalog.operations import (
    archive_listing,
    delete_draft,
    hide_listing,
    open_version,
    put_back,
    show_listing,
    submit,
    take_down,
    undo_delete,
    withdraw_submission,
)
from marketplace.catalog.queries.listings import live_version_of, open_version_of
from marketplace.catalog.queries.public_visible import shown_listing
from marketplace.catalog.queries.showing import reasons_for_taking_down
from marketplace.core import clock
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, NotAllowed
from marketplace.moderation.enums import Decision
from tests.factories import goods
from tests.factories.offices import make_headquarters, make_operator_at


@pytest.fixture
def listing(app, company):
    return goods.shown_listing(app, company)


def act(operation, listing, *facts, actor=None):
    actor = actor or goods.owner_of(listing.company)
    unit_of_work(operation, listing, *facts, actor=actor)


def places(listing):
    found = select(func.count()).where(CategoryListing.listing_id == listing.id)
    return session.scalar(found)


def test_hidden_goods_are_found_nowhere_and_shown_ones_where_they_were(listing):
    act(hide_listing, listing)
    assert (places(listing), shown_listing(listing.code)) == (0, None)
    act(show_listing, listing)
    assert (places(listing), shown_listing(listing.code)) == (3, listing)
    with pytest.raises(Conflict):
        act(show_listing, listing)


def test_archived_goods_stay_archived(listing):
    act(archive_listing, listing)
    assert (listing.state, places(listing)) == (ListingState.ARCHIVED, 0)
    for operation in (show_listing, hide_listing, archive_listing):
        with pytest.raises(Conflict):
            act(operation, listing)


def test_a_draft_is_deleted_and_not_archived(company):
    draft = goods.draft(company)
    for operation in (archive_listing, hide_listing, show_listing):
        with pytest.raises(Conflict):
            act(operation, draft)


def test_goods_of_a_company_whose_check_ended_are_not_visible(app, company):
    listing = goods.approve(app, goods.submitted_listing(company))
    assert listing.state is ListingState.SHOWN
    assert shown_listing(listing.code) is None
    goods.let_show(app, company)
    assert shown_listing(listing.code) == listing


def test_a_moderator_takes_goods_down_and_puts_them_back_as_they_were(app, listing):
    moderator = goods.actor_of(goods.make_moderator(app))
    act(take_down, listing, ["claim"], actor=moderator)
    assert (listing.state, places(listing)) == (ListingState.TAKEN_DOWN, 0)
    assert reasons_for_taking_down(listing) == ["claim"]
    with pytest.raises(Conflict):
        act(show_listing, listing)
    act(put_back, listing, actor=moderator)
    assert (listing.state, places(listing)) == (ListingState.SHOWN, 3)
    act(hide_listing, listing)
    act(take_down, listing, actor=moderator)
    act(put_back, listing, actor=moderator)
    assert listing.state is ListingState.HIDDEN
    with pytest.raises(Conflict):
        act(put_back, listing, actor=moderator)


def test_nobody_but_a_moderator_takes_goods_down(app, listing):
    verifier = make_operator_at(app, make_headquarters(app), OperatorRole.VERIFIER)
    for actor in (goods.owner_of(listing.company), goods.actor_of(verifier)):
        with pytest.raises(NotAllowed):
            act(take_down, listing, actor=actor)


def test_a_moderator_who_belongs_to_the_seller_leaves_its_goods_to_a_colleague(app, listing):
    moderator = goods.make_moderator(app)
    owner = find_person(goods.owner_of(listing.company).person)
    unit_of_work(session.add, moderating(owner, find_person(moderator.person).operator.office))
    for operation in (take_down, put_back):
        with pytest.raises(NotAllowed, match="a colleague has to decide"):
            act(operation, listing)


def moderating(person, office):
    operator = Operator(person=person, office=office, appointed_at=clock.now())
    operator.grants = [OperatorGrant(role=OperatorRole.MODERATOR)]
    return operator


def require_sound(listing):
    """Whatever was done: shown means approved, at most one live, in categories while shown."""
    session.expire_all()
    versions = select(ListingVersion.state).where(ListingVersion.listing_id == listing.id)
    states = session.scalars(versions).all()
    assert states.count(VersionState.LIVE) <= 1
    is_shown = listing.state is ListingState.SHOWN
    assert not is_shown or states.count(VersionState.LIVE) == 1
    assert places(listing) == (3 if is_shown else 0)
    assert (shown_listing(listing.code) is not None) == is_shown


def decided(decision):
    def decide(app, listing, moderator):
        version = open_version_of(listing)
        if version is None or version.state is not VersionState.SUBMITTED:
            raise Conflict
        goods.decide(app, version, decision, operator=moderator, reasons=("claim",))

    return decide


def by_seller(operation):
    return lambda _app, listing, _moderator: act(operation, listing)


def by_moderator(operation):
    return lambda _app, listing, moderator: act(operation, listing, actor=goods.actor_of(moderator))


ACTS = {
    "approve": decided(Decision.APPROVE),
    "archive": by_seller(archive_listing),
    "delete": by_seller(delete_draft),
    "hide": by_seller(hide_listing),
    "open": by_seller(open_version),
    "put_back": by_moderator(put_back),
    "reject": decided(Decision.REJECT),
    "revise": decided(Decision.REVISE),
    "show": by_seller(show_listing),
    "submit": by_seller(submit),
    "take_down": by_moderator(take_down),
    "undo": by_seller(undo_delete),
    "withdraw": by_seller(withdraw_submission),
}
#: The likely ones more often: most walks then pass an approval.
LIKELY = [*ACTS, "submit", "submit", "submit", "approve", "approve", "approve", "open", "open"]


@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(walk=st.lists(st.sampled_from(LIKELY), min_size=4, max_size=14))
def test_no_walk_of_sellers_and_operators_shows_what_nobody_approved(app, company, walk):
    moderator = goods.make_moderator(app)
    goods.let_show_once(app, company, moderator)
    listing = goods.listing(company)
    for name in walk:
        try:
            ACTS[name](app, listing, moderator)
        except Conflict:
            session.rollback()
        require_sound(listing)


def test_each_listing_has_one_live_version_at_most(app, company):
    for listing in goods.many(app, company, 2):
        assert live_version_of(listing).number == 1
    assert session.scalar(select(func.count(Listing.id))) == 2
