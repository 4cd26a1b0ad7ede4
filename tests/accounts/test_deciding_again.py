"""What an administrator began is asked for again when it is done: they may be none any more."""

import pytest

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.operations import (
    appoint_operator,
    change_office,
    change_operator,
    close_office,
    end_operator,
    open_office,
    reopen_office,
)
from marketplace.accounts.queries import find_office, find_operator
from marketplace.core.audit import AT_THE_SERVER, Actor, Channel
from marketplace.core.db import unit_of_work
from marketplace.core.errors import NotAllowed
from tests.factories.offices import facts_of, make_headquarters, make_office, make_operator_at

ALL = frozenset(OperatorRole)


@pytest.fixture
def house(app):
    """Headquarters, an office, who works there, and somebody who is no administrator any more."""
    headquarters = make_headquarters(app)
    make_operator_at(app, headquarters, OperatorRole.ADMINISTRATOR, name="Han So-yul")
    office = make_office(app, "Santiago", "CL")
    staff = make_operator_at(app, office, OperatorRole.MODERATOR)
    former = make_operator_at(app, headquarters, OperatorRole.MODERATOR)
    return office, staff.person, Actor(Channel.WEB, person=former.person)


def acts(office, staff):
    place, operator = find_office(office), find_operator(office, staff)
    someone = {"mail": "new@example.com", "name": "New", "language": "en"}
    return [
        (open_office, (facts_of("Lima"),), {}),
        (change_office, (place, facts_of("Lima")), {"seen_version": 1}),
        (close_office, (place,), {}),
        (reopen_office, (place,), {}),
        (appoint_operator, (), {**someone, "office": place}),
        (change_operator, (operator,), {"office": place, "roles": ALL, "seen_version": 1}),
        (end_operator, (operator,), {}),
    ]


@pytest.mark.parametrize("number", range(7))
def test_who_is_no_administrator_any_more_is_told_who_can(app, house, number):
    office, staff, actor = house
    with app.test_request_context():
        operation, subjects, facts = acts(office, staff)[number]
        with pytest.raises(NotAllowed) as refused:
            unit_of_work(operation, *subjects, actor=actor, **facts)
        assert refused.value.who_can == ("Han So-yul",)


def test_an_administrator_who_was_moved_away_does_nothing_in_the_old_office(app, house):
    office, staff, _actor = house
    other = make_office(app, "Lima", "PE")
    moved = make_operator_at(app, office, OperatorRole.ADMINISTRATOR)
    with app.test_request_context():
        unit_of_work(
            change_operator,
            find_operator(office, moved.person),
            office=find_office(other),
            roles=ALL,
            seen_version=1,
            actor=AT_THE_SERVER,
        )
        with pytest.raises(NotAllowed):
            unit_of_work(
                end_operator,
                find_operator(office, staff),
                actor=Actor(Channel.WEB, person=moved.person),
            )
