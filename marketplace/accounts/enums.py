"""States and kinds of the people room."""

from enum import StrEnum


class PersonState(StrEnum):
    """`lapsed`: never confirmed, name and address removed. Only `active` people sign in."""

    UNCONFIRMED = "unconfirmed"
    ACTIVE = "active"
    LAPSED = "lapsed"


class SessionState(StrEnum):
    """What stands between a right password and the pages.

    `code_due`: the authenticator app's code is asked. `app_due`: an operator must set the app up
    first. `open`: signed in. `ended`: signed out, revoked or expired.
    """

    CODE_DUE = "code_due"
    APP_DUE = "app_due"
    OPEN = "open"
    ENDED = "ended"


class OperatorRole(StrEnum):
    """What an operator is for. Offices and further roles come with their issue."""

    ADMINISTRATOR = "administrator"


class ConsentKind(StrEnum):
    """What a person agreed to, each with version, time and language."""

    TERMS = "terms"
    PRIVACY = "privacy"
    NEWS = "news"


#: The version of each text that a person agrees to today (a plain date: the day it was published).
CONSENT_VERSIONS: dict[ConsentKind, str] = {
    ConsentKind.TERMS: "2026-11-01",
    ConsentKind.PRIVACY: "2026-11-01",
    ConsentKind.NEWS: "2026-11-01",
}
