"""The record of who did what."""

import pytest
from sqlalchemy import select

from marketplace.core import audit
from marketplace.core.audit import BY_ITSELF, Actor, AuditEntry, Channel
from marketplace.core.db import session, unit_of_work

FACTS = {"kind": "person", "subject": "PER-1"}


def test_an_entry_keeps_actor_subject_states_and_facts(both_databases, context):
    actor = Actor(Channel.WEB, person="PER-2", company="COM-1", on_behalf_of="COM-2")
    states = {"from_state": "unconfirmed", "to_state": "active"}
    more = {"fields": ["name"], "count": 3, "given": True, "note": None}
    unit_of_work(audit.record, "person:test:done", actor=actor, **FACTS, **states, **more)
    session.expire_all()
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.tag, entry.subject_kind, entry.subject) == ("person:test:done", "person", "PER-1")
    assert (entry.channel, entry.actor_person, entry.actor_company, entry.on_behalf_of) == (
        Channel.WEB,
        "PER-2",
        "COM-1",
        "COM-2",
    )
    assert (entry.from_state, entry.to_state) == ("unconfirmed", "active")
    assert entry.facts == more


def test_an_entry_outside_a_unit_raises(context):
    with pytest.raises(RuntimeError):
        audit.record("person:test:done", actor=BY_ITSELF, **FACTS)
