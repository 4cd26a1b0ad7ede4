"""The page of a deal's room: its timeline, and beside it the turn, people, files and notes."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import groupby
from zoneinfo import ZoneInfo

import structlog
from flask import Flask, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext
from sqlalchemy.exc import SQLAlchemyError

from marketplace.accounts.queries import preferences
from marketplace.catalog.queries.texts import language_name
from marketplace.companies.enums import Side, role_name
from marketplace.companies.queries import business_of
from marketplace.core import clock
from marketplace.core.db import unit_of_work
from marketplace.core.permissions import Answer, guard, present_reader
from marketplace.core.proxies import present_application
from marketplace.core.web import language
from marketplace.core.web.text_language import listed
from marketplace.core.web.times import written_by, written_time, zone_place
from marketplace.deals.enums import CLOSE_REASONS, FILE_KINDS, DealState
from marketplace.deals.forms.room import AssignForm, MessageForm, NoteForm, TurnForm
from marketplace.deals.models import Deal, SavedReply
from marketplace.deals.operations.seen import mark_deal_seen
from marketplace.deals.operations.timeline import answer_days
from marketplace.deals.queries import DealOfCompany, deal_of
from marketplace.deals.queries.deals import other_side
from marketplace.deals.queries.files import files_of
from marketplace.deals.queries.messages import newest_message, notes_of, replies_of
from marketplace.deals.queries.phrases import marked_sentence
from marketplace.deals.queries.room import CompanyHours, side_in_room, writers_of
from marketplace.deals.queries.signals import domains_around
from marketplace.deals.queries.summaries import Summary, summaries_of
from marketplace.deals.queries.timeline import (
    TimelineEntry,
    TimelineFilter,
    counts_of,
    happened_since,
    timeline,
)
from marketplace.deals.routes import bp
from marketplace.deals.rules import may_see_deal, may_write_in_deal
from marketplace.deals.signals import FoundSignal, signals_in
from marketplace.reference.queries import unit_choices
from marketplace.verification.queries import badge_of, may_show_goods

#: A room's address, below the language.
ROOM = "/c/<company>/<any(selling, buying):side>/deals/<deal>"


@bp.get(ROOM)
@guard(may_see_deal, subject=deal_of)
def room(room: DealOfCompany) -> ResponseReturnValue:
    """Show the room of a deal; asked `since` when, say whether anything is new."""
    if "since" in request.args:
        return _news(room)
    response = make_response(room_page(room))
    response.call_on_close(
        partial(_mark, present_application(), room.deal.id, present_reader().person.id)
    )
    return response


def _news(room: DealOfCompany) -> ResponseReturnValue:
    number = happened_since(room.deal, room.side, request.args["since"])
    said = ngettext("One new entry", "%(num)d new entries", number) if number > 0 else ""
    response = jsonify(said=said)
    response.headers["Cache-Control"] = "no-store"
    return response


def room_page(
    room: DealOfCompany, form: MessageForm | None = None, note: NoteForm | None = None
) -> str:
    """Return the page; with a form that was sent, what was typed stands in it."""
    deal, side = room.deal, room.side
    summary = summaries_of([deal.id]).get(deal.id)
    shown = _shown()
    stretch = timeline(deal, side, shown, request.args.get("before"))
    may_write = may_write_in_deal.check(present_reader(), room).answer is Answer.YES
    replies = replies_of(room.company) if may_write else []
    theirs = side_in_room(deal, other_side(side))
    return render_template(
        "deals/member_room.html",
        company=room.company,
        room=room,
        deal=deal,
        other=room.other,
        summary=summary,
        shown=shown,
        stretch=stretch,
        filters=counts_of(deal, side),
        ours=side_in_room(deal, side, is_own=True),
        theirs=theirs,
        badge=badge_of(room.other),
        files=files_of(deal),
        stages=_stages(deal, summary, side),
        may_write=may_write,
        form=(form or _new_message_form(room, replies)) if may_write else None,
        came_back=form is not None,
        replies=replies,
        turn_form=TurnForm(row_version=deal.version, formdata=None),
        assign_form=_assign_form(room) if may_write else None,
        note_form=note or NoteForm(formdata=None),
        notes=notes_of(deal, room.company),
        days=_by_day(stretch.rows),
        website=business_of(room.other).website,
        has_pages=may_show_goods(deal.seller),
        close_signals=_close_signals(deal),
        answer_days=answer_days(other_side(side)),
        **words_of_form(theirs.languages),
        **_words(),
    )


def _new_message_form(room: DealOfCompany, replies: Sequence[SavedReply]) -> MessageForm:
    """Return an empty form, with the words of a saved reply where the address names one."""
    newest = newest_message(room.deal, room.side)
    chosen = request.args.get("reply", "")
    reply = next((one for one in replies if one.code == chosen), None)
    tag = language.current().tag
    return MessageForm(
        room.deal.code,
        tag,
        formdata=None,
        seen=newest.code if newest else "",
        words=reply.words if reply else "",
        language=reply.language if reply else tag,
    )


def _close_signals(deal: Deal) -> list[FoundSignal]:
    """Return what in the words with which a deal was closed is to be looked at twice."""
    if not deal.close_note:
        return []
    return signals_in(deal.close_note, known=domains_around(deal.seller, deal.buyer))


def _assign_form(room: DealOfCompany) -> AssignForm:
    deal = room.deal
    in_charge = deal.seller_assignee if room.side is Side.SELLER else deal.buyer_assignee
    return AssignForm(
        writers_of(room.company), formdata=None, colleague=in_charge.code if in_charge else ""
    )


def _shown() -> TimelineFilter:
    asked = request.args.get("show", "")
    return TimelineFilter(asked) if asked in set(TimelineFilter) else TimelineFilter.ALL


def words_of_form(reads: Sequence[str]) -> dict[str, object]:
    """Return what the form of a message says besides what is typed.

    `reads` are the languages (tags) of whoever gets it.
    """
    return {
        "units": unit_choices(),
        "language_called": language_name,
        "reads": listed(language_name(tag) for tag in reads),
    }


def _words() -> dict[str, object]:
    tag, zone = language.current().tag, preferences().time_zone
    return {
        "now": clock.now(),
        "today": clock.now().astimezone(ZoneInfo(zone)).date(),
        "hour_words": hour_words,
        "clock_time": partial(written_time, zone=zone),
        "file_kinds": FILE_KINDS,
        "close_reasons": CLOSE_REASONS,
        "role_called": role_name,
        "phrase_words": lambda one: marked_sentence(one["code"], one["blanks"], tag),
    }


def _by_day(rows: Sequence[TimelineEntry]) -> list[tuple[date, list[TimelineEntry]]]:
    """Return what happened by the reader's days, in the order in which it stood."""
    zone = ZoneInfo(preferences().time_zone)
    days = groupby(rows, key=lambda one: one.entry.at.astimezone(zone).date())
    return [(day, list(group)) for day, group in days]


