"""The colours of the design system as the style guide shows them, read from their one source."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from marketplace.core.colours import contrast

_TWO = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
_ONE = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")
#: Words and the ground under them.
PAIRS = (
    ("good", "good-tint"),
    ("warn", "warn-tint"),
    ("bad", "bad-tint"),
    ("info", "info-tint"),
    ("cel-700", "cel-50"),
    ("per-700", "per-50"),
    ("ink", "paper"),
    ("ink-2", "paper"),
    ("on-fill", "cel-600"),
    ("on-fill", "per-600"),
    ("on-fill", "cel-900"),
    ("cel-700", "paper"),
)


@dataclass(frozen=True)
class ContrastPair:
    """Words on a ground, and how well they are read: from 1 to 21, at least 4.5 (WCAG 2.2)."""

    words: str
    ground: str
    contrast: float


def palette(tokens: Path, theme: str) -> tuple[Mapping[str, str], list[ContrastPair]]:
    """Return the colours of a set ("light" or "dark") by name, and words on their grounds."""
    text = tokens.read_text(encoding="utf-8")
    colours = dict(_ONE.findall(text))
    for name, light, dark in _TWO.findall(text):
        colours[name] = light if theme == "light" else dark
    tones = [
        ContrastPair(words, ground, contrast(colours[words], colours[ground]))
        for words, ground in PAIRS
    ]
    return colours, tones
