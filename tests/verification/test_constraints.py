"""What the database itself refuses of company checks."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from marketplace.companies.enums import Side
from marketplace.core import clock
from marketplace.core.db import session, unit_of_work
from marketplace.verification.enums import CheckState
from tests.factories.rows import add_check, add_company

pytestmark = pytest.mark.usefixtures("both_databases", "context")

APPROVED = {"state": CheckState.APPROVED}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (CheckState.OPEN, CheckState.ASKED),
        (CheckState.APPROVED, CheckState.SUSPENDED),
    ],
)
def test_a_company_has_one_undecided_and_one_standing_check(first, second):
    company = add_company().id
    add_check(company_id=company, state=first)
    with pytest.raises(IntegrityError):
        add_check(company_id=company, state=second)


def test_a_number_is_approved_once_for_a_country_and_side():
    add_check(number_key="1", **APPROVED)
    add_check(number_key="1", country="IE", **APPROVED)
    add_check(number_key="1", side=Side.SELLER, **APPROVED)
    add_check(number_key="1", state=CheckState.SUSPENDED)
    with pytest.raises(IntegrityError):
        add_check(number_key="1", **APPROVED)


@pytest.mark.parametrize(
    "facts",
    [
        {"state": CheckState.APPROVED, "decided_by_id": None},
        {"state": CheckState.REFUSED, "decided_at": None},
        {"state": CheckState.APPROVED, "until": None},
        {"state": CheckState.SUSPENDED, "until": None},
        {"state": CheckState.ENDED},
        {"state": CheckState.OPEN, "due_at": None},
        {"taken_at": clock.now() + timedelta(days=1)},
    ],
)
def test_a_state_has_what_it_demands(facts):
    with pytest.raises(IntegrityError, match="ck_company_check"):
        add_check(**facts)


def test_what_was_said_is_never_unsaid():
    from marketplace.verification.models import CheckNote

    check = add_check()
    note = CheckNote(
        check_id=check.id,
        step="asked",
        reasons=[],
        words="",
        language="en",
        by_id=check.opened_by_id,
        at=clock.now(),
    )
    unit_of_work(session.add, note)
    for statement in (CheckNote.__table__.delete(), CheckNote.__table__.update().values(words="x")):
        with pytest.raises(Exception, match="append-only"):
            unit_of_work(session.execute, statement)
