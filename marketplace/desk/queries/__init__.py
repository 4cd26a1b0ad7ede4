"""Named reads of the desk: what waits for an office, how soon it is done, who is new."""

from marketplace.desk.queries.companies import companies_found
from marketplace.desk.queries.pace import WorkPace, pace_of
from marketplace.desk.queries.waiting import CompanyCounts, counts_of, heading_of, what_waits

__all__ = [
    "CompanyCounts",
    "WorkPace",
    "companies_found",
    "counts_of",
    "heading_of",
    "pace_of",
    "what_waits",
]
