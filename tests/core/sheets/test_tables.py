"""Sheets that people upload: what is read, what is remarked, what is refused, and why."""

import json
from datetime import date, datetime, time
from io import BytesIO

import pytest
from flask_babel import force_locale

from marketplace.core.db import unit_of_work
from marketplace.core.sheets import child
from marketplace.core.sheets.faults import CellFault, CellRemark, SheetFault, column_name
from marketplace.core.sheets.sentences import cell_sentence, refusal_sentence
from marketplace.core.sheets.tables import (
    SheetRefused,
    find_table,
    forget_table,
    keep_upload,
    read_table,
    rows_from,
)
from tests.core.sheets import bad_files
from tests.core.sheets.bad_files import book

pytestmark = pytest.mark.usefixtures("context")

CSV = "Name,Code,Price\nSoap,001,2.50\n\n샴푸,002,3\n"


def read(content, name="goods.csv", **wishes):
    table = read_table(content.encode() if isinstance(content, str) else content, name, **wishes)
    return table, list(rows_from(table))


def cells(content, name="goods.csv", **wishes):
    return [row.cells for row in read(content, name, **wishes)[1]]


def answer(tmp_path, content, name="goods.csv", **wishes):
    """Read in this process, as the child does."""
    source = tmp_path / "source"
    source.write_bytes(content.encode() if isinstance(content, str) else content)
    return child.answer(source, tmp_path / "rows", name, **wishes)


def refusal(tmp_path, content, name="goods.csv", **wishes):
    found = answer(tmp_path, content, name, **wishes)
    return found.get("fault"), found.get("row")


def content_of(content):
    """Return what a file holds; large ones are made by the test that reads them."""
    return content() if callable(content) else content


def remarks(tmp_path, content):
    found = answer(tmp_path, content)
    return [(made.fault, made.cell) for made in map(CellRemark.from_facts, found["remarks"])]


def test_rows_keep_the_numbers_that_the_sheet_shows():
    table, rows = read(CSV)
    assert (table.headings, table.rows, table.headings_row) == (("Name", "Code", "Price"), 2, 1)
    assert [tuple(row) for row in rows] == [
        (2, ["Soap", "001", "2.50"], []),
        (4, ["샴푸", "002", "3"], []),
    ]


def test_reading_goes_on_behind_a_row_and_a_forgotten_table_is_gone():
    lines = [f"Soap {number},{number}\n" for number in range(2, 1002)]
    key = keep_upload(BytesIO("".join(["Name,Code\n", *lines]).encode()), "sheet")
    table = find_table(read_table(key, "goods.csv").key)
    assert [row.number for row in rows_from(table, 998)] == [999, 1000, 1001]
    assert next(rows_from(table, 400)).cells == ["Soap 401", "401"]
    assert list(rows_from(table, 1001)) == []
    forget_table(table.key)
    assert find_table(table.key) is None
    with pytest.raises(KeyError):
        list(rows_from(table))


def test_a_table_is_not_read_inside_a_unit():
    with pytest.raises(RuntimeError):
        unit_of_work(read_table, CSV.encode(), "goods.csv")


@pytest.mark.parametrize(
    "content",
    [
        CSV.encode("utf-8-sig"),
        CSV.encode("utf-16"),
        CSV.encode("utf-16-le"),
        CSV.encode("utf-16-be"),
        CSV.encode("cp949"),
        CSV.replace(",", ";").encode(),
        CSV.replace(",", "\t").encode("utf-16"),
        ("sep=;\r\n" + CSV.replace(",", ";").replace("\n", "\r\n")).encode(),
    ],
    ids=["mark", "utf-16", "little", "big", "cp949", "semicolon", "tab", "sep"],
)
def test_csv_is_read_however_it_was_saved(tmp_path, content):
    found = answer(tmp_path, content)
    assert found["headings"] == ["Name", "Code", "Price"]
    kept = [json.loads(line)[1] for line in (tmp_path / "rows").read_text().splitlines()]
    assert kept == [["Soap", "001", "2.50"], ["샴푸", "002", "3"]]


def test_a_column_alone_is_a_table(tmp_path):
    assert answer(tmp_path, "Name\nSoap\n")["rows"] == 1


