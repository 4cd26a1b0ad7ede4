"""What the browser keeps: the device's cookie, the session's token; and what it calls itself."""

import secrets

from flask import Response, current_app, redirect, request, session, url_for
from flask_login import login_user
from werkzeug.wrappers import Response as BaseResponse

from marketplace.accounts.enums import SessionState
from marketplace.accounts.models.sign_in import LABEL_LENGTH
from marketplace.accounts.operations import StartedSession
from marketplace.accounts.queries import PENDING, find_reader
from marketplace.core.audit import Actor, Channel
from marketplace.core.errors import SignInNeeded
from marketplace.core.text import one_line
from marketplace.core.web.addresses import own_address

DEVICE_COOKIE = "device"
DEVICE_SECONDS = 2 * 365 * 86400

_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)

ANONYMOUS = Actor(Channel.WEB)


def present_device() -> str | None:
    """Return this browser's device cookie, None before its first sign-in."""
    return request.cookies.get(DEVICE_COOKIE)


def new_device() -> str:
    """Draw a device cookie."""
    return secrets.token_urlsafe(32)


def device_label() -> str:
    """Return what the browser calls itself, such as "Chrome · Android"."""
    agent = one_line(request.headers.get("User-Agent", ""))
    browser = next((name for mark, name in _BROWSERS if mark in agent), agent.split("/")[0] or "?")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return " · ".join(part for part in (browser, system) if part)[:LABEL_LENGTH]


def keep_device(response: Response, device: str) -> None:
    """Send the device cookie, renewed for two years."""
    settings = current_app.config["SETTINGS"]
    response.set_cookie(
        DEVICE_COOKIE,
        device,
        max_age=DEVICE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.is_https,
    )


def keep_session(started: StartedSession) -> None:
    """Let this browser hold a started session, fresh of whatever it held before."""
    session.clear()
    if started.state is SessionState.OPEN:
        sign_in_browser(started.token)
    else:
        session[PENDING] = started.token


def sign_in_browser(token: str) -> None:
    """Let this browser be signed in by the open session with `token`."""
    reader = find_reader(token)
    if reader is None:
        raise SignInNeeded
    session.clear()
    session.permanent = True
    login_user(reader)


def back_to_password() -> BaseResponse:
    """Lead from a page that asks for a code, or for an app, to the beginning of the sign-in."""
    return redirect(url_for("accounts.sign_in", next=own_address(request.args.get("next"))))
