"""In which language people wrote something, as far as letters tell: for the `lang` of it.

Names, addresses and other words of people stand on pages of every language. Readers of screens
pronounce them, and browsers choose their letters, by that mark.
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
    """Return the language (BCP 47) of what people wrote, None when it can pass for the page's.

    Latin letters say little: they count as the language of `country` (ISO 3166 code) if that has
    one, else they are marked only where the page has another script.
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
    """Return the attribute ` lang="…"` for an element that holds the text, or nothing."""
    language = language_of(text, country)
    return Markup(' lang="{}"').format(language) if language else Markup("")


def name(text: str | None) -> Markup:
    """Return a name as it stands on a page: apart from the direction of what is around it."""
    if not text:
        return Markup("")
    return Markup('<bdi class="name"{}>{}</bdi>').format(lang_of(text), escape(text))


def apart(text: str) -> str:
    """Return a name for a sentence without markup, held apart by U+2068 and U+2069 where needed.

    On pages written from right to left the full stop of “Ltd.” would leave its name.
    """
    page = get_locale()
    return f"\u2068{text}\u2069" if page and page.text_direction == "rtl" else text


def marked(text: object) -> Markup:
    """Return a sentence of the page in which names in the letters of another language are marked.

    What is markup already stays as it is, and Latin letters stand in every language.
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
    """Return the pattern of words that begin with these letters, outside of what is marked."""
    further = letters[:-1] + _HAN[1:] if letters == _KANA else letters
    return re.compile(f"{further}+(?:[ ·]{further}+)*(?![^<]*</span>)")


def listed(items: Iterable[str]) -> Markup:
    """Return the items one after the other, with the comma of the page's language."""
    comma = "، " if str(get_locale()) == "ar" else ", "
    return Markup(comma).join(items)  # noqa: S704 - joining escapes
