"""Founding and closing companies: what stands in the tables and in the record."""

import pytest
from sqlalchemy import select

from marketplace.accounts.queries import find_person
from marketplace.companies.enums import CompanyState, Side
from marketplace.companies.errors import DraftGone
from marketplace.companies.models import Company
from marketplace.companies.operations import close_company, found_company
from marketplace.companies.queries import find_company, memberships_of, others_state
from marketplace.core.audit import AT_THE_SERVER, AuditEntry
from marketplace.core.db import OnceKey, new_once_key, session, unit_of_work
from marketplace.core.errors import Conflict
from tests.factories.companies import CONSENTS, buyer_facts, let_lapse, make_member, seller_facts


def company_of(made):
    return session.scalars(select(Company).where(Company.code == made.company)).one()


def history_of(code):
    found = select(AuditEntry).where(AuditEntry.subject == code).order_by(AuditEntry.id)
    return [(row.tag, row.from_state, row.to_state) for row in session.scalars(found)]


def test_founding_is_recorded_with_its_founder(app):
    made = make_member(app)
    with app.app_context():
        row = session.scalars(select(AuditEntry).where(AuditEntry.subject == made.company)).one()
        assert (row.tag, row.to_state) == ("company:state:founded", "open")
        assert (row.actor_person, row.actor_company) == (made.person, made.company)
        assert row.facts == {"side": "buyer", "country": "GB", "owner": made.person}


def test_a_company_closes_when_nobody_in_it_ever_confirmed(app):
    made = make_member(app, confirmed=False)
    let_lapse(app, made.person)
    with app.app_context():
        company = company_of(made)
        assert company.state is CompanyState.CLOSED
        assert company.closed_at is not None
        assert history_of(made.company)[-1] == ("company:state:close", "open", "closed")
        assert find_company(made.company, Side.BUYER) is None
        assert memberships_of(find_person(made.person)) == []


def test_another_ones_company_stays_open_when_somebody_lapses(app):
    other = make_member(app)
    let_lapse(app, make_member(app, confirmed=False).person)
    with app.app_context():
        assert company_of(other).state is CompanyState.OPEN


def test_a_company_is_closed_once(app):
    made = make_member(app)
    with app.test_request_context():
        unit_of_work(close_company, company_of(made), actor=AT_THE_SERVER)
        with pytest.raises(Conflict):
            unit_of_work(close_company, company_of(made), actor=AT_THE_SERVER)


def test_a_refused_founding_leaves_nothing_behind(app):
    with app.test_request_context(), pytest.raises(DraftGone):
        unit_of_work(
            found_company,
            "no such sign-up",
            buyer_facts(),
            consents=CONSENTS,
            once_key=new_once_key(),
            actor=AT_THE_SERVER,
        )
    with app.app_context():
        assert session.scalars(select(Company)).all() == []
        assert session.scalars(select(OnceKey)).all() == []


def test_only_the_later_of_two_claimants_is_told(app):
    first, second = (make_member(app, seller_facts()) for _time in range(2))
    with app.app_context():
        told = [others_state("0008600019", apart_from=company_of(made)) for made in (first, second)]
        assert told == [False, True]
        assert others_state(None) is False
