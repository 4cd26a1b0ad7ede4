"""Pages behind mailed links: confirming an address, asking for a new password and setting it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import RateLimitItemPerHour

from marketplace.accounts import errors
from marketplace.accounts.enums import PersonState
from marketplace.accounts.forms import ForgotForm, NewPasswordForm
from marketplace.accounts.listeners import CONFIRM_MAIL
from marketplace.accounts.models import Person
from marketplace.accounts.operations import (
    ask_for_reset,
    confirm_person,
    confirm_with_password,
    hash_password,
    set_password_by_link,
)
from marketplace.accounts.operations.operators import SET_PASSWORD
from marketplace.accounts.queries import (
    digest,
    find_active_person,
    find_invited_operator,
    find_person,
    prefill_sign_in,
    signed_up_here,
)
from marketplace.accounts.routes import bp
from marketplace.accounts.routes.browser import ANONYMOUS
from marketplace.core import limits
from marketplace.core.db import end_reading, lock, unit_of_work
from marketplace.core.forms import PlainForm
from marketplace.core.links import link_page, read_link
from marketplace.core.permissions import anyone, guard
from marketplace.core.text import text_key

RESETS_OF_MAIL = RateLimitItemPerHour(3, namespace="reset-mail")
RESETS_OF_ADDRESS = RateLimitItemPerHour(20, namespace="reset-address")

link_page(CONFIRM_MAIL, "accounts.confirm_mail")
link_page(SET_PASSWORD, "accounts.set_password")


def _person_of(token: str, purpose: str) -> Person | None:
    """Return whom a standing link speaks of; None for one that has ended or was revoked."""
    link = read_link(token)
    if link is None or link.purpose != purpose or link.has_ended:
        return None
    person = find_person(link.row)
    return person if person and person.link_version == link.version else None


@bp.route("/confirm/<token>", methods=["GET", "POST"])
@guard(anyone)
def confirm_mail(token: str) -> ResponseReturnValue:
    """Confirm the mail address: with one button in the browser that signed up.

    In any other the reader may not be who chose the password, so they choose one here: else whoever
    signs up with a stranger's address would know the password of that stranger's account.
    """
    person = _person_of(token, CONFIRM_MAIL)
    if person is not None and person.state is PersonState.ACTIVE:
        flash(_("Your address is confirmed already. Please sign in."), "good")
        return _to_sign_in(person.mail)
    if person is None or person.state is not PersonState.UNCONFIRMED:
        return render_template("accounts/public_link_ended.html"), 410
    is_theirs = signed_up_here(person)
    form, mail = PlainForm() if is_theirs else NewPasswordForm(person), person.mail
    if form.validate_on_submit() and _confirmed(person, form):
        flash(_("Your address is confirmed. Please sign in."), "good")
        return _to_sign_in(mail)
    return render_template(
        "accounts/public_confirm.html", form=form, person=person, is_theirs=is_theirs
    )


def _confirmed(person: Person, form: PlainForm | NewPasswordForm) -> bool:
    if isinstance(form, PlainForm):
        return form.done_by(confirm_person, person, actor=ANONYMOUS)
    end_reading()
    password_hash = hash_password(str(form.new_password.data))
    return form.done_by(confirm_with_password, person, password_hash, actor=ANONYMOUS)


def _to_sign_in(mail: str | None) -> ResponseReturnValue:
    prefill_sign_in(mail or "")
    return redirect(url_for("accounts.sign_in"))


@bp.route("/forgot", methods=["GET", "POST"])
@guard(anyone)
def forgot() -> ResponseReturnValue:
    """Send a link for a new password; the answer is the same whether the address is known."""
    form = ForgotForm()
    if not form.validate_on_submit():
        return render_template("accounts/public_forgot.html", form=form)
    mail = str(form.mail.data)
    limits.count(RESETS_OF_ADDRESS, limits.network_of(request.remote_addr))
    limits.count(RESETS_OF_MAIL, digest(text_key(mail)))
    person = find_active_person(mail) or find_invited_operator(mail)
    unit_of_work(ask_for_reset, person, actor=ANONYMOUS)
    return redirect(url_for("accounts.forgot_sent"))


@bp.get("/forgot/sent")
@guard(anyone)
def forgot_sent() -> ResponseReturnValue:
    """Say where the link went."""
    return render_template("accounts/public_forgot_sent.html")


@bp.route("/set-password/<token>", methods=["GET", "POST"])
@guard(anyone)
def set_password(token: str) -> ResponseReturnValue:
    """Choose a new password: after forgetting it, or as an invited operator."""
    person = _person_of(token, SET_PASSWORD)
    if person is None:
        return render_template("accounts/public_link_ended.html"), 410
    form, mail = NewPasswordForm(person), person.mail
    if form.validate_on_submit():
        end_reading()
        password_hash = hash_password(str(form.new_password.data))
        if form.carry_out(_set_password, token, password_hash):
            flash(_("Your new password is set. Please sign in."), "good")
            return _to_sign_in(mail)
    return render_template("accounts/public_set_password.html", form=form, person=person)


def _set_password(token: str, password_hash: str) -> bool:
    person = _person_of(token, SET_PASSWORD)
    if person is not None:
        lock(person)  # whoever sent the form a moment earlier has used the link up
        person = _person_of(token, SET_PASSWORD)
    if person is None:
        raise errors.link_has_ended()
    set_password_by_link(person, password_hash, actor=ANONYMOUS)
    return True
