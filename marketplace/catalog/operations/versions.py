"""Writing what an operator looks at: texts and facts of a version.

A live version never changes: an act on it goes to its open successor, made when something differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from marketplace.catalog import errors
from marketplace.catalog.enums import (
    WRITABLE_VERSION_STATES,
    Contents,
    TextOrigin,
    VersionState,
)
from marketplace.catalog.models import Category, Listing, ListingText, ListingVersion
from marketplace.catalog.models.listing import UNIT_LENGTH
from marketplace.catalog.models.version import (
    BRAND_LENGTH,
    DESCRIPTION_LENGTH,
    KEYWORD_LENGTH,
    MAKER_LENGTH,
    MOST_KEYWORDS,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
)
from marketplace.catalog.operations.copies import Copied, copy_version
from marketplace.catalog.operations.record import (
    clean_line,
    clean_paragraphs,
    lock_to_change,
    touch,
    write_down,
)
from marketplace.catalog.queries.listings import (
    find_text,
    live_version_of,
    newest_version_of,
    open_version_of,
    texts_of,
)
from marketplace.core import clock
from marketplace.core.audit import Actor, Fact
from marketplace.core.db import change_row, require_version, session
from marketplace.core.languages import LANGUAGES
from marketplace.core.text import text_key
from marketplace.reference.enums import UnitKind
from marketplace.reference.queries import UNITS, country_codes

MOST_NET = 10**12
#: What the net content of a unit is told in (an area is none).
NET_KINDS = {UnitKind.COUNT, UnitKind.WEIGHT, UnitKind.VOLUME, UnitKind.LENGTH}


@dataclass(frozen=True)
class TextFacts:
    """What a version says in one language; `origin` is not `outdated`, which the house sets."""

    title: str
    summary: str
    description: str
    keywords: tuple[str, ...]
    origin: TextOrigin = TextOrigin.WRITTEN


@dataclass(frozen=True)
class FactsOfGoods:
    """What goods are. `category` is the slug of a leaf; `maker` "" where the seller makes them.

    `origin_country` is an ISO 3166 code, "" for not yet said; `net_thousandths` of `net_unit` is
    the net content of one unit; `contents_stated`: the question what is in them has been answered.
    """

    category: str | None = None
    brand: str = ""
    maker: str = ""
    origin_country: str = ""
    net_thousandths: int | None = None
    net_unit: str = ""
    contents: tuple[Contents, ...] = ()
    contents_stated: bool = False


def open_version(listing: Listing, *, actor: Actor) -> ListingVersion:
    """Return the version that is being written, begun as a copy of the live one where none is.

    A rejected one begins the next where nothing was ever approved. Raises Conflict while an
    operator looks at it, or when the listing is archived or deleted.
    """
    lock_to_change(listing, actor)
    version = open_version_of(listing)
    if version is None:
        original = live_version_of(listing) or newest_version_of(listing)
        return _succeed(original, actor).version
    session.refresh(version)
    if version.state is VersionState.SUBMITTED:
        raise errors.in_review()
    return version


def lock_version(version: ListingVersion, actor: Actor) -> ListingVersion:
    """Lock the listing of a version and read the version again; raises as `lock_to_change`."""
    lock_to_change(version.listing, actor)
    session.refresh(version)
    if version.state is VersionState.SUBMITTED:
        raise errors.in_review()
    return version


def version_to_write_on(version: ListingVersion, actor: Actor) -> Copied:
    """Return the version (locked) to write on: itself, or an open successor made from it.

    With it come the copies of pictures and certificates, by their originals. Raises Conflict
    when the version is neither being written nor the one that a successor begins from.
    """
    if version.state in WRITABLE_VERSION_STATES:
        return Copied(version, {}, {})
    original = live_version_of(version.listing) or newest_version_of(version.listing)
    if open_version_of(version.listing) is not None or original.id != version.id:
        raise errors.another_version_opened()
    return _succeed(version, actor)


def _succeed(original: ListingVersion, actor: Actor) -> Copied:
    listing = original.listing
    copied = copy_version(original, listing, newest_version_of(listing).number + 1)
    write_down(
        listing,
        "version:opened",
        actor=actor,
        version=copied.version.code,
        number=copied.version.number,
    )
    return copied


def record_change(
    version: ListingVersion,
    tag: str,
    *,
    actor: Actor,
    **facts: Fact,
) -> None:
    """Record a change of a version, and that it is the newest."""
    version.changed_at = clock.now()
    touch(version.listing)
    write_down(version.listing, tag, actor=actor, version=version.code, **facts)


def differing(row: object, values: dict[str, Any]) -> list[str]:
    """Return the names of the values that a row does not have."""
    return sorted(name for name, value in values.items() if getattr(row, name) != value)


def write_text(
    version: ListingVersion,
    language: str,
    facts: TextFacts,
    *,
    row_version: int,
    actor: Actor,
) -> ListingVersion:
    """Write what goods are called and said to be in a language; return the version written on.

    With nothing in them the texts are taken away. `row_version` is 0 for a language that nobody has
    written yet. Where the first language changes, the others are outdated from then on. Raises
    Refused beside the field, Conflict when somebody was faster.
    """
    if language not in LANGUAGES:
        raise errors.unknown_language("language")
    values = text_values(facts)
    lock_version(version, actor)
    text = find_text(version, language)
    require_version(text or ListingText(version=0), row_version)
    changed = _changes_of_text(text, values)
    if not changed:
        return version
    version = version_to_write_on(version, actor).version
    _store_text(version, language, values)
    outdated = _outdate_others(version, text) if language == version.original else []
    record_change(
        version, "text:changed", actor=actor, language=language, fields=changed, outdated=outdated
    )
    return version


def text_values(facts: TextFacts) -> dict[str, Any]:
    """Return the columns of a text as they are kept. Raises Refused beside the field."""
    title = clean_line(facts.title, TITLE_LENGTH, "title")
    return {
        "title": title,
        "title_key": text_key(title),
        "summary": clean_line(facts.summary, SUMMARY_LENGTH, "summary"),
        "description": clean_paragraphs(facts.description, DESCRIPTION_LENGTH, "description"),
        "keywords": _keywords(facts.keywords),
        "origin": facts.origin,
    }


def _keywords(typed: Sequence[str]) -> list[str]:
    """Return each keyword once, in the order they were typed."""
    kept: dict[str, str] = {}
    for word in typed:
        clean = clean_line(word, KEYWORD_LENGTH, "keywords")
        if clean:
            kept.setdefault(text_key(clean), clean)
    if len(kept) > MOST_KEYWORDS:
        raise errors.too_many(MOST_KEYWORDS, "keywords")
    return list(kept.values())


def says_nothing(values: dict[str, Any]) -> bool:
    """Whether there is no word in the columns of a text."""
    return not any(values[name] for name in ("title", "summary", "description", "keywords"))


def _changes_of_text(text: ListingText | None, values: dict[str, Any]) -> list[str]:
    if text is None:
        return [] if says_nothing(values) else sorted(set(values) - {"title_key"})
    return [name for name in differing(text, values) if name != "title_key"]


def _store_text(version: ListingVersion, language: str, values: dict[str, Any]) -> None:
    text = find_text(version, language)
    if says_nothing(values):
        session.delete(text)
        session.flush()
        return
    if text is None:
        text = ListingText(version_id=version.id, language=language, version=0)
        session.add(text)
    change_row(text, values)
    session.flush()


def _outdate_others(version: ListingVersion, before: ListingText | None) -> list[str]:
    """Mark the other languages, where the first one said something before."""
    if before is None:
        return []
    others = [text for text in texts_of(version) if text.language != version.original]
    for text in others:
        change_row(text, {"origin": TextOrigin.OUTDATED})
    return [text.language for text in others]


def confirm_text(
    version: ListingVersion, language: str, *, row_version: int, actor: Actor
) -> ListingVersion:
    """Say of a text by machine, or one older than the original, that a person found it right.

    Returns the version written on. Raises Conflict when somebody was faster or there is no text.
    """
    lock_version(version, actor)
    text = _text_in(version, language)
    require_version(text, row_version)
    if text.origin not in {TextOrigin.MACHINE, TextOrigin.OUTDATED}:
        return version
    version = version_to_write_on(version, actor).version
    change_row(_text_in(version, language), {"origin": TextOrigin.TRANSLATED})
    record_change(version, "text:confirmed", actor=actor, language=language)
    return version


def _text_in(version: ListingVersion, language: str) -> ListingText:
    text = find_text(version, language)
    if text is None:
        raise errors.gone()
    return text


def remove_text(
    version: ListingVersion, language: str, *, row_version: int, actor: Actor
) -> ListingVersion:
    """Take a language away; nothing happens when it is not there. Returns the version written on.

    Raises Conflict when somebody changed it in the meantime.
    """
    lock_version(version, actor)
    text = find_text(version, language)
    if text is None:
        return version
    require_version(text, row_version)
    version = version_to_write_on(version, actor).version
    session.delete(find_text(version, language))
    session.flush()
    record_change(version, "text:removed", actor=actor, language=language)
    return version


def change_facts(
    version: ListingVersion, facts: FactsOfGoods, *, row_version: int, actor: Actor
) -> ListingVersion:
    """Write what the goods are; return the version written on.

    Raises Refused beside the field, Conflict when somebody was faster.
    """
    values = fact_values(facts)
    lock_version(version, actor)
    values["category_id"] = _category(facts.category, version)
    require_version(version, row_version)
    if not differing(version, values):
        return version
    version = version_to_write_on(version, actor).version
    fields = change_row(version, values)
    record_change(version, "facts:changed", actor=actor, fields=fields)
    return version


def fact_values(facts: FactsOfGoods) -> dict[str, Any]:
    """Return the columns of facts, the category left out. Raises Refused beside the field."""
    if facts.origin_country and facts.origin_country not in country_codes():
        raise errors.no_country("origin_country")
    stated = facts.contents_stated or bool(facts.contents)
    return {
        "brand": clean_line(facts.brand, BRAND_LENGTH, "brand"),
        "maker": clean_line(facts.maker, MAKER_LENGTH, "maker"),
        "origin_country": facts.origin_country,
        "net_thousandths": _net(facts),
        "net_unit": facts.net_unit[:UNIT_LENGTH] if facts.net_thousandths is not None else "",
        "contents": sorted({content.value for content in facts.contents}),
        "contents_stated": stated,
    }


def _net(facts: FactsOfGoods) -> int | None:
    if facts.net_thousandths is None:
        return None
    unit = UNITS.get(facts.net_unit)
    if unit is None or unit.kind not in NET_KINDS or not 0 < facts.net_thousandths <= MOST_NET:
        raise errors.no_net_content()
    return facts.net_thousandths


def _category(slug: str | None, version: ListingVersion) -> int | None:
    """Return the key of a leaf; a retired one may stay where it stands."""
    if not slug:
        return None
    category = session.scalar(select(Category).where(Category.slug == slug))
    if category is None or not category.is_leaf:
        raise errors.no_category()
    if category.retired and category.id != version.category_id:
        raise errors.no_category()
    return category.id
