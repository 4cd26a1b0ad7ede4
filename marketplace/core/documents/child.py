"""The child process that reads a stranger's PDF: bytes in, JSON out, with own limits.

Only what a reader of the document can reach is looked at: from the catalogue on, each object once.
"""

import json
import logging
import resource
import sys
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

MEMORY_BYTES = 1024**3
CPU_SECONDS = 20
MOST_OBJECTS = 200_000

#: What makes a PDF do something or carry something (ISO 32000-1, 7.11, 12.5, 12.6, 12.7).
ACTIVE_KEYS = frozenset(
    {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"}
)
ACTIVE_ACTIONS = frozenset(
    {
        "/GoToE",
        "/GoToR",
        "/ImportData",
        "/JavaScript",
        "/Launch",
        "/Movie",
        "/Rendition",
        "/RichMediaExecute",
        "/Sound",
        "/SubmitForm",
    }
)
ACTIVE_NOTES = frozenset({"/3D", "/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound"})


def main() -> None:
    """Read a PDF from standard input; write what is wrong with it, "" for nothing."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    logging.disable(logging.CRITICAL)
    problem = problem_of(sys.stdin.buffer.read(), most_pages=int(sys.argv[1]))
    json.dump({"problem": problem}, sys.stdout)


def problem_of(content: bytes, *, most_pages: int) -> str:
    """Return `protected`, `too_long`, `active` or `unreadable`; "" when there is no problem."""
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            return "protected"
        pages = reader.get_num_pages()
        if pages > most_pages:
            return "too_long"
        return _problem_inside(reader) if pages else "unreadable"
    except DependencyError:
        return "protected"
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, MemoryError):
        return "unreadable"
    except (RecursionError, IndexError, ZeroDivisionError):
        return "unreadable"


def _problem_inside(reader: PdfReader) -> str:
    """Walk through everything that the catalogue leads to."""
    waiting: list[object] = [reader.trailer["/Root"]]
    seen: set[tuple[int, int]] = set()
    met = 0
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            place = (found.idnum, found.generation)
            if place in seen:
                continue
            seen.add(place)
            found = found.get_object()
        met += 1
        if met > MOST_OBJECTS:
            return "unreadable"
        if isinstance(found, ArrayObject):
            waiting.extend(found)
        elif isinstance(found, DictionaryObject):
            if _is_active(found):
                return "active"
            waiting.extend(found.raw_get(key) for key in found)
    return ""


def _is_active(found: DictionaryObject) -> bool:
    if not ACTIVE_KEYS.isdisjoint(found):
        return True
    action, note = found.get("/S"), found.get("/Subtype")
    return action in ACTIVE_ACTIONS or note in ACTIVE_NOTES


if __name__ == "__main__":
    main()
