"""What higher rooms bring: taking away what they keep of goods that go for good."""

from collections.abc import Callable

from marketplace.catalog.models import Listing

Forget = Callable[[Listing], None]

_forgetters: list[Forget] = []


def forget_goods_with(forget: Forget) -> None:
    """Register what takes a room's rows about a listing away, in the unit that removes it."""
    if forget not in _forgetters:
        _forgetters.append(forget)


def forget_goods(listing: Listing) -> None:
    """Let every higher room take its rows about a listing away."""
    for forget in _forgetters:
        forget(listing)
