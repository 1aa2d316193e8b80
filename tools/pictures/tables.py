"""Scenes at a table: tea by the window, a desk with charts."""

from __future__ import annotations

import random
from collections.abc import Sequence

from pictures.canvas import Canvas
from pictures.palette import (
    BARK,
    BRICK,
    BUTTER,
    CLAY,
    CREAM,
    DEEP,
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
    WOOD,
    Colour,
    fade,
    mix,
)
from pictures.props import lamp, mug, panes, plant, sheets, steam, tree
from pictures.shapes import Point, arc, curve, disc, land, oval, rect, rounded, turned


def tea_and_talk(c: Canvas, dice: random.Random) -> None:
    """Draw a teapot and cups on a table by a window with rain on it."""
    c.ramp(rect(0, 0, 1200, 540), mix(LAGOON, DEEP, 0.45), mix(TEAL, LAGOON, 0.4))
    opening = rect(330, 40, 540, 360)
    with c.within(opening):
        c.ramp(rect(320, 30, 560, 380), mix(SLATE, MIST, 0.6), mix(CREAM, PEACH, 0.35))
        c.ramp(land([(320, 300), (460, 262), (640, 300), (880, 250)], 420), mix(MIST, SAGE, 0.4), SAGE)
        for x, high, leaf in ((400, 120, OCHRE), (760, 150, GREEN), (820, 110, HONEY)):
            tree(c, (x, 388), high, leaf)
        c.fill(land([(320, 372), (600, 352), (880, 376)], 420), mix(GREEN, SAGE, 0.3))
        for _ in range(60):
            left, top = dice.uniform(330, 880), dice.uniform(30, 390)
            c.stroke([(left, top), (left - 5, top + 20)], fade(WHITE, 0.5), 1.8)
    panes(c, (330, 40), (540, 360), (2, 2), CREAM)
    c.fill(rounded(300, 400, 600, 20, 4), CREAM)
    for x, side in ((262, -1), (938, 1)):
        _curtain(c, x, side)
    c.stroke([(150, 22), (1050, 22)], BARK, 9)
    lamp(c, (600, 150), 70, BRICK)
    _table_top(c)
    _teapot(c, (500, 640))
    for x, colour, handle in ((262, CREAM, -1), (772, HONEY, 1), (930, LAGOON, 1)):
        c.shade(oval(x + 4, 662 if x < 800 else 650, 74, 12), INK, 0.35, 6)
        c.fill(oval(x, 656 if x < 800 else 644, 72, 15), mix(colour, INK, 0.2))
        c.fill(oval(x, 652 if x < 800 else 640, 72, 15), mix(colour, WHITE, 0.4))
        mug(c, (x, 652 if x < 800 else 640), 84, colour, handle=handle)
        steam(c, (x, 576 if x < 800 else 564), 92)
    _biscuits(c, (1070, 700))


def _curtain(c: Canvas, x: float, side: int) -> None:
    """Draw a curtain whose folds hang from the rail, with `side` -1 on the left and 1 on the right."""
    for fold in range(4):
        inner, flare = x + side * (fold * 31 - 52), side * (2 + fold * 3)
        outer = inner + side * 33
        strip = [(inner, 26), (outer, 26), (outer + flare, 520), (inner + flare * 0.6, 520)]
        c.ramp(strip, ROSE if fold % 2 else mix(ROSE, BRICK, 0.35), mix(BRICK, RUST, 0.3 * (fold % 2)))
    for ring in range(5):
        c.fill(disc(x + side * (ring * 30 - 48), 26, 8), HONEY)


def _table_top(c: Canvas) -> None:
    c.ramp(rect(0, 520, 1200, 230), mix(WOOD, CLAY, 0.55), mix(WOOD, CLAY, 0.05))
    for y in (575, 645, 722):
        c.stroke([(0, y), (1200, y + 4)], fade(BARK, 0.16), 2)
    c.fill(rect(0, 514, 1200, 10), mix(CLAY, CREAM, 0.35))
    cloth = [(380, 524), (820, 524), (1010, 752), (190, 752)]
    c.ramp(cloth, CREAM, mix(SAND, CREAM, 0.4))
    for share in (0.08, 0.9):
        left, right = 380 + 440 * share, 190 + 820 * share
        c.fill([(left, 524), (left + 12, 524), (right + 20, 752), (right, 752)], fade(BRICK, 0.75))
    c.shade([(480, 524), (720, 524), (820, 660), (380, 660)], BUTTER, 0.4, 14)


