"""The page behind an invitation's link: sign in, or sign up in a few words, and join."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.accounts.models import Person
from marketplace.accounts.operations import hash_password
from marketplace.accounts.queries import find_active_person, prefill_sign_in, present_reader
from marketplace.accounts.queries.consents import consent_versions
from marketplace.companies import errors
from marketplace.companies.enums import CompanyState
from marketplace.companies.forms import NewcomerForm
from marketplace.companies.models import Invitation
from marketplace.companies.operations import Newcomer, accept_invitation, join_as_newcomer
from marketplace.companies.queries import invitation_behind
from marketplace.companies.queries.members import ACCEPT_INVITATION, joined_by
from marketplace.companies.routes import bp
from marketplace.core.audit import Actor, Channel
from marketplace.core.db import end_reading
from marketplace.core.forms import PlainForm
from marketplace.core.links import link_page
from marketplace.core.permissions import anyone, guard
from marketplace.core.web import language

link_page(ACCEPT_INVITATION, "companies.invitation")

STRANGER = Actor(Channel.WEB)


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@guard(anyone)
def invitation(token: str) -> ResponseReturnValue:
    """Join with one button, after signing in, or sign up: the link confirms the address."""
    found = invitation_behind(token)
    if found is None or found.company.state is not CompanyState.OPEN:
        return _ended(token)
    reader = present_reader()
    if reader is not None:
        return _join_signed_in(found, reader.person, token)
    if find_active_person(found.mail) is not None:
        prefill_sign_in(found.mail)
        return render_template(
            "companies/public_invitation_sign_in.html", invitation=found, token=token
        )
    return _join_new(found, token)


def _ended(token: str) -> ResponseReturnValue:
    """Say that the invitation leads nowhere; a member of that company is led to it instead."""
    reader = present_reader()
    company = joined_by(token, reader.person) if reader else None
    if company is not None:
        flash(_("You are a member of %(company)s already.", company=company.name), "info")
        return redirect(url_for(".overview", company=company.code))
    return render_template("companies/public_invitation_ended.html"), 410


def _join_signed_in(found: Invitation, person: Person, token: str) -> ResponseReturnValue:
    form = PlainForm()
    is_theirs = person.mail_key == found.mail_key
    if is_theirs and form.validate_on_submit():
        code = form.carry_out(_accept, token, person)
        if code:
            flash(_("Welcome. You are a member now."), "good")
            return redirect(url_for(".overview", company=code))
        if invitation_behind(token) is None:
            return _ended(token)
    return render_template(
        "companies/public_invitation.html", invitation=found, form=form, is_theirs=is_theirs
    )


def _accept(token: str, person: Person) -> str:
    return accept_invitation(_standing(token), person, actor=Actor(Channel.WEB, person=person.code))


def _standing(token: str) -> Invitation:
    found = invitation_behind(token)
    if found is None:
        raise errors.invitation_has_ended()
    return found


def _join_new(found: Invitation, token: str) -> ResponseReturnValue:
    form, mail = NewcomerForm(found.mail), found.mail
    if form.validate_on_submit():
        end_reading()
        newcomer = Newcomer(
            name=str(form.name.data),
            password_hash=hash_password(str(form.password.data)),
            language=language.current().tag,
            consents=form.consents,
            versions=form.versions,
        )
        code = form.carry_out(_join, token, newcomer)
        if code:
            flash(_("Your account is ready and you are a member. Please sign in."), "good")
            home = url_for(".overview", company=code)
            prefill_sign_in(mail)
            return redirect(url_for("accounts.sign_in", next=home))
    return render_template(
        "companies/public_invitation_sign_up.html",
        invitation=found,
        form=form,
        versions=consent_versions(),
    )


def _join(token: str, newcomer: Newcomer) -> str:
    return join_as_newcomer(_standing(token), newcomer, actor=STRANGER)
