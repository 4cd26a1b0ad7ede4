"""Re-encodes a stranger's picture in a child process with limits, never inside a transaction."""

import json
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marketplace.core.child_process import run_child
from marketplace.core.db import require_no_unit
from marketplace.core.images.faults import PictureFault, PictureRefused
from marketplace.core.storage import content_hash, storage

LARGEST_FILE = 15 * 1024 * 1024
TIMEOUT_SECONDS = 30

#: The longest side of each size, in pixels.
SIZES = {"small": 160, "medium": 640, "large": 1600}


_CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept: `key` is the SHA-256 of its largest size, sides are in pixels."""

    key: str
    width: int
    height: int


def media_name(key: str, size: str) -> str:
    """Return the name under which a size is stored and served: `<hash>-<size>.webp`."""
    return f"{key}-{size}.webp"


def convert(content: bytes, *, least_side: int = 1, most_stretched: int | None = None) -> Picture:
    """Store the three sizes of a picture and return what a row keeps of it.

    JPEG, PNG, WebP, AVIF, HEIC, GIF (its first frame), TIFF and BMP are read. Turned upright by its
    EXIF, which is then dropped with all other metadata. Raises PictureRefused for anything
    else, for a file over 15 MB, over 60 megapixels, with a side below `least_side` pixels, or with
    one more than `most_stretched` times the other.
    """
    require_no_unit()
    if len(content) > LARGEST_FILE:
        raise PictureRefused(PictureFault.HEAVY)
    answer = _in_child(content, SIZES)
    if "problem" in answer:
        raise PictureRefused(PictureFault(answer["problem"]))
    width, height = answer["width"], answer["height"]
    if min(width, height) < least_side:
        raise PictureRefused(PictureFault.SMALL, width=width, height=height, least=least_side)
    if most_stretched and max(width, height) > most_stretched * min(width, height):
        raise PictureRefused(PictureFault.STRETCHED, times=most_stretched)
    sizes = {size: b64decode(text) for size, text in answer["sizes"].items()}
    key = content_hash(sizes["large"])
    for size, encoded in sizes.items():
        storage().put(media_name(key, size), encoded)
    return Picture(key, width, height)


def reencode(content: bytes, longest_side: int) -> bytes:
    """Return a picture as WebP of at most so many pixels a side, upright, without its metadata.

    Stores nothing. Raises PictureRefused for what cannot be read or has too many pixels.
    """
    require_no_unit()
    answer = _in_child(content, {"one": longest_side})
    if "problem" in answer:
        raise PictureRefused(PictureFault(answer["problem"]))
    return b64decode(answer["sizes"]["one"])


def _in_child(content: bytes, sizes: Mapping[str, int]) -> dict[str, Any]:
    done = run_child(str(_CHILD), json.dumps(sizes), content=content, seconds=TIMEOUT_SECONDS)
    if done is None:
        return {"problem": PictureFault.LARGE}
    if done.returncode != 0:
        return {"problem": PictureFault.UNREADABLE}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
