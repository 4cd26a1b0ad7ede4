"""Where a line must not break."""

import pytest
from markupsafe import Markup

from marketplace.core.web.line_breaks import dotted, unbroken


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Panel, 1200 × 300 mm, 40 W", "Panel, 1200_×_300_mm, 40_W"),
        ("Light for 4 rooms and 12,5 °C", "Light for 4 rooms and 12,5_°C"),
        ("لوحة 40 واط", "لوحة 40_واط"),
        ("Valve, DN15 to DN50", "Valve, DN15 to DN50"),
        ("Solbit(대한민국)에서", "Solbit(대한민국)|에서"),
        (Markup('<b class="a 1 b">40 W</b>에'), Markup('<b class="a 1 b">40_W</b>에')),
    ],
)
def test_figures_keep_their_units_and_words_their_particles(text, shown):
    found = unbroken(text)
    assert found == shown.replace("_", "\u00a0").replace("|", "\u2060")
    assert isinstance(found, Markup) == isinstance(text, Markup)


@pytest.mark.usefixtures("context")
def test_a_dot_belongs_to_the_fact_behind_it():
    last = '<span><span class="dot"> · </span>5\u00a0g</span></span>'
    assert dotted("<Tea> · 5 g") == '<span class="dots"><span>&lt;Tea&gt;</span>' + last
    assert dotted(["", Markup("<b>Tea</b>"), "5 g"]) == (
        '<span class="dots"><span><b>Tea</b></span>' + last
    )
    assert dotted(Markup("<b>a · b</b>")) == "<b>a · b</b>"
    assert dotted(Markup("&lt;Tea&gt; · 5 g")) == dotted("<Tea> · 5 g")
    assert (dotted("Tea"), dotted([])) == ("Tea", "")
