"""Templates: each compiles, each page has a title and a language, nothing is written inline."""

import re
from pathlib import Path

import pytest
from jinja2 import nodes

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates"
NAMES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.*"))
#: Parts of pages begin with an underscore; the style guide shows one sheet several times.
PAGES = [
    name
    for name in NAMES
    if name.endswith(".html")
    and not name.startswith(("layout/", "components/", "mail/", "styleguide/sheet"))
    and not Path(name).name.startswith("_")
]
#: Mail programs know no sheets: what is inline there is meant.
STRICT = [
    name
    for name in NAMES
    if not name.startswith("mail/")
    and not Path(name).name.startswith("mail_")
    and not name.startswith("layout/mail")
]
INLINE = {
    "script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "style": re.compile(r"<style\b|\sstyle\s*=\s*[\"']", re.IGNORECASE),
    "handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
}
#: Data for machines, which no browser runs; `core.web.data_blocks` lets nothing end it.
DATA_BLOCK = re.compile(r'<script type="application/ld\+json">\{\{ data_block\(\w+\) \}\}</script>')
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def source(name):
    return COMMENT.sub("", (FOLDER / name).read_text(encoding="utf-8"))


def parent_of(tree):
    """Return the name of the template that this one extends, of the first where it chooses."""
    extends = tree.find(nodes.Extends)
    if extends is None:
        return None
    named = extends.template
    return named.expr1.value if isinstance(named, nodes.CondExpr) else named.value


def blocks_of(app, name):
    """Return the blocks that a page and its ancestors fill, and the layout that they stand in."""
    filled = set()
    while name is not None and not name.startswith("layout/"):
        tree = app.jinja_env.parse(source(name))
        filled |= {block.name for block in tree.find_all(nodes.Block)}
        name = parent_of(tree)
    return filled, name


def test_every_template_compiles(app):
    for name in NAMES:
        app.jinja_env.get_template(name)


def test_every_page_stands_in_a_layout_and_has_a_title(app):
    homeless, untitled = set(), set()
    for name in PAGES:
        filled, layout = blocks_of(app, name)
        if layout is None:
            homeless.add(name)
        if "title" not in filled:
            untitled.add(name)
    assert (homeless, untitled) == (set(), set())


def test_every_layout_says_its_language_and_direction():
    documents = [name for name in NAMES if "<html" in source(name)]
    assert documents
    for name in documents:
        (tag,) = re.findall(r"<html[^>]*>", source(name))
        assert 'lang="{{' in tag
        assert 'dir="{{' in tag


@pytest.mark.parametrize("kind", INLINE)
def test_no_template_has_inline_script_or_style(kind):
    found = {name: INLINE[kind].findall(DATA_BLOCK.sub("", source(name))) for name in STRICT}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_a_component_is_one_macro_of_its_files_name(app):
    for name in NAMES:
        if name.startswith("components/"):
            tree = app.jinja_env.parse(source(name))
            macros = [macro.name for macro in tree.find_all(nodes.Macro)]
            assert macros == [Path(name).stem]


def test_every_template_that_a_view_names_is_there():
    named = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in (ROOT / "marketplace").rglob("*.py")
        for name in re.findall(r"render_template\(\s*\"([^\"]+)\"", path.read_text())
    }
    assert named
    assert {(path, name) for path, name in named if name not in NAMES} == set()