def _teapot(c: Canvas, foot: Point) -> None:
    x, y = foot
    c.shade(oval(x + 6, y + 8, 140, 18), INK, 0.45, 8)
    c.stroke(curve([(x - 100, y - 130), (x - 180, y - 136), (x - 176, y - 60), (x - 96, y - 34)]), TEAL, 17)
    spout = [
        *curve([(x + 84, y - 60), (x + 150, y - 80), (x + 160, y - 152), (x + 196, y - 166)]),
        *curve([(x + 206, y - 146), (x + 184, y - 130), (x + 170, y - 40), (x + 84, y - 14)]),
    ]
    c.ramp(spout, LAGOON, DEEP)
    body = [*arc((x, y - 84), 124, 96, 150, 390), *arc((x, y - 8), 78, 14, 0, 180)]
    c.ramp(body, mix(LAGOON, MIST, 0.25), DEEP, across=True)
    with c.within(body):
        c.fill(rect(x - 140, y - 92, 280, 34), CREAM)
        for step in range(9):
            c.fill(disc(x - 120 + step * 30, y - 75, 8), (BRICK, OCHRE)[step % 2])
        c.shade(oval(x - 62, y - 120, 18, 34), WHITE, 0.5, 6)
        c.shade(oval(x + 104, y - 70, 44, 100), INK, 0.3, 14)
    c.fill(oval(x, y - 172, 62, 13), DEEP)
    c.ramp(arc((x, y - 174), 56, 34, 180, 360), LAGOON, TEAL, across=True)
    c.fill(disc(x, y - 214, 13), OCHRE)


def _biscuits(c: Canvas, middle: Point) -> None:
    x, y = middle
    c.shade(oval(x + 4, y + 12, 116, 20), INK, 0.4, 8)
    c.fill(oval(x, y + 5, 116, 26), STONE)
    c.fill(oval(x, y, 116, 26), WHITE)
    c.fill(oval(x, y, 88, 18), mix(SAND, WHITE, 0.5))
    for dx, dy in ((-46, -4), (4, 2), (46, -6), (-20, -18), (26, -20)):
        c.fill(oval(x + dx, y + dy + 6, 36, 12), mix(WOOD, CLAY, 0.3))
        c.fill(oval(x + dx, y + dy, 36, 12), mix(OCHRE, SAND, 0.45))
        for px in (-14, 0, 14):
            c.fill(disc(x + dx + px, y + dy, 2), fade(BARK, 0.6))


