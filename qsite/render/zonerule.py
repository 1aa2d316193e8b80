"""The rule by which a zone's clocks change year after year: POSIX's TZ text, with the extensions of RFC 8536, 3.3.1."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

_DAY = timedelta(days=1)
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_NAME = r"<[A-Za-z0-9+-]+>|[A-Za-z]+"
_CLOCK = r"[+-]?\d{1,3}(?::\d{2}){0,2}"
_ON = r"M\d{1,2}\.\d\.\d|J?\d{1,3}"
_TEXT = re.compile(
    rf"(?P<name>{_NAME})(?P<offset>{_CLOCK})"
    rf"(?:(?P<dst_name>{_NAME})(?P<dst_offset>{_CLOCK})?"
    rf",(?P<start>{_ON})(?:/(?P<start_clock>{_CLOCK}))?,(?P<end>{_ON})(?:/(?P<end_clock>{_CLOCK}))?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A recurrence rule (RFC 5545, 3.3.10), and the month of all its days, or None where they are in several."""

    text: str
    month: int | None


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """``M3.5.0``: a weekday (0 is Sunday) of the 1st to 4th week of a month, or, of the 5th, the month's last."""

    month: int
    week: int
    weekday: int

    def in_year(self, year: int) -> date:
        """The day in a year."""
        first = self._first(year)
        return first + _DAY * ((self.weekday - first.isoweekday()) % 7)

    def _first(self, year: int) -> date:
        """The first of the seven days that it can be."""
        last = monthrange(year, self.month)[1]
        return date(year, self.month, 7 * self.week - 6 if self.week < 5 else last - 6)

    def recurrences(self, shift: int) -> tuple[Recurrence, ...]:
        """The rules that together have the day `shift` days after this one each year; none where no rules can."""
        if not shift:
            nth = self.week if self.week < 5 else -1
            return (Recurrence(f"FREQ=YEARLY;BYMONTH={self.month};BYDAY={nth}{_WEEKDAYS[self.weekday]}", self.month),)
        # The last week is counted back from the month after, for a February may have 28 days or 29.
        month, first = (self.month, 7 * self.week - 6) if self.week < 5 else (self.month % 12 + 1, -6)
        places = [_place(month, number + shift) for number in range(first, first + 7)]
        return _on_days(places, f";BYDAY={_WEEKDAYS[(self.weekday + shift) % 7]}")


@dataclass(frozen=True, slots=True)
class MonthDay:
    """``J60``: the same day of the same month each year, never 29 February."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The day in a year."""
        return date(year, self.month, self.day)

    def recurrences(self, shift: int) -> tuple[Recurrence, ...]:
        """As for `NthWeekday`."""
        return _on_days([_place(self.month, self.day + shift)])


@dataclass(frozen=True, slots=True)
class YearDay:
    """``59``: a number of days after 1 January; 29 February counts."""

    number: int

    def in_year(self, year: int) -> date:
        """The day in a year."""
        return date(year, 1, 1) + _DAY * self.number

    def recurrences(self, shift: int) -> tuple[Recurrence, ...]:
        """As for `NthWeekday`."""
        number = self.number + 1 + shift
        if number > 365:
            return ()
        return (Recurrence(f"FREQ=YEARLY;BYYEARDAY={number if number > 0 else number - 1}", None),)


Day: TypeAlias = NthWeekday | MonthDay | YearDay


@dataclass(frozen=True, slots=True)
class YearlyChange:
    """A change of a zone's clocks that each year has.

    `clock` is the time of day by the clock before the change, and may be before the day or after it; `before` and
    `after` are what local time is ahead of UTC; `name` is what local time is called after.
    """

    day: Day
    clock: timedelta
    before: timedelta
    after: timedelta
    name: str

    def onset(self, year: int) -> datetime:
        """The change in a year, by the clock before it."""
        return datetime.combine(self.day.in_year(year), datetime.min.time()) + self.clock

    def instant(self, year: int) -> datetime:
        """The change in a year, in UTC."""
        return (self.onset(year) - self.before).replace(tzinfo=UTC)

    def recurrences(self) -> tuple[Recurrence, ...]:
        """The rules that together have the onset's day each year; none where no rules can."""
        return self.day.recurrences(self.clock // _DAY)


def yearly_changes(text: str) -> tuple[YearlyChange, ...]:
    """The two changes of each year by POSIX's TZ text (RFC 8536, 3.3), the one to its second name first.

    There are none where the clocks stay as they are, which may be daylight saving time all year (3.3.1).

    Raises:
        ValueError: where the text is no such rule.

    """
    if not (match := _TEXT.fullmatch(text)):
        raise ValueError(f"no rule of a time zone: {text}")
    if not match["dst_name"]:
        return ()
    plain = -_clock(match["offset"])
    dst = -_clock(match["dst_offset"]) if match["dst_offset"] else plain + timedelta(hours=1)
    name, dst_name = match["name"].strip("<>"), match["dst_name"].strip("<>")
    start = YearlyChange(_day(match["start"]), _clock(match["start_clock"] or "2"), plain, dst, dst_name)
    end = YearlyChange(_day(match["end"]), _clock(match["end_clock"] or "2"), dst, plain, name)
    return () if end.instant(2000) == start.instant(2001) else (start, end)


def _clock(text: str) -> timedelta:
    hours, minutes, seconds = (int(part) for part in (text.lstrip("+-") + ":0:0").split(":")[:3])
    clock = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -clock if text.startswith("-") else clock


def _day(text: str) -> Day:
    if text.startswith("M"):
        return NthWeekday(*(int(part) for part in text[1:].split(".")))
    if text.startswith("J"):
        plain = date(2001, 1, 1) + _DAY * (int(text[1:]) - 1)  # any year without 29 February
        return MonthDay(plain.month, plain.day)
    return YearDay(int(text))


def _place(month: int, number: int) -> tuple[int, int] | None:
    """The month and BYMONTHDAY of a day counted from the first of `month` (0 is the day before).

    None where the month depends on the year.
    """
    if number < 1:
        before = (month - 2) % 12 + 1
        return before, number - 1 if before == 2 else _length(before) + number
    if month == 2 and number > 28:
        return None
    return (month, number) if number <= _length(month) else (month % 12 + 1, number - _length(month))


def _length(month: int) -> int:
    return monthrange(2001, month)[1]


def _on_days(places: Iterable[tuple[int, int] | None], weekday: str = "") -> tuple[Recurrence, ...]:
    days: dict[int, list[str]] = {}
    for place in places:
        if place is None:
            return ()
        days.setdefault(place[0], []).append(str(place[1]))
    return tuple(
        Recurrence(f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={','.join(numbers)}{weekday}", month)
        for month, numbers in days.items()
    )


def nth_weekdays(day: date) -> tuple[str, ...]:
    """The recurrence rules of one weekday of a month that have a day: its last, its 4th, or both."""
    weekday, nth = _WEEKDAYS[day.isoweekday() % 7], (day.day + 6) // 7
    weeks = ([-1] if day.day > monthrange(day.year, day.month)[1] - 7 else []) + ([nth] if nth < 5 else [])
    return tuple(f"FREQ=YEARLY;BYMONTH={day.month};BYDAY={week}{weekday}" for week in weeks)
