"""One sheet of a seller: how far it is, what is wrong with its rows, what may be done with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.catalog.enums import SheetState
from marketplace.catalog.models import Sheet, SheetRemark
from marketplace.catalog.operations.sheets import (
    cancel_sheet,
    go_in,
    stop_sheet,
    submit_sheet,
    withdraw_sheet,
)
from marketplace.catalog.operations.sheets.kinds import DECIDE, SUBMIT, WITHDRAW
from marketplace.catalog.queries.sheet_became import (
    BECAME_NAMES,
    count_of_written,
    counts_of_became,
)
from marketplace.catalog.queries.sheet_pages import (
    GridPage,
    RowsView,
    grid_page,
    kinds_of_remarks,
    of_the_whole,
)
from marketplace.catalog.queries.sheets import SHEET_REVIEW, count_of_waiting, find_sheet
from marketplace.catalog.queries.texts import home_language
from marketplace.catalog.routes import bp
from marketplace.catalog.routes.seller.subjects import actor
from marketplace.catalog.rules import reads_goods, writes_goods
from marketplace.catalog.sheets.columns import Column, all_columns
from marketplace.catalog.sheets.remarks import sentence, short_name
from marketplace.catalog.sheets.rows import Heads
from marketplace.companies.models import Company
from marketplace.core.permissions import Answer, guard, present_reader
from marketplace.core.sheets.faults import SheetFault, column_name
from marketplace.core.sheets.sentences import refusal_sentence
from marketplace.core.sheets.tables import TableRow, find_table
from marketplace.core.web.refusals import done_or_flashed
from marketplace.core.work.jobs import find_job
from marketplace.core.work.models import JobRow, JobState
from marketplace.moderation.queries import last_decided, open_review_of

_SHEET = "/c/<company>/selling/sheets/<code>"
#: What of a cell stands in the grid.
LONGEST = 60
#: No sheet has a row behind this one.
LAST_ROW = 10**9


@dataclass(frozen=True)
class Act:
    """An act with what is said once it is done, "" where the page itself says it."""

    operation: Callable[..., object]
    done: Any = ""


ACTS: Mapping[str, Act] = {
    "begin": Act(go_in),
    "stop": Act(stop_sheet, _l("Stopped. What is in stays; the rest can go on at any time.")),
    "cancel": Act(cancel_sheet, _l("Discarded. Nothing more of this sheet goes in.")),
    "submit": Act(submit_sheet),
    "withdraw": Act(withdraw_sheet),
}


@dataclass(frozen=True)
class SheetAct:
    """A sheet and an act on it."""

    sheet: Sheet
    act: str

    @property
    def company(self) -> Company:
        """The seller, about whom the rules ask."""
        return self.sheet.company


def _find_act(company: str, code: str, act: str) -> SheetAct | None:
    sheet = find_sheet(company, code)
    return SheetAct(sheet, act) if sheet else None


@dataclass(frozen=True)
class GridCell:
    """A cell of the grid: its place as the file calls it, what it says, remarks on it."""

    place: str
    text: str
    remarks: Sequence[SheetRemark] = ()

    @property
    def is_faulty(self) -> bool:
        """Whether one of the remarks keeps the row out."""
        return any(remark.is_fault for remark in self.remarks)


@dataclass(frozen=True)
class GridRow:
    """A row of the grid."""

    number: int
    cells: Sequence[GridCell]
    remarks: Sequence[SheetRemark]


@bp.get(_SHEET)
@guard(reads_goods, subject=find_sheet)
def sheet(sheet: Sheet) -> ResponseReturnValue:
    """Show how far a sheet is, its figures, and the rows of a view with their remarks."""
    job = find_job(sheet.job)
    asked = request.args.get("rows", "")
    first = RowsView.FAULTY if sheet.faulty else RowsView.LOOK if sheet.look else RowsView.ALL
    view = RowsView(asked) if asked in set(RowsView) else first
    code = request.args.get("kind", "")
    grid = _grid(sheet, view, code)
    table = find_table(sheet.table) if sheet.table else None
    heads = Heads(table.headings) if table else Heads(())
    known = in_order(heads, grid)
    return render_template(
        "catalog/seller_sheet.html",
        company=sheet.company,
        sheet=sheet,
        job=job,
        is_busy=is_busy(sheet, job),
        is_broken=job is not None and job.state is JobState.FAILED and not sheet.problem,
        is_submitting=job is not None and job.kind == SUBMIT,
        is_deciding=job is not None and job.kind == DECIDE,
        is_taking_back=job is not None and job.kind == WITHDRAW,
        problem=problem_sentence(sheet),
        view=view,
        code=code,
        kinds=kinds_of_remarks(sheet),
        whole=of_the_whole(sheet),
        columns=[(column_name(place), column) for place, column in known],
        lines=[_line(row, known, grid.remarks.get(row.number, [])) for row in grid.rows],
        older=grid.older,
        places=_places(known),
        all_columns=all_columns(),
        short_name=short_name,
        sentence=sentence,
        review=open_review_of(SHEET_REVIEW, sheet.code),
        waiting=count_of_waiting(sheet),
        decided=last_decided(SHEET_REVIEW, [sheet.code]),
        became=counts_of_became(sheet),
        became_names=BECAME_NAMES,
        written=count_of_written(sheet),
        may_write=writes_goods.check(present_reader(), sheet).answer is Answer.YES,
    )


def in_order(heads: Heads, grid: GridPage) -> list[tuple[int, Column]]:
    """Return the columns with their places: what names a row, what was remarked on, the rest."""
    naming = {"listing_code", "sku", f"title:{home_language()}"}
    marked = {remark.column_key for ones in grid.remarks.values() for remark in ones}

    def rank(known: tuple[int, Column]) -> tuple[bool, bool, int]:
        place, column = known
        names = column.key in naming
        return not names, not names and column.key not in marked, place

    known = [(place, column) for place, column in enumerate(heads.columns) if column]
    return sorted(known, key=rank)


def _grid(sheet: Sheet, view: RowsView, code: str) -> GridPage:
    if sheet.state in {SheetState.READING, SheetState.REFUSED}:
        return GridPage()
    after = min(max(request.args.get("after", 0, type=int), 0), LAST_ROW)
    return grid_page(sheet, view, after, code)


def is_busy(sheet: Sheet, job: JobRow | None) -> bool:
    """Whether the work on a sheet goes on, so that its page is worth looking at again."""
    if job is not None:
        return job.state in {JobState.WAITING, JobState.RUNNING}
    return sheet.state in {SheetState.READING, SheetState.GOING_IN}


def problem_sentence(sheet: Sheet) -> str:
    """Return why a sheet was refused or stopped by itself, "" where it was not."""
    problem = sheet.problem or {}
    if problem.get("code") == "file":
        return refusal_sentence(SheetFault(problem["fault"]), int(problem.get("row", 0)))
    if problem:
        return str(_("Whoever uploaded it may no longer edit goods of this company."))
    return ""


def _places(known: Sequence[tuple[int, Column]]) -> dict[str, str]:
    return {column.key: column_name(place) for place, column in known}


def _line(
    row: TableRow, known: Sequence[tuple[int, Column]], remarks: Sequence[SheetRemark]
) -> GridRow:
    cells = [
        GridCell(
            f"{column_name(place)}{row.number}",
            row.cells[place][:LONGEST] if place < len(row.cells) else "",
            [remark for remark in remarks if remark.column_key == column.key],
        )
        for place, column in known
    ]
    return GridRow(row.number, cells, remarks)


@bp.post(f"{_SHEET}/<any({','.join(ACTS)}):act>")
@guard(writes_goods, subject=_find_act)
def act_on_sheet(asked: SheetAct) -> ResponseReturnValue:
    """Let a sheet go in, stop it, give it up, hand its complete goods in, or take them back."""
    act, company, code = ACTS[asked.act], asked.company.code, asked.sheet.code
    if done_or_flashed(act.operation, asked.sheet, actor=actor(asked.company)) and act.done:
        flash(str(act.done), "good")
    return redirect(url_for("catalog.sheet", company=company, code=code))
