"""Named reads: what a listing still lacks, each thing with its step in the editor."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from marketplace.catalog.enums import PriceShown, TextOrigin
from marketplace.catalog.models import ListingText
from marketplace.catalog.models.version import LEAST_KEYWORDS
from marketplace.catalog.queries.goods import Goods
from marketplace.catalog.queries.texts import language_name, needed_languages
from marketplace.core import clock
from marketplace.verification.queries import may_show_goods


class EditorStep(StrEnum):
    """The steps of the editor, in their order."""

    PICTURES = "pictures"
    TEXTS = "texts"
    HS = "hs"
    PRICES = "prices"
    PACKING = "packing"
    CERTIFICATES = "certificates"
    SHOWING = "showing"


STEP_NAMES = {
    EditorStep.PICTURES: _l("Pictures"),
    EditorStep.TEXTS: _l("Name and description"),
    EditorStep.HS: _l("Category, HS code, origin"),
    EditorStep.PRICES: _l("Prices and quantities"),
    EditorStep.PACKING: _l("Packing and weight"),
    EditorStep.CERTIFICATES: _l("Certificates"),
    EditorStep.SHOWING: _l("Who sees it"),
}


@dataclass(frozen=True)
class Missing:
    """Something that is not there yet: in which step and field, for texts in which language.

    `needed`: the listing cannot be submitted without it; else it only makes it better.
    """

    step: EditorStep
    field: str
    language: str | None
    sentence: str
    needed: bool = True


def missing(goods: Goods, *, shows_goods: bool | None = None) -> list[Missing]:
    """Return what the goods lack, in the order of the editor and in the reader's language.

    `shows_goods`: whether the company's check holds, asked of the database where it is not given.
    """
    found = [
        *_pictures(goods),
        *_texts(goods),
        *_facts(goods),
        *_prices(goods),
        *_packing(goods),
        *_certificates(goods),
    ]
    shows = may_show_goods(goods.listing.company) if shows_goods is None else shows_goods
    if not shows:
        sentence = _("Buyers see your goods once your company check is done.")
        found.append(Missing(EditorStep.SHOWING, "check", None, sentence, needed=False))
    return found


def needed_of(goods: Goods) -> list[Missing]:
    """Return what the goods lack without which they cannot be submitted."""
    return [point for point in missing(goods, shows_goods=True) if point.needed]


def meter(goods: Goods, language: str) -> tuple[int, int]:
    """Return how many of the texts in a language are written, and how many there may be.

    Title, summary, description and keywords, an alternative for each picture, a name for each
    option where there are several.
    """
    text = goods.texts.get(language)
    done = [bool(text and _field(text, name)) for name in ("title", "summary", "description")]
    done.append(bool(text and len(text.keywords) >= LEAST_KEYWORDS))
    done += [bool(image.alt.get(language)) for image in goods.images]
    if len(goods.options) > 1:
        done += [bool(option.names.get(language)) for option in goods.options]
    return sum(done), len(done)


def _field(text: ListingText, name: str) -> str:
    written: str = getattr(text, name)
    return written


def _pictures(goods: Goods) -> Iterator[Missing]:
    if not goods.images:
        yield Missing(EditorStep.PICTURES, "picture", None, _("Add at least one picture."))
        return
    for tag in needed_languages():
        bare = sum(1 for image in goods.images if not image.alt.get(tag))
        if bare:
            sentence = ngettext(
                "Say in %(language)s what can be seen in %(num)s picture.",
                "Say in %(language)s what can be seen in %(num)s pictures.",
                bare,
                language=language_name(tag),
            )
            yield Missing(EditorStep.PICTURES, "alt", tag, sentence, needed=False)


def _texts(goods: Goods) -> Iterator[Missing]:
    for tag in needed_languages():
        yield from _text(goods.texts.get(tag), tag)
    for tag, text in sorted(goods.texts.items()):
        if text.origin in {TextOrigin.MACHINE, TextOrigin.OUTDATED}:
            sentence = _("Look through the texts in %(language)s.", language=language_name(tag))
            yield Missing(EditorStep.TEXTS, "origin", tag, sentence, needed=False)
        if tag not in needed_languages():
            for point in _text(text, tag):
                yield Missing(point.step, point.field, tag, point.sentence, needed=False)


def _text(text: ListingText | None, tag: str) -> Iterator[Missing]:
    name = language_name(tag)
    if text is None or not text.title:
        sentence = _("Write the name in %(language)s.", language=name)
        yield Missing(EditorStep.TEXTS, "title", tag, sentence)
    if text is None or not text.summary:
        sentence = _("Write the line in short in %(language)s.", language=name)
        yield Missing(EditorStep.TEXTS, "summary", tag, sentence)
    if text is None or not text.description:
        sentence = _("Write the description in %(language)s.", language=name)
        yield Missing(EditorStep.TEXTS, "description", tag, sentence)
    if text is None or len(text.keywords) < LEAST_KEYWORDS:
        sentence = _(
            "Write at least %(least)s keywords in %(language)s.",
            least=LEAST_KEYWORDS,
            language=name,
        )
        yield Missing(EditorStep.TEXTS, "keywords", tag, sentence)


def _facts(goods: Goods) -> Iterator[Missing]:
    version = goods.version
    if version.category_id is None:
        yield Missing(EditorStep.HS, "category", None, _("Choose a category."))
    if not version.hs_code and not version.hs_unsure:
        sentence = _("Choose an HS code, or say that you are not sure.")
        yield Missing(EditorStep.HS, "hs", None, sentence)
    if not version.origin_country:
        yield Missing(EditorStep.HS, "origin_country", None, _("Choose the country of origin."))
    if not version.contents_stated:
        sentence = _("Say what carriers ask: battery, alcohol, aerosol, magnet, liquid.")
        yield Missing(EditorStep.HS, "contents", None, sentence)


def _prices(goods: Goods) -> Iterator[Missing]:
    listing = goods.listing
    on_request = listing.price_shown is PriceShown.ON_REQUEST
    if listing.price_shown is None or not (goods.tiers or on_request):
        sentence = _("Write your prices, or choose price on request.")
        yield Missing(EditorStep.PRICES, "tiers", None, sentence)
    if listing.basis_mode is None or not (listing.basis_incoterm and listing.basis_place):
        sentence = _("Say what the price includes: transport, Incoterms rule, place.")
        yield Missing(EditorStep.PRICES, "incoterm", None, sentence)
    if listing.lead_days is None:
        yield Missing(EditorStep.PRICES, "lead_days", None, _("Write the lead time."))
    if listing.sample is None:
        sentence = _("Say whether buyers can order a sample.")
        yield Missing(EditorStep.PRICES, "sample", None, sentence, needed=False)


def _packing(goods: Goods) -> Iterator[Missing]:
    listing = goods.listing
    sides = (listing.carton_length_mm, listing.carton_width_mm, listing.carton_height_mm)
    if listing.carton_units is None:
        sentence = _("Write how many units a carton holds.")
        yield Missing(EditorStep.PACKING, "units", None, sentence, needed=False)
    if listing.carton_gross_g is None:
        sentence = _("Write the gross weight of a carton.")
        yield Missing(EditorStep.PACKING, "gross_g", None, sentence, needed=False)
    if None in sides:
        sentence = _("Write the size of a carton.")
        yield Missing(EditorStep.PACKING, "length_mm", None, sentence, needed=False)


def _certificates(goods: Goods) -> Iterator[Missing]:
    if not goods.certificates:
        sentence = _("Add certificates where you have them: buyers look for them.")
        yield Missing(EditorStep.CERTIFICATES, "kind", None, sentence, needed=False)
        return
    today = clock.now().date()
    ended = sum(1 for row in goods.certificates if row.valid_until and row.valid_until < today)
    if ended:
        sentence = ngettext(
            "%(num)s certificate has ended.", "%(num)s certificates have ended.", ended
        )
        yield Missing(EditorStep.CERTIFICATES, "valid_until", None, sentence, needed=False)
    bare = sum(1 for row in goods.certificates if not row.document)
    if bare:
        sentence = ngettext(
            "Add the file of %(num)s certificate.", "Add the files of %(num)s certificates.", bare
        )
        yield Missing(EditorStep.CERTIFICATES, "document", None, sentence, needed=False)
