"""Pictures that the house draws itself: no stranger's bytes, so no child process.

Imported by name, since it brings Pillow, which no server needs: only the demo's loader draws.
"""

from dataclasses import dataclass

from PIL import Image

from marketplace.core.images.child import encode
from marketplace.core.images.convert import SIZES, Picture, media_name
from marketplace.core.storage import content_hash, storage

#: The effort of the encoder: drawings have even areas, so more makes them hardly smaller.
EFFORT = 1


@dataclass(frozen=True)
class Encoded:
    """A picture with its sizes as WebP, not stored yet; any process may make it."""

    picture: Picture
    sizes: dict[str, bytes]


def encode_own(drawn: Image.Image) -> Encoded:
    """Return the three sizes of a picture of our own making. Never call it with people's files."""
    sizes = {size: encode(drawn, side, effort=EFFORT) for size, side in SIZES.items()}
    key = content_hash(sizes["large"])
    return Encoded(Picture(key, drawn.width, drawn.height), sizes)


def keep_own(encoded: Encoded) -> Picture:
    """Store the three sizes and return what a row keeps of the picture."""
    for size, content in encoded.sizes.items():
        storage().put(media_name(encoded.picture.key, size), content)
    return encoded.picture
