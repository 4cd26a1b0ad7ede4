"""Goods that a browser looked at before: public ids in a cookie, at most twelve, the newest first.

The house stores nothing of it.
"""

from flask import Response, request

from marketplace.core.ids import read_public_id

COOKIE = "seen"
MOST = 12
SECONDS = 90 * 86400


def seen_before() -> list[str]:
    """Return the public ids that the cookie has, leaving out whatever is none."""
    written = request.cookies.get(COOKIE, "").split(".")[:MOST]
    codes = (read_public_id(one, "LST") for one in written)
    return list(dict.fromkeys(code for code in codes if code))


def remember(response: Response, code: str) -> Response:
    """Let the browser remember that it looked at a listing."""
    codes = [code, *(one for one in seen_before() if one != code)][:MOST]
    response.set_cookie(
        COOKIE,
        ".".join(codes),
        max_age=SECONDS,
        samesite="Lax",
        secure=request.is_secure,
        httponly=True,
    )
    return response
