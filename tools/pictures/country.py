"""Scenes among hills: a Highland clinic, a home visit."""

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
    LIME,
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
    Colour,
    fade,
    mix,
)
from pictures.props import cloud, gull, hedge, pine, sash, sky, tree
from pictures.shapes import Point, arc, curve, disc, domed, land, oval, peaks, rect, rounded


def highland_clinic(c: Canvas, dice: random.Random) -> None:
    """Draw a small white clinic by a loch, with mountains behind and a road that leads to its door."""
    sky(c, 430, (mix(LAGOON, SKY, 0.35), mix(SKY, CREAM, 0.4), mix(PEACH, CREAM, 0.45)))
    c.glow((880, 300), 380, WHITE, 0.75)
    for at, width in (((110, 130), 240), ((640, 90), 190), ((930, 170), 230)):
        cloud(c, at, width, mix(SKY, WHITE, 0.6))
    far = [
        (0, 300),
        (150, 210),
        (260, 270),
        (420, 130),
        (560, 260),
        (700, 190),
        (860, 300),
        (1010, 220),
        (1200, 320),
    ]
    c.ramp(peaks(far, 440, dice), mix(LAGOON, MIST, 0.35), mix(MIST, CREAM, 0.4))
    for x, y, half in ((420, 130, 44), (150, 210, 26), (700, 190, 26)):
        snow = [(x, y), (x + half, y + half), (x + half * 0.4, y + half * 0.8), (x, y + half * 1.25)]
        c.fill([*snow, (x - half * 0.4, y + half * 0.8), (x - half, y + half)], mix(SKY, WHITE, 0.7))
    near = [(0, 350), (210, 250), (400, 370), (600, 330), (800, 390), (1000, 260), (1200, 390)]
    slopes = peaks(near, 450, dice)
    c.ramp(slopes, TEAL, mix(LAGOON, MIST, 0.3))
    with c.within(slopes):
        c.fill([(1000, 250), (1220, 360), (1220, 450), (1060, 450)], fade(INK, 0.16))
        c.fill([(210, 240), (430, 350), (440, 450), (250, 450)], fade(INK, 0.14))
    _loch(c, dice)
    c.ramp(land([(0, 520), (180, 500), (420, 540), (700, 525), (960, 490), (1200, 505)], 750), SAGE, GREEN)
    c.ramp(land([(0, 590), (260, 600), (560, 640), (900, 590), (1200, 620)], 750), GREEN, FOREST)
    _road(c)
    _clinic(c, (640, 560))
    for x, y, high in (
        (70, 560, 150),
        (140, 580, 190),
        (30, 610, 220),
        (1020, 505, 130),
        (1136, 560, 200),
        (1186, 545, 150),
    ):
        pine(c, (x, y), high, mix(FOREST, DEEP, 0.4))
    for x, y in ((240, 640), (280, 655), (880, 650), (930, 664), (850, 680)):
        _sheep(c, (x, y), 1 if x < 500 else -1)
    for _ in range(70):
        left, top = dice.uniform(0, 1200), dice.uniform(660, 745)
        c.stroke(
            [(left, top), (left + dice.uniform(-4, 4), top - 14)],
            fade(dice.choice((LIME, ROSE, SAGE)), 0.7),
            2.5,
        )


def _loch(c: Canvas, dice: random.Random) -> None:
    c.ramp(rect(0, 440, 1200, 120), mix(MIST, CREAM, 0.35), mix(LAGOON, MIST, 0.2))
    c.shade([(110, 440), (320, 440), (215, 520)], TEAL, 0.4, 12)
    c.shade([(860, 440), (1150, 440), (1000, 520)], TEAL, 0.4, 12)
    for _ in range(30):
        x, y = dice.uniform(0, 1150), dice.uniform(450, 520)
        c.stroke([(x, y), (x + dice.uniform(20, 70), y)], fade(WHITE, 0.45), 1.8)
    c.fill([(300, 474), (364, 474), (354, 485), (310, 485)], BRICK)
    c.fill([(330, 470), (330, 424), (360, 468)], CREAM)
    c.stroke([(330, 474), (330, 422)], BARK, 2)


def _road(c: Canvas) -> None:
    left = curve([(300, 752), (440, 690), (600, 640), (700, 600), (742, 566)])
    right = curve([(790, 566), (780, 610), (720, 660), (620, 710), (560, 752)])
    c.ramp([*left, *right], SAND, CLAY)
    c.stroke(left, mix(CREAM, SAND, 0.4), 3)


