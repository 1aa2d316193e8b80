"""Days, times and repeats in words, in the style of the NHS and GOV.UK: 6 December 2017, 6:30pm.

Months and weekdays are written out, since screen readers misread short ones. Times are shown on the clock
that they are on: none of these functions knows a zone.
"""

from datetime import UTC, date, datetime

from markupsafe import Markup

from qsite.moments import Moment

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_Piece = tuple[str, Moment]
"""Words, and the moment that they tell."""


def date_words(day: date) -> str:
    """Write a day: ``6 December 2017``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_words(day: date) -> str:
    """Write a day with its weekday: ``Wednesday 6 December 2017``."""
    return f"{_WEEKDAYS[day.weekday()]} {date_words(day)}"


def month_words(year: int, month: int) -> str:
    """Write a month, counted from 1: ``December 2017``."""
    return f"{_MONTHS[month - 1]} {year}"


def time_words(moment: datetime) -> str:
    """Write a time of day: ``6:30pm``, ``8pm``, ``midday``, ``midnight``; seconds are dropped."""
    hour, minute = moment.hour, moment.minute
    if not minute and hour in (0, 12):
        return "midday" if hour else "midnight"
    minutes = f":{minute:02}" if minute else ""
    return f"{hour % 12 or 12}{minutes}{'pm' if hour >= 12 else 'am'}"


def moment_words(moment: Moment) -> str:
    """Write a day, or a day and time: ``Wednesday 6 December 2017, 6:30pm``."""
    if isinstance(moment, datetime):
        return f"{day_words(moment)}, {time_words(moment)}"
    return day_words(moment)


def span_words(start: Moment, end: Moment | None = None) -> str:
    """Write from when to when; of days, `end` is the last one. No second half where both are the same."""
    return " to ".join(words for words, _ in _pieces(start, end))


def span_html(start: Moment, end: Moment | None = None) -> Markup:
    """Write what `span_words` does, each half in its ``<time>``."""
    return Markup(" to ").join(_time_element(words, moment) for words, moment in _pieces(start, end))


def moment_html(moment: Moment) -> Markup:
    """Write what `moment_words` does, in a ``<time>``."""
    return span_html(moment)


def machine_time(moment: Moment) -> str:
    """Write a moment as HTML's ``datetime`` has it: a date, or a time with its offset, if it has one.

    HTML (2.3.5.6, time zones) knows no seconds in offsets, which some zones had until 1972: such a time is
    written in UTC.
    """
    if not isinstance(moment, datetime):
        return moment.isoformat()
    offset = moment.utcoffset()
    odd = offset is not None and offset.total_seconds() % 60 != 0
    return (moment.astimezone(UTC) if odd else moment).isoformat(timespec="minutes")


def plural(count: int, one: str, many: str) -> str:
    """Write a number of things: ``1 event``, ``1,234 events``."""
    return f"{count:,} {one if count == 1 else many}"


def rule_words(rule: str, until: Moment | None = None, count: int | None = None) -> str:
    """Write a rule of `qsite.site.rule`: ``Every month on the 2nd Tuesday, until 31 December 2018``.

    What can't be put simply is ``Repeats``. An `until` with a time shows its day, on the clock that it is on.
    """
    parts = dict(pair.partition("=")[::2] for pair in rule.split(";"))
    words = _every(parts)
    if until is not None:
        words += f", until {date_words(until)}"
    return words if count is None else f"{words}, {plural(count, 'time', 'times')}"


def _pieces(start: Moment, end: Moment | None) -> list[_Piece]:
    if end is None or end == start:
        return [(moment_words(start), start)]
    if isinstance(start, datetime) and isinstance(end, datetime):
        same_day = start.date() == end.date() or _is_midnight_after(start, end)
        return [(moment_words(start), start), (time_words(end) if same_day else moment_words(end), end)]
    return [(_first_day(start, end), start), (day_words(end), end)]


def _is_midnight_after(start: datetime, end: datetime) -> bool:
    """Whether `end` is the midnight at which the day of `start` is over."""
    return (end.hour, end.minute) == (0, 0) and end.toordinal() - start.toordinal() == 1


def _first_day(start: date, end: date) -> str:
    """Write the first of several days, without the month and year that the last one tells."""
    words = f"{_WEEKDAYS[start.weekday()]} {start.day}"
    if start.year != end.year:
        return day_words(start)
    return words if start.month == end.month else f"{words} {_MONTHS[start.month - 1]}"


def _time_element(words: str, moment: Moment) -> Markup:
    return Markup(f'<time datetime="{machine_time(moment)}">{words}</time>')  # noqa: S704 - digits and names of days


def _every(parts: dict[str, str]) -> str:
    unit = _UNITS.get(parts.get("FREQ", ""))
    days = _days(parts)
    if unit is None or days is None:
        return "Repeats"
    interval = int(parts.get("INTERVAL", "1"))
    often = f"Every {unit}" if interval == 1 else f"Every {interval} {unit}s"
    return f"{often} {days}".strip()


def _days(parts: dict[str, str]) -> str | None:
    """Write the days that a rule chooses, None for more than one kind of choice."""
    freq, months = parts.get("FREQ", ""), parts.get("BYMONTH", "").split(",")
    chosen = tuple(name for name in parts if name.startswith("BY") and name != "BYMONTH")
    if len(months) > 1 or ("BYMONTH" in parts) is not (freq == "YEARLY"):
        return None
    month = _MONTHS[int(months[0]) - 1] if freq == "YEARLY" else ""
    values = parts[chosen[0]].split(",") if chosen else []
    match freq, chosen:
        case "DAILY", ():
            return ""
        case "WEEKLY", ("BYDAY",):
            named = [_WEEKDAYS[_CODES.index(code)] for code in values]
        case "YEARLY", ("BYMONTHDAY",) if all(v.isdigit() for v in values):
            named = [*values[:-1], f"{values[-1]} {month}"]
        case "MONTHLY", ("BYMONTHDAY",) if all(v.isdigit() or v == "-1" for v in values):
            named = ["the last day" if value == "-1" else f"the {_nth(value)}" for value in values]
        case (("MONTHLY" | "YEARLY"), ("BYDAY",)) if all(_is_plain(value) for value in values):
            named = [f"the {_nth(value[:-2])} {_WEEKDAYS[_CODES.index(value[-2:])]}" for value in values]
            named[-1] += f" of {month}" if month else ""
        case _:
            return None
    return f"on {_listed(named)}"


def _is_plain(value: str) -> bool:
    """Whether it is a weekday that people count: the first to the fifth, or the last."""
    return value[:-2] in ("1", "2", "3", "4", "5", "-1")


def _nth(number: str) -> str:
    """Write an ordinal: ``1st``, ``22nd``; ``last`` for -1."""
    if number == "-1":
        return "last"
    ending = "th" if number[-2:] in ("11", "12", "13") else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    return f"{number}{ending}"


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
