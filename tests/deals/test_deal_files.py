"""Who may open a file of a deal, and when."""

import pytest

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import find_person
from marketplace.companies.enums import Side
from marketplace.companies.queries import find_any_company
from marketplace.core import clock
from marketplace.core.db import insert_with_id, new_once_key, session, unit_of_work
from marketplace.core.permissions import Answer
from marketplace.deals.enums import FileKind, ReportReason
from marketplace.deals.models import DealFile
from marketplace.deals.operations import report
from marketplace.deals.operations.drafts import start_draft
from marketplace.deals.queries import find_deal
from marketplace.deals.queries.inquiries import inquiry_of_deal
from marketplace.deals.routes.room.files import find_file
from tests.factories.companies import make_member
from tests.factories.goods import reader_of
from tests.factories.offices import make_headquarters, make_operator_at
from tests.factories.rooms import PAPER, _pass_on, act, say, send_inquiry


@pytest.fixture
def database_url(in_talk):
    return in_talk


@pytest.fixture
def sides(strangers):
    return strangers


def opens(app, code, made):
    """Whether a person may open a file; None where it does not exist for them."""
    with app.test_request_context():
        file = find_file(code)
        return file.rule.check(reader_of(made), file.subject).answer is Answer.YES


def add_file(inquiry, person):
    row = DealFile(
        inquiry_id=inquiry.id,
        side=Side.BUYER,
        kind=FileKind.OTHER,
        file=PAPER.kept.key,
        media_type=PAPER.kept.media_type,
        name="wishes.pdf",
        size=12,
        uploaded_by_id=person.id,
        uploaded_at=clock.now(),
    )
    return insert_with_id(row, column="code", prefix="FIL").code


def test_a_drafts_file_is_for_whoever_added_it(app, sides):
    def draft():
        person = find_person(sides.buyer.person)
        return add_file(start_draft(find_any_company(sides.seller.company), person), person)

    with app.test_request_context():
        code = unit_of_work(draft)
    readers = (sides.buyer, sides.seller, sides.operator)
    assert [opens(app, code, made) for made in readers] == [True, False, False]


def test_a_file_of_what_waits_does_not_exist_for_the_seller_and_the_office_looks_at_it(app, sides):
    deal = send_inquiry(app, sides.buyer, sides.seller)
    verifier = make_operator_at(app, make_headquarters(app), OperatorRole.VERIFIER)

    def attach():
        inquiry = inquiry_of_deal(find_deal(deal).id)
        return add_file(inquiry, find_person(sides.buyer.person))

    with app.test_request_context():
        code = unit_of_work(attach)
    readers = (sides.buyer, sides.seller, sides.operator, verifier, make_member(app))
    assert [opens(app, code, made) for made in readers] == [True, False, True, True, False]
    with app.test_request_context():
        unit_of_work(_pass_on, deal)
    assert [opens(app, code, made) for made in readers] == [True, True, False, False, False]


def test_the_office_opens_files_of_a_deal_once_a_side_reported_the_other(app, sides):
    deal = send_inquiry(app, sides.buyer, sides.seller)
    with app.test_request_context():
        unit_of_work(_pass_on, deal)
    say(app, deal, sides.seller, files=[PAPER])
    with app.test_request_context():
        code = session.query(DealFile.code).scalar()
    assert not opens(app, code, sides.operator)
    act(app, report, deal, sides.buyer, ReportReason.FRAUD, once_key=new_once_key())
    assert opens(app, code, sides.operator)


def test_there_is_no_file_without_a_row(app):
    with app.test_request_context():
        assert find_file("FIL-0000-00000") is None
