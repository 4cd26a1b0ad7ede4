"""Operators' roles: held within an office's countries, changed, ended."""

from functools import partial

import pytest
from sqlalchemy import select

from marketplace.accounts.enums import OperatorRole, PersonState, SessionState
from marketplace.accounts.models import SignInSession
from marketplace.accounts.operations import (
    appoint_operator,
    change_operator,
    close_office,
    end_operator,
)
from marketplace.accounts.queries import find_office, find_operator, find_person, present_reader
from marketplace.accounts.rules import holds, operator_with
from marketplace.core.audit import AT_THE_SERVER, AuditEntry
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, Refused
from marketplace.core.permissions import Answer
from tests.accounts.people import mails_to, messages_to
from tests.factories.companies import make_member
from tests.factories.offices import make_office, make_operator_at
from tests.support.browsing import browser_of
from tests.support.together import run_together

MODERATOR, VERIFIER, FINANCE, ADMINISTRATOR = OperatorRole


@pytest.fixture
def request_context(app):
    with app.test_request_context():
        yield


def entry(person):
    found = select(AuditEntry).where(AuditEntry.subject == person, AuditEntry.tag.contains("oper"))
    return session.scalars(found.order_by(AuditEntry.id.desc())).first()


def change(office, made, roles, *, to=None, seen_version=1):
    unit_of_work(
        change_operator,
        find_operator(office, made.person),
        office=find_office(to or office),
        roles=frozenset(roles),
        seen_version=seen_version,
        actor=AT_THE_SERVER,
    )


def end(office, made):
    unit_of_work(end_operator, find_operator(office, made.person), actor=AT_THE_SERVER)


@pytest.mark.parametrize("role", OperatorRole)
def test_a_role_holds_inside_the_offices_countries_only(app, request_context, santiago, role):
    hanoi = make_office(app, "Hanoi", "VN")
    person = find_person(make_operator_at(app, santiago, role).person)
    assert holds(person, role)
    assert holds(person, role, country="CL")
    assert holds(person, role, office=find_office(santiago))
    for outside in ("VN", "FR"):
        assert not holds(person, role, country=outside)
    assert not holds(person, role, office=find_office(hanoi))


@pytest.mark.parametrize("role", OperatorRole)
def test_a_role_at_headquarters_holds_everywhere(app, request_context, headquarters, role):
    santiago = make_office(app, "Santiago", "CL")
    person = find_person(make_operator_at(app, headquarters, role).person)
    for country in ("CL", "FR"):
        assert holds(person, role, country=country)
    assert holds(person, role, office=find_office(santiago))


@pytest.mark.parametrize("role", OperatorRole)
def test_no_role_includes_another(app, request_context, headquarters, role):
    person = find_person(make_operator_at(app, headquarters, role).person)
    assert [other for other in OperatorRole if holds(person, other)] == [role]


def test_somebody_who_is_no_operator_holds_nothing(app, request_context, headquarters):
    assert not holds(find_person(make_member(app).person), *OperatorRole)


def verdict(rule, person, subject=None):
    """Return what the rule answers a reader, as the guard asks it."""
    reader = type("Reader", (), {"person": find_person(person)})()
    return rule.check(reader, subject)


def test_a_rule_tells_strangers_nothing_and_operators_who_can(app, request_context, headquarters):
    santiago = make_office(app, "Santiago", "CL")
    hanoi = make_office(app, "Hanoi", "VN")
    verifier = make_operator_at(app, santiago, VERIFIER, name="Valentina Fuentes")
    elsewhere = make_operator_at(app, hanoi, VERIFIER, name="Tran Mai")
    above = make_operator_at(app, headquarters, VERIFIER, name="Han So-yul")
    finance = make_operator_at(app, santiago, FINANCE, name="Thomas Krol")
    make_operator_at(app, santiago, VERIFIER, name="Not Yet", confirmed=False)
    rule = operator_with(VERIFIER, country_of=lambda subject: subject)
    assert verdict(rule, make_member(app).person, "CL").answer is Answer.HIDDEN
    assert verdict(rule, verifier.person, "CL").answer is Answer.YES
    assert verdict(rule, above.person, "CL").answer is Answer.YES
    for other in (finance, elsewhere):
        refused = verdict(rule, other.person, "CL")
        assert refused.answer is Answer.NOT_YOUR_ROLE
        assert refused.who_can == ("Valentina Fuentes", "Han So-yul")


def test_a_rule_of_the_whole_house_asks_for_headquarters(app, request_context, headquarters):
    santiago = make_office(app, "Santiago", "CL")
    here = make_operator_at(app, santiago, ADMINISTRATOR)
    above = make_operator_at(app, headquarters, ADMINISTRATOR, name="Han So-yul")
    rule = operator_with(ADMINISTRATOR, at_headquarters=True)
    assert verdict(rule, above.person).answer is Answer.YES
    refused = verdict(rule, here.person)
    assert (refused.answer, refused.who_can) == (Answer.NOT_YOUR_ROLE, ("Han So-yul",))
    assert verdict(operator_with(ADMINISTRATOR), here.person).answer is Answer.YES


def test_changed_roles_hold_at_once_and_are_told_by_mail(app, request_context, santiago):
    made = make_operator_at(app, santiago, VERIFIER, MODERATOR)
    change(santiago, made, {VERIFIER, FINANCE})
    person = find_person(made.person)
    assert person.operator.roles == {VERIFIER, FINANCE}
    assert entry(made.person).facts["given"] == ["finance"]
    assert entry(made.person).facts["taken"] == ["moderator"]
    mail = mails_to(app, made.mail)[-1]
    assert mail.message == "roles_changed"
    assert "Office: Santiago" in mail.text
    assert "Your roles now: Verifier and Finance" in mail.text


