"""Whole listings, many at once: what a sheet, a command or a feed says of goods goes in by this.

Each part is checked by the same functions as in the editor, and changes of goods that stand are
made by the same operations; new ones are written together, so that thousands take seconds.
"""

from marketplace.catalog.operations.whole.making import NewGoods, make_goods
from marketplace.catalog.operations.whole.taking_in import (
    Outcome,
    Pictures,
    Taken,
    look_at,
    take_in,
)

__all__ = ["NewGoods", "Outcome", "Pictures", "Taken", "look_at", "make_goods", "take_in"]
