"""Named reads: automatic remarks on goods that are handed in for review."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from marketplace.catalog.enums import ListingState
from marketplace.catalog.models import (
    CategoryHs,
    Listing,
    ListingImage,
    ListingText,
    ListingVersion,
)
from marketplace.catalog.queries.goods import Goods
from marketplace.catalog.queries.language_guess import is_in_script, language_by_words
from marketplace.catalog.queries.texts import language_name
from marketplace.core.db import session
from marketplace.core.text import text_key
from marketplace.reference.queries.settings import house_settings

#: The shorter side of a picture that looks sharp on a large screen.
LEAST_SIDE = 800
CHAPTER = 2
FIELDS = ("title", "summary", "description")
_SPLIT = re.compile(r"[,;、،，；\n]+")
_SIX_DIGITS = re.compile(r"(\d{4})(\d{2})")
#: From Thai on scripts join words: there a phrase is looked for inside them.
_FIRST_JOINED = "\u0e00"


@dataclass(frozen=True)
class ReviewRemark:
    """Something that an operator should look at; nobody decides by it alone.

    `place` is `hs`, `image:<public id>`, `text:<language>:<field>` or `listing`; `facts` hold
    codes, figures and the words that were found.
    """

    code: str
    place: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Circumstances:
    """What else has to be known to check goods.

    `usual_hs` are the usual HS codes of the category, `same_title` public ids of other listings
    of the company, `same_pictures` keys of pictures that another company uses, `banned` phrases
    by language tag.
    """

    usual_hs: tuple[str, ...] = ()
    same_title: tuple[str, ...] = ()
    same_pictures: frozenset[str] = frozenset()
    banned: Mapping[str, Sequence[str]] = field(default_factory=dict)


def remarks_on(goods: Goods) -> list[ReviewRemark]:
    """Return the automatic remarks on goods."""
    return remarks(goods, circumstances_of(goods))


def circumstances_of(goods: Goods) -> Circumstances:
    """Return what else has to be known of goods, in four statements."""
    usual = select(CategoryHs.code).where(CategoryHs.category_id == goods.version.category_id)
    return Circumstances(
        usual_hs=tuple(session.scalars(usual.order_by(CategoryHs.rank))),
        same_title=_same_title(goods),
        same_pictures=_same_pictures(goods),
        banned=banned_words(),
    )


def _same_title(goods: Goods) -> tuple[str, ...]:
    keys = {text.title_key for text in goods.texts.values() if text.title_key}
    found = (
        select(Listing.code)
        .join(ListingVersion, ListingVersion.listing_id == Listing.id)
        .join(ListingText, ListingText.version_id == ListingVersion.id)
        .where(
            Listing.company_id == goods.listing.company_id,
            Listing.id != goods.listing.id,
            Listing.state.not_in([ListingState.DELETED, ListingState.ARCHIVED]),
            ListingText.title_key.in_(keys),
        )
        .order_by(Listing.code)
        .distinct()
    )
    return tuple(session.scalars(found))


def _same_pictures(goods: Goods) -> frozenset[str]:
    found = (
        select(ListingImage.picture)
        .join(ListingVersion, ListingVersion.id == ListingImage.version_id)
        .join(Listing, Listing.id == ListingVersion.listing_id)
        .where(
            ListingImage.picture.in_([image.picture for image in goods.images]),
            Listing.company_id != goods.listing.company_id,
        )
    )
    return frozenset(session.scalars(found))


def banned_words() -> dict[str, list[str]]:
    """Return the phrases that the house's setting lists, by language tag."""
    lists = cast("dict[str, str]", house_settings()["banned_words"])
    return {
        tag: [phrase.strip() for phrase in _SPLIT.split(text) if phrase.strip()]
        for tag, text in lists.items()
    }


def remarks(goods: Goods, around: Circumstances) -> list[ReviewRemark]:
    """Return the remarks on goods, those about the whole listing first."""
    return [
        *_about_twins(around),
        *_about_hs(goods, around),
        *_about_images(goods, around),
        *(
            remark
            for tag in sorted(goods.texts)
            for remark in _about_text(goods.texts[tag], around.banned.get(tag, ()))
        ),
    ]


def _about_twins(around: Circumstances) -> Iterator[ReviewRemark]:
    if not around.same_title:
        return
    facts: dict[str, str | int] = {"listing": around.same_title[0]}
    more = len(around.same_title) - 1
    yield ReviewRemark("same_title", "listing", facts | {"more": more} if more else facts)