def test_an_operator_moves_to_another_office(app, request_context, headquarters, santiago):
    made = make_operator_at(app, santiago, VERIFIER)
    change(santiago, made, {VERIFIER}, to=headquarters)
    assert find_operator(headquarters, made.person).office.is_headquarters
    facts = entry(made.person).facts
    assert (facts["from_office"], facts["office"]) == (santiago, headquarters)


def test_saving_what_is_so_already_tells_nobody(app, request_context, santiago):
    made = make_operator_at(app, santiago, VERIFIER)
    before = entry(made.person).id
    change(santiago, made, {VERIFIER})
    assert entry(made.person).id == before
    assert messages_to(app, made.mail) == ["operator_invited"]


def test_the_second_of_two_editors_is_refused(app, request_context, santiago):
    made = make_operator_at(app, santiago, VERIFIER)
    change(santiago, made, {FINANCE})
    with pytest.raises(Conflict):
        change(santiago, made, {MODERATOR}, seen_version=1)
    assert find_person(made.person).operator.roles == {FINANCE}


def test_an_operator_without_a_role_is_refused(app, request_context, santiago):
    made = make_operator_at(app, santiago, VERIFIER)
    with pytest.raises(Refused, match="at least one role"):
        change(santiago, made, set())
    with pytest.raises(Refused, match="at least one role"):
        unit_of_work(
            appoint_operator,
            mail="new@example.com",
            name="New",
            language="en",
            roles=frozenset(),
            actor=AT_THE_SERVER,
        )


def test_nobody_is_appointed_to_a_closed_office(app, request_context, santiago):
    unit_of_work(close_office, find_office(santiago), actor=AT_THE_SERVER)
    with pytest.raises(Conflict, match="This office is closed"):
        make_operator_at(app, santiago)


def test_an_ended_operator_is_signed_out_and_told_and_keeps_the_account(app, santiago):
    made = make_operator_at(app, santiago, VERIFIER)
    browser = browser_of(app, made.person)
    assert browser.get("/en/desk").status_code == 200
    with app.test_request_context():
        end(santiago, made)
        person = find_person(made.person)
        assert (person.is_operator, person.state) == (False, PersonState.ACTIVE)
        rows = session.scalars(select(SignInSession)).all()
        assert {row.state for row in rows} == {SessionState.ENDED}
        assert entry(made.person).facts == {"office": santiago, "roles": ["verifier"]}
    assert browser.get("/en/desk").location.startswith("/en/sign-in")
    assert messages_to(app, made.mail) == ["operator_invited", "operator_ended"]


def test_an_ended_invitation_opens_nothing_and_is_forgotten(app, santiago):
    made = make_operator_at(app, santiago, VERIFIER, confirmed=False)
    link = mails_to(app, made.mail)[-1].link
    with app.test_request_context():
        end(santiago, made)
        person = find_person(made.person)
        assert (person.state, person.mail) == (PersonState.LAPSED, None)
    client = app.test_client()
    assert client.get(client.get(link).location).status_code == 410


def test_the_last_administrator_of_headquarters_stays(app, request_context, headquarters, santiago):
    last = make_operator_at(app, headquarters, ADMINISTRATOR)
    make_operator_at(app, santiago, ADMINISTRATOR)
    make_operator_at(app, headquarters, ADMINISTRATOR, confirmed=False)
    make_operator_at(app, headquarters, VERIFIER)
    with pytest.raises(Refused, match="last administrator of headquarters"):
        end(headquarters, last)
    with pytest.raises(Refused, match="last administrator of headquarters"):
        change(headquarters, last, {VERIFIER})
    with pytest.raises(Refused, match="last administrator of headquarters"):
        change(headquarters, last, {ADMINISTRATOR}, to=santiago)
    change(headquarters, last, {ADMINISTRATOR, VERIFIER})
    make_operator_at(app, headquarters, ADMINISTRATOR)
    end(headquarters, last)
    assert not find_person(last.person).is_operator


def test_who_was_ended_in_the_meantime_cannot_be_changed(app, request_context, santiago):
    made = make_operator_at(app, santiago, VERIFIER)
    row = find_operator(santiago, made.person)
    end(santiago, made)
    with pytest.raises(Conflict, match="no longer an operator"):
        unit_of_work(end_operator, row, actor=AT_THE_SERVER)


def test_who_was_ended_can_be_appointed_again(app, request_context, santiago):
    made = make_operator_at(app, santiago, VERIFIER)
    end(santiago, made)
    unit_of_work(
        appoint_operator,
        mail=made.mail,
        name="",
        language="en",
        office=find_office(santiago),
        roles=frozenset({FINANCE}),
        actor=AT_THE_SERVER,
    )
    assert find_person(made.person).operator.roles == {FINANCE}


def test_a_reader_knows_what_they_are_as_an_operator(app, santiago):
    made = make_operator_at(app, santiago, VERIFIER)
    browser = browser_of(app, made.person)
    with browser:
        browser.get("/en/desk")
        assert present_reader().operator.roles == {VERIFIER}


@pytest.mark.database
def test_two_last_administrators_cannot_end_each_other_at_once(app, headquarters):
    pair = [make_operator_at(app, headquarters, ADMINISTRATOR) for _ in range(2)]
    ended = run_together(app, *(partial(end, headquarters, made) for made in pair))
    assert [type(answer) for answer in ended if answer] == [Refused]
    with app.app_context():
        left = [made for made in pair if find_person(made.person).is_operator]
    assert len(left) == 1
