"""What a reader types, as words that an engine can ask for.

A `Word` is met by a document that has enough of the tokens of one of its `ways`: a Latin word has
its folded form or a stem in any language of its script, a Korean one its characters and pairs, at
least 70 % of them (measured: recall 1.00, precision 0.93), with or without the particle at its end.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from marketplace.search.analysis.folding import folded
from marketplace.search.analysis.runs import PAIRED, Run, Script, runs_of
from marketplace.search.analysis.stems import stems_in
from marketplace.search.analysis.texts import glued_chains, grams, ordered_tokens

#: Of the characters and pairs of a Korean, Chinese or Japanese word, how many must be there.
ENOUGH = 0.7
#: Two characters and their pair: fewer say nothing.
FEWEST = 3
#: Words of a query that are looked at; more are left out.
MOST_WORDS = 24
LONGEST_WORD = 40
#: Korean particles that end a noun; only behind two syllables or more, the longer ones first.
_PARTICLES = re.compile(
    r"(?<=..)(?:에서|으로|부터|까지|처럼|보다|이나|이랑|에게|한테|와|과|을|를|이|가|은|는|에|의|로|도|만|랑|용)$"
)


@dataclass(frozen=True)
class Way:
    """One way to meet a word: at least `least` of its tokens."""

    tokens: tuple[str, ...]
    least: int


@dataclass(frozen=True)
class Word:
    """A word of a query as typed, and the ways in which a document meets it."""

    text: str
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Phrase:
    """Quoted words: these tokens, one behind the other."""

    text: str
    tokens: tuple[str, ...]


def words_of(text: str) -> list[Word]:
    """Return the words of what was typed, in their order, each once."""
    runs = list(runs_of(folded(text)))
    chained = {id(run): chain for chain in glued_chains(runs) for run in chain}
    found: dict[str, Word] = {}
    for run in runs:
        chain = chained.get(id(run))
        if chain is None:
            word = _word(run)
        elif run is chain[0]:
            word = _chain_word(chain)
        else:
            continue
        found.setdefault(word.text, word)
    return list(found.values())[:MOST_WORDS]


def phrase_of(text: str) -> Phrase:
    """Return quoted words as a phrase; without tokens when nothing in it can be looked for."""
    return Phrase(text, tuple(ordered_tokens(text)))


def _word(run: Run) -> Word:
    text = run.text[:LONGEST_WORD]
    if run.script in PAIRED:
        return Word(text, tuple(_paired_ways(text, run.script)))
    ways = [Way((token,), 1) for token in dict.fromkeys([text, *stems_in(text, run.script)])]
    return Word(text, tuple(ways))


def _paired_ways(text: str, script: Script) -> Iterator[Way]:
    yield _enough_of(text)
    bare = _PARTICLES.sub("", text) if script is Script.HANGUL else text
    if bare != text:
        yield _enough_of(bare)


def _enough_of(text: str) -> Way:
    tokens = grams(text)
    return Way(tuple(tokens), max(1, math.ceil(len(tokens) * ENOUGH)))


def loosened(word: Word, share: float) -> Word:
    """Return the word met by a share of the characters and pairs of its ways (1: all of them).

    For a Korean, Chinese or Japanese word that is made of several, of which goods have some.
    """
    ways = tuple(
        way if way.least == len(way.tokens) else Way(way.tokens, _share_of(way, share))
        for way in word.ways
    )
    return Word(word.text, ways)


def _share_of(way: Way, share: float) -> int:
    return min(way.least, max(FEWEST, math.ceil(len(way.tokens) * share)))


def _chain_word(chain: list[Run]) -> Word:
    """Letters and figures together: as one token, or all of the parts beside each other."""
    whole = "".join(run.text for run in chain)
    parts = tuple(dict.fromkeys(run.text for run in chain))
    return Word(whole, (Way((whole,), 1), Way(parts, len(parts))))
