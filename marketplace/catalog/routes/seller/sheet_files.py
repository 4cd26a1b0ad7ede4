"""An uploaded sheet as it came, with a column of remarks: to be mended and uploaded again."""

from collections.abc import Iterator, Sequence

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.catalog.models import Sheet, SheetRemark
from marketplace.catalog.queries.sheet_pages import remarks_by_row
from marketplace.catalog.queries.sheets import find_sheet
from marketplace.catalog.routes import bp
from marketplace.catalog.routes.seller.sheets import XLSX, sent_file, temporary_file
from marketplace.catalog.rules import reads_goods
from marketplace.catalog.sheets.columns import all_columns
from marketplace.catalog.sheets.remarks import sentence
from marketplace.catalog.sheets.rows import Heads
from marketplace.core.errors import NotFound
from marketplace.core.permissions import guard
from marketplace.core.sheets.limits import MOST_ROWS
from marketplace.core.sheets.tables import Table, TableRow, find_table, rows_from
from marketplace.core.sheets.writing import Heading, SheetRow, write_csv, write_xlsx
from marketplace.core.web import language

#: Rows whose remarks are read at once.
SLICE = 500
WIDE = 60


class Remarked:
    """The rows of a sheet, each with what is said of it; remarks of an earlier time are gone."""

    def __init__(self, sheet: Sheet, table: Table) -> None:
        """Find the columns."""
        self.sheet = sheet
        self.table = table
        columns = Heads(table.headings).columns
        self._kept = [
            place
            for place, column in enumerate(columns)
            if column is None or column.key != "remarks"
        ]
        self._places = {
            column.key: number
            for number, place in enumerate(self._kept)
            if (column := columns[place]) is not None
        }

    @property
    def headings(self) -> list[str]:
        """The headings as they came, and that of the remarks."""
        return [*(self.table.headings[place] for place in self._kept), _("Remarks")]

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows, the cells that are remarked on marked."""
        waiting: list[TableRow] = []
        for row in rows_from(self.table):
            waiting.append(row)
            if len(waiting) == SLICE:
                yield from self._with_remarks(waiting)
                waiting = []
        yield from self._with_remarks(waiting)

    def _with_remarks(self, rows: Sequence[TableRow]) -> Iterator[SheetRow]:
        remarks = remarks_by_row(self.sheet, [row.number for row in rows])
        for row in rows:
            cells = [row.cells[place] if place < len(row.cells) else "" for place in self._kept]
            theirs = remarks[row.number]
            marked = {
                self._places[one.column_key] for one in theirs if one.column_key in self._places
            }
            yield SheetRow([*cells, "\n".join(map(_said, theirs))], marked)


def _said(remark: SheetRemark) -> str:
    column = all_columns().get(remark.column_key)
    said = sentence(remark.code, remark.facts)
    return f"{column.title()}: {said}" if column else said


@bp.get("/c/<company>/selling/sheets/<code>/remarks")
@guard(reads_goods, subject=find_sheet)
def sheet_with_remarks(sheet: Sheet) -> ResponseReturnValue:
    """Send the sheet with its remarks: as Excel, or CSV where it has more rows than Excel takes."""
    table = find_table(sheet.table) if sheet.table else None
    if table is None:
        raise NotFound
    remarked = Remarked(sheet, table)
    name = sheet.file_name.rpartition(".")[0] or sheet.code
    target = temporary_file()
    if table.rows > MOST_ROWS:
        rows = (row.cells for row in remarked.rows())
        write_csv(target, remarked.headings, rows)  # type: ignore[arg-type]
        return sent_file(target, "text/csv", f"{name}.csv")
    *headings, last = remarked.headings
    write_xlsx(
        target,  # type: ignore[arg-type]
        [*map(Heading, headings), Heading(last, width=WIDE)],
        remarked.rows(),
        name=_("Goods"),
        right_to_left=language.current().direction == "rtl",
    )
    return sent_file(target, XLSX, f"{name}.xlsx")
