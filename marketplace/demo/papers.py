"""Draws the registration documents of the demo's made-up companies."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 620, 877
MARGIN = 56
INK = "#16232b"
QUIET = "#7b868c"
PAPER = "#fbfaf7"
STAMP = "#a32b2b"


def draw_paper(name: str, number: str, address: str) -> bytes:
    """Return a PNG in the shape of A4 that shows these, in Latin letters, and says what it is."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((20, 20, WIDTH - 20, HEIGHT - 20), outline=QUIET, width=2)
    pen.ellipse((MARGIN, 60, MARGIN + 56, 116), outline=INK, width=3)
    pen.ellipse((MARGIN + 16, 76, MARGIN + 40, 100), fill=INK)
    _write(pen, 74, "Certificate of registration", 26, indent=76)
    lines = (("Company", name), ("Number", number), ("Address", address))
    for row, (label, value) in enumerate(lines):
        top = 190 + row * 86
        _write(pen, top, label, 15, QUIET)
        _write(pen, top + 22, value[:52], 22)
        pen.line((MARGIN, top + 60, WIDTH - MARGIN, top + 60), QUIET, 1)
    for row in range(9):
        right = WIDTH - MARGIN - (row % 4) * 46
        pen.line((MARGIN, 490 + row * 24, right, 490 + row * 24), "#cfc9bd", 4)
    pen.ellipse((WIDTH - 210, HEIGHT - 220, WIDTH - 80, HEIGHT - 90), outline=STAMP, width=4)
    _write(pen, HEIGHT - 168, "SAMPLE", 24, STAMP, indent=WIDTH - 192 - MARGIN)
    _write(pen, HEIGHT - 70, "Drawn for a demo. No state issued this paper.", 14, QUIET)
    target = BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


def _write(
    pen: ImageDraw.ImageDraw, top: int, words: str, size: int, ink: str = INK, *, indent: int = 0
) -> None:
    pen.text((MARGIN + indent, top), words, fill=ink, font=ImageFont.load_default(size))
