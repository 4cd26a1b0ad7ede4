"""Named reads of the home pages and the style guide."""

from marketplace.pages.queries.homes import CompanySummary, MemberHome, first_page_of, home_of
from marketplace.pages.queries.palette import ContrastPair, palette
from marketplace.pages.queries.samples import Samples, samples

__all__ = [
    "CompanySummary",
    "ContrastPair",
    "MemberHome",
    "Samples",
    "first_page_of",
    "home_of",
    "palette",
    "samples",
]
