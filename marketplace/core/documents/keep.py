"""Stores uploaded documents after looking through them; never inside a transaction."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.core.child_process import run_child
from marketplace.core.db import require_no_unit
from marketplace.core.errors import Refused
from marketplace.core.images import reencode
from marketplace.core.storage import content_hash, storage
from marketplace.core.text import one_line

LARGEST_DOCUMENT = 10 * 1024 * 1024
MOST_PAGES = 30
NAME_LENGTH = 200
#: Enough to read small print on a photographed sheet of A4: 260 dots to the inch.
LONGEST_SIDE = 3000
TIMEOUT_SECONDS = 30

PDF = "application/pdf"
PICTURE = "image/webp"

_CHILD = Path(__file__).with_name("child.py")
#: Readers look for this within the first kilobyte (ISO 32000-1, annex H.3).
_PDF_HEAD = 1024
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
_PATHS = re.compile(r"[/\\\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class KeptDocument:
    """A document as it is kept: `key` is the SHA-256 of the stored bytes, `size` their number."""

    key: str
    media_type: str
    name: str
    size: int


def keep_document(content: bytes, name: str) -> KeptDocument:
    """Store a document and return what a row keeps of it; `name` is what its file was called.

    Its content decides what it is: a PDF is kept as it came once a child process found at most
    30 pages, no password, no script and no file inside; JPEG, PNG, HEIC and WebP are re-encoded
    as WebP without their metadata. Raises Refused with a sentence for anything else or more
    than 10 MB.
    """
    require_no_unit()
    if len(content) > LARGEST_DOCUMENT:
        raise Refused(_("This file is larger than 10 MB. Save it smaller and choose it again."))
    if is_pdf(content):
        _look_through(content)
        kept, media_type = content, PDF
    elif is_picture(content):
        kept, media_type = reencode(content, LONGEST_SIDE), PICTURE
    else:
        raise Refused(_("This is neither a PDF nor a picture (JPEG, PNG, HEIC, WebP)."))
    key = content_hash(kept)
    storage().put(key, kept)
    return KeptDocument(key, media_type, _plain_name(name, media_type), len(kept))


def is_pdf(content: bytes) -> bool:
    """Whether the bytes begin as a PDF does."""
    return b"%PDF-" in content[:_PDF_HEAD]


def is_picture(content: bytes) -> bool:
    """Whether the bytes begin as a picture does in one of the formats that we take."""
    is_webp = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    is_heic = content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or is_webp or is_heic


def _look_through(content: bytes) -> None:
    done = run_child(str(_CHILD), str(MOST_PAGES), content=content, seconds=TIMEOUT_SECONDS)
    if done is None or done.returncode != 0:
        raise Refused(_sentence("unreadable"))
    problem = json.loads(done.stdout)["problem"]
    if problem:
        raise Refused(_sentence(problem))


def _sentence(problem: str) -> str:
    sentences = {
        "protected": _("This PDF asks for a password. Save it without one and choose it again."),
        "active": _(
            "This PDF has a script or another file inside. Print it into a new PDF, or send a "
            "picture of it."
        ),
        "too_long": ngettext(
            "This PDF is too long: at most %(num)d page.",
            "This PDF is too long: at most %(num)d pages.",
            MOST_PAGES,
        ),
    }
    unreadable = _("We could not read this PDF. Print it into a new one, or send a picture of it.")
    return str(sentences.get(problem, unreadable))


def _plain_name(name: str, media_type: str) -> str:
    """Return the file's own name without folders, with the ending of what is kept."""
    bare = one_line(_PATHS.split(name)[-1])
    stem = bare.rpartition(".")[0] or bare or "document"
    ending = ".pdf" if media_type == PDF else ".webp"
    return stem[: NAME_LENGTH - len(ending)] + ending
