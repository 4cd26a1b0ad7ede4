"""The home country, written down at the first start."""

from marketplace.config import Settings
from marketplace.core import clock
from marketplace.core.db import insert_if_absent
from marketplace.reference.models.house import HomeCountry


def settle_home(settings: Settings) -> bool:
    """Write the home country into the database unless one stands there; return whether it did."""
    return insert_if_absent(HomeCountry, id=1, country=settings.home_country, since=clock.now())
