"""What one cell says: text, number, amount or choice; what it may mean where it is not right."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from babel import Locale
from flask_babel import get_locale

from marketplace.catalog.queries.figures import as_typed, read_figure
from marketplace.catalog.sheets.choices import NONE_OF_THEM, choice_meant, choices_like
from marketplace.catalog.sheets.columns import CellKind, Column
from marketplace.core.money import DIGITS, number_marks
from marketplace.core.text import normalise, one_line

#: Commas of all scripts, semicolons and line ends part the words of a cell.
_PARTS = re.compile(r"[,;、،；，\n]+")
_NET = re.compile(r"(?P<number>[0-9][0-9.,'’  ]*?)\s*(?P<unit>[^\W\d].*)")
_NUMBER_FIRST = re.compile(r"(?P<number>[0-9][0-9.,'’  ]*?)\s*(?P<words>[^\s0-9.,'’].*)")
_HS_MARKS = re.compile(r"[\s.\-–·]+")
_BY_POINTS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})*\.[0-9]{2}0", re.ASCII)
_SIGN = re.compile(r"[^\d\s.,'’+-]+")
#: Digits behind the point that an amount may have before its currency is known.
AMOUNT_DIGITS = 6
LEAST_HS = 6
MOST_HS = 10
NET_DIGITS = 3
UNSURE = frozenset({"?", "？", "؟"})
DASHES = frozenset("-–—")


@dataclass(frozen=True)
class Amount:
    """A number as it stands in a cell, and the currency that the cell itself names, "" for none."""

    number: str
    currency: str = ""


class Fault(Exception):
    """A cell that cannot be read: a code of `sheets.remarks` with its facts."""

    def __init__(self, code: str, **facts: str | int) -> None:
        """`facts` are what the remark's sentence names."""
        self.code = code
        self.facts = facts
        super().__init__(code)


class Cells:
    """Reads the cells of a file; short ones that are no texts it knows again."""

    MOST = 4096
    LONGEST = 60
    _TEXTS = frozenset({CellKind.LINE, CellKind.TEXT})

    def __init__(self) -> None:
        """Nothing was read yet; the language that numbers are read in stays the same."""
        self._known: dict[tuple[str, str], Any] = {}

    def read(self, column: Column, text: str) -> Any:  # noqa: ANN401 - as `read_cell`
        """Return what a cell says, None for an empty one. Raises Fault."""
        if column.kind in self._TEXTS or len(text) > self.LONGEST:
            return read_cell(column, text)
        place = column.key, text
        if place in self._known:
            return self._known[place]
        value = read_cell(column, text)
        if len(self._known) >= self.MOST:
            self._known.clear()
        self._known[place] = value
        return value


def read_cell(column: Column, text: str) -> Any:  # noqa: ANN401 - what the column's kind holds
    """Return what a cell says, None for an empty one. Raises Fault."""
    clean = normalise(text)
    return _READERS[column.kind](column, clean) if clean else None


def _line(_column: Column, text: str) -> str:
    return one_line(text)


def _text(_column: Column, text: str) -> str:
    return text


def _words(column: Column, text: str) -> tuple[str, ...]:
    words = [one_line(word) for word in _PARTS.split(text)]
    words = list(dict.fromkeys(word for word in words if word))
    return tuple(_contents(column, words)) if column.choices else tuple(words)


def _contents(column: Column, words: list[str]) -> list[str]:
    codes = [NONE_OF_THEM if word in DASHES else _choice(column, word) for word in words]
    return [code for code in codes if code != NONE_OF_THEM]


def _choice(column: Column, text: str) -> str:
    code = choice_meant(column.choices, text)
    if code is None:
        raise Fault(
            "no_choice", value=text[:60], near=", ".join(choices_like(column.choices, text))
        )
    return code


def _whole(_column: Column, text: str) -> int:
    try:
        return read_figure(_without_zeros(_ungrouped(text)))
    except ValueError:
        raise _no_number(text, 0) from None


def _without_zeros(text: str) -> str:
    """Return a number without a point that has only zeros behind it, as spreadsheets write them."""
    return re.sub(r"^([0-9]+)\.0+$", r"\1", text)


def _ungrouped(text: str) -> str:
    """Return a number without the points that group it, where the language groups with them.

    Excel keeps no zero behind a point: `1.500` is fifteen hundred in Spanish, `1.125` is not.
    """
    is_grouped = number_marks(str(get_locale()))[1] == "." and _BY_POINTS.fullmatch(text)
    return text.replace(".", "") if is_grouped else text


def _figure(column: Column, text: str) -> int:
    try:
        return read_figure(text, column.digits)
    except ValueError:
        raise _no_number(text, column.digits) from None


def _no_number(text: str, digits: int) -> Fault:
    """Return what is wrong: words behind a number, or no number at all."""
    match = _NUMBER_FIRST.fullmatch(text)
    if match:
        return Fault("number_with_words", words=match["words"][:30], number=match["number"])
    return Fault("figure" if digits else "whole", example=as_typed(62, 1))


def _amount(_column: Column, text: str) -> Amount:
    sign = _SIGN.search(text)
    number = _SIGN.sub("", text).strip()
    currency = _currency(sign[0]) if sign else ""
    try:
        plain = read_figure(_ungrouped(number), AMOUNT_DIGITS)
    except ValueError:
        raise Fault("amount", example=as_typed(420, 2)) from None
    if sign and not currency:
        raise Fault("number_with_words", words=sign[0][:30], number=number)
    whole, rest = divmod(plain, 10**AMOUNT_DIGITS)
    return Amount(f"{whole}.{rest:0{AMOUNT_DIGITS}d}", currency)


def _currency(sign: str) -> str:
    """Return the currency that a sign or code before or behind a number names."""
    if sign.upper() in DIGITS:
        return sign.upper()
    for locale in ("en", "en_GB", "en_CA"):
        symbols: dict[str, str] = dict(Locale.parse(locale).currency_symbols)
        found = [code for code, symbol in symbols.items() if symbol == sign and code in DIGITS]
        if found:
            return found[0]
    return ""


def _net(_column: Column, text: str) -> tuple[int, str]:
    match = _NET.fullmatch(one_line(text))
    unit = choice_meant("unit", match["unit"]) if match else None
    if match is None or unit is None:
        raise Fault("net", value=text[:60])
    try:
        return read_figure(match["number"], NET_DIGITS), unit
    except ValueError:
        raise Fault("net", value=text[:60]) from None


def _hs(_column: Column, text: str) -> str:
    if text in UNSURE:
        return text[:1]
    digits = _HS_MARKS.sub("", text)
    if not digits.isascii() or not digits.isdigit():
        raise Fault("hs", value=text[:30])
    if not LEAST_HS <= len(digits) <= MOST_HS:
        raise Fault("hs_digits", digits=len(digits))
    return digits


_READERS: dict[CellKind, Callable[[Column, str], Any]] = {
    CellKind.LINE: _line,
    CellKind.TEXT: _text,
    CellKind.WORDS: _words,
    CellKind.WHOLE: _whole,
    CellKind.FIGURE: _figure,
    CellKind.AMOUNT: _amount,
    CellKind.CHOICE: _choice,
    CellKind.NET: _net,
    CellKind.HS: _hs,
}
