"""Members and invitations: listed, invited, changed, removed, leaving."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import RateLimitItemPerDay, RateLimitItemPerHour

from marketplace.accounts.queries import page_reader
from marketplace.companies import errors
from marketplace.companies.enums import CompanyState, MemberRole
from marketplace.companies.forms import InviteForm, MemberForm
from marketplace.companies.models import Company, Invitation, Member
from marketplace.companies.operations import (
    change_member,
    invite,
    leave_company,
    remove_member,
    withdraw_invitation,
)
from marketplace.companies.queries import (
    PartOf,
    find_invitation_of,
    find_member_of,
    find_open_company,
    members_of,
    open_invitations,
    open_offer,
)
from marketplace.companies.routes import bp
from marketplace.companies.routes.page import actor, back_to, may_lead
from marketplace.companies.routes.profile import page_of_form
from marketplace.companies.rules import is_member, is_member_alone, owner_alone
from marketplace.core import limits
from marketplace.core.errors import NotFound
from marketplace.core.forms import PlainForm
from marketplace.core.permissions import guard
from marketplace.core.text import text_key
from marketplace.core.web.refusals import flash_all

INVITATIONS_OF_COMPANY = RateLimitItemPerHour(30, namespace="invite-company")
#: Limits invitations, so that nobody gets mail after mail by withdrawing and inviting again.
INVITATIONS_OF_MAIL = RateLimitItemPerDay(3, namespace="invite-mail")


def _find_member(company: str, person: str) -> Member | None:
    found = find_member_of(company, person)
    return found if found and found.company.state is CompanyState.OPEN else None


@bp.get("/c/<company>/company/members")
@guard(is_member, subject=find_open_company)
def members(company: Company) -> ResponseReturnValue:
    """List who acts for the company, who is invited, and what is being handed over."""
    return render_template(
        "companies/company_members.html",
        company=company,
        members=members_of(company),
        invitations=open_invitations(company),
        offer=open_offer(company),
        form=PlainForm(),
    )


@bp.route("/c/<company>/company/members/invite", methods=["GET", "POST"])
@guard(may_lead, subject=find_open_company)
def invite_member(company: Company) -> ResponseReturnValue:
    """Invite somebody by mail; the answer is the same whether the house knows the address."""
    form, code = InviteForm(company.side), company.code
    if form.validate_on_submit():
        limits.count(INVITATIONS_OF_COMPANY, code)
        mail, inviter = form.mail.data or "", page_reader().person
        limits.check(INVITATIONS_OF_MAIL, code, text_key(mail))
        once_key = form.once_key.data or ""
        if form.done_by(
            invite,
            company,
            form.invited,
            inviter=inviter,
            once_key=once_key,
            actor=actor(company),
        ):
            limits.count(INVITATIONS_OF_MAIL, code, text_key(mail), once_key=once_key)
            flash(_("The invitation to %(mail)s is on its way.", mail=mail), "good")
            return back_to("members", code)
    return render_template("companies/company_invite.html", company=company, form=form)


@bp.post("/c/<company>/company/invitations/<invitation>/withdraw")
@guard(may_lead, subject=find_invitation_of)
def withdraw(invitation: Invitation) -> ResponseReturnValue:
    """Take an invitation back; its link leads nowhere any more."""
    form, company = PlainForm(), invitation.company
    code, mail = company.code, invitation.mail
    if form.validate_on_submit():
        if form.done_by(withdraw_invitation, invitation, actor=actor(company)):
            flash(_("The invitation to %(mail)s is withdrawn.", mail=mail), "good")
        flash_all(form.summary)
    return back_to("members", code)


def _member_now(member: Member) -> dict[str, object]:
    return {"role": member.role.value, "position": member.position}


@bp.route("/c/<company>/company/members/<person>", methods=["GET", "POST"])
@guard(may_lead, subject=_find_member)
def member(member: Member) -> ResponseReturnValue:
    """Change a member's role or position."""
    company, code, name = member.company, member.company.code, member.person.name
    form = MemberForm(company.side, data=_member_now(member), row_version=member.version)
    if form.validate_on_submit() and form.done_by(
        change_member,
        member,
        role=MemberRole(form.role.data),
        position=form.position.data or "",
        seen_version=form.seen_version,
        actor=actor(company),
    ):
        flash(_("Saved for %(name)s.", name=name), "good")
        return back_to("members", code)
    found = _find_member(code, member.person.code)
    if found is None:
        raise NotFound
    changed = form.is_submitted() and form.show_present(found.version, _member_now(found))
    return page_of_form(
        "companies/company_member.html",
        company=found.company,
        member=found,
        form=form,
        plain=PlainForm(formdata=None),
        has_changed=changed,
    )


def _find_going(company: str, person: str) -> PartOf[Member | None] | None:
    """Return the member to be removed; with None in their place when they are gone already."""
    owner = find_open_company(company)
    return PartOf(owner, _find_member(company, person)) if owner else None


@bp.post("/c/<company>/company/members/<person>/remove", endpoint="remove_member")
@guard(owner_alone, subject=_find_going)
def remove(going: PartOf[Member | None]) -> ResponseReturnValue:
    """Take a member out of the company; a second click is told that they are gone."""
    company, member = going.company, going.row
    if member is None:
        flash(errors.gone().sentence, "warn")
        return back_to("members", company.code)
    form, name = PlainForm(), member.person.name
    code, person = company.code, member.person.code
    if not form.validate_on_submit():
        return back_to("members", code)
    if form.done_by(remove_member, member, actor=actor(company)):
        flash(_("%(name)s is no longer a member.", name=name), "good")
        return _after_going(code, person)
    flash_all(form.summary)
    return back_to("member", code, person=person)


@bp.route("/c/<company>/company/leave", methods=["GET", "POST"])
@guard(is_member_alone, subject=find_open_company)
def leave(company: Company) -> ResponseReturnValue:
    """Leave the company; what is lost is said first."""
    form, code, name = PlainForm(), company.code, company.name
    mine = find_member_of(code, page_reader().person.code)
    if mine is None:
        raise NotFound
    if form.validate_on_submit() and form.done_by(leave_company, mine, actor=actor(company)):
        flash(_("You have left %(company)s and no longer see its pages.", company=name), "good")
        return redirect(url_for("pages.home"))
    return render_template("companies/company_leave.html", company=company, form=form)


def _after_going(company: str, person: str) -> ResponseReturnValue:
    """Lead back to the members, or home when the reader removed themselves."""
    if page_reader().person.code == person:
        return redirect(url_for("pages.home"))
    return back_to("members", company)
