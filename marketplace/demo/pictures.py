"""The demo's drawings, drawn in processes of their own beside the load where there are many."""

import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from pathlib import Path

from marketplace.core.images import Picture
from marketplace.core.images.own import Encoded, encode_own, keep_own
from marketplace.demo.drawings import Drawing, draw

#: So few are drawn faster than processes start.
FEW = 6
MOST_PROCESSES = 4
ROOT = Path(__file__).resolve().parents[2]

Painter = subprocess.Popen[bytes]


def paint(drawing: Drawing) -> Encoded:
    """Return a drawing with its sizes as WebP."""
    return encode_own(draw(drawing))


@dataclass
class Studio:
    """Where drawings are had, in the order in which they were wanted; each is drawn once.

    Painter number n draws the n-th, and each further one as many behind as there are painters.
    """

    wanted: Sequence[Drawing]
    painters: Sequence[Painter]
    had: dict[Drawing, Picture] = field(default_factory=dict)

    def picture(self, drawing: Drawing) -> Picture:
        """Return a drawing as a stored picture."""
        while drawing not in self.had and self.painters and len(self.had) < len(self.wanted):
            number = len(self.had)
            stream = self.painters[number % len(self.painters)].stdout
            if stream is None:
                raise EOFError
            self.had[self.wanted[number]] = keep_own(_read(stream.readline()))
        if drawing not in self.had:
            self.had[drawing] = keep_own(paint(drawing))
        return self.had[drawing]


@contextmanager
def studio(wanted: Sequence[Drawing]) -> Iterator[Studio]:
    """Begin to draw what is wanted; `wanted` names each drawing once."""
    if len(wanted) <= FEW:
        yield Studio(wanted, ())
        return
    number = min(MOST_PROCESSES, os.cpu_count() or 1)
    painters = [_begin(wanted[first::number]) for first in range(number)]
    try:
        yield Studio(wanted, painters)
    finally:
        for painter in painters:
            painter.kill()
            painter.communicate()


def _begin(part: Sequence[Drawing]) -> Painter:
    command = [sys.executable, "-m", "marketplace.demo.pictures"]
    texts = json.dumps([astuple(drawing) for drawing in part])
    return subprocess.Popen([*command, texts], stdout=subprocess.PIPE, cwd=ROOT)  # noqa: S603 - ours


def _written(encoded: Encoded) -> bytes:
    """Return a drawing as a line of JSON."""
    picture = encoded.picture
    sizes = {name: b64encode(content).decode() for name, content in encoded.sizes.items()}
    return json.dumps([picture.key, picture.width, picture.height, sizes]).encode() + b"\n"


def _read(line: bytes) -> Encoded:
    """Return the drawing that a line holds. Raises EOFError when its painter has died."""
    if not line.endswith(b"\n"):
        raise EOFError
    key, width, height, sizes = json.loads(line)
    content = {name: b64decode(text) for name, text in sizes.items()}
    return Encoded(Picture(key, width, height), content)


def main(texts: str) -> None:
    """Draw what the JSON names and write it to standard output, one after the other."""
    for facts in json.loads(texts):
        sys.stdout.buffer.write(_written(paint(Drawing(*facts))))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