def hour_words(hours: CompanyHours) -> str:
    """Return what the clock says at a company: `Seoul 14:05`, `Seoul: closed until Mon 9:00`."""
    place, zone = zone_place(hours.zone), hours.zone
    if hours.opens is None:
        words: str = _(
            "%(place)s: it is %(time)s there, working hours",
            place=place,
            time=written_time(hours.now, zone),
        )
        return words
    closed: str = _(
        "%(place)s: it is %(time)s there, closed until %(day)s %(opens)s",
        place=place,
        time=written_time(hours.now, zone),
        day=written_by("E", hours.opens.date()),
        opens=written_time(hours.opens, zone),
    )
    return closed


def _stages(deal: Deal, summary: Summary | None, side: Side) -> list[dict[str, object]]:
    """Return where the deal stands, of what there is so far: asked, passed on, answered, talked."""
    inquiry = summary.inquiry if summary else None
    began = _("Inquiry") if inquiry is not None else _("First message")
    stages: list[dict[str, object]] = [{"label": began, "at": deal.opened_at, "state": "done"}]
    if inquiry is not None and side is Side.BUYER and _has_waited(deal, summary):
        is_on = deal.shown_at is not None
        stages.append(
            {
                "label": pgettext("stage", "Passed on"),
                "at": deal.shown_at,
                "state": "done" if is_on else "now",
            }
        )
    answered = deal.first_answer_at is not None
    is_over = deal.state is DealState.CLOSED
    stages.append(
        {
            "label": pgettext("stage", "Answer"),
            "at": deal.first_answer_at or (None if is_over else deal.turn_until),
            "state": "done" if answered else _later(deal),
            "is_due": not answered and deal.turn_until is not None,
        }
    )
    if is_over:
        stages.append({"label": pgettext("stage", "Closed"), "at": deal.closed_at, "state": "now"})
    else:
        stages.append({"label": _("In talks"), "at": None, "state": "now" if answered else "later"})
    return stages


def _later(deal: Deal) -> str:
    return "now" if deal.state is DealState.OPEN else "later"


def _has_waited(deal: Deal, summary: Summary | None) -> bool:
    return deal.shown_at is None or (summary is not None and deal.shown_at != deal.opened_at)


def _mark(app: Flask, deal: int, person: int) -> None:
    with app.app_context():
        try:
            unit_of_work(mark_deal_seen, deal, person)
        except SQLAlchemyError:
            structlog.get_logger().warning("deal_mark_lost", deal=deal)
