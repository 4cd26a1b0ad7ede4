"""Lamps, sensors, boards and other things with a plug or a battery."""

import math

from marketplace.demo.drawings.palettes import BRASS, INK, PAPER, STEEL, darker, lighter
from marketplace.demo.drawings.pen import Paint, Pen, across, clear, round_body, slope

GLOW = (255, 240, 200)
LIT = (128, 200, 156)


def desk_lamp(pen: Pen, label: str) -> None:
    """A desk lamp with two arms."""
    pen.shadow(380)
    main = pen.palette.main
    pen.polygon([(120, 530), (330, 530), (440, 20), (10, 20)], clear(GLOW, 0.4))
    pen.oval(-160, 22, 190, 34, across(lighter(main, 0.3), darker(main, 0.2)))
    pen.oval(-160, 34, 190, 32, across(lighter(main, 0.5), main))
    pen.line([(-160, 40), (-260, 360)], 24, round_body(main))
    pen.line([(-260, 360), (120, 580)], 22, lighter(main, 0.12))
    pen.oval(-260, 360, 28, 28, pen.palette.detail)
    pen.box(60, 540, 400, 592, slope(lighter(main, 0.3), main), 24)
    pen.box(90, 530, 370, 548, GLOW, 8)
    pen.write(label, -160, 34, 24, PAPER)


def floor_lamp(pen: Pen, label: str) -> None:
    """A slim lamp that stands or is clamped, with a round head."""
    pen.shadow(220)
    main = pen.palette.main
    pen.oval(0, 360, 420, 250, clear(GLOW, 0.22))
    pen.oval(0, 20, 170, 30, across(lighter(main, 0.4), main))
    pen.line([(0, 30), (0, 560)], 18, round_body(main))
    pen.turned(
        [(0, 450), (210, 450), (210, 450), (150, 640), (90, 700), (0, 704)], round_body(main)
    )
    pen.oval(0, 450, 206, 34, GLOW)
    pen.write(label, 0, 560, 32, PAPER)


def bulb(pen: Pen, label: str) -> None:
    """A bulb."""
    pen.shadow(200)
    pen.oval(0, 380, 330, 330, clear(GLOW, 0.35))
    body = [(0, 140), (70, 140), (80, 190), (130, 280), (176, 380), (160, 500), (80, 574), (0, 590)]
    pen.turned(body, Paint(((0, (238, 232, 214)), (0.3, (255, 252, 240)), (1, (226, 216, 190)))))
    for number in range(4):
        pen.box(
            -66 + number * 2,
            96 - number * 28,
            66 - number * 2,
            122 - number * 28,
            round_body(STEEL),
            8,
        )
    pen.box(-26, 0, 26, 16, INK, 6)
    pen.write(label, 0, 330, 34, darker(BRASS, 0.3))


def panel(pen: Pen, label: str) -> None:
    """A flat panel: a ceiling light or a solar panel."""
    pen.shadow(430)
    main = pen.palette.main
    dark = pen.palette.names["en"] in {"ink", "slate blue", "charcoal"}
    inside = slope(lighter(main, 0.14), darker(main, 0.2)) if dark else slope((255, 254, 246), GLOW)
    pen.polygon([(-330, 0), (330, 0), (400, 520), (-260, 520)], lighter(STEEL, 0.25))
    pen.polygon([(-308, 16), (312, 16), (376, 504), (-246, 504)], inside)
    for number in range(1, 6):
        x = -308 + number * 103
        pen.line([(x, 18), (x + 63, 502)], 3, clear(STEEL, 0.5))
    for y in (138, 260, 382):
        lean = y * 0.129
        pen.line([(-308 + lean, y), (312 + lean, y)], 3, clear(STEEL, 0.5))
    pen.write(label, 0, -36, 26, INK)


