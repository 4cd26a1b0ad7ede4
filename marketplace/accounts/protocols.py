"""What higher rooms register with accounts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from marketplace.accounts.models import Person

Landing = Callable[[Person], str]

_landing: list[Landing] = []


@dataclass(frozen=True)
class BrowserDraft:
    """A kind of draft that a browser without an account holds, and that passes to its person.

    `read` finds it in the present request, "" for none; `give` hands it to the person, in the
    unit in which they sign up or in.
    """

    name: str
    read: Callable[[], str]
    give: Callable[[str, Person], None]


_browser_drafts: dict[str, BrowserDraft] = {}


def set_landing(find: Landing) -> None:
    """Register where a person goes after signing in; `marketplace.pages` does, at start."""
    _landing[:] = [find]


def landing_of(person: Person) -> str:
    """Return the address of the person's own first page."""
    return _landing[0](person)


def pass_on_at_sign_in(draft: BrowserDraft) -> None:
    """Register what people bring along when they sign up or in; `deals` does, for inquiries."""
    _browser_drafts[draft.name] = draft


def drafts_in_browser() -> dict[str, str]:
    """Return the drafts of the present browser (their tokens), by the names of their kinds."""
    held = {name: one.read() for name, one in _browser_drafts.items()}
    return {name: value for name, value in held.items() if value}


def pass_drafts_to(held: Mapping[str, str], person: Person) -> None:
    """Give the person the drafts that their browser held, inside the present unit."""
    for name, value in held.items():
        _browser_drafts[name].give(value, person)
