"""Scenes of streets: Exeter's quay, a terrace at night."""

from __future__ import annotations

import itertools
import random

from pictures.canvas import Canvas
from pictures.coast import ripples
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
    NIGHT,
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
    Colour,
    fade,
    mix,
)  # fmt: skip
from pictures.props import cloud, gull, house, lights, sky, tree
from pictures.shapes import Point, arc, curve, disc, domed, land, oval, rect, rounded

QUAY = 540


def exeter_network(c: Canvas, dice: random.Random) -> None:
    """Draw houses on a quay, joined by strings of lamps, below a cathedral with two towers."""
    sky(c, 420, (mix(LAGOON, SKY, 0.3), mix(SKY, CREAM, 0.5), mix(PEACH, CREAM, 0.3)))
    c.glow((560, 330), 460, BUTTER, 0.55)
    for at, width in (((70, 120), 220), ((900, 100), 240), ((330, 80), 150)):
        cloud(c, at, width, mix(CREAM, WHITE, 0.6))
    for at, size in (((250, 190), 12), ((290, 212), 9), ((860, 200), 11)):
        gull(c, at, size, SLATE)
    c.ramp(
        land([(0, 330), (200, 290), (420, 340), (800, 280), (1000, 310), (1200, 260)], 520),
        mix(MIST, SAGE, 0.4),
        SAGE,
    )
    c.ramp(land([(0, 400), (300, 370), (620, 400), (900, 350), (1200, 380)], 540), mix(GREEN, SAGE, 0.5), GREEN)
    _cathedral(c, (400, 410))
    for x, y, high in (
        (350, 440, 80),
        (330, 460, 96),
        (850, 430, 84),
        (905, 446, 100),
        (1120, 420, 90),
        (90, 440, 90),
    ):
        tree(c, (x, y), high, mix(GREEN, FOREST, 0.3))
    _row(c, dice)
    c.ramp(rect(0, QUAY, 1200, 34), mix(SAND, STONE, 0.3), mix(STONE, SLATE, 0.6))
    for x in range(20, 1200, 70):
        c.stroke([(x, QUAY + 14), (x, QUAY + 34)], fade(INK, 0.25), 3)
    c.ramp(rect(0, QUAY + 34, 1200, 180), mix(LAGOON, MIST, 0.1), DEEP)
    for left, front, wall in FRONTS:
        c.shade(rect(left + 8, QUAY + 42, front - 16, 60), wall, 0.35, 10)
    ripples(c, QUAY + 36, 760, BUTTER, dice)
    _boat(c, (250, 668), (BRICK, 1.0))
    _boat(c, (600, 640), (HONEY, 0.75))
    _boat(c, (960, 680), (CREAM, 1.1))
    tops = [(-20, 420), (178, 408), (388, 416), (612, 402), (812, 418), (1022, 406), (1220, 420)]
    for start, end in itertools.pairwise(tops):
        lights(c, start, end, 26)


FRONTS: tuple[tuple[float, float, Colour], ...] = (
    (-30, 110, ROSE), (84, 100, CREAM), (188, 108, LAGOON), (300, 96, HONEY), (400, 110, BRICK),
    (514, 100, MIST), (618, 104, PEACH), (726, 96, SAGE), (826, 110, CREAM), (940, 96, ROSE),
    (1040, 104, HONEY), (1148, 110, TEAL),
)  # fmt: skip


def _row(c: Canvas, dice: random.Random) -> None:
    for number, (x, width, wall) in enumerate(FRONTS):
        high = 118 + (number * 37) % 22
        roof = (RUST, SLATE, mix(BRICK, SLATE, 0.3))[number % 3]
        lit = [dice.random() < 0.5 for _ in range(3)]
        house(c, (x, QUAY - high), (width, high), (wall, roof), lit)


