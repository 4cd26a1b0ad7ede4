"""What a room may see of another: its acts and reads, never how its pages or reactions work."""

from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
# Words of programming, the list of rooms and what starts the house are no rooms.
NO_ROOMS = {"core", "start"}
OPEN = {
    "countries",
    "enums",
    "errors",
    "events",
    "models",
    "operations",
    "protocols",
    "queries",
    "rules",
    "settings",
}


def rooms():
    folder = ROOT / "marketplace"
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    return packages - NO_ROOMS


@pytest.fixture(scope="module")
def imports():
    """Every import of the house, as (importer, imported)."""
    graph = grimp.build_graph("marketplace", cache_dir=None)
    return [
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    ]


def room_and_kind(module):
    """Return the room of a module and the kind of its file, such as ("accounts", "models")."""
    words = module.split(".")[1:]
    room = words[0] if words and words[0] in rooms() else None
    return room, words[1] if room and len(words) > 1 else ""


def test_rooms_see_only_what_others_open(imports):
    seen = set()
    for importer, imported in imports:
        importing_room, _ = room_and_kind(importer)
        room, kind = room_and_kind(imported)
        if importing_room and room and importing_room != room and kind not in OPEN:
            seen.add(f"{importer} imports {imported}")
    assert seen == set()
