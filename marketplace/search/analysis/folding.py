"""Text in the form in which it is compared: one width, one case, no accents, plain Arabic letters.

Sources: Unicode Standard Annex 15 (NFKC), case folding of chapter 3.13; the Arabic rules are those
that search engines share (Lucene's Arabic normalisation: alef, teh marbuta, yeh, no marks).
"""

import re
import unicodedata

#: Letters that NFKD does not take apart, as their readers type them without the right keyboard.
_PLAIN = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
        "ı": "i",
        "ё": "е",
        # Arabic: forms of alef, yeh and teh marbuta that people mix; the lengthening stroke goes.
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ـ": "",
        # Signs of multiplication between sizes, and dashes, have one form each.
        "×": "x",
        "✕": "x",
        "✖": "x",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2212": "-",
        "’": "'",
        "ʼ": "'",
    }
)
_MARKED = re.compile("[\u00c0-\u024f\u1e00-\u1eff\u0370-\u052f\u0600-\u06ff]")
#: й is a letter of its own in Russian, not an и with a mark.
_KEPT = {"й": "й"}


def folded(text: str) -> str:
    """Return the text folded: what two spellings share that a reader takes for the same."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    if not _MARKED.search(wide):
        return _digits(wide.translate(_PLAIN))
    return _digits("".join(_without_mark(letter) for letter in wide).translate(_PLAIN))


def _without_mark(letter: str) -> str:
    if letter in _KEPT or not _MARKED.match(letter):
        return "" if unicodedata.category(letter) == "Mn" and _is_mark_of_words(letter) else letter
    translated = letter.translate(_PLAIN)
    apart = unicodedata.normalize("NFKD", translated)
    return "".join(part for part in apart if unicodedata.category(part) != "Mn")


def _is_mark_of_words(letter: str) -> bool:
    """Whether the mark may go: Japanese sound marks may not, they make another syllable."""
    return letter not in "\u3099\u309a"


def _digits(text: str) -> str:
    """Write digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() and not letter.isascii() else letter
        for letter in text
    )
