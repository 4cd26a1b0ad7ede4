"""The buyer's side of an inquiry: writing it, what is needed until it goes on, all of them."""

from marketplace.deals.routes.inquiry import adding, form, mine, sent, slot_fillings

__all__ = ["adding", "form", "mine", "sent", "slot_fillings"]
