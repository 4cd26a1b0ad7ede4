"""Who may see a company's pages, and whom the answer names."""

import pytest

from marketplace.accounts.queries import find_person
from marketplace.companies.enums import MemberRole, Side, role_name
from marketplace.companies.models import Member
from marketplace.companies.queries import find_buyer
from marketplace.companies.rules import is_member, may
from marketplace.core import clock
from marketplace.core.db import session, unit_of_work
from marketplace.core.permissions import Answer
from tests.factories.companies import make_member, make_operator


class ReaderOf:
    """As much of a reader as rules ask."""

    def __init__(self, code):
        self.person = find_person(code)


def join(person, company, role):
    session.add(
        Member(
            person_id=find_person(person).id,
            company_id=find_buyer(company).id,
            role=role,
            joined_at=clock.now(),
        )
    )


@pytest.fixture
def company(app):
    """A buyer's company with an owner called Eleanor Finch and a viewer called Tom Reed."""
    owner = make_member(app, name="Eleanor Finch")
    viewer = make_member(app, name="Tom Reed")
    with app.test_request_context():
        unit_of_work(join, viewer.person, owner.company, MemberRole.VIEWER)
        yield find_buyer(owner.company), owner.person, viewer.person


def test_a_member_of_any_role_sees_the_company(company):
    subject, owner, viewer = company
    answers = [is_member.check(ReaderOf(code), subject).answer for code in (owner, viewer)]
    assert answers == [Answer.YES, Answer.YES]


def test_to_strangers_and_operators_the_company_does_not_exist(app, company):
    subject = company[0]
    for stranger in (make_member(app), make_operator(app)):
        reader = ReaderOf(stranger.person)
        assert is_member.check(reader, subject).answer is Answer.HIDDEN
        assert may(MemberRole.FINANCE).check(reader, subject).answer is Answer.HIDDEN


def test_an_owner_has_every_role(company):
    subject, owner, _viewer = company
    assert may(MemberRole.FINANCE).check(ReaderOf(owner), subject).answer is Answer.YES


def test_a_colleague_without_the_role_reads_who_has_it(company):
    subject, _owner, viewer = company
    verdict = may(MemberRole.FINANCE).check(ReaderOf(viewer), subject)
    assert verdict.answer is Answer.NOT_YOUR_ROLE
    assert verdict.who_can == ("Eleanor Finch",)
    assert subject.name in verdict.sentence


def test_a_rule_is_named_by_its_roles():
    assert may(MemberRole.TRADE, MemberRole.FINANCE).name == "is_finance_or_owner_or_trade"


def test_trade_is_shown_as_the_work_of_its_side(app):
    with app.test_request_context():
        names = [role_name(MemberRole.TRADE, side) for side in (Side.SELLER, Side.BUYER)]
        assert names == ["Sales", "Purchasing"]
        assert role_name(MemberRole.OWNER, Side.SELLER) == "Owner"
