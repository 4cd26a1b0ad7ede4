"""Mappings: small TOML files that say what of a foreign catalogue becomes which column of ours.

The keys are those of `sheets.columns`; texts without a language are in the mapping's own.
"""

import re
import tomllib
from collections.abc import Mapping as Facts
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from html import unescape
from typing import Any

from marketplace.catalog.models.version import (
    BRAND_LENGTH,
    DESCRIPTION_LENGTH,
    KEYWORD_LENGTH,
    MAKER_LENGTH,
    MOST_KEYWORDS,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
)
from marketplace.catalog.queries.category_phrases import phrases_of
from marketplace.catalog.sheets.cells import Cells, Fault
from marketplace.catalog.sheets.columns import CellKind, Column, all_columns
from marketplace.catalog.sheets.filling import PLACEHOLDER, Template, first_filled
from marketplace.catalog.sheets.rows import GoodsRow, RowRemark
from marketplace.core.languages import LANGUAGES

#: What of a cell is kept where the mapping lets it be cut.
_LENGTHS = {
    "title": TITLE_LENGTH,
    "summary": SUMMARY_LENGTH,
    "description": DESCRIPTION_LENGTH,
    "brand": BRAND_LENGTH,
    "maker": MAKER_LENGTH,
}
_SECTIONS = {"language", "columns", "constants", "cut", "html", "divide", "leaves", "rules"}
_BREAKS = re.compile(r"<(?:br|/p|/li|/div|/tr)\s*/?>", re.IGNORECASE)
_TAGS = re.compile(r"<[a-zA-Z/!][^<>]*>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class MappingFault(ValueError):
    """The mapping cannot be used; the sentence, in English, says what is wrong with it."""


@dataclass(frozen=True)
class Rule:
    """Where a column of the file `is` one of these values or `has` one of these words, sets hold.

    `column` is the file's; values and words are compared without case.
    """

    column: str
    sets: Facts[str, str]
    values: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()

    def holds(self, value: str) -> bool:
        """Whether it speaks of such a value."""
        folded = value.strip().casefold()
        return folded in self.values or any(word in folded for word in self.words)


@dataclass(frozen=True)
class Mapping:
    """What a mapping file says; all by keys of our columns.

    `columns` are templates of columns of the file, of which the first that is not empty counts;
    then the first rule that sets the column, then the constant. `divide` are divisors of amounts
    (100 for prices in cents), of which 0 is none; what is in `html` is freed of tags, what is in
    `cut` shortened.
    """

    language: str
    columns: Facts[str, Sequence[str]]
    constants: Facts[str, str] = field(default_factory=dict)
    cut: frozenset[str] = frozenset()
    html: frozenset[str] = frozenset()
    divide: Facts[str, Decimal] = field(default_factory=dict)
    rules: Sequence[Rule] = ()

    @property
    def names(self) -> set[str]:
        """The columns of the file that it speaks of."""
        templates = [one for some in self.columns.values() for one in some]
        named = {name for one in templates for name in PLACEHOLDER.findall(one)}
        return named | {rule.column for rule in self.rules}


def read_mapping(text: str) -> Mapping:
    """Read a mapping. Raises MappingFault for what is no TOML or names what there is not."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        message = f"The mapping is no TOML: {fault}."
        raise MappingFault(message) from None
    unknown = sorted(set(found) - _SECTIONS)
    if unknown:
        message = f"The mapping may not have {', '.join(unknown)}."
        raise MappingFault(message)
    language = str(found.get("language", "en"))
    if language not in LANGUAGES:
        message = f"{language} is no language of ours: {', '.join(LANGUAGES)}."
        raise MappingFault(message)
    keys = _Keys(language)
    return Mapping(
        language=language,
        columns={
            keys.key(name): tuple(map(_template, value if isinstance(value, list) else [value]))
            for name, value in _section(found, "columns").items()
        },
        constants=keys.texts(_section(found, "constants")),
        cut=frozenset(map(keys.key, _list(found, "cut"))),
        html=frozenset(map(keys.key, _list(found, "html"))),
        divide={keys.key(name): _divisor(by) for name, by in _section(found, "divide").items()},
        rules=(*_rules(found, keys), *_leaves(found)),
    )


class _Keys:
    """Finds our columns by the names of a mapping, texts in its language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def key(self, name: object) -> str:
        for key in (str(name), f"{name}:{self._language}"):
            if key in all_columns():
                return key
        message = f"“{name}” is no column of a sheet of goods."
        raise MappingFault(message)

    def texts(self, facts: Facts[str, Any]) -> dict[str, str]:
        return {self.key(name): str(value) for name, value in facts.items()}


def _section(found: Facts[str, Any], name: str) -> Facts[str, Any]:
    section = found.get(name, {})
    if not isinstance(section, dict):
        message = f"[{name}] is no section of names and values."
        raise MappingFault(message)
    return section


def _list(found: Facts[str, Any], name: str) -> list[Any]:
    listed = found.get(name, [])
    if not isinstance(listed, list):
        message = f"“{name}” is no list: it stands in brackets."
        raise MappingFault(message)
    return listed


def _divisor(by: object) -> Decimal:
    try:
        divisor = Decimal(str(by))
    except InvalidOperation:
        divisor = Decimal(0)
    if not divisor > 0:
        message = f"Amounts cannot be divided by “{by}”."
        raise MappingFault(message)
    return divisor


def _template(value: object) -> str:
    """Return a template: a column's name alone, or a text with names in braces."""
    text = str(value)
    return text if PLACEHOLDER.search(text) else f"{{{text}}}"


def _rules(found: Facts[str, Any], keys: _Keys) -> list[Rule]:
    made = []
    for rule in _list(found, "rules"):
        unknown = sorted(set(rule) - {"column", "is", "has", "set"})
        if unknown or "column" not in rule or "set" not in rule:
            message = "A rule has column, is or has, and set; nothing else."
            raise MappingFault(message)
        made.append(
            Rule(
                str(rule["column"]),
                keys.texts(_section(rule, "set")),
                frozenset(str(value).casefold() for value in _list(rule, "is")),
                tuple(str(word).casefold() for word in _list(rule, "has")),
            )
        )
    return made


def _leaves(found: Facts[str, Any]) -> list[Rule]:
    """Return a rule for each value of a column that is a leaf of the tree."""
    return [
        Rule(column, {"category": str(leaf)}, frozenset({value.casefold()}))
        for column in _section(found, "leaves")
        for value, leaf in _section(found["leaves"], column).items()
    ]


class MappedHeads:
    """The columns of a foreign table as a mapping reads them; stands where `Heads` does.

    `keywords_from_category`: where the file has none, the names of the category are keywords.
    """

    def __init__(
        self, headings: Sequence[str], mapping: Mapping, *, keywords_from_category: bool = False
    ) -> None:
        """Raises MappingFault when the mapping names columns that the file does not have."""
        self.remarks: list[RowRemark] = []
        self._mapping = mapping
        self._keywords = keywords_from_category
        self._places = {heading: place for place, heading in enumerate(headings)}
        self._ours = all_columns()
        self._cells = Cells()
        templates = [(key, one) for key, some in mapping.columns.items() for one in some]
        missing = sorted(mapping.names - set(self._places))
        if missing:
            message = f"The file has no column {', '.join(missing)}."
            raise MappingFault(message)
        self._templates = {
            key: [Template(one, self._places) for one in some]
            for key, some in mapping.columns.items()
        }
        feeds = {name: key for key, one in templates for name in PLACEHOLDER.findall(one)}
        self.columns: list[Column | None] = [
            self._ours[feeds[heading]] if heading in feeds else None for heading in headings
        ]

    @property
    def keys(self) -> set[str]:
        """The keys of the columns that the mapping speaks of."""
        set_by_rules = {key for rule in self._mapping.rules for key in rule.sets}
        return {*self._mapping.columns, *self._mapping.constants, *set_by_rules}

    def read(self, number: int, cells: Sequence[str]) -> GoodsRow:
        """Return what a row says."""
        values: dict[str, Any] = {}
        faults = []
        for key, text in self._texts(cells).items():
            try:
                value = self._cells.read(self._ours[key], text)
            except Fault as fault:
                faults.append(RowRemark(number, key, fault.code, fault.facts))
                continue
            if value is not None:
                values[key] = value
        words = f"keywords:{self._mapping.language}"
        if self._keywords and words not in values and values.get("category"):
            values[words] = keywords_of(values["category"], self._mapping.language)
        return GoodsRow(number, values, tuple(faults))

    def _texts(self, cells: Sequence[str]) -> dict[str, str]:
        mapping = self._mapping
        texts = {key: first_filled(templates, cells) for key, templates in self._templates.items()}
        for rule in mapping.rules:
            if any(not texts.get(key) for key in rule.sets) and rule.holds(
                cells[self._places[rule.column]]
            ):
                texts |= {key: value for key, value in rule.sets.items() if not texts.get(key)}
        texts |= {key: value for key, value in mapping.constants.items() if not texts.get(key)}
        return {key: self._shaped(key, text) for key, text in texts.items() if text}

    def _shaped(self, key: str, text: str) -> str:
        mapping = self._mapping
        if key in mapping.html:
            text = without_tags(text)
        text = _CONTROLS.sub(" ", text)
        if self._ours[key].kind is CellKind.AMOUNT:
            text = _amount(text, mapping.divide.get(key, Decimal(1)))
        if key in mapping.cut:
            text = shortened(text, _LENGTHS.get(self._ours[key].part, TITLE_LENGTH))
        return text


def without_tags(text: str) -> str:
    """Return what a text in HTML says, a line for each of its lines."""
    plain = unescape(_TAGS.sub("", _BREAKS.sub("\n", text))).replace("\xa0", " ")
    return "\n".join(line for line in map(str.strip, plain.splitlines()) if line)


def shortened(text: str, most: int) -> str:
    """Return a text of so many characters at most, ended behind a word with an ellipsis."""
    if len(text) <= most:
        return text
    start = text[: most - 1]
    words = start.rpartition(" ")[0]
    return (words if len(words) > most // 2 else start).rstrip(" ,;:-–") + "…"


def _amount(text: str, by: Decimal) -> str:
    """Return an amount divided, "" for nothing at all; what is no plain number stays as it is."""
    try:
        amount = Decimal(text) / by
    except ArithmeticError:
        return text
    return format(amount.normalize(), "f") if amount else ""


def keywords_of(category: str, language: str) -> tuple[str, ...]:
    """Return the names and search words of a leaf in a language, as keywords of goods."""
    phrases = [phrase for phrase in phrases_of(category, language) if len(phrase) <= KEYWORD_LENGTH]
    return tuple(phrases[:MOST_KEYWORDS])
