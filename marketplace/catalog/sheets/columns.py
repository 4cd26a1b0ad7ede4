"""The columns of a sheet of goods: what heads them, what they mean, in any language of the pages.

A column has a key that never changes (`sku`, `title:ko`); its heading is written in the reader's
language and read in all of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from babel import Locale
from flask import current_app
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.catalog.models.listing import MOST_TIERS
from marketplace.catalog.queries.texts import ENGLISH, home_language
from marketplace.config import Settings
from marketplace.core.languages import LANGUAGES
from marketplace.core.process_cache import cached
from marketplace.core.text import text_key


class CellKind(StrEnum):
    """What the cells of a column hold."""

    LINE = "line"
    TEXT = "text"
    WORDS = "words"
    WHOLE = "whole"
    FIGURE = "figure"
    AMOUNT = "amount"
    CHOICE = "choice"
    NET = "net"
    HS = "hs"


@dataclass(frozen=True)
class Column:
    """A column: `heading` and `help` are lazy texts, `example` a cell as it may be filled.

    `choices` names the list that its cells are chosen from, "" for none. `digits` may stand behind
    the point of a number. `of_option`: each row has its own; the others are the listing's.
    """

    key: str
    heading: Any
    kind: CellKind = CellKind.LINE
    help: Any = ""
    example: str = ""
    choices: str = ""
    digits: int = 0
    of_option: bool = False

    @property
    def part(self) -> str:
        """The key without its language."""
        return self.key.partition(":")[0]

    @property
    def language(self) -> str:
        """The tag of the language that the cells are in, "" for none."""
        return self.key.partition(":")[2]

    def title(self) -> str:
        """Return the heading in the present language, with the language of its cells."""
        return _in_language(self.heading, self.language) if self.language else str(self.heading)


def _in_language(heading: object, tag: str) -> str:
    name = Locale.parse(str(get_locale())).languages.get(tag, tag)
    return str(_("%(column)s (%(language)s)", column=heading, language=name))


_FIRST = (
    Column(
        "listing_code",
        _l("Listing code"),
        help=_l(
            "Your own code for the listing. Rows with the same code, one below the other, are the "
            "options of one listing. With a code that you used before, the listing is changed."
        ),
        example="SERUM-30",
    ),
    Column(
        "sku",
        _l("SKU"),
        help=_l("Your own number for this option. A later sheet finds by it what to change."),
        example="SERUM-30-A",
        of_option=True,
    ),
    Column(
        "barcode",
        _l("Barcode (GTIN)"),
        help=_l("8, 12, 13 or 14 digits."),
        example="8809000000001",
        of_option=True,
    ),
)
#: Columns that there is one of for each language of texts.
_OF_LANGUAGES = (
    Column("title", _l("Name of the goods"), help=_l("At most 80 characters.")),
    Column("summary", _l("In one line"), help=_l("At most 120 characters.")),
    Column("description", _l("Description"), CellKind.TEXT, _l("Several lines are welcome.")),
    Column("keywords", _l("Keywords"), CellKind.WORDS, _l("Three to twelve, separated by commas.")),
    Column(
        "option",
        _l("Name of the option"),
        help=_l("Such as a shade or a size, where a listing has several rows."),
        of_option=True,
    ),
)
_FACTS = (
    Column(
        "category",
        _l("Category"),
        help=_l("Its name in any language, with or without those above it, or its address."),
        choices="category",
    ),
    Column("brand", _l("Brand"), example="Onsaem"),
    Column("maker", _l("Maker"), help=_l("Leave it empty if you make the goods yourself.")),
    Column(
        "origin",
        _l("Country of origin"),
        CellKind.CHOICE,
        _l("Its name or code."),
        choices="country",
    ),
    Column(
        "net",
        _l("Net content of one unit"),
        CellKind.NET,
        _l("A number and its unit, such as 30 ml or 0.5 kg."),
        example="30 ml",
    ),
    Column(
        "hs",
        _l("HS code"),
        CellKind.HS,
        _l("Six digits, or more of your country’s. A question mark: we choose it with you."),
        example="3304.99",
    ),
    Column(
        "contents",
        _l("Contents that carriers ask about"),
        CellKind.WORDS,
        _l("Battery, alcohol, aerosol, magnet, liquid, separated by commas; or: none."),
        choices="contents",
    ),
)
_PRICES = (
    Column(
        "price_shown",
        _l("Who sees prices"),
        CellKind.CHOICE,
        choices="price_shown",
        example="everyone",
    ),
    Column(
        "currency", _l("Currency"), CellKind.CHOICE, _l("Its code, such as USD."), "USD", "currency"
    ),
    Column(
        "per",
        _l("Prices per so many units"),
        CellKind.WHOLE,
        _l("Empty means for one unit; 1000 means that prices are per 1,000."),
    ),
)


def _step(number: int) -> tuple[Column, Column]:
    return (
        Column(
            f"from_{number}",
            _l("From quantity %(number)s", number=number),
            CellKind.WHOLE,
            _l("The smallest quantity of price %(number)s.", number=number),
            {1: "600", 2: "2400"}.get(number, ""),
        ),
        Column(
            f"price_{number}",
            _l("Price %(number)s", number=number),
            CellKind.AMOUNT,
            _l("The unit price from quantity %(number)s on, a number alone.", number=number),
            {1: "4.20", 2: "3.60"}.get(number, ""),
        ),
    )


_TRADE = (
    Column(
        "option_price",
        _l("Price of the option"),
        CellKind.AMOUNT,
        _l("Only where it differs from the prices of the listing."),
        of_option=True,
    ),
    Column(
        "moq", _l("MOQ"), CellKind.WHOLE, _l("Where prices are on request: the smallest order.")
    ),
    Column("unit", _l("Unit"), CellKind.CHOICE, _l("What quantities count."), choices="unit"),
    Column("mode", _l("Transport of the price basis"), CellKind.CHOICE, choices="mode"),
    Column(
        "incoterm", _l("Incoterms rule"), CellKind.CHOICE, _l("Such as FCA."), "FCA", "incoterm"
    ),
    Column("place", _l("Named place"), help=_l("Without it the rule says nothing.")),
    Column("lead_days", _l("Lead time in working days"), CellKind.WHOLE, example="21"),
    Column("sample", _l("Sample"), CellKind.CHOICE, choices="sample"),
    Column("sample_price", _l("Price of the sample"), CellKind.AMOUNT),
    Column("sample_units", _l("Units in the sample"), CellKind.WHOLE),
    Column("sample_note", _l("Conditions of the sample"), CellKind.TEXT),
    Column("carton_units", _l("Units in a carton"), CellKind.WHOLE, example="120"),
    Column(
        "carton_net", _l("Net weight of a carton (kg)"), CellKind.FIGURE, digits=3, example="6.2"
    ),
    Column(
        "carton_gross",
        _l("Gross weight of a carton (kg)"),
        CellKind.FIGURE,
        digits=3,
        example="6.8",
    ),
    Column("carton_length", _l("Length of a carton (cm)"), CellKind.FIGURE, digits=1, example="48"),
    Column("carton_width", _l("Width of a carton (cm)"), CellKind.FIGURE, digits=1, example="32"),
    Column("carton_height", _l("Height of a carton (cm)"), CellKind.FIGURE, digits=1, example="28"),
    Column(
        "pictures",
        _l("Picture files"),
        CellKind.WORDS,
        _l("File names in the zip of pictures, separated by commas; the first is the cover."),
        example="serum-front.jpg, serum-box.jpg",
    ),
)


#: What the house writes beside rows that have to be mended; it is not read again.
_REMARKS = Column("remarks", _l("Remarks"))


def columns(languages: Iterable[str]) -> list[Column]:
    """Return all columns in their order, with texts in these languages."""
    texts = [_for(column, tag) for tag in languages for column in _OF_LANGUAGES]
    steps = [column for number in range(1, MOST_TIERS + 1) for column in _step(number)]
    return [*_FIRST, *texts, *_FACTS, *_PRICES, *steps, *_TRADE]


def _for(column: Column, tag: str) -> Column:
    return Column(
        f"{column.key}:{tag}",
        column.heading,
        column.kind,
        column.help,
        of_option=column.of_option,
    )


def written_columns(extra: Sequence[str] = ()) -> list[Column]:
    """Return the columns that the house writes: texts in the home language, English, and others."""
    return columns(dict.fromkeys((home_language(), ENGLISH, *extra)))


def all_columns() -> dict[str, Column]:
    """Return every column by its key."""
    return cached("sheet columns", _by_key)


def _by_key() -> dict[str, Column]:
    return {column.key: column for column in (*columns(LANGUAGES), _REMARKS)}


def column_named(heading: str) -> Column | None:
    """Return the column that a heading names, in any language of the pages or by its key."""
    key = _headings().get(heading_key(heading))
    return all_columns()[key] if key else None


def heading_key(heading: str) -> str:
    """Return the form in which headings are compared: no case, no blanks, no stars."""
    return "".join(text_key(heading).replace("*", "").split())


def _headings() -> dict[str, str]:
    return cached("sheet headings", _read_headings, seconds=3600)


def _read_headings() -> dict[str, str]:
    """Return the key of a column by its headings; those of the home language need no language."""
    settings: Settings = current_app.config["SETTINGS"]
    found: dict[str, str] = {key: key for key in all_columns()}
    home = home_language()
    for tag in ("en", *settings.languages):
        with force_locale(LANGUAGES[tag].locale):
            for column in all_columns().values():
                found.setdefault(heading_key(column.title()), column.key)
            for column in _OF_LANGUAGES:
                found.setdefault(heading_key(str(column.heading)), f"{column.key}:{home}")
    return found
