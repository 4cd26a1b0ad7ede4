"""What an act may answer instead of doing it; every other exception is a bug and a 500."""

from collections.abc import Sequence


class HouseError(Exception):
    """The base of all answers below: a sentence in the reader's language and an HTTP status."""

    status = 400

    def __init__(self, sentence: str = "", *, field: str | None = None) -> None:
        """`sentence` is translated; `field` names the form field that it stands beside."""
        self.sentence = str(sentence)
        self.field = field
        super().__init__(self.sentence)


class Refused(HouseError):
    """The act is against a rule; the form shows the sentence and keeps what was typed.

    `made_by` is what made it, with its arguments, where a room says its refusals again later.
    """

    status = 422
    made_by: tuple[str, tuple[object, ...]] = ("", ())


class Conflict(Refused):
    """Somebody was faster: the row is no longer what the reader saw."""

    status = 409


class TooMany(HouseError):
    """A rate limit is reached; `retry_after` is in seconds."""

    status = 429

    def __init__(self, sentence: str, *, retry_after: int) -> None:
        """Keep the seconds to wait beside the sentence."""
        super().__init__(sentence)
        self.retry_after = retry_after


class NotAllowed(HouseError):
    """A colleague without the role: says who can."""

    status = 403

    def __init__(self, sentence: str = "", *, who_can: Sequence[str] = ()) -> None:
        """`who_can` holds the names of colleagues who have the role."""
        super().__init__(sentence)
        self.who_can = tuple(who_can)


class NotFound(HouseError):
    """There is no such thing, or none that this reader may know of."""

    status = 404


class SignInNeeded(HouseError):
    """The page asks for a person; says so whether or not the thing exists."""

    status = 401


class OutsideFailure(Exception):
    """A system outside the house failed; `permanent` means that trying again is of no use."""

    def __init__(self, reason: str, *, permanent: bool) -> None:
        """`reason` is for the log and the operator, not for people's pages."""
        self.permanent = permanent
        super().__init__(reason)
