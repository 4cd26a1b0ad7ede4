"""The seller's side of goods: the list, the editor, the preview."""

from flask import Flask

from marketplace.catalog.routes.seller import (
    acts,
    certificates,
    editor,
    goods_files,
    overview,
    pictures,
    preview,
    saving,
    sheet,
    sheet_files,
    sheets,
    slot_fillings,
)

__all__ = [
    "acts",
    "certificates",
    "editor",
    "goods_files",
    "install",
    "overview",
    "pictures",
    "preview",
    "saving",
    "sheet",
    "sheet_files",
    "sheets",
]


def install(app: Flask) -> None:
    """Offer the words of the editor to templates, and the ways to goods to a seller's pages."""
    from marketplace.catalog.routes.seller import words

    words.install(app)
    slot_fillings.fill_slots()
