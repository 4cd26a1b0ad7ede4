"""The tree of goods: all branches, and each category with its goods."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.catalog.queries.public_cards import cards_below
from marketplace.catalog.queries.public_categories import Branch, find_branch, tree
from marketplace.catalog.queries.public_favourites import saved_by_reader
from marketplace.catalog.queries.public_money import own_money_of
from marketplace.catalog.queries.public_stamps import reads_by, stamp, still_holds
from marketplace.catalog.routes import bp
from marketplace.core.permissions import anyone, guard
from marketplace.core.web import language
from marketplace.core.web.browser_cache import fresh
from marketplace.core.web.cached_pages import RenderedPage, cached_page


@bp.get("/categories")
@guard(anyone)
def categories() -> ResponseReturnValue:
    """Show all branches with their leaves; `?to=` is the chooser of pages without scripts."""
    tag = language.current().tag
    wanted = request.args.get("to")
    if wanted and find_branch(wanted, tag):
        return redirect(url_for("catalog.category", slug=wanted))
    return fresh(Response(render_template("catalog/public_categories.html", tree=tree(tag))))


def _find(slug: str) -> Branch | None:
    return find_branch(slug, language.current().tag)


@bp.get("/categories/<slug>")
@guard(anyone, subject=_find)
def category(branch: Branch) -> ResponseReturnValue:
    """Show a category: those below it, and its goods, the newest first."""
    return cached_page(lambda: _draw(branch), still_holds, reads_by=reads_by())


def _draw(branch: Branch) -> RenderedPage:
    after = request.args.get("after")
    page = cards_below(branch.id, after)
    text = render_template(
        "catalog/public_category.html",
        branch=branch,
        tree=tree(language.current().tag),
        page=page,
        own=own_money_of(page.rows),
        saved=saved_by_reader([card.id for card in page.rows]),
    )
    rows = [card.stamp for card in page.rows]
    return RenderedPage(text, stamp(rows, None if after else branch.id))
