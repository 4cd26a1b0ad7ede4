"""Named reads: the zone by which a country with several ones mostly goes."""

import csv
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).resolve().parent.parent / "data" / "main_zones.csv"


@cache
def main_zones() -> dict[str, str]:
    """Return the main zone (IANA) of each country (ISO 3166) that has several.

    Source: the primary zones of CLDR's supplemental data, and for countries that it does not name
    the zone of the largest city.
    """
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["country"]: row["zone"] for row in csv.DictReader(table)}
