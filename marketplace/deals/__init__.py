"""Deals: what a buyer asks, what waits for a look, and the room in which both sides talk."""

from flask import Flask

from marketplace.deals.routes import bp, homes, inquiry, lists, operator, room

PAGES = (bp,)

__all__ = ["PAGES", "homes", "inquiry", "install", "lists", "operator"]


def install(app: Flask) -> None:
    """Register listeners, timers, and what stands on the pages of other rooms."""
    from marketplace.core.web.files import files_kept_by
    from marketplace.deals import listeners, transitions
    from marketplace.deals.enums import not_valid_sentence
    from marketplace.deals.queries.addresses import deal_path
    from marketplace.deals.queries.files import FILE_PREFIX

    _ = listeners, transitions
    app.add_template_global(deal_path)
    app.add_template_global(not_valid_sentence)
    files_kept_by(FILE_PREFIX, room.files.find_file)
    homes.fill_homes()
    operator.slot_fillings.fill_desk()
    inquiry.slot_fillings.install(app)
