"""Charts: scales of round steps, and where bars stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from marketplace.core.web.charts import MOST_LINES, Bar, Chart, scale_up_to


@pytest.mark.parametrize(
    ("largest", "scale"),
    [
        (0, [0, 1]),
        (3, [0, 1, 2, 3]),
        (9, [0, 5, 10]),
        (40, [0, 10, 20, 30, 40]),
        (271, [0, 100, 200, 300]),
    ],
)
def test_a_scale_has_round_steps(largest, scale):
    assert scale_up_to(largest) == scale


@given(some.integers(0, 10**9))
def test_a_scale_reaches_the_largest_value_in_few_lines(largest):
    scale = scale_up_to(largest)
    assert scale[0] == 0
    assert scale[-2] < max(largest, 1) <= scale[-1]
    assert len(scale) <= MOST_LINES + 1


def test_bars_stand_on_the_ground_and_are_mirrored_where_lines_run_from_the_right():
    chart = Chart([Bar(10, "May"), Bar(5, "June")], line=[5, 10])
    left, right = (chart.drawn(232, 142, mirrored=mirrored) for mirrored in (False, True))
    assert [(place.middle, place.height) for place in left.places] == [(82, 100), (182, 50)]
    assert [(place.middle, place.height) for place in right.places] == [(150, 100), (50, 50)]
    assert {place.top + place.height for place in left.places} == {118}
    assert left.points == [(82, 68), (182, 18)]
    assert (left.begin, left.end, right.begin, right.end) == (32, 232, 200, 0)


def test_a_chart_of_nothing_can_be_drawn():
    assert Chart([]).drawn(100, 100, mirrored=False).places == []
