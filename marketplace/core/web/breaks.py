"""Where a line must not break: between a figure and its unit, before a Korean particle."""

import re

from flask import Flask
from markupsafe import Markup

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


def install(app: Flask) -> None:
    """Offer the filter `unbroken` to templates."""
    app.add_template_filter(unbroken)


def unbroken(text: str) -> str:
    """Return a text in whose lines figures keep their units and words their particles.

    It is for showing alone: data stay as people wrote them. Of markup, which stays markup, the text
    between its tags is treated the same.
    """
    if not isinstance(text, Markup):
        return _kept(str(text))
    parts = (part if part.startswith("<") else _kept(part) for part in _TAG.split(str(text)))
    return Markup("").join(Markup(part) for part in parts)  # noqa: S704 - was markup


def _kept(text: str) -> str:
    joined = _FIGURE_AND_UNIT.sub(lambda found: (found[1] or "") + _NO_BREAK_SPACE, text)
    return _BEFORE_PARTICLE.sub(_WORD_JOINER, joined)
