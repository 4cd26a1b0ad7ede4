"""Fabric, garments, bags, toys, and things to play and move with."""

import math

from marketplace.demo.drawings.palettes import BRASS, INK, PAPER, STEEL, WOOD, darker, lighter
from marketplace.demo.drawings.pen import Pen, across, clear, round_body, slope


def fabric(pen: Pen, label: str) -> None:
    """Rolls of fabric, the end of one hanging down."""
    pen.shadow(440)
    main = pen.palette.main
    for x, y, shade in ((-150, 0, 0.34), (150, 0, 0.18), (0, 190, 0.0)):
        tone = lighter(main, shade)
        pen.box(x - 330, y, x + 250, y + 200, slope(lighter(tone, 0.25), darker(tone, 0.16)), 90)
        pen.oval(x + 250, y + 100, 62, 100, darker(tone, 0.05))
        for ring in (0.76, 0.52, 0.3):
            pen.oval(x + 250, y + 100, 62 * ring, 100 * ring, lighter(tone, ring * 0.4))
        pen.oval(x + 250, y + 100, 12, 20, WOOD)
    pen.polygon(
        [(-300, 300), (-150, 320), (-130, 40), (-180, 20), (-230, 44), (-280, 20)],
        slope(main, darker(main, 0.14)),
    )
    pen.label(label, 60, 290, 84, 52)


def swatches(pen: Pen, label: str) -> None:
    """A fan of colour samples."""
    pen.shadow(400)
    tones = (0.0, 0.16, 0.3, 0.46, 0.6, 0.74)
    for number, shade in enumerate(tones):
        turn = math.radians(150 - number * 24)
        ahead, side = (math.cos(turn), math.sin(turn)), (math.sin(turn), -math.cos(turn))
        points = [
            (ahead[0] * far + side[0] * off, 60 + ahead[1] * far + side[1] * off)
            for far, off in ((40, -70), (480, -84), (480, 84), (40, 70))
        ]
        pen.polygon(points, lighter(pen.palette.main, shade))
        pen.line(points[1:3], 4, PAPER)
    pen.oval(0, 66, 30, 30, STEEL)
    pen.write(label, 0, -30, 30, INK)


def shirt(pen: Pen, label: str) -> None:
    """A T-shirt or jacket."""
    pen.shadow(330)
    main = pen.palette.main
    outline = [
        (-190, 20),
        (190, 20),
        (196, 400),
        (300, 330),
        (370, 450),
        (200, 580),
        (90, 610),
        (0, 560),
    ]
    outline += [(-90, 610), (-200, 580), (-370, 450), (-300, 330), (-196, 400)]
    pen.polygon(outline, across(lighter(main, 0.18), darker(main, 0.1)))
    pen.polygon([(-90, 610), (0, 556), (90, 610), (0, 586)], darker(main, 0.3))
    pen.line([(-196, 400), (-190, 120)], 4, darker(main, 0.16))
    pen.line([(196, 400), (190, 120)], 4, darker(main, 0.16))
    pen.box(-60, 400, 60, 440, PAPER, 4)
    pen.write(label, 0, 420, 20, INK, 0.05)


def backpack(pen: Pen, label: str) -> None:
    """A backpack."""
    pen.shadow(320)
    main = pen.palette.main
    pen.line([(-50, 590), (-40, 670), (40, 670), (50, 590)], 18, darker(main, 0.3))
    pen.turned(
        [(0, 0), (200, 0), (250, 40), (256, 260), (230, 480), (150, 590), (0, 606)],
        round_body(main),
    )
    pen.box(-176, 50, 176, 270, slope(lighter(main, 0.16), darker(main, 0.04)), 30)
    pen.line([(-170, 240), (170, 240)], 6, darker(main, 0.3))
    pen.line([(-206, 400), (0, 430), (206, 400)], 6, darker(main, 0.3))
    pen.box(-20, 212, 20, 244, BRASS, 6)
    pen.box(-70, 330, 70, 378, PAPER, 4)
    pen.write(label, 0, 354, 22, INK, 0.05)


