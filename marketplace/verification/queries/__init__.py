"""Named reads of company checks: which ones hold, and what operators and companies look at."""

from marketplace.verification.queries.standing import (
    Badge,
    badge_of,
    badges_of,
    may_reach_sellers,
    may_show_goods,
    reaching_sellers_clause,
    reader_may_reach_sellers,
    showing_goods_clause,
    standing_check,
)

__all__ = [
    "Badge",
    "badge_of",
    "badges_of",
    "may_reach_sellers",
    "may_show_goods",
    "reaching_sellers_clause",
    "reader_may_reach_sellers",
    "showing_goods_clause",
    "standing_check",
]
