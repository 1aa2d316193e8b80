"""Scenes of work in progress: a planning wall, a run chart."""

from __future__ import annotations

import itertools
import random

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
    OCHRE,
    PEACH,
    ROSE,
    RUST,
    SAGE,
    SAND,
    SLATE,
    STONE,
    TEAL,
    WHITE,
    WOOD,
    Colour,
    fade,
    mix,
)  # fmt: skip
from pictures.props import mug, sheets, steam
from pictures.shapes import Point, curve, disc, rect, rounded, sag, turned

NOTES = (HONEY, ROSE, MIST, SAGE, PEACH)


def planning_wall(c: Canvas, dice: random.Random) -> None:
    """Draw a wall of sticky notes in three groups, joined by string, with a table below it."""
    c.ramp(rect(0, 0, 1200, 600), mix(CREAM, SAND, 0.35), mix(SAND, CLAY, 0.25))
    c.shade(_light(60), WHITE, 0.5, 14)
    c.shade(_light(240), WHITE, 0.5, 14)
    c.shade(rect(58, 62, 1090, 420), INK, 0.3, 10)
    c.ramp(rect(50, 50, 1100, 424), mix(TEAL, DEEP, 0.35), mix(TEAL, DEEP, 0.75))
    c.stroke([*rect(50, 50, 1100, 424), (50, 50)], mix(WOOD, CLAY, 0.35), 12)
    with c.within(rect(56, 56, 1088, 412)):
        c.fill(_light(60), fade(WHITE, 0.07))
        c.fill(_light(240), fade(WHITE, 0.07))
    for number, (x, colour) in enumerate(((96, BRICK), (456, OCHRE), (816, LAGOON))):
        c.fill(rounded(x, 82, 288, 34, 6), colour)
        c.stroke([(x + 20, 99), (x + 120 + 30 * number, 99)], fade(WHITE, 0.85), 6)
        _group(c, (x, 132), dice)
    pins = [(300, 250), (560, 196), (640, 340), (920, 290), (1010, 190)]
    for start, end in itertools.pairwise(pins):
        c.stroke([(x + 2, y + 5) for x, y in sag(start, end, 16)], fade(INK, 0.3), 3)
        c.stroke(sag(start, end, 16), CREAM, 3)
    for x, y in pins:
        c.fill(disc(x + 2, y + 3, 8), fade(INK, 0.35))
        c.fill(disc(x, y, 8), BRICK)
        c.fill(disc(x - 2, y - 2, 3), ROSE)
    _work_table(c, dice)


def _light(x: float) -> list[Point]:
    return [(x + 340, -10), (x + 490, -10), (x + 200, 610), (x + 50, 610)]


def _group(c: Canvas, corner: Point, dice: random.Random) -> None:
    x, y = corner
    for row in range(3):
        for column in range(3):
            if dice.random() < 0.12:
                continue
            at = (x + column * 98 + dice.uniform(-4, 8), y + row * 108 + dice.uniform(-3, 7))
            _note(c, at, NOTES[dice.randrange(5)], dice.uniform(-5, 5))


def _note(c: Canvas, corner: Point, colour: Colour, angle: float) -> None:
    """Stick a square note to the wall, its lower edge lifted a little."""
    x, y = corner
    size = 84
    c.shade(
        turned(
            [(x + 6, y + 14), (x + size + 2, y + 14), (x + size + 6, y + size + 9), (x + 4, y + size + 8)],
            corner,
            angle,
        ),
        INK,
        0.45,
        4,
    )
    edge = [
        (x, y),
        (x + size, y),
        *curve([(x + size, y + size), (x + size / 2, y + size + 3), (x, y + size - 2)]),
    ]
    c.ramp(turned(edge, corner, angle), mix(colour, WHITE, 0.12), mix(colour, CLAY, 0.14))
    lengths = (0.66, 0.5, 0.7, 0.36)
    for row in range(2 + round(x + y) % 3):
        line = [(x + 12, y + 22 + row * 14), (x + 12 + size * lengths[row], y + 22 + row * 14)]
        c.stroke(turned(line, corner, angle), fade(INK, 0.5), 3)


