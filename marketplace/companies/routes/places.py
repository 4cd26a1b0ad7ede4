"""Addresses of a company and whom to ask there: listed, added, changed, removed."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.companies import errors
from marketplace.companies.forms import (
    AddressForm,
    ContactForm,
    NewAddressForm,
    NewContactForm,
    PlainForm,
)
from marketplace.companies.models import Company, CompanyAddress, CompanyContact
from marketplace.companies.operations import (
    AddressFacts,
    ContactFacts,
    add_address,
    add_contact,
    change_place,
    remove_place,
)
from marketplace.companies.queries import (
    PartOf,
    addresses_of,
    contacts_of,
    find_address,
    find_contact,
    find_open_company,
)
from marketplace.companies.routes import bp
from marketplace.companies.routes.page import actor, back_to, locale, may_write
from marketplace.companies.routes.profile import page_of_form
from marketplace.companies.rules import is_member
from marketplace.core.db import unit_of_work
from marketplace.core.errors import Refused
from marketplace.core.permissions import guard
from marketplace.core.phones import written_phone
from marketplace.reference.queries import country_choices


@bp.get("/c/<company>/company/addresses")
@guard(is_member, subject=find_open_company)
def addresses(company: Company) -> ResponseReturnValue:
    """List where the company is."""
    return render_template(
        "companies/company_addresses.html", company=company, addresses=addresses_of(company)
    )


@bp.route("/c/<company>/company/addresses/new", methods=["GET", "POST"])
@guard(may_write, subject=find_open_company)
def new_address(company: Company) -> ResponseReturnValue:
    """Add an address."""
    form, code = NewAddressForm(data={"country": company.country}), company.code
    form.offer(country_choices(locale()))
    if form.validate_on_submit() and form.done_by(
        add_address,
        company,
        form.facts,
        once_key=form.once_key.data or "",
        actor=actor(company),
    ):
        flash(_("The address stands."), "good")
        return back_to("addresses", code)
    return render_template("companies/company_address.html", company=company, form=form)


def _address_now(row: CompanyAddress) -> dict[str, object]:
    names = AddressFacts.__dataclass_fields__
    return {name: getattr(row, name) for name in names} | {"kind": row.kind.value}


@bp.route("/c/<company>/company/addresses/<address>", methods=["GET", "POST"])
@guard(may_write, subject=find_address)
def address(part: PartOf[CompanyAddress]) -> ResponseReturnValue:
    """Change an address."""
    company, row, code = part.company, part.row, part.company.code
    form = AddressForm(data=_address_now(row), row_version=row.version)
    form.offer(country_choices(locale()))
    if form.validate_on_submit() and form.done_by(
        change_place,
        company,
        row,
        form.facts,
        seen_version=form.seen_version,
        actor=actor(company),
    ):
        flash(_("Saved."), "good")
        return back_to("addresses", code)
    changed = form.is_submitted() and form.show_present(row.version, _address_now(row))
    return page_of_form(
        "companies/company_address.html",
        company=company,
        form=form,
        row=row,
        has_changed=changed,
    )


def _find_going_address(company: str, address: str) -> PartOf[CompanyAddress | None] | None:
    owner, found = find_open_company(company), find_address(company, address)
    return PartOf(owner, found.row if found else None) if owner else None


@bp.post("/c/<company>/company/addresses/<address>/remove")
@guard(may_write, subject=_find_going_address)
def remove_address(part: PartOf[CompanyAddress | None]) -> ResponseReturnValue:
    """Remove an address."""
    return _remove(part, "addresses", _("The address is gone."))


@bp.get("/c/<company>/company/contacts")
@guard(is_member, subject=find_open_company)
def contacts(company: Company) -> ResponseReturnValue:
    """List whom to ask at the company."""
    return render_template(
        "companies/company_contacts.html", company=company, contacts=contacts_of(company)
    )


@bp.route("/c/<company>/company/contacts/new", methods=["GET", "POST"])
@guard(may_write, subject=find_open_company)
def new_contact(company: Company) -> ResponseReturnValue:
    """Add somebody to ask."""
    form, code = NewContactForm(data={"channel": "mail"}), company.code
    form.offer(company.country)
    if form.validate_on_submit() and form.done_by(
        add_contact,
        company,
        form.facts,
        once_key=form.once_key.data or "",
        actor=actor(company),
    ):
        flash(_("They stand on your page."), "good")
        return back_to("contacts", code)
    return render_template("companies/company_contact.html", company=company, form=form)


def _contact_now(row: CompanyContact) -> dict[str, object]:
    names = ContactFacts.__dataclass_fields__
    written = {
        "channel": row.channel.value,
        "phone": written_phone(row.phone) if row.phone else "",
    }
    return {name: getattr(row, name) for name in names} | written


@bp.route("/c/<company>/company/contacts/<contact>", methods=["GET", "POST"])
@guard(may_write, subject=find_contact)
def contact(part: PartOf[CompanyContact]) -> ResponseReturnValue:
    """Change whom to ask."""
    company, row, code = part.company, part.row, part.company.code
    form = ContactForm(data=_contact_now(row), row_version=row.version)
    form.offer(company.country)
    if form.validate_on_submit() and form.done_by(
        change_place,
        company,
        row,
        form.facts,
        seen_version=form.seen_version,
        actor=actor(company),
    ):
        flash(_("Saved."), "good")
        return back_to("contacts", code)
    changed = form.is_submitted() and form.show_present(row.version, _contact_now(row))
    return page_of_form(
        "companies/company_contact.html",
        company=company,
        form=form,
        row=row,
        has_changed=changed,
    )


def _find_going_contact(company: str, contact: str) -> PartOf[CompanyContact | None] | None:
    owner, found = find_open_company(company), find_contact(company, contact)
    return PartOf(owner, found.row if found else None) if owner else None


@bp.post("/c/<company>/company/contacts/<contact>/remove")
@guard(may_write, subject=_find_going_contact)
def remove_contact(part: PartOf[CompanyContact | None]) -> ResponseReturnValue:
    """Remove somebody to ask."""
    return _remove(part, "contacts", _("They are gone from your page."))


def _remove(
    part: PartOf[CompanyAddress | None] | PartOf[CompanyContact | None], list_page: str, done: str
) -> ResponseReturnValue:
    company, row, code = part.company, part.row, part.company.code
    if row is None:
        flash(errors.gone().sentence, "warn")
    elif PlainForm().validate_on_submit():
        try:
            unit_of_work(remove_place, company, row, actor=actor(company))
        except Refused as refusal:
            flash(refusal.sentence, "warn")
        else:
            flash(done, "good")
    return back_to(list_page, code)
