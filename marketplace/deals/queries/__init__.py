"""Named reads of deals and of what is asked and said in them."""

from marketplace.deals.queries.deals import DealOfCompany, deal_for, deal_of, find_deal

__all__ = [
    "DealOfCompany",
    "deal_for",
    "deal_of",
    "find_deal",
]
