"""The desk of deals: inquiries that wait, what goes along with a check, reports."""

from marketplace.deals.routes.operator import checks, inquiries, reports, slot_fillings

__all__ = ["checks", "inquiries", "reports", "slot_fillings"]