def socks(pen: Pen, label: str) -> None:
    """Pairs of socks."""
    pen.shadow(360)
    main = pen.palette.main
    for x, shade in ((-170, 0.3), (90, 0.0)):
        tone = lighter(main, shade)
        points = [
            (x, 60),
            (x + 150, 20),
            (x + 250, 60),
            (x + 236, 130),
            (x + 140, 200),
            (x + 150, 560),
            (x, 560),
        ]
        pen.polygon(points, across(lighter(tone, 0.12), darker(tone, 0.1)))
        pen.box(x, 486, x + 150, 566, darker(tone, 0.12), 8)
        pen.line([(x + 4, 420), (x + 144, 420)], 16, lighter(tone, 0.5))
    pen.write(label, 165, 526, 20, PAPER)


def ring(pen: Pen, label: str) -> None:
    """Earrings or a ring on a stand."""
    pen.shadow(300)
    pen.box(-240, 0, 240, 90, across(lighter(WOOD, 0.3), WOOD), 12)
    for x in (-110, 110):
        pen.line([(x, 420), (x, 360)], 6, darker(BRASS, 0.1))
        pen.oval(x, 280, 84, 84, across(lighter(BRASS, 0.5), darker(BRASS, 0.1)))
        pen.oval(x, 280, 66, 66, pen.palette.below)
        pen.oval(x, 180, 30, 30, across(lighter(pen.palette.main, 0.5), pen.palette.main))
    pen.line([(-190, 90), (-190, 430), (190, 430), (190, 90)], 10, darker(STEEL, 0.2))
    pen.write(label, 0, 44, 32, INK)


def blocks(pen: Pen, label: str) -> None:
    """Toy blocks."""
    pen.shadow(380)
    tones = (pen.palette.main, (216, 166, 118), (152, 180, 160), (196, 150, 150), (230, 208, 160))
    places = ((-280, 0), (-90, 0), (100, 0), (-180, 184), (20, 184))
    for (x, y), tone, letter in zip(places, tones, (label + "NARU!")[:5], strict=True):
        pen.box(x, y, x + 176, y + 176, slope(lighter(tone, 0.25), tone), 16)
        pen.box(x + 22, y + 22, x + 154, y + 154, lighter(tone, 0.5), 10)
        pen.write(letter, x + 88, y + 90, 84, darker(tone, 0.35))
    pen.polygon([(-90, 368), (110, 368), (10, 500)], slope(lighter(tones[3], 0.2), tones[3]))


def plush(pen: Pen, label: str) -> None:
    """A soft toy that sits."""
    pen.shadow(300)
    main = pen.palette.main
    light = lighter(main, 0.25)
    for side in (-1, 1):
        pen.oval(side * 130, 500, 60, 66, darker(main, 0.04))
        pen.oval(side * 180, 210, 62, 96, main)
        pen.oval(side * 140, 50, 96, 58, darker(main, 0.08))
    pen.oval(0, 170, 180, 180, across(light, darker(main, 0.1)))
    pen.oval(0, 150, 110, 116, lighter(main, 0.5))
    pen.oval(0, 410, 176, 156, across(light, darker(main, 0.06)))
    for side in (-1, 1):
        pen.oval(side * 62, 430, 14, 16, INK)
    pen.oval(0, 380, 56, 42, lighter(main, 0.55))
    pen.oval(0, 396, 18, 13, INK)
    pen.write(label, 0, 150, 28, darker(main, 0.4))


def dumbbell(pen: Pen, label: str) -> None:
    """A dumbbell."""
    pen.shadow(400)
    main = pen.palette.main
    pen.box(-200, 130, 200, 180, slope(lighter(STEEL, 0.5), STEEL), 20)
    for side in (-1, 1):
        for near, far, high in ((190, 290, 300), (290, 360, 240)):
            left, right = sorted((side * near, side * far))
            pen.box(
                left,
                155 - high / 2,
                right,
                155 + high / 2,
                slope(lighter(main, 0.2), darker(main, 0.25)),
                26,
            )
    pen.write(label, 0, 156, 26, INK)


