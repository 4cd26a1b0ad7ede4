"""A once-key is carried out once, however often and by however many it is sent."""

import threading

import pytest
from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.core.db import insert_with_id, new_once_key, once, session, unit_of_work
from marketplace.core.errors import Refused
from tests.factories.rows import new_person
from tests.support.together import run_together

PURPOSE = "tests.register"


def register(name="Ada"):
    return insert_with_id(new_person(name=name), column="code", prefix="PER").code


def codes():
    return session.scalars(select(Person.code)).all()


def test_a_second_sending_gets_the_first_answer(both_databases, context):
    key = new_once_key()
    first = unit_of_work(once, key, PURPOSE, register, name="Ada")
    second = unit_of_work(once, key, PURPOSE, register, name="Grace")
    assert (first, codes()) == (second, [first])


def test_another_key_and_another_purpose_are_carried_out(both_databases, context):
    key = new_once_key()
    sent = [(key, PURPOSE), (key, "tests.other"), (new_once_key(), PURPOSE)]
    made = [unit_of_work(once, *facts, register) for facts in sent]
    assert sorted(codes()) == sorted(made)
    assert len(set(made)) == 3


def test_a_refused_sending_leaves_its_key_unused(both_databases, context):
    def refuse():
        register()
        raise Refused("No.")

    key = new_once_key()
    with pytest.raises(Refused):
        unit_of_work(once, key, PURPOSE, refuse)
    code = unit_of_work(once, key, PURPOSE, register)
    assert codes() == [code]


def test_a_double_click_waits_for_the_first_and_gets_its_answer(both_databases, app, context):
    key = new_once_key()
    begun = threading.Event()
    calls = []

    def slow():
        calls.append(1)
        begun.set()
        threading.Event().wait(0.3)  # long enough for the second to come and wait
        return register()

    def second_click():
        begun.wait(5)
        return unit_of_work(once, key, PURPOSE, slow)

    answers = run_together(app, lambda: unit_of_work(once, key, PURPOSE, slow), second_click)
    assert len(calls) == 1
    assert answers == codes() * 2


def test_the_second_is_carried_out_when_the_first_is_refused_meanwhile(
    both_databases, app, context
):
    key = new_once_key()
    begun = threading.Event()

    def refuse():
        begun.set()
        threading.Event().wait(0.3)
        raise Refused("No.")

    def second_click():
        begun.wait(5)
        return unit_of_work(once, key, PURPOSE, register)

    first, second = run_together(
        app, lambda: unit_of_work(once, key, PURPOSE, refuse), second_click
    )
    assert str(first) == "No."
    assert codes() == [second]


def test_a_key_outside_a_unit_raises(context):
    with pytest.raises(RuntimeError):
        once(new_once_key(), PURPOSE, register)
