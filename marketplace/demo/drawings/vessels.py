"""Bottles, jars, tubes and tins."""

from marketplace.demo.drawings.palettes import BRASS, INK, LEAF, PAPER, STEEL, darker, lighter
from marketplace.demo.drawings.pen import Pen, across, clear, curve, round_body, slope


def _shine(pen: Pen, x: float, below: float, above: float, width: float = 16) -> None:
    pen.box(x, below, x + width, above, clear((255, 255, 255), 0.42), width / 2)


def _leaves(pen: Pen, x: float) -> None:
    for lean, size in ((1.0, 1.0), (0.35, 0.72)):
        tip = (x + 170 * lean * size, 150 * size)
        left = (x + 46 * lean * size - 34 * size, 96 * size)
        right = (x + 130 * lean * size + 30 * size, 52 * size)
        blade = [(x, 2), (x, 2), left, tip, tip, right, (x, 2), (x, 2)]
        pen.polygon(curve(blade), slope(lighter(LEAF, 0.25), LEAF))
        pen.line([(x, 4), ((x + tip[0]) / 2 - 4, tip[1] * 0.52), tip], 3, darker(LEAF, 0.2))


def dropper(pen: Pen, label: str) -> None:
    """A bottle with a pipette."""
    pen.shadow(300, 40)
    _leaves(pen, 190)
    main = pen.palette.main
    body = [(0, 0), (118, 0), (150, 16), (150, 40), (150, 400), (140, 452), (70, 490), (62, 520)]
    pen.turned([*body, (62, 520), (0, 520)], round_body(main))
    _shine(pen, -118, 40, 420)
    pen.box(-74, 506, 74, 590, round_body(BRASS), 8)
    pen.turned([(0, 586), (42, 586), (44, 640), (40, 690), (26, 726), (0, 734)], round_body(INK))
    pen.label(label, 0, 232, 124, 106)


def bottle(pen: Pen, label: str) -> None:
    """A tall bottle with a screw cap."""
    pen.shadow(280)
    main = pen.palette.main
    body = [(0, 0), (120, 0), (146, 14), (146, 40), (146, 430), (132, 486), (66, 520), (60, 540)]
    pen.turned([*body, (60, 540), (0, 540)], round_body(main))
    _shine(pen, -112, 40, 450)
    pen.box(-72, 532, 72, 650, round_body(pen.palette.detail), 10)
    pen.label(label, 0, 240, 122, 104)


def pump(pen: Pen, label: str) -> None:
    """A bottle with a pump."""
    pen.shadow(290)
    main = pen.palette.main
    body = [(0, 0), (140, 0), (160, 14), (160, 40), (160, 400), (140, 446), (60, 470), (0, 470)]
    pen.turned(body, round_body(main))
    _shine(pen, -126, 40, 400)
    cap = lighter(pen.palette.detail, 0.3)
    pen.box(-56, 464, 56, 540, round_body(cap), 8)
    pen.box(-14, 536, 14, 610, round_body(cap))
    pen.box(-150, 602, 60, 646, slope(lighter(cap, 0.3), cap), 18)
    pen.box(-150, 580, -120, 624, cap, 8)
    pen.label(label, 0, 220, 126, 106)


def spray(pen: Pen, label: str) -> None:
    """A bottle with a trigger."""
    pen.shadow(280)
    main, cap = pen.palette.main, pen.palette.detail
    body = [(0, 0), (140, 0), (156, 20), (156, 50), (150, 330), (110, 430), (52, 480), (0, 480)]
    pen.turned(body, round_body(main))
    _shine(pen, -124, 40, 330)
    pen.box(-50, 474, 50, 550, round_body(cap), 6)
    pen.polygon([(-170, 640), (-170, 590), (-60, 550), (110, 550), (110, 610), (40, 650)], cap)
    pen.line([(-70, 560), (-120, 450)], 26, darker(cap, 0.2))
    pen.label(label, 0, 210, 118, 96)


