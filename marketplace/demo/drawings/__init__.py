"""Draws the demo's goods: a motif on a calm ground, in a palette, with a small label."""

from dataclasses import dataclass

from PIL import Image

from marketplace.demo.drawings.motifs import MOTIFS
from marketplace.demo.drawings.palettes import PALETTES, lighter
from marketplace.demo.drawings.pen import HEIGHT, WIDTH, Pen, slope, strip

__all__ = ["MOTIFS", "PALETTES", "SCENES", "Drawing", "draw", "read_drawing"]

#: Where a motif stands, as often as it does: x, how far below the middle ground, how large.
SCENES: dict[str, tuple[tuple[float, float, float], ...]] = {
    "one": ((800, 1010, 1.24),),
    "near": ((800, 1420, 2.0),),
    "two": ((560, 930, 0.84), (1010, 1010, 0.98)),
    "three": ((430, 930, 0.7), (800, 985, 0.78), (1170, 930, 0.7)),
    "boxed": ((1030, 960, 0.8), (590, 1000, 0.98)),
}
SCENE_NAMES = {
    "one": ("", ""),
    "near": (", 가까이에서 본 모습", ", seen close by"),
    "two": (" 두 개", ", two of them"),
    "three": (" 세 개", ", three of them"),
    "boxed": (" 뒤에 수출 상자", " before its shipping carton"),
}


@dataclass(frozen=True)
class Drawing:
    """What is drawn: keys of MOTIFS, PALETTES and SCENES, and Latin letters for the label."""

    motif: str
    palette: str
    label: str
    scene: str = "one"

    @property
    def alt(self) -> dict[str, str]:
        """What is to be seen, in Korean and English."""
        _draws, korean, english = MOTIFS[self.motif]
        names = PALETTES[self.palette].names
        ko, en = SCENE_NAMES[self.scene]
        spoken = english[0].upper() + english[1:]
        return {
            "ko": f"{names['ko']} 바탕에 그린 {korean}{ko}, ‘{self.label}’ 표시",
            "en": f"{spoken}{en}, marked {self.label}; drawing in {names['en']}",
        }


def read_drawing(text: str) -> Drawing:
    """Return what `motif palette LABEL [scene]` says; `_` in the label is a space."""
    motif, palette, label, *scene = text.split()
    return Drawing(motif, palette, label.replace("_", " "), *scene)


def draw(drawing: Drawing) -> Image.Image:
    """Return the picture of a drawing, 1,600 × 1,200 pixels."""
    palette = PALETTES[drawing.palette]
    ground = strip(slope(palette.above, palette.below))
    picture = ground.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR)
    spot = Image.radial_gradient("L").point(lambda far: max(0, 150 - far))
    glow = spot.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR)
    picture.paste(lighter(palette.above, 0.55), (0, 0), glow)
    draws = MOTIFS[drawing.motif][0]
    for number, (x, y, scale) in enumerate(SCENES[drawing.scene]):
        placed = Pen(picture, palette, x, y, scale)
        behind = drawing.scene == "boxed" and number == 0
        (MOTIFS["carton"][0] if behind else draws)(placed, drawing.label)
    return picture
