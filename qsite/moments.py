"""How days, times, lengths of time and time zones are read.

What can only mean one thing is read; what can mean two is refused, and both meanings are shown.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo

from qsite.forms import Form
from qsite.problem import Code
from qsite.terms import nearest
from qsite.values import Raw, Reads, Unreadable, filled
from qsite.zones import zone_names

Moment = date | datetime
"""A day, or a time on a day; a `datetime` without an offset is on the clock of whatever it belongs to."""

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years outside are slips of the keyboard, and the arithmetic of zones ends soon after."""

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_WORDY_DATE = re.compile(r"(?:([A-Za-z]+),? )?(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]+),? (\d{4})", re.ASCII)
_WORDY_US_DATE = re.compile(r"(?:([A-Za-z]+),? )?([A-Za-z]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_TIME = re.compile(
    r"(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.\d{1,6})?)? ?(am|pm)?|(\d{1,2}) ?(am|pm)", re.ASCII | re.IGNORECASE
)
_OFFSET = re.compile(r"(?P<rest>.*\d) ?(?P<offset>Z|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))", re.ASCII)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DATE_HINT = "write it as 2018-03-16 or 16 March 2018"


def _calendar_date(year: int, month: int, day: int, written: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        hint = f"write a year from {FIRST_YEAR} to {LAST_YEAR}"
        raise Unreadable(Code.BAD_DATE, f'the year {year} in "{written}" is out of range', hint)
    try:
        return date(year, month, day)
    except ValueError:
        if 1 <= month <= 12:
            message = f'there is no such day as "{written}": {_MONTHS[month - 1].title()} {year} has {monthrange(year, month)[1]} days'
            raise Unreadable(Code.BAD_DATE, message, "check the day and the month") from None
        raise Unreadable(Code.BAD_DATE, f'there is no such day as "{written}"', _DATE_HINT) from None


def _month(name: str) -> int | None:
    found = [n for n, month in enumerate(_MONTHS, 1) if len(name) >= 3 and month.startswith(name.lower())]
    if not found and name.lower() == "sept":
        return 9
    return found[0] if len(found) == 1 else None


def _wordy_date(written: str) -> date | None:
    if match := _WORDY_DATE.fullmatch(written):
        weekday, day, name, year = match.groups()
    elif match := _WORDY_US_DATE.fullmatch(written):
        weekday, name, day, year = match.groups()
    else:
        return None
    if (month := _month(name)) is None:
        close = nearest(name, _MONTHS)
        hint = f'did you mean "{close.title()}"?' if close else _DATE_HINT
        raise Unreadable(Code.BAD_DATE, f'there is no month called "{name}"', hint)
    found = _calendar_date(int(year), month, int(day), written)
    actual = _DAYS[found.weekday()]
    if weekday and not (len(weekday) >= 3 and actual.startswith(weekday.lower())):
        message = f'"{written}" is a {actual.title()}, not a {weekday.title()}'
        raise Unreadable(Code.BAD_DATE, message, "check the day, or leave the weekday out")
    return found


def _numeric_date(written: str) -> date | None:
    if not (match := _NUMERIC_DATE.fullmatch(written)):
        return None
    first, second, year = (int(part) for part in match.groups())
    if first <= 12 and second <= 12 and first != second:
        british, american = date(year, second, first), date(year, first, second)
        message = f'"{written}" can mean two days: {_plain(british)} or {_plain(american)}'
        raise Unreadable(Code.AMBIGUOUS_DATE, message, f"write {british} or {american}")
    day, month = (second, first) if second > 12 else (first, second)
    return _calendar_date(year, month, day, written)


def _plain(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1].title()} {day.year}"


def _read_date(written: str) -> date | None:
    """The day that `written` can only mean, None where it is no date at all."""
    if match := _ISO_DATE.fullmatch(written):
        year, month, day = (int(part) for part in match.groups())
        return _calendar_date(year, month, day, written)
    return _wordy_date(written) or _numeric_date(written)


