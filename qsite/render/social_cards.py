"""A social card's bytes: words on paper, with a band in the colour of its region. Pure."""

import io
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from qsite.pages.page import SocialCard

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

_FONT = Path(__file__).parent / "fonts" / "NotoSerif-Bold.ttf"
_PAPER, _INK, _MUTED = "#fffaf0", "#1c2b2b", "#4a5a58"
_BAND, _MARGIN, _SPACE = 28, 84, 56
"""In pixels: the width of the coloured band, from an edge to the words, and from the title to what is below."""
_TITLE_HEIGHT = 312
_SIZES = (84, 76, 68, 60, 54, 48, 42)
_LEADING = 1.22
_DETAIL, _SITE = 34, 30
_ROOM, _FOOT = SocialCard.width - 2 * _MARGIN, SocialCard.height - _MARGIN
"""How wide words may be, and where the last line stands."""
_SHADES = 16
_COLOUR = 2 * _SHADES
"""The number of the card's own colour, after those of the words."""


def drawn(card: SocialCard) -> bytes:
    """The card as PNG, well below 100 kB."""
    from PIL import ImageChops

    size, lines = _fitting(card.title)
    below = _MARGIN + len(lines) * round(size * _LEADING)
    words = [(_MARGIN + size + n * round(size * _LEADING), line, size) for n, line in enumerate(lines)]
    words.append((_FOOT, _shortened(card.site, _SITE), _SITE))
    detail = [(below + _SPACE, _shortened(card.detail, _DETAIL), _DETAIL)]
    picture = ImageChops.lighter(_shades(words, 0), _shades(detail, _SHADES))
    picture.paste(_COLOUR, (0, 0, _BAND, SocialCard.height))
    picture.paste(_COLOUR, (_MARGIN, _FOOT - 64, _MARGIN + _ROOM, _FOOT - 60))
    picture.putpalette([*_shading(_INK), *_shading(_MUTED), *_rgb(card.colour)])
    data = io.BytesIO()
    picture.save(data, "png", compress_level=6)
    return data.getvalue()


def _shades(words: Iterable[tuple[int, str, int]], first: int) -> "Image":
    """Words, each with its base line and size, as numbers of colours: 0 is paper, those from `first` on are darker."""
    from PIL import Image, ImageDraw

    picture = Image.new("L", (SocialCard.width, SocialCard.height))
    draw = ImageDraw.Draw(picture)
    for base, text, size in words:
        draw.text((_MARGIN, base), text, fill=255, font=_font(size), anchor="ls")
    return picture.point([first + level if (level := value * (_SHADES - 1) // 255) else 0 for value in range(256)])


def _shading(colour: str) -> Iterator[int]:
    """The colours between paper and a colour, as red, green and blue."""
    for level in range(_SHADES):
        for paper, full in zip(_rgb(_PAPER), _rgb(colour), strict=True):
            yield paper + (full - paper) * level // (_SHADES - 1)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


@lru_cache(maxsize=16)
def _font(size: int) -> "FreeTypeFont":
    """The font in a size, laid out by Pillow's own means: they are the same on every machine."""
    from PIL import ImageFont

    return ImageFont.truetype(str(_FONT), size, layout_engine=ImageFont.Layout.BASIC)


def _fitting(title: str) -> tuple[int, list[str]]:
    """The largest size in which a title fits, and its lines; one that fits in none is cut."""
    for size in _SIZES:
        lines = list(_lines(title, size))
        most = _TITLE_HEIGHT // round(size * _LEADING)
        if len(lines) <= most:
            break
    else:
        lines[most - 1 :] = [_shortened(" ".join(lines[most - 1 :]), size)]
    return size, lines


def _lines(text: str, size: int) -> Iterator[str]:
    """A text in lines that are not too wide; a word that is too wide alone is broken."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if _width(longer, size) <= _ROOM:
            line = longer
            continue
        if line:
            yield line
        line = word
        while _width(line, size) > _ROOM:
            fits = max(1, _fits(line, size, ""))
            yield line[:fits]
            line = line[fits:]
    if line:
        yield line


def _shortened(text: str, size: int) -> str:
    """A text on one line, its end left out where it is too long."""
    return text if _width(text, size) <= _ROOM else f"{text[: _fits(text, size, '…')].rstrip()}…"


def _fits(text: str, size: int, end: str) -> int:
    """How many signs of a text fit on a line with what stands at its end."""
    return bisect_right(range(1, len(text)), _ROOM, key=lambda n: ceil(_width(text[:n] + end, size)))


def _width(text: str, size: int) -> float:
    return _font(size).getlength(text)
