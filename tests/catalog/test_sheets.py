"""Sheets: checked first, then taken in by listing; twice is once; stopped and gone on with."""

import io
import zipfile
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import delete, func, select

from marketplace.accounts.models.office import OperatorGrant
from marketplace.accounts.queries import find_person
from marketplace.catalog.enums import AfterCheck, ListingState, SheetState, VersionState
from marketplace.catalog.models import Listing, SheetRemark
from marketplace.catalog.operations.sheets import (
    Upload,
    cancel_sheet,
    forget_sheet_files,
    go_in,
    going_in,
    stop_sheet,
    submit_sheet,
    taking_back,
    upload_sheet,
    withdraw_sheet,
)
from marketplace.catalog.queries.listings import images_of, open_version_of, options_of, tiers_of
from marketplace.catalog.queries.sheet_became import Became, count_of_written, counts_of_became
from marketplace.catalog.queries.sheet_rows import columns_in, goods_rows
from marketplace.catalog.queries.sheets import count_of_waiting, find_any_sheet
from marketplace.catalog.sheets.remarks import sentence
from marketplace.companies.models import Member
from marketplace.companies.queries import find_member
from marketplace.core import clock
from marketplace.core.db import new_once_key, session, unit_of_work
from marketplace.core.errors import Conflict
from marketplace.core.storage import storage
from marketplace.moderation.enums import Decision
from marketplace.moderation.queries import open_review_of
from marketplace.notices.models import Notice
from tests.factories import goods
from tests.factories.sheets import (
    begin_deciding,
    bring_in,
    checked,
    complete_sheet,
    decide_sheet,
    numbered,
    park,
    remarks_on,
    row,
    submitted_sheet,
    uploaded,
    worked,
)


@pytest.fixture
def company(app, context):
    made = goods.make_seller(app)
    goods.add_hs_code()
    goods.add_tree()
    return goods.company_of(made)


def listings():
    return session.scalars(select(Listing).order_by(Listing.id)).all()


def test_a_checked_sheet_has_written_nothing(app, company):
    sheet = checked(app, company, [row(), numbered(2)])
    assert sheet.state is SheetState.CHECKED
    assert (sheet.rows, sheet.faulty, sheet.new) == (2, 0, 2)
    assert listings() == []


def test_good_rows_go_in_as_drafts_with_all_that_they_say(app, company):
    sheet = bring_in(app, checked(app, company, [row()]))
    (made,) = listings()
    assert (sheet.state, sheet.new) == (SheetState.DONE, 1)
    assert (made.state, made.seller_code, made.moq) == (ListingState.DRAFT, "A-1", 600)
    assert (made.basis_incoterm, made.basis_place) == ("FCA", "Incheon Airport")
    assert (made.lead_days, made.carton_gross_g) == (21, 6800)
    assert [tier.price for tier in tiers_of(made)] == [goods.usd(420), goods.usd(360)]
    version = open_version_of(made)
    assert (version.hs_code, version.origin_country) == (goods.HS, "KR")
    assert (version.net_thousandths, version.net_unit) == (30_000, "MLT")
    assert version.contents_stated


def test_the_same_sheet_twice_changes_nothing(both_databases, app, company):
    bring_in(app, checked(app, company, [row(), numbered(2)]))
    again = checked(app, company, [row(), numbered(2)])
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    bring_in(app, again)
    assert session.scalar(select(func.count()).select_from(Listing)) == 2


def test_rows_with_one_listing_code_are_options_of_one_listing(app, company):
    rows = [
        row(sku="A-1-r", option__en="Red"),
        {"listing_code": "A-1", "sku": "A-1-b", "option:en": "Blue", "option_price": "4.00"},
    ]
    bring_in(app, checked(app, company, rows))
    (made,) = listings()
    assert [(option.sku, option.names) for option in options_of(made)] == [
        ("A-1-r", {"en": "Red"}),
        ("A-1-b", {"en": "Blue"}),
    ]
    assert options_of(made)[1].price == goods.usd(400)


