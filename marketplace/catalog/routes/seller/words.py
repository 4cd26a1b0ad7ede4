"""What the templates of the editor ask for."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask, render_template
from flask_babel import force_locale
from markupsafe import Markup

from marketplace.accounts.queries import preferences
from marketplace.catalog import enums
from marketplace.catalog.queries.goods import Goods
from marketplace.catalog.queries.preview import PREVIEW_READER_NAMES
from marketplace.catalog.queries.public_cards import unit_of
from marketplace.catalog.routes.seller.preview_reader import Preview
from marketplace.core import clock
from marketplace.core.web.times import written_day, written_time
from marketplace.reference.queries import MODE_NAMES
from marketplace.reference.queries.currencies import COMMON


def install(app: Flask) -> None:
    """Offer names and the preview's card to templates."""
    for name, value in {
        "listing_state_names": enums.LISTING_STATE_NAMES,
        "version_state_names": enums.VERSION_STATE_NAMES,
        "text_origin_names": enums.ORIGIN_NAMES,
        "preview_reader_names": PREVIEW_READER_NAMES,
        "mode_names": MODE_NAMES,
        "saved_at": saved_at,
        "preview_card": preview_card,
        "preview_currencies": preview_currencies,
    }.items():
        app.add_template_global(value, name)  # type: ignore[arg-type]


def saved_at(instant: datetime) -> str:
    """Return when something was saved: the time alone while that is today."""
    zone = preferences().time_zone
    here = ZoneInfo(zone)
    if instant.astimezone(here).date() == clock.now().astimezone(here).date():
        return written_time(instant, zone)
    return written_day(instant, zone)


def preview_currencies(chosen: str) -> list[str]:
    """Return the currencies that the preview offers: the reader's, the chosen one, common ones."""
    return list(dict.fromkeys((preferences().currency, chosen, *COMMON)))


def preview_card(goods: Goods, preview: Preview) -> Markup:
    """Return the goods as a card, in the language of the one who looks."""
    with force_locale(preview.language.locale):
        card = render_template(
            "catalog/_seller_card.html",
            goods=goods,
            preview=preview,
            lang=preview.language,
            unit=unit_of(goods.listing.unit),
        )
    return Markup(card)  # noqa: S704 - escaped by the template
