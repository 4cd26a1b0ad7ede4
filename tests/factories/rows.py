"""Single rows for tests of the core, with no more around them than their constraints ask."""

import itertools
from datetime import timedelta

from marketplace.accounts.enums import PersonState, SessionState
from marketplace.accounts.models import Person, SignInSession
from marketplace.companies.enums import CompanyState, Side
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.db import insert_with_id, unit_of_work
from marketplace.notices.enums import LetterState
from marketplace.notices.models import Letter

_counter = itertools.count(1)


def new_person(**facts):
    """Return an unconfirmed person that is not stored yet."""
    mail = facts.pop("mail", f"row{next(_counter)}@example.com")
    given = {
        "state": PersonState.UNCONFIRMED,
        "name": "Ada Byron",
        "mail": mail,
        "mail_key": mail,
        "language": "en",
        "registered_at": clock.now(),
    }
    return Person(**given | facts)


def store(row, prefix="PER"):
    """Store a row in a unit of its own and return it."""
    return unit_of_work(insert_with_id, row, column="code", prefix=prefix)


def add_person(**facts):
    return store(new_person(**facts))


def add_session(**facts):
    now = clock.now()
    given = {
        "person_id": add_person(state=PersonState.ACTIVE, confirmed_at=now).id,
        "token_digest": f"digest {next(_counter)}",
        "state": SessionState.CODE_DUE,
        "device_label": "Test",
        "started_at": now,
        "seen_at": now,
        "ends_at": now + timedelta(hours=1),
    }
    return store(SignInSession(**given | facts), "SES")


def add_company(**facts):
    given = {
        "side": Side.BUYER,
        "name": "Marlow & Finch",
        "name_key": "marlow & finch",
        "country": "GB",
        "state": CompanyState.OPEN,
        "founded_at": clock.now(),
    }
    return store(Company(**given | facts), "COM")


def add_letter(**facts):
    given = {
        "state": LetterState.QUEUED,
        "mail": "ada@example.com",
        "name": "Ada Byron",
        "language": "en",
        "message": "password_changed",
        "parameters": {},
        "queued_at": clock.now(),
    }
    return store(Letter(**given | facts), "LET")
