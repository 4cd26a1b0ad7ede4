"""Bowls, pans, jars and what stands in a kitchen or hangs in a room."""

import math

from marketplace.demo.drawings.palettes import INK, PAPER, STEEL, WOOD, darker, lighter
from marketplace.demo.drawings.pen import Pen, across, clear, round_body, slope


def bowl(pen: Pen, label: str) -> None:
    """A bowl on its foot."""
    pen.shadow(340)
    main = pen.palette.main
    pen.turned(
        [(0, 0), (112, 0), (112, 0), (120, 34), (210, 110), (284, 250), (296, 318), (0, 318)],
        round_body(main),
    )
    pen.oval(0, 318, 296, 62, darker(main, 0.16))
    pen.oval(0, 314, 282, 54, across(darker(main, 0.06), lighter(main, 0.3)))
    pen.line([(-150, 150), (-206, 236)], 20, clear((255, 255, 255), 0.35))
    pen.write(label, 0, 72, 24, darker(main, 0.4))


def plates(pen: Pen, label: str) -> None:
    """A stack of plates, one stands behind it."""
    pen.shadow(400)
    main = pen.palette.main
    pen.oval(40, 270, 270, 270, across(lighter(main, 0.3), darker(main, 0.08)))
    pen.oval(40, 270, 192, 192, across(darker(main, 0.04), lighter(main, 0.22)))
    pen.write(label, 40, 290, 34, darker(main, 0.3))
    for number in range(4):
        y = 30 + number * 30
        pen.oval(-60, y, 300, 48, darker(main, 0.22))
        pen.oval(-60, y + 10, 300, 46, across(lighter(main, 0.35), main))
    pen.oval(-60, 132, 210, 28, across(darker(main, 0.1), lighter(main, 0.15)))


def cups(pen: Pen, label: str) -> None:
    """A tea pot and two cups."""
    pen.shadow(420)
    main = pen.palette.main
    pot = pen.moved(-110)
    pot.line([(150, 150), (260, 190), (306, 300)], 40, darker(main, 0.1))
    pot.line([(-160, 120), (-270, 170), (-250, 290), (-150, 290)], 26, darker(main, 0.14))
    pot.turned(
        [(0, 0), (110, 0), (176, 60), (196, 160), (150, 270), (80, 310), (0, 310)], round_body(main)
    )
    pot.oval(0, 308, 82, 18, darker(main, 0.1))
    pot.oval(0, 340, 24, 24, round_body(main))
    pot.write(label, 0, 150, 30, darker(main, 0.4))
    for x in (240, 370):
        cup = pen.moved(x, -20)
        cup.turned(
            [(0, 0), (44, 0), (70, 60), (78, 120), (0, 120)], round_body(lighter(main, 0.12))
        )
        cup.oval(0, 120, 78, 18, darker(main, 0.15))
        cup.oval(0, 118, 68, 14, lighter(WOOD, 0.3))


def pan(pen: Pen, label: str) -> None:
    """A pan with a handle."""
    pen.shadow(420)
    main = pen.palette.main
    pen.line([(200, 120), (480, 210)], 46, across(darker(WOOD, 0.2), WOOD))
    pen.turned([(0, 0), (210, 0), (250, 20), (290, 140), (0, 140)], round_body(main))
    pen.oval(0, 140, 292, 70, across(lighter(STEEL, 0.5), STEEL))
    pen.oval(0, 136, 276, 60, across(darker(main, 0.3), darker(main, 0.5)))
    pen.oval(-60, 140, 150, 30, clear((255, 255, 255), 0.1))
    pen.write(label, 0, 60, 30, lighter(main, 0.6))


def pot(pen: Pen, label: str) -> None:
    """A pot with a lid."""
    pen.shadow(360)
    main = pen.palette.main
    for side in (-1, 1):
        pen.line([(side * 230, 220), (side * 310, 240)], 34, darker(pen.palette.detail, 0.1))
    pen.turned([(0, 0), (220, 0), (250, 24), (254, 300), (0, 300)], round_body(main))
    pen.box(-262, 290, 262, 320, round_body(lighter(STEEL, 0.3)), 12)
    pen.turned(
        [(0, 318), (240, 318), (190, 380), (70, 404), (0, 404)], round_body(lighter(main, 0.1))
    )
    pen.oval(0, 424, 36, 26, round_body(pen.palette.detail))
    pen.write(label, 0, 150, 38, lighter(main, 0.7))


def onggi(pen: Pen, label: str) -> None:
    """A breathing jar for fermenting."""
    pen.shadow(320)
    main = pen.palette.main
    body = [(0, 0), (130, 0), (130, 0), (190, 90), (236, 250), (206, 400), (146, 456), (0, 456)]
    pen.turned(body, round_body(main))
    for y, half in ((300, 231), (316, 228)):
        pen.line([(-half + 14, y), (0, y - 16), (half - 14, y)], 4, darker(main, 0.26))
    pen.line([(-90, 200), (-40, 236), (10, 200), (60, 236), (110, 200)], 7, lighter(main, 0.24))
    pen.box(-160, 448, 160, 478, round_body(darker(main, 0.1)), 14)
    pen.turned(
        [(0, 476), (184, 476), (170, 510), (90, 536), (0, 540)], round_body(darker(main, 0.06))
    )
    pen.oval(0, 552, 30, 22, round_body(main))
    pen.write(label, 0, 104, 26, lighter(main, 0.55))


