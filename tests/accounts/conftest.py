"""Headquarters and an office abroad, each with an administrator."""

import pytest

from marketplace.accounts.enums import OperatorRole
from tests.factories.offices import make_headquarters, make_office, make_operator_at
from tests.support.browsing import browser_of


@pytest.fixture
def headquarters(app):
    return make_headquarters(app)


@pytest.fixture
def santiago(app, headquarters):
    return make_office(app, "Santiago", "CL", "PE")


@pytest.fixture
def above(app, headquarters):
    """The browser of an administrator of headquarters."""
    made = make_operator_at(app, headquarters, OperatorRole.ADMINISTRATOR, name="Han So-yul")
    return browser_of(app, made.person)


@pytest.fixture
def local(app, santiago):
    """The browser of an administrator of the office in Santiago."""
    made = make_operator_at(app, santiago, OperatorRole.ADMINISTRATOR, name="Valentina Fuentes")
    return browser_of(app, made.person)
