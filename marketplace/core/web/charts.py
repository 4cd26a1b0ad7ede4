"""Charts as pages draw them: bars, with a line over them or without, and the scale beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

#: How many lines a scale has at most above zero.
MOST_LINES = 4
STEPS = (1, 2, 5)


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
class Chart:
    """Bars in their order; `line` are values of something else at the same places, or nothing."""

    bars: Sequence[Bar]
    line: Sequence[int] = ()

    @property
    def scale(self) -> list[int]:
        """The values at which lines are drawn, from zero up to the top of the chart."""
        return scale_up_to(max([*(bar.value for bar in self.bars), *self.line], default=0))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see in it."""
        return not any(bar.value for bar in self.bars) and not any(self.line)


def scale_up_to(largest: int) -> list[int]:
    """Return the lines of a scale that reaches `largest`: steps of 1, 2 or 5 and their tenfolds."""
    step, place, power = 1, 0, 1
    while step * MOST_LINES < largest:
        place += 1
        power *= 10 if place % len(STEPS) == 0 else 1
        step = STEPS[place % len(STEPS)] * power
    lines = -(-largest // step) or 1
    return [step * number for number in range(lines + 1)]
