"""Setting up the authenticator app, from the account or on an operator's way in."""

import pyotp
from flask import flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import logout_user
from limits import RateLimitItemPerMinute
from markupsafe import Markup

from marketplace.accounts.enums import SessionState
from marketplace.accounts.forms import CodeForm
from marketplace.accounts.models import Person
from marketplace.accounts.operations import (
    begin_app_setup,
    finish_app_setup,
    remove_app,
    renew_recovery_codes,
)
from marketplace.accounts.protocols import landing_of
from marketplace.accounts.queries import (
    PENDING,
    Reader,
    page_reader,
    pending_session,
    present_reader,
    recovery_codes_left,
)
from marketplace.accounts.routes import bp
from marketplace.accounts.routes.browser import (
    ANONYMOUS,
    back_to_password,
    keep_device,
    new_device,
    present_device,
    sign_in_browser,
)
from marketplace.accounts.rules import signed_in
from marketplace.core import limits
from marketplace.core.db import unit_of_work
from marketplace.core.forms import PlainForm
from marketplace.core.permissions import anyone, guard
from marketplace.core.web.addresses import own_address

CODES = RateLimitItemPerMinute(10, 15, namespace="app-code")


def _qr(person: Person, secret: str) -> Markup:
    import segno

    address = pyotp.TOTP(secret).provisioning_uri(
        name=person.mail or person.code, issuer_name="Naru"
    )
    drawn = segno.make(address).svg_inline(omitsize=True, svgclass=None, lineclass=None)
    return Markup(drawn)  # noqa: S704 - made by segno from our own facts


@bp.get("/account/authenticator")
@guard(signed_in, subject=present_reader)
def authenticator(reader: Reader) -> ResponseReturnValue:
    """Show whether the app is set up, and the acts on it."""
    left = recovery_codes_left(reader.person)
    return render_template("accounts/account_authenticator.html", form=CodeForm(), left=left)


@bp.route("/account/authenticator/begin", methods=["GET", "POST"])
@guard(signed_in, subject=present_reader)
def begin_authenticator(reader: Reader) -> ResponseReturnValue:
    """Draw a secret and show it as a QR code."""
    if not PlainForm().validate_on_submit() or reader.person.has_app:
        return redirect(url_for("accounts.authenticator"))
    return _setup_page(reader.person, CodeForm(formdata=None), "account")


@bp.route("/account/authenticator/finish", methods=["GET", "POST"])
@guard(signed_in, subject=present_reader)
def finish_authenticator(reader: Reader) -> ResponseReturnValue:
    """Prove the app by its first code and show the recovery codes."""
    if reader.person.has_app or request.method != "POST":
        return redirect(url_for("accounts.authenticator"))
    form = CodeForm()
    if form.validate_on_submit():
        limits.count(CODES, reader.person.code)
        codes = form.carry_out(
            finish_app_setup, reader.person, str(form.code.data), actor=reader.actor()
        )
        if codes:
            way_on = url_for("accounts.authenticator")
            return render_template("accounts/account_codes.html", codes=codes, way_on=way_on)
    return _setup_page(reader.person, form, "account")


def _setup_page(person: Person, form: CodeForm, place: str) -> str:
    secret = unit_of_work(begin_app_setup, person)
    return render_template(
        f"accounts/{place}_app_setup.html", form=form, secret=secret, qr=_qr(person, secret)
    )


@bp.route("/account/authenticator/codes", methods=["GET", "POST"])
@guard(signed_in, subject=present_reader)
def renew_codes(reader: Reader) -> ResponseReturnValue:
    """Replace the recovery codes against the app's present code."""
    form = CodeForm()
    if form.validate_on_submit():
        limits.count(CODES, reader.person.code)
        codes = form.carry_out(
            renew_recovery_codes, reader.person, str(form.code.data), actor=reader.actor()
        )
        if codes:
            way_on = url_for("accounts.authenticator")
            return render_template("accounts/account_codes.html", codes=codes, way_on=way_on)
    left = recovery_codes_left(reader.person)
    return render_template("accounts/account_authenticator.html", form=form, left=left)


@bp.route("/account/authenticator/remove", methods=["GET", "POST"])
@guard(signed_in, subject=present_reader)
def remove_authenticator(reader: Reader) -> ResponseReturnValue:
    """Let sign-in ask for no code any more; an operator sets the app up at the next one."""
    form, is_operator = CodeForm(), reader.person.is_operator
    if form.validate_on_submit():
        limits.count(CODES, reader.person.code)
        if form.carry_out(_remove, reader, str(form.code.data)):
            if is_operator:
                return _signed_out()
            flash(_("Sign-in no longer asks for a code."), "good")
            return redirect(url_for("accounts.authenticator"))
    left = recovery_codes_left(reader.person)
    return render_template("accounts/account_authenticator.html", form=form, left=left)


def _signed_out() -> ResponseReturnValue:
    logout_user()
    session.clear()
    flash(_("You are signed out."), "good")
    return redirect(url_for("accounts.sign_in"))


def _remove(reader: Reader, code: str) -> bool:
    remove_app(reader.person, code, actor=reader.actor())
    return True


@bp.route("/sign-in/app", methods=["GET", "POST"])
@guard(anyone)
def sign_in_app() -> ResponseReturnValue:
    """Let an operator without an app set one up before anything else.

    Opening the page shows a button; the secret is drawn by pressing it.
    """
    pending = pending_session()
    if pending is None:
        return back_to_password()
    if pending.state is not SessionState.APP_DUE:
        return redirect(url_for("accounts.sign_in_code", next=request.args.get("next")))
    if request.method != "POST":
        return render_template("accounts/public_app_due.html", form=PlainForm())
    form = CodeForm()
    if "code" not in request.form:
        return _setup_page(pending.person, CodeForm(formdata=None), "public")
    if form.validate_on_submit():
        limits.count(CODES, pending.person.code)
        device, token, person = present_device() or new_device(), session[PENDING], pending.person
        codes = form.carry_out(
            finish_app_setup,
            person,
            str(form.code.data),
            actor=ANONYMOUS,
            pending=pending,
            device=device,
        )
        if codes:
            return _codes_after_sign_in(codes, token, device)
    return _setup_page(pending.person, form, "public")


def _codes_after_sign_in(codes: list[str], token: str, device: str) -> ResponseReturnValue:
    sign_in_browser(token)
    way_on = own_address(request.args.get("next")) or landing_of(page_reader().person)
    page = render_template("accounts/account_codes.html", codes=codes, way_on=way_on)
    response = make_response(page)
    keep_device(response, device)
    return response
