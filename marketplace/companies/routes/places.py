"""Addresses of a company and whom to ask there: listed, added, changed, removed.

Both are a `PlacePages`: one description each, and one view for each act on either.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.companies import errors
from marketplace.companies.forms import (
    AddressForm,
    ContactForm,
    NewAddressForm,
    NewContactForm,
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
from marketplace.core.forms import PlainForm
from marketplace.core.permissions import guard
from marketplace.core.phones import written_phone
from marketplace.core.web.refusals import done_or_flashed
from marketplace.reference.queries import country_choices

AnyRow = CompanyAddress | CompanyContact


@dataclass(frozen=True)
class PlacePages:
    """What the pages of addresses and those of contacts differ in.

    `name` and `plural` are those of templates, `plural` also of the list's endpoint. `offer` fills
    a form's lists, `begin` gives what a new one starts with, `now` what stands in a row.
    """

    name: str
    plural: str
    rows_of: Callable[[Company], Sequence[AnyRow]]
    new_form: type[Any]
    form: type[Any]
    offer: Callable[[Any, Company], None]
    begin: Callable[[Company], dict[str, object]]
    now: Callable[[Any], dict[str, object]]
    add: Callable[..., str]
    added: Any
    removed: Any

    def page(self, **facts: object) -> ResponseReturnValue:
        """Show the form of one of them."""
        return page_of_form(f"companies/company_{self.name}.html", **facts)


def _address_now(row: CompanyAddress) -> dict[str, object]:
    names = AddressFacts.__dataclass_fields__
    return {name: getattr(row, name) for name in names} | {"kind": row.kind.value}


def _contact_now(row: CompanyContact) -> dict[str, object]:
    names = ContactFacts.__dataclass_fields__
    written = {"channel": row.channel.value, "phone": written_phone(row.phone)}
    return {name: getattr(row, name) for name in names} | written


ADDRESS = PlacePages(
    name="address",
    plural="addresses",
    rows_of=addresses_of,
    new_form=NewAddressForm,
    form=AddressForm,
    offer=lambda form, _company: form.offer(country_choices(locale())),
    begin=lambda company: {"country": company.country},
    now=_address_now,
    add=add_address,
    added=_l("The address is saved."),
    removed=_l("The address is removed."),
)
CONTACT = PlacePages(
    name="contact",
    plural="contacts",
    rows_of=contacts_of,
    new_form=NewContactForm,
    form=ContactForm,
    offer=lambda form, company: form.offer(company.country),
    begin=lambda _company: {"channel": "mail"},
    now=_contact_now,
    add=add_contact,
    added=_l("They are on your page."),
    removed=_l("They are gone from your page."),
)


def _list(place: PlacePages, company: Company) -> ResponseReturnValue:
    rows = place.rows_of(company)
    return render_template(
        f"companies/company_{place.plural}.html", company=company, **{place.plural: rows}
    )


def _new(place: PlacePages, company: Company) -> ResponseReturnValue:
    form, code = place.new_form(data=place.begin(company)), company.code
    place.offer(form, company)
    if form.validate_on_submit() and form.done_by(
        place.add,
        company,
        form.facts,
        once_key=form.once_key.data or "",
        actor=actor(company),
    ):
        flash(str(place.added), "good")
        return back_to(place.plural, code)
    return place.page(company=company, form=form)


def _change(place: PlacePages, company: Company, row: AnyRow) -> ResponseReturnValue:
    code = company.code
    form = place.form(data=place.now(row), row_version=row.version)
    place.offer(form, company)
    if form.validate_on_submit() and form.done_by(
        change_place,
        company,
        row,
        form.facts,
        seen_version=form.seen_version,
        actor=actor(company),
    ):
        flash(_("Saved."), "good")
        return back_to(place.plural, code)
    changed = form.is_submitted() and form.show_present(row.version, place.now(row))
    return place.page(company=company, form=form, row=row, has_changed=changed)


def _remove(place: PlacePages, company: Company, row: AnyRow | None) -> ResponseReturnValue:
    code = company.code
    if row is None:
        flash(errors.gone().sentence, "warn")
    elif PlainForm().validate_on_submit() and done_or_flashed(
        remove_place, company, row, actor=actor(company)
    ):
        flash(str(place.removed), "good")
    return back_to(place.plural, code)


def _find_going_address(company: str, address: str) -> PartOf[CompanyAddress | None] | None:
    owner, found = find_open_company(company), find_address(company, address)
    return PartOf(owner, found.row if found else None) if owner else None


def _find_going_contact(company: str, contact: str) -> PartOf[CompanyContact | None] | None:
    owner, found = find_open_company(company), find_contact(company, contact)
    return PartOf(owner, found.row if found else None) if owner else None


@bp.get("/c/<company>/company/addresses")
@guard(is_member, subject=find_open_company)
def addresses(company: Company) -> ResponseReturnValue:
    """List where the company is."""
    return _list(ADDRESS, company)


@bp.route("/c/<company>/company/addresses/new", methods=["GET", "POST"])
@guard(may_write, subject=find_open_company)
def new_address(company: Company) -> ResponseReturnValue:
    """Add an address."""
    return _new(ADDRESS, company)


@bp.route("/c/<company>/company/addresses/<address>", methods=["GET", "POST"])
@guard(may_write, subject=find_address)
def address(part: PartOf[CompanyAddress]) -> ResponseReturnValue:
    """Change an address."""
    return _change(ADDRESS, part.company, part.row)


@bp.post("/c/<company>/company/addresses/<address>/remove")
@guard(may_write, subject=_find_going_address)
def remove_address(part: PartOf[CompanyAddress | None]) -> ResponseReturnValue:
    """Remove an address; a second click is told that it is gone."""
    return _remove(ADDRESS, part.company, part.row)


@bp.get("/c/<company>/company/contacts")
@guard(is_member, subject=find_open_company)
def contacts(company: Company) -> ResponseReturnValue:
    """List whom to ask at the company."""
    return _list(CONTACT, company)


@bp.route("/c/<company>/company/contacts/new", methods=["GET", "POST"])
@guard(may_write, subject=find_open_company)
def new_contact(company: Company) -> ResponseReturnValue:
    """Add somebody to ask."""
    return _new(CONTACT, company)


@bp.route("/c/<company>/company/contacts/<contact>", methods=["GET", "POST"])
@guard(may_write, subject=find_contact)
def contact(part: PartOf[CompanyContact]) -> ResponseReturnValue:
    """Change whom to ask."""
    return _change(CONTACT, part.company, part.row)


@bp.post("/c/<company>/company/contacts/<contact>/remove")
@guard(may_write, subject=_find_going_contact)
def remove_contact(part: PartOf[CompanyContact | None]) -> ResponseReturnValue:
    """Remove somebody to ask; a second click is told that they are gone."""
    return _remove(CONTACT, part.company, part.row)
