"""What readers search with: the page of what was found, type-ahead, the boxes of other pages."""

from marketplace.search.routes.public import searching, suggesting

__all__ = ["install", "searching", "suggesting"]


def install() -> None:
    """Put the search box into the header of public pages and onto the home page."""
    from marketplace.core.slots import Filling, fill

    fill("public_head", Filling(10, "search/_head.html", _always))
    fill("public_search", Filling(10, "search/_header_box.html", _unless_home))
    fill("home.search", Filling(10, "search/_home_box.html", _always))


def _always(**_subject: object) -> dict[str, object]:
    return {}


def _unless_home(**_subject: object) -> dict[str, object] | None:
    from flask import request

    return None if request.endpoint == "pages.home" else {}
