"""The documents name what there is: files, libraries, settings."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "benchmarks/README.md"]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
CODE = re.compile(r"`([a-z_]+(?:/[\w.-]+)+)`")
SETTING = re.compile(r'env(?:\.get\(|, )"([A-Z_]+)"')


def test_every_link_leads_to_a_file():
    dead = {
        f"{page.name}: {link}"
        for page in PAGES
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    }
    assert dead == set()


def test_every_path_that_is_named_exists():
    rooms = ROOT / "marketplace"
    dead = {
        f"{page.name}: {path}"
        for page in PAGES
        for path in CODE.findall(page.read_text(encoding="utf-8"))
        if not any((at / path).exists() for at in (ROOT, rooms, rooms / "search", page.parent))
    }
    assert dead == set()


def test_every_library_has_its_line_among_the_dependencies():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [re.split(r"[\[>=]", one)[0].replace("-", "").lower() for one in wanted]
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    said = page.replace("-", "").lower()
    assert [name for name in names if name not in said] == []


def test_every_setting_stands_among_the_settings_of_operations():
    code = (ROOT / "marketplace" / "config.py").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    table = page.partition("## Settings")[2].partition("###")[0]
    settings = set(SETTING.findall(code))
    assert "DATABASE_URL" in settings
    assert {name for name in settings if f"`{name}`" not in table} == set()
