"""The deals of made-up companies."""

from marketplace.demo.deals.cast import Cast, actor_of
from marketplace.demo.deals.playing import Turn, play_deals

__all__ = ["Cast", "Turn", "actor_of", "play_deals"]
