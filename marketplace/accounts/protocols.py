"""What higher rooms tell the people room."""

from collections.abc import Callable

from marketplace.accounts.models import Person

Landing = Callable[[Person], str]

_landing: list[Landing] = []


def set_landing(find: Landing) -> None:
    """Register where a person goes after signing in; `marketplace.pages` does, at start."""
    _landing[:] = [find]


def landing_of(person: Person) -> str:
    """Return the address of the person's own first page."""
    return _landing[0](person)