def test_a_price_changes_by_its_sku_alone_and_opens_no_review(app, company):
    shown = goods.shown_listing(app, company)
    sku = options_of(shown)[0].sku
    price = {"sku": sku, "currency": "USD", "from_1": "600", "price_1": "3.90"}
    sheet = bring_in(app, checked(app, company, [price]))
    assert sheet.changed == 1
    assert [tier.price for tier in tiers_of(shown)] == [goods.usd(390)]
    assert open_version_of(shown) is None


def test_a_sheet_with_faults_waits_when_all_must_be_good(app, company):
    rows = [row(), numbered(2, hs="3304")]
    waits = checked(app, company, rows, then=AfterCheck.IF_ALL_GOOD)
    assert (waits.state, waits.faulty) == (SheetState.CHECKED, 1)
    in_now = checked(app, company, rows, then=AfterCheck.GOOD_ROWS)
    assert (in_now.state, in_now.new, in_now.faulty) == (SheetState.DONE, 1, 1)
    assert [made.seller_code for made in listings()] == ["A-1"]


def test_a_listing_stays_out_when_one_of_its_rows_is_faulty(app, company):
    rows = [row(sku="a", option__en="Red"), {"listing_code": "A-1", "sku": "b", "price_1": "x"}]
    sheet = checked(app, company, rows, then=AfterCheck.GOOD_ROWS)
    assert (sheet.rows, sheet.faulty) == (2, 2)
    assert (2, "", "sibling") in remarks_on(sheet)
    assert listings() == []


def test_an_sku_or_a_listing_that_is_there_twice_is_remarked_on(app, company):
    rows = [row(), numbered(2, brand="") | {"sku": "A-1"}, row(sku="other")]
    assert remarks_on(checked(app, company, rows)) == [
        (3, "sku", "sku_twice"),
        (4, "listing_code", "apart"),
    ]


def test_unknown_columns_are_left_out_and_named(app, company):
    sheet = checked(app, company, [row() | {"Farbe": "rot"}])
    assert remarks_on(sheet) == [(0, "", "unknown_column")]
    assert (sheet.faulty, sheet.new) == (0, 1)


def said_of(sheet, number):
    found = select(SheetRemark).filter_by(sheet_id=sheet.id, row=number).order_by(SheetRemark.id)
    return [sentence(one.code, one.facts) for one in session.scalars(found)]


def packed(**files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, content in files.items():
            file.writestr(f"folder/{name}.png", content)
    return target.getvalue()


def drawn(colour, size=(800, 600)):
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "PNG")
    return target.getvalue()


def test_pictures_come_from_the_zip_by_their_names(app, company):
    rows = [
        numbered(1, pictures="Front.PNG, back.png"),
        numbered(2, pictures="broken.png, tiny.png"),
        numbered(3, pictures="nowhere.png"),
    ]
    pictures = packed(
        front=drawn("red"), back=drawn("blue"), broken=b"no picture", tiny=drawn("red", (90, 40))
    )
    sheet = checked(app, company, rows, pictures=pictures)
    assert remarks_on(sheet) == [(4, "pictures", "picture_missing")]
    sheet = bring_in(app, sheet)
    assert [len(images_of(open_version_of(made))) for made in listings()] == [2, 0, 0]
    assert open_version_of(listings()[0]).cover
    broken, tiny = said_of(sheet, 3)
    assert broken.startswith("We could not take the picture “broken.png”. We could not read")
    assert tiny.endswith("“tiny.png”. This picture has 90 × 40 pixels. Each side needs 200.")
    assert sheet.look == 2  # those of the broken ones, and of the missing one
    again = bring_in(app, checked(app, company, rows, pictures=pictures))
    assert (again.changed, again.same) == (0, 3)
    pictures = packed(front=drawn("red"), back=drawn("green"))
    again = checked(app, company, rows[:1], pictures=pictures)
    assert (again.changed, again.same) == (1, 0)  # another picture of the same name
    assert (bring_in(app, again).changed, len(images_of(open_version_of(listings()[0])))) == (1, 3)


