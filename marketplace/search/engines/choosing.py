"""The engine that a setting names, and where its indexes stand."""

from collections.abc import Callable
from pathlib import Path

from flask import current_app

from marketplace.config import Settings
from marketplace.search.engines.contract import Engine

FOLDER = "search_index"


def _whoosh(folder: Path) -> Engine:
    from marketplace.search.engines.whoosh import WhooshEngine

    return WhooshEngine(folder)


def _tantivy(folder: Path) -> Engine:
    from marketplace.search.engines.tantivy import TantivyEngine

    return TantivyEngine(folder)


KINDS: dict[str, Callable[[Path], Engine]] = {"whoosh": _whoosh, "tantivy": _tantivy}


def engine_kind() -> str:
    """Return the kind of engine that this house uses."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.search_engine


def folder_of(kind: str) -> Path:
    """Return where the indexes of a kind stand, one folder each."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.data_dir / FOLDER / kind


def engine_at(name: str, kind: str | None = None) -> Engine:
    """Return the engine on the index called `name`; the same object within a process."""
    kind = kind or engine_kind()
    opened: dict[tuple[str, str], Engine] = current_app.extensions.setdefault("search_engines", {})
    if (kind, name) not in opened:
        opened[kind, name] = KINDS[kind](folder_of(kind) / name)
    return opened[kind, name]


def forget_engine(name: str, kind: str) -> None:
    """Let go of an index that is not used any more."""
    current_app.extensions.get("search_engines", {}).pop((kind, name), None)
