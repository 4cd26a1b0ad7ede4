"""A checked sheet goes in: a slice of listings a unit, each with the resume point."""

from collections.abc import Sequence

from flask_babel import force_locale
from sqlalchemy import select

from marketplace.catalog.enums import SheetState
from marketplace.catalog.models import Sheet, SheetGoods
from marketplace.catalog.operations.from_rows import GroupResult, Outcome, import_groups
from marketplace.catalog.operations.record import lock_seller
from marketplace.catalog.operations.sheets.checking import SliceResult, add_outcomes, keep_remarks
from marketplace.catalog.operations.sheets.kinds import GO_IN
from marketplace.catalog.operations.sheets.letters import tell_ready
from marketplace.catalog.operations.sheets.pictures import (
    NamedPictures,
    Read,
    good_ones,
    keep_pictures,
    remarks_on_refused,
)
from marketplace.catalog.queries.sheets import find_any_sheet, remarked_rows
from marketplace.catalog.sheets.rows import RowGroup
from marketplace.catalog.sheets.stream import RememberedStreams, Stream
from marketplace.catalog.transitions import SHEET
from marketplace.core.db import insert_rows, lock, session, unit_of_work
from marketplace.core.errors import HouseError
from marketplace.core.languages import LANGUAGES
from marketplace.core.sheets.tables import find_table
from marketplace.core.work.jobs import Job, JobFailed, job

#: Rows that go in together: about a fifth of a second of writing.
ROWS = 120
#: Rows that go in together where pictures have to be read first.
ROWS_WITH_PICTURES = 10

_seen = RememberedStreams()


@job(GO_IN)
def go_in_slice(present: Job) -> bool:
    """Take some rows more in; stop the sheet where its seller may not write goods any more."""
    sheet = find_any_sheet(present.subject)
    if sheet is None or sheet.state is not SheetState.GOING_IN:
        return False
    try:
        with force_locale(LANGUAGES[sheet.language].locale):
            return _next(sheet, present)
    except HouseError as problem:
        session.rollback()
        unit_of_work(_stop, present)
        raise JobFailed({"code": type(problem).__name__}) from problem


def _stop(present: Job) -> None:
    sheet = find_any_sheet(present.subject)
    if sheet is None:
        return
    lock(sheet)
    if SHEET.can(sheet, "stop"):
        SHEET.apply(sheet, "stop", actor=present.actor)
        sheet.problem = {"code": "not_allowed"}


def _next(sheet: Sheet, present: Job) -> bool:
    after = int(present.at.get("row", present.facts.get("after", 0)))
    table = find_table(sheet.table)
    if table is None:
        raise LookupError(sheet.table)
    stream = Stream(table, _seen.of(present.code))
    most = ROWS_WITH_PICTURES if sheet.pictures else ROWS
    groups = next(stream.slices(after, most), None)
    if groups is None:
        _seen.drop(present.code)
        unit_of_work(_finish, sheet.code, present)
        return False
    with NamedPictures(sheet) as named:
        pictures = named.take_in(groups)
    row = unit_of_work(_take, sheet.code, groups, pictures, present)
    stream.seen.row = row  # fewer may have gone in than were read: the rest comes once more
    _seen.keep(present.code, stream.seen)
    return True


def _take(code: str, groups: Sequence[RowGroup], pictures: Read, present: Job) -> int:
    """Take the first groups in; return the last row that was dealt with."""
    sheet = find_any_sheet(code)
    if sheet is None:
        raise LookupError(code)
    lock_seller(sheet.company, present.actor)
    lock(sheet)
    taken = import_groups(sheet.company, groups, actor=present.actor, pictures=good_ones(pictures))
    last = taken[-1].group.rows[-1].number
    rows = sum(len(one.group.rows) for one in taken)
    present.advance({"row": last}, done=present.done + rows, total=sheet.rows)
    keep_pictures(sheet, pictures)
    _note(sheet, taken, pictures)
    return last


def _note(sheet: Sheet, taken: Sequence[GroupResult], pictures: Read) -> None:
    """Write down what became of the groups, and faults that the check did not see."""
    found = SliceResult()
    for one in taken:
        found.add(one)
    add_outcomes(sheet, found.outcomes)
    known = remarked_rows(sheet, [row.number for one in taken for row in one.group.rows])
    new = [one for one in found.remarks if one.is_fault and not known.get(one.row)]
    newly_faulty = {remark.row for remark in new}
    sheet.faulty += len(newly_faulty)
    refused = remarks_on_refused((one.group for one in taken), pictures)
    sheet.look += len({remark.row for remark in refused} - newly_faulty - known.keys())
    keep_remarks(sheet, [*new, *refused])
    _note_goods(sheet, taken)


def _note_goods(sheet: Sheet, taken: Sequence[GroupResult]) -> None:
    went_in = {
        one.listing.id: one
        for one in taken
        if one.listing is not None and one.outcome is not Outcome.FAULTY
    }
    there = set(
        session.scalars(
            select(SheetGoods.listing_id).where(
                SheetGoods.sheet_id == sheet.id, SheetGoods.listing_id.in_(went_in)
            )
        )
    )
    insert_rows(
        SheetGoods,
        [
            {
                "sheet_id": sheet.id,
                "listing_id": key,
                "row": one.group.rows[0].number,
                "outcome": one.outcome.value,
            }
            for key, one in went_in.items()
            if key not in there
        ],
    )


def _finish(code: str, present: Job) -> None:
    sheet = find_any_sheet(code)
    if sheet is None:
        return
    lock(sheet)
    present.advance(present.at)
    SHEET.apply(sheet, "finish", actor=present.actor)
    tell_ready(sheet)
