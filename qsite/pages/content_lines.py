"""The content lines of iCalendar (RFC 5545, 3.1 and 3.3): values to text, folded.

Written here rather than left to a library, since each entry is written once for up to thirty feeds and must be the
same bytes in each; see docs/decisions.md. Three independent parsers read the result in the tests.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from qsite.moments import Moment

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FIRST, _NEXT = 75, 74
"""Octets on a line, without the space that a continued line begins with (RFC 5545, 3.1)."""


def text(value: str) -> str:
    """A TEXT value (3.3.11): escaped, without control characters."""
    return _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).translate(_ESCAPES)


def parameter(value: str) -> str:
    """A parameter's value in quotes (3.2), which it can't hold itself."""
    return '"' + _CONTROL.sub("", " ".join(value.replace('"', "'").split())) + '"'


def utc(moment: datetime) -> str:
    """A time in UTC (3.3.5, form 2)."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def when(name: str, moment: Moment, clock: ZoneInfo) -> str:
    """A property whose value is a day, or a time on a zone's clock (3.3.4, 3.3.5).

    A time without a zone is on `clock`. One that comes twice means its first (3.3.5), so that the second is
    written in UTC, as are times in UTC itself.
    """
    if not isinstance(moment, datetime):
        return f"{name};VALUE=DATE:{moment:%Y%m%d}"
    if is_utc(clock):
        return f"{name}:{moment:%Y%m%dT%H%M%SZ}"
    if is_second(moment):
        return f"{name}:{utc(moment)}"
    return f"{name};TZID={clock.key}:{moment:%Y%m%dT%H%M%S}"


def is_second(moment: datetime) -> bool:
    """Whether a time is the second of one that comes twice, which no local time can say."""
    return bool(moment.fold) and moment.utcoffset() != moment.replace(fold=0).utcoffset()


def is_utc(clock: ZoneInfo) -> bool:
    """Whether a zone is UTC under one of its names, and needs no VTIMEZONE."""
    return clock.key in ("UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal")


def folded(lines: Iterable[str]) -> str:
    """Lines with their ends, those over 75 octets folded between characters (3.1), never inside an escape."""
    return "".join(f"{line}\r\n" if len(line) < 19 or _short(line) else _fold(line) for line in lines)


def _short(line: str) -> bool:
    return len(line) <= _FIRST and (line.isascii() or len(line.encode()) <= _FIRST)


def _fold(line: str) -> str:
    data, pieces, room = line.encode(), [], _FIRST
    while len(data) > room:
        at = room
        while data[at] & 0xC0 == 0x80 or _is_escaped(data[:at]):
            at -= 1
        pieces.append(data[:at])
        data, room = data[at:], _NEXT
    return b"\r\n ".join([*pieces, data]).decode() + "\r\n"


def _is_escaped(before: bytes) -> bool:
    """Whether what comes next belongs to a backslash at the end of `before`."""
    return (len(before) - len(before.rstrip(b"\\"))) % 2 == 1
