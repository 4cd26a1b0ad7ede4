"""What deals do when something happened."""

from marketplace.deals.listeners import checks, drafts

__all__ = ["checks", "drafts"]
