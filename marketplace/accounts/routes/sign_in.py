"""Signing in and out."""

from flask import (
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import logout_user
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute

from marketplace.accounts.enums import PersonState, SessionState
from marketplace.accounts.forms import CodeForm, SignInForm
from marketplace.accounts.models import Person, SignInSession
from marketplace.accounts.operations import (
    accept_code,
    end_session,
    fitting_hash,
    record_failed_code,
    record_failed_sign_in,
    remind_to_confirm,
    start_session,
)
from marketplace.accounts.protocols import drafts_in_browser, landing_of, pass_drafts_to
from marketplace.accounts.queries import (
    PENDING,
    digest,
    find_active_person,
    find_unconfirmed_person,
    is_known_device,
    page_reader,
    pending_session,
    prefilled_mail,
    present_reader,
)
from marketplace.accounts.queries.preferences import zone_of_browser
from marketplace.accounts.routes import bp
from marketplace.accounts.routes.browser import (
    ANONYMOUS,
    back_to_password,
    device_label,
    keep_device,
    keep_session,
    new_device,
    present_device,
    sign_in_browser,
)
from marketplace.accounts.rules import signed_in
from marketplace.core import limits
from marketplace.core.db import unit_of_work
from marketplace.core.forms import PlainForm
from marketplace.core.permissions import anyone, guard
from marketplace.core.text import text_key
from marketplace.core.web.addresses import own_address

FROM_DEVICE = RateLimitItemPerMinute(10, 15, namespace="sign-in-device")
FROM_STRANGER = RateLimitItemPerMinute(10, 15, namespace="sign-in-stranger")
FROM_ADDRESS = RateLimitItemPerMinute(100, 15, namespace="sign-in-address")
FROM_ALL_STRANGERS = RateLimitItemPerHour(50, namespace="sign-in-mail")
CODES = RateLimitItemPerMinute(10, 15, namespace="sign-in-code")
REMINDERS = RateLimitItemPerHour(3, namespace="confirm-again")


@bp.route("/sign-in", methods=["GET", "POST"])
@guard(anyone)
def sign_in() -> ResponseReturnValue:
    """Ask for address and password."""
    reader = present_reader()
    if reader is not None:
        return redirect(own_address(request.args.get("next")) or landing_of(reader.person))
    form = SignInForm(data={"mail": prefilled_mail()})
    if form.validate_on_submit():
        answer = _try_password(form)
        if answer is not None:
            return answer
    return render_template("accounts/public_sign_in.html", form=form)


def _try_password(form: SignInForm) -> ResponseReturnValue | None:
    mail = str(form.mail.data)
    counted = _counters(mail)
    for item, names in counted:  # before the slow hash, so that many at once are counted too
        limits.count(item, *names)
    person, proved = _who_fits(mail, str(form.password.data))
    if person is None:
        unit_of_work(record_failed_sign_in, find_active_person(mail), actor=ANONYMOUS)
        form.summary.append(_("Address or password is not right."))
        return None
    for item, names in counted:
        limits.give_back(item, *names)
    if person.state is not PersonState.ACTIVE:
        _ask_to_confirm(person, form)
        return None
    device = present_device() or new_device()
    started = form.carry_out(
        start_session,
        person,
        device=device,
        device_label=device_label(),
        actor=ANONYMOUS,
        proved=proved,
        zone=zone_of_browser(),
    )
    if started is None:
        return None
    keep_session(started)
    return _next_page(person, started.state, device)


def _who_fits(mail: str, password: str) -> tuple[Person | None, str | None]:
    """Return whom address and password fit, with the hash that the password fits.

    The active person comes first, then somebody who has yet to confirm the address. Both
    passwords are always tried: otherwise somebody who signs up with a stranger's address could
    tell from the answer, or from its time, whether that address has an account.
    """
    active, unconfirmed = find_active_person(mail), find_unconfirmed_person(mail)
    proved = fitting_hash(active, password)
    if proved is not None:
        return active, proved
    proved = fitting_hash(unconfirmed, password)
    return (unconfirmed, proved) if proved is not None else (None, None)


def _counters(mail: str) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
    """Return the limits to count; a known browser has its own, so nobody else locks it out."""
    device = present_device()
    if device and is_known_device(find_active_person(mail), device):
        return [(FROM_DEVICE, (digest(device),))]
    key, address = text_key(mail), limits.network_of(request.remote_addr)
    return [
        (FROM_STRANGER, (digest(key), address)),
        (FROM_ALL_STRANGERS, (digest(key),)),
        (FROM_ADDRESS, (address,)),
    ]


def _ask_to_confirm(person: Person, form: SignInForm) -> None:
    if limits.hit(REMINDERS, person.code):
        unit_of_work(remind_to_confirm, person)
    form.summary.append(
        _("Please confirm your mail address first. We have sent you the link once more.")
    )


def _next_page(person: Person, state: SessionState, device: str) -> Response:
    held = drafts_in_browser() if state is SessionState.OPEN else {}
    if held:
        unit_of_work(pass_drafts_to, held, person)
    back = own_address(request.args.get("next"))
    address = {
        SessionState.CODE_DUE: lambda: url_for("accounts.sign_in_code", next=back),
        SessionState.APP_DUE: lambda: url_for("accounts.sign_in_app", next=back),
    }.get(state, lambda: back or landing_of(person))()
    response = make_response(redirect(address))
    keep_device(response, device)
    return response


@bp.route("/sign-in/code", methods=["GET", "POST"])
@guard(anyone)
def sign_in_code() -> ResponseReturnValue:
    """Ask for the authenticator app's code or a recovery code."""
    pending = pending_session()
    if pending is None:
        return back_to_password()
    if pending.state is not SessionState.CODE_DUE:
        return redirect(url_for("accounts.sign_in_app", next=request.args.get("next")))
    form = CodeForm()
    if form.validate_on_submit():
        person = pending.person.code
        limits.count(CODES, person)
        device, token = present_device() or new_device(), session[PENDING]
        if form.carry_out(_accept, pending, str(form.code.data), device):
            return _opened(token, device)
        unit_of_work(record_failed_code, person, actor=ANONYMOUS)
    return render_template("accounts/public_code.html", form=form)


def _accept(pending: SignInSession, code: str, device: str) -> bool:
    accept_code(pending, code, device=device, actor=ANONYMOUS)
    return True


def _opened(token: str, device: str) -> Response:
    sign_in_browser(token)
    return _next_page(page_reader().person, SessionState.OPEN, device)


@bp.post("/sign-out")
@guard(signed_in)
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    reader = page_reader()
    if PlainForm().validate_on_submit():
        unit_of_work(end_session, reader.session, actor=reader.actor())
        logout_user()
        session.clear()
        flash(_("You are signed out."), "good")
    return redirect(url_for("accounts.sign_in"))
