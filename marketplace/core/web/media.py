"""`/media/<hash>-<size>.webp`: pictures; whatever uses a picture says who may see it.

A picture is public only while something published uses it. Rooms register here what they use.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from marketplace.core.errors import NotFound
from marketplace.core.images import SIZES, media_name
from marketplace.core.permissions import HIDDEN, YES, Rule, Verdict, guard
from marketplace.core.storage import storage

bp = Blueprint("media", __name__)

YEAR_SECONDS = 365 * 86400
#: How long browsers may keep a private picture, in seconds: permissions may change.
PRIVATE_SECONDS = 300

_NAME = re.compile(r"([0-9a-f]{64})-([a-z]+)\.webp")


class Audience(IntEnum):
    """Who may see a picture; of several users the widest answer holds."""

    NOBODY = 0
    READER = 1
    EVERYONE = 2


@dataclass
class PictureRequest:
    """The picture and size that somebody asks for; the rule sets `audience`."""

    key: str
    size: str
    audience: Audience = Audience.NOBODY


Use = Callable[[str, Any], Audience]

_uses: list[Use] = []


def pictures_used_by(use: Use) -> None:
    """Register what tells who may see a picture: from its key and a reader (None: anonymous)."""
    if use not in _uses:
        _uses.append(use)


def _read(name: str) -> PictureRequest | None:
    found = _NAME.fullmatch(name)
    return PictureRequest(found[1], found[2]) if found and found[2] in SIZES else None


def _may_see(reader: object | None, asked: PictureRequest) -> Verdict:
    asked.audience = max((use(asked.key, reader) for use in _uses), default=Audience.NOBODY)
    return HIDDEN if asked.audience is Audience.NOBODY else YES


may_see_picture = Rule("may_see_picture", _may_see, for_anyone=True)


@bp.get("/media/<name>")
@guard(may_see_picture, subject=_read)
def picture(asked: PictureRequest) -> ResponseReturnValue:
    """Send the stored bytes; 404 for a picture that is unused or hidden from this reader."""
    content = storage().get(media_name(asked.key, asked.size))
    if content is None:
        raise NotFound
    response = Response(content, mimetype="image/webp")
    if asked.audience is Audience.EVERYONE:
        response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    else:
        response.headers["Cache-Control"] = f"private, max-age={PRIVATE_SECONDS}"
    return response
