"""How texts and queries become tokens: the same at index and at query time, for every engine."""

from marketplace.search.analysis.folding import folded
from marketplace.search.analysis.queries import Phrase, Way, Word, loosened, phrase_of, words_of
from marketplace.search.analysis.texts import index_tokens, ordered_tokens

__all__ = [
    "Phrase",
    "Way",
    "Word",
    "folded",
    "index_tokens",
    "loosened",
    "ordered_tokens",
    "phrase_of",
    "words_of",
]
