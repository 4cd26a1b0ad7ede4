"""The operators' queue of inquiries, one of them, and what is decided."""

from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from marketplace.accounts.queries import (
    office_of_country,
    preferences,
)
from marketplace.accounts.queries.offices import open_offices
from marketplace.core.languages import LANGUAGES
from marketplace.core.permissions import guard
from marketplace.core.web import language
from marketplace.core.web.refusals import done_or_flashed
from marketplace.core.web.times import written_time
from marketplace.deals.enums import (
    UNDECIDED,
    NotValidReason,
    Signal,
    not_valid_sentence,
)
from marketplace.deals.forms.house import Decision, InquiryDecisionForm, SeveralForm
from marketplace.deals.models import Inquiry
from marketplace.deals.operations.waiting import (
    ask,
    close_not_valid,
    give_back,
    pass_on,
    take,
)
from marketplace.deals.queries.deal_goods import asked_lines
from marketplace.deals.queries.goods import files_of_draft
from marketplace.deals.queries.inquiries import notes_of
from marketplace.deals.queries.signal_words import signal_name, signal_words
from marketplace.deals.queries.waiting import (
    counts_of_waiting,
    counts_of_words,
    next_to_look_at,
    page_of_waiting,
    record_of,
    same_words_as,
)
from marketplace.deals.routes import bp
from marketplace.deals.routes.operator.chosen import (
    chosen_here,
    find_sent,
    reader_here,
    sees_all,
)
from marketplace.deals.routes.operator.several import (
    ask_about_alike,
    decide_alike,
    may_decide,
)
from marketplace.deals.rules.house import looks_at_inquiries, may_decide_about, may_look_at
from marketplace.verification.queries import badge_of, zone_of_office
from marketplace.verification.queries.queue import Days, days_in


@bp.get("/desk/inquiries")
@guard(looks_at_inquiries)
def waiting() -> ResponseReturnValue:
    """List the inquiries that wait, what is due first on top."""
    return render_template("deals/operator_inquiries.html", **_list(), inquiry=None)


def _list() -> dict[str, Any]:
    chosen, days = chosen_here(), days_in(preferences().time_zone)
    person = reader_here().person
    queue = page_of_waiting(chosen.scope, chosen.narrowed, person, days, request.args.get("after"))
    return {
        "chosen": chosen,
        "queue": queue,
        "alike_counts": {}
        if chosen.same
        else counts_of_words(chosen.scope, chosen.narrowed, person, days, queue.rows),
        "lines": asked_lines(queue.rows),
        "signals": {row.id: [signal_words(one) for one in row.signals] for row in queue.rows},
        "counts": counts_of_waiting(chosen.scope, person, days),
        "signal_names": [(signal, signal_name(signal)) for signal in Signal],
        "offices": open_offices() if sees_all() else [],
        "days": days,
        "zone": preferences().time_zone,
        "clock_time": written_time,
        "several": SeveralForm(formdata=None),
    }


@bp.get("/desk/inquiries/<inquiry>")
@guard(may_look_at, subject=find_sent)
def waiting_inquiry(inquiry: Inquiry) -> ResponseReturnValue:
    """Show one inquiry beside the list: what is asked, why it waits, the decision to make."""
    form = InquiryDecisionForm(inquiry.state, row_version=inquiry.version, formdata=None)
    form.language.data = _language_to_write(inquiry)
    return _page(inquiry, form)


def _language_to_write(inquiry: Inquiry) -> str:
    """Return the buyer's language where the operator reads it, else the page's."""
    theirs = inquiry.person.language if inquiry.person else inquiry.language
    page = language.current().tag
    return theirs if theirs == page else page


def _page(inquiry: Inquiry, form: InquiryDecisionForm) -> str:
    reader, found = reader_here(), _list()
    buyer, person = inquiry.buyer, inquiry.person
    assert buyer is not None and person is not None  # noqa: S101, PT018 - it was sent
    alike = same_words_as(inquiry)
    office = office_of_country(buyer.country)
    return render_template(
        "deals/operator_inquiries.html",
        **found,
        inquiry=inquiry,
        buyer=buyer,
        form=form,
        theirs=LANGUAGES[person.language],
        in_theirs=_sentences_in(LANGUAGES[person.language].locale),
        asked=asked_lines([inquiry])[inquiry.id],
        why=[signal_words(signal) for signal in inquiry.signals],
        alike=alike,
        alike_lines=asked_lines(alike),
        alike_open=[one for one in alike if one.state in UNDECIDED],
        files=files_of_draft(inquiry),
        notes=notes_of(inquiry),
        record=record_of(buyer),
        badge=badge_of(buyer),
        office_zone=zone_of_office(office),
        may_decide=may_decide(inquiry),
        is_mine=inquiry.taken_by_id == reader.person.id,
        is_undecided=inquiry.state in UNDECIDED,
    )


def _sentences_in(locale: str) -> dict[str, str]:
    with force_locale(locale):
        return {reason.value: not_valid_sentence(reason) for reason in NotValidReason}


@bp.post("/desk/inquiries/<inquiry>/take")
@guard(may_decide_about, subject=find_sent)
def take_inquiry(inquiry: Inquiry) -> ResponseReturnValue:
    """Have the inquiry: colleagues see who."""
    return _work(take, inquiry)


@bp.post("/desk/inquiries/<inquiry>/give-back")
@guard(may_decide_about, subject=find_sent)
def give_back_inquiry(inquiry: Inquiry) -> ResponseReturnValue:
    """Let nobody have the inquiry any more."""
    return _work(give_back, inquiry)


def _work(act: Callable[..., None], inquiry: Inquiry) -> ResponseReturnValue:
    reader, code = reader_here(), inquiry.code
    done_or_flashed(act, inquiry, operator=reader.person, actor=reader.actor())
    return redirect(chosen_here().address(code))


@bp.post("/desk/inquiries/<inquiry>/decide")
@guard(may_decide_about, subject=find_sent)
def decide_inquiry(inquiry: Inquiry) -> ResponseReturnValue:
    """Decide, for others with the same words too if so ticked, and go on to what is due next.

    What holds for others too is shown once more before it is done, as for several ticked ones.
    """
    code, place = inquiry.code, (inquiry.due_at, inquiry.code)
    form = InquiryDecisionForm(inquiry.state, row_version=inquiry.version)
    is_valid = form.validate_on_submit()
    asked = ask_about_alike(inquiry, form) if is_valid else None
    if asked is not None:
        return asked
    if is_valid and _carry_out(inquiry, form):
        decide_alike(Decision(form.decision.data), form.said)
        chosen, person = chosen_here(), reader_here().person
        following = next_to_look_at(chosen.scope, chosen.narrowed, person, _today(), place)
        return redirect(chosen.address(following.code if following else None))
    now = find_sent(code) or inquiry
    form.show_present(now.version, {})
    return _page(now, form)


def _today() -> Days:
    return days_in(preferences().time_zone)


def _carry_out(inquiry: Inquiry, form: InquiryDecisionForm) -> bool:
    reader, decision = reader_here(), Decision(form.decision.data)
    by: dict[str, Any] = {
        "operator": reader.person,
        "actor": reader.actor(),
        "seen_version": form.seen_version,
    }
    if decision is Decision.PASS_ON:
        return form.done_by(pass_on, inquiry, **by)
    act = ask if decision is Decision.ASK else close_not_valid
    return form.done_by(act, inquiry, form.said, **by)
