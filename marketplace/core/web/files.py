"""`/files/<id>`: private documents; who may open one is checked each time.

Rooms register here how their files are found and who may open them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue

from marketplace.core.errors import NotFound
from marketplace.core.permissions import HIDDEN, SIGN_IN, Rule, Verdict, guard
from marketplace.core.storage import storage

bp = Blueprint("files", __name__)

#: What a browser shows by itself; anything else it offers to save. Under a sandbox some browsers
#: show no PDF, so that is saved as well.
SHOWN = frozenset({"image/webp"})
SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"


@dataclass(frozen=True)
class KeptFile:
    """A file of a room: where its bytes are, their type and name, and who may open it."""

    key: str
    media_type: str
    name: str
    rule: Rule
    subject: object


@dataclass(frozen=True)
class FileRequest:
    """The file that somebody asks for; None when there is no such file."""

    file: KeptFile | None


Find = Callable[[str], KeptFile | None]

_finders: dict[str, Find] = {}


def files_kept_by(prefix: str, find: Find) -> None:
    """Register how to find the files whose public ids have this prefix of three letters."""
    _finders[prefix] = find


def _find(code: str) -> FileRequest:
    find = _finders.get(code.partition("-")[0])
    return FileRequest(find(code) if find else None)


def _may_open(reader: object | None, asked: FileRequest) -> Verdict:
    """Ask the file's own rule.

    Anonymous readers are sent to sign in whether or not the file exists, unless it is for
    anybody.
    """
    file = asked.file
    if reader is None and (file is None or not file.rule.for_anyone):
        return SIGN_IN
    return HIDDEN if file is None else file.rule.check(reader, file.subject)


may_open_file = Rule("may_open_file", _may_open, for_anyone=True)


@bp.get("/files/<code>")
@guard(may_open_file, subject=_find)
def file(asked: FileRequest) -> ResponseReturnValue:
    """Send the stored bytes, with headers that let the browser neither guess nor run anything."""
    kept = asked.file
    content = storage().get(kept.key) if kept else None
    if kept is None or content is None:
        raise NotFound
    response = send_file(
        BytesIO(content),
        mimetype=kept.media_type,
        as_attachment=kept.media_type not in SHOWN,
        download_name=kept.name,
        etag=False,
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "private, no-store"
    return response