def jar(pen: Pen, label: str) -> None:
    """A low cream jar with a lid."""
    pen.shadow(330)
    main = pen.palette.main
    pen.turned(
        [(0, 0), (190, 0), (226, 16), (232, 60), (232, 230), (222, 262), (0, 262)],
        round_body(main),
    )
    _shine(pen, -190, 40, 220)
    pen.box(-240, 258, 240, 368, round_body(lighter(pen.palette.detail, 0.15)), 14)
    pen.label(label, 0, 132, 160, 84)


def glass(pen: Pen, label: str) -> None:
    """A preserving glass whose content is seen."""
    pen.shadow(310)
    main = pen.palette.main
    pen.turned([(0, 0), (170, 0), (200, 20), (200, 60), (200, 400), (160, 470), (0, 470)], PAPER)
    body = [(0, 14), (160, 14), (188, 34), (188, 60), (188, 384), (170, 416), (0, 416)]
    pen.turned(body, round_body(main))
    _shine(pen, -166, 40, 390, 22)
    pen.box(-172, 462, 172, 548, round_body(BRASS), 12)
    pen.label(label, 0, 210, 136, 100)


def tube(pen: Pen, label: str) -> None:
    """A tube that stands on its cap."""
    pen.shadow(230)
    main = pen.palette.main
    pen.box(-92, 0, 92, 108, round_body(pen.palette.detail), 10)
    pen.polygon([(-112, 104), (112, 104), (146, 640), (-146, 640)], round_body(main))
    pen.box(-150, 634, 150, 690, across(darker(main, 0.1), lighter(main, 0.1)), 4)
    for number in range(11):
        x = -132 + number * 26
        pen.line([(x, 644), (x, 680)], 2, darker(main, 0.22))
    pen.label(label, 0, 380, 96, 110)


def stick(pen: Pen, label: str) -> None:
    """A lipstick beside its cap."""
    pen.shadow(280, 20)
    main, cap = pen.palette.main, pen.palette.detail
    tip = [(-46, 400), (46, 400), (46, 520), (-10, 580), (-46, 540)]
    pen.polygon(tip, round_body(main))
    pen.box(-54, 320, 54, 410, round_body(BRASS), 4)
    pen.box(-72, 0, 72, 330, round_body(cap), 8)
    pen.write(label, 0, 160, 26, PAPER)
    pen.moved(210).box(-72, 0, 72, 360, round_body(cap), 10)


def compact(pen: Pen, label: str) -> None:
    """An open compact with its mirror."""
    pen.shadow(330)
    main, rim = pen.palette.main, pen.palette.detail
    pen.oval(0, 400, 236, 220, across(lighter(rim, 0.5), rim))
    pen.oval(0, 400, 204, 190, slope((236, 243, 246), (200, 214, 222)))
    pen.line([(-80, 460), (30, 540)], 14, clear((255, 255, 255), 0.6))
    pen.oval(0, 96, 252, 96, darker(rim, 0.1))
    pen.oval(0, 120, 252, 96, across(lighter(rim, 0.45), rim))
    pen.oval(0, 124, 206, 74, across(lighter(main, 0.4), main))
    pen.write(label, 0, 130, 36, darker(main, 0.35))


def tin(pen: Pen, label: str) -> None:
    """A tea tin."""
    pen.shadow(280)
    main = pen.palette.main
    pen.box(-176, 0, 176, 440, round_body(main), 12)
    pen.box(-182, 420, 182, 540, round_body(darker(main, 0.15)), 12)
    pen.oval(0, 536, 176, 22, lighter(main, 0.25))
    pen.label(label, 0, 214, 130, 112)


def can(pen: Pen, label: str) -> None:
    """A drink or paint can."""
    pen.shadow(240)
    main = pen.palette.main
    pen.turned(
        [(0, 0), (110, 0), (140, 26), (140, 60), (140, 500), (112, 540), (0, 540)], round_body(main)
    )
    pen.oval(0, 540, 112, 16, lighter(STEEL, 0.4))
    pen.oval(0, 540, 92, 11, STEEL)
    pen.label(label, 0, 270, 112, 120)
