"""What the templates of goods ask for: addresses, names, figures in the language of the page."""

from functools import lru_cache
from typing import Any
from urllib.parse import quote

from babel import Locale
from babel.core import get_global
from flask import Flask, current_app, url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from markupsafe import Markup, escape

from marketplace.accounts.queries import office_name
from marketplace.catalog.enums import CERTIFICATE_NAMES, CertificateKind, TextOrigin
from marketplace.catalog.queries.public_cards import Card, unit_of
from marketplace.catalog.queries.public_categories import Branch, tree
from marketplace.catalog.queries.public_money import OwnMoney
from marketplace.catalog.queries.public_page import Wording
from marketplace.catalog.queries.public_prices import PriceState
from marketplace.catalog.queries.public_texts import pick_name
from marketplace.companies.enums import kind_name, staff_name
from marketplace.companies.models import Company
from marketplace.core.images import media_name
from marketplace.core.languages import LANGUAGES, Language
from marketplace.core.money import format_count, format_price_span
from marketplace.core.web import language
from marketplace.core.web.assets import asset
from marketplace.core.web.line_breaks import unbroken
from marketplace.reference.queries import Unit, country_name
from marketplace.verification.queries import Badge

#: The picture of a branch that nobody has drawn one for.
ANY_BRANCH = "img/branches/goods.svg"
#: Words of cards that a process keeps.
MOST = 2048


def install(app: Flask) -> None:
    """Offer filters and functions to templates."""
    for name, filter_ in {
        "counted": counted,
        "country": lambda code: country_name(code, str(get_locale())),
        "figure": figure,
        "kind_of_company": kind_name,
        "language_name": lambda tag: LANGUAGES[tag].name if tag in LANGUAGES else tag,
        "picked": pick_name,
        "staff_of_company": staff_name,
        "own_language_name": own_language_name,
    }.items():
        app.add_template_filter(filter_, name)  # type: ignore[arg-type]
    for function in (
        branch_image,
        card_words,
        certificate_name,
        company_check_path,
        goods_path,
        office_of,
        origin_words,
        picture_path,
        social_locale,
    ):
        app.add_template_global(function)
    app.add_template_global(LANGUAGES, "languages_by_tag")  # type: ignore[arg-type]


def own_language_name(tag: str) -> Markup:
    """Return what a language calls itself, marked as its own where the page is in another."""
    spoken = LANGUAGES.get(tag)
    if spoken is None or tag == language.current().tag:
        return escape(spoken.name if spoken else tag)
    return Markup('<bdi lang="{}">{}</bdi>').format(spoken.hreflang, spoken.name)


@lru_cache
def social_locale(spoken: Language) -> str:
    """Return a language as cards on other sites name it: with the country that is most likely.

    Sources: https://ogp.me/#optional, CLDR's likely subtags.
    """
    full = Locale.parse(get_global("likely_subtags").get(spoken.locale, spoken.locale))
    return f"{full.language}_{full.territory}"


def counted(number: int, unit: Unit) -> str:
    """Return `500 pcs`: a number with the short name of its unit."""
    return unit.behind(figure(number))


def figure(number: int) -> str:
    """Return a whole number with the groups of the page's language."""
    return format_count(number, str(get_locale()))


def goods_path(card: Card) -> str:
    """Return the address of a listing's page in the language of the page."""
    return f"/{language.current().tag}/listings/{card.code}/{quote(card.address)}"


def card_words(
    card: Card, own: OwnMoney, title: str | None = None, line: str | None = None
) -> dict[str, str | None]:
    """Return what a card says, by the names of its places; None where it has none of it.

    `title` is the card's own, with parts of it marked; so is `line`, the summary where it is shown.
    """
    said, tag, span = LANGUAGES[card.language], language.current().tag, card.prices.span
    locale = str(get_locale())
    return {
        "title": unbroken(title or card.title),
        "called": card.title,
        "line": line,
        "href": goods_path(card),
        "code": card.code,
        "lang": said.hreflang,
        "language": None if card.language == tag else said.name,
        "picture": picture_path(card.picture, "medium") if card.picture else None,
        "price": format_price_span(*span, _short(card.unit.code, locale), locale) if span else None,
        "quantity": _quantity_words(card.moq, card.unit.code, locale) if card.moq else None,
        "no_price": None if span else _no_price(card),
        "more": _more_words(own.written_span(card.prices), card.lead_days, locale),
        "seller": card.seller,
        "place": country_name(card.country, locale),
    }


# Each follows from what it is given, the locale of the page among it, and stands on most cards.
@lru_cache(maxsize=256)
def _short(unit: str, _locale: str) -> str:
    return str(unit_of(unit).short)


@lru_cache(maxsize=MOST)
def _quantity_words(moq: int, unit: str, _locale: str) -> str:
    return str(_("MOQ %(quantity)s", quantity=counted(moq, unit_of(unit))))


@lru_cache(maxsize=MOST)
def _more_words(reckoned: str, days: int | None, _locale: str) -> str:
    """Return the price in the reader's own money, and on a line of its own how soon it is ready."""
    ready = (
        _("lead time not stated")
        if days is None
        else ngettext("ready in %(num)d working day", "ready in %(num)d working days", days)
    )
    return f"≈ {reckoned}\n{ready}" if reckoned else str(ready)


def _no_price(card: Card) -> str:
    if card.prices.state is PriceState.FOR_CHECKED:
        return str(_("Price for checked buyers"))
    return str(_("Price on request"))


def picture_path(key: str, size: str) -> str:
    """Return the address of a stored picture."""
    return f"/media/{media_name(key, size)}"


def branch_image(branch: Branch) -> str:
    """Return the picture of the branch that a category belongs to."""
    top = tree(language.current().tag).chain(branch)[0]
    own = f"img/branches/{top.slug}.svg"
    folder = current_app.static_folder or ""
    from pathlib import Path

    return asset(own if (Path(folder) / own).is_file() else ANY_BRANCH)


def certificate_name(one: Any) -> str:  # noqa: ANN401 - a certificate, or a row of its columns
    """Return what a certificate is called."""
    own: str = one.name
    return own if one.kind is CertificateKind.OTHER else str(CERTIFICATE_NAMES[one.kind])


def company_check_path(company: Company) -> str:
    """Return where a company has itself checked."""
    return url_for("verification.company_check", company=company.code)


def office_of(badge: Badge) -> str:
    """Return the name of the office that checked a company."""
    return office_name(badge.office, language.current().tag) if badge.office else ""


def origin_words(words: Wording) -> str:
    """Return how the shown text came about, in a sentence."""
    sentences = {
        TextOrigin.WRITTEN: _("Written by the seller."),
        TextOrigin.TRANSLATED: _("Translated by a person."),
        TextOrigin.MACHINE: _("Translated by a machine."),
        TextOrigin.OUTDATED: _("Older than the original: details may have changed."),
    }
    return str(sentences[TextOrigin(words.origin)]) if words.origin else ""
