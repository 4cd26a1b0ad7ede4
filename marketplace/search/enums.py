"""How often somebody hears of new goods in a search that they keep."""

from enum import StrEnum


class NewsPace(StrEnum):
    """`at_once` is at most one mail an hour; daily and weekly ones come at eight, on Mondays."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    OFF = "off"
