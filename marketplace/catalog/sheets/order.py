"""In which order the house writes columns: what goods cannot do without first, the rest grouped."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from marketplace.catalog.queries.completeness import STEP_NAMES, EditorStep
from marketplace.catalog.queries.texts import needed_languages
from marketplace.catalog.sheets.columns import Column

#: Without these no listing is complete (`completeness.needed_of`), in the order of the sheet.
_NEEDED = (
    "title",
    "summary",
    "description",
    "keywords",
    "category",
    "origin",
    "hs",
    "contents",
    "price_shown",
    "currency",
    "from_1",
    "price_1",
    "mode",
    "incoterm",
    "place",
    "lead_days",
    "pictures",
)
_NEEDED_NAME = _l("Needed before we can look at the goods (*)")
#: By these a row is known again; the SKU is needed too.
_CODES = ("listing_code", "sku", "barcode")
_CODES_NAME = _l("Codes")
_GROUPS: Sequence[tuple[Any, frozenset[str]]] = (
    (
        STEP_NAMES[EditorStep.TEXTS],
        frozenset({"title", "summary", "description", "keywords", "option"}),
    ),
    (STEP_NAMES[EditorStep.HS], frozenset({"brand", "maker", "net"})),
)


def is_needed(column: Column) -> bool:
    """Whether goods cannot be handed in while a column says nothing."""
    needed = column.part == "sku" or column.part in _NEEDED
    return needed and column.language in {"", *needed_languages()}


def in_order(columns: Iterable[Column]) -> list[Column]:
    """Return columns as the house writes them: codes, what is needed, the rest in its groups.

    Those of a group keep their order.
    """
    return sorted(columns, key=_place)


def _place(column: Column) -> tuple[int, int]:
    if column.part in _CODES:
        return 0, _CODES.index(column.part)
    if not is_needed(column):
        return 2 + _number(column), 0
    languages = needed_languages()
    of_language = languages.index(column.language) if column.language else len(languages)
    return 1, of_language * len(_NEEDED) + _NEEDED.index(column.part)


def _number(column: Column) -> int:
    for number, (_name, parts) in enumerate(_GROUPS):
        if column.part in parts:
            return number
    return len(_GROUPS) + column.key.startswith("carton")


def group_name(column: Column) -> str:
    """Return what the group is called that a column stands in."""
    if column.part in _CODES:
        return str(_CODES_NAME)
    if is_needed(column):
        return str(_NEEDED_NAME)
    number = _number(column)
    if number < len(_GROUPS):
        return str(_GROUPS[number][0])
    last = EditorStep.PACKING if number > len(_GROUPS) else EditorStep.PRICES
    return str(STEP_NAMES[last])
