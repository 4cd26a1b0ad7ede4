"""A company's own page of its check: where it stands, opening one, answering."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import RateLimitItemPerHour

from marketplace.accounts.queries import Reader, office_name, office_of_country
from marketplace.companies.enums import AddressKind, MemberRole
from marketplace.companies.models import Company
from marketplace.companies.queries import (
    actor_for,
    addresses_of,
    business_of,
    calendar_of,
    find_open_company,
    zone_of,
)
from marketplace.companies.rules import is_member, may
from marketplace.core import clock, limits
from marketplace.core.db import end_reading
from marketplace.core.documents import LARGEST_DOCUMENT, keep_document
from marketplace.core.errors import Refused, TooMany
from marketplace.core.permissions import Answer, guard, present_reader
from marketplace.core.web import language
from marketplace.core.web.refusals import flash_all
from marketplace.core.web.uploads import takes_file
from marketplace.reference.queries import company_number
from marketplace.verification import errors
from marketplace.verification.enums import STANDING, CheckState
from marketplace.verification.forms import AnswerForm, CheckForm
from marketplace.verification.models import CompanyCheck
from marketplace.verification.operations import answer, open_check
from marketplace.verification.queries import (
    CheckOverview,
    badge_of,
    check_overview,
    documents_of,
    last_word_of,
    notes_of,
    zone_of_office,
)
from marketplace.verification.routes import bp

DOCUMENTS_OF_PERSON = RateLimitItemPerHour(20, namespace="document-person")

#: Owners and those who trade.
may_write = may(MemberRole.TRADE)


@bp.get("/c/<company>/check")
@guard(is_member, subject=find_open_company)
def company_check(company: Company) -> ResponseReturnValue:
    """Show where a company's check stands: whose turn, until when, what was decided and why."""
    now = check_overview(company)
    form = AnswerForm(company, data=_facts(company, now)) if _is_asked(now) else None
    return _page(company, now, form)


def _page(company: Company, now: CheckOverview, form: AnswerForm | None) -> str:
    check = now.shown
    notes = notes_of(check) if check else []
    office = office_of_country(company.country)
    deciding = check.office if check and check.office else office
    return render_template(
        "verification/company_check.html",
        company=company,
        now=now,
        check=check,
        state=_state_of(check),
        rule=company_number(company.country),
        said=last_word_of(notes),
        notes=notes,
        documents=documents_of(check) if check else [],
        badge=badge_of(company),
        office=office_name(deciding) if deciding else "",
        office_zone=zone_of_office(deciding),
        zone=zone_of(company, calendar_of(company)),
        may_write=may_write.check(present_reader(), company).answer is Answer.YES,
        form=form,
    )


@bp.route("/c/<company>/check/new", methods=["GET", "POST"])
@takes_file(LARGEST_DOCUMENT)
@guard(may_write, subject=find_open_company)
def open_company_check(company: Company) -> ResponseReturnValue:
    """Open a check: the company as registered, what it wants, its document."""
    now, code = check_overview(company), company.code
    form = CheckForm(company, data=_facts(company, now))
    if not form.is_submitted() and not now.may_open:
        return redirect(url_for(".company_check", company=code))
    if _is_complete(form):
        reader: Reader = present_reader()
        done = form.carry_out(
            open_check,
            company,
            form.statement(language.current().tag),
            form.kept_document,
            opener=reader.person,
            once_key=str(form.once_key.data),
            actor=actor_for(reader, company),
        )
        if done is not None:
            flash(_("We have it. You get a mail as soon as it is decided."), "good")
            return redirect(url_for(".company_check", company=code))
    return render_template(
        "verification/company_check_form.html", company=company, form=form, now=now
    )


@bp.post("/c/<company>/check/answer")
@takes_file(LARGEST_DOCUMENT)
@guard(may_write, subject=find_open_company)
def answer_check(company: Company) -> ResponseReturnValue:
    """Send what the office asked for; it has the turn again."""
    now, code = check_overview(company), company.code
    form, check = AnswerForm(company), now.undecided
    if check is None:
        flash(_("This has changed in the meantime. Please look at it again."), "warn")
        return redirect(url_for(".company_check", company=code))
    if _is_complete(form):
        reader: Reader = present_reader()
        if form.done_by(
            answer,
            check,
            form.statement(language.current().tag),
            form.kept_document,
            words=form.words.data or "",
            answerer=reader.person,
            actor=actor_for(reader, company),
        ):
            flash(_("Sent. It is the office’s turn again."), "good")
            return redirect(url_for(".company_check", company=code))
    now = check_overview(company)
    if not _is_asked(now):
        flash_all(form.summary)
        return redirect(url_for(".company_check", company=code))
    return _page(company, now, form)


def _state_of(check: CompanyCheck | None) -> str:
    """Return the state as it is by the clock: what is over is over before its timer fires."""
    if check is None:
        return ""
    if check.state in STANDING and check.until is not None and check.until <= clock.now():
        return CheckState.ENDED.value
    return check.state.value


def _is_asked(now: CheckOverview) -> bool:
    return now.undecided is not None and now.undecided.state is CheckState.ASKED


def _is_complete(form: CheckForm | AnswerForm) -> bool:
    """Whether a sent form may be carried out; its document is kept first, whatever else it lacks.

    The document is read outside of any transaction.
    """
    if not form.is_submitted():
        return False
    is_valid = form.validate()
    sent = form.document.data
    if not sent:
        if isinstance(form, CheckForm) and form.kept_document is None:
            form.document.errors = [errors.document_is_missing().sentence]
            return False
        return bool(is_valid)
    with sent.stream as stream:
        content = stream.read(LARGEST_DOCUMENT + 1)
    name, person = sent.filename or "", present_reader().person.code
    end_reading()
    try:
        limits.count(DOCUMENTS_OF_PERSON, person)
        form.keep(keep_document(content, name))
    except (Refused, TooMany) as refusal:
        form.document.errors = [refusal.sentence]
        return False
    return bool(is_valid)


def _facts(company: Company, now: CheckOverview) -> dict[str, str]:
    """Return what the form shows at first: the open check's statement, else the company's page."""
    if now.undecided is not None:
        return _stated(now.undecided)
    last = _stated(now.newest) if now.newest else {}
    registered = [row for row in addresses_of(company) if row.kind is AddressKind.REGISTERED]
    address = ", ".join(
        part
        for row in registered[:1]
        for part in (row.street, row.city, row.region, row.postal_code)
        if part
    )
    page = {
        "name": company.name,
        "name_latin": company.name_latin,
        "number": company.number or "",
        "address": address,
        "website": business_of(company).website,
    }
    return last | {name: value for name, value in page.items() if value}


def _stated(check: CompanyCheck) -> dict[str, str]:
    names = ("name", "name_latin", "number", "address", "website", "purpose")
    return {name: getattr(check, name) for name in names}
