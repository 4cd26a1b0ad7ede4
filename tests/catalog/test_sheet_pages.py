"""The pages of sheets: the list with its upload, one sheet with its rows, what is downloaded."""

import io

import pytest

from marketplace.catalog.enums import SheetState
from marketplace.catalog.queries.sheets import find_any_sheet
from marketplace.core.db import unit_of_work
from marketplace.core.sheets.tables import read_table, rows_from
from marketplace.core.work.worker import work_until_idle
from marketplace.moderation.enums import Decision
from tests.factories import goods
from tests.factories.sheets import (
    checked,
    decide_sheet,
    numbered,
    park,
    remarks_on,
    row,
    sheet_bytes,
    submitted_sheet,
)
from tests.support.browsing import browser_of, hidden_fields


class Shop:
    """A seller with a browser, and how its sheets are looked at."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            self.made = goods.make_seller(app)
            goods.add_hs_code()
            goods.add_tree()
        self.browser = browser_of(app, self.made.person)
        self.list = f"/en/c/{self.made.company}/selling/sheets"

    def checked(self, rows, **facts):
        with self.app.app_context():
            return checked(self.app, goods.company_of(self.made), rows, **facts).code

    def act(self, code, act):
        self.browser.post(f"{self.list}/{code}/{act}", data=self._token())
        return self.worked(code)

    def _token(self):
        return {"csrf_token": hidden_fields(self.browser.get(self.list).text)["csrf_token"]}

    def upload(self, content, name="goods.csv", **fields):
        hidden = hidden_fields(self.browser.get(self.list).text)
        file = {"sheet": (io.BytesIO(content), name)} if content is not None else {}
        return self.browser.post(self.list, data=hidden | {"then": "ask"} | file | fields)

    def worked(self, code):
        with self.app.app_context():
            work_until_idle(self.app)
            return find_any_sheet(code).state

    def file(self, address):
        return self.browser.get(f"{self.list}/{address}", buffered=True).data

    def table(self, address):
        content = self.file(address)
        with self.app.app_context():
            table = read_table(content, "sheet.xlsx")
            return list(table.headings), [row.cells for row in rows_from(table)]


@pytest.fixture
def shop(app):
    return Shop(app)


def test_an_uploaded_sheet_has_its_page_and_is_brought_in_from_there(shop):
    answer = shop.upload(sheet_bytes([row(), numbered(2, hs="33")]))
    code = answer.location.rsplit("/", 1)[-1]
    assert "being checked" in shop.browser.get(answer.location).text
    assert shop.worked(code) is SheetState.CHECKED
    page = shop.browser.get(answer.location).text
    assert "1 of 2 rows can go in now" in page
    assert "This HS code has 2 digits" in page
    assert shop.act(code, "begin") is SheetState.DONE
    assert "1 listing of your sheet is in" in shop.browser.get(answer.location).text


def test_an_upload_without_a_file_says_so(shop):
    answer = shop.upload(None)
    assert (answer.status_code, "Please choose a file." in answer.text) == (422, True)


def test_pictures_in_no_zip_are_refused_beside_their_field(shop):
    zipped = {"pictures": (io.BytesIO(b"no zip"), "pictures.zip")}
    answer = shop.upload(sheet_bytes([row()]), **zipped)
    assert (answer.status_code, "We cannot read this zip file of pictures" in answer.text) == (
        422,
        True,
    )


def test_the_rows_of_each_view_are_shown(shop):
    code = shop.checked([row(), numbered(2, hs="33"), numbered(3, pictures="a.jpg")])
    address = f"{shop.list}/{code}"
    shown = {
        view: [
            n
            for n in (2, 3, 4)
            if f'id="row-{n}"' in shop.browser.get(f"{address}?rows={view}").text
        ]
        for view in ("faulty", "look", "good", "all")
    }
    assert shown == {"faulty": [3], "look": [4], "good": [2], "all": [2, 3, 4]}


def test_the_page_of_a_sheet_costs_the_same_with_many_remarks(shop, statements):
    codes = [shop.checked([numbered(n, hs="33") for n in range(number)]) for number in (1, 15)]
    counts = []
    for code in codes:
        shop.browser.get(f"{shop.list}/{code}")
        with statements() as seen:
            shop.browser.get(f"{shop.list}/{code}")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_goods_that_lack_a_picture_are_not_handed_in_and_the_page_says_so(shop):
    code = shop.checked([row()])
    shop.act(code, "begin")
    shop.act(code, "submit")
    assert "None of the drafts is complete yet." in shop.browser.get(f"{shop.list}/{code}").text


def test_the_page_leads_to_what_became_of_the_goods(shop):
    with shop.app.app_context():
        company = goods.company_of(shop.made)
        sheet = submitted_sheet(shop.app, company, [numbered(1), numbered(2), numbered(3, hs="")])
        code = decide_sheet(shop.app, sheet, Decision.REJECT).code
    page = shop.browser.get(f"{shop.list}/{code}").text
    address = f"/en/c/{shop.made.company}/selling/listings?sheet={code}&amp;became=rejected"
    assert f'<a href="{address}">Rejected</a><span class="number">2</span>' in page
    listed = shop.browser.get(address.replace("&amp;", "&")).text
    assert [f"Serum {number}</a>" in listed for number in (1, 2, 3)] == [True, True, False]


def test_the_page_of_goods_whose_taking_back_broke_offers_to_go_on(shop):
    with shop.app.app_context():
        company = goods.company_of(shop.made)
        code = submitted_sheet(shop.app, company, [numbered(1)]).code
    shop.browser.post(f"{shop.list}/{code}/withdraw", data=shop._token())
    with shop.app.app_context():
        unit_of_work(park, find_any_sheet(code).job)
    page = shop.browser.get(f"{shop.list}/{code}").text
    assert "Something went wrong on our side" in page
    assert f'action="{shop.list}/{code}/withdraw"' in page
    assert f'action="{shop.list}/{code}/submit"' not in page


def test_a_sheet_comes_back_with_a_column_of_remarks(shop):
    code = shop.checked([row(hs="33")])
    headings, (cells,) = shop.table(f"{code}/remarks")
    assert headings[-1] == "Remarks"
    assert "HS code: This HS code has 2 digits" in cells[-1]


def test_the_template_is_in_the_language_of_the_reader_and_can_be_brought_in(shop):
    headings, (example,) = shop.table("template.xlsx")
    assert headings[:2] == ["Listing code", "SKU *"]
    assert example[headings.index("HS code *")] == "3304.99"
    starred = [place for place, heading in enumerate(headings) if heading.endswith(" *")]
    assert starred == [1, *range(3, 3 + len(starred) - 1)]
    content = shop.file("template.xlsx")
    code = shop.checked(content, name="template.xlsx")
    with shop.app.app_context():
        sheet = find_any_sheet(code)
        assert (sheet.faulty, sheet.new) == (0, 1), remarks_on(sheet)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_goods_that_are_written_and_read_again_are_as_they_were(shop, kind):
    shop.act(
        shop.checked([row(), numbered(2, contents="liquid", hs="?", price_1="12.50")]), "begin"
    )
    with shop.app.app_context():
        goods.listing(goods.company_of(shop.made))
    written = shop.file(f"goods.{kind}")
    code = shop.checked(written, name=f"goods.{kind}")
    with shop.app.app_context():
        sheet = find_any_sheet(code)
        assert (sheet.faulty, sheet.new, sheet.changed, sheet.same) == (0, 0, 0, 3)


def test_the_address_of_a_row_that_cannot_be_still_shows_the_sheet(shop):
    code = shop.checked([row(), numbered(2)])
    for after in ("9" * 31, "-5", "x"):
        answer = shop.browser.get(f"{shop.list}/{code}?rows=all&after={after}")
        assert answer.status_code == 200
