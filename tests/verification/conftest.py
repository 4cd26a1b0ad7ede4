"""A buyer, a seller, and operators who check them."""

import pytest

from marketplace.accounts.enums import OperatorRole
from tests.factories.companies import make_member, seller_facts
from tests.factories.offices import make_headquarters, make_operator_at


@pytest.fixture
def buyer(app):
    return make_member(app)


@pytest.fixture
def seller(app):
    return make_member(app, seller_facts(), name="Kim Haneul")


@pytest.fixture
def headquarters(app):
    return make_headquarters(app)


@pytest.fixture
def verifier(app, headquarters):
    return make_operator_at(app, headquarters, OperatorRole.VERIFIER)
