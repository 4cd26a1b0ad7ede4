"""Every word of the design system can be read on its ground, in the light set and in the dark."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css"
TOKEN = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
PLAIN_TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")

GROUNDS = ("paper", "surface", "sunk")
QUIET_GROUNDS = (*GROUNDS, "cel-50")
WORDS = [
    *(("ink", ground) for ground in (*QUIET_GROUNDS, "cel-100", "cel-200", "per-50")),
    *(("ink", f"{kind}-tint") for kind in ("good", "warn", "bad", "info")),
    *(("ink-2", ground) for ground in QUIET_GROUNDS),
    *(("cel-700", ground) for ground in (*QUIET_GROUNDS, "cel-100")),
    *(("per-700", ground) for ground in (*GROUNDS, "per-50")),
    *((kind, f"{kind}-tint") for kind in ("good", "warn", "bad", "info")),
    *(("bad", ground) for ground in GROUNDS),
    *(("good", ground) for ground in GROUNDS),
    ("on-fill", "cel-600"),
    ("on-fill", "cel-fill-hover"),
    ("on-fill", "per-600"),
    ("on-fill", "per-fill-hover"),
    ("on-fill", "cel-900"),
    ("on-story", "cel-900"),
]
EDGES = [
    *(("ink-3", ground) for ground in GROUNDS),
    *(("cel-700", ground) for ground in (*GROUNDS, "cel-50")),
    *(("bad", ground) for ground in GROUNDS),
    ("cel-600", "surface"),
    ("cel-600", "paper"),
]

Set = dict[str, str]


def _sets() -> dict[str, Set]:
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    same = dict(PLAIN_TOKEN.findall(text))
    light = {name: bright for name, bright, _ in TOKEN.findall(text)}
    dark = {name: dim for name, _, dim in TOKEN.findall(text)}
    return {"light": same | light, "dark": same | dark}


def _luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _declarations() -> list[tuple[str, int, str]]:
    """Return file, line and text of every line of every sheet, without comments."""
    lines = []
    for sheet in sorted(CSS.glob("*.css")):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        lines += [(sheet.name, at, line) for at, line in enumerate(text.splitlines(), start=1)]
    return lines


def _found(pattern: str) -> list[tuple[str, int, str]]:
    return [line for line in _declarations() if re.search(pattern, line[2])]


def test_black_on_white_has_the_known_contrast() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), WORDS)
def test_words_can_be_read_on_their_ground(theme: str, word: str, ground: str) -> None:
    colours = _sets()[theme]
    assert _contrast(colours[word], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_can_be_seen_on_their_ground(theme: str, edge: str, ground: str) -> None:
    colours = _sets()[theme]
    assert _contrast(colours[edge], colours[ground]) >= 3


def test_600_tones_are_never_the_colour_of_words() -> None:
    assert _found(r"(?<![\w-])color:\s*var\(--(cel|per)-(400|600)\)") == []


def test_the_third_grey_colours_only_pictures() -> None:
    text = "".join(sheet.read_text(encoding="utf-8") for sheet in sorted(CSS.glob("*.css")))
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", text)
    wearing = [
        selector.strip()
        for selectors, body in rules
        for selector in selectors.split(",")
        if re.search(r"(?<![\w-])color:\s*var\(--ink-3\)", body)
    ]
    assert [s for s in wearing if not s.endswith((" svg", ".field-lock"))] == []


def test_sheets_know_no_left_and_no_right() -> None:
    sides = r"(left|right|top|bottom)"
    physical = (
        rf"(^|[;{{\s])({sides}|(margin|padding|border|inset|scroll-margin|scroll-padding)-{sides}(-\w+)?|"
        rf"border-(top|bottom)-(left|right)-radius)\s*:|(text-align|float|clear)\s*:\s*(left|right)"
    )
    assert _found(physical) == []


def test_colours_are_written_in_the_tokens_only() -> None:
    white_ground_of_codes = ("blocks.css", "background: #ffffff;")
    strays = [
        (name, line.strip())
        for name, _at, line in _found(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(")
        if name not in ("tokens.css", "print.css")
    ]
    assert strays == [white_ground_of_codes]
