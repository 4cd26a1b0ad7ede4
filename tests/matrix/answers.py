"""Kinds of readers, and how the table writes what each is answered."""

from dataclasses import dataclass
from enum import StrEnum


class Reader(StrEnum):
    """Kinds of readers. All but the buyer and the strangers look at things of one seller."""

    ANONYMOUS = "anonymous"
    OWNER = "owner"
    VIEWER = "viewer"
    OTHER_SELLER = "other seller"
    BUYER = "buyer"
    OPERATOR = "operator"


#: Answers that are no status of their own: led to the sign-in page, or led on.
SIGN_IN = "sign in"
ON = "on"


@dataclass(frozen=True)
class Line:
    """One route and method, with what each kind of reader is answered."""

    method: str
    endpoint: str
    address: str
    answers: dict[Reader, int | str]


def everyone(answer):
    return dict.fromkeys(Reader, answer)


def signed_in(answer):
    return everyone(answer) | {Reader.ANONYMOUS: SIGN_IN}


def only(*readers, answer=200):
    """The readers get the answer, all others who are signed in learn nothing."""
    return signed_in(404) | dict.fromkeys(readers, answer)
