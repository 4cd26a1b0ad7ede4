"""Ready sentences on a form: which are chosen, and what was typed into their blanks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from marketplace.catalog.queries.figures import read_amount, read_figure
from marketplace.core.errors import Refused
from marketplace.core.languages import LANGUAGES
from marketplace.core.money import DIGITS
from marketplace.core.text import one_line
from marketplace.deals.forms.inquiry import plain_digits
from marketplace.deals.operations import PhraseFacts
from marketplace.deals.queries.phrases import BlankKind, Phrase, parts_of, phrases
from marketplace.reference.queries import UNITS

#: Names of fields: `phrase` (ticked codes), `blank-<code>-<name>` and its unit or currency.
TICK = "phrase"
LONGEST_NAME = 60
LARGEST = 1_000_000_000


@dataclass(frozen=True)
class Blank:
    """A blank as a form shows it: its field's name, its kind, what stands in it and beside it."""

    field: str
    kind: BlankKind
    typed: str
    beside: str


@dataclass(frozen=True)
class Offered:
    """A ready sentence as a form shows it: pieces of words, each with the blank that follows."""

    phrase: Phrase
    parts: list[tuple[str, Blank | None]]
    is_chosen: bool


@dataclass
class ChosenPhrases:
    """What a sent form says of ready sentences; `errors` are sentences about what is wrong."""

    facts: list[PhraseFacts] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def offered(sent: MultiDict[str, str], tag: str) -> list[Offered]:
    """Return the ready sentences in a language (a tag), with what was typed if it was sent."""
    ticked = set(sent.getlist(TICK))
    return [
        Offered(
            phrase,
            [
                (said, _blank(phrase, name, sent) if name else None)
                for said, name in parts_of(code, tag)
            ],
            code in ticked,
        )
        for code, phrase in phrases().items()
    ]


def _blank(phrase: Phrase, name: str, sent: MultiDict[str, str]) -> Blank:
    there = _field(phrase.code, name)
    return Blank(there, phrase.blanks[name], sent.get(there, ""), sent.get(f"{there}-of", ""))


def _field(code: str, name: str) -> str:
    return f"blank-{code}-{name}"


def chosen_phrases(sent: MultiDict[str, str]) -> ChosenPhrases:
    """Read the ready sentences that were ticked; an empty blank is left to the operation."""
    chosen = ChosenPhrases()
    ticked = set(sent.getlist(TICK))
    for code, phrase in phrases().items():
        if code not in ticked:
            continue
        try:
            chosen.facts.append(PhraseFacts(code, _blanks(phrase, sent)))
        except Refused as refusal:
            chosen.errors.append(refusal.sentence)
    if any(_is_filled(phrase, sent) for code, phrase in phrases().items() if code not in ticked):
        chosen.errors.append(
            _("You filled in a ready sentence without choosing it. Tick it, or empty its blanks.")
        )
    return chosen


def _is_filled(phrase: Phrase, sent: MultiDict[str, str]) -> bool:
    return any(
        sent.get(_field(phrase.code, name), "").strip()
        for name, kind in phrase.blanks.items()
        if kind is not BlankKind.LANGUAGE
    )


def _blanks(phrase: Phrase, sent: MultiDict[str, str]) -> Mapping[str, str]:
    return {
        name: _kept(kind, one_line(sent.get(there, "")), sent.get(f"{there}-of", ""))
        for name, kind in phrase.blanks.items()
        for there in (_field(phrase.code, name),)
    }


def _kept(kind: BlankKind, typed: str, beside: str) -> str:
    """Return a blank as a message keeps it. Raises Refused for what it is not."""
    if not typed:
        return ""
    if kind is BlankKind.COUNT:
        return str(_whole(typed))
    if kind is BlankKind.QUANTITY:
        return f"{_whole(typed)} {beside if beside in UNITS else 'H87'}"
    if kind is BlankKind.MONEY:
        amount = read_amount(plain_digits(typed), beside if beside in DIGITS else "USD", "phrases")
        return f"{amount.minor} {amount.currency}"
    return _named(kind, typed)


def _named(kind: BlankKind, typed: str) -> str:
    if kind is BlankKind.DATE:
        try:
            return date.fromisoformat(typed).isoformat()
        except ValueError:
            raise Refused(_("Please write the day as 2026-12-24.")) from None
    if kind is BlankKind.LANGUAGE:
        return typed if typed in LANGUAGES else ""
    return typed[:LONGEST_NAME]


def _whole(typed: str) -> int:
    try:
        number = read_figure(plain_digits(typed))
    except ValueError:
        number = -1
    if not 0 <= number <= LARGEST:
        raise Refused(_("Please write a whole number."))
    return number
