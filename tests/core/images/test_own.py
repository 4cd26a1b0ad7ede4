from io import BytesIO

import pytest
from PIL import Image

from marketplace.core.images import SIZES, media_name
from marketplace.core.images.own import encode_own, keep_own
from marketplace.core.storage import storage

pytestmark = pytest.mark.usefixtures("context")


def test_a_picture_of_our_own_is_stored_in_every_size():
    kept = keep_own(encode_own(Image.new("RGB", (400, 300), "teal")))
    assert (kept.width, kept.height) == (400, 300)
    for size, side in SIZES.items():
        with Image.open(BytesIO(storage().get(media_name(kept.key, size)))) as stored:
            assert stored.format == "WEBP"
            assert max(stored.size) == min(side, 400)


def test_the_same_picture_has_the_same_key():
    one, other = (encode_own(Image.new("RGB", (40, 30), "teal")) for _ in range(2))
    assert one.picture.key == other.picture.key
