"""Colours and how well they are told apart: WCAG 2.2's contrast, and the nearest colour that passes.

A colour is text, ``#rrggbb`` in sRGB. Lightness is changed in OKLCH, where a hue stays what it looks like.
"""

from collections.abc import Callable, Iterable
from math import atan2, cos, hypot, sin

Hex = str
"""A colour as ``#rrggbb``, in lower case."""

TEXT = 4.5
"""The least contrast of text with its ground (WCAG 2.2, 1.4.3, AA)."""
MARK = 3.0
"""The least contrast of a mark that means something (1.4.11, AA)."""

_Three = tuple[float, float, float]


def luminance(colour: Hex) -> float:
    """A colour's relative luminance, from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Hex, other: Hex) -> float:
    """The contrast ratio of two colours, from 1 (none) to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def least(colour: Hex, grounds: Iterable[Hex]) -> float:
    """A colour's contrast with that of some grounds from which it is least told apart."""
    return min(contrast(colour, ground) for ground in grounds)


def nearest_that(passes: Callable[[Hex], bool], colour: Hex) -> Hex:
    """The colour that passes and is nearest in lightness, with the hue kept; black or white where none does."""
    light, chroma, hue = _oklch(colour)
    for step in range(1001):
        for found in (light - step / 1000, light + step / 1000):
            if 0 <= found <= 1 and passes(made := _hex(found, chroma, hue)):
                return made
    return "#000000" if light < 0.5 else "#ffffff"


def lightness(colour: Hex) -> float:
    """How light a colour looks, from 0 to 1 (OKLCH)."""
    return _oklch(colour)[0]


def with_lightness(colour: Hex, light: float, vividness: float = 1.0) -> Hex:
    """A colour as light as is said (OKLCH, 0 to 1), and as vivid as before times `vividness`."""
    _, chroma, hue = _oklch(colour)
    return _hex(light, chroma * vividness, hue)


def mixed(one: Hex, other: Hex, share: float) -> Hex:
    """Two colours mixed part by part, `share` (0 to 1) being the other's."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return _written(tuple(a + (b - a) * share for a, b in pairs))


def difference(one: Hex, other: Hex) -> float:
    """How different two colours look: their distance in OKLab; 0.05 is seen side by side."""
    return hypot(*(a - b for a, b in zip(_oklab(one), _oklab(other), strict=True)))


def _parts(colour: Hex) -> _Three:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _written(parts: tuple[float, ...]) -> Hex:
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in parts)


def _linear(colour: Hex) -> _Three:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return red, green, blue


def _oklab(colour: Hex) -> _Three:
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _oklch(colour: Hex) -> _Three:
    light, a, b = _oklab(colour)
    return light, hypot(a, b), atan2(b, a)


def _hex(light: float, chroma: float, hue: float) -> Hex:
    """The colour, less vivid where a screen could not show it."""
    for share in range(20, -1, -1):
        parts = _from_oklab(light, chroma * share / 20 * cos(hue), chroma * share / 20 * sin(hue))
        if all(-0.0005 <= part <= 1.0005 for part in parts):
            break
    return _written(parts)


def _from_oklab(light: float, a: float, b: float) -> _Three:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def _encoded(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
