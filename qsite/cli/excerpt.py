"""One line of a file with a caret under one of its characters, as a terminal shows it."""

import unicodedata
from collections.abc import Iterable
from itertools import accumulate

WIDTH = 100
"""How many cells of a line are shown."""

_TAB = 4
_BEFORE = 60
"""How many cells before the caret are kept where a line is cut."""
_NEAR = 1000
"""How many characters on each side of the caret are looked at: no line is too long for a terminal."""
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_Cell = tuple[str, int]
"""What is shown for a character, and how many cells it fills."""


def excerpt(line: str, column: int) -> tuple[str, int]:
    """Write a line, cut to `WIDTH` cells around a column (counted from 1), and how many cells precede it."""
    at = min(max(column - 1, 0), len(line))
    first = max(at - _NEAR, 0)
    near = line[first : at + _NEAR]
    cells = list(_cells(near))
    at -= first
    while 0 < at < len(cells) and not cells[at][1]:
        at -= 1  # an accent is shown on the letter before it
    starts = [0, *accumulate(width for _, width in cells)]
    if starts[-1] <= WIDTH and len(near) == len(line):
        return _joined(cells), starts[at]
    begin, end = _window(starts, at)
    while 0 < begin < at and not cells[begin][1]:
        begin += 1
    before = "…" if begin or first else ""
    after = "…" if end < len(cells) or first + len(near) < len(line) else ""
    return f"{before}{_joined(cells[begin:end])}{after}", len(before) + starts[at] - starts[begin]


def harmless(text: str) -> str:
    """Replace what would move a terminal's cursor, change its colours or reorder its text."""
    return "".join("\ufffd" if _is_harmful(char) else char for char in text)


def _window(starts: list[int], at: int) -> tuple[int, int]:
    """Choose which cells are shown: the first and the one after the last."""
    total, room = starts[-1], WIDTH - 2
    left = max(min(starts[at] - _BEFORE, total - room), 0)
    begin = next(index for index, start in enumerate(starts) if start >= left)
    begin = min(begin, at)
    end = max(index for index, start in enumerate(starts) if start <= starts[begin] + room)
    return begin, end


def _cells(line: str) -> Iterable[_Cell]:
    position = 0
    for char in line:
        if char == "\t":
            width = _TAB - position % _TAB
            cell = (" " * width, width)
        elif _is_harmful(char):
            cell = ("\ufffd", 1)
        else:
            cell = (char, _char_width(char))
        position += cell[1]
        yield cell


def _char_width(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0 if char != "\u00ad" else 1
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _is_harmful(char: str) -> bool:
    return char in _BIDI or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")


def _joined(cells: list[_Cell]) -> str:
    return "".join(text for text, _ in cells)
