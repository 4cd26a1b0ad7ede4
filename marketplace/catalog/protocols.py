"""What higher rooms register with the catalogue: deleting their rows about purged goods."""

from collections.abc import Callable

from marketplace.catalog.models import Listing

Forget = Callable[[Listing], None]

_forgetters: list[Forget] = []


def forget_goods_with(forget: Forget) -> None:
    """Register what deletes a room's rows about a listing, in the unit that purges it."""
    if forget not in _forgetters:
        _forgetters.append(forget)


def forget_goods(listing: Listing) -> None:
    """Delete what every higher room has stored about a listing."""
    for forget in _forgetters:
        forget(listing)
