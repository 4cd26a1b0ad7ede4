"""What a browser does between two pages: sign in, carry a form's hidden fields, follow on."""

import re
import secrets
from datetime import timedelta
from html import unescape

from itsdangerous import URLSafeTimedSerializer

from marketplace.accounts.enums import SessionState
from marketplace.accounts.models import SignInSession
from marketplace.accounts.queries import digest, find_person
from marketplace.core import clock
from marketplace.core.db import insert_with_id, unit_of_work

#: Asks for a refusal without the page that says it.
NO_PAGE = {"Accept": "application/problem+json"}
_RAW_TOKEN = "0" * 40
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')


def browser_of(app, person):
    """Return a test client in which the person with that public id is signed in."""
    return browsers_of(app, [person])[0]


def browsers_of(app, people):
    """Return a test client for each person, signed in; `form_token` is theirs."""
    tokens = [secrets.token_urlsafe(32) for _ in people]
    with app.app_context():
        unit_of_work(_open_sessions, people, tokens)
    return [browser_with(app, _user_id=token, _fresh=True) for token in tokens]


def browser_with(app, **kept):
    """Return a test client that has these facts in its cookie; `form_token` is its own."""
    client = app.test_client()
    serializer = app.session_interface.get_signing_serializer(app)
    sealed = serializer.dumps({"csrf_token": _RAW_TOKEN} | kept)
    client.set_cookie(app.config["SESSION_COOKIE_NAME"], sealed)
    return client


def form_token(app):
    """Return the hidden fields of a form that has its token alone, without drawing its page."""
    serializer = URLSafeTimedSerializer(app.secret_key, "wtf-csrf-token")
    return {"csrf_token": serializer.dumps(_RAW_TOKEN)}


def _open_sessions(people, tokens):
    for person, token in zip(people, tokens, strict=True):
        _open_session(person, token)


def _open_session(code, token):
    now = clock.now()
    row = SignInSession(
        person=find_person(code),
        token_digest=digest(token),
        state=SessionState.OPEN,
        device_label="Test",
        started_at=now,
        opened_at=now,
        seen_at=now,
        ends_at=now + timedelta(hours=1),
    )
    insert_with_id(row, column="code", prefix="SES")


def hidden_fields(page):
    """Return the hidden fields of a page's forms by name; the last of a name wins."""
    tags = HIDDEN.findall(page)
    return {_attribute(tag, "name"): _attribute(tag, "value") for tag in tags}


def _attribute(tag, name):
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def fill_in(client, address, **fields):
    """Open a page and send its form with these fields, as a browser would; return the answer."""
    page = client.get(address).text
    return client.post(address, data=hidden_fields(page) | fields)
