"""Handing a company over: offered by an owner, answered by the colleague who takes it."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.accounts.enums import PersonState
from marketplace.accounts.queries import page_reader
from marketplace.companies.enums import MemberRole, role_name
from marketplace.companies.forms import HandOverForm
from marketplace.companies.models import Company, OwnershipOffer
from marketplace.companies.operations import (
    accept_ownership,
    decline_ownership,
    offer_ownership,
    withdraw_ownership,
)
from marketplace.companies.queries import (
    find_member_of,
    find_offer,
    find_open_company,
    members_of,
    open_offer,
)
from marketplace.companies.routes import bp
from marketplace.companies.routes.page import actor, back_to
from marketplace.companies.rules import is_member_alone, owner_alone
from marketplace.core.errors import NotFound
from marketplace.core.forms import PlainForm
from marketplace.core.permissions import guard
from marketplace.core.web.refusals import flash_all


def _colleagues(company: Company) -> list[tuple[str, str]]:
    me = page_reader().person.id
    return [
        (each.person.code, f"{each.person.name} · {role_name(each.role, company.side)}")
        for each in members_of(company)
        if each.person_id != me and each.person.state is PersonState.ACTIVE
    ]


@bp.get("/c/<company>/company/ownership")
@guard(is_member_alone, subject=find_open_company)
def ownership(company: Company) -> ResponseReturnValue:
    """Show the offer that waits, to the one who gives and to the one who takes."""
    offer = open_offer(company)
    return render_template(
        "companies/company_ownership.html",
        company=company,
        offer=offer,
        is_mine=offer is not None and offer.taker_id == page_reader().person.id,
        form=PlainForm(),
    )


@bp.route("/c/<company>/company/ownership/offer", methods=["GET", "POST"])
@guard(owner_alone, subject=find_open_company)
def hand_over(company: Company) -> ResponseReturnValue:
    """Offer the company to a colleague."""
    code, me = company.code, page_reader().person.code
    form = HandOverForm(
        _colleagues(company), company.side, data={"role_after": MemberRole.TRADE.value}
    )
    if form.validate_on_submit():
        giver, taker = find_member_of(code, me), find_member_of(code, str(form.taker.data))
        if giver is None or taker is None:
            raise NotFound
        if form.done_by(
            offer_ownership,
            giver,
            taker,
            role_after=MemberRole(form.role_after.data),
            once_key=form.once_key.data or "",
            actor=actor(company),
        ):
            flash(_("The offer is made. Nothing changes until it is accepted."), "good")
            return back_to("ownership", code)
    return render_template("companies/company_hand_over.html", company=company, form=form)


def _find_offer_of(company: str, offer: str) -> OwnershipOffer | None:
    found = find_offer(offer)
    return found if found and found.company.code == company else None


@bp.post("/c/<company>/company/ownership/<offer>/accept")
@guard(is_member_alone, subject=_find_offer_of)
def accept_company(offer: OwnershipOffer) -> ResponseReturnValue:
    """Take the company over."""
    form, code, person = PlainForm(), offer.company.code, page_reader().person
    if form.validate_on_submit() and form.done_by(
        accept_ownership, offer, person, actor=actor(offer.company)
    ):
        flash(_("You are an owner of this company now."), "good")
        return back_to("members", code)
    return _say_why_not(form, code)


@bp.post("/c/<company>/company/ownership/<offer>/decline")
@guard(is_member_alone, subject=_find_offer_of)
def decline_company(offer: OwnershipOffer) -> ResponseReturnValue:
    """Decline to take the company over."""
    form, code, person = PlainForm(), offer.company.code, page_reader().person
    if form.validate_on_submit() and form.done_by(
        decline_ownership, offer, person, actor=actor(offer.company)
    ):
        flash(_("You have declined. Nothing changes."), "good")
    return _say_why_not(form, code)


@bp.post("/c/<company>/company/ownership/<offer>/withdraw")
@guard(owner_alone, subject=_find_offer_of)
def withdraw_offer(offer: OwnershipOffer) -> ResponseReturnValue:
    """Take the offer back."""
    form, code = PlainForm(), offer.company.code
    if form.validate_on_submit() and form.done_by(
        withdraw_ownership, offer, actor=actor(offer.company)
    ):
        flash(_("The offer is withdrawn. Nothing changes."), "good")
    return _say_why_not(form, code)


def _say_why_not(form: PlainForm, code: str) -> ResponseReturnValue:
    flash_all(form.summary)
    return back_to("ownership", code)
