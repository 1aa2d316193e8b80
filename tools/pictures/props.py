"""Things that stand in more than one scene."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

from pictures.canvas import Canvas
from pictures.palette import (
    BARK,
    BRICK,
    BUTTER,
    CREAM,
    FOREST,
    GREEN,
    HONEY,
    INK,
    LAGOON,
    OCHRE,
    SAGE,
    TEAL,
    WHITE,
    Colour,
    fade,
    lighter,
    mix,
)
from pictures.shapes import Point, arc, curve, disc, domed, land, oval, rect, rounded, sag, turned

FLAGS = (BRICK, HONEY, LAGOON, CREAM, OCHRE)


def sky(c: Canvas, horizon: float, stops: Sequence[Colour]) -> None:
    """Paint the sky from the top of the picture to the horizon, through each colour in turn."""
    band = horizon / (len(stops) - 1)
    for number, (upper, lower) in enumerate(itertools.pairwise(stops)):
        c.ramp(rect(0, number * band, c.width, band), upper, lower)


def cloud(c: Canvas, at: Point, width: float, colour: Colour = WHITE) -> None:
    """Draw a flat-bottomed cloud, lighter above; `at` is the left end of its base."""
    x, y = at
    humps = ((0.14, 0.05, 0.1), (0.34, 0.1, 0.15), (0.56, 0.15, 0.2), (0.78, 0.07, 0.12))
    for dx, dy, radius in humps:
        c.fill(arc((x + width * dx, y - width * dy * 0.4), width * radius, width * radius, 180, 360), colour)
        c.fill(
            rect(x + width * (dx - radius), y - width * dy * 0.4 - 0.5, width * radius * 2, width * dy * 0.4),
            colour,
        )
    c.fill(rounded(x, y - width * 0.06, width, width * 0.06, width * 0.03), colour)


def gull(c: Canvas, at: Point, size: float, colour: Colour = INK) -> None:
    x, y = at
    left = curve([(x - size, y - size * 0.15), (x - size * 0.55, y - size * 0.4), (x, y)])
    right = curve([(x, y), (x + size * 0.5, y - size * 0.45), (x + size, y - size * 0.25)])
    c.stroke(left, colour, 2.4)
    c.stroke(right, colour, 2.4)


def tree(c: Canvas, foot: Point, height: float, leaf: Colour = GREEN) -> None:
    """Draw a round tree, lit from the left."""
    x, y = foot
    r = height * 0.34
    c.fill(
        [
            (x - r * 0.12, y),
            (x - r * 0.07, y - height * 0.6),
            (x + r * 0.07, y - height * 0.6),
            (x + r * 0.12, y),
        ],
        BARK,
    )
    dark, light = mix(leaf, FOREST, 0.45), lighter(leaf)
    for dx, dy, size, colour in (
        (0.42, 0.52, 0.66, dark), (0.52, 0.7, 0.6, dark), (-0.05, 0.5, 0.6, dark),
        (-0.45, 0.58, 0.66, leaf), (0.05, 0.68, 0.84, leaf), (0.16, 0.84, 0.56, leaf),
        (-0.34, 0.68, 0.44, light), (-0.06, 0.86, 0.42, light), (0.1, 0.62, 0.3, lighter(leaf, 0.16)),
    ):  # fmt: skip
        c.fill(disc(x + r * dx, y - height * dy * 0.98, r * size), colour)


def pine(c: Canvas, foot: Point, height: float, leaf: Colour = FOREST) -> None:
    x, y = foot
    c.fill(rect(x - height * 0.025, y - height * 0.15, height * 0.05, height * 0.15), BARK)
    for low, high, half in ((0.1, 0.55, 0.22), (0.32, 0.78, 0.17), (0.56, 1.0, 0.12)):
        left, right, top = x - height * half, x + height * half, y - height * high
        c.fill([(left, y - height * low), (x, top), (right, y - height * low)], leaf)
        c.fill([(x, top), (right, y - height * low), (x, y - height * low)], fade(INK, 0.16))


def bunting(c: Canvas, start: Point, end: Point, drop: float) -> None:
    """Hang a string of small flags."""
    string = sag(start, end, drop)
    c.stroke(string, INK, 1.6)
    for number, ((x0, y0), (x1, y1)) in enumerate(zip(string[1:-1:2], string[2::2], strict=False)):
        tip = ((x0 + x1) / 2, (y0 + y1) / 2 + abs(x1 - x0) * 1.0)
        c.fill([(x0, y0), (x1, y1), tip], FLAGS[number % len(FLAGS)])


def lights(c: Canvas, start: Point, end: Point, drop: float) -> None:
    """Hang a string of small lamps."""
    string = sag(start, end, drop)
    c.stroke(string, fade(INK, 0.8), 1.4)
    for x, y in string[1:-1:2]:
        c.glow((x, y + 5), 22, HONEY, 0.6)
        c.fill(disc(x, y + 5, 3.8), BUTTER)


def mug(c: Canvas, at: Point, size: float, colour: Colour, *, handle: int = 1) -> None:
    """Draw a mug; `at` is the middle of its foot, `handle` 1 for right and -1 for left."""
    x, y = at
    c.shade(oval(x + size * 0.1, y, size * 0.55, size * 0.1), INK, 0.35, size * 0.05)
    ring = arc((x + handle * size * 0.4, y - size * 0.42), size * 0.24, size * 0.26, 0, 360)
    c.stroke(ring, mix(colour, INK, 0.12), size * 0.1)
    sides = [(x - size * 0.42, y - size * 0.85), (x + size * 0.42, y - size * 0.85)]
    body = [*sides, *arc((x, y - size * 0.12), size * 0.36, size * 0.14, 0, 180)]
    c.ramp(body, mix(colour, WHITE, 0.12), mix(colour, INK, 0.16), across=True)
    c.fill(oval(x, y - size * 0.85, size * 0.42, size * 0.11), mix(colour, WHITE, 0.35))
    c.fill(oval(x, y - size * 0.84, size * 0.35, size * 0.08), mix(BARK, BRICK, 0.3))


def steam(c: Canvas, at: Point, height: float) -> None:
    x, y = at
    for dx in (-0.12, 0.12):
        base = x + height * dx
        wave = [
            (base, y),
            (base + height * 0.1, y - height * 0.33),
            (base - height * 0.06, y - height * 0.66),
        ]
        c.stroke(curve([*wave, (base + height * 0.06, y - height)]), fade(WHITE, 0.45), height * 0.045)


def plant(c: Canvas, foot: Point, height: float, pot: Colour = BRICK) -> None:
    """Draw a tall leafy plant in a pot."""
    x, y = foot
    c.shade(oval(x + height * 0.05, y, height * 0.2, height * 0.03), INK, 0.35, height * 0.02)
    for angle, reach, colour in (
        (-62, 0.62, FOREST), (60, 0.6, FOREST), (-38, 0.74, GREEN), (36, 0.72, TEAL),
        (-14, 0.82, TEAL), (14, 0.84, GREEN), (-50, 0.46, SAGE), (48, 0.44, SAGE), (0, 0.72, SAGE),
    ):  # fmt: skip
        _leaf(c, (x, y - height * 0.24), (height * reach, angle), colour)
    top, foot_half, rim = height * 0.15, height * 0.1, y - height * 0.27
    c.ramp(
        [(x - top, rim), (x + top, rim), (x + foot_half, y), (x - foot_half, y)],
        pot,
        mix(pot, INK, 0.35),
        across=True,
    )
    c.fill(rounded(x - top * 1.12, rim - height * 0.02, top * 2.24, height * 0.055, 4), mix(pot, WHITE, 0.12))


def _leaf(c: Canvas, root: Point, reach: tuple[float, float], colour: Colour) -> None:
    length, angle = reach
    x, y = root
    width = length * 0.15
    side = [(x, y), (x + width, y - length * 0.55), (x, y - length)]
    back = [(x, y - length), (x - width, y - length * 0.55), (x, y)]
    c.fill(turned([*curve(side), *curve(back)], root, angle), colour)
    c.stroke(turned([(x, y), (x, y - length * 0.9)], root, angle), fade(INK, 0.22), 1.5)


def lamp(c: Canvas, at: Point, size: float, shade: Colour) -> None:
    """Hang a lamp from the ceiling; `at` is the middle of its shade's lower edge."""
    x, y = at
    c.stroke([(x, -5), (x, y - size * 0.6)], INK, 2.5)
    c.glow((x, y + size * 0.3), size * 3.2, HONEY, 0.5)
    c.fill(oval(x, y + 1, size * 0.5, size * 0.12), BUTTER)
    c.ramp(
        [
            *arc((x, y), size * 0.62, size * 0.62, 180, 360),
            (x + size * 0.62, y + 3),
            (x - size * 0.62, y + 3),
        ],
        mix(shade, WHITE, 0.1),
        mix(shade, INK, 0.25),
        across=True,
    )


