"""Who may: predicates on objects, declared on the route together with the object's loader.

A stranger to a private object gets 404, a colleague without the role 403 naming who can, an
anonymous person the sign-in page whether the object exists or not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import Any

from flask.typing import ResponseReturnValue

from marketplace.core.errors import NotAllowed, NotFound, SignInNeeded


class Answer(Enum):
    """What a rule says about one reader and one object."""

    YES = "yes"
    SIGN_IN = "sign in"
    HIDDEN = "hidden"
    NOT_YOUR_ROLE = "not your role"


@dataclass(frozen=True)
class Verdict:
    """A rule's answer, with a sentence and the names of those who can when the role is missing."""

    answer: Answer
    sentence: str = ""
    who_can: tuple[str, ...] = ()


YES = Verdict(Answer.YES)
HIDDEN = Verdict(Answer.HIDDEN)
SIGN_IN = Verdict(Answer.SIGN_IN)


@dataclass(frozen=True)
class Rule:
    """A named predicate. `check` gets the reader (None when anonymous) and the loaded subject.

    `for_anyone` rules are asked of anonymous readers too; all others send them to sign in before
    anything is loaded.
    """

    name: str
    check: Callable[[Any, Any], Verdict]
    for_anyone: bool = False


#: Public pages: nothing is asked.
anyone = Rule("anyone", lambda _reader, _subject: YES, for_anyone=True)

View = Callable[..., ResponseReturnValue]
Loader = Callable[..., object]


def _nobody() -> object | None:
    return None


_find_reader: Callable[[], object | None] = _nobody


def find_reader_with(find: Callable[[], object | None]) -> None:
    """Register how the present reader is found; `marketplace.accounts` does."""
    global _find_reader  # noqa: PLW0603 - one way a process, set once when the app is made
    _find_reader = find


def present_reader() -> Any:  # noqa: ANN401 - a class of a higher room
    """Return the signed-in reader, None when anonymous."""
    return _find_reader()


def guard(rule: Rule, subject: Loader | None = None) -> Callable[[View], View]:
    """Declare a view's rule. The loader gets the address's parts; the view gets what it returns.

    A loader that finds nothing returns None, which answers 404. Without a loader the view gets the
    address's parts and the rule no subject.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(**parts: object) -> ResponseReturnValue:
            reader = None if rule is anyone else _find_reader()
            if reader is None and not rule.for_anyone:
                raise SignInNeeded
            if subject is None:
                ask(rule, reader, None)
                return view(**parts)
            found = subject(**parts)
            if found is None:
                raise NotFound
            ask(rule, reader, found)
            return view(found)

        guarded.__guard__ = rule  # type: ignore[attr-defined]
        return guarded

    return declare


def ask(rule: Rule, reader: object | None, subject: object | None) -> None:
    """Ask the rule; raise SignInNeeded, NotFound or NotAllowed unless it allows."""
    verdict = rule.check(reader, subject)
    if verdict.answer is Answer.SIGN_IN:
        raise SignInNeeded
    if verdict.answer is Answer.HIDDEN:
        raise NotFound
    if verdict.answer is Answer.NOT_YOUR_ROLE:
        raise NotAllowed(verdict.sentence, who_can=verdict.who_can)
