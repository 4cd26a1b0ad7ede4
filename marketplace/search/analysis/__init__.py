"""How texts and queries become tokens: the same at index and at query time, for every engine."""

from marketplace.search.analysis.folding import folded
from marketplace.search.analysis.kana import in_one_form
from marketplace.search.analysis.queries import Phrase, Way, Word, loosened, phrase_of, words_of
from marketplace.search.analysis.texts import index_tokens, ordered_tokens

#: Raised with every change of the tokens of a text, or of what a field of documents holds: indexes
#: of another one are made anew.
VERSION = "4"

__all__ = [
    "VERSION",
    "Phrase",
    "Way",
    "Word",
    "folded",
    "in_one_form",
    "index_tokens",
    "loosened",
    "ordered_tokens",
    "phrase_of",
    "words_of",
]