def torch(pen: Pen, label: str) -> None:
    """A camping lantern."""
    pen.shadow(250)
    main = pen.palette.main
    pen.oval(0, 260, 340, 300, clear(GLOW, 0.32))
    pen.line([(-120, 470), (-110, 590), (110, 590), (120, 470)], 14, darker(STEEL, 0.2))
    pen.box(-150, 0, 150, 120, round_body(main), 18)
    pen.box(
        -120,
        116,
        120,
        390,
        Paint(((0, (250, 240, 214)), (0.4, (255, 252, 240)), (1, (240, 224, 186)))),
    )
    for x in (-60, 0, 60):
        pen.box(x - 14, 136, x + 14, 370, (255, 246, 214), 12)
    pen.box(-150, 384, 150, 480, round_body(main), 18)
    pen.write(label, 0, 60, 34, PAPER)


def scanner(pen: Pen, label: str) -> None:
    """A dental scanner on its stand."""
    pen.shadow(360)
    main = pen.palette.main
    pen.box(-240, 0, 240, 74, slope(lighter(main, 0.5), lighter(main, 0.15)), 30)
    pen.box(-60, 60, 60, 190, round_body(lighter(main, 0.2)), 14)
    pen.line([(-300, 190), (210, 350)], 104, slope((255, 255, 255), (206, 214, 218)))
    pen.line([(-290, 180), (160, 322)], 20, clear(main, 0.5))
    pen.line([(200, 346), (370, 396)], 60, across((236, 240, 242), (196, 206, 210)))
    pen.oval(392, 384, 26, 20, (120, 176, 196))
    pen.oval(-60, 262, 24, 24, main)
    pen.line([(-340, 176), (-430, 120), (-440, 20)], 14, INK)
    pen.write(label, 0, 36, 28, PAPER)


def implant(pen: Pen, label: str) -> None:
    """A dental implant, or another fine screw, in parts."""
    pen.shadow(340)
    for x, high in ((-210, 420), (0, 470), (210, 420)):
        pen.turned(
            [(0, 0), (22, 20), (44, 120), (52, high - 130), (0, high - 130)], round_body(STEEL), x
        )
        for turn in range(int((high - 170) / 30)):
            y = 40 + turn * 30
            half = 28 + min(26, turn * 4)
            pen.line([(x - half, y), (x + half, y + 12)], 7, darker(STEEL, 0.24))
        pen.box(x - 40, high - 134, x + 40, high - 70, round_body(lighter(STEEL, 0.2)), 6)
        pen.turned(
            [(0, high - 70), (34, high - 70), (60, high), (44, high + 70), (0, high + 76)],
            round_body(PAPER),
            x,
        )
    pen.write(label, 0, -34, 26, INK)


def sensor(pen: Pen, label: str) -> None:
    """A palm-sized wireless sensor."""
    pen.shadow(330)
    main = pen.palette.main
    pen.line([(190, 330), (230, 610)], 18, INK)
    pen.box(-270, 20, 270, 420, slope((255, 255, 255), (222, 228, 230)), 60)
    pen.box(-270, 20, 270, 96, clear(main, 0.85), 40)
    pen.box(-200, 190, 110, 360, slope((216, 228, 222), (190, 206, 198)), 16)
    pen.write("21.4", -64, 292, 76, INK, 0.02)
    pen.write("%RH 48", -60, 222, 26, INK)
    pen.oval(190, 330, 18, 18, (112, 178, 140))
    for number in range(4):
        pen.line([(160, 270 - number * 26), (226, 270 - number * 26)], 7, STEEL)
    pen.write(label, 0, 58, 32, PAPER)


