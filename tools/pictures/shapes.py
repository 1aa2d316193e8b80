"""Outlines as lists of points, in the picture's own units."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence

Point = tuple[float, float]
Outline = list[Point]


def rect(x: float, y: float, width: float, height: float) -> Outline:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def rounded(x: float, y: float, width: float, height: float, radius: float) -> Outline:
    """Give a rectangle whose corners are rounded."""
    r = min(radius, width / 2, height / 2)
    corners = [
        (x + width - r, y + r, -90),
        (x + width - r, y + height - r, 0),
        (x + r, y + height - r, 90),
        (x + r, y + r, 180),
    ]
    return [point for cx, cy, start in corners for point in arc((cx, cy), r, r, start, start + 90)]


def domed(x: float, y: float, width: float, height: float, rise: float) -> Outline:
    """Give a rectangle whose top is half an ellipse, `rise` high within the height."""
    top = arc((x + width / 2, y + rise), width / 2, rise, 180, 360)
    return [*top, (x + width, y + height), (x, y + height)]


def arc(centre: Point, rx: float, ry: float, start: float, end: float) -> Outline:
    """Give points along an ellipse from one angle to another, clockwise from the right."""
    steps = max(6, round(abs(end - start) / 4))
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(centre[0] + rx * math.cos(a), centre[1] + ry * math.sin(a)) for a in angles]


def oval(x: float, y: float, rx: float, ry: float) -> Outline:
    return arc((x, y), rx, ry, 0, 360)


def disc(x: float, y: float, radius: float) -> Outline:
    return oval(x, y, radius, radius)


def curve(points: Sequence[Point], steps: int = 16) -> Outline:
    """Give a smooth line through the points (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    line: Outline = []
    for before, start, end, after in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append(
                (
                    _between(before[0], start[0], end[0], after[0], t),
                    _between(before[1], start[1], end[1], after[1], t),
                )
            )
    return [*line, points[-1]]


def _between(p0: float, p1: float, p2: float, p3: float, t: float) -> float:
    return 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3)


def land(ridge: Sequence[Point], floor: float, steps: int = 16) -> Outline:
    """Give the ground below a smooth ridge, down to the floor."""
    return [*curve(ridge, steps), (ridge[-1][0], floor), (ridge[0][0], floor)]


def peaks(ridge: Sequence[Point], floor: float, dice: random.Random) -> Outline:
    """Give mountains below a ridge of straight slopes, roughened a little."""
    line: Outline = []
    for (x0, y0), (x1, y1) in itertools.pairwise(ridge):
        for step in range(8):
            t = step / 8
            rough = 0.0 if step == 0 else dice.uniform(-7, 7)
            line.append((x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + rough))
    return [*line, ridge[-1], (ridge[-1][0], floor), (ridge[0][0], floor)]


def sag(start: Point, end: Point, drop: float) -> Outline:
    """Give a string that hangs between two points."""
    steps = [step / 24 for step in range(25)]
    return [
        (start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t + drop * 4 * t * (1 - t)) for t in steps
    ]


def turned(outline: Sequence[Point], about: Point, degrees: float) -> Outline:
    """Turn an outline about a point, clockwise."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    moved = [(x - about[0], y - about[1]) for x, y in outline]
    return [(about[0] + x * cosine - y * sine, about[1] + x * sine + y * cosine) for x, y in moved]
