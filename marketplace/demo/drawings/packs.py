"""Pouches, boxes, masks and what lies in them."""

from marketplace.demo.drawings.palettes import CARD, INK, PAPER, WOOD, darker, lighter
from marketplace.demo.drawings.pen import Paint, Pen, across, clear, round_body, slope


def pouch(pen: Pen, label: str) -> None:
    """A standing pouch."""
    pen.shadow(310)
    main = pen.palette.main
    side = [(-196, 8), (196, 8), (214, 120), (204, 560), (-204, 560), (-214, 120)]
    pen.polygon(side, across(darker(main, 0.08), lighter(main, 0.12)))
    pen.turned([(0, 0), (150, 0), (198, 10), (214, 100), (120, 64), (0, 52)], darker(main, 0.14))
    pen.polygon([(-206, 540), (206, 540), (206, 604), (-206, 604)], darker(main, 0.1))
    pen.line([(-200, 548), (200, 548)], 3, lighter(main, 0.4))
    pen.box(-28, 566, 28, 580, lighter(main, 0.45), 7)
    pen.polygon([(-150, 90), (-110, 90), (-124, 520), (-158, 520)], clear((255, 255, 255), 0.2))
    pen.label(label, 0, 300, 146, 126)


def pillow(pen: Pen, label: str) -> None:
    """A pillow bag, as of snacks and noodles."""
    pen.shadow(330)
    main = pen.palette.main
    pen.polygon(
        [
            (-210, 30),
            (0, 14),
            (210, 30),
            (236, 300),
            (210, 560),
            (0, 576),
            (-210, 560),
            (-236, 300),
        ],
        Paint(
            (
                (0, darker(main, 0.14)),
                (0.25, lighter(main, 0.3)),
                (0.6, main),
                (1, darker(main, 0.2)),
            )
        ),
    )
    for below, above in ((0, 44), (546, 590)):
        pen.polygon([(-216, below), (216, below), (216, above), (-216, above)], darker(main, 0.16))
        for number in range(16):
            x = -206 + number * 27.4
            pen.line([(x, below + 6), (x, above - 6)], 3, lighter(main, 0.12))
    pen.label(label, 0, 320, 160, 110)


def sheet_mask(pen: Pen, label: str) -> None:
    """A flat sachet before a sheet mask."""
    pen.shadow(360)
    main = pen.palette.main
    face = pen.moved(120, 60)
    face.oval(110, 250, 170, 230, slope((255, 255, 255), (232, 236, 234)))
    for x in (50, 172):
        face.oval(x, 300, 36, 17, pen.palette.below)
    face.oval(112, 140, 48, 16, pen.palette.below)
    face.polygon([(110, 270), (136, 206), (84, 206)], (236, 240, 238))
    pen.box(-260, 0, 90, 520, across(lighter(main, 0.2), darker(main, 0.08)), 10)
    pen.box(-260, 476, 90, 520, darker(main, 0.15), 8)
    pen.polygon([(-230, 20), (-170, 20), (-110, 460), (-170, 460)], clear((255, 255, 255), 0.18))
    pen.label(label, -85, 240, 130, 110)


def patches(pen: Pen, label: str) -> None:
    """A jar of eye patches and two of them."""
    pen.shadow(330)
    main = pen.palette.main
    pen.box(-210, 0, 150, 210, round_body(lighter(main, 0.3)), 24)
    pen.box(-218, 206, 158, 300, round_body(main), 14)
    pen.label(label, -30, 108, 120, 70)
    for x, y in ((220, 26), (300, 90)):
        pen.oval(x, y, 92, 40, across(lighter(main, 0.45), main))
        pen.oval(x - 4, y + 26, 62, 26, pen.palette.below)


def box(pen: Pen, label: str) -> None:
    """A folding box."""
    pen.shadow(320, 40)
    main = pen.palette.main
    pen.polygon([(-180, 0), (130, 0), (130, 520), (-180, 520)], slope(lighter(main, 0.2), main))
    pen.polygon([(130, 0), (236, 44), (236, 548), (130, 520)], darker(main, 0.16))
    pen.polygon([(-180, 520), (130, 520), (236, 548), (-60, 548)], lighter(main, 0.42))
    pen.label(label, -25, 280, 120, 120)


def flat_box(pen: Pen, label: str) -> None:
    """An open gift box with rows in it."""
    pen.shadow(400)
    main = pen.palette.main
    pen.polygon([(-330, 0), (330, 0), (290, 250), (-290, 250)], darker(main, 0.1))
    pen.polygon([(-300, 22), (300, 22), (268, 234), (-268, 234)], lighter(main, 0.6))
    for number in range(7):
        x = -230 + number * 77
        pen.box(x - 28, 44, x + 28, 214, round_body(lighter(main, 0.12)), 10)
        pen.box(x - 28, 120, x + 28, 160, PAPER)
    pen.polygon([(-290, 250), (290, 250), (300, 470), (-300, 470)], slope(lighter(main, 0.1), main))
    pen.write(label, 0, 360, 44, PAPER)


