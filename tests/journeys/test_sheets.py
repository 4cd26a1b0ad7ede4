"""A seller brings a sheet with ten kinds of faults in, mends it, and its goods are approved."""

import io
import zipfile

import pytest
from PIL import Image
from playwright.sync_api import expect

from marketplace.core.sheets.tables import read_table, rows_from
from tests.factories import goods
from tests.factories.sheets import numbered, sheet_bytes
from tests.journeys.walk import fits, new_address, press, violations

#: A fault of each kind, by the column it stands in.
FAULTS = [
    {"hs": "33049"},
    {"from_1": "5,000개"},
    {"price_1": "₩4,200"},
    {"price_1": "4.205"},
    {"price_2": "9.00"},
    {"lead_days": "2 weeks"},
    {"origin": "Atlantis"},
    {"category": "Moon dust"},
    {"net": "thirty"},
    {"carton_gross": "1"},
]
#: How long the work in the background may take on a busy machine.
WORK_MS = 60_000
PICTURE = {"pictures": "front.png"}
MENDED = [numbered(number, **PICTURE) for number in range(1, 13)]
FAULTY = [row | fault for row, fault in zip(MENDED, [*FAULTS, {}, {}], strict=True)]


@pytest.fixture
def seller(inside):
    """A seller of the running house whose company check holds, without goods."""
    made = goods.make_seller(inside, "Haneul Sheets", mail=new_address("sheets"))
    with inside.app_context():
        goods.add_hs_code()
        goods.add_tree()
        goods.let_show(inside, goods.company_of(made))
    return made


def packed():
    """Return a zip with the one picture that the rows name."""
    drawn, target = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (1200, 900), "#2f7d73").save(drawn, "PNG")
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("pictures/front.png", drawn.getvalue())
    return target.getvalue()


def upload(page, rows):
    """Send rows with their pictures from the list of sheets; wait for the check."""
    page.set_input_files(
        "[name=sheet]", {"name": "goods.csv", "mimeType": "text/csv", "buffer": rows}
    )
    page.set_input_files(
        "[name=pictures]", {"name": "p.zip", "mimeType": "application/zip", "buffer": packed()}
    )
    page.get_by_role("button", name="Check the sheet").click()
    expect(page.locator("h1")).to_contain_text("rows can go in now", timeout=WORK_MS)


def bring_in(page, number):
    page.get_by_role("button", name=f"Import {number} rows").click()
    expect(page.locator("h1")).to_contain_text("of your sheet are in", timeout=WORK_MS)


def test_a_sheet_with_ten_kinds_of_faults_is_mended_and_approved(new_page, inside, seller):
    page, operator = new_page(made=seller), new_page(made=goods.make_moderator(inside))
    page.goto(f"/en/c/{seller.company}/selling")
    page.locator(".nav a", has_text="Goods").click()
    press(page, page.get_by_role("link", name="Import a sheet"))
    assert violations(page) == []
    upload(page, sheet_bytes(FAULTY))
    expect(page.locator("h1")).to_have_text("2 of 12 rows can go in now")
    assert violations(page) == []
    remarks = page.locator(".sheet-remark")
    expect(remarks).to_have_count(len(FAULTS))
    expect(remarks.nth(1)).to_contain_text("Please write the number alone, without “개”.")
    remarks.nth(1).locator("a").click()
    expect(page.locator("td:target")).to_contain_text("5,000개")
    with inside.app_context():
        _see_remarks_in_the_file(page)
    bring_in(page, 2)
    _mend(page)
    _hand_in_and_approve(page, operator)


def _see_remarks_in_the_file(page):
    """The downloaded sheet has the same remarks, each in its row."""
    with page.expect_download() as loading:
        page.get_by_role("link", name="The sheet with remarks").click()
    table = read_table(loading.value.path(), "remarks.xlsx")
    said = [row.cells[-1] for row in rows_from(table)]
    assert table.headings[-1] == "Remarks"
    assert [bool(remark) for remark in said] == [True] * len(FAULTS) + [False] * 2


def _mend(page):
    """What is in already is known again; the mended rows come in."""
    page.locator("main a", has_text="upload it again").click()
    upload(page, sheet_bytes(MENDED))
    expect(page.locator("h1")).to_have_text("12 of 12 rows can go in now")
    expect(page.locator(".sheet-found")).to_contain_text("10 new, 0 changed, 2 as they are")
    bring_in(page, 12)


def _hand_in_and_approve(page, operator):
    page.get_by_role("button", name="Hand in what is complete").click()
    expect(page.locator(".sheet-decision")).to_contain_text(
        "12 listings were handed in", timeout=WORK_MS
    )
    operator.goto("/en/desk/reviews")
    waiting = operator.locator("main a[href*='/desk/reviews/REV-']", has_text="goods.csv").first
    press(operator, waiting)
    assert violations(operator) == []
    assert fits(operator)
    operator.locator("[name=decision][value=approve]").check()
    operator.locator("[data-desk-decision] button[type=submit]").first.click()
    expect(operator.locator(".notice-good")).to_contain_text("Decided.")
    page.locator(".nav a", has_text="Goods").click()
    shown = page.locator(".chips a", has_text="Shown to buyers 12")
    for _look in range(20):
        if shown.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(shown).to_have_count(1)