def _read_time(written: str) -> time | None:
    """A time of day, None where it is none at all."""
    if written.lower() in ("noon", "midday"):
        return time(12)
    if not (match := _TIME.fullmatch(written)):
        return None
    hour = int(match[1] or match[5])
    minute, second, half = int(match[2] or 0), int(match[3] or 0), (match[4] or match[6] or "").lower()
    if half and not 1 <= hour <= 12:
        raise Unreadable(
            Code.BAD_TIME, f'"{written}" is no time: with {half} the hour is 1 to 12', "write it as 18:30 or 6:30pm"
        )
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    if hour > 23 or minute > 59 or second > 59:
        hint = "midnight is 00:00 of the next day" if hour == 24 else "hours are 00 to 23, minutes 00 to 59"
        raise Unreadable(Code.BAD_TIME, f'there is no such time as "{written}"', hint)
    return time(hour, minute, second)


def _read_offset(written: str) -> timezone | None:
    if written == "Z":
        return UTC
    digits = written[1:].replace(":", "").ljust(4, "0")
    delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if delta >= timedelta(hours=15) or int(digits[2:]) > 59:
        raise Unreadable(
            Code.BAD_TIME, f'there is no offset "{written}"', "write an offset such as +01:00, or leave it out"
        )
    return timezone(-delta if written[0] == "-" else delta)


def _split_moment(written: str) -> tuple[str, str]:
    """The text of the day and that of the time."""
    if _ISO_DATE.fullmatch(written):
        return written, ""  # as most are
    if match := re.fullmatch(r"(\d{4}-\d{1,2}-\d{1,2})(?:[Tt]| +)(.+)", written, re.ASCII):
        return match[1], match[2]
    if match := re.fullmatch(r"(.*?\d{4}),?(?: at)? +(.+)", written, re.ASCII):
        return match[1], match[2]
    return written, ""


def moment(value: Raw) -> Moment:
    """A date, or a date and time with or without an offset; whatever can only mean one instant or one day."""
    written = " ".join(filled(value).split())
    day_text, time_text = _split_moment(written)
    day = _read_date(day_text)
    if day is None:
        hint = _DATE_HINT
        if _read_time_quietly(written):
            hint = "put the day before the time, such as 2018-03-16 18:30"
        raise Unreadable(Code.BAD_DATE, f'"{written}" is not a date', hint)
    if not time_text:
        return day
    offset = None
    is_iso = re.match(r"\d{4}-\d{2}-\d{2}T", written) is not None  # T10:00-05:00 has an offset, 10:00-12:00 is a range
    if not is_iso and re.fullmatch(r"\d{1,2}[:.]\d{2} ?(?:-|–|to) ?\d{1,2}[:.]\d{2}.*", time_text):
        message = f'"{time_text}" is a range, and a start is one time'
        raise Unreadable(Code.BAD_TIME, message, "write the first time alone, and the second under end:")
    if match := _OFFSET.fullmatch(time_text):
        time_text, offset = match["rest"], _read_offset(match["offset"])
    elif re.fullmatch(r".*\d ?[A-Za-z]{3,5}", time_text):
        message = f'"{time_text}" names a time zone by letters that can mean several'
        raise Unreadable(
            Code.BAD_TIME,
            message,
            "write the time alone, with timezone: Area/City beside it, or an offset such as +01:00",
        )
    clock = _read_time(time_text)
    if clock is None:
        raise Unreadable(Code.BAD_TIME, f'"{time_text}" is not a time', "write it as 18:30 or 6:30pm")
    return datetime.combine(day, clock, offset)


def _read_time_quietly(written: str) -> bool:
    try:
        return _read_time(written) is not None
    except Unreadable:
        return False


def day(value: Raw) -> date:
    """A date alone."""
    found = moment(value)
    if isinstance(found, datetime):
        raise Unreadable(
            Code.BAD_DATE, f'a day alone is expected here, and "{value}" has a time', f"write {found.date()}"
        )
    return found


