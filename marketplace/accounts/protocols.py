"""What higher rooms register with accounts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from marketplace.accounts.models import Person

Landing = Callable[[Person], str]

_landing: list[Landing] = []


@dataclass(frozen=True)
class Luggage:
    """Something that a browser without an account holds, and that passes to the person with one.

    `read` finds it in the present request, "" for none; `give` hands it to the person, in the
    unit in which they sign up or in.
    """

    name: str
    read: Callable[[], str]
    give: Callable[[str, Person], None]


_luggage: dict[str, Luggage] = {}


def set_landing(find: Landing) -> None:
    """Register where a person goes after signing in; `marketplace.pages` does, at start."""
    _landing[:] = [find]


def landing_of(person: Person) -> str:
    """Return the address of the person's own first page."""
    return _landing[0](person)


def carry(luggage: Luggage) -> None:
    """Register what people bring along when they sign up or in; `deals` does, for inquiries."""
    _luggage[luggage.name] = luggage


def luggage_here() -> dict[str, str]:
    """Return what the present browser holds, by the names of its kinds."""
    held = {name: one.read() for name, one in _luggage.items()}
    return {name: value for name, value in held.items() if value}


def give_luggage(held: Mapping[str, str], person: Person) -> None:
    """Hand over to the person what their browser held, inside the present unit."""
    for name, value in held.items():
        _luggage[name].give(value, person)
