"""Scenes indoors: a masterclass, a coaching circle, tea, a desk with charts."""

from __future__ import annotations

import math
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
    SAGE,
    SAND,
    SKY,
    SLATE,
    STONE,
    TEAL,
    WHITE,
    WOOD,
    Colour,
    fade,
    mix,
)  # fmt: skip
from pictures.props import cloud, lamp, mug, panes, plant, sheets, sky, tree
from pictures.shapes import Point, arc, curve, disc, domed, land, oval, rect, rounded


def masterclass_newcastle(c: Canvas, dice: random.Random) -> None:
    """Draw a room laid out for a class, a flip chart at its front, an arched bridge beyond the window."""
    c.ramp(rect(0, 0, 1200, 560), mix(TEAL, DEEP, 0.5), mix(TEAL, DEEP, 0.2))
    opening = rect(70, 70, 700, 380)
    with c.within(opening):
        _river_view(c, dice)
    panes(c, (70, 70), (700, 380), (4, 1), CREAM)
    c.fill(rect(56, 452, 728, 16), mix(CREAM, SAND, 0.5))
    c.ramp(rect(0, 556, 1200, 200), mix(WOOD, CLAY, 0.45), mix(WOOD, BARK, 0.3))
    for x in range(-400, 1700, 120):
        c.stroke([(600 + (x - 600) * 0.55, 560), (x, 750)], fade(BARK, 0.25), 2)
    c.fill(rect(0, 546, 1200, 12), mix(DEEP, INK, 0.4))
    c.shade([(120, 575), (700, 575), (860, 700), (200, 700)], BUTTER, 0.3, 12)
    plant(c, (838, 566), 200, BRICK)
    _flip_chart(c, (1000, 590))
    for x in (850, 1000, 1150):
        lamp(c, (x, 108), 46, OCHRE)
    for row, (y, scale) in enumerate(((640, 0.8), (752, 1.08))):
        for number in range(6):
            x = 110 + number * 196 if row else 200 + number * 160
            _chair_back(c, (x, y), (scale, (OCHRE, LAGOON, BRICK)[(number + row) % 3]))


def _river_view(c: Canvas, dice: random.Random) -> None:
    sky(c, 330, (mix(LAGOON, SKY, 0.5), mix(CREAM, SKY, 0.3), mix(PEACH, BUTTER, 0.4)))
    c.glow((240, 300), 300, WHITE, 0.6)
    cloud(c, (500, 150), 150, mix(SKY, WHITE, 0.5))
    for number in range(16):
        high = 30 + dice.random() * 66
        c.fill(rect(60 + number * 46, 350 - high, 44, high), mix(MIST, PEACH, 0.3 + 0.25 * (number % 3)))
    for number, x in enumerate(range(60, 780, 60)):
        high = 26 + (number * 29) % 34
        wall = (BRICK, SAND, ROSE, CLAY)[number % 4]
        c.fill(rect(x, 366 - high, 56, high), mix(wall, STONE, 0.25))
        c.fill([(x, 366 - high), (x + 28, 352 - high), (x + 56, 366 - high)], mix(SLATE, wall, 0.2))
    c.ramp(rect(60, 364, 720, 100), mix(LAGOON, MIST, 0.3), TEAL)
    for _ in range(26):
        left, top = dice.uniform(60, 740), dice.uniform(372, 446)
        c.stroke([(left, top), (left + dice.uniform(16, 44), top)], fade(CREAM, 0.4), 1.8)
    _arch_bridge(c, (430, 318))


def _arch_bridge(c: Canvas, deck: Point) -> None:
    x, y = deck
    steel = mix(TEAL, FOREST, 0.4)
    for dx in (-250, 214):
        c.ramp(rect(x + dx, y - 80, 36, 136), SAND, CLAY, across=True)
        c.fill(rect(x + dx - 5, y - 86, 46, 9), mix(SAND, WHITE, 0.3))
    upper = arc((x, y + 30), 236, 186, 190, 350)
    lower = arc((x, y + 34), 226, 158, 190, 350)
    for (x0, y0), (x1, y1), (x2, y2) in zip(upper, lower, lower[1:], strict=False):
        c.stroke([(x0, y0), (x1, y1)], steel, 2.5)
        c.stroke([(x0, y0), (x2, y2)], steel, 1.6)
    for px in range(-190, 200, 26):
        top = y + 34 - 158 * math.sqrt(max(0.0, 1 - (px / 226) ** 2))
        if top < y:
            c.stroke([(x + px, top), (x + px, y)], steel, 2)
    c.stroke(upper, steel, 7)
    c.stroke(lower, steel, 5)
    c.fill(rect(60, y - 4, 720, 13), steel)
    c.fill(rect(60, y - 8, 720, 4), mix(steel, CREAM, 0.4))


