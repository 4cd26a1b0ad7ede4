"""What is particular to a home country stands in its folder and nowhere else."""

import ast
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.languages import get_official_languages

from marketplace.config import DEFAULT_HOME
from marketplace.core.languages import LANGUAGES
from marketplace.reference.countries import home_pack

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "marketplace"
PACKS = CODE / "reference" / "countries"
COUNTRIES = sorted(path.parent.name.upper() for path in PACKS.glob("*/__init__.py"))
#: Which country a house has unless it is told otherwise.
NAMING_THE_DEFAULT = {"marketplace/config.py"}
#: The demo's made-up people come from all over the world.
OF_THE_WORLD = {"marketplace/demo"}


@cache
def strings_of(path):
    """Return the strings of a module, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, kinds) and ast.get_docstring(node, clean=False) is not None
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


def names_of(code):
    """Return what a country is called: in English, at home, by its zone, and its mark."""
    pack = home_pack(code)
    at_home = Locale.parse(LANGUAGES[pack.LANGUAGE].locale)
    names = {Locale("en").territories[code].split()[-1], at_home.territories[code]}
    return names | {pack.TIME_ZONE} | ({pack.LOCAL_MARK} if pack.LOCAL_MARK else set())


def naming(code):
    """Return the modules outside the country's folder that name it, its currency or its zone."""
    pack, own = home_pack(code), PACKS / code.lower()
    names = names_of(code)
    found = set()
    for path in CODE.rglob("*.py"):
        name = str(path.relative_to(ROOT))
        if own in path.parents or any(name.startswith(place) for place in OF_THE_WORLD):
            continue
        for text in strings_of(path):
            if text in {code, pack.CURRENCY} or any(word in text for word in names):
                found.add(name)
    return found


@pytest.mark.parametrize("code", COUNTRIES)
def test_no_code_outside_its_folder_names_a_home_country(code):
    expected = NAMING_THE_DEFAULT if code == DEFAULT_HOME else set()
    assert naming(code) == expected


@pytest.mark.parametrize("code", COUNTRIES)
def test_no_template_and_no_script_names_a_home_country(code):
    words = names_of(code)
    places = [
        *(ROOT / "templates").rglob("*.*"),
        *(ROOT / "static" / "js").glob("*.js"),
    ]
    assert {
        str(path.relative_to(ROOT))
        for path in places
        if "styleguide" not in path.parts
        and any(word in path.read_text(encoding="utf-8") for word in words)
    } == set()


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_house_speaks_the_language_of_its_pack_by_default(code):
    assert get_official_languages(code)[0] == home_pack(code).LANGUAGE
