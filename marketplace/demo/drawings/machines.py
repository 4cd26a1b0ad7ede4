"""Bearings, valves and other parts, machines and tools."""

import math

from marketplace.demo.drawings.palettes import BRASS, INK, PAPER, STEEL, darker, lighter
from marketplace.demo.drawings.pen import Pen, across, clear, round_body, slope


def bearing(pen: Pen, label: str) -> None:
    """A ball bearing."""
    pen.shadow(330)
    y = 300
    for far, tone in ((300, STEEL), (288, lighter(STEEL, 0.45)), (246, darker(STEEL, 0.3))):
        pen.oval(0, y, far, far, across(lighter(tone, 0.35), darker(tone, 0.12)))
    for number in range(10):
        turn = math.tau * number / 10
        x, up = 205 * math.cos(turn), 205 * math.sin(turn)
        pen.oval(x, y + up, 38, 38, across(lighter(STEEL, 0.75), darker(STEEL, 0.25)))
        pen.oval(x - 11, y + up + 11, 9, 9, (255, 255, 255))
    pen.oval(0, y, 166, 166, across(lighter(STEEL, 0.5), darker(STEEL, 0.05)))
    pen.oval(0, y, 128, 128, across(darker(STEEL, 0.2), lighter(STEEL, 0.2)))
    pen.oval(0, y, 118, 118, pen.palette.below)
    pen.write(label, 0, y + 270, 22, darker(STEEL, 0.55), 0.3)
    pen.write(label, 0, y - 148, 17, darker(STEEL, 0.5), 0.2)


def seal(pen: Pen, label: str) -> None:
    """Rings of rubber, one before another."""
    pen.shadow(380)
    main = pen.palette.main
    for x, y, far in ((110, 250, 220), (-150, 180, 170), (170, 110, 100)):
        pen.oval(x, y, far, far, across(lighter(main, 0.3), darker(main, 0.25)))
        pen.oval(x, y, far * 0.86, far * 0.86, across(darker(main, 0.2), lighter(main, 0.1)))
        pen.oval(x, y, far * 0.72, far * 0.72, pen.palette.below)
    pen.write(label, -150, 180, 30, INK)


def valve(pen: Pen, label: str) -> None:
    """A ball valve with a lever."""
    pen.shadow(420)
    for side in (-1, 1):
        pen.box(
            min(side * 150, side * 330),
            110,
            max(side * 150, side * 330),
            300,
            slope(lighter(BRASS, 0.4), darker(BRASS, 0.2)),
            8,
        )
        for ring in range(5):
            x = side * (236 + ring * 20)
            pen.line([(x, 116), (x, 294)], 5, darker(BRASS, 0.26))
    body = [(0, 40), (120, 40), (180, 100), (196, 206), (180, 310), (120, 366), (0, 366)]
    pen.turned(body, slope(lighter(BRASS, 0.45), darker(BRASS, 0.12)))
    pen.box(-46, 356, 46, 450, round_body(BRASS), 8)
    pen.box(
        -70, 446, 410, 496, slope(lighter(pen.palette.main, 0.2), darker(pen.palette.main, 0.1)), 20
    )
    pen.oval(0, 498, 34, 20, round_body(STEEL))
    pen.write(label, 0, 204, 40, darker(BRASS, 0.55))


def fitting(pen: Pen, label: str) -> None:
    """An elbow and a nut."""
    pen.shadow(400)
    main = BRASS if pen.palette.names["en"] in {"honey", "sand"} else STEEL
    pen.line([(-240, 130), (20, 130), (60, 170), (60, 400)], 150, darker(main, 0.12))
    pen.line([(-240, 146), (4, 146), (46, 186), (46, 400)], 96, main)
    pen.line([(-240, 168), (-10, 168), (28, 206), (28, 400)], 24, lighter(main, 0.5))
    pen.box(-300, 36, -200, 226, slope(lighter(main, 0.4), darker(main, 0.2)), 10)
    pen.box(-36, 380, 156, 470, round_body(main), 10)
    nut = [
        (280 + 110 * math.cos(math.tau * k / 6), 104 + 104 * math.sin(math.tau * k / 6))
        for k in range(6)
    ]
    pen.polygon(nut, slope(lighter(main, 0.4), darker(main, 0.1)))
    pen.oval(280, 104, 58, 58, darker(main, 0.3))
    pen.oval(280, 104, 48, 48, pen.palette.below)
    pen.write(label, 60, 424, 22, darker(main, 0.5))


