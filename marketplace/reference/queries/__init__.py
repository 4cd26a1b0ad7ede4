"""Named reads of reference data: what other rooms ask for."""

from marketplace.reference.countries import (
    country_choices,
    country_codes,
    country_name,
    home_pack,
)
from marketplace.reference.queries.house import House, house_of

__all__ = [
    "House",
    "country_choices",
    "country_codes",
    "country_name",
    "home_pack",
    "house_of",
]
