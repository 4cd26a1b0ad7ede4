"""The operators' queue of company checks, and one check with the decision to make."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from marketplace.accounts.models import Office
from marketplace.accounts.queries import (
    Reader,
    countries_in_scope,
    find_office,
    office_of_country,
    preferences,
)
from marketplace.accounts.queries.offices import open_offices
from marketplace.core.languages import LANGUAGES
from marketplace.core.permissions import Answer, guard, present_reader
from marketplace.core.web import language
from marketplace.core.web.refusals import done_or_flashed, flash_all
from marketplace.reference.queries import company_number
from marketplace.verification import errors
from marketplace.verification.enums import CheckReason, reason_sentence
from marketplace.verification.forms import DecisionForm
from marketplace.verification.forms.operator import Decision
from marketplace.verification.models import CompanyCheck
from marketplace.verification.operations import (
    approve,
    ask_for_more,
    give_back,
    lift,
    refuse,
    suspend,
    take,
)
from marketplace.verification.queries import (
    documents_of,
    find_check,
    history_of,
    notes_of,
    twins_of,
    zone_of_office,
)
from marketplace.verification.queries.queue import (
    CheckFilter,
    Scope,
    days_in,
    neighbours,
    next_waiting,
    place_of,
    queue_of,
    scope_of_office,
    waiting_counts,
)
from marketplace.verification.routes import bp
from marketplace.verification.rules import is_verifier, may_decide, may_see_check


def reach_of(reader: Reader) -> Scope:
    """Return whose companies the operator looks after."""
    return Scope(countries_in_scope(reader.person))


@dataclass(frozen=True)
class _Chosen:
    """What a list of the queue is narrowed to, as its address says."""

    shown: CheckFilter
    office: Office | None
    scope: Scope

    @property
    def way(self) -> dict[str, Any]:
        """What an address says of it where one check is opened: the next one is of the same."""
        office = {"office": self.office.code} if self.office else {}
        is_mine = self.shown is CheckFilter.MINE
        return office | ({"show": self.shown.value} if is_mine else {})

    @property
    def gone_through(self) -> CheckFilter:
        """Which checks follow each other when one after the other is decided."""
        return self.shown if self.shown is CheckFilter.MINE else CheckFilter.WAITING

    def address(self, check: str) -> str:
        """Return the address of a check as one of this list."""
        return url_for(".check", check=check, **self.way)


def _chosen(reader: Reader) -> _Chosen:
    asked = request.args.get("show", "")
    shown = CheckFilter(asked) if asked in set(CheckFilter) else CheckFilter.WAITING
    office = find_office(request.args.get("office", ""))
    sees_all = countries_in_scope(reader.person) is None
    if office is None or not sees_all:
        return _Chosen(shown, None, reach_of(reader))
    return _Chosen(shown, office, scope_of_office(office))


@bp.get("/desk/checks")
@guard(is_verifier)
def checks() -> ResponseReturnValue:
    """List the checks that wait for the office, what is due first on top."""
    reader: Reader = present_reader()
    chosen, zone = _chosen(reader), preferences().time_zone
    days = days_in(zone)
    return render_template(
        "verification/operator_checks.html",
        chosen=chosen,
        offices=open_offices() if countries_in_scope(reader.person) is None else [],
        waiting=waiting_counts(chosen.scope, reader.person, days),
        queue=queue_of(chosen.scope, chosen.shown, reader.person, request.args.get("after")),
        days=days,
        zone=zone,
        way=chosen.way,
    )


@bp.get("/desk/checks/<check>")
@guard(may_see_check, subject=find_check)
def check(check: CompanyCheck) -> ResponseReturnValue:
    """Show one check: what the company wrote, its documents, what happened, the decision."""
    form = _form(check)
    form.language.data = _language_to_write(check)
    return _page(check, form)


def _form(check: CompanyCheck) -> DecisionForm:
    shown = {"name": check.name, "name_latin": check.name_latin, "number": check.number}
    return DecisionForm(check.state, data=shown, row_version=check.version)


def _language_to_write(check: CompanyCheck) -> str:
    """Return the company's language where the operator reads it, else the page's."""
    theirs, page = check.opened_by.language, language.current().tag
    return theirs if theirs == page else page


def _page(check: CompanyCheck, form: DecisionForm, *, is_preview: bool = False) -> str:
    reader: Reader = present_reader()
    chosen, zone, notes = _chosen(reader), preferences().time_zone, notes_of(check)
    before, after = neighbours(check, chosen.scope, chosen.gone_through, reader.person)
    theirs = LANGUAGES[check.opened_by.language]
    office = check.office or office_of_country(check.company.country)
    return render_template(
        "verification/operator_check.html",
        check=check,
        company=check.company,
        form=form,
        is_preview=is_preview,
        theirs=theirs,
        in_theirs=_sentences_in(theirs.locale),
        documents=documents_of(check),
        twins=twins_of(check),
        events=history_of(check, notes),
        rule=company_number(check.country),
        office=office,
        office_zone=zone_of_office(office),
        before=before,
        after=after,
        queue=queue_of(chosen.scope, chosen.gone_through, reader.person, None).rows,
        way=chosen.way,
        days=days_in(zone),
        zone=zone,
        may_decide=may_decide.check(reader, check).answer is Answer.YES,
        is_mine=check.taken_by_id == reader.person.id,
    )


def _sentences_in(locale: str) -> dict[str, str]:
    with force_locale(locale):
        return {reason.value: reason_sentence(reason) for reason in CheckReason}


@bp.post("/desk/checks/<check>/take")
@guard(may_decide, subject=find_check)
def take_check(check: CompanyCheck) -> ResponseReturnValue:
    """Take the check; colleagues see who has it."""
    return _work(take, check)


@bp.post("/desk/checks/<check>/give-back")
@guard(may_decide, subject=find_check)
def give_back_check(check: CompanyCheck) -> ResponseReturnValue:
    """Give the check back."""
    return _work(give_back, check)


def _work(act: Callable[..., None], check: CompanyCheck) -> ResponseReturnValue:
    reader: Reader = present_reader()
    code = check.code
    done_or_flashed(act, check, operator=reader.person, actor=reader.actor())
    return redirect(_chosen(reader).address(code))


@bp.post("/desk/checks/<check>/decide")
@guard(may_decide, subject=find_check)
def decide(check: CompanyCheck) -> ResponseReturnValue:
    """Decide, and go on to what is due next; or show first what the company will read."""
    code, place, form = check.code, place_of(check), _form(check)
    if "preview" in request.form:
        return _page(check, form, is_preview=True)
    if form.validate_on_submit() and _carry_out(check, form):
        decided = find_check(code)
        name = decided.company.name if decided else ""
        flash(_("Decided: %(company)s. They are told.", company=name), "good")
        reader: Reader = present_reader()
        chosen = _chosen(reader)
        following = next_waiting(chosen.scope, chosen.gone_through, reader.person, place)
        if following is None or form.decision.data in {Decision.SUSPEND, Decision.LIFT}:
            return redirect(chosen.address(code))
        return redirect(chosen.address(following.code))
    now = find_check(code) or check
    _name_change(now, form)
    return _page(now, form)


def _name_change(check: CompanyCheck, form: DecisionForm) -> None:
    """Say that somebody was faster, also where the decision is not offered any more."""
    if form.show_present(check.version, {}) and form.decision.errors:
        form.decision.errors = []
        form.summary.append(errors.changed_meanwhile().sentence)
    if not form.decision.choices:  # the page has no form beside which it could stand
        flash_all(form.summary)


def _carry_out(check: CompanyCheck, form: DecisionForm) -> bool:
    reader: Reader = present_reader()
    person, actor, version = reader.person, reader.actor(), form.seen_version
    decision = Decision(form.decision.data)
    if decision is Decision.APPROVE:
        return form.done_by(
            approve,
            check,
            form.what_was_seen,
            form.said,
            operator=person,
            seen_version=version,
            actor=actor,
        )
    act = {
        Decision.ASK: ask_for_more,
        Decision.REFUSE: refuse,
        Decision.SUSPEND: suspend,
        Decision.LIFT: lift,
    }[decision]
    return form.done_by(act, check, form.said, operator=person, seen_version=version, actor=actor)
