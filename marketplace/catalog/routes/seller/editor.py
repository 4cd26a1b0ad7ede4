"""The editor of one listing."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.catalog.models import Listing
from marketplace.catalog.routes import bp
from marketplace.catalog.routes.seller.editor_page import editor_page_of, facts_of, show_editor
from marketplace.catalog.routes.seller.subjects import find_goods
from marketplace.catalog.rules import writes_goods
from marketplace.core.permissions import guard

#: Parts of the page that scripts ask for by themselves.
PARTS = {
    "hs": "catalog/_seller_hs.html",
    "category": "catalog/_seller_category.html",
    "preview": "catalog/_seller_preview.html",
}


@bp.get("/c/<company>/selling/listings/<code>")
@guard(writes_goods, subject=find_goods)
def editor(listing: Listing) -> ResponseReturnValue:
    """Show the editor, with the step of the address open; a part of it where scripts ask so."""
    editor = editor_page_of(listing)
    part = PARTS.get(request.args.get("only", ""))
    if part is not None:
        return render_template(part, **facts_of(editor))
    return show_editor(editor)
