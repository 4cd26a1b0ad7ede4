"""Text of people: how it enters the house and how it is compared."""

import re
import unicodedata

_LINE_ENDS = str.maketrans({"\r": "\n"})


#: NUL, and signs that nobody sees but that turn or hide words (Unicode TR 36, 2.11).
_HIDDEN = dict.fromkeys(
    (0x00, 0xAD, 0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)

#: Signs that steer machines (Unicode's Cc), without those that part words and lines.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")

#: How many times longer a key column is than its text column: folding spells ligatures out.
KEY_FACTOR = 4


def normalise(text: str) -> str:
    """Return `text` as the house stores it: NFC, nothing hidden, Unix line ends, trimmed."""
    if text.isascii():  # most texts, and nothing else to be done for them
        return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    clean = text.translate(_HIDDEN).replace("\r\n", "\n").translate(_LINE_ENDS)
    return unicodedata.normalize("NFC", clean).strip()


def without_controls(text: str) -> str:
    """Return `text` without signs that steer machines, such as the one that rings a bell.

    Nobody types them; in a name they would go into headers of mails and onto terminals.
    """
    return _CONTROLS.sub("", text)


def one_line(text: str) -> str:
    """Return `text` normalised, with every run of white space as one blank."""
    return " ".join(normalise(text).split())


def text_key(text: str) -> str:
    """Return the form in which names and addresses are compared: NFKC, case folded, one line.

    Nothing folds case in SQL: columns compared by people's eyes have a `_key` beside them.
    """
    folded = unicodedata.normalize("NFKC", one_line(text)).casefold()
    return one_line(unicodedata.normalize("NFKC", folded))


def is_latin(text: str) -> bool:
    """Whether every letter of `text` is a Latin one; signs and figures belong to every script."""
    letters = (letter for letter in text if letter.isalpha())
    return all(unicodedata.name(letter, "").startswith("LATIN ") for letter in letters)


#: Letters and signs that are drawn as blanks: the fillers of Hangul, Braille without a dot.
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def is_visible(text: str) -> bool:
    """Whether there is anything to see in `text`."""
    return any(unicodedata.category(sign)[0] not in "CZ" and sign not in _BLANKS for sign in text)
