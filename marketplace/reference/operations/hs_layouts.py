"""The shapes in which tables of HS codes come, found out from their header."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from marketplace.reference import countries
from marketplace.reference.models.hs import WORLD
from marketplace.reference.operations.tables import FileTable, UnreadableFile

UNION = "EU"

_LANGUAGE = re.compile(r"[a-z]{2}", re.ASCII)
_NAMED_LANGUAGE = re.compile(r"(?:title|name|text|description)_([a-z]{2})", re.ASCII)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}", re.ASCII)


@dataclass(frozen=True)
class HsLayout:
    """Which column has the code and which the text of each language; `country` "" is the world."""

    name: str
    code: str
    texts: dict[str, str]
    country: str = WORLD

    def only(self, languages: Iterable[str]) -> "HsLayout":
        """Return the layout with some of its languages. Raises UnreadableFile for one it lacks."""
        missing = sorted(set(languages) - set(self.texts))
        if missing:
            known = ", ".join(sorted(self.texts)) or "none"
            raise UnreadableFile(
                f"The table has no text in {', '.join(missing)} (it has {known}); "
                "name the column: --text-column."
            )
        return replace(self, texts={tag: self.texts[tag] for tag in languages})


def find_layout(
    table: FileTable,
    *,
    languages: tuple[str, ...] = (),
    country: str | None = None,
    code_column: str | None = None,
    text_column: str | None = None,
) -> HsLayout:
    """Return the layout of a table: as its columns were named, else as its header tells.

    Raises UnreadableFile when neither gives one.
    """
    if code_column or text_column:
        layout = _named(table, languages, code_column, text_column)
    else:
        layout = _sniffed(table)
        layout = layout.only(languages) if languages else layout
    return layout if country is None else replace(layout, country=country)


def edition_of(layout: HsLayout, name: str, given: str | None) -> str:
    """Return the edition of a country's codes: the one given, else the year in the file's name.

    "" for the world's codes, which have the edition of the house. Raises UnreadableFile.
    """
    if layout.country == WORLD:
        return ""
    years = _YEAR.findall(name)
    if given is None and len(set(years)) != 1:
        raise UnreadableFile(f"{name} does not tell its year: name it, as in --edition 2026.")
    return given or years[0]


def _named(
    table: FileTable, languages: tuple[str, ...], code_column: str | None, text_column: str | None
) -> HsLayout:
    if not code_column or not text_column or len(languages) != 1:
        raise UnreadableFile("Name all three: --language, --code-column and --text-column.")
    for column in (code_column, text_column):
        if column not in table.header:
            raise UnreadableFile(f"{table.name} has no column {column}.")
    return HsLayout("named", code_column, {languages[0]: text_column})


def _sniffed(table: FileTable) -> HsLayout:
    header = set(table.header)
    for layout in (*_national_layouts(), HsLayout("world", "hscode", {"en": "description"})):
        if header >= {layout.code, *layout.texts.values()}:
            return layout
    named = {
        match[1]: match[0] for name in table.header if (match := _NAMED_LANGUAGE.fullmatch(name))
    }
    for code in ("hs4", "hs6", "hs", "hscode", "code"):
        if code in header and named:
            return HsLayout("headings", code, named)
    tags = {name: name for name in table.header if _LANGUAGE.fullmatch(name)}
    if "cn8" in header and tags:
        return HsLayout("combined nomenclature", "cn8", tags, UNION)
    raise UnreadableFile(
        f"{table.name} has a header that is not known here ({', '.join(table.header)[:120]}); "
        "name --language, --code-column and --text-column."
    )


def _national_layouts() -> list[HsLayout]:
    """Return what the packs of home countries bring: the constant TARIFF of their module tariff."""
    layouts = []
    for pack in iter_modules(countries.__path__):
        if (Path(countries.__path__[0]) / pack.name / "tariff.py").exists():
            tariff = import_module(f"{countries.__name__}.{pack.name}.tariff")
            layouts.append(HsLayout("tariff", tariff.CODE, dict(tariff.TEXTS), tariff.COUNTRY))
    return layouts
