"""Web and worker are killed with -9 while inquiries are sent and passed on.

None is lost, none is doubled, and no seller has a letter about one that waits.
"""

import contextlib
import os
import random
import signal
import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.accounts.queries import find_person
from marketplace.companies.enums import MemberRole
from marketplace.companies.queries import find_any_company
from marketplace.core import clock
from marketplace.core.db import database, end_reading, new_once_key, session, unit_of_work
from marketplace.core.work import lanes
from marketplace.core.work.models import Lane
from marketplace.core.work.worker import LaneWorker, work_until_idle
from marketplace.deals.enums import DealState, EntryKind, InquiryState
from marketplace.deals.models import Deal, DealEntry, Inquiry
from marketplace.deals.operations import settling
from marketplace.deals.operations.drafts import InquiryFacts, change_draft, start_draft
from marketplace.deals.operations.sending import send
from marketplace.deals.queries.inquiries import find_inquiry
from marketplace.notices.models import Letter
from tests.factories.checks import approve_as_stated, make_check
from tests.factories.companies import make_colleague
from tests.factories.goods import actor_of, make_seller
from tests.factories.inquiries import House

LONGEST = 120.0
KILLS = 20


class Sending:
    """Drafts of colleagues of one buyer, each to be sent once however often its form is."""

    def __init__(self, app, sellers, writers):
        self.app, self.house = app, House(app)
        made = [make_seller(app, f"Seller {number}") for number in range(sellers)]
        for seller in made:
            self.house.let_stand(seller)
        buyer = self.house.buyer
        people = [
            make_colleague(app, buyer.company, MemberRole.TRADE, name=f"Writer {number}")
            for number in range(writers)
        ]
        self.sellers = {seller.mail for seller in made}
        with app.app_context():
            self.forms = [
                (self._draft(seller, person), person, new_once_key())
                for person in people
                for seller in made
            ]
        work_until_idle(app)

    def _draft(self, seller, made):
        person = find_person(made.person)
        draft = unit_of_work(start_draft, find_any_company(seller.company), person)
        facts = InquiryFacts("Which sizes do you have?")
        unit_of_work(change_draft, draft, facts, holder=person, seen_version=draft.version)
        return draft.code

    def send_all(self):
        """Send every form in turn, those too that were sent before."""
        for draft, made, key in self.forms:
            with self.app.app_context():
                unit_of_work(
                    send,
                    find_inquiry(draft),
                    buyer=find_any_company(self.house.buyer.company),
                    sender=find_person(made.person),
                    once_key=key,
                    actor=actor_of(made),
                )
            time.sleep(0.002)

    def work(self):
        """Work through the lane in which inquiries are passed on, as a worker does."""
        LaneWorker(self.app, Lane.ACT, threading.Event()).run()

    def killed(self, act, wait):
        """Begin an act in a process of its own and kill it once it got on a little."""
        before, until = self.progress(), time.monotonic() + LONGEST
        child = self._forked(act)
        try:
            while self.progress() == before and time.monotonic() < until:
                if os.waitpid(child, os.WNOHANG)[0]:  # all was done before
                    return
                time.sleep(0.002)
            time.sleep(wait)
        finally:
            self._kill(child)
        clock.advance(lanes.LEASE + timedelta(seconds=1))

    def _forked(self, act):
        with self.app.app_context():
            end_reading()
            session.remove()
            database.engine.dispose()
        child = os.fork()
        if child:
            return child
        try:
            act()
        finally:
            os._exit(0)

    def _kill(self, child):
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)

    def progress(self):
        with self.app.app_context():
            sent = session.scalar(select(func.count(Deal.id)))
            passed = session.scalar(select(func.count(Deal.shown_at)))
            told = session.scalar(select(func.count(Letter.id)))
            return sent, passed, told

    def require_silence(self):
        """Require that no seller has a letter about what they may not know of."""
        with self.app.app_context():
            hidden = select(Deal.code).where(Deal.shown_at.is_(None))
            told = select(Letter.mail).where(Letter.thread.in_(hidden))
            assert not self.sellers & set(session.scalars(told))

    def approve(self):
        """Approve the buyer's check, without what follows by itself."""
        approve_as_stated(self.app, make_check(self.app, self.house.buyer), self.house.operator)

    def require_each_once(self):
        """Require that each form became one deal, passed on once, and told of once."""
        self.send_all()
        work_until_idle(self.app)
        number = len(self.forms)
        with self.app.app_context():
            states = Counter(session.execute(select(Deal.state, Inquiry.state).join(Inquiry)).all())
            assert states == {(DealState.OPEN, InquiryState.PASSED_ON): number}
            kinds = Counter(session.execute(select(DealEntry.deal_id, DealEntry.kind)).all())
            assert set(kinds.values()) == {1}
            assert sum(kind is EntryKind.INQUIRY for _deal, kind in kinds) == number
            letters = select(Letter.thread).where(
                Letter.message == "inquiry_received", Letter.mail.in_(self.sellers)
            )
            assert Counter(Counter(session.scalars(letters)).values()) == {1: number}


def test_killed_while_inquiries_are_sent_and_passed_on(app, monkeypatch):
    monkeypatch.setattr(settling, "BATCH", 2)
    sending = Sending(app, 2, 3)
    sending.killed(sending.send_all, 0)
    assert 0 < sending.progress()[0] < len(sending.forms)
    sending.killed(sending.work, 0.01)
    sending.require_silence()
    sending.approve()
    sending.killed(sending.work, 0.01)
    sending.require_silence()
    sending.require_each_once()


@pytest.mark.full
@pytest.mark.usefixtures("both_databases")
def test_killed_twenty_times_while_inquiries_are_sent_and_passed_on(app, monkeypatch):
    monkeypatch.setattr(settling, "BATCH", 3)
    sending, draw = Sending(app, 4, 12), random.Random(20)
    for number in range(KILLS):
        act = sending.send_all if number % 2 else sending.work
        if number == KILLS // 2:
            sending.approve()
        sending.killed(act, draw.uniform(0, 0.15))
        sending.require_silence()
    sending.require_each_once()
