"""A canvas in the picture's own units, drawn three times too large and brought down at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from pictures.palette import Colour, Paint, mix
from pictures.shapes import Outline, Point

SCALE = 3
LARGEST = 59_500  # bytes
QUALITIES = (
    (88, 0),
    (84, 0),
    (80, 0),
    (76, 0),
    (80, 2),
    (76, 2),
    (72, 2),
    (68, 2),
    (64, 2),
    (60, 2),
    (56, 2),
)


class Canvas:
    """A picture being painted, back to front."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self._pen = ImageDraw.Draw(self._image, "RGBA")

    def fill(self, outline: Sequence[Point], paint: Paint) -> None:
        """Fill an outline with one colour."""
        self._pen.polygon(_scaled(outline), fill=paint)

    def ramp(self, outline: Sequence[Point], start: Colour, end: Colour, *, across: bool = False) -> None:
        """Fill an outline with a gradient, down or across it."""
        box = _bounds(outline)
        left, top, right, bottom = box
        length = right - left if across else bottom - top
        strip = Image.new("RGB", (length, 1) if across else (1, length))
        strip.putdata([mix(start, end, step / max(1, length - 1)) for step in range(length)])
        size = (right - left, bottom - top)
        self._image.paste(strip.resize(size), (left, top), _mask(outline, box))

    def stroke(self, line: Sequence[Point], paint: Paint, width: float) -> None:
        """Draw a line with round ends."""
        points = _scaled(line)
        if len(paint) == 3:
            _trace(self._pen, points, width * SCALE, paint)
            return
        edge = round(width * SCALE)
        left, top, right, bottom = _bounds(line)
        mask = Image.new("L", (right - left + 2 * edge, bottom - top + 2 * edge), 0)
        moved = [(x - left + edge, y - top + edge) for x, y in points]
        _trace(ImageDraw.Draw(mask), moved, width * SCALE, paint[3])
        self._image.paste(paint[:3], (left - edge, top - edge), mask)

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float) -> None:
        """Lay a soft round light over what is there."""
        size = round(radius * 2 * SCALE)
        light = Image.radial_gradient("L").resize((size, size), Image.Resampling.BICUBIC)
        mask = light.point([round(strength * max(0.0, 1 - v / 178) ** 1.7 * 255) for v in range(256)])
        corner = (round((centre[0] - radius) * SCALE), round((centre[1] - radius) * SCALE))
        self._image.paste(colour, corner, mask)

    def shade(self, outline: Sequence[Point], colour: Colour, opacity: float, blur: float) -> None:
        """Lay a soft-edged shape over what is there: a shadow, or a patch of light."""
        edge = round(blur * SCALE * 3)
        left, top, right, bottom = _bounds(outline)
        box = (left - edge, top - edge, right + edge, bottom + edge)
        small = [(x / 4, y / 4) for x, y in outline]
        quarter = (box[0] // 4, box[1] // 4, box[2] // 4 + 1, box[3] // 4 + 1)
        mask = _mask(small, quarter).filter(ImageFilter.GaussianBlur(blur * SCALE / 4))
        mask = mask.point([round(value * opacity) for value in range(256)])
        size = ((quarter[2] - quarter[0]) * 4, (quarter[3] - quarter[1]) * 4)
        mask = mask.resize(size, Image.Resampling.BICUBIC)
        self._image.paste(colour, (quarter[0] * 4, quarter[1] * 4), mask)

    @contextmanager
    def within(self, outline: Sequence[Point]) -> Iterator[None]:
        """Let only what is painted inside the outline stay."""
        before = self._image.copy()
        yield
        outside = Image.new("L", self._image.size, 255)
        ImageDraw.Draw(outside).polygon(_scaled(outline), fill=0)
        self._image.paste(before, (0, 0), outside)

    def save(self, path: Path) -> None:
        """Bring the picture down to its size and write it."""
        small = self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        for quality, thinned in QUALITIES:
            small.save(path, "JPEG", quality=quality, optimize=True, progressive=True, subsampling=thinned)
            if path.stat().st_size < LARGEST:
                return


def _scaled(outline: Sequence[Point]) -> Outline:
    return [(x * SCALE, y * SCALE) for x, y in outline]


def _bounds(outline: Sequence[Point]) -> tuple[int, int, int, int]:
    across, down = [x * SCALE for x, _ in outline], [y * SCALE for _, y in outline]
    return int(min(across)), int(min(down)), int(max(across)) + 1, int(max(down)) + 1


def _mask(outline: Sequence[Point], box: tuple[int, int, int, int]) -> Image.Image:
    mask = Image.new("L", (box[2] - box[0], box[3] - box[1]), 0)
    ImageDraw.Draw(mask).polygon([(x - box[0], y - box[1]) for x, y in _scaled(outline)], fill=255)
    return mask


def _trace(pen: ImageDraw.ImageDraw, points: Outline, width: float, paint: Paint | int) -> None:
    pen.line(points, fill=paint, width=max(1, round(width)), joint="curve")
    for x, y in (points[0], points[-1]):
        pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=paint)
