"""Faster lookups of sentences and of the locale than Flask-Babel's, with the same result.

A page looks up some two hundred sentences and its locale as often: a quarter of its rendering. Here
each process caches the sentences as pages show them. Flask-Babel has no public place for that, so
its private `_get_current_context` is replaced; tests/core/web/test_sentences.py fails when an
upgrade no longer calls it.
"""

from functools import lru_cache
from types import SimpleNamespace

import flask_babel
from babel import Locale
from babel.support import NullTranslations
from flask import Flask
from flask.globals import _cv_app
from flask_babel import Babel, Domain, get_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from marketplace.core.money import format_count

#: How many sentences of a language are cached; a catalogue has fewer.
MOST = 8192
#: Smaller numbers have no groups in any language.
LEAST_GROUPED = 1000


class SpokenLocale(Locale):
    """A locale that remembers its name; Babel would put it together on every call."""

    def __init__(self, locale: Locale) -> None:
        self._name = str(locale)
        super().__init__(
            locale.language, locale.territory, locale.script, locale.variant, locale.modifier
        )

    def __str__(self) -> str:
        return self._name


@lru_cache(maxsize=64)
def spoken_locale(name: str) -> SpokenLocale:
    """Return the Babel locale with that name."""
    return SpokenLocale(Locale.parse(name))


class Sentences(Domain):  # type: ignore[misc]
    """The sentences of all languages; the right catalogue is looked up once per request."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[str, dict[str, Markup]] = {}

    def get_translations(self) -> NullTranslations:
        """Return the translations into the present language."""
        return self._present()[1]

    def ngettext(self, one: str, many: str, num: int, **named: object) -> str:
        """Return the sentence for that number, with the number in the language's groups."""
        found, number = _grouped(self.get_translations().ngettext(one, many, num), num)
        written: str = found % ({"num": number} | named)
        return written

    def shown(self, sentence: str) -> Markup:
        """Return a sentence without placeholders as pages in the present language show it."""
        _locale, translations, known = self._present()
        found = known.get(sentence)
        if found is None:
            if len(known) >= MOST:
                known.clear()
            found = known[sentence] = Markup(translations.gettext(sentence)) % {}  # noqa: S704 - ours
        return found

    def _present(self) -> tuple[Locale | None, NullTranslations, dict[str, Markup]]:
        here = _context()
        if here is None:
            return None, super().get_translations(), {}
        known = getattr(here, "sentences", None)
        if known is None or known[0] is not getattr(here, "babel_locale", None):
            locale = get_locale()
            shown = self._shown.setdefault(str(locale), {})
            known = here.sentences = (locale, super().get_translations(), shown)
        return known


_SENTENCES = Sentences()


def install(app: Flask, babel: Babel) -> None:
    """Make Babel and the templates use these lookups; call it after Babel is set up."""
    flask_babel._get_current_context = _context  # noqa: SLF001
    babel.domain_instance = _SENTENCES
    found = {function.__name__: function for function in (gettext, ngettext, pgettext, npgettext)}
    app.jinja_env.globals.update(found, _=gettext)


@pass_eval_context
def gettext(around: EvalContext, sentence: str, **named: object) -> str:
    """Return a sentence of a template in the present language."""
    if around.autoescape and not named:
        return _SENTENCES.shown(sentence)
    return _written(around, _SENTENCES.get_translations().gettext(sentence), named)


@pass_eval_context
def ngettext(around: EvalContext, one: str, many: str, num: int, **named: object) -> str:
    """Return the sentence for that number; `%(num)d` is the number, with its groups."""
    found, number = _grouped(_SENTENCES.get_translations().ngettext(one, many, num), num)
    return _written(around, found, {"num": number} | named)


@pass_eval_context
def pgettext(around: EvalContext, context: str, sentence: str, **named: object) -> str:
    """Return a sentence that means several things, by its context."""
    found = _SENTENCES.get_translations().upgettext(context, sentence)
    return _written(around, found, {"context": context} | named)


@pass_eval_context
def npgettext(
    around: EvalContext, context: str, one: str, many: str, num: int, **named: object
) -> str:
    """Return such a sentence for that number."""
    found = _SENTENCES.get_translations().unpgettext(context, one, many, num)
    return _written(around, found, {"context": context, "num": num} | named)


def _grouped(sentence: str, num: int) -> tuple[str, int | str]:
    """Return a sentence and the number for it as the language writes it: `1,500`."""
    locale = get_locale()
    if locale is None or -LEAST_GROUPED < num < LEAST_GROUPED:
        return sentence, num
    return sentence.replace("%(num)d", "%(num)s"), format_count(num, str(locale))


def _written(around: EvalContext, sentence: str, named: dict[str, object]) -> str:
    written: str = (Markup(sentence) if around.autoescape else sentence) % named  # noqa: S704 - ours
    return written


def _context() -> SimpleNamespace | None:
    """Return what Flask-Babel keeps of the present request; None outside of any."""
    here = _cv_app.get(None)
    if here is None:
        return None
    kept = here.g.__dict__
    found: SimpleNamespace | None = kept.get("_flask_babel")
    if found is None:
        found = kept["_flask_babel"] = SimpleNamespace()
    return found
