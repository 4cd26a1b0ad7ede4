"""Named reads of company checks: which ones hold, and what operators and companies look at."""

from marketplace.verification.queries.checks import (
    CheckEvent,
    Twin,
    Whereabouts,
    checks_of,
    documents_of,
    find_check,
    history_of,
    last_word_of,
    notes_of,
    twins_of,
    whereabouts,
)
from marketplace.verification.queries.offices import (
    WORKING_DAYS,
    due_at_office,
    verifiers_of,
    zone_of_office,
)
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
    "WORKING_DAYS",
    "Badge",
    "CheckEvent",
    "Twin",
    "Whereabouts",
    "badge_of",
    "badges_of",
    "checks_of",
    "documents_of",
    "due_at_office",
    "find_check",
    "history_of",
    "last_word_of",
    "may_reach_sellers",
    "may_show_goods",
    "notes_of",
    "reaching_sellers_clause",
    "reader_may_reach_sellers",
    "showing_goods_clause",
    "standing_check",
    "twins_of",
    "verifiers_of",
    "whereabouts",
    "zone_of_office",
]
