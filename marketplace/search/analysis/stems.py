"""Stems of words, by the snowball algorithms of the languages that have one."""

import re
import threading
from functools import cache, lru_cache
from typing import Protocol

from marketplace.search.analysis.runs import Script


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str:  # noqa: N802 - snowball's name
        """Return the stem."""


ALGORITHMS = {
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "pt": "portuguese",
    "ru": "russian",
    "ar": "arabic",
}
#: The languages in which a word of a script may be written.
LANGUAGES_OF = {
    Script.LATIN: ("en", "es", "fr", "pt"),
    Script.CYRILLIC: ("ru",),
    Script.ARABIC: ("ar",),
}


#: Plurals whose accent snowball asks for and folding took: loções is to loção as its folded forms.
_PORTUGUESE_PLURAL = re.compile(r"(?<=..)(?:oes|aes|aos)$")


#: A stemmer keeps the word it works on: two threads in one would stem each other's words.
_one_at_a_time = threading.Lock()


@cache
def _stemmer(language: str) -> _Stemmer:
    import snowballstemmer  # type: ignore[import-untyped]  # every language's tables at once

    made: _Stemmer = snowballstemmer.stemmer(ALGORITHMS[language])
    return made


@lru_cache(maxsize=100_000)
def stem_of(word: str, language: str) -> str:
    """Return the token of a folded word's stem, with the language's tag: `es:botell`."""
    if language == "pt":
        word = _PORTUGUESE_PLURAL.sub("ao", word)
    with _one_at_a_time:
        return f"{language}:{_stemmer(language).stemWord(word)}"


def stems_in(word: str, script: Script) -> tuple[str, ...]:
    """Return the tokens of a folded word's stems in every language of its script."""
    return tuple(stem_of(word, language) for language in LANGUAGES_OF.get(script, ()))


def stem_for(word: str, script: Script, language: str) -> str | None:
    """Return the token of a word of a text in `language`, None where that has no stems."""
    if language in LANGUAGES_OF.get(script, ()):
        return stem_of(word, language)
    return None
