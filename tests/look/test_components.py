"""Every component stands in a file of its own name, compiles, and is shown by the style guide."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
SHEETS = ROOT / "static" / "css"
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))
#: Pieces of the frame around every page, of mails, of one room, or inside another component.
NOT_ON_THE_SHEET = {
    "account_menu",
    "ages",
    "bar_chart",
    "bell",
    "card",
    "check_badge",
    "checkbox",
    "choice",
    "due",
    "error_summary",
    "field",
    "file_drop",
    "hs_chain",
    "icon",
    "language_switch",
    "mail_button",
    "mail_line",
    "mail_quote",
    "mail_reasons",
    "mail_link",
    "nav_entry",
    "page_head",
    "recovery_codes",
    "swatch",
    "tick_list",
    "todo_list",
}


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_is_a_macro_of_its_own_name(name):
    text = (TEMPLATES / "components" / f"{name}.html").read_text(encoding="utf-8")
    assert re.findall(r"{%-? macro (\w+)\(", text) == [name]


def test_the_style_guide_shows_every_component():
    sheets = "".join(
        path.read_text(encoding="utf-8") for path in (TEMPLATES / "styleguide").glob("*.html")
    )
    imported = set(re.findall(r'"components/(\w+)\.html"', sheets))
    assert set(COMPONENTS) - imported == NOT_ON_THE_SHEET


def test_the_style_guide_shows_both_sets(client):
    page = client.get("/en/styleguide").text
    assert page.count("data-theme=") == 2
    assert "#fbfaf7" in page
    assert "#10181d" in page


def test_ids_on_the_style_guide_are_unique(client):
    ids = re.findall(r'\sid="([^"]+)"', client.get("/en/styleguide").text)
    assert sorted(ids) == sorted(set(ids))


def test_every_transition_takes_at_most_150_milliseconds():
    sheets = {path.name: path.read_text(encoding="utf-8") for path in SHEETS.glob("*.css")}
    [quick] = re.findall(r"--quick: (\d+)ms;", sheets["tokens.css"])
    assert int(quick) <= 150
    for name, text in sheets.items():
        for moved in re.findall(r"transition:([^;]+);", text):
            assert moved.count("var(--quick)") == moved.count(",") + 1, name
