"""`/t/<token>`: links in mails. Opening one writes nothing; the page behind it has one button."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from marketplace.core.errors import NotFound
from marketplace.core.links import page_of, read_link
from marketplace.core.permissions import anyone, guard

bp = Blueprint("mail_links", __name__)


@bp.get("/t/<token>")
@guard(anyone)
def follow(token: str) -> ResponseReturnValue:
    """Lead to the page of the link's purpose, in the reader's language; 404 for a strange token."""
    link = read_link(token)
    endpoint = page_of(link) if link else None
    if endpoint is None:
        raise NotFound
    return redirect(url_for(endpoint, token=token))
