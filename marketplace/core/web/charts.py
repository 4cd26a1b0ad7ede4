"""Charts as pages draw them: bars, with a line over them or without, and the scale beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

#: The most lines that a scale has above zero.
MOST_LINES = 4
STEPS = (1, 2, 5)
#: Margins around the bars, in units of the drawing: for the scale's figures, values, names.
BESIDE, ABOVE, BELOW = 32, 18, 24
#: A bar's share of its place, and its greatest width.
SHARE, THICKEST = 0.64, 72


@dataclass(frozen=True)
class Bar:
    """One bar: its value, its name, and what stands below it ("" for nothing).

    `look` is `now` for the present one, `good` and `late` where bars are told apart.
    """

    value: int
    name: str
    label: str = ""
    look: str = ""


@dataclass(frozen=True)
class PlacedBar:
    """Where a bar stands in a drawing: its middle, its left edge, its top, width and height."""

    bar: Bar
    middle: float
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class ChartLayout:
    """A chart as SVG draws it, from the upper left corner; mirrored where lines run from the right.

    `begin` and `end` are where the bars' part begins and ends, `figures` where the scale's stand;
    `lines` are the scale's values with their heights, `points` those of the line over the bars.
    """

    wide: int
    tall: int
    begin: float
    end: float
    figures: float
    lines: list[tuple[int, float]]
    places: list[PlacedBar]
    points: list[tuple[float, float]]


@dataclass(frozen=True)
class Chart:
    """Bars in their order; `line` are values of something else at the same places, or nothing."""

    bars: Sequence[Bar]
    line: Sequence[int] = ()

    @property
    def scale(self) -> list[int]:
        """The values at which lines are drawn, from zero up to the top of the chart."""
        return scale_up_to(max([*(bar.value for bar in self.bars), *self.line], default=0))

    def drawn(self, wide: int, tall: int, *, mirrored: bool) -> ChartLayout:
        """Return where everything stands in a drawing of that size."""
        scale = self.scale
        high, step = tall - ABOVE - BELOW, (wide - BESIDE) / (len(self.bars) or 1)
        thick = min(step * SHARE, THICKEST)

        def along(offset: float) -> float:
            return round(wide - offset if mirrored else offset, 1)

        def up(value: int) -> float:
            return round(ABOVE + high - high * value / scale[-1], 1)

        middles = [along(BESIDE + step * (number + 0.5)) for number in range(len(self.bars))]
        return ChartLayout(
            wide=wide,
            tall=tall,
            begin=along(BESIDE),
            end=along(wide),
            figures=along(BESIDE - 8),
            lines=[(value, up(value)) for value in scale],
            places=[
                PlacedBar(
                    bar=bar,
                    middle=middle,
                    left=round(middle - thick / 2, 1),
                    top=up(bar.value),
                    width=round(thick, 1),
                    height=round(high * bar.value / scale[-1], 1),
                )
                for bar, middle in zip(self.bars, middles, strict=True)
            ],
            points=[(middle, up(value)) for value, middle in zip(self.line, middles, strict=False)],
        )


def scale_up_to(largest: int) -> list[int]:
    """Return the lines of a scale that reaches `largest`: steps of 1, 2 or 5 and their tenfolds."""
    step, place, power = 1, 0, 1
    while step * MOST_LINES < largest:
        place += 1
        power *= 10 if place % len(STEPS) == 0 else 1
        step = STEPS[place % len(STEPS)] * power
    lines = -(-largest // step) or 1
    return [step * number for number in range(lines + 1)]
