"""What does the page of a deal of 500 events cost, next to one of a single event?

Rows are written straight into the tables, on SQLite and on PostgreSQL. A signed-in seller opens
the room of each deal by turns, over the application itself (WSGI, without a server and a network);
then the last page of the long one, and the question of an open page whether anything is new.
Processor time is what this process works, which a busy machine hardly changes.
"""

import io
import secrets
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from benchmarks.measure import print_table, require
from marketplace.accounts.enums import PersonState, SessionState
from marketplace.accounts.models import Person, SignInSession
from marketplace.accounts.queries import digest
from marketplace.app import create_app
from marketplace.companies.enums import CompanyState, MemberRole, Side
from marketplace.companies.models import Business, Company, Member, WorkCalendar
from marketplace.config import load_settings
from marketplace.core import clock
from marketplace.core.db import insert_with_id, session, unit_of_work
from marketplace.deals.enums import DealState, EntryKind
from marketplace.deals.models import Deal, DealEntry, DealMessage
from tools import postgres

EVENTS, TIMES = 500, 60
WORDS = (
    "We can deliver the serum in four weeks. Samples leave on Monday, with the analysis of the lot."
)


def house(url: str, data_dir: str) -> Flask:
    """Return an application on an empty, migrated database."""
    environ = {"NARU_PROFILE": "test", "DATA_DIR": data_dir, "DATABASE_URL": url}
    with redirect_stdout(io.StringIO()):
        app = create_app(load_settings(environ))
        with app.app_context():
            upgrade()
    return app


def _person(name: str, now: datetime) -> Person:
    mail = f"{name.lower()}@example.com"
    person = Person(
        state=PersonState.ACTIVE,
        name=name,
        mail=mail,
        mail_key=mail,
        language="en",
        registered_at=now,
        confirmed_at=now,
    )
    return insert_with_id(person, column="code", prefix="PER")


def _company(side: Side, country: str, owner: Person, now: datetime) -> Company:
    name = f"{side.value} company"
    company = Company(
        side=side,
        name=name,
        name_key=name,
        country=country,
        state=CompanyState.OPEN,
        founded_at=now,
    )
    insert_with_id(company, column="code", prefix="COM")
    session.add_all(
        [
            Business(company_id=company.id),
            WorkCalendar(company_id=company.id),
            Member(company=company, person=owner, role=MemberRole.OWNER, joined_at=now),
        ]
    )
    return company


def _deal(seller: Company, buyer: Company, people: dict[Side, Person], events: int) -> str:
    """Write a deal with so many messages, by turns; return its public id."""
    began = clock.now() - timedelta(hours=events)
    deal = Deal(
        seller=seller,
        buyer=buyer,
        state=DealState.OPEN,
        opened_side=Side.BUYER,
        opened_by_id=people[Side.BUYER].id,
        opened_at=began,
        shown_at=began,
        last_at=began,
    )
    insert_with_id(deal, column="code", prefix="DEA")
    for number in range(events):
        side = (Side.BUYER, Side.SELLER)[number % 2]
        at, by = began + timedelta(hours=number), people[side].id
        message = DealMessage(
            deal_id=deal.id, side=side, by_id=by, at=at, language="en", words=WORDS
        )
        insert_with_id(message, column="code", prefix="MSG")
        session.add(
            DealEntry(
                deal_id=deal.id,
                kind=EntryKind.MESSAGE,
                ref=message.code,
                side=side,
                by_id=by,
                at=at,
            )
        )
    return deal.code


def _fill(token: str) -> dict[str, str]:
    """Write two companies and their two deals; return the rooms' addresses for the seller."""
    now = clock.now()
    people = {Side.SELLER: _person("Haneul", now), Side.BUYER: _person("Eleanor", now)}
    seller = _company(Side.SELLER, "KR", people[Side.SELLER], now)
    buyer = _company(Side.BUYER, "GB", people[Side.BUYER], now)
    signed_in = SignInSession(
        person=people[Side.SELLER],
        token_digest=digest(token),
        state=SessionState.OPEN,
        device_label="Benchmark",
        started_at=now,
        opened_at=now,
        seen_at=now + timedelta(hours=1),
        ends_at=now + timedelta(hours=12),
    )
    insert_with_id(signed_in, column="code", prefix="SES")
    rooms = {"one": 1, "many": EVENTS}
    at = f"/en/c/{seller.code}/selling/deals"
    return {name: f"{at}/{_deal(seller, buyer, people, count)}" for name, count in rooms.items()}


def _milliseconds(client: FlaskClient, address: str) -> float:
    begun = time.process_time()
    answer = client.get(address)
    answer.get_data()
    answer.close()
    require(answer.status_code == 200, f"{address}: {answer.status}")
    return (time.process_time() - begun) * 1000


def _last_page(client: FlaskClient, address: str) -> str:
    """Follow the way to what is older to its end; return the last page's address."""
    while True:
        page = client.get(address).text
        if 'rel="next"' not in page:
            return address
        older = page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
        address = older.replace("&amp;", "&")


def measure(app: Flask) -> dict[str, float]:
    """Return the median of milliseconds of processor time of each kind of request."""
    token = secrets.token_urlsafe(32)
    with app.test_request_context():
        rooms = unit_of_work(_fill, token)
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie.update({"_user_id": token, "_fresh": True})
    page = client.get(rooms["many"]).text
    newest = page.partition('data-newest="')[2].partition('"')[0]
    asked = {
        "a deal of one event": rooms["one"],
        f"a deal of {EVENTS} events": rooms["many"],
        "its last page": _last_page(client, rooms["many"]),
        "its messages alone": f"{rooms['many']}?show=messages",
        "is anything new?": f"{rooms['many']}?since={newest}",
    }
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(TIMES):
        for name, address in asked.items():
            taken[name].append(_milliseconds(client, address))
    return {name: statistics.median(times) for name, times in taken.items()}


@contextmanager
def databases(folder: str) -> Iterator[dict[str, str]]:
    """Yield the addresses of an empty database of each kind."""
    with postgres.postgres_server() as server:
        with psycopg.connect(
            host=server, user=postgres.OWNER, dbname="postgres", autocommit=True
        ) as admin:
            admin.execute("CREATE DATABASE measured")
        yield {
            "SQLite": f"sqlite:///{Path(folder) / 'naru.sqlite'}",
            "PostgreSQL": postgres.database_url(server, "measured"),
        }


def main() -> None:
    """Measure on both databases and print the table."""
    rows = []
    with tempfile.TemporaryDirectory() as folder, databases(folder) as urls:
        for name, url in urls.items():
            with redirect_stdout(io.StringIO()):
                found = measure(house(url, folder))
            first = next(iter(found.values()))
            rows += [
                [name, asked, f"{taken:.1f}", f"{taken / first:.2f}"]
                for asked, taken in found.items()
            ]
    print_table(["database", "page", "processor, ms", "times the deal of one event"], rows)


if __name__ == "__main__":
    main()
