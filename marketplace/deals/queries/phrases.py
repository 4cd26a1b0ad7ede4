"""Ready sentences of the trade: questions and answers that each side reads in its own language.

Their words stand in `deals/phrases`, a file a language; a message keeps codes and blanks alone.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from babel import Locale
from flask_babel import force_locale, get_locale
from markupsafe import Markup, escape

from marketplace.core.languages import LANGUAGES, best_language
from marketplace.core.money import Money, format_count, format_money
from marketplace.core.web.times import written_day
from marketplace.reference.queries import UNITS

FOLDER = Path(__file__).resolve().parent.parent / "phrases"
_BLANK = re.compile(r"\{([a-z]+)\}")
#: How a blank that nobody has filled stands in a sentence.
GAP = "…"


class BlankKind(StrEnum):
    """What a blank holds, and how a message keeps it.

    `count`: digits. `quantity`: digits, a space, the code of a unit (UN/ECE Recommendation 20).
    `money`: minor units, a space, ISO 4217. `date`: ISO 8601. `language`: a tag. `words`: a name.
    """

    COUNT = "count"
    QUANTITY = "quantity"
    MONEY = "money"
    DATE = "date"
    LANGUAGE = "language"
    WORDS = "words"


@dataclass(frozen=True)
class Phrase:
    """A ready sentence: a question or an answer, with the kinds of its blanks by name."""

    code: str
    asks: bool
    blanks: Mapping[str, BlankKind]


@cache
def phrases() -> dict[str, Phrase]:
    """Return the ready sentences by code, in the order of the form."""
    with (FOLDER / "list.toml").open("rb") as source:
        found = tomllib.load(source)
    return {
        code: Phrase(
            code,
            facts["asks"],
            {name: BlankKind(kind) for name, kind in facts["blanks"].items()},
        )
        for code, facts in found.items()
    }


@cache
def words_in(tag: str) -> dict[str, str]:
    """Return the sentences in a language (a tag) by code, their blanks as `{name}`."""
    with (FOLDER / f"{tag}.toml").open("rb") as source:
        return tomllib.load(source)


def parts_of(code: str, tag: str) -> list[tuple[str, str]]:
    """Return a sentence in pieces for a form: what is said, and the blank that follows or ""."""
    pieces = _BLANK.split(words_in(tag)[code])
    return [
        (said, "".join(pieces[at + 1 : at + 2])) for at, said in enumerate(pieces) if not at % 2
    ]


def sentence(code: str, blanks: Mapping[str, str], tag: str) -> str:
    """Return a ready sentence in a language (a tag), its blanks as readers there write them.

    "" for a code that no sentence has any more.
    """
    phrase = phrases().get(code)
    if phrase is None:
        return ""
    with force_locale(LANGUAGES[tag].locale):
        return _BLANK.sub(
            lambda match: blank_in_words(phrase.blanks[match[1]], blanks.get(match[1], ""), tag),
            words_in(tag)[code],
        )


def marked_sentence(code: str, blanks: Mapping[str, str], tag: str) -> Markup:
    """Return a ready sentence as `sentence` does, each blank apart from the direction around it."""
    phrase = phrases().get(code)
    if phrase is None:
        return Markup("")
    with force_locale(LANGUAGES[tag].locale):
        return Markup("").join(
            escape(said) + (_marked(phrase, name, blanks, tag) if name else Markup(""))
            for said, name in parts_of(code, tag)
        )


def _marked(phrase: Phrase, name: str, blanks: Mapping[str, str], tag: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(
        blank_in_words(phrase.blanks[name], blanks.get(name, ""), tag)
    )


def blank_in_words(kind: BlankKind, value: str, tag: str) -> str:
    """Return a kept blank as readers of a language (a tag, the present locale) write it."""
    if not value:
        return GAP
    locale = LANGUAGES[tag].locale
    number, _space, code = value.partition(" ")
    if kind is BlankKind.COUNT:
        return format_count(int(value), locale)
    if kind in {BlankKind.QUANTITY, BlankKind.MONEY}:
        is_money = kind is BlankKind.MONEY
        amount = int(number)
        return (
            format_money(Money(amount, code), locale) if is_money else UNITS[code].counted(amount)
        )
    if kind is BlankKind.DATE:
        return written_day(date.fromisoformat(value), length="long")
    if kind is BlankKind.LANGUAGE:
        return str(Locale.parse(locale).languages.get(value, value))
    return value


def missing_blank(code: str, blanks: Mapping[str, str]) -> str:
    """Return the sentence, with gaps, if a blank of it is not filled; "" where all are."""
    phrase = phrases().get(code)
    if phrase is None or all(blanks.get(name) for name in phrase.blanks):
        return ""
    tag = best_language([str(get_locale())], tuple(LANGUAGES))
    return _BLANK.sub(GAP, words_in(tag)[code])