def _about_hs(goods: Goods, around: Circumstances) -> Iterator[ReviewRemark]:
    code = goods.version.hs_code
    if not code:
        yield ReviewRemark("hs_missing", "hs")
        return
    if around.usual_hs and all(code[:CHAPTER] != usual[:CHAPTER] for usual in around.usual_hs):
        facts = {"chosen": code, "usual": ", ".join(around.usual_hs[:3])}
        yield ReviewRemark("hs_unusual", "hs", facts)


def _about_images(goods: Goods, around: Circumstances) -> Iterator[ReviewRemark]:
    for number, image in enumerate(goods.images, start=1):
        place = f"image:{image.code}"
        if min(image.width, image.height) < LEAST_SIDE:
            facts: dict[str, str | int] = {"number": number, "least": LEAST_SIDE}
            facts |= {"width": image.width, "height": image.height}
            yield ReviewRemark("image_small", place, facts)
        if image.picture in around.same_pictures:
            yield ReviewRemark("image_of_another", place, {"number": number})
        for tag, words in sorted(image.alt.items()):
            if not is_in_script(words, tag):
                yield ReviewRemark("wrong_script", place, {"language": tag})
            for phrase in found_phrases(words, around.banned.get(tag, ())):
                yield ReviewRemark("banned_words", place, {"words": phrase})


def _about_text(text: ListingText, banned: Sequence[str]) -> Iterator[ReviewRemark]:
    tag = text.language
    odd = [name for name in FIELDS if not is_in_script(getattr(text, name), tag)]
    for name in odd:
        yield ReviewRemark("wrong_script", f"text:{tag}:{name}", {"language": tag})
    if not odd:
        spoken = language_by_words(f"{text.summary} {text.description}", tag)
        if spoken is not None:
            facts = {"language": tag, "spoken": spoken}
            yield ReviewRemark("wrong_language", f"text:{tag}:description", facts)
    for name in FIELDS:
        for phrase in found_phrases(getattr(text, name), banned):
            yield ReviewRemark("banned_words", f"text:{tag}:{name}", {"words": phrase})
    for phrase in found_phrases("\n".join(text.keywords), banned):
        yield ReviewRemark("banned_words", f"text:{tag}:keywords", {"words": phrase})


def found_phrases(text: str, phrases: Iterable[str]) -> list[str]:
    """Return which of the phrases a text has: as words, or within words in scripts without blanks.

    Case and width of letters do not matter.
    """
    key = text_key(text)
    return [phrase for phrase in phrases if _has(key, text_key(phrase))]


def _has(key: str, phrase: str) -> bool:
    if phrase[-1] >= _FIRST_JOINED:
        return phrase in key
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", key) is not None


def as_stored(found: Iterable[ReviewRemark]) -> list[dict[str, Any]]:
    """Return remarks as a review keeps them."""
    return [{"code": remark.code, "place": remark.place, **remark.facts} for remark in found]


def as_remark(stored: Mapping[str, Any]) -> ReviewRemark:
    """Return a remark that a review kept."""
    facts = {name: value for name, value in stored.items() if name not in {"code", "place"}}
    return ReviewRemark(stored["code"], stored["place"], facts)


def remark_sentence(remark: ReviewRemark) -> str:
    """Return a remark as an operator reads it, in the language of the page; its code if unknown."""
    facts: dict[str, Any] = dict(remark.facts)
    for name in ("language", "spoken"):
        if name in facts:
            facts[name] = language_name(facts[name])
    for name in ("chosen", "usual"):
        if name in facts:
            facts[name] = _SIX_DIGITS.sub(r"\1.\2", facts[name])
    sentences = {
        "same_title": _same_title_words(facts.get("listing"), facts.get("more", 0)),
        "hs_missing": _("The seller was not sure about the HS code. Please choose it."),
        "hs_unusual": _("HS %(chosen)s is unusual here: such goods mostly go under %(usual)s."),
        "image_small": _(
            "Picture %(number)s has %(width)s × %(height)s pixels. "
            "Below %(least)s it looks blurred."
        ),
        "image_of_another": _("Picture %(number)s is also used by another company."),
        "wrong_script": _("This does not seem to be %(language)s: the letters are others."),
        "wrong_language": _("This seems to be %(spoken)s, not %(language)s."),
        "banned_words": _("“%(words)s” is on the list of words that goods here may not use."),
    }
    return str(sentences.get(remark.code, remark.code)) % facts


def _same_title_words(listing: str | None, more: int) -> str:
    if not more:
        return str(_("%(listing)s of the same seller has the same name.", listing=listing))
    return str(
        ngettext(
            "%(listing)s and %(num)d more of the same seller have the same name.",
            "%(listing)s and %(num)d more of the same seller have the same name.",
            more,
            listing=listing,
        )
    )
