"""Named reads: goods as operators look at them, beside what was approved last."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.catalog.enums import (
    CONTENTS_NAMES,
    PRICE_SHOWN_NAMES,
    REASON_SENTENCES,
    Contents,
    ReviewReason,
    VersionState,
)
from marketplace.catalog.models import (
    Listing,
    ListingOption,
    ListingText,
    ListingVersion,
)
from marketplace.catalog.queries.categories import hs_suggestions
from marketplace.catalog.queries.goods import Goods, goods_of, texts_by_version
from marketplace.catalog.queries.listings import find_version, live_version_of
from marketplace.catalog.queries.public_categories import tree
from marketplace.catalog.queries.public_texts import pick_text
from marketplace.catalog.queries.remarks import ReviewRemark, as_remark, remark_sentence
from marketplace.catalog.queries.review_changes import (
    TextPiece,
    certificate_rows,
    marked,
    picture_rows,
)
from marketplace.catalog.queries.texts import language_name, needed_languages
from marketplace.core.db import session
from marketplace.core.money import format_unit_price
from marketplace.core.web import language
from marketplace.moderation.enums import RemarkLevel
from marketplace.moderation.protocols import QueueLine, RemarkLine
from marketplace.reference.queries import RULES, UNITS, HsEntry, country_name

TEXT_LABELS = {
    "title": _l("Name"),
    "summary": _l("In short"),
    "description": _l("Description"),
    "keywords": _l("Keywords"),
}
#: The reason that a remark ticks, and how much it weighs.
REMARK_WEIGHTS = {
    "same_title": (ReviewReason.DUPLICATE, RemarkLevel.LOOK_AT_IT),
    "hs_missing": (None, RemarkLevel.MUST_CHANGE),
    "hs_unusual": (ReviewReason.HS_CODE, RemarkLevel.LOOK_AT_IT),
    "image_small": (ReviewReason.PICTURE_UNCLEAR, RemarkLevel.LOOK_AT_IT),
    "image_of_another": (ReviewReason.PICTURE_NOT_YOURS, RemarkLevel.LOOK_AT_IT),
    "wrong_script": (ReviewReason.TEXT_LANGUAGE, RemarkLevel.MUST_CHANGE),
    "wrong_language": (ReviewReason.TEXT_LANGUAGE, RemarkLevel.LOOK_AT_IT),
    "banned_words": (ReviewReason.CLAIM, RemarkLevel.MUST_CHANGE),
}


@dataclass(frozen=True)
class TextRow:
    """A field of the texts in every language; `anchor` begins the ids of its cells."""

    field: str
    label: Any
    cells: Mapping[str, Sequence[TextPiece]]


@dataclass(frozen=True)
class FactRow:
    """A fact about the goods; `before` is what was approved, None where it was the same."""

    field: str
    label: Any
    value: str
    before: str | None = None


def review_facts(code: str) -> Mapping[str, Any]:
    """Return what the review page says of a version (its public id)."""
    version = find_version(code)
    if version is None:
        return {"title": "", "goods": None}
    goods, live = goods_of(version), _approved(version)
    title = goods.original or next(iter(goods.texts.values()), None)
    return {
        "title": title.title if title else "",
        "title_language": title.language if title else "",
        "about": _("version %(number)s", number=version.number),
        "stays_up": live is not None,
        "goods": goods,
        "live": live,
        "languages": _languages(goods),
        "text_rows": text_rows(goods, live),
        "fact_rows": fact_rows(goods, live),
        "picture_rows": picture_rows(goods, live),
        "certificate_rows": certificate_rows(goods, live),
        "trade_rows": trade_rows(goods),
        "in_review": version.state is VersionState.SUBMITTED,
        "usual_hs": _usual_hs(version),
    }


def _usual_hs(version: ListingVersion) -> list[HsEntry]:
    """Return the usual HS codes of the version's category, for an operator who chooses one."""
    if version.category_id is None:
        return []
    return [chain.entry for chain in hs_suggestions(version.category_id, language.current().tag)]


def _approved(version: ListingVersion) -> Goods | None:
    live = live_version_of(version.listing)
    return goods_of(live) if live is not None and live.id != version.id else None


def _languages(goods: Goods) -> list[tuple[str, str]]:
    """Return (tag, name) of the languages of the texts: the needed ones first."""
    tags = [*needed_languages(), *sorted(goods.texts)]
    return [(tag, language_name(tag)) for tag in dict.fromkeys(tags)]


def text_rows(goods: Goods, live: Goods | None) -> list[TextRow]:
    """Return the texts field by field, with what changed since the last approval."""
    return [
        TextRow(name, label, {tag: _cell(goods, live, tag, name) for tag in goods.texts})
        for name, label in TEXT_LABELS.items()
    ]


def _cell(goods: Goods, live: Goods | None, tag: str, name: str) -> list[TextPiece]:
    after = _written(goods.texts[tag], name)
    if live is None:
        return [TextPiece("same", after)] if after else []
    before = _written(live.texts[tag], name) if tag in live.texts else ""
    return marked(before, after)


def _written(text: ListingText, name: str) -> str:
    value: str | list[str] = getattr(text, name)
    return value if isinstance(value, str) else ", ".join(value)


