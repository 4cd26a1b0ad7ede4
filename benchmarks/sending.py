"""How many inquiries are written, sent and passed on in a second, on SQLite and on PostgreSQL?

One process carries out the house's own operations, each in a unit of its own as a click would.
*At once*: the buyer is checked and nothing speaks against the inquiry, so that it is with its
seller when the unit ends. *Waits*: a link in it lets it wait; then an operator passes it on. What
follows by itself (notices, mails) is the worker's and is not measured here.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO

from flask import Flask
from sqlalchemy import select

from benchmarks.deal import databases, house
from benchmarks.deal_rows import companies, goods, people, settle
from benchmarks.measure import print_table, require
from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Person
from marketplace.accounts.operations import appoint_operator
from marketplace.catalog.models import Listing
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.core.audit import AT_THE_SERVER, Actor, Channel
from marketplace.core.db import end_reading, new_once_key, session, unit_of_work
from marketplace.deals.enums import InquiryState
from marketplace.deals.models import Inquiry
from marketplace.deals.operations.drafts import (
    InquiryFacts,
    add_line,
    change_draft,
    start_draft,
)
from marketplace.deals.operations.sending import send
from marketplace.deals.operations.waiting import pass_on
from marketplace.deals.queries import find_deal
from marketplace.deals.queries.inquiries import find_inquiry, inquiry_of_deal

INQUIRIES, GOODS = 100, 3
PLAIN, LINKED = "Which sizes do you have, number {}?", "See https://example.com/{} and tell us."


class Senders:
    """A seller with goods, a buyer, an operator; all of them by key, since sessions end."""

    def __init__(self) -> None:
        """Write them."""
        unit_of_work(self._fill)
        self.operator: str = unit_of_work(self._appoint)

    @staticmethod
    def _fill() -> None:
        people("Haneul", "Eleanor")
        companies(Side.SELLER, 1, 1, 1)
        companies(Side.BUYER, 2, 1, 2)
        goods(1, 1, GOODS)
        settle()

    @staticmethod
    def _appoint() -> str:
        return appoint_operator(
            mail="operator@house.example",
            name="Han Soyul",
            language="en",
            actor=AT_THE_SERVER,
            roles=frozenset(OperatorRole),
        ).code

    def draft(self, message: str) -> str:
        """Write a draft with three goods; return its public id."""
        return unit_of_work(self._draft, message)

    @staticmethod
    def _draft(message: str) -> str:
        seller, sender = session.get_one(Company, 1), session.get_one(Person, 2)
        draft = start_draft(seller, sender)
        for listing in session.scalars(select(Listing).order_by(Listing.id)).all():
            add_line(draft, listing, holder=sender, quantity=600)
        change_draft(draft, InquiryFacts(message), holder=sender, seen_version=draft.version)
        return draft.code

    def send(self, code: str) -> str:
        """Send a draft; return the deal's public id."""
        buyer, sender = session.get_one(Company, 2), session.get_one(Person, 2)
        return unit_of_work(
            send,
            found(code),
            buyer=buyer,
            sender=sender,
            once_key=new_once_key(),
            actor=Actor(Channel.WEB, person=sender.code, company=buyer.code),
        )

    def pass_on(self, deal: str) -> None:
        """Let the operator pass on what waits."""
        inquiry = waiting_in(deal)
        operator = session.scalars(select(Person).where(Person.code == self.operator)).one()
        unit_of_work(
            pass_on,
            inquiry,
            operator=operator,
            seen_version=inquiry.version,
            actor=Actor(Channel.WEB, person=operator.code),
        )


def found(code: str) -> Inquiry:
    """Return an inquiry by its public id."""
    inquiry = find_inquiry(code)
    require(inquiry, "The inquiry is gone.")
    return inquiry  # type: ignore[return-value] # required above


def waiting_in(deal: str) -> Inquiry:
    """Return the inquiry of a deal, which waits."""
    row = find_deal(deal)
    inquiry = inquiry_of_deal(row.id) if row else None
    require(inquiry and inquiry.state is InquiryState.WAITING, "It should wait.")
    return inquiry  # type: ignore[return-value] # required above


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of the clock and of the processor that an act took."""
    end_reading()
    clock, processor = time.perf_counter(), time.process_time()
    act()
    end_reading()
    return time.perf_counter() - clock, time.process_time() - processor


def measure(app: Flask, number: int) -> dict[str, tuple[float, float]]:
    """Return, by act, how many are done in a second and the milliseconds of processor of each."""
    taken: dict[str, list[tuple[float, float]]] = {}

    def take(name: str, act: Callable[[], object]) -> None:
        taken.setdefault(name, []).append(timed(act))

    with app.test_request_context():
        senders, kept = Senders(), []
        senders.pass_on(senders.send(senders.draft("First.")))  # the first of a buyer waits
        for each in range(number):
            plain, linked = PLAIN.format(each), LINKED.format(each)
            take("a draft of three goods", lambda said=plain: kept.append(senders.draft(said)))
            take("sent, at once with its seller", lambda: senders.send(kept[-1]))
            waits = senders.draft(linked)
            take("sent, waits", lambda code=waits: kept.append(senders.send(code)))
            take("passed on by an operator", lambda: senders.pass_on(kept[-1]))
    return {
        name: (len(times) / sum(one[0] for one in times), sum(one[1] for one in times) / len(times))
        for name, times in taken.items()
    }


def main() -> None:
    """Measure on both databases and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inquiries", type=int, default=INQUIRIES)
    number = parser.parse_args().inquiries
    rows, first = [], {}
    with tempfile.TemporaryDirectory() as folder, databases(folder) as urls:
        for name, url in urls.items():
            with redirect_stdout(StringIO()):
                done = measure(house(url, folder), number)
            first = first or done
            for act, (a_second, processor) in done.items():
                ratio = processor / first[act][1]
                rows.append(
                    [name, act, f"{a_second:.0f}", f"{processor * 1000:.1f}", f"{ratio:.2f}"]
                )
    print_table(["database", "act", "a second", "processor, ms", "times SQLite"], rows)


if __name__ == "__main__":
    main()
