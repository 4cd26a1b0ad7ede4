"""The state engine: every machine of the house, walked at random on real rows."""

import pkgutil
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

import marketplace
from marketplace.accounts.transitions import PERSON
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER, AuditEntry
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict
from marketplace.core.states import Machine
from marketplace.core.work.models import Delivery, EventRow
from marketplace.core.work.timers import set_timer
from tests.factories.rows import FIRST_STATES, add_person

MACHINES = {
    machine.kind: machine
    for module in pkgutil.walk_packages(marketplace.__path__, "marketplace.")
    if module.name.split(".")[2:3] == ["transitions"]
    for machine in vars(import_module(module.name)).values()
    if isinstance(machine, Machine)
}


def move(row, machine, name):
    unit_of_work(lambda: (session.refresh(row), machine.apply(row, name, actor=AT_THE_SERVER)))


def history(machine, row):
    code = getattr(row, machine.id_column)
    steps = select(AuditEntry.tag, AuditEntry.from_state, AuditEntry.to_state)
    own = steps.where(AuditEntry.subject == code).order_by(AuditEntry.id)
    return [tuple(step) for step in session.execute(own)]


def test_every_machine_has_rows_to_walk_on():
    assert sorted(FIRST_STATES) == sorted(MACHINES)


@pytest.mark.parametrize("kind", sorted(FIRST_STATES))
@settings(
    max_examples=settings.default.max_examples * 2 // 5,  # each writes rows, for each machine
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_random_walk_makes_allowed_moves_only_and_records_each(context, kind, data):
    machine = MACHINES[kind]
    row = data.draw(st.sampled_from(FIRST_STATES[kind]))()
    state, expected = row.state, []
    names = st.sampled_from([move.name for move in machine.moves])
    for name in data.draw(st.lists(names, min_size=1, max_size=6)):
        allowed = machine.move(name)
        assert machine.can(row, name) == (state in allowed.from_states)
        if state not in allowed.from_states:
            with pytest.raises(Conflict):
                move(row, machine, name)
        else:
            move(row, machine, name)
            expected.append((f"{kind}:state:{name}", state.value, allowed.to_state.value))
            state = allowed.to_state
            assert allowed.stamps is None or getattr(row, allowed.stamps) <= clock.now()
        session.expire_all()
        assert row.state is state
        assert history(machine, row) == expected


def test_a_move_publishes_and_ends_its_timers(both_databases, context):
    person = add_person()
    code = person.code
    for name in ("accounts.lapse", "accounts.another"):
        unit_of_work(set_timer, name, code, clock.now())
    move(person, PERSON, "confirm")
    event = session.scalars(select(EventRow)).one()
    assert (event.name, event.facts) == ("accounts.person_confirmed", {"person": code})
    timers = select(Delivery.listener).where(Delivery.subject == code)
    assert session.scalars(timers).all() == ["accounts.another"]


def test_a_refused_move_writes_nothing(both_databases, context):
    person = add_person()
    move(person, PERSON, "lapse")
    with pytest.raises(Conflict, match="changed in the meantime"):
        move(person, PERSON, "confirm")
    assert session.scalar(select(func.count(AuditEntry.id))) == 1
    assert [row.name for row in session.scalars(select(EventRow))] == ["accounts.person_lapsed"]


def test_facts_of_a_move_are_recorded(context):
    person = add_person()
    unit_of_work(PERSON.apply, person, "lapse", actor=AT_THE_SERVER, reason="test")
    assert session.scalars(select(AuditEntry.facts)).one() == {"reason": "test"}


def test_a_move_outside_a_unit_raises(context):
    with pytest.raises(RuntimeError):
        PERSON.apply(add_person(), "confirm", actor=AT_THE_SERVER)


def test_an_unknown_move_raises(context):
    with pytest.raises(KeyError):
        PERSON.can(add_person(), "fly")


@pytest.mark.parametrize("machine", MACHINES.values(), ids=lambda machine: machine.kind)
def test_moves_have_names_of_their_own(machine):
    names = [move.name for move in machine.moves]
    assert len(names) == len(set(names))


def test_many_rows_move_as_each_of_them_would(both_databases, context):
    people = [add_person(), add_person()]

    def confirm():
        for person in people:
            session.refresh(person)
        said = {"facts": lambda person: {"name": person.code}}
        PERSON.apply_all(people, "confirm", actor=AT_THE_SERVER, **said)

    unit_of_work(confirm)
    codes = [person.code for person in people]
    steps = select(AuditEntry.facts).where(AuditEntry.subject.in_(codes)).order_by(AuditEntry.id)
    assert [facts["name"] for facts in session.scalars(steps)] == codes
    assert len({step for person in people for step in history(PERSON, person)}) == 1
    told = session.scalars(select(EventRow.facts).order_by(EventRow.id))
    assert [facts["person"] for facts in told] == codes
    with pytest.raises(Conflict):
        unit_of_work(confirm)
