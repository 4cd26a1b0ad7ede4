"""Goods as a file that is written in the background: whole, for members alone, kept for a week."""

from datetime import timedelta

import pytest

from marketplace.catalog.operations.sheets import exporting, forget_goods_files
from marketplace.catalog.queries.goods_files import find_goods_file, goods_files, parts_of
from marketplace.catalog.queries.sheet_rows import columns_in, goods_rows
from marketplace.catalog.routes.seller import goods_files as pages
from marketplace.catalog.routes.seller import sheets
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.sheets.tables import read_table, rows_from
from marketplace.core.storage import storage
from marketplace.core.work.worker import work_until_idle
from tests.factories import goods
from tests.factories.sheets import written
from tests.support.browsing import browser_of, hidden_fields


@pytest.fixture
def made(app):
    with app.app_context():
        made = goods.make_seller(app)
        for _number in range(3):
            goods.listing(goods.company_of(made))
    return made


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_file_has_each_row_once_though_a_slice_was_taken_back(app, made, kind, monkeypatch):
    monkeypatch.setattr(exporting, "LISTINGS", 2)
    note, calls = exporting._note, []

    def breaks_once(*what):
        calls.append(what)
        if len(calls) == 2:
            raise OSError
        note(*what)

    monkeypatch.setattr(exporting, "_note", breaks_once)
    with app.app_context():
        company = goods.company_of(made)
        file = written(app, company, kind)
        assert file.is_busy
        code = file.job.code
        session.rollback()
        with clock.moved_to(clock.now() + timedelta(minutes=5)):
            work_until_idle(app)
        file = find_goods_file(made.company, code)
        assert (file.is_ready, file.job.done) == (True, 3)
        assert [storage().get(part) for part in parts_of(file.job.code, file.job.at)] == [None] * 2
        expected = list(goods_rows(goods.company_of(made), columns_in(())))
        stored = storage().get(file.stored)
        session.rollback()
        table = read_table(stored, f"goods.{kind}")
        assert [row.cells for row in rows_from(table)] == expected


def test_the_pages_have_many_goods_written_and_give_the_file_for_a_week(app, made, monkeypatch):
    monkeypatch.setattr(pages, "AT_ONCE", 2)
    monkeypatch.setattr(sheets, "AT_ONCE", 2)
    browser, address = browser_of(app, made.person), f"/en/c/{made.company}/selling/sheets"
    assert browser.get(f"{address}/goods.csv").location.endswith("/selling/sheets#files")
    token = {"csrf_token": hidden_fields(browser.get(address).text)["csrf_token"]}
    for _press in range(2):
        browser.post(f"{address}/goods.csv", data=token)
    assert browser.get(address).text.count("Your goods are being written") == 1
    with app.app_context():
        work_until_idle(app)
        (file,) = goods_files(goods.company_of(made))
        download = f"{address}/files/{file.job.code}"
    assert f'href="{download}"' in browser.get(address).text
    assert browser.get(download, buffered=True).data.startswith(b"\xef\xbb\xbfListing code")
    with app.app_context(), clock.moved_to(clock.now() + timedelta(days=8)):
        assert find_goods_file(made.company, file.job.code).is_ready is False
        assert goods_files(goods.company_of(made)) == []
        forget_goods_files()
        assert storage().get(file.stored) is None
    assert browser.get(download).status_code == 404
