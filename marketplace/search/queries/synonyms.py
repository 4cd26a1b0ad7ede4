"""Words of the trade that mean the same, in nine languages: `search_index/synonyms/*.toml`.

A file has groups; each names what it means, with words by language tag. A word of a query that is
in a group is met by every word of the group.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from marketplace.search.analysis import Way, Word, in_one_form, words_of
from marketplace.search.analysis.stems import ALGORITHMS

FOLDER = Path(__file__).resolve().parents[3] / "search_index" / "synonyms"
#: The most words of a query that may form one term of the trade.
LONGEST_TERM = 4


@dataclass(frozen=True)
class WordGroup:
    """Terms that mean the same, as written, by language tag."""

    name: str
    terms: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Replaced:
    """A term of a query that was looked for in other words as well."""

    typed: str
    group: WordGroup

    def also(self, language: str) -> tuple[str, ...]:
        """Return the other words in a language, else in English."""
        terms = self.group.terms.get(language) or self.group.terms.get("en", ())
        return tuple(term for term in terms if term.casefold() != self.typed.casefold())


@cache
def groups() -> tuple[WordGroup, ...]:
    """Return all groups of all files."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for name, terms in tomllib.loads(path.read_text("utf-8")).items():
            by_language = {
                tag: tuple(term.strip() for term in text.split(";") if term.strip())
                for tag, text in terms.items()
            }
            found.append(WordGroup(name, by_language))
    return tuple(found)


@cache
def _by_term() -> dict[tuple[str, ...], WordGroup]:
    """Return groups by the folded words of each of their terms; the first one has a term."""
    known: dict[tuple[str, ...], WordGroup] = {}
    for group in groups():
        for terms in group.terms.values():
            for term in terms:
                known.setdefault(_in_one_form(words_of(term)), group)
    return known


def _in_one_form(words: Sequence[Word]) -> tuple[str, ...]:
    """Return words as they are compared: 護膚 is 护肤, ぶどう is ブドウ."""
    return tuple(in_one_form(word.text) for word in words)


@cache
def _by_stems() -> dict[tuple[str, ...], WordGroup]:
    """Return groups by the stems of each of their terms: `veganas` is met by `vegano`."""
    known: dict[tuple[str, ...], WordGroup] = {}
    for group in groups():
        for language, terms in group.terms.items():
            for term in terms:
                stems = _stems(words_of(term), language)
                if stems:
                    known.setdefault(stems, group)
    return known


def _stems(words: Sequence[Word], language: str) -> tuple[str, ...]:
    """Return the stems of words in a language, () where one has none."""
    found = []
    for word in words:
        tokens = (way.tokens[0] for way in word.ways)
        stem = next((token for token in tokens if token.startswith(f"{language}:")), None)
        if stem is None:
            return ()
        found.append(stem)
    return tuple(found)


def with_synonyms(words: Sequence[Word]) -> tuple[list[Word], list[Replaced]]:
    """Return the words with those of a group put together, and which that were.

    The longest run of words that is a term wins.
    """
    found: list[Word] = []
    replaced: list[Replaced] = []
    place = 0
    while place < len(words):
        length, group = _term_at(words, place)
        if group is None:
            found.append(words[place])
            place += 1
            continue
        run = words[place : place + length]
        typed = " ".join(word.text for word in run)
        found.append(Word(typed, _ways(run, group)))
        replaced.append(Replaced(typed, group))
        place += length
    return found, replaced


def _term_at(words: Sequence[Word], place: int) -> tuple[int, WordGroup | None]:
    for length in range(min(LONGEST_TERM, len(words) - place), 0, -1):
        term = _in_one_form(words[place : place + length])
        if term in _by_term():
            return length, _by_term()[term]
        for language in ALGORITHMS:
            stems = _stems(words[place : place + length], language)
            if stems and stems in _by_stems():
                return length, _by_stems()[stems]
    return 0, None


def _ways(run: Sequence[Word], group: WordGroup) -> tuple[Way, ...]:
    """Return every way to meet the run as typed or any term of its group."""
    ways = list(_together(run))
    for terms in group.terms.values():
        for term in terms:
            ways.extend(_together(words_of(term)))
    return tuple(dict.fromkeys(ways))


def _together(words: Sequence[Word]) -> list[Way]:
    """Return the ways of one word, or one way in which each of several is met as folded."""
    if len(words) == 1:
        return list(words[0].ways)
    tokens = tuple(dict.fromkeys(token for word in words for token in word.ways[0].tokens))
    return [Way(tokens, len(tokens))] if tokens else []
