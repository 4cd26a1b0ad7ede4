"""Named places on a lower room's page that higher rooms fill.

The page says `{{ slot("seller_home.todos", company=company) }}`; rooms register what stands there.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, render_template
from markupsafe import Markup

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Filling:
    """What a room puts into a slot: a template and the facts for it; None leaves the slot empty."""

    order: int
    template: str
    facts: Callable[..., Facts | None]


_fillings: dict[str, list[Filling]] = {}


def fill(slot: str, filling: Filling) -> None:
    """Register a filling, kept in order; the same one twice is one."""
    present = _fillings.setdefault(slot, [])
    if filling not in present:
        present.append(filling)
        present.sort(key=lambda each: each.order)


def slot(name: str, /, **subject: object) -> Markup:
    """Render every filling of the slot for `subject`, in order; empty when there is none."""
    parts = []
    for filling in _fillings.get(name, []):
        facts = filling.facts(**subject)
        if facts is not None:
            parts.append(Markup(render_template(filling.template, **facts)))  # noqa: S704 - escaped by it
    return Markup("").join(parts)


def facts_in(name: str, /, **subject: object) -> Iterator[Facts]:
    """Yield the facts of every filling of the slot, in order: for a page that draws them itself."""
    for filling in _fillings.get(name, []):
        facts = filling.facts(**subject)
        if facts is not None:
            yield facts


def install(app: Flask) -> None:
    """Offer `slot()` to templates."""
    app.add_template_global(slot)
