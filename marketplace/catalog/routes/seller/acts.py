"""Acts on a whole listing: handed in, taken back, hidden, shown, archived, copied, deleted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.catalog.errors import NotComplete
from marketplace.catalog.models import Listing
from marketplace.catalog.operations import (
    archive_listing,
    copy_listing,
    delete_draft,
    hide_listing,
    show_listing,
    start_listing,
    submit,
    undo_delete,
    withdraw_submission,
)
from marketplace.catalog.queries.completeness import EditorStep, needed_of
from marketplace.catalog.queries.goods import goods_of
from marketplace.catalog.queries.listings import editable_version_of
from marketplace.catalog.routes import bp
from marketplace.catalog.routes.seller.subjects import (
    PartOfListing,
    actor,
    find_goods,
    find_part,
    to_editor,
)
from marketplace.catalog.rules import writes_goods
from marketplace.companies.models import Company
from marketplace.companies.queries import find_open_company
from marketplace.core.db import unit_of_work
from marketplace.core.errors import Refused
from marketplace.core.forms import CreatingForm
from marketplace.core.permissions import guard
from marketplace.core.web.refusals import done_or_flashed, flash_all


class NewForm(CreatingForm):
    """Begins a listing, or a copy of one; pressed twice it begins one."""


@dataclass(frozen=True)
class Act:
    """An act with what is said once it is done."""

    operation: Callable[..., object]
    done: Any


ACTS: Mapping[str, Act] = {
    "submit": Act(submit, _l("Handed in. You get a mail as soon as we have looked at it.")),
    "withdraw": Act(withdraw_submission, _l("Taken back. You can change everything again.")),
    "hide": Act(hide_listing, _l("Buyers do not see it any more.")),
    "show": Act(show_listing, _l("Buyers see it again.")),
    "archive": Act(archive_listing, _l("Archived. It is kept for the record.")),
    "undo": Act(undo_delete, _l("The draft is back.")),
}


@bp.post("/c/<company>/selling/listings/new")
@guard(writes_goods, subject=find_open_company)
def new_listing(company: Company) -> ResponseReturnValue:
    """Begin a listing and lead to its editor."""
    form, seller = NewForm(), company.code
    if form.validate():
        begun = form.carry_out(
            start_listing, company, actor=actor(company), once_key=str(form.once_key.data)
        )
        if begun is not None:
            return redirect(url_for("catalog.editor", company=seller, code=begun.code))
    flash_all(form.summary)
    return redirect(url_for("catalog.sellers_listings", company=seller))


@bp.post("/c/<company>/selling/listings/<code>/copy")
@guard(writes_goods, subject=find_goods)
def copy_goods(listing: Listing) -> ResponseReturnValue:
    """Begin a copy and lead to its editor."""
    form, seller, code = NewForm(), listing.company.code, listing.code
    if form.validate():
        begun = form.carry_out(
            copy_listing,
            listing,
            actor=actor(listing.company),
            once_key=str(form.once_key.data),
        )
        if begun is not None:
            flash(_("This is the copy. SKUs and barcodes stay with the first one."), "good")
            return redirect(url_for("catalog.editor", company=seller, code=begun.code))
    flash_all(form.summary)
    return to_editor(seller, code, EditorStep.SHOWING)


@bp.post("/c/<company>/selling/listings/<code>/delete")
@guard(writes_goods, subject=find_goods)
def delete_goods(listing: Listing) -> ResponseReturnValue:
    """Delete a draft; it can be restored for a day."""
    seller, code = listing.company.code, listing.code
    if not done_or_flashed(delete_draft, listing, actor=actor(listing.company)):
        return to_editor(seller, code, EditorStep.SHOWING)
    undo = url_for("catalog.act_on_goods", company=seller, code=code, part="undo")
    flash(_("Draft deleted. You can restore it for a day."), f"undo:{undo}")
    return redirect(url_for("catalog.sellers_listings", company=seller))


@bp.post(f"/c/<company>/selling/listings/<code>/<any({','.join(ACTS)}):part>")
@guard(writes_goods, subject=find_part)
def act_on_goods(piece: PartOfListing[str]) -> ResponseReturnValue:
    """Carry an act out and lead back to the editor, to what is missing where it was refused."""
    listing, act = piece.listing, ACTS[piece.row]
    seller, code = listing.company.code, listing.code
    try:
        unit_of_work(act.operation, listing, actor=actor(listing.company))
    except NotComplete as refusal:
        flash(refusal.sentence, "warn")
        lacking = needed_of(goods_of(editable_version_of(listing)))
        step = lacking[0].step if lacking else EditorStep.SHOWING
        return to_editor(seller, code, step, text=(lacking[0].language or "") if lacking else "")
    except Refused as refusal:
        flash(refusal.sentence, "warn")
    else:
        flash(str(act.done), "good")
    return to_editor(seller, code, EditorStep.SHOWING)
