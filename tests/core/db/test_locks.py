"""Locks: re-read, in one order, and what they guard when several act at once."""

import threading

import pytest
from sqlalchemy import delete, func, select, update

from marketplace.accounts.enums import PersonState
from marketplace.accounts.models import Person, RecoveryCode
from marketplace.accounts.operations import appoint_operator, confirm_person
from marketplace.accounts.queries import find_person
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER, AuditEntry
from marketplace.core.db import lock, session, unit_of_work
from marketplace.core.errors import Conflict, NotFound, Refused
from tests.factories.rows import add_company, add_person, add_session, new_person
from tests.support.together import elsewhere, run_together


def test_a_lock_reads_what_others_wrote_since(both_databases, app, context):
    person = add_person(name="Ada")
    assert person.name == "Ada"
    rename = update(Person).values(name="Grace")
    elsewhere(app, lambda: unit_of_work(session.execute, rename) and None)
    assert unit_of_work(lambda: lock(person).name) == "Grace"


def test_a_lock_brings_joined_rows_as_new_as_its_own(both_databases, app, context):
    person = add_person(state=PersonState.ACTIVE, confirmed_at=clock.now())
    assert not person.is_operator
    code, mail = person.code, person.mail
    locked = threading.Event()

    def appoint():
        lock(find_person(code))
        locked.set()
        threading.Event().wait(0.2)  # the other one waits for the lock by now
        appoint_operator(mail=mail, name="Ada", language="en", actor=AT_THE_SERVER)

    def look():
        locked.wait(5)
        return unit_of_work(lambda: lock(find_person(code)).is_operator)

    assert run_together(app, lambda: unit_of_work(appoint), look) == [None, True]


def test_a_row_that_is_gone_is_not_found(both_databases, app, context):
    person = add_person()
    assert person.name == "Ada Byron"
    elsewhere(app, lambda: unit_of_work(session.execute, delete(Person)) and None)
    with pytest.raises(NotFound):
        unit_of_work(lock, person)


def test_a_lock_outside_a_unit_raises(context):
    with pytest.raises(RuntimeError):
        lock(add_person())


def test_a_row_without_rank_and_one_not_stored_are_no_roots(context):
    with pytest.raises(RuntimeError, match="no root"):
        unit_of_work(lock, add_session())
    with pytest.raises(RuntimeError, match="no root"):
        unit_of_work(lock, new_person())


def lock_all(*rows):
    for row in rows:
        lock(row)
    return True


def test_locks_go_by_rank_then_by_key(context):
    first, second, company = add_person(), add_person(), add_company()
    assert unit_of_work(lock_all, first, second, company)
    for wrong in ((company, first), (second, first)):
        with pytest.raises(RuntimeError, match="before what was locked"):
            unit_of_work(lock_all, *wrong)
    assert unit_of_work(lock_all, first)


def test_what_a_unit_holds_already_may_be_locked_again(context):
    person, company = add_person(), add_company()
    assert unit_of_work(lock_all, person, person, company, person)


def test_two_at_once_lose_no_update(both_databases, app, context):
    code = add_person().code

    def add_one():
        person = find_person(code)
        lock(person).last_code_step += 1

    def five():
        for _ in range(5):
            find_person(code)  # what was read before the unit is of no weight
            unit_of_work(add_one)

    assert run_together(app, five, five, five) == [None] * 3
    assert find_person(code).last_code_step == 15


def test_a_guard_over_a_sum_holds_when_several_ask_at_once(both_databases, app, context):
    code = add_person().code
    seats = 3

    def take(digest):
        person = lock(find_person(code))
        taken = select(func.count()).where(RecoveryCode.person_id == person.id)
        if session.scalar(taken) >= seats:
            raise Refused("All seats are taken.")
        session.add(RecoveryCode(person_id=person.id, digest=digest))
        return "seat"

    acts = [lambda name=f"digest {n}": unit_of_work(take, name) for n in range(6)]
    answers = run_together(app, *acts)
    assert [answer for answer in answers if answer == "seat"] == ["seat"] * seats
    assert [str(answer) for answer in answers if answer != "seat"] == ["All seats are taken."] * 3
    assert session.scalar(select(func.count(RecoveryCode.id))) == seats


def test_of_two_who_confirm_one_address_at_once_one_wins(both_databases, app, context):
    codes = [add_person(mail="twice@example.com").code for _ in range(2)]

    def confirm(code):
        return lambda: unit_of_work(confirm_person, find_person(code), actor=AT_THE_SERVER)

    answers = run_together(app, *map(confirm, codes))
    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "NoneType"]
    states = session.scalars(select(Person.state)).all()
    assert sorted(states) == [PersonState.ACTIVE, PersonState.UNCONFIRMED]
    assert len(session.scalars(select(AuditEntry)).all()) == 1


def test_confirming_the_same_person_twice_at_once_is_once(both_databases, app, context):
    code = add_person().code

    def confirm():
        unit_of_work(confirm_person, find_person(code), actor=AT_THE_SERVER)

    answers = run_together(app, confirm, confirm)
    assert sorted(isinstance(answer, Conflict) for answer in answers) == [False, True]
    assert len(session.scalars(select(AuditEntry)).all()) == 1
