"""Pictures of people, as they come out of the child process."""

from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from marketplace.core.errors import Refused
from marketplace.core.images import SIZES, convert, media_name
from marketplace.core.storage import storage

#: A HEIC file of 16 by 16 red pixels: what reads them here does not write them.
TAKEN_BY_TELEPHONE = """
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAXxtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAA
AAAAACJpbG9jAAAAAERAAAEAAQAAAAABoAABAAAAAAAAACsAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAA
AA5waXRtAAAAAAABAAAA/GlwcnAAAADcaXBjbwAAAHVodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNw
AAADAJAAAAMAAAMAHroCQGEAAQApQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqrprm4CGgwIAAAAyAAAADAIRiAAEABkQBwXPB
iQAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAQAAAAChjbGFwAAAAEAAAAAEAAAAQAAAAAf///9AAAAAC
////0AAAAAIAAAAQcGl4aQAAAAADCAgIAAAAGGlwbWEAAAAAAAAAAQABBYECAwWEAAAAM21kYXQAAAAnKAGvBRITlSD6ulI7
n+YQezwGkeja0qDkxhgndEabsmdLbocFTtVA
"""


#: A teal plane of our own with a note in its EXIF: what we read HEIC with cannot write it.
HEIC = Path(__file__).with_name("phone.heic")


def drawn(form, size=(800, 400), mode="RGB", **options):
    target = BytesIO()
    Image.new(mode, size, "teal").save(target, form, **options)
    return target.getvalue()


def kept(picture, size):
    return Image.open(BytesIO(storage().get(media_name(picture.key, size))))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP"])
def test_common_formats_come_out_as_webp_in_three_sizes(context, form):
    picture = convert(drawn(form))

    shown = {size: (kept(picture, size).format, max(kept(picture, size).size)) for size in SIZES}
    assert shown == {"small": ("WEBP", 160), "medium": ("WEBP", 640), "large": ("WEBP", 800)}


def test_what_a_telephone_takes_is_read(context):
    picture = convert(b64decode(TAKEN_BY_TELEPHONE))
    assert (picture.width, picture.height) == (16, 16)
    assert kept(picture, "large").convert("RGB").getpixel((8, 8))[0] > 150


def test_a_phones_picture_comes_out_like_any_other(context):
    picture = convert(HEIC.read_bytes())

    assert (picture.width, picture.height) == (800, 400)
    assert kept(picture, "large").format == "WEBP"
    assert b"factory gate" in HEIC.read_bytes()
    assert b"factory gate" not in storage().get(media_name(picture.key, "large"))


def test_a_picture_is_turned_upright_and_loses_its_metadata(context):
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turned by 90 degrees
    exif[0x010E] = "taken at the factory gate"

    picture = convert(drawn("JPEG", exif=exif))

    assert (picture.width, picture.height) == (400, 800)
    assert not kept(picture, "large").getexif()


def test_see_through_parts_stay_so(context):
    see_through = BytesIO()
    Image.new("RGBA", (300, 300), (0, 128, 128, 40)).save(see_through, "PNG")

    assert kept(convert(see_through.getvalue()), "small").mode == "RGBA"


@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
)
def test_what_is_no_picture_is_refused(context, content):
    with pytest.raises(Refused, match="could not read"):
        convert(content)


def test_a_picture_cut_in_the_middle_is_refused(context):
    with pytest.raises(Refused, match="is damaged"):
        convert(drawn("JPEG")[:-300])


def test_a_bomb_of_pixels_is_refused(context):
    with pytest.raises(Refused, match="too many pixels"):
        convert(drawn("PNG", size=(12000, 12000), mode="1"))


def test_a_picture_that_is_too_small_is_refused_with_its_size(context):
    with pytest.raises(Refused, match="800 × 400"):
        convert(drawn("PNG"), least_side=500)


def test_the_same_picture_is_kept_once(context):
    assert convert(drawn("PNG")) == convert(drawn("PNG"))
