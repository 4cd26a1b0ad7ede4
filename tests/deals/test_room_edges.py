"""What a deal's room says at its edges: closed already, the house's end, full shelves, hours."""

from datetime import UTC, datetime, time

import pytest

from marketplace.companies.enums import Side
from marketplace.companies.queries import calendar_of, find_any_company
from marketplace.core import clock
from marketplace.core.db import insert_with_id, lock, new_once_key, session, unit_of_work
from marketplace.core.errors import Conflict, NotAllowed, Refused
from marketplace.deals.enums import CloseReason, FileKind
from marketplace.deals.models import DealFile, SavedReply
from marketplace.deals.operations import (
    change_reply,
    close,
    keep_reply,
    note_for_colleagues,
    reopen,
)
from marketplace.deals.operations.colleagues import MOST_REPLIES
from marketplace.deals.queries import find_deal
from marketplace.deals.queries.inquiries import inquiry_of_deal
from marketplace.deals.queries.room import hours_of
from marketplace.deals.queries.timeline import TimelineFilter, timeline
from tests.factories.goods import actor_of
from tests.factories.rooms import PAPER, act, send_inquiry


@pytest.fixture
def database_url(in_talk):
    return in_talk


@pytest.fixture
def sides(talk):
    return talk.sides


@pytest.fixture
def deal(talk):
    return talk.deal


def close_it(app, deal, made):
    with app.test_request_context():
        version = find_deal(deal).version
    act(app, close, deal, made, CloseReason.PRICE, seen_version=version)


def test_a_closed_deal_is_not_closed_again(app, sides, deal):
    close_it(app, deal, sides.buyer)
    with pytest.raises(Conflict, match="This deal is closed"):
        close_it(app, deal, sides.seller)


def test_a_buyer_does_not_close_what_the_house_looks_at(app, strangers):
    with pytest.raises(Conflict, match="not passed on yet"):
        close_it(app, send_inquiry(app, strangers.buyer, strangers.seller), strangers.buyer)


def test_what_the_house_closed_no_side_reopens(app, sides, deal):
    close_it(app, deal, sides.buyer)

    def by_the_house():
        row = lock(find_deal(deal))
        row.close_reason = CloseReason.NOT_VALID
        return row.version

    with app.test_request_context():
        version = unit_of_work(by_the_house)
    with pytest.raises(NotAllowed, match="operating organisation closed this"):
        act(app, reopen, deal, sides.buyer, seen_version=version)


def test_an_empty_note_is_none(app, sides, deal):
    with pytest.raises(Refused, match="Please write something"):
        act(
            app,
            note_for_colleagues,
            deal,
            sides.seller,
            "",
            language="en",
            once_key=new_once_key(),
        )


def keep(app, made, title="Samples"):
    with app.test_request_context():
        return unit_of_work(
            keep_reply,
            find_any_company(made.company),
            title,
            "Samples are free.",
            language="en",
            once_key=new_once_key(),
            actor=actor_of(made),
        )


def test_a_company_keeps_so_many_replies(app, sides):
    def fill():
        company = find_any_company(sides.seller.company)
        facts = {"words": "…", "language": "en", "by_id": 1, "changed_at": clock.now()}
        for number in range(MOST_REPLIES):
            row = SavedReply(company_id=company.id, title=str(number), **facts)
            insert_with_id(row, column="code", prefix="SRP")

    with app.test_request_context():
        unit_of_work(fill)
    with pytest.raises(Refused, match="at most 50 saved replies"):
        keep(app, sides.seller)


def test_the_second_of_two_who_change_a_reply_sees_it(app, sides):
    code = keep(app, sides.seller)

    def change(words):
        with app.test_request_context():
            row = session.query(SavedReply).filter_by(code=code).one()
            unit_of_work(
                change_reply,
                row,
                "Samples",
                words,
                language="en",
                seen_version=1,
                actor=actor_of(sides.seller),
            )

    change("You pay the courier.")
    with pytest.raises(Conflict, match="Someone changed this"):
        change("We pay the courier.")


def test_files_of_the_inquiry_stand_with_it(app, sides, deal):
    def attach():
        inquiry = inquiry_of_deal(find_deal(deal).id)
        row = DealFile(
            inquiry_id=inquiry.id,
            side=Side.BUYER,
            kind=FileKind.OTHER,
            file=PAPER.kept.key,
            media_type=PAPER.kept.media_type,
            name="wishes.pdf",
            size=12,
            uploaded_by_id=inquiry.person_id,
            uploaded_at=clock.now(),
        )
        insert_with_id(row, column="code", prefix="FIL")

    with app.test_request_context():
        unit_of_work(attach)
        found = timeline(find_deal(deal), Side.SELLER, TimelineFilter.FILES).rows
        assert [[file.name for file in one.files] for one in found] == [["wishes.pdf"]]


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-11-25 05:00", None),  # Wednesday 14:00 in Seoul
        ("2026-11-24 20:00", "2026-11-25 08:00"),  # 5:00 the same morning
        ("2026-11-27 12:00", "2026-11-30 08:00"),  # Friday evening: the weekend is over first
    ],
)
def test_a_company_says_when_somebody_works_there_next(app, sides, at, opens):
    now = datetime.fromisoformat(at).replace(tzinfo=UTC)

    def open_early():
        calendar = calendar_of(find_any_company(sides.seller.company))
        calendar.opens_at, calendar.closes_at = time(8), time(17)

    with app.test_request_context():
        unit_of_work(open_early)
        with clock.moved_to(now):
            hours = hours_of(find_any_company(sides.seller.company))
        there = hours.opens.strftime("%Y-%m-%d %H:%M") if hours.opens else None
        assert (hours.zone, there, hours.is_closed) == ("Asia/Seoul", opens, opens is not None)
