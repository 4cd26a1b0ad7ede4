"""A seller's company with its owner, whom most tests of companies begin with."""

import pytest

from tests.factories.companies import make_member, seller_facts
from tests.support.browsing import browser_of


@pytest.fixture
def seller(app):
    return make_member(app, seller_facts(), name="Kim Haneul")


@pytest.fixture
def owner(app, seller):
    """The browser of the seller's owner."""
    return browser_of(app, seller.person)
