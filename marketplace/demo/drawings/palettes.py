"""The colours of the drawings: calm, each with the ground that it stands on."""

from dataclasses import dataclass

Colour = tuple[int, int, int]

PAPER: Colour = (252, 251, 248)
INK: Colour = (34, 46, 52)
STEEL: Colour = (176, 184, 188)
BRASS: Colour = (206, 172, 102)
WOOD: Colour = (200, 166, 124)
CARD: Colour = (203, 178, 143)
LEAF: Colour = (122, 165, 138)


@dataclass(frozen=True)
class Palette:
    """Ground from above to below, the object's own colour, and one for caps and details."""

    above: Colour
    below: Colour
    main: Colour
    detail: Colour
    names: dict[str, str]


def _palette(above: str, below: str, main: str, detail: str, ko: str, en: str) -> Palette:
    return Palette(colour(above), colour(below), colour(main), colour(detail), {"ko": ko, "en": en})


def colour(text: str) -> Colour:
    """Return the colour that `rrggbb` names."""
    red, green, blue = bytes.fromhex(text)
    return red, green, blue


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return `one` with a share (0 to 1) of `other` in it."""
    parts = [round(a + (b - a) * share) for a, b in zip(one, other, strict=True)]
    return parts[0], parts[1], parts[2]


def lighter(of: Colour, share: float) -> Colour:
    """Return a colour nearer to white."""
    return mix(of, (255, 255, 255), share)


def darker(of: Colour, share: float) -> Colour:
    """Return a colour nearer to a warm black."""
    return mix(of, (24, 30, 34), share)


PALETTES = {
    "celadon": _palette("eef4f2", "d9e7e3", "6fae9f", "24302f", "청자색", "celadon"),
    "sage": _palette("f0f4ea", "dfe6d3", "a9bc94", "7c6a4d", "연녹색", "sage green"),
    "honey": _palette("fbf4e6", "efe0c4", "dcb06a", "fbfaf5", "꿀색", "honey"),
    "stone": _palette("f3f1ed", "e4dfd7", "d9d3c8", "8d8578", "회백색", "stone"),
    "rose": _palette("f6ecee", "ead9dd", "d3a6ab", "8a5a62", "장밋빛", "rose"),
    "slate": _palette("ebeff5", "d8dfea", "5d7898", "1f2b3b", "청회색", "slate blue"),
    "sand": _palette("f6efe9", "e8dbd0", "c2987f", "6d4a39", "모래색", "sand"),
    "sky": _palette("eef4f8", "dbe6ee", "a8c7db", "3f6078", "하늘색", "sky blue"),
    "moss": _palette("eff2e9", "dbe1cf", "6f8458", "3c4a2e", "이끼색", "moss green"),
    "ink": _palette("edeff0", "d9dee0", "3d4a52", "b9c2c6", "먹색", "charcoal"),
    "clay": _palette("f5ece6", "e5d3c7", "a4684a", "5b3524", "흙빛", "clay"),
    "snow": _palette("f1f4f4", "e0e7e7", "f2f3f1", "7fa79d", "흰색", "white"),
    "plum": _palette("f3eef4", "e2d8e5", "8d7399", "4a3754", "자줏빛", "plum"),
}
