"""``content/calendar.lock``: which entries subscribers' calendars hold, and until when. How it is read and written.

One line an entry, sorted: its UID, a space, and its last local day (ISO 8601), or ``open`` for a repeat without end.
Empty lines and those that begin with ``#`` say nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from qsite.problem import Code, Place, Problem

PATH = "content/calendar.lock"

_ABOUT = """\
# What subscribers' calendars hold. qsite build adds lines here and drops those that are over; commit it with the
# content. Take a line out only to tell qsite that an entry may vanish (docs/problems.md, entry-vanished).
"""
_OPEN = "open"
_LINE = re.compile(r"(?P<uid>[a-z0-9-]+@[^\s@]+)\s+(?P<last>\d{4}-\d{2}-\d{2}|open)", re.ASCII)
_MERGE = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


@dataclass(frozen=True, slots=True)
class Remembered:
    """An entry that calendars hold; without a `last_day` it has no end."""

    uid: str
    last_day: date | None
    place: Place


def read_lock(text: str) -> tuple[tuple[Remembered, ...], tuple[Problem, ...]]:
    """The entries that the file's text has, in its order, and the lines that can't be read."""
    found = [_read(line.strip(), Place(PATH, number)) for number, line in _lines(text)]
    entries = tuple(one for one in found if isinstance(one, Remembered))
    return entries, tuple(one for one in found if isinstance(one, Problem))


def lock_text(last_days: Mapping[str, date | None]) -> str:
    """The file's text for the last day of each entry, by UID."""
    return _ABOUT + "".join(f"{uid} {last or _OPEN}\n" for uid, last in sorted(last_days.items()))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Every line that says something, with its number; of git's marks the first alone."""
    marked = False
    for number, line in enumerate(text.split("\n"), 1):
        is_mark = line.startswith(_MERGE)
        if line.strip() and not line.startswith("#") and not (is_mark and marked):
            yield number, line
        marked = marked or is_mark


def _read(line: str, place: Place) -> Remembered | Problem:
    if line.startswith(_MERGE):
        message = "two changes of this file met, and git left its marks here"
        return Problem(Code.BAD_VALUE, message, place, "keep the entries of both, and take git's marks out")
    if match := _LINE.fullmatch(line):
        try:
            last = None if match["last"] == _OPEN else date.fromisoformat(match["last"])
            return Remembered(match["uid"], last, place)
        except ValueError:
            message = f'there is no such day as "{match["last"]}"'
            return Problem(Code.BAD_DATE, message, place, "write the entry's last day, or take the line out")
    hint = (
        "a line is a UID and a last day: welcome@example.org 2018-09-03; or take it out, and qsite build writes it anew"
    )
    return Problem(Code.BAD_VALUE, f'"{line}" is not an entry of a calendar', place, hint)
