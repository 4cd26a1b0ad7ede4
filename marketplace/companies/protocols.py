"""What higher rooms register with companies."""

from collections.abc import Callable

from marketplace.companies.models import Company

_holders: list[Callable[[Company], bool]] = []


def hold_names_with(holds: Callable[[Company], bool]) -> None:
    """Register what tells whether a company's legal names were checked; `verification` does."""
    _holders[:] = [holds]


def holds_names(company: Company) -> bool:
    """Whether the company's legal names were checked, so that only a new check changes them."""
    return any(holds(company) for holds in _holders)