def _cathedral(c: Canvas, left: Point) -> None:
    x, y = left
    stone, dark = mix(SAND, ROSE, 0.3), mix(CLAY, SLATE, 0.4)
    c.ramp(rect(x, y - 118, 420, 150), stone, mix(stone, dark, 0.5))
    c.ramp(
        [(x - 6, y - 116), (x + 16, y - 158), (x + 404, y - 158), (x + 426, y - 116)],
        mix(SLATE, MIST, 0.25),
        SLATE,
    )
    for dx in range(12, 410, 34):
        c.fill(rect(x + dx + 22, y - 116, 8, 150), mix(stone, dark, 0.4))
        c.fill([(x + dx + 22, y - 116), (x + dx + 26, y - 132), (x + dx + 30, y - 116)], mix(stone, dark, 0.4))
        c.fill(domed(x + dx + 4, y - 98, 14, 62, 10), mix(DEEP, SLATE, 0.4))
    for dx in (112, 238):
        c.ramp(rect(x + dx, y - 250, 74, 260), mix(stone, WHITE, 0.15), mix(stone, dark, 0.5), across=True)
        for step in range(6):
            c.fill(rect(x + dx - 3 + step * 14, y - 262, 9, 14), stone)
        for sx in (0, 66):
            c.fill([(x + dx + sx - 2, y - 258), (x + dx + sx + 4, y - 290), (x + dx + sx + 10, y - 258)], dark)
        for row in range(3):
            for column in (12, 42):
                c.fill(domed(x + dx + column, y - 234 + row * 50, 18, 34, 9), mix(DEEP, SLATE, 0.3))
            c.fill(rect(x + dx - 3, y - 190 + row * 50, 80, 5), mix(stone, dark, 0.55))


def _boat(c: Canvas, middle: Point, look: tuple[Colour, float]) -> None:
    (x, y), (colour, s) = middle, look
    c.shade(oval(x, y + 14 * s, 96 * s, 9 * s), INK, 0.5, 7)
    hull = [
        (x - 92 * s, y - 18 * s),
        (x + 96 * s, y - 24 * s),
        *curve([(x + 84 * s, y), (x + 58 * s, y + 16 * s)]),
    ]
    c.ramp([*hull, (x - 70 * s, y + 16 * s)], colour, mix(colour, INK, 0.35))
    c.stroke([(x - 92 * s, y - 18 * s), (x + 96 * s, y - 24 * s)], mix(colour, WHITE, 0.5), 4 * s)
    c.ramp(rounded(x - 48 * s, y - 56 * s, 62 * s, 38 * s, 6), WHITE, SAND)
    for dx in (-40, -20, 0):
        c.fill(rounded(x + dx * s, y - 48 * s, 12 * s, 14 * s, 3), TEAL)
    c.stroke([(x + 30 * s, y - 20 * s), (x + 30 * s, y - 120 * s)], BARK, 3.5 * s)
    c.fill([(x + 30 * s, y - 118 * s), (x + 58 * s, y - 110 * s), (x + 30 * s, y - 100 * s)], OCHRE)
    c.stroke([(x - 60 * s, y + 18 * s), (x + 80 * s, y + 18 * s)], fade(WHITE, 0.4), 2.5)


def night_shift(c: Canvas, dice: random.Random) -> None:
    """Draw terraced houses at night below a hospital whose windows are lit, a bus at the stop."""
    sky(c, 470, (NIGHT, mix(DEEP, NIGHT, 0.3), mix(TEAL, LAGOON, 0.25)))
    for _ in range(90):
        x, y = dice.uniform(0, 1200), dice.uniform(0, 330)
        c.fill(disc(x, y, dice.uniform(0.7, 2.1)), fade(BUTTER, dice.uniform(0.4, 1)))
    c.glow((940, 130), 250, MIST, 0.5)
    c.fill(disc(940, 130, 56), mix(BUTTER, WHITE, 0.4))
    for dx, dy, r in ((-18, -14, 11), (16, 10, 15), (12, -26, 7), (-22, 20, 7)):
        c.fill(disc(940 + dx, 130 + dy, r), fade(HONEY, 0.3))
    cloud(c, (1000, 210), 220, mix(DEEP, LAGOON, 0.4))
    cloud(c, (60, 160), 200, mix(DEEP, NIGHT, 0.2))
    c.ramp(land([(0, 400), (240, 320), (520, 290), (820, 350), (1200, 300)], 560), mix(DEEP, NIGHT, 0.2), NIGHT)
    _hospital(c, (300, 300), dice)
    c.fill(land([(0, 440), (300, 400), (640, 380), (900, 410), (1200, 360)], 700), mix(NIGHT, DEEP, 0.25))
    for x in range(40, 1200, 120):
        tree(c, (x, 452 - x * 0.03), 76, mix(FOREST, NIGHT, 0.5))
    _terrace(c, dice)
    c.ramp(rect(0, 616, 1200, 34), mix(SLATE, NIGHT, 0.25), mix(SLATE, NIGHT, 0.5))
    c.ramp(rect(0, 648, 1200, 110), mix(INK, NIGHT, 0.3), mix(INK, SLATE, 0.2))
    for x in range(-20, 1200, 120):
        c.fill([(x, 702), (x + 62, 702), (x + 58, 708), (x - 4, 708)], fade(CREAM, 0.5))
    _street_lamp(c, (90, 640))
    _street_lamp(c, (640, 640))
    _street_lamp(c, (1130, 640))
    _bus(c, (860, 690))


