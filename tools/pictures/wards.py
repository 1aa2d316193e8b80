"""The ward by its window."""

from __future__ import annotations

import random

from pictures.canvas import Canvas
from pictures.palette import (
    BARK,
    BRICK,
    BUTTER,
    CLAY,
    CREAM,
    DEEP,
    FOREST,
    GREEN,
    HONEY,
    INK,
    LAGOON,
    MIST,
    OCHRE,
    PEACH,
    ROSE,
    RUST,
    SAGE,
    SAND,
    SKY,
    SLATE,
    STONE,
    TEAL,
    WHITE,
    WOOD,
    fade,
    mix,
)  # fmt: skip
from pictures.props import cloud, mug, panes, tree
from pictures.shapes import Point, curve, disc, domed, land, oval, rect, rounded


def cardiff_ward(c: Canvas, dice: random.Random) -> None:
    """Draw a made bed by a wide ward window, a castle keep on its mound beyond the glass."""
    c.ramp(rect(0, 0, 1200, 560), mix(SAGE, CREAM, 0.55), mix(SAGE, CREAM, 0.3))
    opening = rect(300, 60, 640, 320)
    with c.within(opening):
        _castle_view(c, dice)
    panes(c, (300, 60), (640, 320), (3, 1), WHITE)
    c.fill(rounded(280, 384, 680, 18, 4), WHITE)
    c.fill(rect(0, 540, 1200, 16), WHITE)
    c.ramp(rect(0, 556, 1200, 200), mix(LAGOON, MIST, 0.35), mix(LAGOON, TEAL, 0.35))
    c.shade([(320, 570), (900, 570), (1060, 740), (300, 740)], BUTTER, 0.35, 14)
    c.stroke([(40, 36), (1160, 36)], STONE, 7)
    _screen_curtain(c, (44, 36), 180)
    _screen_curtain(c, (1034, 36), 130)
    _bed(c)
    _locker(c, (236, 640))
    _drip(c, (968, 648))
    _armchair(c, (1076, 690))


def _castle_view(c: Canvas, dice: random.Random) -> None:
    with c.within(rect(290, 50, 660, 340)):
        c.ramp(rect(290, 50, 660, 130), mix(LAGOON, SKY, 0.45), mix(SKY, CREAM, 0.5))
        c.ramp(rect(290, 180, 660, 130), mix(SKY, CREAM, 0.5), mix(PEACH, BUTTER, 0.4))
        c.glow((440, 240), 260, WHITE, 0.7)
        for at, width in (((330, 130), 120), ((740, 120), 150)):
            cloud(c, at, width, mix(SKY, WHITE, 0.6))
        c.ramp(
            land([(290, 250), (430, 210), (600, 262), (800, 214), (960, 250)], 390),
            mix(MIST, LAGOON, 0.25),
            MIST,
        )
        for number in range(14):
            high = 18 + dice.random() * 34
            c.fill(rect(294 + number * 48, 330 - high, 44, high + 40), mix(CLAY, MIST, 0.35 + 0.2 * (number % 3)))
        c.ramp(
            land([(480, 372), (570, 316), (650, 306), (730, 320), (820, 372)], 390),
            GREEN,
            mix(GREEN, FOREST, 0.4),
        )
        _keep(c, (592, 316))
        c.fill(land([(290, 356), (500, 366), (760, 370), (950, 352)], 390), mix(GREEN, FOREST, 0.3))
        for x, high in ((340, 96), (400, 74), (880, 100), (932, 80), (480, 56), (826, 62)):
            tree(c, (x, 384), high, OCHRE if high == 74 else GREEN)


def _keep(c: Canvas, left: Point) -> None:
    x, y = left
    stone = mix(SAND, STONE, 0.35)
    c.ramp(rect(x, y - 84, 120, 92), stone, mix(stone, SLATE, 0.35), across=True)
    for step in range(7):
        c.fill(rect(x - 4 + step * 19, y - 97, 13, 15), mix(stone, SLATE, 0.05 * step))
    for dx in (22, 58, 94):
        c.fill(domed(x + dx - 5, y - 64, 10, 26, 5), mix(SLATE, INK, 0.3))
    c.fill(domed(x + 48, y - 26, 24, 34, 12), mix(SLATE, INK, 0.4))
    c.stroke([(x + 60, y - 84), (x + 60, y - 140)], INK, 2.5)
    c.fill([(x + 60, y - 140), (x + 98, y - 131), (x + 60, y - 120)], BRICK)


def _screen_curtain(c: Canvas, rail: Point, width: float) -> None:
    x, y = rail
    folds = 7
    step = width / folds
    for fold in range(folds):
        low = y + 560 + (fold % 2) * 6
        strip = [
            (x + fold * step, y + 4),
            (x + (fold + 1) * step, y + 4),
            (x + (fold + 1) * step, low),
            (x + fold * step, low),
        ]
        c.ramp(strip, mix(LAGOON, MIST, 0.65 if fold % 2 else 0.35), mix(LAGOON, MIST, 0.35 if fold % 2 else 0.1))
        c.fill(disc(x + (fold + 0.5) * step, y + 1, 5), SLATE)
    c.shade(rect(x, y + 562, width, 12), INK, 0.3, 6)


