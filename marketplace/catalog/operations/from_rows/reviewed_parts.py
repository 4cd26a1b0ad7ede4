"""What rows say of the half that an operator looks at: texts, facts, the HS code."""

from marketplace.catalog.enums import Contents, TextOrigin
from marketplace.catalog.operations.from_rows.changes import GroupReading, differs
from marketplace.catalog.operations.hs import hs_values
from marketplace.catalog.operations.versions import (
    FactsOfGoods,
    TextFacts,
    fact_values,
    text_values,
)
from marketplace.catalog.queries.hs import UNSURE as LEFT_OPEN
from marketplace.catalog.queries.hs import HsChoice
from marketplace.catalog.queries.texts import ENGLISH, home_language
from marketplace.catalog.sheets.cells import UNSURE
from marketplace.core.errors import Refused
from marketplace.core.languages import LANGUAGES

_TEXTS = ("title", "summary", "description", "keywords")
_FACTS = ("category", "brand", "maker", "origin", "net", "contents")
_COLUMNS = {"origin_country": "origin"}


def read_texts(reading: GroupReading) -> None:
    """Read the texts of each language that the rows have words in."""
    goods = reading.goods
    for tag in LANGUAGES:
        if reading.has_any(*(f"{name}:{tag}" for name in _TEXTS)):
            _read_text(reading, tag)
    titles = [text.title for text in goods.texts.values()] if goods else []
    titles += [text.title for text in reading.changes.texts.values()]
    if not any(titles) and not _has_fault(reading, "title"):
        reading.remark(f"title:{home_language()}", "no_title")


def _has_fault(reading: GroupReading, part: str) -> bool:
    return any(remark.column.startswith(f"{part}:") for remark in reading.changes.remarks)


def _read_text(reading: GroupReading, tag: str) -> None:
    stands = reading.goods.texts.get(tag) if reading.goods else None
    original = reading.goods.version.original if reading.goods else home_language()
    origin = TextOrigin.WRITTEN if tag in {original, ENGLISH} else TextOrigin.TRANSLATED
    facts = TextFacts(
        title=reading.value_of(f"title:{tag}", stands.title if stands else ""),
        summary=reading.value_of(f"summary:{tag}", stands.summary if stands else ""),
        description=reading.value_of(f"description:{tag}", stands.description if stands else ""),
        keywords=reading.value_of(f"keywords:{tag}", tuple(stands.keywords) if stands else ()),
        origin=origin,
    )
    columns = {name: f"{name}:{tag}" for name in _TEXTS}
    values = reading.checked(lambda: text_values(facts), columns, f"title:{tag}")
    if values is None:
        return
    words = {name: value for name, value in values.items() if name != "origin"}
    if stands is None or differs(stands, words):  # words that stand keep what was said of them
        reading.changes.texts[tag] = facts
        reading.changes.columns[f"text:{tag}"] = values


def read_facts(reading: GroupReading) -> None:
    """Read category, brand, maker, origin, net content and contents."""
    if not reading.has_any(*_FACTS):
        return
    version = reading.goods.version if reading.goods else None
    category = reading.goods.category if reading.goods else None
    slug, key = (category.slug, category.id) if category else (None, None)
    if reading.has_any("category"):
        slug, key = _category(reading, (slug, key))
    stated: list[str] | None = reading.value_of("contents")
    kept = list(version.contents) if version else []
    stands = (version.net_thousandths, version.net_unit) if version else (None, "")
    net: tuple[int | None, str] = reading.value_of("net", stands)
    facts = FactsOfGoods(
        category=slug,
        brand=reading.value_of("brand", version.brand if version else ""),
        maker=reading.value_of("maker", version.maker if version else ""),
        origin_country=reading.value_of("origin", version.origin_country if version else ""),
        net_thousandths=net[0],
        net_unit=net[1],
        contents=tuple(Contents(one) for one in (kept if stated is None else stated)),
        contents_stated=stated is not None or bool(version and version.contents_stated),
    )
    values = reading.checked(lambda: fact_values(facts), _COLUMNS, "category")
    if values is None:
        return
    values["category_id"] = key
    if version is None or differs(version, values):
        reading.changes.facts, reading.changes.columns["facts"] = facts, values


def _category(
    reading: GroupReading, stands: tuple[str | None, int | None]
) -> tuple[str | None, int | None]:
    """Return slug and key of the leaf that is named; a retired one may stay where it stands."""
    typed = str(reading.value_of("category"))
    place = reading.existing.places[typed]
    if place.fault:
        reading.remark("category", place.fault, value=typed[:80], near=place.near)
    elif place.retired and place.id != stands[1]:
        reading.remark("category", "unknown_category", value=typed[:80], near="")
    else:
        return place.slug, place.id
    return stands


def read_hs(reading: GroupReading) -> None:
    """Read the HS code, or that the seller leaves it open."""
    typed = reading.value_of("hs")
    if typed is None:
        return
    choice = LEFT_OPEN if typed in UNSURE else reading.existing.hs[typed]
    if isinstance(choice, Refused):
        reading.refuse(choice, {}, "hs")
    elif reading.goods is None or _is_other(reading, choice):
        reading.changes.hs, reading.changes.columns["hs"] = choice, hs_values(choice)


def _is_other(reading: GroupReading, choice: HsChoice) -> bool:
    """Whether another code is meant; the same digits of a newer schedule are no other."""
    version = reading.goods.version if reading.goods else None
    if version is None:
        return True
    if choice.unsure:
        return not version.hs_unsure
    return (version.hs_code, version.hs_national) != (choice.code, choice.national)