def sheets(c: Canvas, corner: Point, size: Point, angle: float = 0) -> None:
    """Lay a sheet of paper with lines of writing; `corner` is its upper left."""
    x, y = corner
    w, h = size
    paper = turned(rect(x, y, w, h), corner, angle)
    c.shade([(px + 3, py + 5) for px, py in paper], INK, 0.3, 4)
    c.fill(paper, WHITE)
    dice = random.Random(f"{x},{y}")
    for row in range(1, max(2, round(h / 14))):
        end = x + w * (0.45 if row % 4 == 0 else dice.uniform(0.74, 0.88))
        c.stroke(turned([(x + w * 0.12, y + row * 14), (end, y + row * 14)], corner, angle), fade(INK, 0.35), 2)


def panes(c: Canvas, corner: Point, size: Point, grid: tuple[int, int], colour: Colour) -> None:
    """Draw a window's frame and bars over a view that is already there."""
    (x, y), (w, h), (columns, rows) = corner, size, grid
    for column in range(columns + 1):
        bar = 10 if column in (0, columns) else 6
        c.fill(rect(x + w * column / columns - bar / 2, y - 5, bar, h + 10), colour)
    for row in range(rows + 1):
        bar = 10 if row in (0, rows) else 6
        c.fill(rect(x - 5, y + h * row / rows - bar / 2, w + 10, bar), colour)


