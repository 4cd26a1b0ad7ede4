"""Trees of goods in files: our own branches as TOML, tables with a name a language."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from marketplace.catalog.models.categories import CATEGORY_NAME_LENGTH, SLUG_LENGTH, WORDS_LENGTH
from marketplace.core.languages import LANGUAGES
from marketplace.core.text import one_line
from marketplace.reference.models.hs import WORLD_DIGITS
from marketplace.reference.operations.tables import (
    FileRow,
    FileTable,
    ImportReport,
    RowFault,
    UnreadableFile,
    read_each,
    read_table,
)

FALLBACK = "en"
BETWEEN_PHRASES = ";"
#: Tops of a tree that is read later stand below our own, in the order of their file.
AFTER_OUR_OWN = 10_000
LARGEST_BRANCH = 1024 * 1024
#: How other tables call the languages that we call by another tag.
OTHER_TAGS = {"zh-cn": "zh", "zh-hans": "zh", "pt-br": "pt"}

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NO_SLUG = re.compile(r"[^a-z0-9]+")


class TreeFormat(StrEnum):
    """How a tree of goods is written."""

    TOML = "toml"
    CSV = "csv"
    SHOPIFY = "shopify"


@dataclass(frozen=True)
class Naming:
    """What a category is called in one language, and what else people look for it by."""

    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class CategoryFact:
    """What a file says of one category: `code` and `parent` are its tree's own codes, "" on top.

    `hs` is None where the file says nothing of HS codes, `slug` the wish for its address.
    """

    row: int
    code: str
    parent: str
    rank: int
    slug: str
    names: Mapping[str, Naming] = field(default_factory=dict)
    hs: tuple[str, ...] | None = None


def slug_of(text: str) -> str:
    """Return text as it stands in an address, "" where no Latin letter or figure is left of it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = _NO_SLUG.sub("-", plain.replace("'", "")).strip("-")
    return words[:SLUG_LENGTH].rstrip("-")


def read_tree(
    path: Path, kind: TreeFormat, report: ImportReport, *, encoding: str, limit: int | None
) -> Iterator[CategoryFact]:
    """Yield the categories of a file, parents first; rows that cannot be read go to the report.

    Raises UnreadableFile for a file that is no such tree.
    """
    if kind is TreeFormat.TOML:
        return iter(read_branch(path, report)[:limit])
    table = read_table(path, encoding=encoding)
    layout = _layout(table, kind)
    rows = table.rows(report.faults, limit)
    return (fact for _row, fact in read_each(rows, layout.read, report.faults))


def read_branch(path: Path, report: ImportReport) -> list[CategoryFact]:
    """Return a branch and its leaves: the file's name is the branch, each table in it a leaf.

    At the head stand `position` and a name a language, in a table `hs` and a line a language: the
    name, then further words, parted by semicolons. Entries are numbered as rows, the branch is 1.
    Raises UnreadableFile: no such file, no TOML, a branch that says too little.
    """
    content = _toml(path)
    code = path.stem
    head = {key: value for key, value in content.items() if not isinstance(value, dict)}
    try:
        position = int(head.pop("position", AFTER_OUR_OWN))
        branch = CategoryFact(1, code, "", position, _slug(code), _names_of(head), None)
    except (RowFault, TypeError, ValueError) as fault:
        raise UnreadableFile(f"{path.name} is no branch of goods: {fault}") from None
    facts = [branch]
    leaves = [(key, value) for key, value in content.items() if isinstance(value, dict)]
    for number, (key, value) in enumerate(leaves, start=2):
        try:
            facts.append(_leaf(number, key, code, dict(value)))
        except RowFault as fault:
            report.fault(number, f"{key}: {fault}")
    return facts


def _leaf(number: int, key: str, branch: str, value: dict[str, Any]) -> CategoryFact:
    codes = value.pop("hs", None)
    if codes is not None and not isinstance(codes, list):
        raise RowFault("its HS codes are no list.")
    hs = None if codes is None else tuple(_hs(code) for code in codes)
    return CategoryFact(number, key, branch, number, _slug(key), _names_of(value), hs)