def gear(pen: Pen, label: str) -> None:
    """Two gears that mesh."""
    pen.shadow(400)
    for x, y, far, teeth in ((-90, 230, 230, 20), (246, 150, 146, 13)):
        points = []
        for number in range(teeth * 4):
            reach = far if number % 4 in {0, 1} else far * 0.86
            turn = math.tau * (number - 0.5) / (teeth * 4)
            points.append((x + reach * math.cos(turn), y + reach * math.sin(turn)))
        pen.polygon(points, across(lighter(STEEL, 0.4), darker(STEEL, 0.2)))
        pen.oval(x, y, far * 0.66, far * 0.66, across(darker(STEEL, 0.12), lighter(STEEL, 0.25)))
        pen.oval(x, y, far * 0.34, far * 0.34, across(lighter(STEEL, 0.5), STEEL))
        pen.oval(x, y, far * 0.2, far * 0.2, pen.palette.below)
    pen.write(label, -90, 340, 24, darker(STEEL, 0.5))


def bolts(pen: Pen, label: str) -> None:
    """Bolts in a row."""
    pen.shadow(400)
    for number, high in enumerate((360, 430, 500, 430, 360)):
        x = -280 + number * 140
        pen.box(x - 26, 60, x + 26, high, round_body(STEEL), 6)
        for turn in range(int((high - 90) / 22)):
            y = 80 + turn * 22
            pen.line([(x - 28, y), (x + 28, y + 8)], 5, darker(STEEL, 0.26))
        pen.box(x - 56, 0, x + 56, 66, round_body(darker(STEEL, 0.05)), 10)
    pen.write(label, 0, 540, 34, INK)


def machine(pen: Pen, label: str) -> None:
    """A machine in its housing."""
    pen.shadow(470)
    main = pen.palette.main
    pen.box(-400, 20, 400, 480, across(lighter(main, 0.55), lighter(main, 0.3)), 22)
    pen.box(-400, 20, 400, 110, main, 18)
    pen.box(-350, 150, 120, 440, slope((214, 226, 230), (172, 188, 194)), 16)
    pen.line([(-310, 400), (-180, 190)], 16, clear((255, 255, 255), 0.5))
    pen.box(-160, 170, 0, 250, STEEL, 8)
    pen.box(-110, 250, -50, 400, round_body(lighter(STEEL, 0.2)), 6)
    pen.box(170, 300, 350, 430, INK, 10)
    pen.box(182, 312, 338, 418, slope((150, 190, 196), (96, 140, 150)), 6)
    for number, tone in enumerate(((196, 92, 84), (222, 178, 92), (110, 168, 140))):
        pen.oval(200 + number * 60, 240, 18, 18, tone)
    pen.write(label, 0, 64, 36, PAPER)
    for x in (-330, 330):
        pen.box(x - 40, 0, x + 40, 22, INK, 6)


def motor(pen: Pen, label: str) -> None:
    """An electric motor or a pump."""
    pen.shadow(420)
    main = pen.palette.main
    pen.box(230, 180, 400, 226, slope(lighter(STEEL, 0.5), STEEL), 6)
    pen.box(-260, 60, 210, 350, slope(lighter(main, 0.3), darker(main, 0.22)), 30)
    for number in range(9):
        x = -216 + number * 44
        pen.box(x, 66, x + 14, 344, clear(darker(main, 0.5), 0.35), 6)
    pen.box(200, 40, 250, 370, slope(lighter(main, 0.2), darker(main, 0.3)), 14)
    pen.box(-330, 90, -250, 320, slope(lighter(main, 0.1), darker(main, 0.35)), 26)
    pen.box(-130, 340, 60, 430, lighter(main, 0.16), 12)
    pen.write(label, -35, 386, 30, PAPER)
    pen.box(-230, 0, -110, 70, darker(main, 0.3), 8)
    pen.box(70, 0, 190, 70, darker(main, 0.3), 8)


def drill(pen: Pen, label: str) -> None:
    """A cordless drill."""
    pen.shadow(330, 10)
    main = pen.palette.main
    pen.polygon([(-10, 330), (120, 330), (100, 90), (-30, 90)], darker(main, 0.35))
    pen.box(-90, 0, 150, 110, slope(lighter(INK, 0.2), INK), 18)
    pen.box(-200, 310, 190, 480, slope(lighter(main, 0.25), darker(main, 0.12)), 50)
    pen.polygon([(-200, 340), (-300, 366), (-300, 424), (-200, 450)], INK)
    pen.box(-440, 384, -296, 404, slope(lighter(STEEL, 0.4), STEEL), 4)
    pen.polygon([(-40, 310), (-14, 310), (-26, 240), (-46, 250)], lighter(INK, 0.1))
    pen.write(label, 10, 396, 40, PAPER)