def _bed(c: Canvas) -> None:
    c.shade(rect(356, 690, 580, 22), INK, 0.45, 12)
    steel = mix(SLATE, STONE, 0.4)
    for x in (396, 876):
        c.stroke([(x, 610), (x, 694)], steel, 10)
        c.fill(disc(x, 698, 14), INK)
        c.fill(disc(x, 698, 6), STONE)
    c.stroke([(396, 656), (876, 656)], steel, 8)
    c.ramp(rounded(352, 430, 26, 214, 12), mix(WOOD, CLAY, 0.4), WOOD)
    c.ramp(rounded(896, 506, 24, 138, 12), mix(WOOD, CLAY, 0.4), WOOD)
    c.ramp(rounded(372, 560, 530, 66, 16), WHITE, mix(SKY, STONE, 0.2))
    c.ramp(
        [*curve([(382, 566), (376, 512), (402, 476), (478, 492), (516, 552)]), (500, 570)],
        WHITE,
        mix(CREAM, SAND, 0.4),
    )
    c.stroke(curve([(404, 500), (438, 512), (470, 540)]), fade(CLAY, 0.5), 3)
    blanket = [
        *curve([(508, 552), (620, 534), (780, 540), (892, 548), (906, 572)]),
        *curve([(904, 640), (700, 652), (520, 640)]),
    ]
    c.ramp(blanket, TEAL, mix(TEAL, DEEP, 0.7))
    with c.within(blanket):
        for row, colour in ((572, HONEY), (590, CREAM), (608, BRICK)):
            c.stroke(curve([(490, row), (640, row - 12), (800, row - 6), (920, row)]), fade(colour, 0.9), 7)
    fold = [*curve([(500, 552), (560, 538), (602, 538)]), (596, 640), (520, 640)]
    c.ramp(fold, WHITE, mix(CREAM, SAND, 0.5))
    c.fill(rounded(900, 566, 34, 44, 4), WHITE)
    c.stroke([(907, 596), (913, 584), (919, 590), (927, 576)], BRICK, 2.5)


def _locker(c: Canvas, foot: Point) -> None:
    x, y = foot
    c.shade(rect(x - 60, y + 34, 140, 14), INK, 0.4, 7)
    c.ramp(rounded(x - 62, y - 130, 130, 172, 8), mix(CLAY, CREAM, 0.3), CLAY)
    c.fill(rounded(x - 70, y - 140, 146, 16, 6), mix(WOOD, CLAY, 0.3))
    for dy in (-112, -54):
        c.fill(rounded(x - 50, y + dy, 106, 48 if dy < -60 else 84, 5), mix(CLAY, CREAM, 0.5))
        c.fill(rounded(x - 14, y + dy + 14, 34, 7, 3), WOOD)
    c.ramp(rounded(x - 46, y - 200, 34, 60, 10), mix(SKY, WHITE, 0.4), MIST)
    for dx, dy, colour in ((-14, -56, BRICK), (0, -76, HONEY), (15, -60, ROSE), (-4, -46, OCHRE)):
        c.stroke([(x - 29, y - 176), (x - 29 + dx, y - 192 + dy * 0.7)], FOREST, 3)
        c.fill(disc(x - 29 + dx, y - 196 + dy * 0.7, 13), colour)
        c.fill(disc(x - 29 + dx, y - 196 + dy * 0.7, 4.5), BUTTER)
    mug(c, (x + 34, y - 138), 42, BRICK)


def _drip(c: Canvas, foot: Point) -> None:
    x, y = foot
    c.shade(oval(x, y + 26, 60, 8), INK, 0.4, 5)
    for dx in (-42, 42):
        c.stroke([(x, y), (x + dx, y + 22)], SLATE, 7)
        c.fill(disc(x + dx, y + 24, 6), INK)
    c.stroke([(x, y + 4), (x, y - 380)], STONE, 6)
    c.stroke([(x - 36, y - 372), (x - 30, y - 386), (x + 30, y - 386), (x + 36, y - 372)], STONE, 5)
    c.ramp(rounded(x - 54, y - 370, 38, 70, 10), mix(SKY, WHITE, 0.6), mix(LAGOON, MIST, 0.6))
    c.stroke(
        curve([(x - 36, y - 300), (x - 38, y - 220), (x - 74, y - 160), (x - 96, y - 104)]),
        fade(WHITE, 0.9),
        3,
    )


def _armchair(c: Canvas, foot: Point) -> None:
    x, y = foot
    c.shade(oval(x, y + 6, 110, 12), INK, 0.45, 8)
    for dx in (-72, 72):
        c.stroke([(x + dx, y - 40), (x + dx * 1.05, y)], BARK, 10)
    c.ramp(rounded(x - 78, y - 236, 156, 180, 34), mix(OCHRE, HONEY, 0.4), OCHRE)
    c.ramp(rounded(x - 74, y - 108, 148, 56, 18), HONEY, mix(OCHRE, RUST, 0.2))
    for dx in (-98, 62):
        c.ramp(rounded(x + dx, y - 138, 36, 106, 16), OCHRE, mix(OCHRE, RUST, 0.4))
