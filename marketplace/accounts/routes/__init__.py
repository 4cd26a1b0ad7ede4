"""Pages of the people room."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)

from marketplace.accounts.routes import (  # noqa: E402
    account,
    authenticator,
    by_mail,
    notices,
    offices,
    operators,
    preferences,
    sign_in,
)

PAGES = (bp,)
MACHINES: tuple[Blueprint, ...] = ()

__all__ = [
    "MACHINES",
    "PAGES",
    "account",
    "authenticator",
    "bp",
    "by_mail",
    "notices",
    "offices",
    "operators",
    "preferences",
    "sign_in",
]
