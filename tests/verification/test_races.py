"""Two at once: one decides, the other one sees it."""

import pytest

from marketplace.accounts.enums import OperatorRole
from marketplace.core.errors import Conflict, Refused
from marketplace.verification.operations import refuse
from tests.factories.checks import SAID, approve_as_stated, decide, make_check, stands
from tests.factories.companies import make_member
from tests.factories.offices import make_operator_at
from tests.support.together import run_together

pytestmark = pytest.mark.database


@pytest.fixture
def colleague(app, headquarters):
    return make_operator_at(app, headquarters, OperatorRole.VERIFIER, name="Ana Rojas")


def outcomes(answers):
    return sorted(type(answer).__name__ for answer in answers)


def test_of_two_operators_who_decide_at_once_one_does(app, buyer, verifier, colleague):
    check = make_check(app, buyer)
    answers = run_together(
        app,
        lambda: approve_as_stated(app, check, verifier),
        lambda: decide(app, refuse, check, colleague, SAID),
    )
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1
    assert stands(app, buyer.company) in {"approved", "refused"}


def test_of_two_companies_with_one_number_one_is_approved(app, buyer, verifier, colleague):
    other = make_member(app)
    checks = [make_check(app, made) for made in (buyer, other)]
    answers = run_together(
        app,
        lambda: approve_as_stated(app, checks[0], verifier),
        lambda: approve_as_stated(app, checks[1], colleague),
    )
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert sorted(stands(app, made.company) for made in (buyer, other)) == ["approved", "open"]


def test_two_checks_are_not_opened_at_once(app, buyer):
    answers = run_together(app, lambda: make_check(app, buyer), lambda: make_check(app, buyer))
    assert outcomes(answers) == ["Conflict", "str"]
