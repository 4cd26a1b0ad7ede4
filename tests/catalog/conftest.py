"""A selling company and a draft of its goods, which most tests of goods begin with."""

import pytest

from marketplace.catalog.queries.listings import open_version_of
from tests.factories import goods


@pytest.fixture
def company(app, context):
    return goods.company_of(goods.make_seller(app))


@pytest.fixture
def version(company):
    return open_version_of(goods.draft(company))
