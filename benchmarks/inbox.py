"""What does the inbox of a seller with 10,000 inquiries cost, next to one with ten?

Rows are written straight into the tables, on SQLite and on PostgreSQL. One person leads two
sellers, of which one has ten deals and the other 10,000 with 500 buyers, and opens the same pages
of both by turns, over the application itself (WSGI, without a server and a network). Processor
time is what this process works; seconds of the clock have the database server's in them too.
"""

import argparse
import secrets
import statistics
import tempfile
import time
from contextlib import redirect_stdout
from io import StringIO

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from benchmarks.deal import databases, house
from benchmarks.deal_rows import companies, deals, goods, people, sessions, settle
from benchmarks.measure import print_table, require
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.core.db import session, unit_of_work
from marketplace.deals.queries.lists import page_of_deals

FEW, MANY, BUYERS, GOODS = 10, 10_000, 500, 200
TIMES = 30


def fill(number: int, token: str) -> None:
    """Write one seller with ten deals and one with so many."""
    people("Haneul", "Eleanor")
    sellers = companies(Side.SELLER, 1, 2, 1)
    buyers = companies(Side.BUYER, 3, BUYERS, 2)
    for place, (seller, count) in enumerate(zip(sellers, (FEW, number), strict=True)):
        theirs = goods(seller, 1 + place * GOODS, GOODS)
        deals(seller, buyers, theirs, 1 + place * FEW * 100, count)
    sessions(1, token)
    settle()


def pages_of(code: str, middle: str) -> dict[str, str]:
    """Return the pages of a seller that are measured, by name."""
    at = f"/en/c/{code}/selling"
    return {
        "home": at,
        "deals, first page": f"{at}/deals",
        "deals, from the middle on": f"{at}/deals?after={middle}",
        "our turn": f"{at}/deals?show=ours",
        "closed": f"{at}/deals?show=closed",
        "found by goods": f"{at}/deals?q=serum",
        "found by company": f"{at}/deals?q=buyer+7",
    }


def middle_of(company: Company) -> str:
    """Return the cursor of a page in the middle of a list."""
    cursor, last = None, ""
    for _ in range(20):
        page = page_of_deals(company, cursor=cursor)
        if page.older is None:
            break
        cursor = last = page.older
    return last


def took(client: FlaskClient, address: str) -> tuple[float, float]:
    """Return the milliseconds of processor and of the clock that a page took."""
    begun, clock = time.process_time(), time.perf_counter()
    answer = client.get(address)
    answer.get_data()
    answer.close()
    require(answer.status_code == 200, f"{address}: {answer.status}")
    return (time.process_time() - begun) * 1000, (time.perf_counter() - clock) * 1000


def measure(app: Flask, number: int) -> list[tuple[str, list[float]]]:
    """Return, by page, medians: processor of few and of many, clock of few and of many."""
    token = secrets.token_urlsafe(32)
    with app.test_request_context():
        unit_of_work(fill, number, token)
        unit_of_work(session.execute, text("ANALYZE"))
        sellers = session.scalars(select(Company).where(Company.side == Side.SELLER)).all()
        both = [pages_of(one.code, middle_of(one)) for one in sellers]
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie.update({"_user_id": token, "_fresh": True})
    found = []
    for name in both[0]:
        taken = [[took(client, pages[name]) for pages in both] for _ in range(TIMES + 2)][2:]
        medians = [
            statistics.median(one[place][kind] for one in taken)
            for kind in (0, 1)
            for place in (0, 1)
        ]
        found.append((name, medians))
    return found


def main() -> None:
    """Measure on both databases and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deals", type=int, default=MANY)
    number = parser.parse_args().deals
    rows = []
    with tempfile.TemporaryDirectory() as folder, databases(folder) as urls:
        for name, url in urls.items():
            with redirect_stdout(StringIO()):
                found = measure(house(url, folder), number)
            for page, (few, many, few_clock, many_clock) in found:
                ratios = (f"{many / few:.2f}", f"{many_clock / few_clock:.2f}")
                rows.append([name, page, f"{few:.1f}", f"{many:.1f}", *ratios])
    head = ["database", "page", f"{FEW} deals, processor ms", f"{number} deals", "times"]
    print_table([*head, "times by the clock"], rows)


if __name__ == "__main__":
    main()
