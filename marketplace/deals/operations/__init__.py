"""The acts of deals."""

from marketplace.deals.operations.timeline import lock_in, record, set_turn

__all__ = [
    "lock_in",
    "record",
    "set_turn",
]
