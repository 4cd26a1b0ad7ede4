"""What readers search with: the page of what was found, type-ahead, the boxes of other pages."""

from marketplace.search.routes.public import saved, searching, suggesting

__all__ = ["install", "saved", "searching", "suggesting"]


def install() -> None:
    """Put the search box onto public pages, the home page and buyers' pages, and further ways."""
    from marketplace.core.slots import Filling, fill

    fill("public_head", Filling(10, "search/_head.html", _always))
    fill("public_search", Filling(10, "search/_header_box.html", _unless_home))
    fill("buyer_head", Filling(10, "search/_head.html", _always))
    fill("buyer_search", Filling(10, "search/_header_box.html", _always))
    fill("home.search", Filling(10, "search/_home_box.html", _always))
    fill("account_nav", Filling(10, "search/_account_nav.html", _always))
    fill("footer_links", Filling(20, "search/_footer_links.html", _always))


def _always(**_subject: object) -> dict[str, object]:
    return {}


def _unless_home(**_subject: object) -> dict[str, object] | None:
    from flask import request

    return None if request.endpoint == "pages.home" else {}
