"""Whose drafts these are: the reader's, or those behind the cookie of whoever has no account."""

import re
import secrets

from flask import Response, after_this_request, current_app, g, request

from marketplace.companies.models import Company
from marketplace.core.permissions import present_reader
from marketplace.deals.models import Inquiry
from marketplace.deals.operations.drafts import DRAFT_KEPT
from marketplace.deals.queries.inquiries import Holder, drafts_of

COOKIE = "inquiry"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def token_here() -> str | None:
    """Return the token that this browser holds its anonymous drafts by."""
    token = request.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else None


def drafts_here() -> list[Inquiry]:
    """Return the drafts that the reader goes on with, asked once a request.

    Those of a person, and those that this browser began before they signed in; nothing is asked
    for whoever has neither.
    """
    if "inquiry_drafts" not in g:
        reader, token = present_reader(), token_here()
        own = drafts_of(reader.person) if reader else []
        g.inquiry_drafts = own + (drafts_of(token) if token else [])
    found: list[Inquiry] = g.inquiry_drafts
    return found


def draft_here(seller: Company) -> Inquiry | None:
    """Return the draft towards a seller that the reader goes on with."""
    return next((one for one in drafts_here() if one.seller_id == seller.id), None)


def holder_to_write() -> Holder:
    """Return who writes: the person, else this browser's token, a new one if it has none yet.

    The answer to this request renews the cookie, or takes it away from whoever is signed in: what
    it held is theirs from now on.
    """
    reader, token = present_reader(), token_here()
    if reader is not None:
        if token:
            after_this_request(_forget)
        holder: Holder = reader.person
        return holder
    held = token or secrets.token_urlsafe(32)

    @after_this_request
    def _keep(response: Response) -> Response:
        response.set_cookie(
            COOKIE,
            held,
            max_age=int(DRAFT_KEPT.total_seconds()),
            httponly=True,
            samesite="Lax",
            secure=current_app.config["SETTINGS"].is_https,
        )
        return response

    return held


def _forget(response: Response) -> Response:
    response.delete_cookie(COOKIE)
    return response
