"""What a browser does between two pages: sign in, carry a form's hidden fields, follow on."""

import re
import secrets
from datetime import timedelta
from html import unescape

from marketplace.accounts.enums import SessionState
from marketplace.accounts.models import SignInSession
from marketplace.accounts.queries import digest, find_person
from marketplace.core import clock
from marketplace.core.db import insert_with_id, unit_of_work

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')


def browser_of(app, person):
    """Return a test client in which the person with that public id is signed in."""
    token = secrets.token_urlsafe(32)
    with app.app_context():
        unit_of_work(_open_session, person, token)
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie.update({"_user_id": token, "_fresh": True})
    return client


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
