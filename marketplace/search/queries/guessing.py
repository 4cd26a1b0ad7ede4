"""Other spellings, and words that begin as somebody types."""

from difflib import get_close_matches

from marketplace.search.analysis import Word
from marketplace.search.engines.contract import Ask, Reader
from marketplace.search.queries.asking import Asked

#: Words of titles that are compared with a misspelt one: those that begin with the same letters.
COMPARED = 2_000
SHORTEST = 4
BEGINNING = 1
LIKENESS = 0.78


def did_you_mean(asked: Asked, reader: Reader) -> str:
    """Return the query with words that are nowhere put right; "" when nothing is near."""
    changed = False
    words = []
    for word in asked.words:
        near = _near(word, reader)
        changed = changed or near != word.text
        words.append(near)
    return " ".join(words) if changed else ""


def _near(word: Word, reader: Reader) -> str:
    text = word.text
    if len(text) < SHORTEST or not text.isalpha() or not word.ways or len(word.ways) == 1:
        return text
    if reader.search(Ask(words=(word,), limit=0)).total:
        return text
    known = [term for term, _count in reader.terms_beginning(text[:BEGINNING], COMPARED)]
    close = get_close_matches(text, known, n=1, cutoff=LIKENESS)
    return close[0] if close else text