def carton(pen: Pen, label: str) -> None:
    """A shipping carton."""
    pen.shadow(430, 30)
    pen.polygon([(-310, 0), (150, 0), (150, 360), (-310, 360)], slope(lighter(CARD, 0.12), CARD))
    pen.polygon([(150, 0), (340, 80), (340, 420), (150, 360)], darker(CARD, 0.16))
    pen.polygon([(-310, 360), (150, 360), (340, 420), (-110, 420)], lighter(CARD, 0.3))
    pen.polygon([(-110, 360), (-50, 360), (140, 420), (80, 420)], lighter(CARD, 0.5))
    pen.box(-110, 250, -50, 360, lighter(CARD, 0.4))
    pen.write(label, -80, 130, 54, darker(CARD, 0.55))
    pen.line([(-240, 70), (80, 70)], 5, darker(CARD, 0.4))


def sachets(pen: Pen, label: str) -> None:
    """Stick sachets in a row."""
    pen.shadow(340)
    main = pen.palette.main
    for number in range(5):
        x = -250 + number * 112
        shade = lighter(main, 0.26 * (number % 2))
        pen.box(x, 0, x + 92, 500, round_body(shade), 6)
        pen.box(x, 462, x + 92, 500, darker(shade, 0.14), 4)
        pen.box(x + 14, 190, x + 78, 300, PAPER, 4)
        pen.oval(x + 46, 246, 16, 16, darker(shade, 0.1))
    pen.box(-200, -10, 210, 92, across(lighter(WOOD, 0.3), WOOD), 8)
    pen.write(label, 5, 42, 36, INK)


def cup_noodles(pen: Pen, label: str) -> None:
    """A paper cup with a lid."""
    pen.shadow(280)
    main = pen.palette.main
    pen.polygon([(-150, 0), (150, 0), (204, 400), (-204, 400)], round_body(main))
    pen.polygon([(-180, 240), (180, 240), (196, 340), (-196, 340)], round_body(lighter(main, 0.5)))
    pen.write(label, 0, 290, 46, darker(main, 0.5))
    pen.box(-218, 396, 218, 430, round_body(PAPER), 10)
    pen.oval(0, 430, 204, 22, lighter(main, 0.6))
    pen.oval(0, 120, 60, 60, lighter(main, 0.4))


def roll(pen: Pen, label: str) -> None:
    """Rolls of film, tape or filament."""
    pen.shadow(330)
    main = pen.palette.main
    for x, y, shade in ((-110, 170, 0.0), (150, 130, 0.3)):
        size = 170 if x < 0 else 130
        tone = lighter(main, shade)
        pen.oval(x, y, size, size, across(lighter(tone, 0.3), darker(tone, 0.1)))
        for ring in (0.88, 0.76, 0.64):
            pen.oval(x, y, size * ring, size * ring, darker(tone, 0.05))
            pen.oval(x, y, size * ring - 4, size * ring - 4, across(lighter(tone, 0.2), tone))
        pen.oval(x, y, size * 0.44, size * 0.44, CARD)
        pen.oval(x, y, size * 0.36, size * 0.36, pen.palette.below)
    pen.write(label, -110, -40, 30, INK)


def treats(pen: Pen, label: str) -> None:
    """A pouch and two bone biscuits before it."""
    pen.moved(-40, 20, 0.94).polygon([(0, 0), (1, 0), (1, 1)], pen.palette.below)
    pouch(pen.moved(-50, 20, 0.92), label)
    biscuit = lighter(WOOD, 0.12)
    for x, y in ((160, 10), (262, 66)):
        for end in (-62, 62):
            for side in (-18, 18):
                pen.oval(x + end, y + side, 27, 24, darker(biscuit, 0.06))
        pen.box(x - 66, y - 20, x + 66, y + 22, slope(lighter(biscuit, 0.2), biscuit), 12)


def album(pen: Pen, label: str) -> None:
    """A book or album with a disc beside it."""
    pen.shadow(390, 30)
    main = pen.palette.main
    pen.oval(190, 210, 190, 190, across((236, 239, 243), (188, 196, 206)))
    pen.oval(190, 210, 110, 190 * 0.58, clear(main, 0.16))
    pen.oval(190, 210, 34, 34, pen.palette.below)
    pen.box(-300, 0, 110, 440, slope(lighter(main, 0.2), main), 6)
    pen.box(-300, 0, -272, 440, darker(main, 0.22), 6)
    pen.oval(-90, 270, 110, 110, lighter(main, 0.4))
    pen.oval(-60, 286, 80, 80, lighter(main, 0.62))
    pen.write(label, -90, 88, 40, PAPER)
