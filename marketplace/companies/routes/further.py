"""Founding a further company while signed in."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import RateLimitItemPerHour

from marketplace.accounts.queries import page_reader
from marketplace.accounts.rules import signed_in
from marketplace.companies.enums import Side
from marketplace.companies.forms import FurtherBuyerForm, FurtherSellerForm
from marketplace.companies.operations import found_further_company
from marketplace.companies.routes import bp
from marketplace.companies.routes.page import locale, settings
from marketplace.core import limits
from marketplace.core.permissions import guard
from marketplace.reference.queries import country_choices, home_pack

COMPANIES_OF_PERSON = RateLimitItemPerHour(10, namespace="further-company")


def _find_side(side: str) -> Side | None:
    return Side(side) if side in set(Side) else None


@bp.get("/companies/new")
@guard(signed_in)
def choose_side_again() -> ResponseReturnValue:
    """Ask whether the further company sells or buys."""
    pack = home_pack(settings().home_country)
    return render_template("companies/public_further.html", number_name=pack.IDENTITY_NUMBER)


@bp.route("/companies/new/<side>", methods=["GET", "POST"])
@guard(signed_in, subject=_find_side)
def further_company(side: Side) -> ResponseReturnValue:
    """Found a further company with the reader as its owner."""
    form = _form(side)
    if form.validate_on_submit():
        person, who = page_reader().person, page_reader().actor()
        limits.count(COMPANIES_OF_PERSON, person.code)
        code = form.carry_out(
            found_further_company,
            person,
            form.facts,
            once_key=form.once_key.data or "",
            carry_on_with=form.carry_on_with.data if isinstance(form, FurtherSellerForm) else None,
            actor=who,
        )
        if code:
            flash(_("Your company is registered."), "good")
            return redirect(url_for(".overview", company=code))
    return render_template("companies/public_further_company.html", form=form, side=side)


def _form(side: Side) -> FurtherSellerForm | FurtherBuyerForm:
    if side is Side.SELLER:
        return FurtherSellerForm(home_pack(settings().home_country))
    return FurtherBuyerForm(country_choices(locale()))
