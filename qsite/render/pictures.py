"""A picture's bytes in other sizes and formats: upright, in sRGB, with nothing of what a camera writes beside it. Pure."""

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from qsite.pages.page import Encoding
from qsite.source.rasters import is_moving, opened, orientation, pixels

if TYPE_CHECKING:
    from PIL.Image import Image

_QUICK = 8
"""AVIF's speed, 0 to 10: see docs/decisions.md."""
_SHORTEST = 20
"""Of a frame, in ms: browsers show a shorter one longer."""
_MOST_REPEATS = 65_535


def can_write_avif() -> bool:
    """Whether Pillow has an encoder for AVIF here; its wheels have."""
    from PIL import features

    return bool(features.check("avif"))


def encoded(data: bytes, recipes: Sequence[Encoding]) -> Iterator[bytes]:
    """The bytes for each recipe, all from one picture.

    Raises:
        Exception: whatever Pillow raises where it can't read the picture to its end, or not write it.

    """
    still = [recipe for recipe in recipes if not recipe.moving]
    base = _upright(data, max((recipe.width for recipe in still), default=1)) if still else None
    for recipe in recipes:
        if recipe.moving or base is None:
            yield _moving(data, recipe)
        else:
            yield _written(_resized(base, recipe), recipe)


def _upright(data: bytes, width: int) -> "Image":
    """A picture of at least this width where it is as wide, as readers see it: RGB or RGBA, and nothing beside."""
    with opened(data) as picture:
        if picture.format == "JPEG" and min(picture.size) > width:  # half, a quarter, or an eighth of it is quicker
            picture.draft(None, (width, width))
        picture.load()
        held = orientation(picture)
        return _turned(_in_srgb(pixels(picture), picture.info.get("icc_profile")), held)


def _turned(picture: "Image", held: int) -> "Image":
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(ways[held]) if held in ways else picture


def _in_srgb(picture: "Image", profile: bytes | None) -> "Image":
    """Its colours in the space that browsers assume; a profile that makes no sense is left out."""
    from PIL import ImageCms

    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            seen = picture.convert("RGB") if picture.mode == "RGBA" else picture
            found = ImageCms.profileToProfile(seen, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            found = None
        if found is not None:
            if mode == "RGBA":
                found.putalpha(picture.getchannel("A"))
            return found
    return picture.convert(mode)


def _resized(picture: "Image", recipe: Encoding) -> "Image":
    from PIL.Image import Resampling

    size = recipe.width, recipe.height
    found = picture.copy() if picture.size == size else picture.resize(size, Resampling.LANCZOS, reducing_gap=3.0)
    found.info = {}  # else the encoders would write what the camera did
    return found


def _written(picture: "Image", recipe: Encoding) -> bytes:
    data = io.BytesIO()
    picture.save(data, recipe.format, **_options(recipe))
    return data.getvalue()


def _options(recipe: Encoding) -> dict[str, Any]:
    match recipe.format:
        case "avif":  # one thread, so that the bytes don't depend on the machine
            return {"quality": recipe.quality, "speed": _QUICK, "max_threads": 1, "autotiling": False}
        case "webp":
            return {"quality": recipe.quality or 80, "lossless": not recipe.quality, "method": 4}
        case "jpeg":
            return {"quality": recipe.quality, "optimize": True, "progressive": True}
        case _:
            return {"optimize": True}


def _moving(data: bytes, recipe: Encoding) -> bytes:
    """All frames of a moving picture, as WebP."""
    with opened(data) as picture:
        lasts: list[int] = []

        def frames() -> Iterator["Image"]:
            from PIL import ImageSequence

            for frame in ImageSequence.Iterator(picture):
                frame.load()  # before, WebP does not know how long it lasts
                lasts.append(max(_SHORTEST, int(frame.info.get("duration") or 100)))
                yield _resized(_in_srgb(pixels(frame), None), recipe)

        first, *others = frames()
        written = io.BytesIO()
        options = {**_options(recipe), "loop": _repeats(picture), "duration": lasts}
        first.save(written, "webp", save_all=is_moving(picture), append_images=others, **options)
        return written.getvalue()


def _repeats(picture: "Image") -> int:
    """How often it is shown, 0 for ever. A GIF tells how often again, and once where it tells nothing."""
    told = picture.info.get("loop", 1 if picture.format == "GIF" else 0)
    again = 1 if picture.format == "GIF" and "loop" in picture.info and told else 0
    return min(_MOST_REPEATS, int(told) + again)