def _work_table(c: Canvas, dice: random.Random) -> None:
    c.ramp(rect(0, 560, 1200, 190), mix(WOOD, CLAY, 0.5), mix(WOOD, CLAY, 0.05))
    c.fill(rect(0, 554, 1200, 10), mix(CLAY, CREAM, 0.4))
    for y in (604, 660, 716):
        c.stroke([(0, y), (1200, y + 3)], fade(BARK, 0.15), 2)
    sheets(c, (420, 596), (210, 120), -5)
    sheets(c, (690, 580), (180, 110), 7)
    for number in range(4):
        c.fill(rect(200 + number * 2, 640 - number * 6, 84, 60), mix(NOTES[0], CLAY, 0.14 * (3 - number)))
    for number in range(3):
        c.fill(rect(304 + number * 2, 622 - number * 6, 74, 50), mix(NOTES[1], RUST, 0.14 * (2 - number)))
    for x, colour, angle in ((930, BRICK, 24), (960, DEEP, 12), (986, OCHRE, 34)):
        pen = rounded(x, 600, 14, 112, 6)
        c.shade(turned([(px + 4, py + 5) for px, py in pen], (x, 650), angle), INK, 0.4, 3)
        c.fill(turned(pen, (x, 650), angle), colour)
        c.fill(turned(rounded(x, 600, 14, 34, 6), (x, 650), angle), mix(colour, INK, 0.4))
    mug(c, (110, 676), 74, LAGOON, handle=-1)
    steam(c, (110, 606), 70)
    mug(c, (1110, 690), 74, BRICK)
    steam(c, (1110, 620), 70 + dice.randrange(8))


def run_chart(c: Canvas, dice: random.Random) -> None:
    """Draw a run chart on a large sheet: a median line, a change marked by a note, a shift below it."""
    c.ramp(rect(0, 0, 1200, 750), mix(LAGOON, TEAL, 0.5), DEEP)
    for y in range(-200, 900, 90):
        c.stroke([(0, y), (1200, y + 40)], fade(INK, 0.07), 3)
    sheet = turned(rect(130, 60, 880, 610), (600, 375), -1.2)
    c.shade([(x + 12, y + 16) for x, y in sheet], INK, 0.55, 14)
    c.ramp(sheet, WHITE, mix(CREAM, WHITE, 0.4))
    for step in range(1, 24):
        c.stroke(turned([(136 + step * 36, 66), (136 + step * 36, 664)], (600, 375), -1.2), fade(MIST, 0.3), 1.2)
    for step in range(1, 17):
        c.stroke(turned([(136, 60 + step * 36), (1004, 60 + step * 36)], (600, 375), -1.2), fade(MIST, 0.3), 1.2)
    for x, y, angle in ((140, 80, -46), (1000, 62, 44), (1000, 660, -46)):
        c.fill(turned(rect(x - 52, y - 15, 104, 30), (x, y), angle), fade(OCHRE, 0.8))
    _chart(c, dice)
    _note(c, (664, 150), HONEY, 4)
    c.stroke(curve([(700, 240), (676, 286), (640, 306)]), BRICK, 4)
    c.fill([(628, 310), (650, 294), (650, 316)], BRICK)
    _pencil(c, (1034, 262))
    _ruler(c, (40, 716))
    _cup_from_above(c, (1092, 128))
    _pot_from_above(c, (60, 330))
    for number, colour in enumerate((mix(ROSE, RUST, 0.5), mix(ROSE, RUST, 0.25), ROSE)):
        pad = rect(1064 - number * 3, 610 - number * 4, 96, 96)
        c.shade([(x + 5, y + 7) for x, y in pad], INK, 0.25, 4)
        c.fill(turned(pad, (1110, 650), 8), colour)


