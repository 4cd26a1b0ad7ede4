"""Text of people: how it enters the house and how it is compared."""

import unicodedata

_LINE_ENDS = str.maketrans({"\r": "\n"})


def normalise(text: str) -> str:
    """Return `text` as the house stores it: NFC, no NUL, Unix line ends, no blanks around."""
    clean = text.replace("\x00", "").replace("\r\n", "\n").translate(_LINE_ENDS)
    return unicodedata.normalize("NFC", clean).strip()


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