def test_excel_cells_are_read_as_excel_shows_them():
    def write(made, sheet):
        shapes = ["000000", "0.0%", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm"]
        padded, percent, day, moment, hour = (made.add_format({"num_format": s}) for s in shapes)
        sheet.write_row(0, 3, [f"More {number}" for number in range(9)])
        sheet.write_string(1, 0, "007")
        sheet.write_number(1, 1, 8801234567890)
        sheet.write_number(1, 2, 0.1 + 0.2)
        sheet.write_number(1, 3, 42, padded)
        sheet.write_number(1, 4, 0.125, percent)
        sheet.write_datetime(1, 5, date(2026, 11, 2), day)
        sheet.write_datetime(1, 6, datetime(2026, 11, 2, 8, 30), moment)  # noqa: DTZ001
        sheet.write_datetime(1, 7, time(8, 30), hour)
        sheet.write_boolean(1, 8, True)
        sheet.write_formula(1, 9, "=1+1", None, 2)
        sheet.write_formula(1, 10, '="a"&"b"', None, "ab")
        sheet.write_rich_string(1, 11, "so", made.add_format({"bold": True}), "ap")

    (shown,) = cells(book(write), "goods.xlsx")
    assert shown[:5] == ["007", "8801234567890", "0.3", "000042", "12.5%"]
    assert shown[5:8] == ["2026-11-02", "2026-11-02 08:30", "08:30"]
    assert shown[8:] == ["TRUE", "2", "ab", "soap"]


def test_the_first_visible_sheet_is_read_wherever_its_table_begins(tmp_path):
    def write(made, sheet):
        sheet.hide()
        second = made.add_worksheet("Second")
        second.activate()
        second.set_first_sheet()
        second.write_row(3, 1, ["Name", "Code"])
        second.write_row(4, 1, ["Soap", "1"])
        second.write_formula(5, 2, "=1/0", None, "#DIV/0!")

    found = answer(tmp_path, book(write))
    assert (found["headings"], found["headings_row"]) == (["", "Name", "Code"], 4)
    kept = [json.loads(line) for line in (tmp_path / "rows").read_text().splitlines()]
    assert kept == [[5, ["", "Soap", "1"], []], [6, ["", "", ""], [[2, "error_value"]]]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (bad_files.formula_without_result, [("formula", "C2")]),
        (
            book(lambda _, sheet: sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")),
            [("error_value", "C2")],
        ),
        (
            book(lambda _, sheet: (sheet.merge_range("A2:A3", "Soap"), sheet.write("B3", "x"))),
            [("merged", "A2"), ("merged", "A3")],
        ),
        (book(lambda _, sheet: sheet.write("E2", "more")), [("unnamed_column", "E2")]),
        ("Name,Code,NAME\nSoap,1,2\n", [("duplicate_heading", "C1")]),
        ("Name,Code\nSoap,with rose, 1\n", [("too_many_cells", "C2")]),
        (f"Name,Code\nSoap,{'x' * 40_000}\n", [("too_long", "B2")]),
        ("Name,,Code\nSoap,x,1\nSoap,y,2\n", [("unnamed_column", "B2")]),
    ],
    ids=["formula", "error", "merged", "beside", "twice", "comma", "long", "unnamed"],
)
def test_a_fault_is_named_by_its_cell(tmp_path, content, expected):
    assert remarks(tmp_path, content_of(content)) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ("empty", 0)),
        ("\n\n", ("empty", 0)),
        ("Name,Code\n", ("empty", 0)),
        ("Soap,1,2.50,3\nSoap,2,2,3\n", ("no_headings", 1)),
        (CSV.encode() + "Crème,3\n".encode("latin-1"), ("encoding", 5)),
        ("名称,价格\n肥皂洗发水,1\n".encode("gbk"), ("encoding", 1)),
        (CSV.encode("utf-8-sig") + b"\xff\xfe\n", ("encoding", 5)),
        (b"%PDF-1.7\n\x00\x01\x02\x00", ("not_a_sheet", 0)),
        ("<html><table><tr><td>Soap</td></tr></table>", ("not_a_sheet", 0)),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ("old_excel", 0)),
        (b"PK\x03\x04" + bytes(600), ("unreadable", 0)),
        (bad_files.other_zip, ("not_a_sheet", 0)),
        (bad_files.bomb, ("too_large", 0)),
        (bad_files.lying_bomb, ("unreadable", 0)),
        (bad_files.declaring_entities, ("unreadable", 0)),
        (book(lambda _, sheet: sheet.write(1, 400, "x")), ("too_many_columns", 0)),
        (",".join(f"c{number}" for number in range(400)) + "\n1\n", ("too_many_columns", 1)),
        ('Name,Code\n"Soap,1\n' + "x" * 1_100_000, ("quotes", 2)),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path, content, expected):
    assert refusal(tmp_path, content_of(content)) == expected


