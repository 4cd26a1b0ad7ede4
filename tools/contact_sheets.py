"""Contact sheets: all pictures of one page side by side."""

from pathlib import Path

from PIL import Image, ImageDraw

SCALE = 0.33
TALLEST = 2400
GAP = 16
LABEL = 20
GROUND = "#8a8f94"
INK = "#ffffff"


def write_sheet(file: Path, pictures: list[Path]) -> None:
    """Lay the pictures out in one row a width, each under its name; long pages are cut."""
    tiles = [(picture.stem, _thumbnail(picture)) for picture in pictures]
    rows: dict[str, list[tuple[str, Image.Image]]] = {}
    for name, tile in tiles:
        rows.setdefault(name.split("-", 1)[0], []).append((name, tile))
    width = max(sum(tile.width + GAP for _, tile in row) for row in rows.values()) + GAP
    heights = [max(tile.height for _, tile in row) + LABEL + GAP for row in rows.values()]
    sheet = Image.new("RGB", (width, sum(heights) + GAP), GROUND)
    draw = ImageDraw.Draw(sheet)
    top = GAP
    for row, height in zip(rows.values(), heights, strict=True):
        left = GAP
        for name, tile in row:
            draw.text((left, top), name, fill=INK)
            sheet.paste(tile, (left, top + LABEL))
            left += tile.width + GAP
        top += height
    file.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(file)


def _thumbnail(picture: Path) -> Image.Image:
    with Image.open(picture) as image:
        whole = image.convert("RGB")
    scaled = whole.resize((round(whole.width * SCALE), round(whole.height * SCALE)))
    return scaled.crop((0, 0, scaled.width, min(scaled.height, round(TALLEST * SCALE))))