def _clinic(c: Canvas, left: Point) -> None:
    x, y = left
    c.shade([(x - 10, y), (x + 340, y), (x + 390, y + 20), (x + 30, y + 20)], INK, 0.35, 8)
    c.ramp(rect(x, y - 92, 250, 94), WHITE, mix(CREAM, SAND, 0.5))
    c.ramp(rect(x + 236, y - 66, 94, 68), mix(CREAM, SAND, 0.5), mix(SAND, CLAY, 0.4))
    for dx in (26, 188):
        c.fill(rect(x + dx, y - 170, 26, 40), mix(CREAM, STONE, 0.35))
        c.fill(rect(x + dx - 3, y - 173, 32, 7), SLATE)
    c.ramp(
        [(x - 12, y - 88), (x + 18, y - 148), (x + 236, y - 148), (x + 262, y - 88)],
        SLATE,
        mix(SLATE, INK, 0.3),
    )
    c.fill([(x + 240, y - 64), (x + 250, y - 100), (x + 322, y - 100), (x + 342, y - 64)], mix(SLATE, INK, 0.25))
    for dx in (26, 188):
        sash(c, (x + dx, y - 70), (36, 40), on=True)
    sash(c, (x + 266, y - 50), (34, 30), on=False)
    c.fill(rect(x + 100, y - 78, 52, 80), mix(CREAM, STONE, 0.3))
    c.ramp(rect(x + 105, y - 73, 42, 75), BRICK, RUST)
    c.fill(rect(x + 113, y - 64, 26, 20), BUTTER)
    c.fill(disc(x + 139, y - 30, 2.5), HONEY)
    c.fill([(x + 86, y - 80), (x + 126, y - 104), (x + 166, y - 80)], mix(SLATE, INK, 0.35))
    c.fill([(x + 98, y - 81), (x + 126, y - 97), (x + 154, y - 81)], CREAM)
    _cross(c, (x - 50, y - 60), 10)
    c.stroke([(x - 50, y + 6), (x - 50, y - 36)], BARK, 5)
    _car(c, (x + 400, y + 34), TEAL)


def _cross(c: Canvas, at: Point, size: float) -> None:
    x, y = at
    c.fill(rounded(x - size * 2.4, y - size * 2.4, size * 4.8, size * 4.8, 5), WHITE)
    c.fill(rect(x - size * 0.5, y - size * 1.5, size, size * 3), GREEN)
    c.fill(rect(x - size * 1.5, y - size * 0.5, size * 3, size), GREEN)


def _car(c: Canvas, foot: Point, colour: Colour) -> None:
    """Draw a small car from the side; `foot` is the middle of the ground below it."""
    x, y = foot
    c.shade(oval(x, y, 84, 8), INK, 0.45, 5)
    cabin = curve([(x - 52, y - 36), (x - 34, y - 66), (x + 10, y - 68), (x + 40, y - 36)])
    c.fill(cabin, mix(colour, INK, 0.15))
    c.fill([(x - 42, y - 38), (x - 28, y - 60), (x - 10, y - 62), (x - 10, y - 38)], SKY)
    c.fill([(x - 4, y - 38), (x - 4, y - 62), (x + 9, y - 60), (x + 30, y - 38)], SKY)
    c.ramp(rounded(x - 78, y - 42, 156, 32, 14), mix(colour, WHITE, 0.15), mix(colour, INK, 0.2))
    c.fill(disc(x + 70, y - 28, 5), BUTTER)
    c.stroke([(x - 7, y - 38), (x - 7, y - 14)], fade(INK, 0.3), 2)
    for dx in (-44, 44):
        c.fill(disc(x + dx, y - 10, 16), INK)
        c.fill(disc(x + dx, y - 10, 7), STONE)


def _sheep(c: Canvas, foot: Point, facing: int) -> None:
    x, y = foot
    c.shade(oval(x, y, 18, 3), INK, 0.3, 2)
    for dx in (-9, 8):
        c.stroke([(x + dx, y - 8), (x + dx, y)], INK, 3)
    for dx, dy, r in ((-8, 16, 9), (2, 19, 10), (9, 14, 9), (0, 12, 11)):
        c.fill(disc(x + dx, y - dy, r), CREAM)
    c.fill(oval(x + facing * 18, y - 20, 6, 5), INK)


