"""What somebody typed, taken apart: words, quoted phrases, what is excluded, fields of experts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from marketplace.search.analysis import Phrase, Word, folded, phrase_of, words_of
from marketplace.search.queries.documents import code_of
from marketplace.search.queries.synonyms import Replaced, with_synonyms

#: Fields that may stand before a word: `brand:haneul hs:3304.99 sku:HB-30`.
FIELDS = ("brand", "hs", "sku")
LONGEST = 200
_HS_LEVELS = (6, 4, 2)
_LETTER = re.compile(r"[^\W\d_]")

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": '"', "」": '"'})
_PART = re.compile(
    rf'(?P<minus>(?<!\S)-)?(?:(?P<field>{"|".join(FIELDS)})\s*:\s*)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ParsedQuery:
    """A query as it was read.

    None of `without` may be there; `codes` are by field of experts (`brand`, `hs`, `sku`), any of
    the values of each. `replaced` are words of the trade that are looked for in other words too.
    """

    text: str
    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    without: tuple[Word | Phrase, ...] = ()
    codes: dict[str, frozenset[str]] = field(default_factory=dict)
    replaced: tuple[Replaced, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be looked for."""
        return not (self.words or self.phrases or self.codes)


def parse_query(typed: str, *, in_other_words: bool = True) -> ParsedQuery:
    """Take a query apart; `in_other_words` looks for words of the trade in every language too."""
    text = " ".join(typed.replace("\x00", "").split())[:LONGEST]
    plain: list[str] = []
    phrases: list[Phrase] = []
    without: list[Word | Phrase] = []
    codes: dict[str, set[str]] = {}
    for part in _PART.finditer(text.translate(_QUOTES)):
        quoted, bare = part["quoted"], part["bare"]
        if part["field"] and not part["minus"]:
            code = code_in(part["field"].lower(), quoted or bare or "")
            if code:
                codes.setdefault(part["field"].lower(), set()).add(code)
            else:
                plain.append(quoted or bare or "")
        elif part["minus"]:
            without.extend(_one(quoted, bare))
        elif quoted is not None:
            phrases.extend(one for one in [phrase_of(quoted)] if one.tokens)
        else:
            plain.append(bare)
    words, replaced = _words(" ".join(plain), in_other_words=in_other_words)
    return ParsedQuery(
        text=text,
        words=words,
        phrases=tuple(phrases),
        without=tuple(without),
        codes={name: frozenset(values) for name, values in codes.items()},
        replaced=replaced,
    )


def _words(text: str, *, in_other_words: bool) -> tuple[tuple[Word, ...], tuple[Replaced, ...]]:
    words = words_of(text)
    if not in_other_words:
        return tuple(words), ()
    found, replaced = with_synonyms(words)
    return tuple(found), tuple(replaced)


def _one(quoted: str | None, bare: str | None) -> Iterable[Word | Phrase]:
    if quoted is not None:
        return [one for one in [phrase_of(quoted)] if one.tokens]
    return words_of(bare or "")


def code_in(name: str, text: str) -> str:
    """Return what an expert's field asks for as the index keeps it, "" for nothing that can be."""
    if name != "hs":
        return code_of(text)
    written = folded(text)
    digits = "" if _LETTER.search(written) else re.sub(r"[^0-9]", "", written)
    return next((digits[:level] for level in _HS_LEVELS if len(digits) >= level), "")