def house(c: Canvas, corner: Point, size: Point, colours: tuple[Colour, Colour], lit: Sequence[bool]) -> None:
    """Draw a terraced house from the front: two floors, a door, a roof with a chimney."""
    (x, y), (w, h) = corner, size
    wall, roof = colours
    c.fill(rect(x + w * 0.68, y - h * 0.34, w * 0.15, h * 0.3), mix(wall, INK, 0.35))
    c.fill(rect(x + w * 0.66, y - h * 0.36, w * 0.19, h * 0.04), mix(wall, INK, 0.5))
    c.ramp(rect(x, y, w, h), wall, mix(wall, INK, 0.18))
    c.fill(
        [
            (x - w * 0.03, y + 2),
            (x + w * 0.05, y - h * 0.22),
            (x + w * 0.95, y - h * 0.22),
            (x + w * 1.03, y + 2),
        ],
        roof,
    )
    spots = [(0.12, 0.14), (0.6, 0.14), (0.12, 0.56)]
    for (dx, dy), on in zip(spots, lit, strict=False):
        sash(c, (x + w * dx, y + h * dy), (w * 0.27, h * 0.27), on=on)
    c.fill(domed(x + w * 0.6, y + h * 0.5, w * 0.26, h * 0.5, h * 0.08), mix(wall, WHITE, 0.55))
    c.fill(domed(x + w * 0.63, y + h * 0.54, w * 0.2, h * 0.46, h * 0.06), TEAL if roof != TEAL else BRICK)
    c.fill(disc(x + w * 0.79, y + h * 0.78, w * 0.018), HONEY)


def sash(c: Canvas, corner: Point, size: Point, *, on: bool) -> None:
    """Draw a small window, lit or dark."""
    (x, y), (w, h) = corner, size
    c.fill(rect(x - 2.5, y - 2.5, w + 5, h + 5), mix(CREAM, INK, 0.12))
    if on:
        c.ramp(rect(x, y, w, h), BUTTER, OCHRE)
    else:
        c.ramp(rect(x, y, w, h), mix(TEAL, INK, 0.35), mix(LAGOON, INK, 0.25))
    c.fill(rect(x + w / 2 - 1.2, y, 2.4, h), mix(CREAM, INK, 0.12))
    c.fill(rect(x, y + h / 2 - 1.2, w, 2.4), mix(CREAM, INK, 0.12))
    c.fill(rect(x - 4, y + h + 2, w + 8, 3.5), mix(CREAM, INK, 0.3))


def hedge(c: Canvas, left: Point, width: float, height: float, leaf: Colour) -> None:
    """Draw a clipped hedge with a soft top."""
    x, y = left
    bumps = [(x + width * step / 12, y - height - (step % 2) * height * 0.1) for step in range(13)]
    c.fill(land(bumps, y), leaf)
    c.fill(rect(x, y - height * 0.3, width, height * 0.3), fade(INK, 0.14))