def test_goods_that_were_written_out_and_changed_keep_their_pictures(app, company):
    complete_sheet(app, company, [numbered(1)])
    columns = columns_in(())
    ((*cells,),) = goods_rows(company, columns)
    written = dict(zip((column.key for column in columns), cells, strict=True))
    assert written["pictures"] == ""
    sheet = bring_in(app, checked(app, company, [written | {"brand": "Other"}]))
    version = open_version_of(listings()[0])
    assert (sheet.changed, version.brand, len(images_of(version))) == (1, "Other", 1)


def test_a_file_that_is_no_sheet_is_refused_with_its_reason(app, company):
    sheet = checked(app, company, b"%PDF-1.4 nothing", name="goods.pdf")
    assert sheet.state is SheetState.REFUSED
    assert sheet.problem["code"] == "file"


def test_a_stopped_sheet_goes_on_where_it_stood(app, company):
    sheet = checked(app, company, [numbered(number) for number in range(5)])
    unit_of_work(go_in, sheet, actor=goods.owner_of(company))
    unit_of_work(stop_sheet, sheet, actor=goods.owner_of(company))
    sheet = worked(app, sheet)
    assert (sheet.state, listings()) == (SheetState.STOPPED, [])
    assert bring_in(app, sheet).new == 5


def test_a_sheet_that_was_given_up_does_not_go_in(app, company):
    sheet = uploaded(company, [row()])
    unit_of_work(cancel_sheet, sheet, actor=goods.owner_of(company))
    sheet = worked(app, sheet)
    assert sheet.state is SheetState.CANCELLED
    with pytest.raises(Conflict):
        unit_of_work(go_in, sheet, actor=goods.owner_of(company))


def test_complete_goods_of_a_sheet_are_one_item_of_the_queue(app, company):
    sheet = submitted_sheet(app, company, [numbered(1), numbered(2), numbered(3, hs="")])
    review = open_review_of("sheet", sheet.code)
    assert (sheet.submitted, review.company_id) == (2, company.id)
    states = [open_version_of(made).state for made in listings()]
    assert states == [VersionState.SUBMITTED, VersionState.SUBMITTED, VersionState.DRAFT]
    with pytest.raises(Conflict):
        unit_of_work(submit_sheet, sheet, actor=goods.owner_of(company))


def test_approving_a_sheet_shows_what_has_no_remark_and_reviews_the_others_singly(
    both_databases, app, company
):
    rows = [numbered(1), numbered(2, hs="?")]
    sheet = decide_sheet(app, submitted_sheet(app, company, rows), Decision.APPROVE)
    plain, marked = listings()
    assert plain.state is ListingState.SHOWN
    assert open_review_of("listing", open_version_of(marked).code) is not None
    assert open_review_of("sheet", sheet.code) is None
    assert counts_of_became(sheet) == {Became.APPROVED: 1, Became.IN_REVIEW: 1}


def test_a_sheet_sent_back_sends_each_listing_back_with_the_reasons(app, company):
    sheet = submitted_sheet(app, company, [numbered(1), numbered(2)])
    decide_sheet(app, sheet, Decision.REVISE)
    assert {open_version_of(made).state for made in listings()} == {VersionState.ASKED}
    with pytest.raises(Conflict):
        unit_of_work(withdraw_sheet, sheet, actor=goods.owner_of(company))


def test_a_decision_about_a_sheet_is_carried_out_though_the_operator_left(app, company):
    sheet = submitted_sheet(app, company, [numbered(1), numbered(2)])
    begin_deciding(app, sheet, Decision.REVISE)
    unit_of_work(lambda: session.execute(delete(OperatorGrant)))
    worked(app, sheet)
    states = [open_version_of(listing).state for listing in listings()]
    assert states == [VersionState.ASKED, VersionState.ASKED]


