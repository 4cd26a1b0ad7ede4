"""The words by which categories are looked for, in the form in which they are compared."""

import re
import unicodedata
from collections.abc import Iterable

from marketplace.catalog.models.categories import CATEGORY_NAME_LENGTH, WORDS_LENGTH
from marketplace.reference.models.hs import words_of

KEY_LENGTH = 4 * (CATEGORY_NAME_LENGTH + WORDS_LENGTH)

#: Accents of Latin and Cyrillic letters, and Arabic vowel signs with the stretching sign: whoever
#: types `tonico` or `еж` means the accented word. Marks of kana and of Hangul make other letters.
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]")
#: From Thai on scripts have no blanks that one could rely on: words inside words count.
_FIRST_WITHOUT_BLANKS = "\u0e00"
#: Shorter words keep their end.
_LEAST_STEM = 3


def category_words(text: str) -> list[str]:
    """Return the words of a name or a phrase: folded, without accents."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return words_of(unicodedata.normalize("NFC", plain))


def category_key(phrases: Iterable[str]) -> str:
    """Return the words of all phrases, a blank before each, as `category_name.key` holds them."""
    words = (word for phrase in phrases for word in category_words(phrase))
    return "".join(f" {word}" for word in words)[:KEY_LENGTH]


def stem(word: str) -> str:
    """Return a word without the end of a plural in Latin letters; others stay as they are."""
    if not word.isascii() or len(word) <= _LEAST_STEM or word.endswith("ss"):
        return word
    return word.removesuffix("s")


def key_part(word: str) -> str:
    """Return what a key must hold: a word's beginning; anything in scripts without blanks."""
    return word if is_joined(word) else f" {word}"


def is_joined(word: str) -> bool:
    """Whether the word is of a script in which words are not parted by blanks, or not reliably."""
    return word[0] >= _FIRST_WITHOUT_BLANKS