def mat(pen: Pen, label: str) -> None:
    """A mat, half rolled."""
    pen.shadow(460)
    main = pen.palette.main
    pen.polygon([(-230, 10), (460, 10), (400, 180), (-230, 180)], slope(lighter(main, 0.3), main))
    pen.oval(-230, 130, 130, 130, across(lighter(main, 0.2), darker(main, 0.1)))
    for far in (100, 72, 44):
        pen.oval(-230, 130, far, far, darker(main, 0.16))
        pen.oval(-230, 130, far - 12, far - 12, lighter(main, 0.14))
    pen.write(label, 120, 96, 44, darker(main, 0.3))


def notebook(pen: Pen, label: str) -> None:
    """Notebooks and a pen."""
    pen.shadow(360, 30)
    main = pen.palette.main
    pen.box(-160, 10, 230, 520, slope(lighter(main, 0.5), lighter(main, 0.3)), 14)
    pen.box(-240, 0, 150, 500, slope(lighter(main, 0.14), main), 14)
    pen.box(-240, 0, -196, 500, darker(main, 0.2), 12)
    pen.box(-130, 300, 90, 400, PAPER, 6)
    pen.write(label, -20, 350, 34, INK)
    pen.line([(260, 30), (330, 480)], 26, round_body(BRASS))
    pen.polygon([(248, 34), (272, 30), (254, -14)], INK)


def filters(pen: Pen, label: str) -> None:
    """A filter cartridge with its folds."""
    pen.shadow(300)
    main = pen.palette.main
    pen.box(-190, 30, 190, 540, round_body(lighter(main, 0.5)), 8)
    for number in range(18):
        x = -172 + number * 20.3
        pen.line([(x, 60), (x, 516)], 5, clear(darker(main, 0.3), 0.5))
    for y in (0, 520):
        pen.box(-206, y, 206, y + 60, round_body(main), 16)
    pen.label(label, 0, 290, 120, 80)


def sacks(pen: Pen, label: str) -> None:
    """A sack of grain or granules and a heap before it."""
    pen.shadow(380)
    main = pen.palette.main
    sack = [(0, 0), (200, 0), (240, 40), (236, 240), (200, 420), (120, 480), (170, 560), (0, 560)]
    pen.turned(sack, round_body(lighter(main, 0.2)))
    pen.box(-126, 462, 126, 492, darker(main, 0.3), 12)
    pen.label(label, 0, 240, 130, 100)
    for number in range(46):
        x = 150 + (number * 53 % 240)
        high = max(0, 70 - abs(x - 270) * 0.55)
        pen.oval(x, 8 + (number * 29 % 100) / 100 * high, 13, 9, lighter(main, (number % 4) * 0.14))


def fruit(pen: Pen, label: str) -> None:
    """Fruit in a crate."""
    pen.shadow(420)
    main = pen.palette.main
    for row in range(2):
        for column in range(5):
            x, y = -240 + column * 120 + row * 30, 220 + row * 80
            pen.oval(x, y, 74, 70, across(lighter(main, 0.35), darker(main, 0.08)))
            pen.line([(x, y + 66), (x + 10, y + 92)], 8, darker(WOOD, 0.4))
    for y in (0, 90, 180):
        pen.box(-370, y, 370, y + 74, slope(lighter(WOOD, 0.3), WOOD), 6)
    pen.box(-110, 96, 110, 160, PAPER, 4)
    pen.write(label, 0, 128, 32, INK)


def seaweed(pen: Pen, label: str) -> None:
    """Sheets of laver, a bundle tied with paper."""
    pen.shadow(420)
    green = (46, 66, 56)
    for number in range(6):
        y = number * 22
        pen.polygon(
            [
                (-330 + number * 5, y),
                (300 + number * 4, y),
                (340 + number * 2, y + 150),
                (-280 + number * 3, y + 150),
            ],
            lighter(green, 0.05 * (number % 3)),
        )
    pen.polygon([(-60, 100), (70, 100), (100, 262), (-30, 262)], lighter(pen.palette.main, 0.5))
    pen.write(label, 18, 184, 30, INK)
    band = range(-70, 111)
    for number in range(30):
        x, y = -240 + number * 67 % 520, 124 + number * 41 % 120
        if x not in band:
            pen.line([(x, y), (x + 26, y + 4)], 3, clear((150, 180, 160), 0.3))
