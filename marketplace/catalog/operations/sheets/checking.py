"""The check of a sheet: the file is read once, then every row is looked at; nothing goes in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flask_babel import force_locale
from sqlalchemy import func, insert, select

from marketplace.catalog.enums import AfterCheck, SheetState
from marketplace.catalog.models import Sheet, SheetRemark
from marketplace.catalog.operations.from_rows import GroupResult, Outcome, preview_groups
from marketplace.catalog.operations.sheets.acts import begin_going_in
from marketplace.catalog.operations.sheets.kinds import CHECK
from marketplace.catalog.operations.sheets.letters import tell_ready
from marketplace.catalog.operations.sheets.pictures import (
    NamedPictures,
    Read,
    good_ones,
    keep_pictures,
)
from marketplace.catalog.queries.sheets import find_any_sheet
from marketplace.catalog.sheets.rows import RowGroup, RowRemark
from marketplace.catalog.sheets.stream import RememberedStreams, Stream
from marketplace.catalog.transitions import SHEET
from marketplace.companies.models import Company
from marketplace.core.db import lock, session, unit_of_work
from marketplace.core.languages import LANGUAGES
from marketplace.core.sheets.tables import SheetRefused, find_table, read_table
from marketplace.core.work.jobs import Job, job

#: Rows that are looked at between two commits.
ROWS = 400
#: Rows that are looked at where a zip came along: some of its pictures have to be read.
ROWS_WITH_PICTURES = 20
#: More remarks than these nobody reads: the first ones are kept.
MOST_REMARKS = 20_000

#: What the streams of this process saw of the sheets that it works on.
_seen = RememberedStreams()


@dataclass
class SliceResult:
    """What a slice of rows would become: figures to add up, remarks to keep."""

    rows: int = 0
    faulty: int = 0
    look: int = 0
    outcomes: dict[Outcome, int] = field(default_factory=dict)
    remarks: list[RowRemark] = field(default_factory=list)

    def add(self, taken: GroupResult, further: Iterable[RowRemark] = ()) -> None:
        """Count a group; its good rows stay out with a faulty one and say so."""
        remarks = [*taken.remarks, *further]
        own = {remark.row for remark in remarks if remark.is_fault}
        numbers = [row.number for row in taken.group.rows]
        if taken.outcome is Outcome.FAULTY and own:
            first = min(own)
            others = (number for number in numbers if number not in own)
            remarks += [RowRemark(number, "", "sibling", {"row": first}) for number in others]
            self.faulty += len(numbers)
        else:
            self.look += len({remark.row for remark in remarks})
            add_outcomes = self.outcomes.get(taken.outcome, 0)
            self.outcomes[taken.outcome] = add_outcomes + 1
        self.rows += len(numbers)
        self.remarks += remarks


@job(CHECK)
def check_slice(present: Job) -> bool:
    """Read the file, or look at some rows more; at the end the seller's wish is carried out."""
    sheet = find_any_sheet(present.subject)
    if sheet is None or sheet.state is not SheetState.READING:
        return False
    with force_locale(LANGUAGES[sheet.language].locale):
        if not sheet.table:
            return _read(sheet, present)
        return _look(sheet, present)


def _read(sheet: Sheet, present: Job) -> bool:
    code = sheet.code
    upload, name = sheet.upload, sheet.file_name
    session.rollback()
    try:
        table = read_table(upload, name)
    except SheetRefused as refusal:
        problem: dict[str, object] = {"code": "file", "row": refusal.row}
        unit_of_work(_refuse, code, problem | {"fault": refusal.fault.value}, present)
        return False
    stream = Stream(table)
    unit_of_work(_keep_table, code, table.key, table.rows, stream.remarks, present)
    return True


def _locked(code: str) -> Sheet:
    sheet = find_any_sheet(code)
    if sheet is None:
        raise LookupError(code)
    return lock(sheet)


def _refuse(code: str, problem: dict[str, object], present: Job) -> None:
    sheet = _locked(code)
    present.advance({})
    sheet.problem = problem
    SHEET.apply(sheet, "refuse", actor=present.actor)
    tell_ready(sheet)


