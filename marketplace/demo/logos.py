"""Draws the logos of the demo's made-up companies: a calm mark on a coloured ground."""

import math
from collections.abc import Callable

from PIL import Image, ImageDraw

SIDE = 512
#: Drawn four times larger and scaled down: smooth edges.
SCALE = 4
FULL = SIDE * SCALE

Pen = ImageDraw.ImageDraw
Colour = tuple[int, int, int]

PAPER: Colour = (251, 250, 247)


def draw_logo(motif: str, ground: str) -> Image.Image:
    """Return a logo of 512 × 512 pixels: `motif` names one of MOTIFS, `ground` is `#rrggbb`."""
    picture = Image.new("RGB", (FULL, FULL), ground)
    MOTIFS[motif](ImageDraw.Draw(picture))
    return picture.reduce(SCALE)


def _at(x: float, y: float) -> tuple[float, float]:
    """Return a point given in hundredths of the side."""
    return x * FULL / 100, y * FULL / 100


def _box(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return (*_at(x - radius, y - radius), *_at(x + radius, y + radius))


def _width(hundredths: float) -> int:
    return round(hundredths * FULL / 100)


def _waves(pen: Pen) -> None:
    for row in (38, 52, 66):
        points = [_at(x, row + 5 * math.sin(x / 100 * 4 * math.pi)) for x in range(18, 83)]
        pen.line(points, PAPER, _width(5), joint="curve")


def _leaf(pen: Pen) -> None:
    outline = [_at(50 + 22 * math.sin(math.pi * s / 60), 18 + s) for s in range(61)]
    outline += [_at(50 - 22 * math.sin(math.pi * s / 60), 18 + s) for s in range(60, -1, -1)]
    pen.polygon(outline, PAPER)
    pen.line([_at(50, 36), _at(50, 86)], PAPER, _width(4))


def _gear(pen: Pen) -> None:
    for tooth in range(8):
        angle = tooth * math.pi / 4
        pen.ellipse(_box(50 + 27 * math.cos(angle), 50 + 27 * math.sin(angle), 8), PAPER)
    pen.ellipse(_box(50, 50, 27), PAPER)
    pen.ellipse(_box(50, 50, 11), _ground(pen))


def _rings(pen: Pen) -> None:
    for radius in (32, 21, 10):
        pen.ellipse(_box(50, 50, radius), outline=PAPER, width=_width(4.5))


def _jar(pen: Pen) -> None:
    pen.rounded_rectangle((*_at(30, 34), *_at(70, 82)), _width(14), PAPER)
    pen.rounded_rectangle((*_at(34, 20), *_at(66, 29)), _width(3), PAPER)


def _hills(pen: Pen) -> None:
    pen.polygon([_at(14, 74), _at(40, 32), _at(66, 74)], PAPER)
    pen.polygon([_at(48, 74), _at(66, 46), _at(86, 74)], PAPER)
    pen.ellipse(_box(72, 28, 7), PAPER)


def _grid(pen: Pen) -> None:
    for column in range(3):
        for row in range(3):
            radius = 8 if (column + row) % 2 == 0 else 4
            pen.ellipse(_box(28 + 22 * column, 28 + 22 * row, radius), PAPER)


def _kite(pen: Pen) -> None:
    pen.polygon([_at(50, 14), _at(78, 50), _at(50, 86), _at(22, 50)], PAPER)
    pen.ellipse(_box(50, 50, 12), _ground(pen))


def _threads(pen: Pen) -> None:
    for shift in range(5):
        x = 26 + 12 * shift
        pen.line([_at(x, 20), _at(100 - x, 80)], PAPER, _width(3.2))


def _spark(pen: Pen) -> None:
    points = []
    for corner in range(8):
        angle, radius = corner * math.pi / 4, 36 if corner % 2 == 0 else 12
        points.append(_at(50 + radius * math.sin(angle), 50 - radius * math.cos(angle)))
    pen.polygon(points, PAPER)


def _arcs(pen: Pen) -> None:
    for radius in (36, 25, 14):
        pen.arc(_box(50, 66, radius), 180, 360, PAPER, _width(5))


def _stones(pen: Pen) -> None:
    for y, half in ((76, 28), (58, 21), (42, 15), (29, 10)):
        pen.ellipse((*_at(50 - half, y - 7), *_at(50 + half, y + 7)), PAPER)


def _ground(pen: Pen) -> Colour:
    """Return the colour of the ground, read from a corner."""
    colour = pen._image.getpixel((0, 0))  # noqa: SLF001 - the pen's own picture
    if not isinstance(colour, tuple):
        raise TypeError("A logo is drawn in RGB.")
    return (colour[0], colour[1], colour[2])


MOTIFS: dict[str, Callable[[Pen], None]] = {
    "arcs": _arcs,
    "gear": _gear,
    "grid": _grid,
    "hills": _hills,
    "jar": _jar,
    "kite": _kite,
    "leaf": _leaf,
    "rings": _rings,
    "spark": _spark,
    "stones": _stones,
    "threads": _threads,
    "waves": _waves,
}
