"""The pharmacy with its shelves."""

from __future__ import annotations

import random

from pictures.canvas import Canvas
from pictures.palette import (
    BARK,
    BRICK,
    CLAY,
    CREAM,
    DEEP,
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
from pictures.props import cloud, gull, lamp, mug, plant, sky
from pictures.shapes import Point, arc, domed, land, oval, rect, rounded


def belfast_pharmacy(c: Canvas, dice: random.Random) -> None:
    """Draw a pharmacy's shelves and counter, shipyard cranes seen through the shop window."""
    c.ramp(rect(0, 0, 1200, 620), mix(TEAL, DEEP, 0.55), mix(TEAL, DEEP, 0.25))
    opening = domed(60, 70, 330, 400, 60)
    with c.within(opening):
        _harbour_view(c, dice)
    c.stroke([*opening, opening[0]], mix(CREAM, SAND, 0.3), 13)
    c.stroke([(225, 72), (225, 470)], mix(CREAM, SAND, 0.3), 7)
    c.stroke([(60, 200), (390, 200)], mix(CREAM, SAND, 0.3), 7)
    c.fill(rounded(40, 466, 370, 16, 4), mix(CREAM, SAND, 0.3))
    c.ramp(rect(440, 60, 720, 500), mix(WOOD, BARK, 0.55), mix(WOOD, BARK, 0.8))
    for row in range(4):
        y = 186 + row * 118
        _shelf(c, (452, y), dice)
    c.fill(rect(428, 48, 744, 18), WOOD)
    for x in (428, 794, 1154):
        c.ramp(rect(x, 60, 16, 500), mix(WOOD, CLAY, 0.2), WOOD, across=True)
    lamp(c, (620, 84), 44, BRICK)
    lamp(c, (980, 84), 44, BRICK)
    _counter(c)


def _harbour_view(c: Canvas, dice: random.Random) -> None:
    sky(c, 360, (mix(LAGOON, SKY, 0.4), mix(SKY, CREAM, 0.5), mix(PEACH, CREAM, 0.35)))
    cloud(c, (80, 160), 110, mix(SKY, WHITE, 0.6))
    gull(c, (330, 150), 10, SLATE)
    c.ramp(land([(40, 330), (150, 290), (280, 310), (400, 270)], 480), mix(MIST, LAGOON, 0.35), MIST)
    for x, scale in ((92, 0.8), (236, 1.0)):
        _gantry(c, (x, 400), scale)
    c.ramp(rect(40, 398, 380, 90), mix(LAGOON, MIST, 0.3), TEAL)
    for _ in range(16):
        left, top = dice.uniform(60, 370), dice.uniform(408, 462)
        c.stroke([(left, top), (left + dice.uniform(14, 36), top)], fade(CREAM, 0.45), 1.8)
    c.fill([(300, 404), (384, 404), (372, 422), (312, 422)], BRICK)
    c.fill(rect(322, 388, 40, 16), WHITE)


def _gantry(c: Canvas, foot: Point, scale: float) -> None:
    (x, y), s = foot, scale
    c.fill([(x, y), (x + 14 * s, y - 150 * s), (x + 26 * s, y - 150 * s), (x + 24 * s, y)], OCHRE)
    for dx in (104, 124):
        c.stroke([(x + dx * s, y), (x + 114 * s, y - 150 * s)], mix(OCHRE, RUST, 0.2), 5 * s)
    c.fill(rect(x - 10 * s, y - 170 * s, 150 * s, 22 * s), mix(OCHRE, HONEY, 0.4))
    for step in range(7):
        px = x - 6 * s + step * 20 * s
        c.stroke([(px, y - 152 * s), (px + 10 * s, y - 167 * s), (px + 20 * s, y - 152 * s)], fade(RUST, 0.5), 1.6)
    c.stroke([(x + 60 * s, y - 148 * s), (x + 60 * s, y - 86 * s)], INK, 2)


def _shelf(c: Canvas, left: Point, dice: random.Random) -> None:
    x, y = left
    end = x + 696
    at = x + 10
    while at < end - 40:
        if x + 318 < at + 44 and at < x + 366:
            at = x + 368
        at += _vessel(c, (at, y), dice) + 7
    c.fill(rect(x - 10, y, 716, 12), mix(WOOD, CLAY, 0.25))
    c.fill(rect(x - 10, y + 12, 716, 7), fade(INK, 0.3))


def _vessel(c: Canvas, foot: Point, dice: random.Random) -> float:
    """Stand a bottle, a jar or a box on a shelf; give its width."""
    x, y = foot
    colour = dice.choice((OCHRE, BRICK, LAGOON, SAGE, CREAM, HONEY, MIST, ROSE))
    width, high = dice.choice((26, 30, 34, 40)), dice.uniform(46, 84)
    shape = dice.choice(("bottle", "jar", "box", "bottle"))
    if shape == "box":
        c.ramp(rect(x, y - high, width, high), colour, mix(colour, INK, 0.15))
        c.fill(rect(x + 5, y - high * 0.7, width - 10, high * 0.2), mix(colour, WHITE, 0.7))
        c.fill(rect(x + 5, y - high * 0.36, (width - 10) * 0.6, 3), fade(INK, 0.4))
        return width
    body = high * (0.7 if shape == "bottle" else 0.84)
    c.fill(rect(x + width * 0.3, y - high, width * 0.4, high - body + 6), mix(colour, INK, 0.2))
    c.ramp(rounded(x, y - body, width, body, 8), mix(colour, WHITE, 0.15), mix(colour, INK, 0.22), across=True)
    cap = width * (0.26 if shape == "bottle" else 0.08)
    c.fill(
        rounded(x + cap, y - high - 4, width - cap * 2, 12, 3),
        mix(INK, SLATE, 0.4) if shape == "bottle" else WOOD,
    )
    c.fill(rect(x + 3, y - body * 0.66, width - 6, body * 0.38), mix(CREAM, WHITE, 0.3))
    c.fill(rect(x + 7, y - body * 0.54, width - 14, 3), fade(INK, 0.45))
    return width


def _counter(c: Canvas) -> None:
    c.ramp(rect(0, 592, 1200, 160), mix(SAND, CREAM, 0.4), mix(CLAY, SAND, 0.4))
    for x in range(24, 1200, 196):
        c.stroke([*rounded(x, 626, 172, 140, 8), (x + 164, 626)], mix(CLAY, WOOD, 0.25), 4)
    c.fill(rounded(664, 650, 72, 72, 12), WHITE)
    c.fill(rect(690, 660, 20, 52), GREEN)
    c.fill(rect(674, 676, 52, 20), GREEN)
    c.ramp(rect(-10, 566, 1220, 30), mix(WOOD, CLAY, 0.3), WOOD)
    c.fill(rect(0, 596, 1200, 9), fade(INK, 0.25))
    for x, colour in ((500, WHITE), (580, CREAM)):
        c.shade(rect(x + 4, 560, 66, 10), INK, 0.4, 4)
        c.ramp([(x, 568), (x + 4, 474), (x + 64, 474), (x + 68, 568)], colour, mix(colour, SAND, 0.6))
        c.fill([(x + 4, 474), (x + 34, 492), (x + 64, 474)], mix(colour, CLAY, 0.4))
        c.fill(rect(x + 29, 512, 9, 28), GREEN)
        c.fill(rect(x + 20, 521, 28, 9), GREEN)
    c.shade(oval(800, 566, 80, 8), INK, 0.4, 4)
    c.fill(rounded(770, 548, 64, 18, 6), SLATE)
    c.ramp([*arc((802, 516), 50, 36, 0, 180)], mix(STONE, WHITE, 0.5), STONE)
    c.stroke([(824, 506), (868, 446)], mix(STONE, WHITE, 0.4), 12)
    plant(c, (988, 570), 130, BRICK)
    mug(c, (412, 572), 44, OCHRE, handle=-1)
    c.fill(rounded(1080, 544, 76, 22, 4), RUST)
    c.fill(rounded(1088, 524, 64, 20, 4), LAGOON)
    c.fill(rounded(1076, 506, 74, 18, 4), HONEY)
