"""The whole scale of a house colour, mixed from the four tones that an operator chooses."""

from dataclasses import dataclass

from flask_babel import gettext as _

from marketplace.core.colours import EDGES, WORDS, contrast, mixed
from marketplace.reference.settings.kinds import Colours

WHITE, BLACK = "#ffffff", "#000000"
#: Of `static/css/tokens.css`: paper, surface and sunk, on which words of the colour stand.
LIGHT_GROUNDS = ("#fbfaf7", "#ffffff", "#f4f2ec")
DARK_GROUNDS = ("#10181d", "#172127", "#0c1317")
DARK_PAPER = DARK_GROUNDS[0]
ON_STORY = ("#cfe5df", "#b9d3cd")

Pair = tuple[str, str]


@dataclass(frozen=True)
class UnreadableTone:
    """A tone that cannot be read: which of the four, and a sentence that says against what."""

    tone: str
    sentence: str


def scale(colours: Colours) -> dict[str, Pair]:
    """Return each token of the house colour as (light, dark)."""
    light, dark = colours.ground_light, colours.ground_dark
    return {
        "cel-50": (mixed(light, 8, WHITE), mixed(dark, 26, DARK_PAPER)),
        "cel-100": (mixed(light, 18, WHITE), mixed(dark, 40, DARK_PAPER)),
        "cel-200": (mixed(light, 36, WHITE), mixed(dark, 70, DARK_PAPER)),
        "cel-400": (mixed(light, 75, WHITE), mixed(dark, 75, WHITE)),
        "cel-600": (light, dark),
        "cel-700": (colours.words_light, colours.words_dark),
        "cel-900": (mixed(light, 48, BLACK), mixed(dark, 40, BLACK)),
        "cel-fill-hover": (mixed(light, 85, BLACK), mixed(dark, 87, BLACK)),
    }


def misfits(colours: Colours) -> list[UnreadableTone]:
    """Return what cannot be read in either set, at most one sentence for each tone."""
    tones = scale(colours)
    found: dict[str, str] = {}
    for place, name, grounds in ((0, "light", LIGHT_GROUNDS), (1, "dark", DARK_GROUNDS)):
        tinted = (*grounds, tones["cel-50"][place], tones["cel-100"][place])
        ground, words = f"ground_{name}", f"words_{name}"
        worst = min(contrast(tones["cel-700"][place], other) for other in tinted)
        if worst < WORDS:
            found[words] = _(
                "Words of this colour reach a contrast of only %(measured)s on their grounds; "
                "they need 4.5.",
                measured=_written(worst),
            )
        white = contrast(WHITE, getattr(colours, ground))
        edge = min(contrast(getattr(colours, ground), other) for other in grounds[:2])
        story = contrast(ON_STORY[place], tones["cel-900"][place])
        if min(white, story) < WORDS:
            found[ground] = _(
                "White words reach a contrast of only %(measured)s on this colour; they need 4.5.",
                measured=_written(min(white, story)),
            )
        elif edge < EDGES:
            found[ground] = _(
                "Beside the page this colour reaches a contrast of only %(measured)s; it needs 3.",
                measured=_written(edge),
            )
    return [UnreadableTone(tone, sentence) for tone, sentence in found.items()]


def sheet(colours: Colours) -> str:
    """Return the style sheet that puts the scale in the place of the house's own."""
    lines = [
        f"  --{name}: light-dark({light}, {dark});"
        for name, (light, dark) in scale(colours).items()
    ]
    return ":root {\n" + "\n".join(lines) + "\n}\n"


def _written(ratio: float) -> str:
    """Return a contrast cut, not rounded, to one digit: 4.49 is not 4.5."""
    tenths = int(ratio * 10)
    return f"{tenths // 10}.{tenths % 10}"
