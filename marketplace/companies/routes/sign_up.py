"""Signing up: the side, you, your company, the mail."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask import session as browser
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from limits import RateLimitItemPerHour

from marketplace.accounts.operations import begin_sign_up, hash_password
from marketplace.accounts.protocols import drafts_in_browser
from marketplace.accounts.queries import (
    digest,
    find_sign_up_draft,
    prefill_sign_in,
    remember_sign_up,
)
from marketplace.accounts.queries.consents import consent_versions
from marketplace.accounts.queries.preferences import country_of_browser, zone_of_browser
from marketplace.companies.enums import Side
from marketplace.companies.errors import DraftGone
from marketplace.companies.forms import BuyerCompanyForm, SellerCompanyForm, YouForm
from marketplace.companies.operations import found_company
from marketplace.companies.queries.members import founder_of
from marketplace.companies.routes import bp
from marketplace.config import Settings
from marketplace.core import limits
from marketplace.core.audit import Actor, Channel
from marketplace.core.db import end_reading, unit_of_work
from marketplace.core.permissions import anyone, guard
from marketplace.core.text import text_key
from marketplace.core.web import language
from marketplace.reference.countries import country_choices, home_pack

#: The entry of the session cookie that holds the token of an unfinished sign-up.
DRAFT = "sign_up"
MAIL = "sign_up_mail"
STRANGER = Actor(Channel.WEB)

SIGN_UPS_OF_NETWORK = RateLimitItemPerHour(10, namespace="sign-up-network")
SIGN_UPS_OF_MAIL = RateLimitItemPerHour(3, namespace="sign-up-mail")
#: Who tries numbers to learn which companies are here is stopped as well.
COMPANIES_OF_NETWORK = RateLimitItemPerHour(40, namespace="sign-up-company")


def _find_side(side: str) -> Side | None:
    return Side(side) if side in set(Side) else None


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


@bp.get("/sign-up")
@guard(anyone)
def choose_side() -> ResponseReturnValue:
    """Ask whether somebody sells or buys."""
    pack = home_pack(_settings().home_country)
    return render_template("companies/public_choose_side.html", number_name=pack.IDENTITY_NUMBER)


@bp.route("/sign-up/<side>", methods=["GET", "POST"])
@guard(anyone, subject=_find_side)
def sign_up(side: Side) -> ResponseReturnValue:
    """The first step: name, mail address, password."""
    form = YouForm(obj=find_sign_up_draft(browser.get(DRAFT)))
    if not form.validate_on_submit():
        return render_template("companies/public_sign_up.html", form=form, side=side)
    limits.count(SIGN_UPS_OF_NETWORK, limits.network_of(request.remote_addr))
    _keep_draft(form)
    return redirect(url_for(".sign_up_company", side=side.value))


def _keep_draft(form: YouForm) -> None:
    end_reading()
    password_hash = hash_password(form.password.data or "")
    browser[DRAFT] = unit_of_work(
        begin_sign_up,
        name=form.name.data or "",
        mail=form.mail.data or "",
        password_hash=password_hash,
        language=language.current().tag,
    )
    browser[MAIL] = form.mail.data


@bp.route("/sign-up/<side>/company", methods=["GET", "POST"])
@guard(anyone, subject=_find_side)
def sign_up_company(side: Side) -> ResponseReturnValue:
    """The second step: the company, and what the person agrees to."""
    form = _company_form(side)
    if form.validate_on_submit():
        try:
            if _found_by(form):
                return redirect(url_for(".sign_up_sent"))
        except DraftGone as refusal:
            flash(refusal.sentence, "warn")
            return redirect(url_for(".sign_up", side=side.value))
    elif find_sign_up_draft(browser.get(DRAFT)) is None:
        if form.is_submitted():
            flash(DraftGone().sentence, "warn")
        return redirect(url_for(".sign_up", side=side.value))
    return _company_page(side, form)


def _company_form(side: Side) -> SellerCompanyForm | BuyerCompanyForm:
    if side is Side.SELLER:
        return SellerCompanyForm(home_pack(_settings().home_country))
    form = BuyerCompanyForm(country_choices(str(get_locale())))
    if not form.is_submitted():
        form.country.data = country_of_browser()
    return form


def _found_by(form: SellerCompanyForm | BuyerCompanyForm) -> bool:
    token = browser.get(DRAFT)
    draft = find_sign_up_draft(token)
    mail = digest(text_key(draft.mail)) if draft else ""
    if draft:
        limits.count(COMPANIES_OF_NETWORK, limits.network_of(request.remote_addr))
        limits.count(SIGN_UPS_OF_MAIL, mail)  # first, so that many at once are counted too
    founded = _found(form, token)
    if founded is None:
        if mail:
            limits.give_back(SIGN_UPS_OF_MAIL, mail)
        return False
    browser.pop(DRAFT, None)
    remember_sign_up(founder_of(founded))
    return True


def _found(form: SellerCompanyForm | BuyerCompanyForm, token: str | None) -> str | None:
    return form.carry_out(
        found_company,
        token,
        form.facts,
        consents=form.consents,
        versions=form.versions,
        once_key=form.once_key.data or "",
        carry_on_with=form.carry_on_with.data if isinstance(form, SellerCompanyForm) else None,
        held=drafts_in_browser(),
        zone=zone_of_browser(),
        actor=STRANGER,
    )


def _company_page(side: Side, form: SellerCompanyForm | BuyerCompanyForm) -> str:
    return render_template(
        "companies/public_sign_up_company.html",
        form=form,
        side=side,
        versions=consent_versions(),
    )


@bp.get("/sign-up/sent")
@guard(anyone)
def sign_up_sent() -> ResponseReturnValue:
    """Say that a mail is on its way, to a known address and to an unknown one alike."""
    mail = browser.get(MAIL)
    if mail:
        prefill_sign_in(mail)
    return render_template("companies/public_sign_up_sent.html", mail=mail)