def _toml(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST_BRANCH:
            raise UnreadableFile(f"{path.name} is larger than 1 MB.")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be opened: {error.strerror}.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFile(f"{path.name} is no TOML in UTF-8: {error}.") from None


def _names_of(lines: Mapping[str, Any]) -> dict[str, Naming]:
    names = {}
    for language, line in lines.items():
        if language not in LANGUAGES:
            raise RowFault(f"{language} is none of our languages.")
        if not isinstance(line, str):
            raise RowFault(f"what stands for {language} is no text.")
        name, *words = line.split(BETWEEN_PHRASES)
        names[language] = _naming(name, words)
    return _required(names)


def _naming(name: str, words: list[str]) -> Naming:
    clean = one_line(name)
    if not clean or len(clean) > CATEGORY_NAME_LENGTH:
        raise RowFault(
            f"{clean or 'nothing'} is no name of 1 to {CATEGORY_NAME_LENGTH} characters."
        )
    phrases = [one_line(word) for word in words]
    kept = tuple(dict.fromkeys(phrase for phrase in phrases if phrase and phrase != clean))
    if len("\n".join(kept)) > WORDS_LENGTH:
        raise RowFault(f"the further words of {clean} have more than {WORDS_LENGTH} characters.")
    return Naming(clean, kept)


def _required(names: dict[str, Naming]) -> dict[str, Naming]:
    if FALLBACK not in names:
        raise RowFault("it has no English name.")
    return names


def _hs(text: object) -> str:
    digits = str(text).replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) == WORLD_DIGITS):
        raise RowFault(f"{text} is no HS code of {WORLD_DIGITS} digits.")
    return digits


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text) or len(text) > SLUG_LENGTH:
        raise RowFault(f"{text} is no name for an address: small Latin letters, figures, hyphens.")
    return text


@dataclass(frozen=True)
class _Layout:
    """Which column says what; "" where the table has none."""

    code: str
    parent: str
    names: Mapping[str, str]
    words: Mapping[str, str]
    hs: str
    slug: str

    def read(self, row: FileRow) -> CategoryFact:
        """Return the category of a row. Raises RowFault."""
        code = row.cell(self.code)
        if not code or len(code) > SLUG_LENGTH:
            raise RowFault(f"{code or 'nothing'} is no code of 1 to {SLUG_LENGTH} characters.")
        names = {}
        for language, column in self.names.items():
            if row.cell(column):
                words = row.cell(self.words.get(language, ""))
                names[language] = _naming(row.cell(column), words.split(BETWEEN_PHRASES))
        _required(names)
        given = row.cell(self.slug)
        slug = _slug(given) if given else slug_of(names[FALLBACK].name) or slug_of(code)
        hs = None
        if self.hs:
            hs = tuple(_hs(part) for part in re.split(r"[\s,;]+", row.cell(self.hs)) if part)
        rank = AFTER_OUR_OWN + row.number
        return CategoryFact(row.number, code, row.cell(self.parent), rank, slug, names, hs)


def _layout(table: FileTable, kind: TreeFormat) -> _Layout:
    """Return the layout of a table. Raises UnreadableFile when columns are missing."""
    code = "id" if kind is TreeFormat.SHOPIFY else "code"
    missing = [name for name in (code, "parent", f"name_{FALLBACK}") if name not in table.header]
    if missing:
        raise UnreadableFile(
            f"{table.name} is no such tree: it lacks the columns {', '.join(missing)}."
        )
    return _Layout(
        code,
        "parent",
        _by_language(table, "name_"),
        _by_language(table, "words_"),
        "hs" if "hs" in table.header else "",
        "slug" if "slug" in table.header else "",
    )


def _by_language(table: FileTable, begin: str) -> dict[str, str]:
    columns: dict[str, str] = {}
    for column in table.header:
        tag = column.removeprefix(begin).lower()
        language = OTHER_TAGS.get(tag, tag)
        if column.startswith(begin) and language in LANGUAGES:
            columns.setdefault(language, column)
    return columns