def _keep_table(code: str, key: str, rows: int, remarks: Sequence[RowRemark], present: Job) -> None:
    sheet = _locked(code)
    present.advance({"row": 0}, done=0, total=rows)
    sheet.table = key
    keep_remarks(sheet, remarks)


def _look(sheet: Sheet, present: Job) -> bool:
    after = int(present.at.get("row", 0))
    table = find_table(sheet.table)
    if table is None:
        raise LookupError(sheet.table)
    stream = Stream(table, _seen.of(present.code))
    groups = next(stream.slices(after, ROWS_WITH_PICTURES if sheet.pictures else ROWS), None)
    _seen.keep(present.code, stream.seen)
    if groups is None:
        _seen.drop(present.code)
        unit_of_work(_finish, sheet.code, present)
        return False
    found = SliceResult()
    with NamedPictures(sheet) as pictures:
        looked_at, read = _look_at(sheet.company, groups, pictures)
        for taken in looked_at:
            found.add(taken, pictures.missing(taken.group))
    unit_of_work(_keep, sheet.code, found, read, groups[-1].rows[-1].number, present)
    return True


def _look_at(
    company: Company, groups: Sequence[RowGroup], pictures: NamedPictures
) -> tuple[list[GroupResult], Read]:
    """Return what would become of groups, and the pictures that were read to tell.

    Those of goods that change anyway, or are new, are read when they go in.
    """
    names = pictures.names_in(groups)
    taken = preview_groups(company, groups, pictures=names)
    same = [number for number, one in enumerate(taken) if one.outcome is Outcome.UNCHANGED]
    alike = [groups[number] for number in same] if names else []
    read = pictures.take_in(alike)
    if read:
        again = preview_groups(company, alike, pictures=names, read=good_ones(read))
        for number, one in zip(same, again, strict=True):
            taken[number] = one
    return taken, read


def _keep(code: str, found: SliceResult, read: Read, row: int, present: Job) -> None:
    sheet = _locked(code)
    keep_pictures(sheet, read)
    present.advance({"row": row}, done=present.done + found.rows)
    sheet.rows += found.rows
    sheet.faulty += found.faulty
    sheet.look += found.look
    add_outcomes(sheet, found.outcomes)
    keep_remarks(sheet, found.remarks)


def add_outcomes(sheet: Sheet, outcomes: dict[Outcome, int]) -> None:
    """Add what became of listings to the figures of a sheet."""
    sheet.new += outcomes.get(Outcome.NEW, 0)
    sheet.changed += outcomes.get(Outcome.CHANGED, 0)
    sheet.same += outcomes.get(Outcome.UNCHANGED, 0)


def keep_remarks(sheet: Sheet, remarks: Iterable[RowRemark]) -> None:
    """Write remarks on a sheet (locked), as far as anybody would read them."""
    new = list(remarks)
    if not new:
        return
    there = session.scalar(
        select(func.count()).select_from(SheetRemark).where(SheetRemark.sheet_id == sheet.id)
    )
    free = max(MOST_REMARKS - (there or 0), 0)
    if 0 < free < len(new):
        new = [RowRemark(0, "", "too_many_remarks"), *new[: free - 1]]
    rows = [
        {
            "sheet_id": sheet.id,
            "row": remark.row,
            "column_key": remark.column,
            "code": remark.code,
            "is_fault": remark.is_fault,
            "facts": dict(remark.facts),
        }
        for remark in new[:free]
    ]
    if rows:
        session.execute(insert(SheetRemark), rows)


def _finish(code: str, present: Job) -> None:
    sheet = _locked(code)
    present.advance(present.at)
    SHEET.apply(sheet, "check", actor=present.actor)
    goes_in = sheet.then is AfterCheck.GOOD_ROWS or (
        sheet.then is AfterCheck.IF_ALL_GOOD and not sheet.faulty
    )
    if goes_in and sheet.faulty < sheet.rows:
        begin_going_in(sheet, present.actor)
    else:
        tell_ready(sheet)