def moment_or_time(value: Raw) -> Moment | time:
    """A date, a date and time, or a time alone."""
    if isinstance(value, str) and (clock := _read_time(value.strip())):
        return clock
    return moment(value)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: `days` are calendar days, `minutes` elapsed time (RFC 5545 3.3.6 makes the same difference)."""

    days: int = 0
    minutes: int = 0


_DURATION = re.compile(
    r"(?:(\d{1,3}) ?(?:w|weeks?))? ?(?:(\d{1,3}) ?(?:d|days?))? ?(?:(\d{1,3}) ?(?:h|hours?|hrs?))? ?(?:(\d{1,4}) ?(?:m|mins?|minutes?))?",
    re.ASCII,
)


def duration(value: Raw) -> Duration:
    """``2h``, ``90m``, ``1h30m``, ``3d``."""
    written = filled(value)
    match = _DURATION.fullmatch(written.lower())
    weeks, days, hours, minutes = (int(part or 0) for part in match.groups()) if match else (0, 0, 0, 0)
    found = Duration(weeks * 7 + days, hours * 60 + minutes)
    if found != Duration():
        return found
    raise Unreadable(Code.BAD_DURATION, f'"{written}" is not a length of time', "write it as 2h, 90m, 1h30m or 3d")


def months(value: Raw) -> int:
    """A number of calendar months: ``18 months``, ``2 years``."""
    written = filled(value).lower()
    if match := re.fullmatch(r"(\d{1,3}) ?(month|year)s?", written, re.ASCII):
        count = int(match[1]) * (12 if match[2] == "year" else 1)
        if 0 < count <= 240:
            return count
    raise Unreadable(
        Code.BAD_DURATION, f'"{written}" is not a number of months', "write it as 18 months or 2 years, up to 20 years"
    )


def zone(value: Raw) -> str:
    """The IANA name of a time zone."""
    written = filled(value)
    if _is_zone(written):
        return written
    close = nearest(written, zone_names())
    cities = sorted(
        name for name in zone_names() if name.rpartition("/")[2].lower() == written.lower().replace(" ", "_")
    )
    best = cities[0] if cities else close
    hint = f'did you mean "{best}"?' if best else "write an area and a city, such as Europe/London"
    raise Unreadable(Code.BAD_TIMEZONE, f'there is no time zone called "{written}"', hint)


def _is_zone(name: str) -> bool:
    return name in zone_names() and name != "Factory"


def instant(moment: Moment, clock: ZoneInfo) -> datetime:
    """The instant of a moment on a zone's clock; a day begins at midnight.

    A time that does not exist is read with the offset before the change, one that comes twice is its first
    (RFC 5545 3.3.5).
    """
    if not isinstance(moment, datetime):
        return _midnight(moment, clock)
    local = moment if moment.tzinfo else moment.replace(tzinfo=clock)
    return local.astimezone(UTC).astimezone(clock)


@lru_cache(maxsize=4096)
def _midnight(day: date, clock: ZoneInfo) -> datetime:
    """The instant at which a day begins; kept, for a site asks of the same days again and again."""
    return instant(datetime(day.year, day.month, day.day), clock)  # noqa: DTZ001 (the zone comes next)


def day_after(day: date, clock: ZoneInfo) -> datetime:
    """The instant at which a day is over."""
    return instant(day + timedelta(days=1), clock)


Day = Annotated[date, Reads(day, Form.DAY)]
MomentText = Annotated[Moment, Reads(moment, Form.MOMENT)]
MomentOrTime = Annotated[Moment | time, Reads(moment_or_time, Form.MOMENT_OR_TIME)]
DurationText = Annotated[Duration, Reads(duration, Form.DURATION)]
Months = Annotated[int, Reads(months, Form.MONTHS)]
Zone = Annotated[str, Reads(zone, Form.ZONE)]
