"""Guesses the language of a text from its script and its small words."""

import re
import unicodedata
from collections import Counter

#: The scripts in which a language is written, by the first word of Unicode's names of letters.
SCRIPTS: dict[str, frozenset[str]] = {
    "en": frozenset({"LATIN"}),
    "es": frozenset({"LATIN"}),
    "fr": frozenset({"LATIN"}),
    "pt": frozenset({"LATIN"}),
    "ko": frozenset({"HANGUL"}),
    "zh": frozenset({"CJK"}),
    "ja": frozenset({"HIRAGANA", "KATAKANA", "CJK"}),
    "ru": frozenset({"CYRILLIC"}),
    "ar": frozenset({"ARABIC"}),
}
#: Letters that tell Japanese from Chinese.
_KANA = ("HIRAGANA", "KATAKANA")
#: Brand names and figures in Latin letters stand in texts of every language.
LEAST_SHARE = 0.3
LEAST_LATIN = 0.5
LEAST_LETTERS = 12
#: So many Chinese characters without any kana are no Japanese.
LEAST_CJK = 20
#: More kana than this are no Chinese.
MOST_KANA = 0.15
LEAST_SMALL_WORDS = 4

#: The commonest small words that the others of these languages do not use.
SMALL_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(
        {"the", "and", "of", "to", "with", "for", "is", "are", "in", "on", "it", "from", "by"}
        | {"this", "that", "without", "your", "our", "an", "at", "or", "be", "as", "all", "not"}
    ),
    "es": frozenset(
        {"el", "los", "las", "y", "del", "con", "una", "unos", "es", "son", "sin", "por", "su"}
        | {"sus", "al", "lo", "más", "pero", "muy", "hasta", "desde", "también"}
    ),
    "fr": frozenset(
        {"le", "les", "et", "des", "du", "avec", "une", "est", "sont", "sans", "pour", "dans"}
        | {"sur", "au", "aux", "ce", "cette", "vos", "votre", "nos", "qui", "ou", "plus", "un"}
    ),
    "pt": frozenset(
        {"os", "as", "e", "do", "da", "dos", "das", "com", "uma", "são", "sem", "seu", "sua"}
        | {"ao", "na", "no", "nas", "nos", "mais", "também", "até", "é", "não", "em"}
    ),
}

_WORD = re.compile(r"[^\W\d_]+")


def scripts_of(text: str) -> Counter[str]:
    """Return how many letters of each script a text has."""
    return Counter(
        unicodedata.name(letter, "").split(" ")[0].split("-")[0]
        for letter in text
        if letter.isalpha()
    )


def is_in_script(text: str, language: str) -> bool:
    """Whether the letters of a text are those of its language; True for a text of a few letters."""
    found = scripts_of(text)
    letters = sum(found.values())
    if letters < LEAST_LETTERS:
        return True
    own = sum(found[script] for script in SCRIPTS[language])
    if SCRIPTS[language] == {"LATIN"}:
        return own >= LEAST_LATIN * letters
    if own < LEAST_SHARE * letters:
        return False
    kana = sum(found[script] for script in _KANA)
    if language == "zh":
        return kana <= MOST_KANA * letters
    return language != "ja" or kana > 0 or found["CJK"] < LEAST_CJK


def language_by_words(text: str, language: str) -> str | None:
    """Return the language that a text's small words point to, if it is another one than `language`.

    None where they do not tell, and for languages with a script of their own.
    """
    if language not in SMALL_WORDS:
        return None
    words = Counter(_WORD.findall(text.lower()))
    counts = {tag: sum(words[word] for word in small) for tag, small in SMALL_WORDS.items()}
    best = max(counts, key=lambda tag: (counts[tag], tag == language))
    if best == language or counts[best] < LEAST_SMALL_WORDS:
        return None
    return best if counts[best] > 2 * counts[language] else None
