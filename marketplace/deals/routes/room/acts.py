"""What people do in a deal's room: write, end the turn, close, reopen, assign, note, report."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import RateLimitItem, RateLimitItemPerHour
from werkzeug import Response

from marketplace.accounts.queries import Reader, find_person
from marketplace.companies.queries import actor_for
from marketplace.core import limits
from marketplace.core.audit import Actor
from marketplace.core.db import end_reading
from marketplace.core.documents import LARGEST_DOCUMENT, keep_document
from marketplace.core.errors import Refused, TooMany
from marketplace.core.forms import CreatingForm
from marketplace.core.permissions import guard, present_reader
from marketplace.core.web import language
from marketplace.core.web.refusals import done_or_flashed
from marketplace.core.web.uploads import takes_file
from marketplace.deals.forms.room import (
    AssignForm,
    CloseForm,
    FileRow,
    MessageForm,
    NoteForm,
    ReportForm,
    TurnForm,
)
from marketplace.deals.operations import (
    assign,
    close,
    no_answer_needed,
    note_for_colleagues,
    reopen,
    report,
    write,
)
from marketplace.deals.operations.messages import MOST_FILES
from marketplace.deals.queries import DealOfCompany, deal_of
from marketplace.deals.queries.messages import newest_message
from marketplace.deals.queries.room import writers_of
from marketplace.deals.routes import bp
from marketplace.deals.routes.room.page import ROOM, room_page
from marketplace.deals.rules import may_write_in_deal

MESSAGES_OF_PERSON = RateLimitItemPerHour(90, namespace="messages-person")
FILES_OF_PERSON = RateLimitItemPerHour(60, namespace="deal-files-person")
REPORTS_OF_PERSON = RateLimitItemPerHour(10, namespace="reports-person")


def address_of(room: DealOfCompany, anchor: str | None = None) -> str:
    """Return the address of the room's page."""
    return url_for(
        "deals.room",
        company=room.company.code,
        side=room.way,
        deal=room.deal.code,
        _anchor=anchor,
    )


def _actor(room: DealOfCompany) -> Actor:
    reader: Reader = present_reader()
    return actor_for(reader, room.company)


@bp.post(f"{ROOM}/messages")
@takes_file(MOST_FILES * LARGEST_DOCUMENT)
@guard(may_write_in_deal, subject=deal_of)
def write_message(room: DealOfCompany) -> ResponseReturnValue:
    """Send a message to the other side; a refusal loses neither words nor files."""
    back, form = address_of(room), MessageForm(room.deal.code, language.current().tag)
    keep_files(form)
    facts = form.facts() if form.validate() else None
    if facts is not None and _is_counted(form, MESSAGES_OF_PERSON):
        sent = form.carry_out(
            write,
            room.deal,
            room.company,
            facts,
            once_key=str(form.once_key.data),
            seen=form.seen.data or "",
            actor=_actor(room),
        )
        if sent is not None:
            return redirect(back)
    newest = newest_message(room.deal, room.side)
    form.seen.data = newest.code if newest else ""
    return room_page(room, form), 422


def keep_files(form: MessageForm) -> None:
    """Store what was sent with a form, outside of any transaction; its rows say what was not."""
    person = present_reader().person.code
    rows = [row for row in form.files if row.document.data]
    end_reading()
    for row in rows:
        _keep(row, form.subject, person)


def _keep(row: FileRow, subject: str, person: str) -> None:
    sent = row.document.data
    with sent.stream as stream:
        content = stream.read(LARGEST_DOCUMENT + 1)
    try:
        limits.count(FILES_OF_PERSON, person)
        row.keep(keep_document(content, sent.filename or ""), subject)
    except (Refused, TooMany) as refusal:
        row.unread = refusal.sentence


def _is_counted(form: CreatingForm, item: RateLimitItem) -> bool:
    person, key = present_reader().person.code, str(form.once_key.data)
    try:
        limits.count(item, person, once_key=key)
    except TooMany as refusal:
        form.summary.append(refusal.sentence)
        return False
    return True


@bp.post(f"{ROOM}/no-answer")
@guard(may_write_in_deal, subject=deal_of)
def need_no_answer(room: DealOfCompany) -> ResponseReturnValue:
    """Say that nothing is to be answered: nobody has the turn."""
    return _act(room, no_answer_needed)


@bp.post(f"{ROOM}/reopen")
@guard(may_write_in_deal, subject=deal_of)
def reopen_deal(room: DealOfCompany) -> ResponseReturnValue:
    """Reopen a closed deal."""
    return _act(room, reopen)


def _act(room: DealOfCompany, operation: Callable[..., None]) -> Response:
    back, form = address_of(room), TurnForm()
    _carry_out(operation, room, seen_version=form.seen_version)
    return redirect(back)


def _carry_out(
    operation: Callable[..., object], room: DealOfCompany, *facts: object, **named: object
) -> bool:
    return done_or_flashed(operation, room.deal, room.company, *facts, actor=_actor(room), **named)


@bp.route(f"{ROOM}/close", methods=["GET", "POST"])
@guard(may_write_in_deal, subject=deal_of)
def close_deal(room: DealOfCompany) -> ResponseReturnValue:
    """Close a deal with a reason that the other side reads."""
    back = address_of(room)
    form = CloseForm(row_version=room.deal.version)
    if form.validate_on_submit() and form.done_by(
        close,
        room.deal,
        room.company,
        form.why,
        note=form.note.data or "",
        language=language.current().tag,
        seen_version=form.seen_version,
        actor=_actor(room),
    ):
        flash(_("The deal is closed. Either side can reopen it."), "good")
        return redirect(back)
    form.show_present(room.deal.version, {})
    return render_template(
        "deals/member_close.html", company=room.company, room=room, back=back, form=form
    )


@bp.post(f"{ROOM}/assign")
@guard(may_write_in_deal, subject=deal_of)
def assign_deal(room: DealOfCompany) -> ResponseReturnValue:
    """Put a colleague in charge of the deal, or nobody in particular."""
    back, form = address_of(room), AssignForm(writers_of(room.company))
    if form.validate():
        _carry_out(assign, room, find_person(form.colleague.data or ""))
    else:
        flash(_("Please choose one from the list."), "warn")
    return redirect(back)


@bp.post(f"{ROOM}/notes")
@guard(may_write_in_deal, subject=deal_of)
def write_note(room: DealOfCompany) -> ResponseReturnValue:
    """Write a note that only colleagues read."""
    back, form = address_of(room, "notes"), NoteForm()
    if form.validate() and _carry_out(
        note_for_colleagues,
        room,
        form.note.data,
        language=language.current().tag,
        once_key=str(form.once_key.data),
    ):
        return redirect(back)
    return room_page(room, note=form), 422


@bp.route(f"{ROOM}/report", methods=["GET", "POST"])
@guard(may_write_in_deal, subject=deal_of)
def report_deal(room: DealOfCompany) -> ResponseReturnValue:
    """Tell the house what is wrong with the other side."""
    back, form = address_of(room), ReportForm()
    if form.validate_on_submit() and _is_counted(form, REPORTS_OF_PERSON):
        sent = form.carry_out(
            report,
            room.deal,
            room.company,
            form.why,
            words=form.words.data or "",
            language=language.current().tag,
            once_key=str(form.once_key.data),
            actor=_actor(room),
        )
        if sent is not None:
            flash(_("Thank you. We look into it; the other side does not learn of it."), "good")
            return redirect(back)
    return render_template(
        "deals/member_report.html", company=room.company, room=room, back=back, form=form
    )
