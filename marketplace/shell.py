"""What every template can use: the language, the house, the reader."""

from flask import Flask, current_app, g

from marketplace.accounts.queries import present_reader
from marketplace.companies.queries import memberships_of
from marketplace.core.languages import LANGUAGES
from marketplace.core.web import language
from marketplace.core.web.addresses import absolute
from marketplace.core.web.data_blocks import data_block
from marketplace.reference.queries import House, house_of


def install(app: Flask) -> None:
    """Give the templates their context. The reader is looked up once a request, when asked for."""
    app.add_template_global(lambda: _house().colours, "house_colours")
    app.add_template_global(absolute)
    app.add_template_global(data_block)

    @app.context_processor
    def shell() -> dict[str, object]:
        return {
            "lang": language.current(),
            "languages": [LANGUAGES[tag] for tag in language.offered()],
            "house": _house(),
            "reader": present_reader(),
            "my_companies": _my_companies,
            "here": language.here_in,
            "request_id": g.get("request_id", ""),
        }


def _house() -> House:
    """Return the house as its settings describe it now."""
    return house_of(current_app.config["SETTINGS"])


def _my_companies() -> list[object]:
    """Return the reader's memberships, looked up once a request."""
    reader = present_reader()
    if reader is None:
        return []
    if "memberships" not in g:
        g.memberships = memberships_of(reader.person)
    found: list[object] = g.memberships
    return found
