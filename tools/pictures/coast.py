"""Scenes by the water: Brighton, Exeter, Liverpool."""

from __future__ import annotations

import random

from pictures.canvas import Canvas
from pictures.palette import (
    BRICK,
    BUTTER,
    CLAY,
    CREAM,
    DEEP,
    HONEY,
    INK,
    LAGOON,
    MIST,
    OCHRE,
    PEACH,
    RUST,
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
from pictures.props import bunting, cloud, gull, mug, sky
from pictures.shapes import Point, arc, curve, disc, domed, land, oval, rect, rounded


def ripples(c: Canvas, top: float, bottom: float, colour: Colour, dice: random.Random) -> None:
    """Scatter short strokes of light over water, longer as they come nearer."""
    for _ in range(70):
        depth = dice.random() ** 1.4
        y = top + 8 + (bottom - top - 16) * depth
        length = 14 + 70 * depth * dice.uniform(0.5, 1)
        x = dice.uniform(-40, c.width)
        c.stroke([(x, y), (x + length, y)], fade(colour, 0.16 + 0.2 * dice.random()), 1.2 + 2 * depth)


def brighton(c: Canvas, dice: random.Random) -> None:
    """Draw deckchairs round a small table on a shingle beach, before a pier in morning light."""
    sky(c, 342, (mix(LAGOON, SKY, 0.4), mix(SKY, CREAM, 0.5), mix(BUTTER, PEACH, 0.4)))
    c.glow((330, 300), 420, WHITE, 0.8)
    c.fill(disc(330, 300, 62), mix(BUTTER, WHITE, 0.5))
    for at, width in (((620, 120), 260), ((60, 90), 180), ((960, 190), 210)):
        cloud(c, at, width, mix(SKY, WHITE, 0.55))
    c.ramp(rect(0, 340, 1200, 260), mix(LAGOON, MIST, 0.35), DEEP)
    c.fill(rect(0, 339, 1200, 3), mix(LAGOON, WHITE, 0.5))
    for row in range(9):
        half = 60 - row * 4
        c.stroke([(330 - half, 352 + row * 15), (330 + half, 352 + row * 15)], fade(BUTTER, 0.55 - row * 0.05), 4)
    ripples(c, 345, 540, WHITE, dice)
    _pier(c)
    _beach(c, dice)
    bunting(c, (-10, 60), (640, 44), 52)
    bunting(c, (640, 44), (1210, 86), 44)
    for at, size in (((520, 196), 17), ((580, 224), 12), ((448, 238), 10)):
        gull(c, at, size, SLATE)


def _pier(c: Canvas) -> None:
    deck, dark = 372, mix(SLATE, INK, 0.4)
    for x in range(500, 1210, 46):
        c.stroke([(x, deck), (x, 432)], dark, 5)
        c.stroke([(x, deck + 6), (x + 46, 424)], fade(dark, 0.55), 2)
        c.stroke([(x + 46, deck + 6), (x, 424)], fade(dark, 0.55), 2)
    c.shade(rect(490, 428, 720, 10), INK, 0.35, 6)
    _pavilion(c, (560, deck))
    for x, colour in ((850, HONEY), (930, BRICK), (1010, LAGOON), (1090, HONEY)):
        c.fill(rect(x, deck - 34, 52, 34), CREAM)
        c.fill([(x - 8, deck - 34), (x + 26, deck - 62), (x + 60, deck - 34)], colour)
        c.fill(rect(x + 8, deck - 24, 36, 14), mix(TEAL, INK, 0.2))
    c.fill(rect(486, deck - 2, 720, 12), mix(CREAM, SLATE, 0.3))
    for x in range(490, 1210, 14):
        c.stroke([(x, deck - 14), (x, deck)], fade(WHITE, 0.9), 1.6)
    c.stroke([(488, deck - 14), (1205, deck - 14)], WHITE, 2.4)


def _pavilion(c: Canvas, left: Point) -> None:
    x, y = left
    c.ramp(rect(x, y - 74, 236, 74), WHITE, mix(SAND, CREAM, 0.4))
    for step in range(7):
        c.fill(domed(x + 12 + step * 31, y - 56, 20, 46, 10), mix(LAGOON, DEEP, 0.4))
    for dx, half, high in ((28, 30, 44), (118, 56, 80), (208, 30, 44)):
        _onion(c, (x + dx, y - 74), half, high)
    c.fill(rect(x - 6, y - 80, 248, 9), mix(CREAM, CLAY, 0.35))


def _onion(c: Canvas, foot: Point, half: float, high: float) -> None:
    x, y = foot
    side = [
        (x - half, y),
        (x - half * 1.08, y - high * 0.34),
        (x - half * 0.6, y - high * 0.72),
        (x, y - high),
    ]
    left = curve(side)
    right = [(2 * x - px, py) for px, py in reversed(left)]
    c.ramp([*left, *right], mix(LAGOON, MIST, 0.4), TEAL, across=True)
    c.stroke([(x, y - high), (x, y - high - 20)], INK, 2)
    c.fill([(x, y - high - 20), (x + 16, y - high - 15), (x, y - high - 10)], BRICK)


def _beach(c: Canvas, dice: random.Random) -> None:
    shore = [(0, 520), (200, 508), (420, 532), (650, 520), (900, 548), (1200, 530)]
    c.fill(land([(x, y - 14) for x, y in shore], 750), fade(WHITE, 0.5))
    c.fill(land([(x, y - 5) for x, y in shore], 750), WHITE)
    c.ramp(land([(x, y + 7) for x, y in shore], 750), mix(SAND, CLAY, 0.25), mix(CLAY, WOOD, 0.25))
    for _ in range(420):
        y = 545 + 205 * dice.random()
        size = 2.5 + (y - 540) / 40 * dice.uniform(0.6, 1.2)
        tone = mix(dice.choice((SAND, CREAM, CLAY, SLATE, PEACH)), CLAY, 0.45)
        c.fill(oval(dice.uniform(0, 1200), y, size * 1.3, size * 0.75), fade(tone, 0.75))
    for x, colour in ((150, BRICK), (330, TEAL), (830, OCHRE), (1010, BRICK)):
        _deckchair(c, (x, 690), colour, facing=1 if x < 560 else -1)
    _table(c, (600, 700))


def _deckchair(c: Canvas, foot: Point, colour: Colour, *, facing: int) -> None:
    """Draw a striped deckchair from the side; `facing` 1 looks right."""
    x, y = foot

    def at(dx: float, dy: float) -> Point:
        return (x + facing * dx, y + dy)

    c.shade(oval(x + facing * 10, y + 2, 92, 12), INK, 0.4, 8)
    frame = mix(WOOD, CREAM, 0.15)
    c.stroke([at(-78, -168), at(72, 0)], frame, 8)
    c.stroke([at(96, -76), at(-64, 0)], mix(frame, INK, 0.25), 8)
    top = curve([at(-80, -166), at(-36, -92), at(10, -46), at(56, -48), at(94, -76)])
    low = [(px + facing * 30, py + 14) for px, py in top]
    c.fill([*top, *reversed(low)], CREAM)
    for share in (0.0, 0.42, 0.84):
        near = [(px + facing * 30 * share, py + 14 * share) for px, py in top]
        far = [(px + facing * 30 * (share + 0.2), py + 14 * (share + 0.2)) for px, py in top]
        c.fill([*near, *reversed(far)], colour)
    c.stroke([at(-82, -168), at(-50, -153)], frame, 8)
    c.stroke([at(92, -78), at(126, -62)], frame, 8)


def _table(c: Canvas, foot: Point) -> None:
    x, y = foot
    c.shade(oval(x, y + 2, 80, 12), INK, 0.4, 8)
    for dx in (-1, 1):
        c.stroke([(x - dx * 44, y), (x + dx * 30, y - 84)], BRICK if dx < 0 else RUST, 6)
    c.fill(oval(x, y - 84, 88, 17), RUST)
    c.fill(oval(x, y - 89, 88, 17), mix(CREAM, WHITE, 0.4))
    mug(c, (x - 34, y - 86), 38, TEAL, handle=-1)
    mug(c, (x + 36, y - 84), 38, HONEY)
    c.fill(rounded(x - 12, y - 116, 22, 26, 5), MIST)
    for dx, colour in ((-8, BRICK), (0, OCHRE), (8, BRICK)):
        c.stroke([(x, y - 108), (x + dx, y - 134)], DEEP, 2)
        c.fill(disc(x + dx, y - 138, 7), colour)


def liverpool(c: Canvas, dice: random.Random) -> None:
    """Draw the waterfront across the river at first light, with a ferry."""
    sky(c, 470, (mix(TEAL, SLATE, 0.3), mix(MIST, SAND, 0.6), mix(PEACH, BUTTER, 0.5)))
    c.glow((760, 440), 520, BUTTER, 0.75)
    for at, width in (((90, 150), 300), ((800, 110), 340), ((480, 230), 220)):
        cloud(c, at, width, mix(STONE, PEACH, 0.6))
    for x, w, h in ((0, 110, 96), (118, 90, 140), (820, 120, 110), (950, 80, 160), (1040, 170, 120)):
        c.fill(rect(x, 470 - h, w, h), mix(SLATE, PEACH, 0.5))
    _two_towers(c, (190, 470))
    _palazzo(c, (470, 470))
    _dome(c, (680, 470))
    c.fill(rect(900, 392, 300, 78), mix(BRICK, SLATE, 0.35))
    for x in range(916, 1200, 46):
        c.fill(domed(x, 420, 28, 50, 14), mix(INK, SLATE, 0.3))
        c.fill(rect(x, 400, 28, 12), fade(BUTTER, 0.75))
    c.ramp(rect(0, 470, 1200, 26), mix(SLATE, SAND, 0.35), mix(SLATE, INK, 0.3))
    c.ramp(rect(0, 494, 1200, 256), mix(LAGOON, PEACH, 0.45), DEEP)
    for x, w, colour in ((196, 210, CLAY), (470, 180, SAND), (690, 170, CREAM), (900, 300, RUST)):
        c.shade(rect(x, 500, w, 74), colour, 0.3, 12)
    ripples(c, 494, 750, BUTTER, dice)
    _ferry(c, (700, 640))
    for at, size in (((470, 96), 15), ((530, 122), 11), ((1010, 250), 13), ((620, 140), 10)):
        gull(c, at, size, INK)


def _windows(c: Canvas, corner: Point, grid: tuple[int, int], step: Point, size: Point) -> None:
    for column in range(grid[0]):
        for row in range(grid[1]):
            x, y = corner[0] + column * step[0], corner[1] + row * step[1]
            lit = (column * 5 + row * 3) % 7 == 0
            c.fill(rect(x, y, *size), BUTTER if lit else mix(SLATE, INK, 0.35))


def _two_towers(c: Canvas, left: Point) -> None:
    x, y = left
    stone = mix(CLAY, SAND, 0.5)
    for dx in (36, 172):
        _clock_tower(c, (x + dx, y - 190), stone)
    c.ramp(rect(x, y - 200, 240, 200), stone, mix(stone, SLATE, 0.4), across=True)
    c.fill(rect(x - 6, y - 206, 252, 10), mix(stone, SLATE, 0.3))
    c.fill(rect(x - 3, y - 58, 246, 6), mix(stone, SLATE, 0.3))
    _windows(c, (x + 14, y - 184), (9, 5), (25, 24), (13, 15))
    for dx in range(16, 230, 36):
        c.fill(domed(x + dx, y - 46, 22, 46, 11), mix(SLATE, INK, 0.4))


def _clock_tower(c: Canvas, foot: Point, stone: Colour) -> None:
    x, y = foot
    c.ramp(rect(x - 34, y - 100, 68, 110), mix(stone, WHITE, 0.12), mix(stone, SLATE, 0.4), across=True)
    c.fill(disc(x, y - 62, 24), mix(stone, INK, 0.35))
    c.fill(disc(x, y - 62, 20), CREAM)
    c.stroke([(x, y - 62), (x, y - 76)], INK, 2.5)
    c.stroke([(x, y - 62), (x + 9, y - 56)], INK, 2.5)
    c.fill(rect(x - 39, y - 106, 78, 8), mix(stone, SLATE, 0.35))
    c.ramp(rect(x - 25, y - 140, 50, 36), stone, mix(stone, SLATE, 0.45), across=True)
    c.fill(domed(x - 8, y - 132, 16, 28, 8), mix(SLATE, INK, 0.3))
    c.fill(domed(x - 22, y - 166, 44, 28, 26), mix(LAGOON, MIST, 0.35))
    c.fill(rect(x - 5, y - 182, 10, 18), mix(LAGOON, SLATE, 0.2))
    c.stroke([(x, y - 182), (x, y - 200)], DEEP, 3)
    c.stroke(
        curve([(x - 15, y - 206), (x - 4, y - 196), (x, y - 199), (x + 4, y - 196), (x + 15, y - 206)]),
        DEEP,
        3.5,
    )


def _palazzo(c: Canvas, left: Point) -> None:
    x, y = left
    c.ramp(rect(x, y - 150, 180, 150), mix(SAND, CREAM, 0.4), mix(CLAY, SLATE, 0.3), across=True)
    c.fill(rect(x - 8, y - 158, 196, 12), mix(CLAY, SLATE, 0.2))
    c.fill(rect(x, y - 50, 180, 50), fade(SLATE, 0.25))
    _windows(c, (x + 14, y - 132), (7, 3), (23, 27), (12, 17))
    for dx in range(14, 170, 23):
        c.fill(domed(x + dx, y - 38, 13, 38, 7), mix(SLATE, INK, 0.4))


def _dome(c: Canvas, left: Point) -> None:
    x, y = left
    pale = mix(CREAM, SAND, 0.4)
    c.fill(rect(x + 58, y - 204, 74, 60), mix(pale, CLAY, 0.4))
    for step in range(5):
        c.fill(rect(x + 63 + step * 14, y - 194, 7, 40), mix(SLATE, CLAY, 0.3))
    c.ramp(arc((x + 95, y - 204), 44, 56, 180, 360), mix(MIST, LAGOON, 0.3), mix(LAGOON, SLATE, 0.3), across=True)
    c.fill(rounded(x + 89, y - 284, 12, 28, 5), pale)
    c.ramp(rect(x, y - 144, 190, 144), pale, mix(CLAY, SLATE, 0.25), across=True)
    for dx in (-8, 162):
        c.ramp(rect(x + dx, y - 166, 36, 166), pale, mix(CLAY, SLATE, 0.15), across=True)
        c.fill(arc((x + dx + 18, y - 166), 17, 20, 180, 360), mix(LAGOON, MIST, 0.4))
    c.fill(rect(x - 12, y - 148, 214, 8), mix(pale, CLAY, 0.5))
    _windows(c, (x + 40, y - 126), (5, 3), (24, 28), (12, 17))
    c.fill(domed(x + 82, y - 44, 28, 44, 14), mix(SLATE, INK, 0.4))


def _ferry(c: Canvas, middle: Point) -> None:
    x, y = middle
    c.shade(oval(x, y + 20, 200, 14), INK, 0.5, 10)
    c.fill(rect(x - 120, y - 66, 236, 40), WHITE)
    c.fill(rect(x - 84, y - 96, 150, 32), CREAM)
    c.fill(rect(x - 92, y - 101, 166, 7), mix(SAND, CLAY, 0.4))
    for dx in range(-108, 100, 24):
        c.fill(rounded(x + dx, y - 56, 14, 14, 4), TEAL)
    for dx in range(-72, 56, 22):
        c.fill(rect(x + dx, y - 88, 14, 14), DEEP)
    c.ramp(rect(x - 22, y - 150, 40, 50), BRICK, RUST, across=True)
    c.fill(rect(x - 22, y - 150, 40, 14), INK)
    hull = [
        (x - 178, y - 30),
        (x + 182, y - 30),
        *curve([(x + 176, y - 8), (x + 140, y + 22)]),
        (x - 138, y + 22),
    ]
    c.ramp(hull, mix(INK, TEAL, 0.3), INK)
    c.fill([(x - 178, y - 30), (x + 182, y - 30), (x + 180, y - 23), (x - 173, y - 23)], CREAM)
    c.fill([(x - 144, y + 14), (x + 150, y + 14), (x + 140, y + 22), (x - 138, y + 22)], BRICK)
    c.stroke([(x - 150, y - 30), (x - 150, y - 74)], INK, 3)
    c.fill([(x - 150, y - 74), (x - 122, y - 68), (x - 150, y - 60)], BRICK)
    wake = curve([(x - 330, y + 26), (x - 240, y + 18), (x - 140, y + 24), (x - 240, y + 30), (x - 330, y + 26)])
    c.fill(wake, fade(WHITE, 0.55))
    c.stroke([(x - 120, y + 25), (x + 170, y + 25)], fade(WHITE, 0.5), 3)
