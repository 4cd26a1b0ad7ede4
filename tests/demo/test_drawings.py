"""Drawings of the demo's goods: every motif shows something, in every palette."""

import functools
import itertools

import pytest
from PIL import ImageChops

from marketplace.demo.drawings import MOTIFS, PALETTES, SCENES, Drawing, draw

PALETTE_OF = dict(zip(sorted(MOTIFS), itertools.cycle(sorted(PALETTES)), strict=False))


@functools.cache
def ground_of(palette):
    """Return a drawing of nothing."""
    with pytest.MonkeyPatch.context() as scenes:
        scenes.setitem(SCENES, "none", ())
        return draw(Drawing(min(MOTIFS), palette, "NARU", "none"))


@pytest.mark.parametrize("motif", sorted(MOTIFS))
def test_a_motif_shows_something_on_its_ground(motif):
    palette = PALETTE_OF[motif]
    drawn = draw(Drawing(motif, palette, "NARU"))
    assert ImageChops.difference(drawn, ground_of(palette)).getbbox() is not None


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_every_scene_can_be_drawn(scene):
    drawn = draw(
        Drawing("bottle" if "bottle" in MOTIFS else min(MOTIFS), min(PALETTES), "N", scene)
    )
    assert drawn.size == (1600, 1200)


def test_a_drawing_says_what_is_to_be_seen_in_two_languages():
    alt = Drawing(min(MOTIFS), min(PALETTES), "NARU").alt
    assert sorted(alt) == ["en", "ko"]
    assert all("NARU" in words for words in alt.values())
