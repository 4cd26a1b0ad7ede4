"""What people do in tests of companies: open its pages, sign up, act for it, read their mail."""

import io

from PIL import Image

from marketplace.core.work.worker import work_until_idle
from marketplace.notices.queries import mails_after, read_mail
from tests.factories.companies import NUMBERS, PASSWORD
from tests.support.browsing import fill_in, hidden_fields

YOU = {"name": "Park Seoyeon", "mail": "seoyeon@hanbiton.example.com", "password": PASSWORD}
SELLER = {"name": "주식회사 한빛온", "number": NUMBERS[0], "accept": "y"}
BUYER = {"name": "Marlow & Finch Imports Ltd", "country": "GB", "accept": "y"}
NEWCOMER = {"name": "Lee Seojun", "password": PASSWORD, "accept": "y"}
REASON = "The owner asked on the telephone for help with the addresses."


def place(made, part=""):
    """The address of a page of somebody's company."""
    return f"/en/c/{made.company}/company{part}"


def record(made):
    """The address of somebody's company on the desk."""
    return f"/en/desk/companies/{made.company}"


def page_of(token):
    """The address of the page behind an invitation."""
    return f"/en/invitation/{token}"


def sign_up(client, side="seller", **changes):
    """Send the first step of a sign-up."""
    return fill_in(client, f"/en/sign-up/{side}", **YOU | changes)


def act_for(browser, made, reason=REASON):
    """Let an operator begin to act for somebody's company."""
    form = hidden_fields(browser.get(record(made)).text)
    return browser.post(f"{record(made)}/act", data=form | {"reason": reason})


def mails_to(app, mail):
    """Let the worker do what waits, then return the mails to an address, newest first."""
    work_until_idle(app)
    with app.app_context():
        settings = app.config["SETTINGS"]
        found = [read_mail(name, settings) for name in mails_after("", size=50, settings=settings)]
        return [each for each in found if mail in each["To"]]


def picture(width=120, height=80, kind="PNG"):
    """A picture of one colour, as a file to upload."""
    held = io.BytesIO()
    Image.new("RGB", (width, height), "#2f7d73").save(held, kind)
    held.seek(0)
    return held
