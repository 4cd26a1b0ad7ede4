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
#: й is a letter of its own in Russian, not an и with a mark; Japanese sound marks make another
#: syllable.
_KEPT = frozenset("й\u3099\u309a")
#: Letters whose fold is remembered; more than any text of our languages has.
MOST_REMEMBERED = 20_000


class _Folds(dict[int, str]):
    """What each letter folds to, found out when it is first met: a text is one translation."""

    def __missing__(self, code: int) -> str:
        fold = _fold_of(chr(code))
        if len(self) < MOST_REMEMBERED:
            self[code] = fold
        return fold


def _fold_of(letter: str) -> str:
    if letter in _KEPT:
        return letter
    if unicodedata.category(letter) == "Mn":
        return ""
    plain = letter.translate(_PLAIN)
    if _MARKED.match(letter):
        apart = unicodedata.normalize("NFKD", plain)
        bare = "".join(part for part in apart if unicodedata.category(part) != "Mn")
        plain = bare.translate(_PLAIN)
    return "".join(str(unicodedata.decimal(part)) if part.isdecimal() else part for part in plain)


_FOLDS = _Folds()


def folded(text: str) -> str:
    """Return the text folded: what two spellings share that a reader takes for the same."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_FOLDS)
