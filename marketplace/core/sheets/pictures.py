"""A zip of pictures beside a sheet: found by their file names, taken out one by one.

Only the list is read, and of a picture no more bytes than a picture may have; what is inside them
is looked at where pictures are converted, in a child process.
"""

import struct
import unicodedata
import zipfile
import zlib
from contextlib import suppress
from types import TracebackType
from typing import BinaryIO, Self

from flask_babel import format_decimal
from flask_babel import gettext as _

from marketplace.core.errors import Refused
from marketplace.core.images.convert import LARGEST_FILE as LARGEST_PICTURE
from marketplace.core.images.faults import PictureFault, PictureRefused
from marketplace.core.sheets.limits import MEGABYTE

MOST_PICTURES = 20_000
#: The most bytes of all pictures of a zip together, unpacked.
LARGEST_TOGETHER = 4096 * MEGABYTE
#: The longest list at a zip's end, in bytes: it is read whole.
LARGEST_LIST = 8 * MEGABYTE

#: The record at the end of a zip's list (APPNOTE.TXT, 4.3.16): its size, and the longest comment.
_END = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 65_535
#: The wider record before it and what points to that (4.3.14, 4.3.15): where they are, they count.
_WIDE_END = struct.Struct("<4sQ2H2L4Q")
_POINTER_SIZE = 20
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_NAMED_IN_UTF8 = 0x800


class PictureZip:
    """A zip of pictures that somebody uploaded; `file` must be one that can be sought in.

    Raises Refused with a sentence for what is no zip, is protected, or holds too much.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._packed = _open(file)
        self._found: dict[str, zipfile.ZipInfo] = {}
        self._twice: set[str] = set()
        together = 0
        for part in self._packed.infolist():
            name = _own_name(part)
            if part.is_dir() or not name:
                continue
            if part.flag_bits & _ENCRYPTED:
                raise Refused(_("This zip file has a password. Pack the pictures without one."))
            together += part.file_size
            key = name_key(name)
            if key in self._found:
                self._twice.add(key)
            self._found[key] = part
        if len(self._found) > MOST_PICTURES or together > LARGEST_TOGETHER:
            raise Refused(_too_large())

    def __enter__(self) -> Self:
        """Keep the zip open for a `with`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close what was read of the zip; the file itself is its owner's."""
        self._packed.close()

    def __len__(self) -> int:
        return len(self._found)

    def names(self) -> list[str]:
        """Return the names by which pictures are found, sorted."""
        return sorted(self._found)

    def read(self, name: str) -> bytes:
        """Return the bytes of the picture called so, in whichever folder of the zip it lies.

        Case does not matter, nor how a system composes its letters. Raises Refused with a sentence
        when there is none, PictureRefused when two are called so, or it is too large or broken.
        """
        key = name_key(name)
        part = self._found.get(key)
        if part is None:
            raise Refused(_("There is no picture “%(name)s” in the zip file.", name=name))
        if key in self._twice:
            raise PictureRefused(PictureFault.TWICE, name=name)
        if part.file_size > LARGEST_PICTURE:
            raise PictureRefused(PictureFault.HEAVY)
        content = self._unpacked(part)
        if content is None:
            raise PictureRefused(PictureFault.PACKED, name=name)
        return content

    def _unpacked(self, part: zipfile.ZipInfo) -> bytes | None:
        if part.compress_type not in _METHODS:
            return None
        try:
            with self._packed.open(part) as stream:
                return stream.read(LARGEST_PICTURE + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
            return None


def name_key(name: str) -> str:
    """Return what file names are compared by: without folders, composed, case folded."""
    own = name.replace("\\", "/").rpartition("/")[2]
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", own).casefold()).strip()


def _own_name(part: zipfile.ZipInfo) -> str:
    """Return a part's own name, "" for what systems add by themselves.

    Windows in Korean writes names in CP949 without saying so; zipfile then reads them as CP437.
    """
    name = part.filename
    if not part.flag_bits & _NAMED_IN_UTF8:
        with suppress(UnicodeError):
            korean = name.encode("cp437").decode("cp949")
            name = korean if any("가" <= sign <= "힣" for sign in korean) else name
    own = name_key(name)
    hidden = own.startswith(".") or name.startswith("__MACOSX/") or own == "thumbs.db"
    return "" if hidden else own


def _open(file: BinaryIO) -> zipfile.ZipFile:
    """Open a zip whose list is not too long to be read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END.size - _LONGEST_COMMENT))
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < _END.size:
        raise Refused(_not_a_zip())
    _mark, _disk, _first, _here, count, list_size, _start, _comment = _END.unpack_from(tail, place)
    wide_count, wide_size = _said_wide(file, size - len(tail) + place)
    if max(list_size, wide_size) > LARGEST_LIST or max(count, wide_count) > 2 * MOST_PICTURES:
        raise Refused(_too_large())
    file.seek(0)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused(_not_a_zip()) from None


def _said_wide(file: BinaryIO, end: int) -> tuple[int, int]:
    """Return the parts and the size of the list as the wider record says them, 0 without one."""
    start = end - _POINTER_SIZE - _WIDE_END.size
    if start < 0:
        return 0, 0
    file.seek(start)
    record = file.read(_WIDE_END.size)
    if record[:4] != b"PK\x06\x06" or file.read(4) != b"PK\x06\x07":
        return 0, 0
    *_rest, count, list_size, _start = _WIDE_END.unpack(record)
    return count, list_size


def _not_a_zip() -> str:
    sentence: str = _(
        "We cannot read this zip file of pictures. Pack them again and choose the new file."
    )
    return sentence


def _too_large() -> str:
    facts = {"count": format_decimal(MOST_PICTURES), "size": LARGEST_TOGETHER // 1024 // MEGABYTE}
    sentence: str = _(
        "This zip file holds too much: it may have %(count)s pictures and %(size)s GB, unpacked. "
        "Divide it.",
        **facts,
    )
    return sentence