def test_too_many_rows_are_refused_with_the_way_out(tmp_path, monkeypatch):
    monkeypatch.setattr("marketplace.core.sheets.child.workbook.MOST_ROWS", 2)
    monkeypatch.setattr("marketplace.core.sheets.child.csv_file.MOST_CSV_ROWS", 2)

    def write(_made, sheet):
        sheet.write_blank(900_000, 0, None)
        for row in (1, 2, 3):
            sheet.write_row(row, 0, ["Soap", row])

    assert refusal(tmp_path, book(write)) == ("too_many_rows", 4)
    assert refusal(tmp_path, "Name\na\nb\n") == (None, None)
    assert refusal(tmp_path, "Name\na\nb\nc\n") == ("too_many_csv_rows", 4)


def test_a_refusal_says_what_to_do():
    with pytest.raises(SheetRefused, match=r"Save it as .xlsx without a password") as refused:
        read_table(b"\xd0\xcf\x11\xe0", "goods.xls")
    assert (refused.value.fault, refused.value.row) == (SheetFault.OLD_EXCEL, 0)


def test_an_upload_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("marketplace.core.sheets.tables.LARGEST_FILE", 3)
    with pytest.raises(SheetRefused):
        keep_upload(BytesIO(b"Name"), "sheet")
    with pytest.raises(SheetRefused):
        read_table(b"Name", "goods.csv")


def test_a_child_that_its_limits_end_is_an_answer_too(monkeypatch):
    monkeypatch.setattr("marketplace.core.sheets.tables.TIMEOUT_SECONDS", 0.001)
    with pytest.raises(SheetRefused, match="too large"):
        read_table(CSV.encode(), "goods.csv")


def test_every_fault_has_its_sentence():
    assert all(refusal_sentence(fault, 7) for fault in SheetFault)
    assert all(cell_sentence(fault, 27) for fault in CellFault)
    assert "%" not in "".join(refusal_sentence(fault, 7) for fault in SheetFault)


def test_columns_are_named_as_sheets_name_them():
    assert [column_name(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (
            '{"id": 1, "price": {"min": 2.5}, "tags": ["a", "b"]}\n{"id": 2, "on": true}\n',
            "a.jsonl",
        ),
        (
            '[{"id": 1, "price": {"min": 2.5}, "tags": ["a", "b"]}, {"id": 2, "on": true}]',
            "a.json",
        ),
        (
            '{"n":\n[{"id": 1, "price": {"min": 2.5}, "tags": ["a", "b"]}, {"id": 2, "on": true}]}',
            "a.json",
        ),
    ],
    ids=["lines", "list", "inside"],
)
def test_json_is_read_where_it_is_asked_for(tmp_path, content, name):
    found = answer(tmp_path, content, name, wanted=[])
    assert found["headings"] == ["id", "price.min", "tags", "on"]
    kept = [json.loads(line)[1] for line in (tmp_path / "rows").read_text().splitlines()]
    assert kept == [["1", "2.5", "a\nb", ""], ["2", "", "", "TRUE"]]


def test_of_json_with_many_names_those_are_read_that_are_wanted(tmp_path):
    rows = [{f"name {number}": "x" for number in range(400)} | {"id": "1"}]
    found = answer(tmp_path, json.dumps(rows), "a.json", wanted=["id", "name 7"])
    assert found["headings"] == ["name 7", "id"]
    assert refusal(tmp_path, json.dumps(rows), "a.json", wanted=[]) == ("too_many_columns", 0)


def test_json_that_is_no_table_is_refused(tmp_path):
    wrong = {"wanted": [], "name": "a.json"}
    assert refusal(tmp_path, "[1, 2]", **wrong) == ("unreadable", 0)
    assert refusal(tmp_path, '[{"a": 1},\n{"a": }]', **wrong) == ("unreadable", 2)
    assert refusal(tmp_path, '"word"', **wrong) == ("unreadable", 0)
    assert refusal(tmp_path, '{"a": 1}\n\n{"a"\n', wanted=[], name="a.jsonl") == ("unreadable", 3)


def test_a_limit_is_written_as_the_reader_writes_figures(context):
    with force_locale("es"):
        assert "20.000" in refusal_sentence(SheetFault.TOO_MANY_ROWS)
