"""The desk of deals: inquiries that wait, what goes along with a check, reports."""

from marketplace.deals.routes.operator import checks, inquiries, places, reports

__all__ = ["checks", "inquiries", "places", "reports"]
