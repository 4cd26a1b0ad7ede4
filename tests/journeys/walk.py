"""What people do in journeys: sign up, read mail, sign in, use their phone; and what axe finds."""

import itertools
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pyotp
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "quiet harbour lantern"
POLLS = 40
POLL_MS = 250
WORDS_SECONDS = 60
SEND = "main form button[type=submit]"

_numbers = itertools.count(1)


def new_address(name):
    """Draw a mail address that no other journey has."""
    return f"{name}{next(_numbers)}@journey.example.com"


def fill(page, **fields):
    """Type into the fields with these names, send the form and wait for the page that answers."""
    for name, value in fields.items():
        page.fill(f"main [name={name}]", value)
    press(page, page.locator(SEND).first)


def press(page, target):
    """Press what leads to another page, and wait until that one stands."""
    with page.expect_navigation(wait_until="domcontentloaded"):
        target.click()


def open_newest_mail(page, address, lang="en"):
    """Wait until a mail to the address lies on the stand-in's page, then open the newest."""
    row = page.locator(".row", has_text=address).first
    for _ in range(POLLS):
        page.goto(f"/{lang}/demo/mail")
        if row.count():
            press(page, row.locator("a"))
            expect(page.locator(".mail-text").first).to_be_visible()
            return
        page.wait_for_timeout(POLL_MS)
    raise AssertionError(f"no mail to {address}")


def follow_mail(page, address, lang="en", page_behind=""):
    """Open the link in the newest mail to the address, once that is one to `page_behind`.

    Without it, any link that a mail has.
    """
    link = page.locator(".mail-text a[href*='/t/']").first
    for _ in range(POLLS):
        open_newest_mail(page, address, lang)
        if link.count():
            press(page, link)
            if page_behind in page.url:
                return
        page.wait_for_timeout(POLL_MS)
    raise AssertionError(f"no mail with a link to {address}")


def sign_up_buyer(page, address, *, name="Eleanor Finch", lang="en"):
    """Walk both steps of a buyer's sign-up."""
    page.goto(f"/{lang}/sign-up/buyer")
    fill(page, name=name, mail=address, password=PASSWORD)
    page.select_option("main [name=country]", "GB")
    page.check("main [name=accept]")
    fill(page, name="Marlow & Finch Imports Ltd")


def confirm(page, address, lang="en"):
    """Open the confirming mail and press its one button."""
    follow_mail(page, address, lang)
    press(page, page.locator(SEND).first)


def sign_in(page, address, password=PASSWORD, *, lang="en"):
    """Send the sign-in form."""
    page.goto(f"/{lang}/sign-in")
    fill(page, mail=address, password=password)


def people_of(house):
    """Return the made-up people of a demo by their role."""
    known = json.loads((house.data_dir / "demo-sign-ins.json").read_text())
    return {person["role"]: person for person in known["people"]}


def said(house, words):
    """Wait until the house has said the words on its terminal."""
    until = time.monotonic() + WORDS_SECONDS
    while words not in house.words():
        assert time.monotonic() < until, house.words()
        time.sleep(0.05)


def sign_ins(house):
    """Return role, mail and password of each person that the house names on its terminal."""
    said(house, "Ctrl-C stops")
    return re.findall(r"^  (seller|buyer|operator) +(\S+) +(\S+)$", house.words(), re.MULTILINE)


class SignedIn(NamedTuple):
    """What a browser holds after signing in, and the path of the page that it was led to."""

    cookies: list
    home: str


def enter_demo(browser, house, role):
    """Sign a person of a demo in, in a browser of its own, and close it.

    An operator once a house: a code is taken once, and the next one comes in 30 seconds.
    """
    person = people_of(house)[role]
    context = browser.new_context(base_url=house.address)
    page = context.new_page()
    sign_in(page, person["mail"], person["password"])
    if role == "operator":
        give_code(page)
    else:
        expect(page).to_have_url(re.compile("/c/"))
    entered = SignedIn(context.cookies(), urlsplit(page.url).path)
    context.close()
    return entered


def give_code(page):
    """Take the second step with the code that the stand-in for the operator's phone shows."""
    expect(page).to_have_url(re.compile("/sign-in/code"))
    phone = page.context.new_page()
    phone.goto("/en/demo/mail")
    code = phone.locator("#code-operator").inner_text()
    phone.close()
    fill(page, code=code)
    expect(page).to_have_url(re.compile("/en/desk$"))


def app_code(secret):
    """Return what an authenticator app with this key shows now."""
    return pyotp.TOTP(secret).now()


def run_flask(house, *arguments):
    """Run `flask …` on the data of a running house of the test profile."""
    port = house.address.rsplit(":", 1)[1]
    own = {"NARU_PROFILE": "test", "DATA_DIR": str(house.data_dir), "PORT": port}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def fits(page):
    """Whether nothing is wider than the screen."""
    root = "document.documentElement"
    return page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")


def violations(page, *, without=()):
    """Return what axe finds on the page: rule and elements; it is not asked rules of `without`."""
    rules = {rule: {"enabled": False} for rule in without}
    options = {"resultTypes": ["violations"], "rules": rules}
    found = Axe().run(page, options=options).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
