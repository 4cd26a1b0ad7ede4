"""What higher rooms tell companies about themselves."""

from collections.abc import Callable

from marketplace.companies.models import Company

_holders: list[Callable[[Company], bool]] = []


def hold_names_with(holds: Callable[[Company], bool]) -> None:
    """Register what says whether a company's legal names were checked; `verification` does."""
    _holders[:] = [holds]


def holds_names(company: Company) -> bool:
    """Whether the company's legal names were checked, so that a new check alone changes them."""
    return any(holds(company) for holds in _holders)
