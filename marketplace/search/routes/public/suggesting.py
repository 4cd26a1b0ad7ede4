"""Type-ahead below the search box: goods, categories, sellers and HS headings."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from limits import RateLimitItemPerMinute

from marketplace.core import limits
from marketplace.core.permissions import anyone, guard
from marketplace.core.web import language
from marketplace.core.web.browser_cache import fresh
from marketplace.search.queries.suggesting import SHORTEST, suggestions
from marketplace.search.routes import bp

#: Of one network; somebody who types without a pause asks five times a second at most.
PER_MINUTE = RateLimitItemPerMinute(150)
LONGEST = 80


@bp.get("/search/suggest")
@guard(anyone)
def suggest() -> ResponseReturnValue:
    """Return a fragment with options of a list box; an empty one for fewer than two letters."""
    typed = " ".join(request.args.get("q", "").replace("\x00", "").split())[:LONGEST]
    if len(typed) < SHORTEST:
        return Response("")
    limits.count(PER_MINUTE, "search.suggest", limits.network_of(request.remote_addr))
    found = suggestions(typed, language.current().tag)
    return fresh(Response(render_template("search/_suggestions.html", found=found, typed=typed)))
