"""Guesses from its letters which language a text is in, for its `lang` attribute.

Names, addresses and other words of people appear on pages of every language. Screen readers choose
their pronunciation, and browsers their glyphs, by that attribute.
"""

import re
from collections.abc import Iterable
from functools import cache

from babel.languages import get_official_languages
from flask import Flask
from flask_babel import get_locale
from markupsafe import Markup, escape

_KANA = "[\u3040-\u30ff]"
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
#: Scripts, each with the language that is written in it here, the most telling first: Japanese
#: mixes kana with Chinese characters, and firms of every country write Latin letters.
_SCRIPTS = (
    ("ko", re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")),
    ("ja", re.compile(_KANA)),
    ("zh", re.compile(_HAN)),
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("und-Latn", re.compile("[A-Za-z\u00c0-\u024f]")),
)
_MARK = r'<span lang="%s">\g<0></span>'
_LATIN = "und-Latn"
_OTHER_SCRIPTS = {language for language, _letters in _SCRIPTS} - {_LATIN}


def install(app: Flask) -> None:
    """Offer the filters `name`, `lang_of`, `marked` and `listed` to templates."""
    app.add_template_filter(name)
    app.add_template_filter(lang_of)
    app.add_template_filter(marked)
    app.add_template_filter(listed)


def language_of(text: str, country: str | None = None) -> str | None:
    """Return the language (BCP 47) of a text, None where it can pass for the page's own.

    Latin letters say little: they count as the language of `country` (ISO 3166 code) if it has
    a single one, else they are marked only on pages in another script.
    """
    page = str(get_locale()).partition("_")[0]
    script = next((language for language, letters in _SCRIPTS if letters.search(text)), page)
    if script == _LATIN:
        return _of_latin(page, country)
    return None if script == page or {script, page} == {"zh", "ja"} else script


def _of_latin(page: str, country: str | None) -> str | None:
    spoken = get_official_languages(country, de_facto=True) if country else ()
    if len(spoken) == 1 and spoken[0] not in _OTHER_SCRIPTS:
        return None if spoken[0] == page else spoken[0]
    return _LATIN if page in _OTHER_SCRIPTS else None


def lang_of(text: str, country: str | None = None) -> Markup:
    """Return the attribute ` lang="…"` for the element that holds the text, or nothing."""
    language = language_of(text, country)
    return Markup(' lang="{}"').format(language) if language else Markup("")


def name(text: str | None) -> Markup:
    """Return a name for a page, isolated from the direction of the text around it."""
    if not text:
        return Markup("")
    return Markup('<bdi class="name"{}>{}</bdi>').format(lang_of(text), escape(text))


def apart(text: str) -> str:
    """Return a name for a sentence without markup, isolated by U+2068 and U+2069 where needed.

    In right-to-left text the full stop of “Ltd.” would otherwise move away from its name.
    """
    page = get_locale()
    return f"\u2068{text}\u2069" if page and page.text_direction == "rtl" else text


def marked(text: object) -> Markup:
    """Return a sentence with the words in another script marked with their language.

    Markup is returned as it is; Latin letters belong to every language.
    """
    if isinstance(text, Markup):
        return text
    page = str(get_locale()).partition("_")[0]
    sentence = str(escape(text))
    for language, letters in _SCRIPTS[:-1]:
        if language != page and {language, page} != {"zh", "ja"} and letters.search(sentence):
            sentence = _run_of(letters.pattern).sub(_MARK % language, sentence)
    return Markup(sentence)  # noqa: S704 - escaped above


@cache
def _run_of(letters: str) -> re.Pattern[str]:
    """Return the pattern of words in these letters that are not marked yet."""
    further = letters[:-1] + _HAN[1:] if letters == _KANA else letters
    return re.compile(f"{further}+(?:[ ·]{further}+)*(?![^<]*</span>)")


def listed(items: Iterable[str]) -> Markup:
    """Return the items in a row, separated by the comma of the page's language."""
    comma = "، " if str(get_locale()) == "ar" else ", "
    return Markup(comma).join(items)  # noqa: S704 - joining escapes
