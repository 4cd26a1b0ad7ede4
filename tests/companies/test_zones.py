"""Which clock a company goes by that has not named its own."""

import pytest
from babel.core import get_global

from marketplace.companies.queries import zones_of
from marketplace.companies.queries.calendar import main_zone_of
from marketplace.reference.queries import main_zones

#: Has no companies, and no main zone.
EMPTY = {"AQ", "UM"}


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("US", "America/New_York"),
        ("BR", "America/Sao_Paulo"),
        ("CL", "America/Santiago"),
        ("PT", "Europe/Lisbon"),
        ("KR", "Asia/Seoul"),
        ("??", "UTC"),
    ],
)
def test_a_country_has_a_main_zone(country, zone):
    assert main_zone_of(country) == zone


def test_the_main_zone_of_every_country_with_several_is_one_of_them():
    several = {one for one in get_global("territory_zones") if len(zones_of(one)) > 1}
    assert several - {"001", "ZZ"} - EMPTY == set(main_zones())
    for country, zone in main_zones().items():
        assert zone in zones_of(country)
