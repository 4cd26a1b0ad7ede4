"""A company's own page, and the small forms that write its parts."""

from http import HTTPStatus

from babel.dates import get_day_names
from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import RateLimitItemPerHour

from marketplace.accounts.queries import page_reader
from marketplace.companies.forms import BusinessForm, LogoForm, NamesForm, TextForm
from marketplace.companies.models import Company, CompanyText
from marketplace.companies.operations import (
    change_business,
    change_logo,
    change_names,
    let_sellers_write,
    write_text,
)
from marketplace.companies.queries import (
    PartOf,
    acting_record,
    business_of,
    days_off_of,
    find_open_company,
    find_text,
    languages_of,
    markets_of,
    members_of,
    points_of,
    profile_of,
    texts_of,
    work_week_of,
    zone_of,
)
from marketplace.companies.routes import bp
from marketplace.companies.routes.page import (
    actor,
    back_to,
    locale,
    may_lead,
    may_write,
)
from marketplace.companies.rules import is_member
from marketplace.core import limits
from marketplace.core.db import end_reading
from marketplace.core.errors import Refused
from marketplace.core.forms import PlainForm
from marketplace.core.images import convert
from marketplace.core.images.convert import LARGEST_FILE
from marketplace.core.languages import LANGUAGES
from marketplace.core.permissions import guard
from marketplace.core.web.refusals import flash_all
from marketplace.core.web.times import zone_place
from marketplace.core.web.uploads import takes_file
from marketplace.reference.queries import country_choices, country_name

LEAST_LOGO_SIDE = 64
#: How many times longer than the other a side of a logo may be, so that it can be seen when small.
MOST_STRETCHED_LOGO = 4
LOGOS_OF_PERSON = RateLimitItemPerHour(20, namespace="logo-person")


def page_of_form(template: str, **facts: object) -> ResponseReturnValue:
    """Show a form; 409 when its row was changed meanwhile, so that the second editor looks."""
    changed = bool(facts.get("has_changed"))
    return render_template(template, **facts), HTTPStatus.CONFLICT if changed else HTTPStatus.OK


@bp.get("/c/<company>/company")
@guard(is_member, subject=find_open_company)
def overview(company: Company) -> ResponseReturnValue:
    """Show what the company says of itself, and name what is still missing."""
    profile = profile_of(company)
    return render_template(
        "companies/company_overview.html",
        company=company,
        profile=profile,
        points=points_of(profile),
        week=[_weekday(day) for day in work_week_of(company, profile.calendar)],
        zone=zone_place(zone_of(company, profile.calendar)),
        markets=[country_name(code, locale()) for code in profile.markets],
        days_off=days_off_of(company),
        members=members_of(company),
        record=acting_record(company),
        form=PlainForm(),
    )


def _weekday(day: int) -> str:
    name: str = get_day_names("wide", locale=locale())[day]
    return name


def _names_now(company: Company) -> dict[str, object]:
    return {name: getattr(company, name) for name in ("name", "name_latin", "trade_name")}


@bp.route("/c/<company>/company/names", methods=["GET", "POST"])
@guard(may_lead, subject=find_open_company)
def names(company: Company) -> ResponseReturnValue:
    """Write the company's names."""
    form, code = NamesForm(data=_names_now(company), row_version=company.version), company.code
    if form.validate_on_submit() and form.done_by(
        change_names,
        company,
        form.names,
        seen_version=form.seen_version,
        actor=actor(company),
    ):
        flash(_("Saved."), "good")
        return back_to("overview", code)
    changed = form.is_submitted() and form.show_present(company.version, _names_now(company))
    return page_of_form(
        "companies/company_names.html", company=company, form=form, has_changed=changed
    )


def _business_now(company: Company) -> dict[str, object]:
    business = business_of(company)
    return {
        "kind": business.kind.value if business.kind else "",
        "does_oem": business.does_oem,
        "does_odm": business.does_odm,
        "established": str(business.established or ""),
        "staff": business.staff.value if business.staff else "",
        "website": business.website,
        "languages": languages_of(company),
        "markets": markets_of(company),
    }


def _countries(chosen: list[str]) -> list[tuple[str, str]]:
    """Return every country for a list to tick from, those that are ticked first."""
    named = country_choices(locale())
    ticked = [each for each in named if each[0] in chosen]
    return [*ticked, *(each for each in named if each[0] not in chosen)]


