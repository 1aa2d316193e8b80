"""Pictures made of pixels: how they are opened, and what is known of one before any other is made from it."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qsite.problem import Code, Place, Problem

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 50_000_000
MAX_MOVING_PIXELS = 100_000_000
"""Of all frames of a moving picture together."""

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
"""Nothing else is opened: some of what Pillow can read starts other programs."""
_ORIENTATION = 0x0112
_DRAWN = ("PNG", "GIF")
_FEW_COLOURS, _FEW_GREYS = 256, 16
_DEEP = ("I", "I;16", "I;16B", "I;16L", "I;16N")
_GREY = (*_DEEP, "1", "L", "LA")
_GLANCE = 64
"""So many pixels wide and high is a picture in which its main colour is looked for."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of pixels as readers see it, upright: its `width` and `height` in pixels.

    `transparent`: what is behind it shows through somewhere. `flat`: drawn in few colours rather than photographed.
    `moving`: it has several frames. `tone` is its main colour, each of red, green and blue as 0, 1 or 2.
    """

    width: int
    height: int
    transparent: bool = False
    flat: bool = False
    moving: bool = False
    tone: str = "111"


def measure_raster(data: bytes, path: str) -> Raster | Problem:
    """What is known of a picture, all of whose pixels are read; a broken or huge one is a problem at its file."""
    from PIL.Image import DecompressionBombError

    place = Place(path)
    try:
        with opened(data) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                return _too_large(place)
            if is_moving(picture) and width * height * getattr(picture, "n_frames", 1) > MAX_MOVING_PIXELS:
                message = "this picture moves, and all its frames together have more than 100 megapixels"
                return Problem(Code.TOO_LARGE, message, place, "make it smaller or shorter, or show it as a video")
            return _measured(picture)
    except DecompressionBombError:
        return _too_large(place)
    except Exception:  # noqa: BLE001 (Pillow's readers raise whatever a broken file leads them to)
        is_svg = data.lstrip()[:5].lower() in (b"<svg ", b"<?xml")
        hint = "it looks like an SVG: give it the ending .svg" if is_svg else "save it again as JPEG or PNG"
        return Problem(Code.BAD_PICTURE, "this picture can't be read", place, hint)


def _too_large(place: Place) -> Problem:
    hint = "make it smaller, 3,000 pixels wide is plenty"
    return Problem(Code.TOO_LARGE, "this picture has more than 50 megapixels", place, hint)


def _measured(picture: "Image") -> Raster:
    width, height = picture.size
    moving, drawn, grey = is_moving(picture), picture.format in _DRAWN, picture.mode in _GREY
    if moving:
        _read_to_its_end(picture)
    picture.draft(None, (_GLANCE, _GLANCE))  # a JPEG's pixels are made at an eighth of its size
    picture.load()
    if orientation(picture) > 4:
        width, height = height, width
    seen = pixels(picture)
    flat = drawn and seen.getcolors(_FEW_GREYS if grey else _FEW_COLOURS) is not None
    return Raster(width, height, seen.mode == "RGBA", flat, moving, _tone(seen))


def _read_to_its_end(picture: "Image") -> None:
    """Reads every frame, and goes back to the first."""
    for frame in range(getattr(picture, "n_frames", 1)):
        picture.seek(frame)
        picture.load()
    picture.seek(0)


def _least(channel: "Image") -> float:
    """The smallest value in a picture of one channel."""
    least = channel.getextrema()[0]
    return least[0] if isinstance(least, tuple) else least


@contextmanager
def opened(data: bytes) -> "Iterator[Image]":
    """A picture that is not read yet but for its head.

    Raises:
        OSError: where it is none of the formats that browsers show. Pillow raises others too.

    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            if min(picture.size) < 1:
                raise OSError("no pixels")
            yield picture


def is_moving(picture: "Image") -> bool:
    """Whether a picture has several frames that follow each other: a camera's JPEG may hold others beside."""
    return bool(getattr(picture, "is_animated", False)) and picture.format in ("GIF", "PNG", "WEBP", "AVIF")


def orientation(picture: "Image") -> int:
    """How a camera was held, 1 to 8 (Exif 2.32, 4.6.4); from 5 on, width and height change places. It has been read."""
    found = picture.getexif().get(_ORIENTATION, 1)
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def pixels(picture: "Image") -> "Image":
    """What a picture shows, as RGB, or RGBA where something shows through; 8 bits a channel, CMYK as it comes."""
    if picture.mode in _DEEP:
        picture = picture.convert("I").point(_from_16_bits).convert("L")
    if picture.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        return picture if _least(picture.getchannel("A")) < 255 else picture.convert("RGB")
    return picture if picture.mode in ("RGB", "CMYK") else picture.convert("RGB")


def _from_16_bits(value: Any) -> Any:
    """A value of 16 bits as one of 8; Pillow asks for it as a straight line."""
    return value * (1 / 256)


def _tone(seen: "Image") -> str:
    from PIL.Image import Quantize, Resampling

    small = seen.convert("RGB").resize((_GLANCE, _GLANCE), Resampling.BOX).quantize(6, Quantize.MEDIANCUT)
    counted = small.histogram()
    most = counted.index(max(counted))
    palette = small.getpalette() or [128] * 3
    return "".join(str((value + 64) // 128) for value in palette[3 * most : 3 * most + 3])
