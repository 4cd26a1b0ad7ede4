"""Spelling: what somebody may have meant, from the words of titles."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from marketplace.search.analysis import Word, folded
from marketplace.search.engines.contract import EngineQuery, IndexReader
from marketplace.search.queries.parsing import ParsedQuery

#: Words of titles that are compared with a misspelt one: those that begin with the same letters.
COMPARED = 2_000
SHORTEST = 4
BEGINNING = 1
LIKENESS = 0.78
_WORD = re.compile(r"[^\W_]+")


def did_you_mean(query: ParsedQuery, reader: IndexReader) -> str:
    """Return the query with words that are nowhere put right; "" when nothing is near.

    All else stays as it was typed.
    """
    near = {word.text: _near(word, reader) for word in query.words}
    put_right = _WORD.sub(lambda found: _instead(found[0], near), query.text)
    return put_right if put_right != query.text else ""


def _instead(typed: str, near: Mapping[str, str]) -> str:
    text = folded(typed)
    return typed if near.get(text, text) == text else near[text]


def _near(word: Word, reader: IndexReader) -> str:
    text = word.text
    if len(text) < SHORTEST or not text.isalpha() or not word.ways or len(word.ways) == 1:
        return text
    if reader.search(EngineQuery(words=(word,), limit=0)).total:
        return text
    known = [term for term, _count in reader.terms_beginning(text[:BEGINNING], COMPARED)]
    close = get_close_matches(text, known, n=1, cutoff=LIKENESS)
    return close[0] if close else text
