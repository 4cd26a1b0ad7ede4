"""Where a line must not break: between a figure and its unit, before a Korean particle."""

import re
from collections.abc import Iterable, Iterator

from flask import Flask
from markupsafe import Markup

from marketplace.core.web.text_language import marked

#: A figure of its own and a short word after it in any script, as in “40 W”, “40 واط”, “5 g”; and
#: the sides of “1200 × 300 mm”.
_FIGURE_AND_UNIT = re.compile(
    r"(?<!\w)(\d[\d.,]*) (?=(?:[^\W\d_]{1,4}|°C)(?![\w-])|[×%])|(?<=×) (?=\d)"
)
#: A closing mark and the particle that is written on to it: “(대한민국)에”, “Ltd.에서”.
_BEFORE_PARTICLE = re.compile(r"(?<=[)\]”’』」»%.])(?=[\uac00-\ud7a3])")
_TAG = re.compile(r"(<[^>]*>)")
_NO_BREAK_SPACE = "\u00a0"
_WORD_JOINER = "\u2060"
_DOT = " · "
_FIRST = Markup("<span>{}</span>")
_FURTHER = Markup('<span><span class="dot"> · </span>{}</span>')


def install(app: Flask) -> None:
    """Offer the filters `unbroken` and `dotted` to templates."""
    app.add_template_filter(unbroken)
    app.add_template_filter(dotted)


def unbroken(text: str) -> str:
    """Return a text in whose lines figures keep their units and words their particles.

    It is for showing alone: data stay as people wrote them. Of markup, which stays markup, the text
    between its tags is treated the same.
    """
    if not isinstance(text, Markup):
        return _kept(str(text))
    parts = (part if part.startswith("<") else _kept(part) for part in _TAG.split(str(text)))
    return Markup("").join(Markup(part) for part in parts)  # noqa: S704 - was markup


def dotted(facts: str | Iterable[str]) -> Markup:
    """Return facts with a dot between each two of them, which the end of a line swallows.

    A sentence is taken apart at its dots, and names in other letters are marked; one with tags in
    it stays as it is, and empty facts are left out. css/base.css hides the dot of a fact that
    begins a line.
    """
    if isinstance(facts, Markup) and "<" in facts:
        return facts
    sentence = facts if isinstance(facts, Markup) else str(facts)
    several = facts if isinstance(facts, list | tuple | Iterator) else sentence.split(_DOT)
    told = [unbroken(fact) for fact in several]
    first, *further = [marked(fact) for fact in told if fact] or [Markup("")]
    if not further:
        return first
    words = _FIRST.format(first) + Markup("").join(_FURTHER.format(fact) for fact in further)
    return Markup('<span class="dots">{}</span>').format(words)


def _kept(text: str) -> str:
    joined = _FIGURE_AND_UNIT.sub(lambda found: (found[1] or "") + _NO_BREAK_SPACE, text)
    return _BEFORE_PARTICLE.sub(_WORD_JOINER, joined)