def _chart(c: Canvas, dice: random.Random) -> None:
    about = (600, 375)
    c.stroke(turned([(220, 116), (470, 116)], about, -1.2), fade(INK, 0.75), 9)
    c.stroke(turned([(220, 144), (380, 144)], about, -1.2), fade(INK, 0.35), 5)
    c.stroke(turned([(220, 190), (220, 590), (940, 590)], about, -1.2), INK, 5)
    for step in range(8):
        c.stroke(turned([(208, 200 + step * 52), (220, 200 + step * 52)], about, -1.2), INK, 3)
    for step in range(24):
        c.stroke(turned([(238 + step * 30, 590), (238 + step * 30, 602)], about, -1.2), INK, 3)
    for step in range(36):
        c.stroke(turned([(226 + step * 20, 336), (237 + step * 20, 336)], about, -1.2), OCHRE, 4)
    levels = [340, 318, 362, 300, 396, 330, 312, 354, 404, 322, 346, 300, 336]
    levels += [420, 436, 408, 452, 470, 444, 486, 462, 498, 476, 490]
    marks = [(238.0 + step * 30, level + dice.uniform(-5, 5)) for step, level in enumerate(levels)]
    line = turned(marks, about, -1.2)
    c.fill(turned([(620, 196), (942, 196), (942, 588), (620, 588)], about, -1.2), fade(GREEN, 0.12))
    c.stroke(line, TEAL, 5)
    for number, (x, y) in enumerate(line):
        c.fill(disc(x, y, 9), WHITE)
        c.fill(disc(x, y, 7.5), TEAL if number < 13 else BRICK)


def _cup_from_above(c: Canvas, middle: Point) -> None:
    x, y = middle
    c.shade(disc(x + 8, y + 12, 84), INK, 0.5, 9)
    c.fill(disc(x, y, 84), mix(CREAM, SAND, 0.4))
    c.fill(disc(x, y, 78), CREAM)
    c.stroke([(x + 40, y + 30), (x + 74, y + 54)], OCHRE, 17)
    c.shade(disc(x + 5, y + 7, 54), INK, 0.35, 5)
    c.fill(disc(x, y, 54), OCHRE)
    c.fill(disc(x, y, 46), mix(OCHRE, BARK, 0.5))
    c.fill(disc(x + 2, y + 3, 43), mix(BARK, BRICK, 0.3))
    c.stroke(curve([(x - 26, y - 8), (x - 14, y - 24), (x + 6, y - 28)]), fade(CREAM, 0.35), 5)


def _pot_from_above(c: Canvas, middle: Point) -> None:
    x, y = middle
    c.shade(disc(x + 8, y + 12, 58), INK, 0.5, 9)
    c.fill(disc(x, y, 56), BRICK)
    c.fill(disc(x, y, 47), mix(BARK, INK, 0.3))
    for ring, (length, colours) in enumerate(((128, (TEAL, GREEN)), (96, (GREEN, SAGE)), (60, (SAGE, MIST)))):
        for number in range(7):
            half = length * 0.19
            blade = [
                (x, y),
                (x + half, y - length * 0.5),
                (x, y - length),
                (x - half, y - length * 0.5),
                (x, y),
            ]
            angle = number * 360 / 7 + ring * 25
            c.fill(turned([(px + 4, py + 5) for px, py in curve(blade)], middle, angle), fade(INK, 0.12))
            c.fill(turned(curve(blade), middle, angle), colours[number % 2])
            c.stroke(turned([(x, y), (x, y - length * 0.85)], middle, angle), fade(INK, 0.18), 1.6)


def _pencil(c: Canvas, tip: Point) -> None:
    x, y = tip
    about = (x, y)
    body = rect(x - 11, y + 34, 22, 250)
    c.shade(turned([(px + 8, py + 8) for px, py in body], about, -24), INK, 0.45, 5)
    c.fill(turned(body, about, -24), HONEY)
    c.fill(turned(rect(x + 2, y + 34, 9, 250), about, -24), OCHRE)
    c.fill(turned([(x, y), (x + 11, y + 34), (x - 11, y + 34)], about, -24), SAND)
    c.fill(turned([(x, y), (x + 4, y + 12), (x - 4, y + 12)], about, -24), INK)
    c.fill(turned(rect(x - 11, y + 284, 22, 14), about, -24), STONE)
    c.fill(turned(rounded(x - 11, y + 296, 22, 26, 8), about, -24), ROSE)


def _ruler(c: Canvas, corner: Point) -> None:
    x, y = corner
    body = rect(x, y, 420, 44)
    c.shade(turned([(px + 6, py + 8) for px, py in body], corner, -5), INK, 0.45, 5)
    c.fill(turned(body, corner, -5), mix(CLAY, SAND, 0.4))
    for step in range(1, 41):
        high = 18 if step % 5 == 0 else 10
        c.stroke(turned([(x + step * 10, y), (x + step * 10, y + high)], corner, -5), mix(SLATE, BUTTER, 0.1), 1.8)
