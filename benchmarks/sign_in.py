"""What does a sign-in cost, and how much of it is the password's hash?

Two houses run side by side: one hashes as in production (profile demo), one cheaply (profile test).
A browser that the house knows signs in, again and again, with a right password; pages are fetched
for comparison. Seconds are what the browser waits; processor time is what the web process works for
it, which a busy machine hardly changes. Then strangers try wrong passwords for addresses that exist
and for others: both must take as long, or the time tells who has an account.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.browser import Browser
from benchmarks.measure import median_and_p95, per_second, print_table, seconds_of
from benchmarks.processes import cpu_seconds_of, processes_of
from tools.house import PASSED_ON, ROOT, House, running_house

SIGN_IN = "/en/sign-in"
ROUNDS = 5
TIMES = 40
CLIENTS = 4
WRONG_TRIES = 9  # the tenth is refused by the rate limit


@dataclass(frozen=True)
class Account:
    """Who signs in, and what their browser holds before."""

    house: House
    mail: str
    password: str
    cookies: dict[str, str]
    token: str

    def sign_in(self, browser: Browser) -> None:
        """Send the form as a browser that is known and not signed in."""
        browser.cookies = dict(self.cookies)
        fields = {"csrf_token": self.token, "mail": self.mail, "password": self.password}
        browser.post(SIGN_IN, fields)


def people_of(house: House) -> dict[str, dict[str, str]]:
    """Return the made-up people of a house by role."""
    kept = json.loads((house.data_dir / "demo-sign-ins.json").read_text(encoding="utf-8"))
    return {person["role"]: person for person in kept["people"]}


def known_account(house: House) -> Account:
    """Let the buyer sign in once, so that the house knows the browser."""
    buyer = people_of(house)["buyer"]
    browser = Browser(house.address)
    token = browser.token(SIGN_IN)
    anonymous = dict(browser.cookies)
    fields = {"csrf_token": token, "mail": buyer["mail"], "password": buyer["password"]}
    browser.post(SIGN_IN, fields)
    cookies = anonymous | {"device": browser.cookies["device"]}
    return Account(house, buyer["mail"], buyer["password"], cookies, token)


def load_people(data_dir: Path, profile: str) -> None:
    """Migrate and load the made-up people, which `flask start` does in the demo profile only."""
    passed_on = {name: value for name, value in os.environ.items() if name.startswith(PASSED_ON)}
    own = {"NARU_PROFILE": profile, "DATA_DIR": str(data_dir)}
    for words in (["db", "upgrade"], ["demo", "load"]):
        subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *words],
            cwd=ROOT,
            env=passed_on | own,
            check=True,
            capture_output=True,
        )


Act = Callable[[Browser], object]


@dataclass
class Figures:
    """What was measured of one kind of request."""

    house: House
    act: Act
    seconds: list[float] = field(default_factory=list)
    cpu_seconds: float = 0.0
    rate: float | None = None

    def measure(self) -> None:
        """Let one browser send the request for a round."""
        browser = Browser(self.house.address)
        web = processes_of(self.house)["web process"]
        before = cpu_seconds_of(web)
        self.seconds += seconds_of(lambda: self.act(browser), TIMES)
        self.cpu_seconds += cpu_seconds_of(web) - before

    def row(self, name: str, base: "Figures") -> list[str]:
        """Return the row of the table, with the processor time beside another's."""
        median, p95 = median_and_p95(self.seconds)
        cpu, base_cpu = self.cpu_per_request, base.cpu_per_request
        rate = "" if self.rate is None else f"{self.rate:.0f}"
        times = [min(self.seconds), median, p95, cpu]
        return [name, *(f"{each * 1000:.1f}" for each in times), f"{cpu / base_cpu:.1f}", rate]

    @property
    def cpu_per_request(self) -> float:
        """Seconds of a processor for one request."""
        return self.cpu_seconds / len(self.seconds)


def throughput(house: House, act: Act) -> float:
    """Return acts per second of several clients at once."""
    browsers = [Browser(house.address) for _ in range(CLIENTS)]
    return per_second([lambda one=browser: act(one) for browser in browsers], TIMES)


def try_wrong_passwords(house: House) -> dict[str, Figures]:
    """Measure wrong passwords for addresses that exist and for others, in turn."""
    known = [person["mail"] for person in people_of(house).values()]
    unknown = [f"nobody{number}@naru.example" for number in range(len(known))]
    browser = Browser(house.address)
    token = browser.token(SIGN_IN)
    web = processes_of(house)["web process"]

    def attempt(mail: str) -> None:
        fields = {"csrf_token": token, "mail": mail, "password": "not the right words"}
        browser.post(SIGN_IN, fields, expect=200)

    figures = {
        "wrong password, known address": (Figures(house, lambda _: None), known),
        "wrong password, unknown address": (Figures(house, lambda _: None), unknown),
    }
    for _ in range(WRONG_TRIES):
        for each, mails in figures.values():
            for mail in mails:
                before = cpu_seconds_of(web)
                each.seconds += seconds_of(partial(attempt, mail), 1)
                each.cpu_seconds += cpu_seconds_of(web) - before
    return {name: each for name, (each, _) in figures.items()}


def main() -> None:
    """Run both houses and take turns."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        load_people(folder / "cheap", "test")
        real = known_account(stack.enter_context(running_house(folder / "real", "demo")))
        cheap = known_account(stack.enter_context(running_house(folder / "cheap", "test")))
        figures = {
            "GET home page": Figures(real.house, lambda browser: browser.get("/en/")),
            "GET sign-in page": Figures(real.house, lambda browser: browser.get(SIGN_IN)),
            "POST sign-in, cheap hash": Figures(cheap.house, cheap.sign_in),
            "POST sign-in, real hash": Figures(real.house, real.sign_in),
        }
        for each in figures.values():
            throughput(each.house, each.act)  # warms up threads, templates and caches
        for _ in range(ROUNDS):
            for each in figures.values():
                each.measure()
        for each in figures.values():
            each.rate = throughput(each.house, each.act)
        figures |= try_wrong_passwords(real.house)
    base = figures["GET home page"]
    head = ["request", "least, ms", "median", "p95", "processor, ms", "times the home page"]
    rows = [each.row(name, base) for name, each in figures.items()]
    print_table([*head, f"per second, {CLIENTS} clients"], rows)


if __name__ == "__main__":
    main()
