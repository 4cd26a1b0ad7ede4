import pytest

from marketplace.demo.logos import MOTIFS, draw_logo


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_logo_is_drawn_the_same_each_time(motif):
    assert draw_logo(motif, "#2f7d73") == draw_logo(motif, "#2f7d73")


def test_no_two_motifs_look_alike():
    assert len({draw_logo(motif, "#2f7d73").tobytes() for motif in MOTIFS}) == len(MOTIFS)
