"""The deals of made-up companies."""

from marketplace.demo.deals.playing import Turn, play_deals

__all__ = ["Turn", "play_deals"]
