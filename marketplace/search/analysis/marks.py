"""Which parts of a text a query met: engines hold ready tokens only, so the text is read again."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from marketplace.search.analysis.folding import folded
from marketplace.search.analysis.kana import forms_in
from marketplace.search.analysis.queries import Word
from marketplace.search.analysis.texts import index_tokens

_PAIRED = r"\u1100-\u11ff\u3005\u3007\u3040-\u309f\u30a1-\u30fa\u30fc-\u318f"
_PAIRED += r"\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_PIECE = re.compile(rf"(?P<paired>[{_PAIRED}]+)|(?P<word>(?:(?![{_PAIRED}])[^\W_])+(?:'[^\W_]+)?)")


def marked_parts(text: str, language: str, words: Sequence[Word]) -> list[tuple[str, bool]]:
    """Return the text in parts, each with whether one of the words was met there.

    The parts make up the text. Only ways that the text meets by itself are marked.
    """
    wanted = _wanted(_tokens_of(text, language), words)
    parts: list[tuple[str, bool]] = []
    end = 0
    for start, stop in _met(text, language, wanted):
        if start > end:
            parts.append((text[end:start], False))
        if parts and parts[-1][1] and start == end:
            parts[-1] = (parts[-1][0] + text[start:stop], True)
        else:
            parts.append((text[start:stop], True))
        end = stop
    if end < len(text):
        parts.append((text[end:], False))
    return parts


def meets(text: str, language: str, word: Word) -> bool:
    """Whether a text in a language meets a word by itself."""
    tokens = _tokens_of(text, language)
    return any(len(tokens.intersection(way.tokens)) >= way.least for way in word.ways)


@lru_cache(maxsize=8192)
def _tokens_of(text: str, language: str) -> frozenset[str]:
    """Return the tokens of a title, a line or a word of it: the same ones stand on many pages."""
    return frozenset(index_tokens(text, language))


def _wanted(tokens: frozenset[str], words: Sequence[Word]) -> set[str]:
    """Return the tokens to be marked; characters and figures only where they are the whole word."""
    wanted: set[str] = set()
    for word in words:
        for way in word.ways:
            there = tokens.intersection(way.tokens)
            if len(there) >= way.least:
                whole = len(way.tokens) == 1
                wanted.update(token for token in there if whole or _says_something(token))
    return wanted


def _says_something(token: str) -> bool:
    return len(token) > 1 and not token.isdigit()


def _met(text: str, language: str, wanted: set[str]) -> Iterator[tuple[int, int]]:
    for piece in _PIECE.finditer(text):
        if piece["word"] is not None:
            if not wanted.isdisjoint(_tokens_of(piece[0], language)):
                yield piece.span()
            continue
        yield from _met_characters(piece[0], piece.start(), wanted)


def _met_characters(run: str, start: int, wanted: set[str]) -> Iterator[tuple[int, int]]:
    signs = [one for one in forms_in(_folded_in_place(run)) if one[0]]
    met: set[int] = set()
    for form, begin, stop in signs:
        if form in wanted:
            met.update(range(begin, stop))
    for (one, begin, _), (other, _, stop) in pairwise(signs):
        if one + other in wanted:
            met.update(range(begin, stop))
    for place in sorted(met):
        yield start + place, start + place + 1


def _folded_in_place(run: str) -> str:
    """Return the run folded where a character folds to one character: places stay."""
    return "".join(fold if len(fold := folded(character)) == 1 else character for character in run)
