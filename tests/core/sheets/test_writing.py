"""Sheets that we write: texts only, read back as they were."""

import json
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from marketplace.core.sheets import child
from marketplace.core.sheets.tables import read_table, rows_from
from marketplace.core.sheets.writing import (
    Explanation,
    Heading,
    SheetRow,
    guarded,
    sheet_name,
    write_csv,
    write_xlsx,
)

pytestmark = pytest.mark.usefixtures("context")

DANGEROUS = [
    "=1+1",
    "+82 2 123",
    "-cmd|' /C calc'!A0",
    "@SUM(A1)",
    "'=x",
    "'1'=",
    "\uff1d1+1",
    "00123",
    "https://a.b",
]


def written(headings, rows, **wishes):
    target = BytesIO()
    write_xlsx(target, headings, rows, name="Goods", **wishes)
    return target.getvalue()


def headings(count):
    return [Heading(f"Column {number}") for number in range(count)]


def test_what_looks_like_a_formula_is_written_as_text_and_read_back():
    content = written(headings(len(DANGEROUS)), [SheetRow(DANGEROUS, marked={0})])
    table = read_table(content, "goods.xlsx")
    assert [row.cells for row in rows_from(table)] == [DANGEROUS]
    assert (table.remarks, b"<f>" in content) == ((), False)


def test_csv_guards_what_looks_like_a_formula_and_reading_takes_the_guard_away():
    target = BytesIO()
    write_csv(target, ["=Name", "Price"], [[cell, "-5.20"] for cell in DANGEROUS])
    text = target.getvalue().decode("utf-8-sig")
    assert " ".join(line[:2] for line in text.splitlines()[:8]) == "'= '= '+ '- '@ '' '1 '\uff1d"
    table = read_table(target.getvalue(), "goods.csv")
    assert table.headings == ("=Name", "Price")
    assert [row.cells for row in rows_from(table)] == [[cell, "-5.20"] for cell in DANGEROUS]


@given(rows=st.lists(st.text(alphabet="'=+-@a1,;\"\n\t", max_size=8).map(str.strip), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_cell_of_csv_is_read_back_as_it_was(tmp_path, rows):
    with (tmp_path / "goods.csv").open("wb") as target:
        write_csv(target, ["Name", "Other"], [[cell, "x"] for cell in rows])
    child.answer(tmp_path / "goods.csv", tmp_path / "rows", "goods.csv")
    lines = (tmp_path / "rows").read_text().splitlines()
    assert [json.loads(line)[1] for line in lines] == [[cell, "x"] for cell in rows]


def test_no_guarded_cell_begins_as_a_formula_does():
    assert [guarded(cell) for cell in ("=a", "-5", "-5,2", "+5", "a", "", "\tx")] == [
        "'=a",
        "-5",
        "-5,2",
        "'+5",
        "a",
        "",
        "'\tx",
    ]


def test_notes_choices_and_explanation_are_part_of_the_sheet():
    chosen = Heading("Unit", note="How you sell it", choices=("piece", "carton"))
    too_many = Heading("Origin", choices=tuple(f"Country {number}" for number in range(99)))
    content = written(
        [chosen, too_many],
        [SheetRow(["piece", "KR"])],
        explanation=Explanation("Help", [["Column"], ["Unit", "How you sell it"]]),
        right_to_left=True,
    )
    book = load_workbook(BytesIO(content))
    assert book.sheet_names == ["Goods", "Help"]
    assert book.get_sheet_by_index(1).to_python()[1] == ["Unit", "How you sell it"]
    assert read_table(content, "goods.xlsx").rows == 1


def test_a_sheet_is_called_as_excel_takes_it():
    assert sheet_name("Goods [2026]: all/most of what we have to sell") == (
        "Goods  2026   all most of what"
    )
    assert sheet_name("///") == "1"
