"""HS codes as people paste them, and who chooses."""

import pytest

from marketplace.accounts.enums import OperatorRole
from marketplace.catalog.enums import VersionState
from marketplace.catalog.operations import choose_hs, settle_hs
from marketplace.catalog.queries.hs import UNSURE, HsChoice, read_hs_code
from marketplace.catalog.queries.listings import open_version_of
from marketplace.core.db import unit_of_work
from marketplace.core.errors import Conflict, NotAllowed, Refused
from marketplace.moderation.queries import open_review_of
from tests.factories import goods
from tests.factories.offices import make_headquarters, make_operator_at

WORLD = HsChoice("330499", "2022")


@pytest.fixture
def company(app, context):
    goods.add_hs_code()
    return goods.company_of(goods.make_seller(app))


def choose(version, choice, row_version=None):
    seen = version.version if row_version is None else row_version
    actor = goods.owner_of(version.listing.company)
    return unit_of_work(choose_hs, version, choice, row_version=seen, actor=actor)


@pytest.mark.parametrize("typed", ["3304.99", "330499", " 3304 99 ", "３３０４．９９"])
def test_six_digits_are_looked_up_in_the_newest_edition(company, typed):
    goods.add_hs_code(edition="2017")
    assert read_hs_code(typed) == WORLD


@pytest.mark.parametrize("typed", ["3304.99-1000", "3304991000", "3304.99.10.00"])
def test_a_national_code_is_kept_apart_with_its_country(company, typed):
    kept = HsChoice("330499", "2022", "3304991000", "KR", "")
    assert read_hs_code(typed) == kept, "no table of the country is here: kept as typed"
    goods.add_hs_code("3304991000", "KR", "2025")
    assert read_hs_code(typed) == HsChoice("330499", "2022", "3304991000", "KR", "2025")
    goods.add_hs_code("33049950", "US", "2026")
    assert read_hs_code("3304.99.50", "US").country == "US"


def test_what_is_no_code_or_unknown_is_refused_beside_the_field(company):
    goods.add_hs_code("3304991000", "KR", "2025")
    for typed, words in (
        ("serum", "at least six digits"),
        ("3304", "at least six digits"),
        ("33049910001", "at least six digits"),
        ("9999.99", "9999.99 is not in the HS schedule"),
        ("3304.99-9999", "3304.99-9999 is not in the tariff of South Korea"),
    ):
        with pytest.raises(Refused, match=words) as refused:
            read_hs_code(typed)
        assert refused.value.field == "hs"


def test_the_choice_says_who_made_it_and_may_be_open(company):
    version = open_version_of(goods.draft(company))
    choose(version, read_hs_code("3304.99-1000"))
    assert (version.hs_code, version.hs_national, version.hs_country) == (
        "330499",
        "3304991000",
        "KR",
    )
    assert version.hs_chosen_by == goods.owner_of(company).person
    seen = version.version
    choose(version, read_hs_code("3304.99-1000"))
    assert version.version == seen
    choose(version, UNSURE)
    assert (version.hs_code, version.hs_national, version.hs_unsure) == ("", "", True)
    choose(version, HsChoice())
    assert version.hs_unsure is False
    with pytest.raises(Conflict):
        choose(version, WORLD, row_version=seen)


@pytest.mark.parametrize(
    "choice",
    [
        HsChoice("999999", "2022"),
        HsChoice("330499", "1988"),
        HsChoice("330499", "2022", "3305101000", "KR"),
        HsChoice("330499", "2022", "3304991000", ""),
    ],
)
def test_a_choice_that_does_not_hold_together_is_refused(company, choice):
    with pytest.raises(Refused):
        choose(open_version_of(goods.draft(company)), choice)


def test_where_the_seller_is_not_sure_the_operator_chooses(app, company):
    version = open_version_of(goods.submitted_listing(company, hs=False))
    moderator = goods.actor_of(goods.make_moderator(app))
    verifier = make_operator_at(app, make_headquarters(app), OperatorRole.VERIFIER)
    for actor in (goods.owner_of(company), goods.actor_of(verifier)):
        with pytest.raises(NotAllowed):
            unit_of_work(settle_hs, version, WORLD, actor=actor)
    unit_of_work(settle_hs, version, WORLD, actor=moderator)
    assert (version.hs_code, version.hs_unsure) == ("330499", False)
    assert version.hs_chosen_by == moderator.person
    draft = open_version_of(goods.draft(company))
    with pytest.raises(Conflict):
        unit_of_work(settle_hs, draft, WORLD, actor=moderator)


def test_what_the_seller_left_open_is_chosen_before_it_is_approved(app, company):
    version = open_version_of(goods.submitted_listing(company, hs=False))
    operator = goods.make_moderator(app)
    with pytest.raises(Refused, match="Please choose it") as refused:
        goods.decide(app, version, operator=operator)
    assert refused.value.field == "decision"
    unit_of_work(settle_hs, version, WORLD, actor=goods.actor_of(operator))
    assert open_review_of("listing", version.code).remarks == []
    goods.decide(app, version, operator=operator)
    assert version.state is VersionState.LIVE
