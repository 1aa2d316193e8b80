"""A social card's bytes: words on paper, with a band in the colour of its region. Pure."""

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from qsite.pages.page import SocialCard

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_FONT = Path(__file__).parent / "fonts" / "NotoSerif-Bold.ttf"
_PAPER, _INK, _MUTED = "#fffaf0", "#1c2b2b", "#4a5a58"
_BAND, _MARGIN, _SPACE = 28, 84, 48
"""Widths in pixels: of the coloured band, from the left edge to the words, and between groups of words."""
_SIZES, _MOST_LINES = (84, 76, 68, 60, 54, 48, 42), 4
_LEADING = 1.22
_SMALL, _SMALLEST = 34, 30
_COLOURS = 48


def drawn(card: SocialCard) -> bytes:
    """The card as PNG, well below 100 kB."""
    from PIL import Image, ImageDraw

    width, height = SocialCard.width, SocialCard.height
    picture = Image.new("RGB", (width, height), _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, _BAND, height), fill=card.colour)
    room = width - 2 * _MARGIN
    foot = height - _MARGIN
    small = _font(_SMALLEST)
    draw.text((_MARGIN, foot), _shortened(card.site, small, room), fill=_INK, font=small, anchor="ls")
    draw.line((_MARGIN, foot - 62, width - _MARGIN, foot - 62), fill=card.colour, width=4)
    size, lines = _fitting(card.title, room)
    below = _MARGIN
    for line in lines:
        draw.text((_MARGIN, below + size), line, fill=_INK, font=_font(size), anchor="ls")
        below += round(size * _LEADING)
    if card.detail:
        detail = _font(_SMALL)
        draw.text(
            (_MARGIN, below + _SPACE + 8), _shortened(card.detail, detail, room), fill=_MUTED, font=detail, anchor="ls"
        )
    data = io.BytesIO()
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(data, "png", optimize=True)
    return data.getvalue()


@lru_cache(maxsize=16)
def _font(size: int) -> "FreeTypeFont":
    """The font in a size, laid out by Pillow's own means: they are the same on every machine."""
    from PIL import ImageFont

    return ImageFont.truetype(str(_FONT), size, layout_engine=ImageFont.Layout.BASIC)


def _fitting(title: str, room: int) -> tuple[int, list[str]]:
    """The largest size in which a title fits, and its lines; one that fits in none is cut."""
    for size in _SIZES:
        lines = list(_lines(title, _font(size), room))
        if len(lines) <= min(_MOST_LINES, 330 // round(size * _LEADING)):
            return size, lines
    kept = 330 // round(_SIZES[-1] * _LEADING)
    lines = list(_lines(title, _font(_SIZES[-1]), room))
    return _SIZES[-1], [*lines[: kept - 1], _shortened(" ".join(lines[kept - 1 :]), _font(_SIZES[-1]), room)]


def _lines(text: str, font: "FreeTypeFont", room: int) -> Iterator[str]:
    """A text in lines no wider than `room`; a word that is wider is broken."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if font.getlength(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        rest = word
        while font.getlength(rest) > room:
            fits = max(1, next(n for n in range(len(rest), 0, -1) if n == 1 or font.getlength(rest[:n]) <= room))
            yield rest[:fits]
            rest = rest[fits:]
        line = rest
    if line:
        yield line


def _shortened(text: str, font: "FreeTypeFont", room: int) -> str:
    """A text on one line, its end left out where it is too long."""
    if font.getlength(text) <= room:
        return text
    words = text[:200]
    while words and font.getlength(f"{words}…") > room:
        words = words[:-1]
    return f"{words.rstrip()}…"
