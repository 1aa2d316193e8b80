"""What ``site.yaml`` says of pictures."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from qsite.forms import Form
from qsite.problem import Code
from qsite.source.documents import Strict
from qsite.values import Raw, Reads, Unreadable, YesNo, filled, shape, whole

MOST_WIDTH = 4000


def _widths(value: Any) -> tuple[int, ...]:
    """Widths in pixels, the smallest first."""
    if not isinstance(value, list) or not value:
        message = f"a list of widths is expected here, and this is {shape(value)}"
        raise Unreadable(Code.WRONG_TYPE, message, "write it like [320, 640, 1280]")
    found = sorted({whole(one) for one in value})
    if found[0] < 16 or found[-1] > MOST_WIDTH or len(found) > 8:
        raise Unreadable(
            Code.BAD_VALUE, f"these are not eight widths from 16 to {MOST_WIDTH} pixels at most", "write others"
        )
    return tuple(found)


def _quality(value: Raw) -> int:
    written = filled(value)
    if re.fullmatch(r"[1-9][0-9]?|100", written):
        return int(written)
    raise Unreadable(Code.BAD_VALUE, f'"{written}" is not a quality', "write a whole number from 1 to 100, such as 75")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSettings(Strict):
    """Which pictures are made from those that pages show; without `made`, they are published as they are.

    `widths` are in pixels; `quality` is from 1 to 100, as JPEG and WebP count it; `cards` are drawn for pages that have
    no picture, for when they are shared.
    """

    made: YesNo = True
    """false publishes pictures as they are"""
    widths: Annotated[tuple[int, ...], Reads(_widths, Form.WIDTHS)] = (320, 640, 960, 1280, 1920)
    """How wide the pictures are that are made, in pixels: [320, 640, 1280]"""
    quality: Annotated[int, Reads(_quality, Form.PER_CENT)] = 75
    """How good they look, from 1 to 100; more is larger"""
    cards: YesNo = True
    """false draws no picture of words for pages that have none, for when they are shared"""
