"""Saving one part of a listing; a form that cannot be saved comes back as it was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from marketplace.catalog.forms import CategoryForm, PartForm, TermsForm, TextForm
from marketplace.catalog.forms.goods import facts_now
from marketplace.catalog.forms.rows import RowsForm
from marketplace.catalog.models import Listing
from marketplace.catalog.operations import (
    change_carton,
    change_facts,
    change_options,
    change_prices,
    change_sample,
    change_seller_code,
    change_terms,
    choose_hs,
    confirm_text,
    remove_text,
    write_text,
)
from marketplace.catalog.operations.versions import FactsOfGoods, TextFacts
from marketplace.catalog.queries.completeness import EditorStep
from marketplace.catalog.queries.goods import Goods, goods_of
from marketplace.catalog.queries.listings import editable_version_of
from marketplace.catalog.routes import bp
from marketplace.catalog.routes.seller.editor_page import (
    FORMS,
    STEP_OF_PART,
    editor_page_of,
    show_editor,
    text_language,
    usual_bases,
)
from marketplace.catalog.routes.seller.subjects import PartOfListing, actor, find_part, to_editor
from marketplace.catalog.rules import writes_goods
from marketplace.core.audit import Actor
from marketplace.core.errors import Refused
from marketplace.core.permissions import guard

#: A form, the goods as they were read, what was typed, who saves.
Save = Callable[[Any, Goods, Any, Actor], object]


@dataclass(frozen=True)
class Part:
    """How a part is saved: `read` takes what was typed, before the unit of work begins."""

    read: Callable[[Any], Any]
    save: Save


def _facts(form: Any) -> Any:  # noqa: ANN401 - each form has facts of its own
    return form.facts


def _with_category(form: CategoryForm) -> FactsOfGoods:
    return replace(facts_now(form), category=form.slug.data or None)


def _of_listing(operation: Callable[..., object]) -> Part:
    def save(form: PartForm, goods: Goods, facts: object, who: Actor) -> object:
        return operation(goods.listing, facts, row_version=form.seen_version, actor=who)

    return Part(_facts, save)


def _of_version(operation: Callable[..., object], read: Callable[[Any], Any] = _facts) -> Part:
    def save(form: PartForm, goods: Goods, facts: object, who: Actor) -> object:
        return operation(goods.version, facts, row_version=form.seen_version, actor=who)

    return Part(read, save)


def _save_text(form: TextForm, goods: Goods, facts: TextFacts, who: Actor) -> object:
    return write_text(goods.version, form.language, facts, row_version=form.seen_version, actor=who)


PARTS: Mapping[str, Part] = {
    "text": Part(_facts, _save_text),
    "category": _of_version(change_facts, _with_category),
    "facts": _of_version(change_facts),
    "hs": _of_version(choose_hs, lambda form: form.choice),
    "prices": _of_listing(change_prices),
    "terms": _of_listing(change_terms),
    "sample": _of_listing(change_sample),
    "carton": _of_listing(change_carton),
    "options": _of_listing(change_options),
    "code": Part(lambda form: form.seller_code.data or "", _of_listing(change_seller_code).save),
}


@bp.post(f"/c/<company>/selling/listings/<code>/<any({','.join(PARTS)}):part>")
@guard(writes_goods, subject=find_part)
def save_part(piece: PartOfListing[str]) -> ResponseReturnValue:
    """Save a part and lead back to its step."""
    listing, part = piece.listing, piece.row
    company, code = listing.company.code, listing.code
    goods = goods_of(editable_version_of(listing))
    tag = text_language(goods)
    form = FORMS[part](goods, tag, is_sent=True)
    if isinstance(form, RowsForm) and request.form.get("row"):
        form.change_rows(request.form["row"])
        return show_editor(editor_page_of(listing, sent=form))
    _take_usual(form, listing)
    if form.validate() and carry_out(form, PARTS[part], goods, actor(listing.company)):
        return to_editor(company, code, STEP_OF_PART[part], text=request.args.get("text", ""))
    return show_as_typed(form, listing)


def _take_usual(form: PartForm, listing: Listing) -> None:
    asked = request.form.get("usual")
    if not asked or not isinstance(form, TermsForm):
        return
    for mode, basis in usual_bases(listing.company):
        if mode.value == asked:
            form.take_basis(mode, *basis)


def carry_out(form: PartForm, part: Part, goods: Goods, who: Actor) -> bool:
    """Read what was typed and save it; a refusal lands on the form."""
    try:
        typed = part.read(form)
    except Refused as refusal:
        form.put_beside(refusal)
        return False
    return form.done_by(part.save, form, goods, typed, who)


def show_as_typed(form: PartForm, listing: Listing) -> ResponseReturnValue:
    """Show the editor with a form as it was typed: 409 where somebody was faster."""
    goods = goods_of(editable_version_of(listing))
    changed = form.keep_typed(goods)
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.UNPROCESSABLE_ENTITY
    return show_editor(editor_page_of(listing, sent=form), status)


@bp.post("/c/<company>/selling/listings/<code>/text/<any(confirm,remove):part>")
@guard(writes_goods, subject=find_part)
def settle_text(piece: PartOfListing[str]) -> ResponseReturnValue:
    """Say of a text that it was looked through and is right, or take its language away."""
    listing = piece.listing
    company, code = listing.company.code, listing.code
    goods = goods_of(editable_version_of(listing))
    tag = text_language(goods)
    form = TextForm(goods, tag, is_sent=True)
    operation = confirm_text if piece.row == "confirm" else remove_text
    if form.done_by(
        operation,
        goods.version,
        tag,
        row_version=form.seen_version,
        actor=actor(listing.company),
    ):
        back = tag if piece.row == "confirm" else ""
        return to_editor(company, code, EditorStep.TEXTS, text=back)
    return show_as_typed(form, listing)
