"""States and kinds of the room of accounts."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


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


class OfficeState(StrEnum):
    """A closed office has no countries and no operators."""

    OPEN = "open"
    CLOSED = "closed"


class OperatorRole(StrEnum):
    """What an operator does, within the countries of their office; none includes another.

    `moderator`: looks at listings, reports and inquiries. `verifier`: checks companies. `finance`:
    watches payments. `administrator`: looks after offices and operators.
    """

    MODERATOR = "moderator"
    VERIFIER = "verifier"
    FINANCE = "finance"
    ADMINISTRATOR = "administrator"


_OPERATOR_ROLE_NAMES = {
    OperatorRole.MODERATOR: _l("Moderator"),
    OperatorRole.VERIFIER: _l("Verifier"),
    OperatorRole.FINANCE: _l("Finance"),
    OperatorRole.ADMINISTRATOR: _l("Administrator"),
}


def operator_role_name(role: OperatorRole) -> str:
    """Return the role as pages call it."""
    return str(_OPERATOR_ROLE_NAMES[role])


class ConsentKind(StrEnum):
    """What a person agreed to, each with version, time and language."""

    TERMS = "terms"
    PRIVACY = "privacy"
    NEWS = "news"


#: The version of our own text of each (a plain date: the day it was published), which holds until
#: operators write another: see `queries.consents`.
CONSENT_VERSIONS: dict[ConsentKind, str] = {
    ConsentKind.TERMS: "2026-11-01",
    ConsentKind.PRIVACY: "2026-11-01",
    ConsentKind.NEWS: "2026-11-01",
}
