"""The child process that parses a stranger's picture: bytes in, JSON out, with own limits."""

import json
import resource
import sys
import warnings
from base64 import b64encode
from io import BytesIO

import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError

MEGAPIXELS = 60
MEMORY_BYTES = 2 * 1024**3
CPU_SECONDS = 25
QUALITY = 82
EFFORT = 4
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF", "TIFF", "BMP")


def main() -> None:
    """Read a picture from standard input; write its sizes, or the problem, to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    Image.MAX_IMAGE_PIXELS = MEGAPIXELS * 1_000_000
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    pi_heif.register_heif_opener()
    json.dump(answer(sys.stdin.buffer.read(), json.loads(sys.argv[1])), sys.stdout)


def answer(content: bytes, sizes: dict[str, int]) -> dict[str, object]:
    """Return width, height and the encoded `sizes` (longest side in pixels), or the problem."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as opened:
            upright = ImageOps.exif_transpose(opened)
            picture = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError):
        return {"problem": "large"}
    except UnidentifiedImageError:
        return {"problem": "unreadable"}
    except (OSError, ValueError, SyntaxError, EOFError):
        return {"problem": "damaged"}
    encoded = {name: _encoded(picture, side) for name, side in sizes.items()}
    return {"width": picture.width, "height": picture.height, "sizes": encoded}


def _encoded(picture: Image.Image, side: int) -> str:
    return b64encode(encode(picture, side)).decode()


def encode(picture: Image.Image, side: int, *, effort: int = EFFORT) -> bytes:
    """Return a picture as WebP whose longest side is `side` pixels at most.

    `effort` (0 to 6) is what libwebp calls its method: more of it is slower and a little smaller.
    """
    smaller = picture.copy()
    smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
    target = BytesIO()
    smaller.save(target, "WEBP", quality=QUALITY, method=effort)
    return target.getvalue()


if __name__ == "__main__":
    main()
