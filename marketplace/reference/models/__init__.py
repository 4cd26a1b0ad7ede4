"""Rows of reference data: exchange rates, HS codes, ports; the home country and the settings."""

from marketplace.reference.models.fill import ReferenceFill
from marketplace.reference.models.house import HomeCountry, SettingChange
from marketplace.reference.models.hs import HsCode, HsText
from marketplace.reference.models.ports import Port
from marketplace.reference.models.rates import RATE_SCALE, ExchangeRate

__all__ = [
    "RATE_SCALE",
    "ExchangeRate",
    "HomeCountry",
    "HsCode",
    "HsText",
    "Port",
    "ReferenceFill",
    "SettingChange",
]
