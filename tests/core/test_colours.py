"""Colours: their contrast and their mixtures."""

import pytest

from marketplace.core.colours import contrast, is_colour, mixed


def test_black_on_white_has_the_known_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#2f7d73", "#2f7d73") == 1


def test_contrast_does_not_ask_which_is_the_ground():
    assert contrast("#2f7d73", "#fbfaf7") == contrast("#fbfaf7", "#2f7d73")


def test_a_mixture_lies_between_its_two():
    assert mixed("#ff0000", 50, "#0000ff") == "#800080"
    assert mixed("#123456", 100, "#ffffff") == "#123456"
    assert mixed("#123456", 0, "#ffffff") == "#ffffff"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("#2f7d73", True),
        ("#2F7D73", False),
        ("2f7d73", False),
        ("#fff", False),
        ("#2f7d73\n", False),
    ],
)
def test_a_colour_is_written_in_one_way(text, answer):
    assert is_colour(text) is answer
