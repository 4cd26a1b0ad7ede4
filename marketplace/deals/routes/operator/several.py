"""The same decision about several inquiries at once, asked once more before it is carried out."""

from collections.abc import Callable, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.core.db import unit_of_work
from marketplace.core.errors import HouseError
from marketplace.core.forms import read_version
from marketplace.core.permissions import Answer, guard
from marketplace.deals.enums import UNDECIDED
from marketplace.deals.forms.house import DECISIONS, Decision, InquiryDecisionForm, SeveralForm
from marketplace.deals.models import Inquiry
from marketplace.deals.operations.waiting import WordsToBuyer, ask, close_not_valid, pass_on
from marketplace.deals.queries.deal_goods import asked_lines
from marketplace.deals.queries.waiting import same_words_as
from marketplace.deals.routes import bp
from marketplace.deals.routes.operator.chosen import chosen_here, find_sent, reader_here
from marketplace.deals.rules.house import looks_at_inquiries, may_decide_about

#: Inquiries that one form decides.
MOST_AT_ONCE = 50


@bp.post("/desk/inquiries/decide")
@guard(looks_at_inquiries)
def decide_several() -> ResponseReturnValue:
    """Decide the same about the ticked ones, each for itself: one that changed stays as it is.

    What is to be done is shown once more before it is: nothing of it can be taken back.
    """
    form = SeveralForm()
    picked = list(dict.fromkeys(request.form.getlist("picked")))[:MOST_AT_ONCE]
    if not picked:
        flash(_("Tick at least one inquiry."), "warn")
    elif form.validate_on_submit():
        decision = Decision(form.act.data)
        if not form.sure.data:
            return _ask_once_more(form, decision, picked)
        done = sum(decide_one(*_read(one), decision, form.said) for one in picked)
        tell_of(done, len(picked) - done)
    return redirect(chosen_here().address())


def _ask_once_more(form: SeveralForm, decision: Decision, picked: list[str]) -> ResponseReturnValue:
    found = [find_sent(_read(one)[0]) for one in picked]
    inquiries = [
        one for one in found if one is not None and one.state in UNDECIDED and may_decide(one)
    ]
    if not inquiries:
        tell_of(0, len(picked))
        return redirect(chosen_here().address())
    return _page(
        inquiries,
        decision,
        form.said,
        action=url_for("deals.decide_several", **chosen_here().parts),
        kept={"act": [decision.value], "reason": [form.reason.data], "picked": picked},
        back=chosen_here().address(),
    )


def ask_about_alike(inquiry: Inquiry, form: InquiryDecisionForm) -> ResponseReturnValue | None:
    """Ask once more where a decision is to hold for others with the same words too.

    None where it was asked already, or there are no others that the operator may decide about.
    """
    if not form.alike.data or form.sure.data:
        return None
    decision = Decision(form.decision.data)
    others = [
        one
        for one in same_words_as(inquiry)
        if decision in DECISIONS.get(one.state, ()) and may_decide(one)
    ]
    if not others:
        return None
    kept = {
        "row_version": [str(form.row_version.data)],
        "decision": [str(form.decision.data)],
        "reasons": form.said.codes,
        "words": [form.said.words],
        "language": [form.said.language],
        "alike": ["yes"],
        "picked": [f"{one.code}.{one.version}" for one in others],
    }
    chosen, code = chosen_here(), inquiry.code
    return _page(
        [inquiry, *others],
        decision,
        form.said,
        action=url_for("deals.decide_inquiry", inquiry=code, **chosen.parts),
        kept=kept,
        back=chosen.address(code),
    )


def decide_alike(decision: Decision, said: WordsToBuyer) -> None:
    """Decide the same about the others that were shown when it was asked; tell of all of them."""
    picked = list(dict.fromkeys(request.form.getlist("picked")))[:MOST_AT_ONCE]
    done = sum(decide_one(*_read(one), decision, said) for one in picked)
    tell_of(1 + done, len(picked) - done)


def _page(
    inquiries: Sequence[Inquiry],
    decision: Decision,
    said: WordsToBuyer,
    **ways: object,
) -> ResponseReturnValue:
    """Show what is to be done to which; `kept` are the fields that the form carries on."""
    return render_template(
        "deals/operator_several.html",
        inquiries=inquiries,
        lines=asked_lines(inquiries),
        decision=decision.value,
        said=said,
        **ways,
    )


def may_decide(inquiry: Inquiry) -> bool:
    """Whether the operator who reads may decide about an inquiry."""
    return may_decide_about.check(reader_here(), inquiry).answer is Answer.YES


def _read(picked: str) -> tuple[str, int]:
    code, _dot, version = picked.partition(".")
    return code, read_version(version)


def decide_one(code: str, seen: int, decision: Decision, said: WordsToBuyer) -> bool:
    """Decide about one of several; whether it was done."""
    reader, inquiry = reader_here(), find_sent(code)
    if inquiry is None or not may_decide(inquiry):
        return False
    by = {"operator": reader.person, "actor": reader.actor(), "seen_version": seen}
    acts: dict[Decision, tuple[Callable[..., None], Sequence[object]]] = {
        Decision.PASS_ON: (pass_on, ()),
        Decision.ASK: (ask, (said,)),
        Decision.CLOSE: (close_not_valid, (said,)),
    }
    act, facts = acts[decision]
    try:
        unit_of_work(act, inquiry, *facts, **by)
    except HouseError:
        return False
    return True


def tell_of(done: int, left: int) -> None:
    """Say on the next page how many were decided, and how many were left."""
    if done:
        flash(ngettext("One inquiry is decided.", "%(num)d inquiries are decided.", done), "good")
    if left:
        flash(
            ngettext(
                "One was left: somebody else was faster, or has it.",
                "%(num)d were left: somebody else was faster, or has them.",
                left,
            ),
            "warn",
        )