def fact_rows(goods: Goods, live: Goods | None) -> list[FactRow]:
    """Return the facts about the goods, with what was approved where that was another."""
    rows = []
    for name, (label, spoken) in _FACTS.items():
        value = spoken(goods)
        before = spoken(live) if live else value
        rows.append(FactRow(name, label, value, before if before != value else None))
    return rows


def _hs(goods: Goods) -> str:
    version = goods.version
    if not version.hs_code:
        return str(_("not chosen"))
    world = f"{version.hs_code[:4]}.{version.hs_code[4:]}"
    return f"{world} ({version.hs_national})" if version.hs_national else world


def _net(goods: Goods) -> str:
    version = goods.version
    if version.net_thousandths is None:
        return ""
    number = f"{version.net_thousandths / 1000:g}"
    unit = UNITS.get(version.net_unit)
    return unit.behind(number) if unit else number


def _origin(goods: Goods) -> str:
    code = goods.version.origin_country
    return country_name(code, str(get_locale())) if code else ""


def _contents(goods: Goods) -> str:
    names = [str(CONTENTS_NAMES[Contents(code)]) for code in goods.version.contents]
    return ", ".join(names) or str(_("none of these"))


def _category(goods: Goods) -> str:
    """Return the category with those above it, the top first."""
    chain = tree(language.current().tag).chain_of(goods.version.category_id)
    return " / ".join(branch.name for branch in chain)


_FACTS: dict[str, tuple[Any, Callable[[Goods], str]]] = {
    "hs": (_l("HS code"), _hs),
    "category": (_l("Category"), _category),
    "brand": (_l("Brand"), lambda goods: goods.version.brand),
    "maker": (_l("Maker"), lambda goods: goods.version.maker),
    "origin_country": (_l("Country of origin"), _origin),
    "net": (_l("Net content"), _net),
    "contents": (_l("What carriers ask"), _contents),
}


def trade_rows(goods: Goods) -> list[FactRow]:
    """Return prices and terms as they hold now: they change at once and open no review."""
    listing, locale = goods.listing, str(get_locale())
    unit = UNITS[listing.unit]
    steps = [
        f"{unit.counted(tier.from_quantity)}: {format_unit_price(tier.price, unit.short, locale)}"
        for tier in goods.tiers
    ]
    shown = str(PRICE_SHOWN_NAMES[listing.price_shown]) if listing.price_shown else ""
    basis = RULES.get(listing.basis_incoterm)
    return [
        FactRow("prices", _("Prices"), " · ".join([shown, *steps])),
        FactRow("moq", _("MOQ"), unit.counted(listing.moq) if listing.moq else ""),
        FactRow("basis", _("Price basis"), basis.printed(listing.basis_place) if basis else ""),
        FactRow("options", _("Options"), ", ".join(_option_names(goods))),
    ]


def _option_names(goods: Goods) -> list[str]:
    """Return the options as the seller wrote them first, with their SKUs."""
    return [
        " ".join(part for part in (_option_name(goods, option), option.sku) if part)
        for option in goods.options
    ]


def _option_name(goods: Goods, option: ListingOption) -> str:
    picked = pick_text(option.names, str(get_locale()), goods.version.original)
    return picked[1] if picked else ""


def review_lines(codes: Sequence[str]) -> dict[str, QueueLine]:
    """Return a line of the queue for each version, in two statements."""
    found = (
        select(ListingVersion)
        .where(ListingVersion.code.in_(codes))
        .options(joinedload(ListingVersion.listing, innerjoin=True).lazyload(Listing.company))
    )
    versions = list(session.scalars(found))
    texts = texts_by_version([version.id for version in versions])
    return {version.code: _line(version, texts[version.id]) for version in versions}


def _line(version: ListingVersion, texts: Sequence[ListingText]) -> QueueLine:
    titled = {text.language: text for text in texts if text.title}
    tag = language.current().tag
    text = titled.get(tag) or titled.get(version.original) or next(iter(titled.values()), None)
    note = _("new") if version.listing.listed_at is None else _("change")
    if text is None:
        return QueueLine(version.listing.code, picture=version.cover, note=note)
    return QueueLine(text.title, text.language, version.cover, note)


def remark_lines(stored: Sequence[Mapping[str, Any]]) -> list[RemarkLine]:
    """Return remarks that a review kept as an operator reads them."""
    return [_remark_line(as_remark(remark)) for remark in stored]


def _remark_line(remark: ReviewRemark) -> RemarkLine:
    reason, level = REMARK_WEIGHTS.get(remark.code, (None, RemarkLevel.LOOK_AT_IT))
    return RemarkLine(
        sentence=remark_sentence(remark),
        level=level,
        place=_place(remark.place),
        anchor=anchor_of(remark.place),
        reason=reason.value if reason else "",
    )


def anchor_of(place: str) -> str:
    """Return the id on the page of a remark's place: `text:en:title` is `text-en-title`."""
    return "" if place == "listing" else place.replace(":", "-")


def _place(place: str) -> str:
    kind, *rest = place.split(":")
    if kind == "text":
        tag, name = rest
        return f"{TEXT_LABELS[name]}, {language_name(tag)}"
    return {"hs": str(_("HS code")), "image": str(_("Pictures"))}.get(kind, "")


def reasons() -> dict[str, Any]:
    """Return what an operator may give as the reason of a decision: sentences by code."""
    return {reason.value: sentence for reason, sentence in REASON_SENTENCES.items()}
