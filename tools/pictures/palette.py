"""The colours that every picture shares."""

from __future__ import annotations

Colour = tuple[int, int, int]
Paint = tuple[int, int, int] | tuple[int, int, int, int]


def _hex(code: str) -> Colour:
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


NIGHT = _hex("12303a")
INK = _hex("20343c")
DEEP = _hex("0f4a53")
TEAL = _hex("1f6a72")
LAGOON = _hex("4b9295")
MIST = _hex("a8cdc8")
SKY = _hex("d3e7e1")
SLATE = _hex("4a5d68")
STONE = _hex("8b9a9c")
FOREST = _hex("33594c")
GREEN = _hex("6f9d78")
SAGE = _hex("a9c39a")
LIME = _hex("cfd9a8")
OCHRE = _hex("dd9a35")
HONEY = _hex("f0c069")
BUTTER = _hex("f8dfa0")
CREAM = _hex("fbf3e2")
SAND = _hex("ead6b2")
CLAY = _hex("cfae82")
PEACH = _hex("f2b98c")
ROSE = _hex("dc8f72")
BRICK = _hex("b65338")
RUST = _hex("8c3d2d")
WOOD = _hex("8a5f3f")
BARK = _hex("5b4033")
WHITE = _hex("fffdf7")


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Give the colour that lies `share` of the way from the first to the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def lighter(colour: Colour, by: float = 0.32) -> Colour:
    """Give the colour where lamp or sun falls on it; dark ones, as at night, change little."""
    return mix(colour, BUTTER, by * sum(colour) / 765)


def fade(colour: Colour, opacity: float) -> Paint:
    """Give the colour, seen through: 0 is clear, 1 is solid."""
    return (*colour, round(255 * opacity))
