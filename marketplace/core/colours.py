"""Colours as `#rrggbb`: how well one can be read on another, and mixtures of two."""

import re

#: What words need on their ground, and what edges and pictures need (WCAG 2.2, 1.4.3 and 1.4.11).
WORDS, EDGES = 4.5, 3.0

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LINEAR_BELOW = 0.04045


def is_colour(text: str) -> bool:
    """Whether the text is a colour such as `#2f7d73`, in small letters."""
    return _COLOUR.fullmatch(text) is not None


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 for black and 1 for white, as WCAG 2.2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4
        for part in (step / 255 for step in _steps(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, percent: int, ground: str) -> str:
    """Return `percent` of a colour mixed with the rest of a ground."""
    parts = zip(_steps(colour), _steps(ground), strict=True)
    mixture = ((one * percent + other * (100 - percent) + 50) // 100 for one, other in parts)
    return "#" + "".join(f"{step:02x}" for step in mixture)


def _steps(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
