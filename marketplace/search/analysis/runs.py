"""A folded text as runs of one script each, in their order."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Script(StrEnum):
    """How a run is written, as far as searching asks; `number` begins with a digit."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"
    HANGUL = "hangul"
    #: Chinese characters and both Japanese syllabaries, which one word may mix.
    HAN = "han"
    NUMBER = "number"
    OTHER = "other"


#: Scripts that are searched by characters and pairs: words are not parted, or take endings.
PAIRED = frozenset({Script.HANGUL, Script.HAN})


class Run(NamedTuple):
    """Letters of one script, without a blank; `glued`: nothing stands between it and the last."""

    text: str
    script: Script
    glued: bool = False


_RUN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<latin>[a-z\u00df-\u024f\u1e00-\u1eff]+(?:'[a-z]+)?)"
    r"|(?P<cyrillic>[\u0400-\u052f]+)"
    r"|(?P<arabic>[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]+)"
    r"|(?P<hangul>[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]+)"
    r"|(?P<han>[\u3005\u3007\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002fa1f]+)"
    r"|(?P<other>[^\W\d_]+)"
)


_SCRIPTS = {script.value: script for script in Script}


def runs_of(folded_text: str) -> Iterator[Run]:
    """Yield the runs of a folded text; whatever is neither letter nor digit parts them."""
    end = -1
    for found in _RUN.finditer(folded_text):
        script = _SCRIPTS[found.lastgroup or "other"]
        glued = found.start() == end
        texts = plain_numbers(found[0]) if script is Script.NUMBER else [found[0]]
        for place, text in enumerate(texts):
            yield Run(text, script, glued=glued and place == 0)
        end = found.end()


#: 1,000 and 12,500.75; 1.500,00 and 1.500.000.
_THOUSANDS = (
    re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"),
    re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,}"),
)
_DECIMAL = re.compile(r"(\d+)[.,](\d*?)0*")


def plain_numbers(text: str) -> list[str]:
    """Return the numbers in what was written without a blank, each in one form.

    1,000 is 1000; 1,50 is 1.5; 10,20,30 are three; what has several points stays (1.2.3).
    """
    english, continental = _THOUSANDS
    if english.fullmatch(text):
        text = text.replace(",", "")
    elif continental.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    decimal = _DECIMAL.fullmatch(text)
    if decimal:
        return [f"{decimal[1]}.{decimal[2]}" if decimal[2] else decimal[1]]
    return text.split(",")
