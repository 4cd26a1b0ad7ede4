"""Kinds of readers, and how the table writes what each is answered."""

from dataclasses import dataclass
from enum import StrEnum


class Reader(StrEnum):
    """Kinds of readers. Owner and viewer are members of one seller, for which an operator acts."""

    ANONYMOUS = "anonymous"
    OWNER = "owner"
    VIEWER = "viewer"
    OTHER_SELLER = "other seller"
    BUYER = "buyer"
    OPERATOR = "administrator at headquarters"
    ACTING = "moderator who acts for the seller"


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


def operators(answer):
    return only(Reader.OPERATOR, Reader.ACTING, answer=answer)


def administrators(answer):
    """The administrator; the moderator, an operator too, is told who can."""
    return operators(403) | {Reader.OPERATOR: answer}


def members(answer):
    """Every member of the seller, and the operator who acts for it."""
    return only(Reader.OWNER, Reader.VIEWER, Reader.ACTING, answer=answer)


def writers(answer):
    """Members who may write, and the operator who acts; the viewer is told who can."""
    return only(Reader.OWNER, Reader.ACTING, answer=answer) | {Reader.VIEWER: 403}


def owner_alone(answer):
    """The owner in person; colleagues and the operator who acts are told who can."""
    return members(403) | {Reader.OWNER: answer}


def members_alone(answer):
    """Members in person, nobody on their behalf."""
    return only(Reader.OWNER, Reader.VIEWER, answer=answer)
