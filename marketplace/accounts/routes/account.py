"""A person's own account: name and language, password, sessions."""

from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from limits import RateLimitItemPerMinute

from marketplace.accounts import errors
from marketplace.accounts.forms import ChangePasswordForm, ProfileForm
from marketplace.accounts.models import SignInSession
from marketplace.accounts.operations import (
    change_password,
    change_profile,
    end_other_sessions,
    end_session,
    fitting_hash,
    hash_password,
)
from marketplace.accounts.queries import (
    Reader,
    find_session,
    open_sessions,
    page_reader,
    present_reader,
)
from marketplace.accounts.routes import bp
from marketplace.accounts.rules import own_session, signed_in
from marketplace.core import limits
from marketplace.core.db import lock, unit_of_work
from marketplace.core.forms import PlainForm
from marketplace.core.languages import LANGUAGES
from marketplace.core.permissions import guard
from marketplace.core.web.paging import newest_first

PASSWORD_TRIES = RateLimitItemPerMinute(10, 15, namespace="present-password")


@bp.route("/account", methods=["GET", "POST"])
@guard(signed_in, subject=present_reader)
def profile(reader: Reader) -> ResponseReturnValue:
    """Change name and language."""
    person = reader.person
    form = ProfileForm(obj=person, row_version=person.version)
    enabled = current_app.config["SETTINGS"].languages
    form.language.choices = [(tag, LANGUAGES[tag].name) for tag in enabled]
    if form.validate_on_submit() and form.carry_out(_change_profile, reader, form):
        tag = str(form.language.data)
        with force_locale(LANGUAGES[tag].locale):  # of the page that comes next
            flash(_("Saved."), "good")
        return redirect(url_for("accounts.profile", lang=tag))
    has_changed = form.is_submitted() and form.show_present(
        person.version, {"name": person.name, "language": person.language}
    )
    page = render_template(
        "accounts/account_profile.html", form=form, person=person, has_changed=has_changed
    )
    return page, HTTPStatus.CONFLICT if has_changed else HTTPStatus.OK


def _change_profile(reader: Reader, form: ProfileForm) -> bool:
    change_profile(
        reader.person,
        name=str(form.name.data),
        language=str(form.language.data),
        seen_version=form.seen_version,
        actor=reader.actor(),
    )
    return True


@bp.route("/account/security", methods=["GET", "POST"])
@guard(signed_in, subject=present_reader)
def security(reader: Reader) -> ResponseReturnValue:
    """Change the password; other browsers are signed out."""
    form = ChangePasswordForm(reader.person)
    if form.validate_on_submit():
        limits.count(PASSWORD_TRIES, reader.person.code)
        person, code, actor = reader.person, reader.session.code, reader.actor()
        proved = fitting_hash(person, str(form.password.data))
        if proved is None:
            form.put_beside(errors.wrong_password())
        elif form.done_by(
            change_password,
            person,
            hash_password(str(form.new_password.data)),
            proved=proved,
            keep_session=code,
            actor=actor,
        ):
            flash(_("Your new password is set. Other browsers are signed out."), "good")
            return redirect(url_for("accounts.security"))
    return render_template("accounts/account_security.html", form=form)


@bp.get("/account/sessions")
@guard(signed_in, subject=present_reader)
def sessions(reader: Reader) -> ResponseReturnValue:
    """List the browsers that are signed in."""
    page = newest_first(
        open_sessions(reader.person),
        at=SignInSession.started_at,
        code=SignInSession.code,
        cursor=request.args.get("after"),
    )
    return render_template("accounts/account_sessions.html", page=page, form=PlainForm())


@bp.post("/account/sessions/<code>/end")
@guard(own_session, subject=find_session)
def end_one_session(row: SignInSession) -> ResponseReturnValue:
    """Sign another browser out."""
    reader = page_reader()
    if PlainForm().validate_on_submit():
        unit_of_work(end_session, row, actor=reader.actor())
        flash(_("That browser is signed out."), "good")
    return redirect(url_for("accounts.sessions"))


@bp.post("/account/sessions/end-others")
@guard(signed_in, subject=present_reader)
def end_all_other_sessions(reader: Reader) -> ResponseReturnValue:
    """Sign every other browser out."""
    if PlainForm().validate_on_submit():
        unit_of_work(_end_others, reader)
        flash(_("Every other browser is signed out."), "good")
    return redirect(url_for("accounts.sessions"))


def _end_others(reader: Reader) -> int:
    person, code = lock(reader.person), reader.session.code
    return end_other_sessions(person, keep=code, actor=reader.actor())