def tool_set(pen: Pen, label: str) -> None:
    """Bits and cutters in a stand."""
    pen.shadow(400)
    pen.box(
        -340, 0, 340, 130, slope(lighter(pen.palette.main, 0.1), darker(pen.palette.main, 0.1)), 14
    )
    for number, high in enumerate((320, 370, 430, 480, 430, 370, 320)):
        x = -270 + number * 90
        pen.box(x - 20, 110, x + 20, high, round_body(STEEL), 6)
        pen.polygon([(x - 20, high - 4), (x + 20, high - 4), (x, high + 44)], round_body(STEEL))
        for turn in range(3):
            y = high - 40 - turn * 52
            pen.line([(x - 20, y), (x + 20, y + 34)], 8, darker(STEEL, 0.3))
    pen.write(label, 0, 64, 40, PAPER)


def part(pen: Pen, label: str) -> None:
    """A brake disc or another round part with holes."""
    pen.shadow(340)
    y = 300
    pen.oval(0, y, 300, 300, across(lighter(STEEL, 0.5), darker(STEEL, 0.15)))
    for number in range(24):
        turn = math.tau * number / 24
        far = 240 if number % 2 else 205
        pen.oval(far * math.cos(turn), y + far * math.sin(turn), 11, 11, darker(STEEL, 0.45))
    pen.oval(0, y, 150, 150, across(darker(STEEL, 0.3), darker(STEEL, 0.05)))
    for number in range(5):
        turn = math.tau * number / 5 + 0.3
        pen.oval(100 * math.cos(turn), y + 100 * math.sin(turn), 15, 15, INK)
    pen.oval(0, y, 52, 52, pen.palette.below)
    pen.write(label, 0, y - 174, 20, darker(STEEL, 0.6))


def housing(pen: Pen, label: str) -> None:
    """A pillow block: a bearing in its foot."""
    pen.shadow(420)
    main = pen.palette.main
    pen.box(-360, 0, 360, 90, slope(lighter(main, 0.3), darker(main, 0.2)), 24)
    for x in (-280, 280):
        pen.oval(x, 88, 52, 16, darker(main, 0.35))
    pen.turned([(0, 60), (230, 60), (236, 200), (190, 380), (90, 440), (0, 448)], round_body(main))
    pen.oval(0, 240, 160, 160, darker(main, 0.35))
    for far, tone in ((146, STEEL), (104, lighter(STEEL, 0.4)), (76, darker(STEEL, 0.2))):
        pen.oval(0, 240, far, far, across(lighter(tone, 0.3), darker(tone, 0.15)))
    pen.oval(0, 240, 64, 64, pen.palette.below)
    pen.write(label, 0, 44, 28, PAPER)


def check_valve(pen: Pen, label: str) -> None:
    """A straight valve that lets water through one way."""
    pen.shadow(400)
    for side in (-1, 1):
        left, right = sorted((side * 170, side * 340))
        pen.box(left, 110, right, 290, slope(lighter(BRASS, 0.4), darker(BRASS, 0.2)), 8)
        for ring in range(6):
            x = side * (200 + ring * 24)
            pen.line([(x, 116), (x, 284)], 5, darker(BRASS, 0.26))
    body = slope(lighter(BRASS, 0.45), darker(BRASS, 0.15))
    pen.box(-210, 60, 210, 340, body, 60)
    pen.box(-130, 60, -70, 340, clear(darker(BRASS, 0.5), 0.18))
    pen.line([(-30, 250), (130, 250)], 16, darker(BRASS, 0.35))
    pen.polygon([(120, 284), (180, 250), (120, 216)], darker(BRASS, 0.35))
    pen.write(label, 50, 150, 34, darker(BRASS, 0.55))


def tap(pen: Pen, label: str) -> None:
    """A basin tap."""
    pen.shadow(300)
    bright = round_body(lighter(STEEL, 0.25))
    pen.box(-110, 0, 110, 34, bright, 14)
    pen.box(-64, 30, 64, 420, bright, 26)
    pen.box(-64, 330, 330, 410, slope(lighter(STEEL, 0.6), STEEL), 34)
    pen.box(268, 270, 326, 350, bright, 10)
    pen.box(-60, 416, 60, 470, bright, 16)
    pen.line([(0, 470), (-190, 560)], 36, slope(lighter(STEEL, 0.5), STEEL))
    pen.write(label, 0, 200, 18, darker(STEEL, 0.5))
