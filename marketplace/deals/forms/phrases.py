"""Ready sentences on a form: which are chosen, and what was typed into their blanks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from marketplace.catalog.queries.figures import read_amount, read_figure
from marketplace.core.errors import Refused
from marketplace.core.languages import LANGUAGES
from marketplace.core.money import DIGITS
from marketplace.core.text import one_line
from marketplace.core.web import language
from marketplace.deals.forms.inquiry import plain_digits
from marketplace.deals.operations import PhraseFacts
from marketplace.deals.queries.phrases import GAP, BlankKind, Phrase, parts_of, phrases
from marketplace.reference.queries import UNITS

#: Names of fields: `phrase` (ticked codes), `blank-<code>-<name>` and its unit or currency.
TICK = "phrase"
LONGEST_NAME = 60
LARGEST = 1_000_000_000


@dataclass(frozen=True)
class Blank:
    """A blank as a form shows it: its field's name, its kind, what stands in it and beside it.

    `wrong` says what is wrong with it, "" where nothing is.
    """

    field: str
    kind: BlankKind
    typed: str
    beside: str
    wrong: str = ""


@dataclass(frozen=True)
class OfferedPhrase:
    """A ready sentence as a form shows it: pieces of words, each with the blank that follows."""

    phrase: Phrase
    parts: list[tuple[str, Blank | None]]
    is_chosen: bool

    @property
    def wrong(self) -> list[Blank]:
        """The blanks with which something is wrong."""
        return [blank for _said, blank in self.parts if blank is not None and blank.wrong]


@dataclass
class ChosenPhrases:
    """What a sent form says of ready sentences.

    `wrong` says by a blank's field what is wrong with it, `errors` by the same fields in which
    sentence that is.
    """

    facts: list[PhraseFacts] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def add(self, phrase: Phrase, name: str, said: str, sent: MultiDict[str, str]) -> None:
        """Say (in a sentence) what is wrong with a blank, and quote the sentence around it."""
        there = _field(phrase.code, name)
        self.wrong[there] = said
        quoted = _quoted(phrase, name, sent)
        self.errors[there] = _("“%(sentence)s”: %(wrong)s", sentence=quoted, wrong=said)


def offered(
    sent: MultiDict[str, str], tag: str, wrong: Mapping[str, str] = MappingProxyType({})
) -> list[OfferedPhrase]:
    """Return the ready sentences in a language (a tag), with what was typed if it was sent.

    `wrong` is as `ChosenPhrases` has it.
    """
    ticked = set(sent.getlist(TICK))
    return [
        OfferedPhrase(
            phrase,
            [
                (said, _blank(phrase, name, sent, wrong) if name else None)
                for said, name in parts_of(code, tag)
            ],
            code in ticked,
        )
        for code, phrase in phrases().items()
    ]


def _blank(phrase: Phrase, name: str, sent: MultiDict[str, str], wrong: Mapping[str, str]) -> Blank:
    there = _field(phrase.code, name)
    typed, beside = sent.get(there, ""), sent.get(f"{there}-of", "")
    return Blank(there, phrase.blanks[name], typed, beside, wrong.get(there, ""))


def _quoted(phrase: Phrase, name: str, sent: MultiDict[str, str]) -> str:
    """Return a sentence in the language of the page as it was filled in, one blank in brackets."""
    tag = language.current().tag
    return "".join(
        said + (_filled(phrase, blank, sent, is_meant=blank == name) if blank else "")
        for said, blank in parts_of(phrase.code, tag)
    )


def _filled(phrase: Phrase, name: str, sent: MultiDict[str, str], *, is_meant: bool) -> str:
    typed = one_line(sent.get(_field(phrase.code, name), ""))[:LONGEST_NAME] or GAP
    return f"[{typed}]" if is_meant else typed


def _field(code: str, name: str) -> str:
    return f"blank-{code}-{name}"


def chosen_phrases(sent: MultiDict[str, str]) -> ChosenPhrases:
    """Read the ready sentences that were ticked."""
    chosen = ChosenPhrases()
    ticked = set(sent.getlist(TICK))
    for code, phrase in phrases().items():
        if code in ticked:
            chosen.facts.append(PhraseFacts(code, _blanks(phrase, sent, chosen)))
            continue
        name = _filled_in(phrase, sent)
        if name:
            chosen.add(
                phrase, name, _("You did not tick this sentence. Tick it, or empty it."), sent
            )
    return chosen


def _filled_in(phrase: Phrase, sent: MultiDict[str, str]) -> str:
    """Return the first blank that somebody typed into, "" for none; a language is always chosen."""
    filled = (
        name
        for name, kind in phrase.blanks.items()
        if kind is not BlankKind.LANGUAGE and sent.get(_field(phrase.code, name), "").strip()
    )
    return next(filled, "")


def _blanks(phrase: Phrase, sent: MultiDict[str, str], chosen: ChosenPhrases) -> Mapping[str, str]:
    blanks = {}
    for name, kind in phrase.blanks.items():
        there = _field(phrase.code, name)
        typed, beside = one_line(sent.get(there, "")), sent.get(f"{there}-of", "")
        try:
            blanks[name] = _kept(kind, typed, beside)
        except Refused as refusal:
            chosen.add(phrase, name, refusal.sentence, sent)
            continue
        if not blanks[name]:
            chosen.add(phrase, name, _("Please fill this in."), sent)
    return blanks


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
