"""Pages of the people room."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)

from marketplace.accounts.routes import account, authenticator, by_mail, sign_in  # noqa: E402

PAGES = (bp,)
MACHINES: tuple[Blueprint, ...] = ()

__all__ = ["MACHINES", "PAGES", "account", "authenticator", "bp", "by_mail", "sign_in"]
