"""What a seller does with a sheet: uploads it, lets it go in, stops it, hands its goods in."""

from dataclasses import dataclass

from marketplace.accounts.queries import find_person
from marketplace.catalog import errors
from marketplace.catalog.enums import AfterCheck, SheetState
from marketplace.catalog.models import Sheet
from marketplace.catalog.models.sheets import FILE_NAME_LENGTH
from marketplace.catalog.operations.record import lock_seller
from marketplace.catalog.operations.sheets.kinds import CHECK, DECIDE, GO_IN, SUBMIT, WITHDRAW
from marketplace.catalog.queries.sheets import SHEET_REVIEW, find_any_sheet, resume_point
from marketplace.catalog.transitions import SHEET
from marketplace.companies.models import Company
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_with_id, lock, once
from marketplace.core.db.once import bound_to
from marketplace.core.text import one_line
from marketplace.core.work.jobs import cancel_job, find_job, start_job
from marketplace.core.work.models import JobRow, JobState
from marketplace.moderation.queries import open_review_of


@dataclass(frozen=True)
class Upload:
    """An uploaded sheet: what its file was called, its key in the storage and that of its zip.

    `language` is the one of whoever uploaded it, in which numbers are read; `then` says what
    happens once it is checked.
    """

    file_name: str
    key: str
    pictures: str = ""
    language: str = "en"
    then: AfterCheck = AfterCheck.ASK


def upload_sheet(
    company: Company, upload: Upload, *, actor: Actor, once_key: str | None = None
) -> Sheet:
    """Take a sheet up: it is read and checked in the background; nothing of it goes in yet.

    The same `once_key` with the same files gives the first one's sheet. Raises NotAllowed for a
    colleague without the role, Refused for a company that buys.
    """
    if once_key is None:
        return _upload(company, upload, actor)
    once_key = bound_to(once_key, upload.key, upload.pictures)
    code = once(once_key, "catalog.upload_sheet", lambda: _upload(company, upload, actor).code)
    return _there(code)


def _there(code: str) -> Sheet:
    sheet = find_any_sheet(code)
    if sheet is None:
        raise errors.gone()
    return sheet


def _upload(company: Company, upload: Upload, actor: Actor) -> Sheet:
    lock_seller(company, actor)
    person = find_person(actor.person) if actor.person else None
    sheet = Sheet(
        company=company,
        made_by_id=person.id if person else None,
        state=SheetState.READING,
        then=upload.then,
        file_name=one_line(upload.file_name)[-FILE_NAME_LENGTH:],
        language=upload.language,
        upload=upload.key,
        pictures=upload.pictures,
        made_at=clock.now(),
    )
    insert_with_id(sheet, column="code", prefix="SHT")
    audit.record("sheet:uploaded", kind="sheet", subject=sheet.code, actor=actor)
    sheet.job = start_job(CHECK, {}, actor=actor, subject=sheet.code).code
    return sheet


def lock_sheet(sheet: Sheet, actor: Actor) -> Sheet:
    """Lock a sheet for a writer of its company's goods; raises as `lock_seller` does."""
    lock_seller(sheet.company, actor)
    return lock(sheet)


def go_in(sheet: Sheet, *, actor: Actor) -> Sheet:
    """Let the good rows of a checked sheet go in, or those that are left of a stopped one.

    Raises Conflict when it is neither.
    """
    lock_sheet(sheet, actor)
    begin_going_in(sheet, actor)
    return sheet


def begin_going_in(sheet: Sheet, actor: Actor) -> None:
    """Start the work on a locked sheet, from where it was stopped; Conflict as `go_in`."""
    was_stopped = sheet.state is SheetState.STOPPED
    SHEET.apply(sheet, "go_in", actor=actor)
    after = resume_point(sheet) if was_stopped else 0
    if not was_stopped:
        sheet.new = sheet.changed = sheet.same = 0
    sheet.problem = None
    sheet.job = start_job(GO_IN, {"after": after}, actor=actor, subject=sheet.code).code


def stop_sheet(sheet: Sheet, *, actor: Actor) -> Sheet:
    """Stop a sheet that is going in: what went in stays, the rest can go on later.

    Raises Conflict when it is not going in any more.
    """
    lock_sheet(sheet, actor)
    SHEET.apply(sheet, "stop", actor=actor)
    _end_job(sheet, actor)
    return sheet


def cancel_sheet(sheet: Sheet, *, actor: Actor) -> Sheet:
    """Give a sheet up that is being checked, is checked or was stopped; what went in stays.

    Raises Conflict when it is going in or at its end.
    """
    lock_sheet(sheet, actor)
    SHEET.apply(sheet, "cancel", actor=actor)
    _end_job(sheet, actor)
    return sheet


def _end_job(sheet: Sheet, actor: Actor) -> None:
    job = find_job(sheet.job)
    if job is not None and job.state not in {JobState.DONE, JobState.CANCELLED}:
        cancel_job(job.code, actor=actor)


def submit_sheet(sheet: Sheet, *, actor: Actor) -> Sheet:
    """Hand those goods of a sheet in that are complete, as one item for the operators.

    It goes on in the background. Raises Conflict while the sheet goes in, while its goods are in
    review or come from there, or when nothing of it went in.
    """
    lock_sheet(sheet, actor)
    if _is_at_work(find_job(sheet.job)) or sheet.state not in {SheetState.DONE, SheetState.STOPPED}:
        raise errors.seen_before()
    if open_review_of(SHEET_REVIEW, sheet.code) is not None:
        raise errors.sheet_in_review()
    audit.record("sheet:handed_in", kind="sheet", subject=sheet.code, actor=actor)
    sheet.job = start_job(SUBMIT, {}, actor=actor, subject=sheet.code).code
    return sheet


def _is_at_work(job: JobRow | None) -> bool:
    """Whether work on a sheet goes on, or broke in the middle and has still to be done."""
    if job is None:
        return False
    broke = job.state is JobState.FAILED and job.kind in {DECIDE, WITHDRAW}
    return broke or job.state in {JobState.WAITING, JobState.RUNNING}
