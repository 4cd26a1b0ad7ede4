"""Named reads of reference data: what other rooms ask for."""

from marketplace.reference.calendars import (
    due_after,
    due_words,
    end_of_day,
    holiday_language,
    holiday_name,
    is_working_day,
    weekend_of,
)
from marketplace.reference.countries import (
    country_choices,
    country_codes,
    country_name,
    home_pack,
)
from marketplace.reference.countries.numbers import CompanyNumber, company_number
from marketplace.reference.incoterms import MODE_NAMES, RULES, IncotermsRule, rules_for, why_not
from marketplace.reference.queries.currencies import currency_choices, currency_name
from marketplace.reference.queries.house import House, house_of
from marketplace.reference.queries.hs import HsChain, HsEntry, find_hs, hs_below, hs_chain
from marketplace.reference.queries.ports import find_ports, port_by_code
from marketplace.reference.queries.rates import (
    Conversion,
    NoConversion,
    RateBook,
    convert,
    present_rates,
    rate_book,
)
from marketplace.reference.queries.zones import main_zones
from marketplace.reference.units import UNITS, Unit, unit_choices

__all__ = [
    "MODE_NAMES",
    "RULES",
    "UNITS",
    "CompanyNumber",
    "Conversion",
    "House",
    "HsChain",
    "HsEntry",
    "IncotermsRule",
    "NoConversion",
    "RateBook",
    "Unit",
    "company_number",
    "convert",
    "country_choices",
    "country_codes",
    "country_name",
    "currency_choices",
    "currency_name",
    "due_after",
    "due_words",
    "end_of_day",
    "find_hs",
    "find_ports",
    "holiday_language",
    "holiday_name",
    "home_pack",
    "house_of",
    "hs_below",
    "hs_chain",
    "is_working_day",
    "main_zones",
    "port_by_code",
    "present_rates",
    "rate_book",
    "rules_for",
    "unit_choices",
    "weekend_of",
    "why_not",
]