@bp.route("/c/<company>/company/business", methods=["GET", "POST"])
@guard(may_write, subject=find_open_company)
def business(company: Company) -> ResponseReturnValue:
    """Write what the company does."""
    code, version = company.code, business_of(company).version
    form = BusinessForm(
        _countries(markets_of(company)), data=_business_now(company), row_version=version
    )
    if form.validate_on_submit() and form.done_by(
        change_business,
        company,
        form.facts,
        seen_version=form.seen_version,
        actor=actor(company),
    ):
        flash(_("Saved."), "good")
        return back_to("overview", code)
    now, version = _business_now(company), business_of(company).version
    changed = form.is_submitted() and form.show_present(version, now)
    return page_of_form(
        "companies/company_business.html", company=company, form=form, has_changed=changed
    )


@bp.route("/c/<company>/company/logo", methods=["GET", "POST"])
@takes_file(LARGEST_FILE)
@guard(may_write, subject=find_open_company)
def logo(company: Company) -> ResponseReturnValue:
    """Choose the company's logo; the picture is read outside of any transaction."""
    form, code = LogoForm(data={"seen_key": company.logo or ""}), company.code
    if form.validate_on_submit():
        limits.count(LOGOS_OF_PERSON, page_reader().person.code)
        who, seen = actor(company), form.seen_key.data or None
        with form.picture.data.stream as sent:
            content = sent.read()
        end_reading()
        try:
            key = convert(
                content, least_side=LEAST_LOGO_SIDE, most_stretched=MOST_STRETCHED_LOGO
            ).key
        except Refused as refusal:
            form.picture.errors = [refusal.sentence]
        else:
            if form.done_by(change_logo, company, key, seen_key=seen, actor=who):
                flash(_("This is your logo now."), "good")
                return back_to("logo", code)
    form.seen_key.data = company.logo or ""
    return render_template("companies/company_logo.html", company=company, form=form)


@bp.post("/c/<company>/company/logo/remove")
@guard(may_write, subject=find_open_company)
def remove_logo(company: Company) -> ResponseReturnValue:
    """Have no logo any more."""
    form, code = LogoForm(), company.code
    form.done_by(
        change_logo,
        company,
        None,
        seen_key=form.seen_key.data or None,
        actor=actor(company),
    )
    flash_all(form.summary)
    return back_to("logo", code)


@bp.get("/c/<company>/company/texts")
@guard(is_member, subject=find_open_company)
def texts(company: Company) -> ResponseReturnValue:
    """List the languages and what stands in each."""
    return render_template("companies/company_texts.html", company=company, texts=texts_of(company))


def _find_language(company: str, language: str) -> PartOf[str] | None:
    found = find_open_company(company)
    return PartOf(found, language) if found and language in LANGUAGES else None


def _text_now(text: CompanyText | None) -> tuple[int, dict[str, object]]:
    if text is None:
        return 0, {"headline": "", "story": ""}
    return text.version, {"headline": text.headline, "story": text.story}


@bp.route("/c/<company>/company/texts/<language>", methods=["GET", "POST"])
@guard(may_write, subject=_find_language)
def text(part: PartOf[str]) -> ResponseReturnValue:
    """Write the company's own words in one language."""
    company, language, code = part.company, part.row, part.company.code
    version, now = _text_now(find_text(company, language))
    form = TextForm(data=now, row_version=version)
    if form.validate_on_submit() and form.done_by(
        write_text,
        company,
        language,
        headline=form.headline.data or "",
        story=form.story.data or "",
        seen_version=form.seen_version,
        actor=actor(company),
    ):
        flash(_("Saved."), "good")
        return back_to("texts", code)
    changed = form.is_submitted() and form.show_present(*_text_now(find_text(company, language)))
    return page_of_form(
        "companies/company_text.html",
        company=company,
        form=form,
        language=LANGUAGES[language],
        others=[LANGUAGES[tag] for tag in texts_of(company) if tag != language],
        has_changed=changed,
    )


@bp.post("/c/<company>/company/first-letters")
@guard(may_write, subject=find_open_company)
def first_letters(company: Company) -> ResponseReturnValue:
    """Let sellers write first, or no longer; the form says which, so that two clicks are one."""
    form, code = PlainForm(), company.code
    allowed = request.form.get("allowed") == "yes"
    if form.validate_on_submit() and form.done_by(
        let_sellers_write, company, allowed=allowed, actor=actor(company)
    ):
        words = _("Sellers may write to you first.") if allowed else _("Only you write first now.")
        flash(words, "good")
    return back_to("overview", code)
