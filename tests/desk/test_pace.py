"""What the desk says of the last four weeks: from the rows of checks, inquiries and deals."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from marketplace.accounts.enums import OperatorRole
from marketplace.core import clock
from marketplace.deals.enums import CloseReason, DealState, InquiryState
from marketplace.desk.queries import pace_of
from marketplace.verification.enums import CheckState
from tests.factories.companies import make_operator
from tests.factories.deal_rows import a_buyer, a_deal, a_seller
from tests.factories.offices import make_headquarters, make_office, make_operator_at
from tests.factories.rows import add_check, add_company
from tests.support.browsing import browser_of

#: A Wednesday afternoon in Seoul, no holiday within weeks.
NOW = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def today():
    with clock.moved_to(NOW):
        yield


def decided(opened, after, *, country="GB", state=CheckState.APPROVED):
    company = add_company(country=country)
    add_check(
        company_id=company.id,
        number_key=company.code,
        state=state,
        opened_at=opened,
        decided_at=opened + after,
        due_at=None,
    )


def waiting(country, due):
    add_check(
        company_id=add_company(country=country).id,
        opened_at=NOW - DAY,
        due_at=NOW + due,
        decided_at=None,
        decided_by_id=None,
    )


@pytest.mark.usefixtures("context")
def test_decisions_are_counted_by_the_working_days_that_they_took():
    monday = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
    for days in (0, 0, 1, 2, 3, 14):
        decided(monday - 7 * DAY, days * DAY + HOUR)
    decided(monday + 4 * DAY, 3 * DAY)  # over a weekend: one working day
    pace = pace_of(None, "Asia/Seoul")
    assert [bar.value for bar in pace.by_length.bars] == [2, 2, 1, 1, 0, 1]
    assert [bar.look for bar in pace.by_length.bars] == ["good"] * 3 + ["late"] * 3
    assert pace.speed.decided == 7
    assert pace.speed.in_time == 71
    assert (pace.speed.days, pace.speed.unit) == (1, "working day")
    assert replace(pace.speed, days=1.5).unit == "working days"


@pytest.mark.usefixtures("context")
def test_what_came_and_went_is_counted_by_working_day_and_week():
    saturday = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
    decided(saturday, 2 * DAY)
    decided(NOW - HOUR, HOUR)
    pace = pace_of(None, "Asia/Seoul")
    assert [bar.value for bar in pace.by_day.bars][-3:] == [1, 0, 1]
    assert list(pace.by_day.line)[-3:] == [1, 0, 1]
    assert len(pace.by_day.bars) == 20
    assert [(week.opened, week.decided) for week in pace.weeks][-1] == (2, 2)
    assert pace.opened == 2


@pytest.mark.usefixtures("context")
def test_inquiries_and_answers_of_four_weeks_are_counted():
    seller, buyer = a_seller(), a_buyer()
    shown = NOW - 10 * DAY
    a_deal(seller, buyer, age=10 * DAY, first_answer_at=shown + 47 * HOUR)
    a_deal(seller, buyer, age=10 * DAY, first_answer_at=shown + 49 * HOUR)
    a_deal(seller, buyer, age=10 * DAY)
    a_deal(seller, buyer, age=HOUR)
    a_deal(seller, buyer, state=DealState.WAITING, age=DAY, inquiry={"state": InquiryState.ASKED})
    a_deal(seller, buyer, age=60 * DAY)
    a_deal(
        seller,
        buyer,
        state=DealState.CLOSED,
        shown_at=None,
        closed_at=NOW,
        close_reason=CloseReason.NOT_VALID,
        inquiry={
            "state": InquiryState.NOT_VALID,
            "decided_at": NOW,
            "decided_by_id": 1,
            "waits_check": False,
        },
    )
    pace = pace_of(None, "Asia/Seoul")
    assert (pace.sent.sent, pace.sent.passed_on) == (6, 4)
    assert (pace.sent.asked, pace.sent.not_valid) == (1, 1)
    assert (pace.answered.received, pace.answered.soon, pace.answered.percent) == (3, 1, 33)
    assert pace_of({"KR"}, "Asia/Seoul").sent.sent == 0
    assert pace_of({"KR"}, "Asia/Seoul").answered.received == 3
    assert pace_of({"FR"}, "Asia/Seoul").answered.received == 0


def test_an_office_reads_what_waits_in_its_countries_and_headquarters_all_of_it(app):
    head = make_headquarters(app)
    santiago = make_office(app, "Santiago", "CL")
    with app.app_context():
        waiting("CL", -HOUR)
        waiting("CL", DAY)
        waiting("DE", DAY)
        decided(NOW - DAY, HOUR, country="CL")
        pace = pace_of(None, "Asia/Seoul")
        lines = [(one.office.name, one.waiting, one.late, one.decided) for one in pace.offices]
        assert lines == [("Santiago", 2, 1, 1), (pace.offices[1].office.name, 1, 0, 0)]
        assert [line.office.name for line in pace_of({"CL"}, "UTC").offices] == ["Santiago"]
    for office, is_there in ((head, True), (santiago, False)):
        made = make_operator_at(app, office, OperatorRole.VERIFIER)
        page = browser_of(app, made.person).get("/en/desk").text
        assert "Asked and decided" in page
        assert "Santiago" in page
        assert ("Headquarters</th>" in page) is is_there


def test_an_empty_house_shows_no_charts(app):
    page = browser_of(app, make_operator(app).person).get("/en/desk").text
    assert "Asked and decided" not in page