def test_goods_of_a_sheet_are_taken_back_as_one_act_and_handed_in_again(app, company, monkeypatch):
    monkeypatch.setattr(taking_back, "LISTINGS", 1)
    sheet = submitted_sheet(app, company, [numbered(1), numbered(2)])
    unit_of_work(withdraw_sheet, sheet, actor=goods.owner_of(company))
    assert open_review_of("sheet", sheet.code) is None
    sheet = worked(app, sheet)
    assert {open_version_of(made).state for made in listings()} == {VersionState.DRAFT}
    assert (counts_of_became(sheet), count_of_written(sheet)) == ({}, 2)
    unit_of_work(submit_sheet, sheet, actor=goods.owner_of(company))
    assert count_of_waiting(worked(app, sheet)) == 2


def test_taking_back_that_broke_is_gone_on_with_before_anything_is_handed_in_again(app, company):
    sheet, owner = submitted_sheet(app, company, [numbered(1)]), goods.owner_of(company)
    unit_of_work(withdraw_sheet, sheet, actor=owner)
    unit_of_work(park, sheet.job)
    with pytest.raises(Conflict):
        unit_of_work(submit_sheet, sheet, actor=owner)
    unit_of_work(withdraw_sheet, sheet, actor=owner)
    worked(app, sheet)
    assert open_version_of(listings()[0]).state is VersionState.DRAFT


def test_the_same_upload_pressed_twice_is_one_sheet(company):
    key = new_once_key()
    upload = Upload("goods.csv", "0" * 64 + ".sheet")
    actor = goods.owner_of(company)
    first, second = (
        unit_of_work(upload_sheet, company, upload, actor=actor, once_key=key).code
        for _press in range(2)
    )
    assert first == second


def test_another_file_sent_from_the_same_page_is_another_sheet(company):
    key, actor = new_once_key(), goods.owner_of(company)
    codes = {
        unit_of_work(upload_sheet, company, upload, actor=actor, once_key=key).code
        for upload in (Upload("goods.csv", digit * 64 + ".sheet") for digit in "01")
    }
    assert len(codes) == 2


def test_who_uploaded_a_sheet_and_left_reads_no_more_of_it(app, company):
    sheet = uploaded(company, [row()])
    member = find_member(company, find_person(goods.owner_of(company).person))
    unit_of_work(lambda: session.delete(session.get(Member, member.id)))
    worked(app, sheet)
    assert session.query(Notice).filter_by(message="sheet_ready").count() == 0


def test_files_of_a_sheet_go_a_month_after_its_end(app, company):
    sheet = bring_in(app, checked(app, company, [row()]))
    code, upload = sheet.code, sheet.upload
    session.rollback()
    forget_sheet_files()
    assert storage().get(upload)
    with clock.moved_to(clock.now() + timedelta(days=31)):
        forget_sheet_files()
    sheet = find_any_sheet(code)
    assert (sheet.upload, sheet.table, storage().get(upload)) == ("", "", None)


def test_a_slice_that_is_taken_back_goes_in_once(app, company, monkeypatch):
    sheet = checked(app, company, [numbered(number) for number in range(3)])
    unit_of_work(go_in, sheet, actor=goods.owner_of(company))
    monkeypatch.setattr(going_in, "_note", _break_off)
    code = sheet.code
    worked(app, sheet)
    assert listings() == []
    monkeypatch.undo()
    with clock.moved_to(clock.now() + timedelta(minutes=5)):
        sheet = worked(app, find_any_sheet(code))
    assert (sheet.state, sheet.new, len(listings())) == (SheetState.DONE, 3, 3)


def _break_off(*_what):
    raise OSError
