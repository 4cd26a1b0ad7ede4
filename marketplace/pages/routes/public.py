"""The home page, the legal texts, the style guide."""

from datetime import timedelta
from pathlib import Path

from flask import Response, current_app, render_template
from flask.typing import ResponseReturnValue

from marketplace.accounts.enums import ConsentKind
from marketplace.accounts.operations.sign_up import CONFIRM_WITHIN, DRAFT_KEPT
from marketplace.accounts.queries.consents import SETTING_OF, consent_version
from marketplace.catalog.queries.public_cards import cards_with, newest_cards
from marketplace.catalog.queries.public_categories import tree
from marketplace.catalog.queries.public_favourites import saved_by_reader
from marketplace.catalog.queries.public_money import own_money_of
from marketplace.catalog.queries.public_seen import seen_before
from marketplace.catalog.queries.public_sellers import sellers_with_stories
from marketplace.catalog.queries.public_stamps import reads_by, stamp, still_holds
from marketplace.config import Settings
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.languages import LANGUAGES
from marketplace.core.markdown import render_markdown
from marketplace.core.permissions import anyone, guard
from marketplace.core.web import language
from marketplace.core.web.browser_cache import fresh
from marketplace.core.web.cached_pages import RenderedPage, cached_page
from marketplace.pages.queries import palette, samples
from marketplace.pages.routes import bp
from marketplace.reference.queries.settings import legal_text

SEEN_AT_HOME = 4


def _legal(kind: ConsentKind) -> dict[str, object]:
    """Return the version of a text and, where operators wrote one, its words and their language."""
    written = legal_text(SETTING_OF[kind], language.current().tag)
    return {
        "version": consent_version(kind),
        "written": render_markdown(written.text) if written else None,
        "written_in": LANGUAGES[written.language] if written else None,
    }


@bp.get("/")
@guard(anyone)
def home() -> ResponseReturnValue:
    """Show the home page: categories, new goods, sellers, how it works for each side."""
    seen = seen_before()[:SEEN_AT_HOME]
    if seen:  # one's own
        return fresh(Response(_home(seen).text))
    return cached_page(lambda: _home([]), still_holds, reads_by=reads_by())


def _home(codes: list[str]) -> RenderedPage:
    newest, seen = newest_cards(), cards_with(codes)
    text = render_template(
        "pages/public_home.html",
        tree=tree(language.current().tag),
        newest=newest,
        seen=seen,
        own=own_money_of([*newest, *seen]),
        saved=saved_by_reader([card.id for card in (*newest, *seen)]),
        sellers_with_stories=sellers_with_stories(),
    )
    return RenderedPage(text, stamp([card.stamp for card in newest], 0))


@bp.get("/terms")
@guard(anyone)
def terms() -> ResponseReturnValue:
    """Show the terms of use in force."""
    return render_template(
        "pages/public_terms.html",
        **_legal(ConsentKind.TERMS),
        confirm_days=CONFIRM_WITHIN.days,
    )


@bp.get("/privacy")
@guard(anyone)
def privacy() -> ResponseReturnValue:
    """Show the privacy notice in force."""
    return render_template(
        "pages/public_privacy.html",
        **_legal(ConsentKind.PRIVACY),
        draft_hours=DRAFT_KEPT // timedelta(hours=1),
        confirm_days=CONFIRM_WITHIN.days,
    )


@bp.get("/contact")
@guard(anyone)
def contact() -> ResponseReturnValue:
    """Say how to reach the people behind the house."""
    return render_template("pages/public_contact.html")


@bp.get("/costs")
@guard(anyone)
def costs() -> ResponseReturnValue:
    """Say what buyers and sellers pay, in the operator's words or the house's own."""
    written = legal_text("costs", language.current().tag)
    return render_template(
        "pages/public_costs.html",
        written=render_markdown(written.text) if written else None,
        written_in=LANGUAGES[written.language] if written else None,
    )


@bp.get("/styleguide")
@guard(anyone)
def styleguide() -> ResponseReturnValue:
    """Show every component in its states, in the demo and test profiles only."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.shows_tools:
        raise NotFound
    tokens = Path(current_app.static_folder or "") / "css" / "tokens.css"
    return render_template(
        "styleguide/styleguide.html",
        palettes={theme: palette(tokens, theme) for theme in ("light", "dark")},
        shown=samples(clock.now()),
    )
