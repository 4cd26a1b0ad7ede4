"""Uploads: only forms that carry files may be larger than a form of words."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, request

#: Bytes left for the other fields and the form's separators, beside the file.
BESIDE_THE_FILE = 256 * 1024

View = TypeVar("View", bound=Callable[..., object])


def takes_file(largest: int) -> Callable[[View], View]:
    """Declare that a view's form may carry a file of up to `largest` bytes."""

    def declare(view: View) -> View:
        view.__largest__ = largest + BESIDE_THE_FILE  # type: ignore[attr-defined]
        return view

    return declare


def install(app: Flask) -> None:
    """Raise the limit before anything reads the form, the check of its token included."""
    app.url_value_preprocessor(_widen)


def _widen(endpoint: str | None, _parts: dict[str, object] | None) -> None:
    view = current_app.view_functions.get(endpoint or "")
    largest: int | None = getattr(view, "__largest__", None)
    if largest is not None:
        request.max_content_length = largest
