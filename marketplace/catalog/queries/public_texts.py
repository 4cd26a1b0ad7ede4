"""In which language a reader reads goods: their own, else English, else the original."""

from collections.abc import Collection, Mapping
from typing import TypeVar

T = TypeVar("T")

FALLBACK = "en"


def pick_text(texts: Mapping[str, T], language: str, original: str) -> tuple[str, T] | None:
    """Return the language and the text that a reader of `language` gets; None without any."""
    for tag in (language, FALLBACK, original):
        if tag in texts:
            return tag, texts[tag]
    return next(iter(texts.items()), None)


def pick_name(names: Mapping[str, str], language: str, original: str) -> str:
    """Return an option's name for a reader, "" where nobody wrote any."""
    picked = pick_text({tag: name for tag, name in names.items() if name}, language, original)
    return picked[1] if picked else ""


def wanted_languages(language: str, originals: Collection[str]) -> set[str]:
    """Return the languages in which texts are worth loading for a reader."""
    return {language, FALLBACK, *originals}
