"""Patterns that stand where a person's photo would."""

from __future__ import annotations

import random

from pictures.canvas import Canvas
from pictures.palette import (
    BRICK,
    BUTTER,
    CREAM,
    DEEP,
    GREEN,
    HONEY,
    LAGOON,
    MIST,
    OCHRE,
    ROSE,
    SAGE,
    SLATE,
    TEAL,
    Colour,
    mix,
)  # fmt: skip
from pictures.shapes import arc, disc, rect

CELL = 100
FAMILIES: tuple[tuple[Colour, ...], ...] = (
    (DEEP, LAGOON, HONEY, CREAM),
    (BRICK, ROSE, BUTTER, TEAL),
    (GREEN, SAGE, OCHRE, CREAM),
    (SLATE, MIST, ROSE, BUTTER),
)


def pattern(c: Canvas, dice: random.Random) -> None:
    """Tile the square with quarter rounds, half rounds and dots of one family of colours."""
    family = list(dice.choice(FAMILIES))
    for row in range(c.height // CELL):
        for column in range(c.width // CELL):
            back, front, dot = dice.sample(family, 3)
            _tile(c, (column * CELL, row * CELL), (back, front, dot), dice.randrange(8))


def _tile(c: Canvas, corner: tuple[int, int], colours: tuple[Colour, Colour, Colour], turn: int) -> None:
    x, y = corner
    back, front, dot = colours
    c.ramp(rect(x, y, CELL, CELL), back, mix(back, DEEP, 0.06))
    quarter = turn % 4
    pivot = (x + CELL * (quarter in (1, 2)), y + CELL * (quarter in (2, 3)))
    if turn < 6:
        c.fill([*arc(pivot, CELL, CELL, quarter * 90, quarter * 90 + 90), pivot], front)
        c.fill([*arc(pivot, CELL * 0.5, CELL * 0.5, quarter * 90, quarter * 90 + 90), pivot], dot)
        return
    c.fill(arc((x + CELL / 2, y + CELL / 2), CELL * 0.42, CELL * 0.42, turn * 90, turn * 90 + 180), front)
    c.fill(disc(x + CELL / 2, y + CELL / 2, CELL * 0.16), dot)