def tumbler(pen: Pen, label: str) -> None:
    """A vacuum tumbler."""
    pen.shadow(240)
    main = pen.palette.main
    pen.turned([(0, 0), (112, 0), (122, 16), (156, 520), (0, 520)], round_body(main))
    pen.box(-162, 512, 162, 566, round_body(pen.palette.detail), 16)
    pen.box(-60, 560, 70, 590, round_body(darker(pen.palette.detail, 0.1)), 10)
    pen.write(label, 0, 280, 42, lighter(main, 0.75))


def knife(pen: Pen, label: str) -> None:
    """A kitchen knife on a board."""
    pen.shadow(470)
    pen.box(-420, 0, 380, 300, slope(lighter(WOOD, 0.3), WOOD), 34)
    for y in (70, 150, 230):
        pen.line([(-390, y), (-40, y + 10), (350, y - 4)], 2, darker(WOOD, 0.1))
    pen.oval(-350, 150, 26, 26, pen.palette.below)
    pen.polygon(
        [(-250, 120), (130, 120), (130, 220), (-120, 220), (-210, 180)],
        slope(lighter(STEEL, 0.6), STEEL),
    )
    pen.box(120, 140, 440, 212, slope(pen.palette.main, darker(pen.palette.main, 0.3)), 20)
    for x in (180, 280, 380):
        pen.oval(x, 176, 8, 8, STEEL)
    pen.write(label, 0, 160, 22, darker(STEEL, 0.4))


def containers(pen: Pen, label: str) -> None:
    """Food containers, one on another."""
    pen.shadow(380)
    main = pen.palette.main
    for x, y, half, high in ((0, 0, 310, 210), (-30, 246, 240, 170), (-10, 452, 160, 120)):
        pen.box(x - half, y, x + half, y + high, across((250, 252, 252), (222, 230, 230)), 26)
        pen.box(x - half + 18, y + 16, x + half - 18, y + high * 0.6, clear(main, 0.55), 18)
        pen.box(x - half - 10, y + high - 14, x + half + 10, y + high + 26, round_body(main), 14)
    pen.write(label, 0, 160, 32, INK)


def chair(pen: Pen, label: str) -> None:
    """A chair."""
    pen.shadow(330)
    main = pen.palette.main
    for x, lean in ((-150, -50), (150, 50), (-90, -10), (110, 14)):
        pen.line([(x, 290), (x + lean, 0)], 24, darker(WOOD, 0.1))
    pen.box(-190, 270, 190, 330, slope(lighter(main, 0.2), darker(main, 0.1)), 30)
    for x in (-150, 150):
        pen.line([(x, 320), (x * 1.06, 640)], 22, darker(WOOD, 0.04))
    pen.box(-190, 470, 190, 660, slope(lighter(main, 0.28), main), 46)
    pen.write(label, 0, 566, 34, darker(main, 0.35))


def bedding(pen: Pen, label: str) -> None:
    """Folded blankets or towels."""
    pen.shadow(420)
    main = pen.palette.main
    for number, shade in enumerate((0.0, 0.3, 0.14, 0.5)):
        tone = lighter(main, shade)
        y = number * 112
        pen.box(-320, y, 320, y + 104, slope(lighter(tone, 0.16), darker(tone, 0.06)), 50)
        pen.line([(-290, y + 52), (300, y + 52)], 5, darker(tone, 0.12))
    pen.box(110, 250, 220, 312, PAPER, 4)
    pen.write(label, 165, 281, 20, INK, 0.04)


def candle(pen: Pen, label: str) -> None:
    """A candle in a glass."""
    pen.shadow(240)
    main = pen.palette.main
    pen.turned([(0, 0), (140, 0), (160, 14), (166, 330), (0, 330)], round_body(lighter(main, 0.2)))
    pen.oval(0, 330, 166, 30, lighter(main, 0.6))
    pen.line([(0, 330), (4, 380)], 7, INK)
    for size, tone in ((1.0, (244, 190, 96)), (0.55, (255, 236, 188))):
        flame = [(0, 380), (26 * size, 410), (22 * size, 450), (0, 400 + 110 * size)]
        pen.turned(flame, tone, 3)
    pen.label(label, 0, 160, 110, 84)


def umbrella_fan(pen: Pen, label: str) -> None:
    """A folding fan of paper."""
    pen.shadow(380)
    main = pen.palette.main
    for number in range(15):
        turn = math.pi * (0.1 + 0.8 * number / 14)
        next_turn = turn + math.pi * 0.8 / 14
        points = [
            (math.cos(a) * far, 30 + math.sin(a) * far)
            for a, far in ((turn, 190), (turn, 470), (next_turn, 470), (next_turn, 190))
        ]
        pen.polygon(points, lighter(main, 0.42 if number % 2 else 0.2))
        pen.line([(0, 30), points[0], points[1]], 7, darker(WOOD, 0.14))
    pen.oval(0, 30, 22, 22, INK)
    pen.write(label, 0, 372, 34, darker(main, 0.4))