def _hospital(c: Canvas, left: Point, dice: random.Random) -> None:
    x, y = left
    c.glow((x + 220, y - 20), 330, OCHRE, 0.35)
    wall = mix(SLATE, DEEP, 0.45)
    for dx, width, high in ((0, 150, 110), (150, 120, 170), (270, 170, 130)):
        c.ramp(rect(x + dx, y - high, width, high + 90), mix(wall, LAGOON, 0.2), mix(wall, NIGHT, 0.4))
        c.fill(rect(x + dx - 4, y - high - 6, width + 8, 8), mix(wall, NIGHT, 0.5))
        for px in range(12, width - 14, 22):
            for py in range(14, high + 60, 26):
                on = dice.random() < 0.62
                c.fill(
                    rect(x + dx + px, y - high + py, 13, 15),
                    (BUTTER if dice.random() < 0.7 else HONEY) if on else NIGHT,
                )
    c.fill(rounded(x + 188, y - 164, 44, 44, 6), WHITE)
    c.fill(rect(x + 205, y - 157, 10, 30), GREEN)
    c.fill(rect(x + 195, y - 147, 30, 10), GREEN)


def _terrace(c: Canvas, dice: random.Random) -> None:
    walls = (mix(BRICK, NIGHT, 0.45), mix(CLAY, NIGHT, 0.5), mix(ROSE, NIGHT, 0.55), mix(LAGOON, NIGHT, 0.5))
    for number in range(10):
        x = -20 + number * 126
        top = 448 - (number % 5) * 3
        lit = [dice.random() < p for p in (0.25, 0.2, 0.55)]
        house(c, (x, top), (126, 620 - top), (walls[(number * 3) % 4], mix(SLATE, NIGHT, 0.55)), lit)
        if lit[2]:
            c.glow((x + 32, 580), 90, HONEY, 0.3)


def _street_lamp(c: Canvas, foot: Point) -> None:
    x, y = foot
    c.shade(oval(x + 26, y + 12, 110, 16), HONEY, 0.4, 12)
    c.stroke([(x, y), (x, y - 212)], INK, 6)
    c.stroke(curve([(x, y - 206), (x + 10, y - 232), (x + 36, y - 232)]), INK, 5)
    c.glow((x + 40, y - 222), 150, HONEY, 0.6)
    c.fill(arc((x + 40, y - 226), 17, 13, 180, 360), INK)
    c.fill(oval(x + 40, y - 225, 13, 5), BUTTER)
    c.fill([(x + 28, y - 224), (x + 52, y - 224), (x + 120, y), (x - 40, y)], fade(HONEY, 0.07))


def _bus(c: Canvas, middle: Point) -> None:
    x, y = middle
    c.shade(oval(x, y + 22, 190, 12), NIGHT, 0.7, 6)
    c.fill([(x + 168, y - 20), (x + 400, y - 6), (x + 400, y + 34), (x + 168, y + 6)], fade(BUTTER, 0.22))
    c.ramp(rounded(x - 170, y - 116, 340, 130, 18), mix(BRICK, ROSE, 0.25), RUST)
    c.fill(rect(x - 170, y - 34, 340, 9), mix(CREAM, BRICK, 0.2))
    for step in range(5):
        c.ramp(rounded(x - 156 + step * 54, y - 102, 46, 54, 6), WHITE, HONEY)
        c.fill(rounded(x - 146 + step * 54, y - 70, 26, 22, 8), mix(TEAL, SLATE, 0.4))
    c.ramp(rounded(x + 116, y - 104, 44, 112, 6), mix(BUTTER, WHITE, 0.4), OCHRE)
    c.fill(rect(x + 136, y - 104, 4, 112), RUST)
    c.fill(rounded(x - 60, y - 128, 120, 16, 5), RUST)
    c.glow((x - 10, y - 70), 240, BUTTER, 0.25)
    for dx in (-104, 84):
        c.fill(arc((x + dx, y + 12), 34, 34, 180, 360), NIGHT)
        c.fill(disc(x + dx, y + 10, 27), mix(INK, NIGHT, 0.3))
        c.fill(disc(x + dx, y + 10, 12), STONE)
    c.fill(disc(x + 164, y - 8, 8), WHITE)
    c.glow((x + 168, y - 8), 60, BUTTER, 0.8)