def home_visit(c: Canvas, dice: random.Random) -> None:
    """Draw a cottage at the end of a garden path on an autumn evening, a car at the gate."""
    sky(c, 420, (mix(LAGOON, MIST, 0.4), mix(SKY, CREAM, 0.6), mix(PEACH, BUTTER, 0.5)))
    c.glow((180, 340), 460, WHITE, 0.7)
    c.fill(disc(180, 330, 46), mix(BUTTER, WHITE, 0.4))
    for at, width in (((420, 110), 230), ((930, 120), 220), ((20, 150), 150)):
        cloud(c, at, width, mix(SKY, WHITE, 0.55))
    for at, size in (((330, 210), 12), ((372, 232), 9), ((300, 240), 8)):
        gull(c, at, size, SLATE)
    c.ramp(
        land([(0, 380), (220, 320), (480, 380), (760, 300), (1000, 350), (1200, 300)], 560),
        mix(LAGOON, MIST, 0.5),
        SAGE,
    )
    c.ramp(land([(0, 430), (260, 400), (560, 440), (900, 370), (1200, 420)], 600), SAGE, mix(GREEN, SAGE, 0.5))
    for start in range(7):
        x = 40 + start * 46
        c.stroke(curve([(x, 470), (x + 16, 440), (x + 26 + start, 416)]), fade(FOREST, 0.25), 2.5)
    for x, y, high, leaf in (
        (980, 420, 74, OCHRE),
        (1060, 412, 90, GREEN),
        (380, 440, 62, OCHRE),
        (330, 436, 74, GREEN),
    ):
        tree(c, (x, y), high, leaf)
    c.ramp(
        land([(0, 500), (300, 470), (700, 480), (1200, 460)], 750),
        mix(GREEN, SAGE, 0.4),
        mix(GREEN, FOREST, 0.5),
    )
    tree(c, (1080, 560), 330, OCHRE)
    _cottage(c, (620, 560))
    tree(c, (540, 572), 190, GREEN)
    path = [*curve([(748, 562), (742, 600), (712, 668)]), *curve([(832, 668), (802, 600), (794, 562)])]
    c.ramp(path, mix(SAND, CREAM, 0.3), SAND)
    _bag(c, (771, 604))
    _garden(c, dice)
    c.ramp(rect(0, 668, 1200, 90), mix(STONE, SAND, 0.35), mix(SLATE, STONE, 0.4))
    c.fill(rect(0, 664, 1200, 8), mix(SAND, STONE, 0.3))
    _car(c, (330, 716), BRICK)
    for _ in range(46):
        left, top = dice.uniform(880, 1200), dice.uniform(570, 740)
        c.fill(oval(left, top, 6, 3.2), dice.choice((OCHRE, HONEY, BRICK, mix(OCHRE, RUST, 0.4))))


def _bag(c: Canvas, foot: Point) -> None:
    """Set a nurse's bag on the path."""
    x, y = foot
    c.shade(oval(x + 3, y, 24, 5), INK, 0.4, 3)
    c.stroke(arc((x, y - 25), 9, 9, 180, 360), BARK, 3.5)
    c.ramp(rounded(x - 20, y - 26, 40, 26, 6), mix(SLATE, INK, 0.3), INK)
    c.fill(rect(x - 20, y - 19, 40, 3), mix(SLATE, STONE, 0.5))
    c.fill(rect(x - 2, y - 13, 4, 10), CREAM)
    c.fill(rect(x - 5, y - 10, 10, 4), CREAM)


def _cottage(c: Canvas, left: Point) -> None:
    x, y = left
    c.shade([(x, y), (x + 330, y), (x + 390, y + 26), (x + 40, y + 26)], INK, 0.35, 10)
    c.fill(rect(x + 240, y - 260, 38, 70), mix(BRICK, SLATE, 0.3))
    c.fill(rect(x + 235, y - 264, 48, 10), RUST)
    smoke = [
        *curve([(x + 250, y - 268), (x + 236, y - 320), (x + 276, y - 350), (x + 272, y - 388)]),
        *curve([(x + 276, y - 388), (x + 306, y - 346), (x + 264, y - 318), (x + 268, y - 268)]),
    ]
    c.fill(smoke, fade(WHITE, 0.5))
    c.ramp(rect(x, y - 140, 320, 142), mix(CREAM, WHITE, 0.3), mix(SAND, CREAM, 0.3))
    c.ramp(
        [(x - 22, y - 134), (x + 40, y - 228), (x + 286, y - 228), (x + 342, y - 134)],
        mix(OCHRE, WOOD, 0.45),
        WOOD,
    )
    for row in range(1, 5):
        shift = row * 12
        c.stroke([(x + 38 - shift, y - 228 + row * 19), (x + 288 + shift, y - 228 + row * 19)], fade(BARK, 0.3), 2)
    for dx in (40, 200):
        sash(c, (x + dx, y - 104), (60, 54), on=True)
        c.fill(rounded(x + dx - 6, y - 48, 72, 12, 4), BRICK)
        for step in range(6):
            c.fill(disc(x + dx + 2 + step * 11, y - 52, 7), (ROSE, HONEY, GREEN)[step % 3])
    c.fill(domed(x + 122, y - 104, 58, 106, 16), mix(CLAY, WOOD, 0.3))
    c.ramp(domed(x + 128, y - 98, 46, 100, 14), TEAL, DEEP)
    c.fill(disc(x + 164, y - 46, 3), HONEY)
    c.fill(arc((x + 151, y - 76), 12, 12, 180, 360), BUTTER)
    c.glow((x + 151, y - 60), 110, BUTTER, 0.35)


def _garden(c: Canvas, dice: random.Random) -> None:
    for start, width in ((-10, 716), (826, 400)):
        hedge(c, (start, 668), width, 54, FOREST)
        for _ in range(width // 18):
            x = dice.uniform(max(0, start + 8), start + width - 12)
            c.fill(disc(x, dice.uniform(624, 660), dice.uniform(2.5, 5)), dice.choice((ROSE, HONEY, SAGE, SAGE)))
    for x in (710, 832):
        c.fill(rect(x - 7, 590, 14, 80), WHITE)
        c.fill(disc(x, 588, 9), WHITE)
    for x in range(726, 820, 16):
        c.fill(rect(x, 614, 9, 54), CREAM)
    for y in (624, 652):
        c.fill(rect(714, y, 116, 6), CREAM)
