"""What deals do when something happened."""

from marketplace.deals.listeners import checks, drafts, telling, turns

__all__ = ["checks", "drafts", "telling", "turns"]
