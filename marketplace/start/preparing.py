"""What a start does before anybody is served; nothing of it is done twice."""

import os
from pathlib import Path

import click
from flask import Flask

from marketplace.catalog.operations.categories import fill_tree
from marketplace.config import Settings
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import unit_of_work
from marketplace.core.db.migrations import bring_to_newest
from marketplace.reference.operations.fill import fill_reference
from marketplace.reference.operations.home import settle_home

ROOT = Path(__file__).resolve().parents[2]


def prepare(app: Flask) -> None:
    """Bring catalogues, database, reference data and demo to where this version wants them.

    Raises ClickException when the demo cannot be made here.
    """
    settings: Settings = app.config["SETTINGS"]
    compile_catalogues(ROOT / "translations")
    with app.app_context():
        bring_to_newest(app)
        unit_of_work(settle_home, settings)
        fill_reference(actor=AT_THE_SERVER)
        fill_tree(actor=AT_THE_SERVER)
        if settings.is_demo:
            _load_demo(settings)


def _load_demo(settings: Settings) -> None:
    from marketplace.demo.loaded import is_loaded, mark_loaded

    if is_loaded(settings):
        return
    from marketplace.demo.load import NoDemo, load_demo

    try:
        load_demo(companies=settings.demo_companies)
    except NoDemo as refusal:
        raise click.ClickException(str(refusal)) from None
    mark_loaded(settings)


def compile_catalogues(folder: Path) -> list[Path]:
    """Compile each catalogue that is newer than its compiled form; return what was written."""
    written = []
    for catalogue in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled = catalogue.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= catalogue.stat().st_mtime_ns:
            continue
        _compile(catalogue, compiled)
        written.append(compiled)
    return written


def _compile(catalogue: Path, compiled: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with catalogue.open("rb") as source:
        messages = read_po(source, locale=catalogue.parent.parent.name)
    partial = compiled.with_suffix(f".{os.getpid()}.part")  # another house may start beside ours
    with partial.open("wb") as target:
        write_mo(target, messages)
    partial.replace(compiled)
