"""What people do in tests of accounts: sign in, read their mail, look at their phone."""

import re
from dataclasses import dataclass

import pyotp
from sqlalchemy import select

from marketplace.accounts.operations import begin_app_setup, finish_app_setup
from marketplace.accounts.operations.authenticator import STEP_SECONDS
from marketplace.accounts.queries import find_person
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import session, unit_of_work
from marketplace.core.work.worker import work_until_idle
from marketplace.notices.models import Letter
from marketplace.notices.queries import mail_folder, read_mail
from tests.factories.companies import PASSWORD
from tests.support.browsing import hidden_fields

ADDRESS = re.compile(r"https?://[^/\s]+(/t/\S+)")
RECOVERY_CODE = re.compile(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b")
TOKENS = re.compile(r'<input[^>]*name="(?:csrf_token|once_key)"[^>]*>')
OWN_HEADERS = {"X-Request-ID", "Set-Cookie", "Date"}
APP_KEY = re.compile(r"\b[A-Z2-7]{32}\b")


@dataclass(frozen=True)
class Mail:
    """A mail that went out: which message, and what its text says."""

    message: str
    subject: str
    text: str

    @property
    def link(self):
        """The path of the link in it."""
        return ADDRESS.search(self.text)[1]


def mails_to(app, address):
    """Let the worker do what waits, then return the mails to that address, oldest first."""
    work_until_idle(app)
    with app.app_context():
        letters = session.scalars(
            select(Letter).where(Letter.mail == address).order_by(Letter.id)
        ).all()
        return [_read(app, letter) for letter in letters]


def _read(app, letter):
    settings = app.config["SETTINGS"]
    (path,) = mail_folder(settings).glob(f"*-{letter.code}.eml")
    mail = read_mail(path.stem, settings)
    return Mail(letter.message, mail["Subject"], mail.get_body(("plain",)).get_content())


def messages_to(app, address):
    """Return which messages went to that address, oldest first."""
    return [mail.message for mail in mails_to(app, address)]


def page_of(client, link):
    """Return the address of the page that a mailed link leads to."""
    return client.get(link).location


def send(client, address, *, remote="127.0.0.1", times=1, **fields):
    """Open a page and send its form from the network address `remote`; return the last answer."""
    network = {"REMOTE_ADDR": remote}
    page = client.get(address, environ_base=network).text
    form = hidden_fields(page) | fields
    return [client.post(address, data=form, environ_base=network) for _ in range(times)][-1]


def sign_in(client, mail, password=PASSWORD, *, address="/en/sign-in", **how):
    """Send the sign-in form; return the answer."""
    return send(client, address, mail=mail, password=password, **how)


def is_signed_in(client):
    """Whether this browser may open a page of its own account."""
    return client.get("/en/account").status_code == 200


def comparable(answer, address):
    """Return status, headers, names of cookies and body without tokens, ids and the address."""
    headers = sorted(item for item in answer.headers if item[0] not in OWN_HEADERS)
    cookies = [cookie.split("=")[0] for cookie in answer.headers.getlist("Set-Cookie")]
    body = TOKENS.sub("", answer.text).replace(answer.headers["X-Request-ID"], "")
    return answer.status, headers, cookies, body.replace(address, "ADDRESS")


def sign_out(client):
    """Press the button in the account menu."""
    return client.post("/en/sign-out", data=hidden_fields(client.get("/en/account").text))


def app_code(secret, steps=0):
    """Return what the authenticator app shows now, or `steps` of 30 seconds from now."""
    return pyotp.TOTP(secret).at(int(clock.now().timestamp()) + steps * STEP_SECONDS)


def give_app(app, person, *, steps=-1):
    """Set an authenticator app up for a person (a public id); return its secret and the codes.

    The code that proves it is the one of the step before, so that the present one is unused.
    """

    def set_up():
        row = find_person(person)
        secret = begin_app_setup(row)
        return secret, finish_app_setup(row, app_code(secret, steps), actor=AT_THE_SERVER)

    with app.test_request_context():
        return unit_of_work(set_up)


def state_of(app, person):
    """Return the person's row, loaded and detached."""
    with app.app_context():
        row = find_person(person)
        session.expunge(row)
        return row