def _flip_chart(c: Canvas, foot: Point) -> None:
    x, y = foot
    c.shade(oval(x, y, 130, 12), INK, 0.45, 8)
    for end in (-98, 98):
        c.stroke([(x + end * 0.4, y - 330), (x + end, y)], BARK, 8)
    c.stroke([(x, y - 330), (x, y - 14)], mix(BARK, INK, 0.4), 6)
    c.shade(rect(x - 112, y - 380, 234, 290), INK, 0.35, 8)
    c.fill(rect(x - 118, y - 388, 236, 290), WHITE)
    c.fill(rounded(x - 124, y - 400, 248, 20, 5), SLATE)
    c.fill(rect(x - 124, y - 104, 248, 10), WOOD)
    c.stroke([(x - 96, y - 340), (x + 40, y - 340)], fade(INK, 0.6), 5)
    c.stroke([(x - 88, y - 306), (x - 88, y - 150), (x + 96, y - 150)], INK, 3)
    c.stroke([(x - 84, y - 222), (x + 92, y - 222)], fade(BRICK, 0.9), 2.5)
    highs = (-262, -240, -276, -236, -250, -216, -200, -212, -184, -196, -180)
    line = [(x - 78 + step * 16.6, y + high) for step, high in enumerate(highs)]
    c.stroke(line, TEAL, 3.5)
    for px, py in line:
        c.fill(disc(px, py, 5), TEAL)
    c.fill(rect(x + 30, y - 320, 52, 44), HONEY)
    for dx, colour in ((-60, BRICK), (-30, TEAL), (0, INK)):
        c.stroke([(x + dx, y - 108), (x + dx + 18, y - 108)], colour, 6)


def _chair_back(c: Canvas, foot: Point, look: tuple[float, Colour]) -> None:
    """Draw a chair seen from behind."""
    (x, y), (s, colour) = foot, look
    c.shade(oval(x, y, 62 * s, 10 * s), INK, 0.45, 6)
    for dx in (-44, 44):
        c.stroke([(x + dx * s, y), (x + dx * s * 0.92, y - 110 * s)], mix(INK, SLATE, 0.3), 7 * s)
    c.fill(rounded(x - 52 * s, y - 82 * s, 104 * s, 20 * s, 9 * s), mix(colour, INK, 0.45))
    back = rounded(x - 52 * s, y - 168 * s, 104 * s, 74 * s, 22 * s)
    c.ramp(back, mix(colour, WHITE, 0.1), mix(colour, INK, 0.18))
    c.fill(rounded(x - 22 * s, y - 154 * s, 44 * s, 10 * s, 5 * s), fade(INK, 0.18))


def coaching_circle(c: Canvas, dice: random.Random) -> None:
    """Draw a circle of empty chairs round a rug, in a bright room with tall windows."""
    c.ramp(rect(0, 0, 1200, 450), mix(HONEY, CREAM, 0.45), mix(PEACH, SAND, 0.4))
    for x in (130, 500, 870):
        opening = domed(x, 60, 200, 310, 90)
        with c.within(opening):
            c.ramp(rect(x, 50, 200, 340), SKY, mix(CREAM, SKY, 0.2))
            c.fill(land([(x - 10, 270), (x + 90, 240), (x + 220, 280)], 380), mix(SAGE, MIST, 0.3))
            tree(c, (x + 60 + dice.uniform(0, 90), 350), 150 + dice.uniform(0, 40), GREEN)
            c.fill(land([(x - 10, 330), (x + 120, 320), (x + 220, 336)], 380), GREEN)
        c.stroke([*opening, opening[0]], WHITE, 11)
        c.stroke([(x + 100, 62), (x + 100, 370)], WHITE, 6)
        for y in (150, 262):
            c.stroke([(x, y), (x + 200, y)], WHITE, 6)
        c.fill(rounded(x - 18, 366, 236, 14, 4), WHITE)
    c.fill(rect(0, 430, 1200, 22), WHITE)
    c.ramp(rect(0, 450, 1200, 300), mix(CLAY, WOOD, 0.25), mix(WOOD, CLAY, 0.2))
    for x in range(-600, 1900, 130):
        c.stroke([(600 + (x - 600) * 0.5, 452), (x, 752)], fade(BARK, 0.16), 2)
    for x in (130, 500, 870):
        c.shade([(x - 10, 470), (x + 180, 470), (x + 120, 700), (x - 140, 700)], BUTTER, 0.5, 10)
    for rx, ry, colour in (
        (330, 112, TEAL),
        (306, 102, CREAM),
        (290, 95, LAGOON),
        (190, 62, TEAL),
        (172, 55, MIST),
    ):
        c.fill(oval(600, 600, rx, ry), colour)
    plant(c, (62, 520), 260, BRICK)
    plant(c, (1136, 520), 230, DEEP)
    _circle(c)