def board(pen: Pen, label: str) -> None:
    """A circuit board."""
    pen.shadow(430)
    green = pen.palette.main
    pen.polygon(
        [(-400, 20), (330, 20), (400, 420), (-330, 420)],
        slope(lighter(green, 0.06), darker(green, 0.2)),
    )
    for number in range(9):
        x = -340 + number * 76
        pen.line([(x, 60), (x + 30, 200), (x + 60, 380)], 4, clear(BRASS, 0.6))
    for x, y, half, high in (
        (-60, 160, 110, 130),
        (200, 110, 60, 70),
        (180, 270, 90, 90),
        (-280, 260, 56, 80),
    ):
        pen.box(x - half, y, x + half, y + high, slope(lighter(INK, 0.18), INK), 8)
        for leg in range(6):
            spot = x - half + 12 + leg * (2 * half - 24) / 5
            pen.box(spot - 5, y - 12, spot + 5, y, STEEL)
    pen.write(label, -60, 222, 30, lighter(STEEL, 0.3))
    for number in range(4):
        pen.oval(-300 + number * 44, 100, 17, 17, BRASS)
        pen.oval(-300 + number * 44, 100, 8, 8, darker(green, 0.4))


def gateway(pen: Pen, label: str) -> None:
    """A flat box with two aerials."""
    pen.shadow(420)
    for x in (-240, 240):
        pen.line([(x, 150), (x * 1.14, 560)], 26, lighter(INK, 0.14))
    pen.box(-370, 0, 370, 190, slope(lighter(pen.palette.main, 0.45), pen.palette.main), 34)
    for number, tone in enumerate([LIT] * 3 + [lighter(STEEL, 0.2)] * 2):
        pen.oval(-280 + number * 52, 96, 12, 12, tone)
    pen.write(label, 170, 96, 42, PAPER)


def screen(pen: Pen, label: str) -> None:
    """A monitor."""
    pen.shadow(360)
    main = pen.palette.main
    pen.box(-140, 0, 140, 26, round_body(STEEL), 12)
    pen.box(-34, 20, 34, 150, round_body(STEEL))
    pen.box(-420, 130, 420, 620, INK, 22)
    pen.box(-398, 152, 398, 598, slope(lighter(main, 0.5), main), 10)
    points = [
        (-380 + step * 20, 340 + 90 * math.sin(step / 5) * math.sin(step / 11))
        for step in range(39)
    ]
    pen.line(points, 10, PAPER)
    pen.write(label, 0, 530, 44, PAPER)


def charger(pen: Pen, label: str) -> None:
    """A charger or power bank with its cable."""
    pen.shadow(360)
    main = pen.palette.main
    pen.line([(60, 100), (250, 30), (360, 130), (300, 290)], 20, lighter(INK, 0.2))
    pen.box(-260, 0, 90, 470, across(lighter(main, 0.35), darker(main, 0.1)), 56)
    pen.box(-130, 440, -40, 472, INK, 8)
    for number, tone in enumerate([PAPER] * 3 + [darker(main, 0.2)]):
        pen.oval(-150 + number * 44, 90, 11, 11, tone)
    pen.box(258, 280, 344, 370, PAPER, 14)
    pen.write(label, -85, 270, 46, PAPER)


def battery(pen: Pen, label: str) -> None:
    """Battery cells in a row."""
    pen.shadow(380)
    main = pen.palette.main
    for number in range(4):
        x = -255 + number * 170
        pen.box(x - 72, 0, x + 72, 420, round_body(main if number % 2 else lighter(main, 0.3)), 16)
        pen.box(x - 72, 340, x + 72, 420, round_body(BRASS), 14)
        pen.box(x - 26, 416, x + 26, 446, round_body(STEEL), 6)
        pen.write(label, x, 180, 24, PAPER)


def appliance(pen: Pen, label: str) -> None:
    """A kitchen or home appliance with a dial."""
    pen.shadow(380)
    main = pen.palette.main
    pen.turned(
        [(0, 0), (250, 0), (296, 30), (310, 220), (290, 380), (0, 380)],
        round_body(lighter(main, 0.35)),
    )
    pen.turned([(0, 376), (286, 376), (240, 470), (120, 506), (0, 510)], round_body(main))
    pen.box(-70, 496, 70, 530, round_body(pen.palette.detail), 14)
    pen.oval(0, 170, 104, 104, across((252, 252, 250), (212, 218, 218)))
    pen.oval(0, 170, 74, 74, across(darker(STEEL, 0.05), lighter(STEEL, 0.4)))
    pen.line([(0, 170), (34, 216)], 9, INK)
    pen.write(label, 0, 326, 36, darker(main, 0.45))