def data_room(c: Canvas, dice: random.Random) -> None:
    """Draw a desk with two screens of charts, papers and a lamp, before a window on a town at dusk."""
    c.ramp(rect(0, 0, 1200, 600), mix(SLATE, DEEP, 0.45), mix(SLATE, TEAL, 0.35))
    opening = rect(60, 60, 320, 300)
    with c.within(opening):
        c.ramp(rect(50, 50, 340, 170), mix(TEAL, NIGHT, 0.4), mix(LAGOON, ROSE, 0.5))
        c.ramp(rect(50, 220, 340, 150), mix(LAGOON, ROSE, 0.5), PEACH)
        c.glow((310, 120), 70, BUTTER, 0.6)
        c.fill(disc(310, 120, 20), mix(BUTTER, WHITE, 0.5))
        for number in range(9):
            high = 60 + (number * 47) % 100
            c.fill(rect(52 + number * 38, 366 - high, 36, high), mix(NIGHT, SLATE, 0.25 + 0.1 * (number % 3)))
            for row in range(int(high // 24)):
                if dice.random() < 0.55:
                    c.fill(rect(62 + number * 38, 376 - high + row * 24, 8, 10), BUTTER)
    panes(c, (60, 60), (320, 300), (2, 2), CREAM)
    c.fill(rounded(40, 362, 360, 14, 4), CREAM)
    for (x, y), colour in zip(((470, 70), (650, 70), (830, 70)), (OCHRE, BRICK, LAGOON), strict=True):
        _pinned(c, (x, y), colour, dice)
    c.fill(rect(1010, 96, 170, 10), WOOD)
    for number, x in enumerate(range(1020, 1150, 21)):
        high = 66 + (number * 13) % 24
        c.fill(rect(x, 96 - high, 17, high), (BRICK, CREAM, LAGOON, OCHRE, SAGE)[number % 5])
    _desk(c)
    _screen(c, (330, 548), (290, 196))
    _screen(c, (650, 548), (330, 214))
    _bars(c, (362, 376), dice)
    _control_chart(c, (680, 362))
    _desk_lamp(c, (1080, 560))
    plant(c, (160, 566), 170, BRICK)
    mug(c, (262, 590), 52, HONEY, handle=-1)
    steam(c, (262, 540), 50)
    sheets(c, (880, 572), (120, 46), -3)
    c.ramp(rounded(490, 570, 220, 26, 8), STONE, SLATE)
    for row in range(2):
        for step in range(14):
            c.fill(rounded(500 + step * 14.6, 575 + row * 9, 11, 6, 2), mix(CREAM, STONE, 0.3))


def _pinned(c: Canvas, corner: Point, colour: Colour, dice: random.Random) -> None:
    x, y = corner
    c.shade(rect(x + 4, y + 6, 140, 110), INK, 0.4, 5)
    c.fill(rect(x, y, 140, 110), CREAM)
    points: Sequence[Point] = [(x + 16 + step * 13.5, y + 70 - step * 2.4 + dice.uniform(-16, 16)) for step in range(9)]
    c.stroke([(x + 12, y + 18), (x + 12, y + 96), (x + 128, y + 96)], fade(INK, 0.5), 2)
    c.stroke(points, colour, 3)
    for px, py in points:
        c.fill(disc(px, py, 3.6), colour)
    c.fill(disc(x + 70, y + 6, 5), RUST)


def _desk(c: Canvas) -> None:
    c.ramp(rect(0, 600, 1200, 150), mix(DEEP, INK, 0.4), INK)
    c.ramp(rect(0, 548, 1200, 60), mix(CLAY, WOOD, 0.25), mix(WOOD, CLAY, 0.3))
    c.fill(rect(0, 604, 1200, 18), mix(WOOD, BARK, 0.45))
    for x in (40, 860):
        c.ramp(rect(x, 622, 300, 130), mix(WOOD, BARK, 0.25), BARK)
        for y in (634, 696):
            c.fill(rounded(x + 16, y, 268, 52, 4), mix(WOOD, CLAY, 0.15))
            c.fill(rounded(x + 124, y + 20, 52, 9, 4), HONEY)
    back = rounded(480, 630, 240, 150, 40)
    c.ramp(back, OCHRE, mix(OCHRE, RUST, 0.5))


def _screen(c: Canvas, foot: Point, size: Point) -> None:
    (x, y), (w, h) = foot, size
    c.shade(oval(x + w / 2, y + 18, 90, 8), INK, 0.5, 5)
    c.fill(rect(x + w / 2 - 14, y - 20, 28, 36), SLATE)
    c.fill(rounded(x + w / 2 - 56, y + 10, 112, 11, 5), mix(SLATE, INK, 0.3))
    c.glow((x + w / 2, y - h / 2), w * 0.75, SKY, 0.25)
    c.fill(rounded(x, y - h, w, h, 10), INK)
    c.ramp(rect(x + 9, y - h + 9, w - 18, h - 24), WHITE, mix(SKY, WHITE, 0.5))


def _bars(c: Canvas, corner: Point, dice: random.Random) -> None:
    x, y = corner
    c.stroke([(x, y), (x + 90, y)], fade(INK, 0.5), 5)
    for number in range(9):
        high = 108 - number * 9 + dice.uniform(-5, 5)
        c.fill(rect(x + number * 25, y + 140 - high, 18, high), TEAL if number < 3 else MIST)
    line = [(x + 9 + n * 25, y + 100 - 84 * (1 - (1 - n / 8) ** 2)) for n in range(9)]
    c.stroke(line, BRICK, 3)
    c.stroke([(x - 6, y + 142), (x + 228, y + 142)], INK, 2.5)


def _control_chart(c: Canvas, corner: Point) -> None:
    x, y = corner
    c.fill(rect(x, y + 26, 270, 74), fade(MIST, 0.4))
    for dy in (26, 100):
        c.stroke([(x, y + dy), (x + 270, y + dy)], fade(BRICK, 0.8), 2)
    c.stroke([(x, y + 63), (x + 270, y + 63)], fade(INK, 0.6), 2)
    rises = (50, 74, 58, 82, 44, 66, 78, 52, 70, 90, 118, 60, 48, 72, 56)
    line = [(x + 6 + step * 18.4, y + rise) for step, rise in enumerate(rises)]
    c.stroke(line, TEAL, 3)
    for px, py in line:
        c.fill(disc(px, py, 4.4), BRICK if py > y + 100 else TEAL)
    c.stroke([(x, y), (x + 120, y)], fade(INK, 0.5), 5)
    c.stroke([(x, y + 152), (x + 270, y + 152)], INK, 2.5)


def _desk_lamp(c: Canvas, foot: Point) -> None:
    x, y = foot
    c.shade(oval(x - 70, y + 14, 130, 14), BUTTER, 0.6, 9)
    c.fill([(x - 100, y - 168), (x - 44, y - 142), (x + 10, y + 8), (x - 190, y + 8)], fade(BUTTER, 0.18))
    c.glow((x - 78, y - 150), 170, HONEY, 0.55)
    c.fill(rounded(x - 44, y + 4, 88, 14, 7), RUST)
    c.stroke([(x, y + 6), (x + 34, y - 110), (x - 50, y - 190)], BRICK, 8)
    c.fill(disc(x + 34, y - 110, 9), RUST)
    shade = turned([(x - 74, y - 204), (x - 34, y - 204), (x - 14, y - 150), (x - 94, y - 150)], (x - 54, y - 180), 24)
    c.ramp(shade, ROSE, BRICK)