def _circle(c: Canvas) -> None:
    seats = (BRICK, OCHRE, DEEP, GREEN)
    for number, (x, y) in enumerate(((430, 512), (600, 500), (770, 512))):
        _chair_front(c, (x, y), (0.82, seats[number % 4]))
    for number, (x, y, facing) in enumerate(((290, 578, 1), (910, 578, -1), (250, 668, 1), (950, 668, -1))):
        _chair_side(c, (x, y), (0.94 if y < 600 else 1.08, seats[(number + 1) % 4]), facing)
    c.shade(oval(606, 636, 84, 14), INK, 0.4, 6)
    for dx in (-46, 46):
        c.stroke([(600 + dx * 0.8, 574), (600 + dx, 636)], BARK, 7)
    c.fill(oval(600, 572, 84, 25), BARK)
    c.fill(oval(600, 566, 84, 25), mix(WOOD, CLAY, 0.45))
    mug(c, (562, 572), 34, CREAM, handle=-1)
    mug(c, (640, 574), 34, BRICK)
    sheets(c, (584, 556), (30, 17), 6)
    for number, x in enumerate((440, 760)):
        _chair_back(c, (x, 768), (1.2, seats[number * 2 + 1]))


def _chair_front(c: Canvas, foot: Point, look: tuple[float, Colour]) -> None:
    (x, y), (s, colour) = foot, look
    c.shade(oval(x, y, 60 * s, 10 * s), INK, 0.4, 5)
    for dx in (-42, 42):
        c.stroke([(x + dx * s * 0.8, y - 14 * s), (x + dx * s * 0.8, y - 60 * s)], mix(BARK, INK, 0.2), 6 * s)
    c.ramp(
        rounded(x - 48 * s, y - 164 * s, 96 * s, 78 * s, 24 * s),
        mix(colour, WHITE, 0.14),
        mix(colour, INK, 0.1),
    )
    c.stroke([(x - 34 * s, y - 90 * s), (x - 34 * s, y - 62 * s)], BARK, 6 * s)
    c.stroke([(x + 34 * s, y - 90 * s), (x + 34 * s, y - 62 * s)], BARK, 6 * s)
    seat = [
        (x - 44 * s, y - 76 * s),
        (x + 44 * s, y - 76 * s),
        (x + 56 * s, y - 54 * s),
        (x - 56 * s, y - 54 * s),
    ]
    c.fill(seat, mix(colour, WHITE, 0.2))
    c.fill(rounded(x - 57 * s, y - 56 * s, 114 * s, 15 * s, 6 * s), mix(colour, INK, 0.25))
    for dx in (-48, 48):
        c.stroke([(x + dx * s, y - 42 * s), (x + dx * s, y)], BARK, 7 * s)


def _chair_side(c: Canvas, foot: Point, look: tuple[float, Colour], facing: int) -> None:
    """Draw a chair from its side; `facing` 1 looks right."""
    (x, y), (s, colour) = foot, look
    k = s * facing
    c.shade(oval(x, y, 66 * s, 10 * s), INK, 0.4, 5)
    for dx in (-30, 60):
        c.stroke([(x + dx * k, y - 12 * s), (x + dx * k, y - 60 * s)], mix(BARK, INK, 0.25), 6 * s)
    seat = [
        (x - 50 * k, y - 66 * s),
        (x - 24 * k, y - 80 * s),
        (x + 66 * k, y - 80 * s),
        (x + 50 * k, y - 66 * s),
    ]
    c.fill(seat, mix(colour, WHITE, 0.22))
    c.fill(rounded(min(x - 50 * k, x + 52 * k), y - 68 * s, 102 * s, 15 * s, 6 * s), mix(colour, INK, 0.2))
    back = [
        (x - 66 * k, y - 172 * s),
        (x - 40 * k, y - 184 * s),
        (x - 24 * k, y - 92 * s),
        (x - 46 * k, y - 80 * s),
    ]
    c.ramp(curve([*back, back[0]], 6), mix(colour, WHITE, 0.12), mix(colour, INK, 0.12))
    c.fill(
        [
            (x - 68 * k, y - 172 * s),
            (x - 58 * k, y - 172 * s),
            (x - 42 * k, y - 70 * s),
            (x - 50 * k, y - 66 * s),
        ],
        mix(colour, INK, 0.35),
    )
    for dx in (-46, 46):
        c.stroke([(x + dx * k, y - 56 * s), (x + dx * k * 1.08, y)], BARK, 7 * s)