def lock(pen: Pen, label: str) -> None:
    """A door lock with keys to press."""
    pen.shadow(190)
    pen.box(-120, 0, 120, 640, slope(lighter(INK, 0.24), INK), 40)
    for row in range(4):
        for column in range(3):
            pen.oval(-60 + column * 60, 400 - row * 72, 18, 18, clear(PAPER, 0.85))
    pen.oval(0, 530, 40, 40, across(lighter(pen.palette.main, 0.3), pen.palette.main))
    pen.box(100, 60, 330, 110, slope(lighter(STEEL, 0.5), STEEL), 24)
    pen.write(label, 0, 80, 26, PAPER)


def camera(pen: Pen, label: str) -> None:
    """A camera on its arm."""
    pen.shadow(300)
    main = pen.palette.main
    pen.box(-50, 0, 50, 190, round_body(STEEL), 10)
    pen.oval(0, 14, 150, 26, STEEL)
    pen.box(-300, 180, 280, 440, slope((255, 255, 255), (214, 220, 224)), 70)
    pen.oval(-190, 310, 140, 140, lighter(INK, 0.14))
    pen.oval(-190, 310, 96, 96, across(lighter(main, 0.2), darker(main, 0.5)))
    pen.oval(-216, 338, 24, 20, (220, 234, 240))
    pen.write(label, 110, 310, 46, darker(main, 0.2))


def meter(pen: Pen, label: str) -> None:
    """A hand-held instrument with its probe."""
    pen.shadow(270)
    main = pen.palette.main
    pen.box(-130, 0, 130, 470, across(lighter(main, 0.2), darker(main, 0.1)), 40)
    pen.box(-98, 270, 98, 430, slope((222, 232, 226), (190, 206, 198)), 12)
    pen.write("7.02", 0, 350, 64, INK, 0.02)
    for x in (-56, 56):
        pen.oval(x, 200, 34, 24, PAPER)
    pen.line([(60, 460), (120, 590), (260, 560), (290, 300)], 12, INK)
    pen.box(272, 60, 308, 310, round_body(STEEL), 10)
    pen.write(label, 0, 90, 34, PAPER)


def test_kit(pen: Pen, label: str) -> None:
    """Test cassettes."""
    pen.shadow(380)
    for x, y in ((-230, 0), (0, 36), (230, 0)):
        pen.box(x - 88, y, x + 88, y + 420, across((255, 255, 255), (222, 226, 228)), 30)
        pen.box(x - 34, y + 190, x + 34, y + 330, (236, 240, 236), 10)
        pen.line([(x - 24, y + 290), (x + 24, y + 290)], 8, pen.palette.main)
        pen.oval(x, y + 100, 34, 44, (220, 226, 224))
        pen.write(label, x, y + 376, 22, INK)


def syringe(pen: Pen, label: str) -> None:
    """A syringe, or another thing for treatment, in its tray."""
    pen.shadow(420)
    pen.box(-400, 0, 400, 230, slope((236, 242, 244), (206, 216, 220)), 40)
    pen.box(-360, 30, 360, 200, slope((250, 252, 252), (228, 234, 236)), 30)
    pen.box(-220, 78, 200, 152, clear(pen.palette.main, 0.5), 12)
    pen.box(-220, 78, -20, 152, clear(pen.palette.main, 0.6), 12)
    pen.box(196, 104, 300, 126, STEEL, 4)
    pen.box(-320, 104, -216, 126, round_body(PAPER), 4)
    pen.box(-336, 66, -312, 164, PAPER, 8)
    pen.write(label, 90, 115, 30, INK)
