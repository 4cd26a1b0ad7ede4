"""Draws smooth shapes with shading on a ground of 1,600 × 1,200 pixels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

from marketplace.demo.drawings.palettes import INK, PAPER, Colour, Palette, darker, lighter

WIDTH, HEIGHT = 1600, 1200
#: Shapes are drawn so many times larger and scaled down: smooth edges.
FINE = 2
STRIP = 48
#: Letters so high, in pixels, are not drawn bold.
SMALL_LETTERS = 15

Point = tuple[float, float]
Stops = Sequence[tuple[float, Colour]]


@dataclass(frozen=True)
class Paint:
    """What a shape is filled with: colours along it, from left to right or from above to below."""

    stops: Stops
    downwards: bool = False
    alpha: float = 1.0


Fill = Colour | Paint


def round_body(of: Colour) -> Paint:
    """Return the shading of something round that stands, lit from the left."""
    return Paint(
        (
            (0, darker(of, 0.16)),
            (0.16, lighter(of, 0.22)),
            (0.3, lighter(of, 0.38)),
            (0.5, of),
            (0.82, darker(of, 0.12)),
            (1, darker(of, 0.24)),
        )
    )


def slope(above: Colour, below: Colour) -> Paint:
    """Return a shading from above to below."""
    return Paint(((0, above), (1, below)), downwards=True)


def across(left: Colour, right: Colour) -> Paint:
    """Return a shading from left to right."""
    return Paint(((0, left), (1, right)))


def clear(of: Colour, alpha: float) -> Paint:
    """Return a colour that lets through what lies below it."""
    return Paint(((0, of), (1, of)), alpha=alpha)


@dataclass(frozen=True)
class Pen:
    """Draws in its own measure: x to the right of where the object stands, y upwards from there."""

    picture: Image.Image
    palette: Palette
    x: float = WIDTH / 2
    y: float = 980
    scale: float = 1.0

    def moved(self, x: float, y: float = 0, scale: float = 1.0) -> "Pen":
        """Return a pen that stands elsewhere, seen from this one's place."""
        left, top = self.place((x, y))
        return replace(self, x=left, y=top, scale=self.scale * scale)

    def place(self, point: Point) -> Point:
        """Return where a point lies in the picture."""
        return self.x + point[0] * self.scale, self.y - point[1] * self.scale

    def polygon(self, points: Sequence[Point], fill: Fill) -> None:
        """Fill what the points enclose."""
        placed = [self.place(point) for point in points]
        self._fill(placed, fill, lambda pen, inside: pen.polygon(inside, 255))

    def oval(self, x: float, y: float, across_: float, up: float, fill: Fill) -> None:
        """Fill an ellipse around a point; `across_` and `up` are half of its sides."""
        corners = [self.place((x - across_, y + up)), self.place((x + across_, y - up))]
        self._fill(corners, fill, lambda pen, inside: pen.ellipse([*inside[0], *inside[1]], 255))

    def box(
        self, left: float, below: float, right: float, above: float, fill: Fill, radius: float = 0
    ) -> None:
        """Fill a rectangle with round corners."""
        corners = [self.place((left, above)), self.place((right, below))]
        curve = radius * self.scale * FINE
        self._fill(
            corners,
            fill,
            lambda pen, inside: pen.rounded_rectangle([*inside[0], *inside[1]], curve, 255),
        )

    def line(self, points: Sequence[Point], width: float, fill: Fill) -> None:
        """Draw along the points, with round ends."""
        placed = [self.place(point) for point in points]
        half = width * self.scale / 2

        def draw(pen: ImageDraw.ImageDraw, inside: Sequence[Point]) -> None:
            pen.line(inside, 255, round(half * 2 * FINE), joint="curve")
            for x, y in (inside[0], inside[-1]):
                reach = half * FINE
                pen.ellipse([x - reach, y - reach, x + reach, y + reach], 255)

        self._fill(placed, fill, draw, margin=half + 1)

    def turned(self, outline: Sequence[Point], fill: Fill, x: float = 0) -> None:
        """Fill something turned on a lathe: (half its breadth, height) from below to above."""
        right = curve(_cornered(outline))
        left = [(-half, height) for half, height in reversed(right)]
        self.polygon([(x + half, height) for half, height in [*right, *left]], fill)

    def shadow(self, across_: float, x: float = 0, y: float = 0, up: float = 0) -> None:
        """Lay the soft shadow of what stands here."""
        half, high = across_ * self.scale, (up or across_ * 0.13) * self.scale
        left, top = self.place((x, y))
        soft = Image.radial_gradient("L").point(lambda far: max(0, 96 - far * 96 // 178))
        mask = soft.resize((max(1, round(half * 2.5)), max(1, round(high * 2.5))))
        corner = (round(left - half * 1.25), round(top - high * 1.25))
        self.picture.paste(darker(self.palette.below, 0.62), corner, mask)

    def write(
        self, words: str, x: float, y: float, size: float, ink: Colour = INK, wide: float = 0.12
    ) -> None:
        """Write Latin letters around a point, a little apart, `size` high."""
        font = ImageFont.load_default(max(6, round(size * self.scale)))
        gap = size * self.scale * wide
        widths = [font.getlength(letter) for letter in words]
        left, middle = self.place((x, y))
        left -= (sum(widths) + gap * (len(words) - 1)) / 2
        pen = ImageDraw.Draw(self.picture)
        bold = 1 if size * self.scale > SMALL_LETTERS else 0
        for letter, width in zip(words, widths, strict=True):
            pen.text((left, middle), letter, ink, font, anchor="lm", stroke_width=bold)
            left += width + gap

    def label(
        self, words: str, x: float, y: float, across_: float, up: float, ground: Fill = PAPER
    ) -> None:
        """Stick a label around a point: the words, two lines and a dot."""
        self.box(x - across_, y - up, x + across_, y + up, ground, 4)
        size = min(up * 0.46, across_ * 1.95 / max(4, len(words)))
        self.write(words, x, y + up * 0.36, size)
        for number, share in enumerate((0.5, 0.36)):
            height = y - up * (0.12 + 0.2 * number)
            self.line(
                [(x - across_ * share, height), (x + across_ * share, height)], 3, (168, 172, 170)
            )
        self.oval(x, y - up * 0.66, 6, 6, self.palette.main)

    def _fill(
        self, placed: Sequence[Point], fill: Fill, draw: object, *, margin: float = 1
    ) -> None:
        left = int(min(x for x, _y in placed) - margin)
        top = int(min(y for _x, y in placed) - margin)
        right = int(max(x for x, _y in placed) + margin) + 1
        below = int(max(y for _x, y in placed) + margin) + 1
        if left >= WIDTH or top >= HEIGHT or right <= 0 or below <= 0:
            return
        size = (max(1, right - left), max(1, below - top))
        mask = Image.new("L", (size[0] * FINE, size[1] * FINE))
        inside = [((x - left) * FINE, (y - top) * FINE) for x, y in placed]
        draw(ImageDraw.Draw(mask), inside)  # type: ignore[operator] # one of the four above
        mask = mask.reduce(FINE)
        paint = fill if isinstance(fill, Paint) else None
        if paint is None:
            self.picture.paste(fill, (left, top), mask)  # type: ignore[arg-type] # a colour
            return
        if paint.alpha < 1:
            share = paint.alpha
            mask = mask.point(lambda full: round(full * share))
        self.picture.paste(strip(paint).resize(size, Image.Resampling.BILINEAR), (left, top), mask)


def strip(paint: Paint) -> Image.Image:
    """Return a line of pixels that goes through the colours of a paint."""
    colours = [_colour_at(paint.stops, place / (STRIP - 1)) for place in range(STRIP)]
    size = (1, STRIP) if paint.downwards else (STRIP, 1)
    return Image.frombytes("RGB", size, bytes(part for colour in colours for part in colour))


def _colour_at(stops: Stops, place: float) -> Colour:
    for (start, one), (end, other) in pairwise(stops):
        if place <= end:
            share = (place - start) / (end - start) if end > start else 0
            red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
            return red, green, blue
    return stops[-1][1]


def curve(points: Sequence[Point], steps: int = 10) -> list[Point]:
    """Return a smooth line through the points (Catmull and Rom); twice the same is a corner."""
    ends = [points[0], *points, points[-1]]
    smooth: list[Point] = []
    for before, one, other, after in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        if one == other:
            smooth.append(one)
            continue
        for step in range(steps):
            t = step / steps
            smooth.append(
                (
                    _between(before[0], one[0], other[0], after[0], t),
                    _between(before[1], one[1], other[1], after[1], t),
                )
            )
    return [*smooth, points[-1]]


def _cornered(outline: Sequence[Point]) -> list[Point]:
    """Return the outline with corners where its foot and its top are flat."""
    points = list(outline)
    if points[0][1] == points[1][1] != points[2][1]:
        points.insert(1, points[1])
    if points[-1][1] == points[-2][1] != points[-3][1]:
        points.insert(-1, points[-2])
    return points


def _between(before: float, one: float, other: float, after: float, t: float) -> float:
    return 0.5 * (
        2 * one
        + (other - before) * t
        + (2 * before - 5 * one + 4 * other - after) * t**2
        + (3 * one - before - 3 * other + after) * t**3
    )
