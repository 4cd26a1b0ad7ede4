"""The first rows of real tables; whole files in `make test-full`."""

import pytest

from marketplace.core.audit import AT_THE_SERVER
from marketplace.reference.operations.fill import PARTS
from marketplace.reference.operations.hs import HsOptions, import_hs
from marketplace.reference.operations.ports import import_ports
from marketplace.reference.operations.rates import import_rates

pytestmark = pytest.mark.real_data

#: File, and how many of its first 500 rows are expected to be skipped at most.
HS_TABLES = [
    ("hs_en/harmonized-system.csv", 0),
    ("hsk_korea_10digit/HS_20250101.csv", 0),
    ("hs4_korean_headings/hs4_title_ko.csv", 5),
    ("cn8_eu_4lang/cn8_2023_en_fr_de_nl.tsv", 0),
    ("hs_russian_tnved/tnved_2_4_digit_current.csv", 5),
]


@pytest.fixture
def worlds_codes(context):
    next(part for part in PARTS if part.name == "hs").fill(AT_THE_SERVER)


@pytest.mark.parametrize("limit", [500, pytest.param(None, marks=pytest.mark.full)])
@pytest.mark.usefixtures("worlds_codes")
def test_tables_of_hs_codes_are_read_and_the_second_time_change_nothing(real_data, limit):
    for name, at_most in HS_TABLES:
        options = HsOptions(limit=limit)
        first = import_hs(real_data(name), options, actor=AT_THE_SERVER)
        again = import_hs(real_data(name), options, actor=AT_THE_SERVER)
        assert first.read >= 480, name
        assert limit is None or len(first.faults) <= at_most, name
        assert (again.added, again.changed, again.faults) == (0, 0, first.faults), name


@pytest.mark.parametrize("limit", [500, pytest.param(None, marks=pytest.mark.full)])
def test_the_ecbs_history_is_read(context, real_data, limit):
    path = real_data("fx_ecb/eurofxref-hist.csv")
    first = import_rates(path, actor=AT_THE_SERVER, limit=limit)
    again = import_rates(path, actor=AT_THE_SERVER, limit=limit)
    assert first.added >= 500 * 25
    assert first.faults == []
    assert (again.added, again.changed, again.unchanged) == (0, 0, first.added)


@pytest.mark.parametrize("limit", [500, pytest.param(None, marks=pytest.mark.full)])
def test_ports_of_unlocode_are_read(context, real_data, limit):
    path = real_data("unlocode_ports_airports/unlocode_ports_airports.csv")
    first = import_ports(path, actor=AT_THE_SERVER, limit=limit)
    again = import_ports(path, actor=AT_THE_SERVER, limit=limit)
    assert first.added > 480
    assert first.faults == []
    assert (again.added, again.changed) == (0, 0)
