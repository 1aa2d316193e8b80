"""How a repeat becomes a rule of RFC 5545 (3.3.10), and which days such a rule gives.

Words and ``rrule`` become the same parts, are filled up from the start, and are written in one fixed order:
equal repeats have equal texts. A rule knows local days alone; `qsite.site.recurrence` adds the clock.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from dateutil.rrule import rrulestr

from qsite.moments import LAST_YEAR, Moment
from qsite.problem import Code, Problem
from qsite.source.documents import Places, Repeat
from qsite.terms import nearest
from qsite.values import Unreadable

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_Parts = dict[str, tuple[str, ...]]
_ORDER = ("FREQ", "INTERVAL", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST")
_LIMITS = {"BYMONTH": 12, "BYWEEKNO": 53, "BYYEARDAY": 366, "BYMONTHDAY": 31, "BYSETPOS": 366}
_PATTERNS = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d{0,2}",
    "COUNT": r"[1-9]\d{0,8}",
    "UNTIL": r"(19|2[01])\d{6}(T\d{6}Z?)?",
    "WKST": "|".join(CODES),
    "BYDAY": rf"([+-]?[1-9]\d?)?({'|'.join(CODES)})",
    **dict.fromkeys(_LIMITS, r"[+-]?\d{1,3}"),
    "BYMONTH": r"\d{1,2}",
}
_LATER = timedelta(days=19 * 146_097)
"""19 times 400 years, after which the calendar repeats, weekdays too. Days are counted that much later:
dateutil, which seeks a rule's next day up to the year 9999, then seeks 500 years at most."""

_UNITS = {"day": ("DAILY", 1), "dai": ("DAILY", 1), "week": ("WEEKLY", 1), "fortnight": ("WEEKLY", 2)}
_UNITS |= {"month": ("MONTHLY", 1), "quarter": ("MONTHLY", 3), "year": ("YEARLY", 1), "annual": ("YEARLY", 1)}
_NUMBERS = {"one": 1, "two": 2, "other": 2, "three": 3, "four": 4, "five": 5, "six": 6, "last": -1}
_NUMBERS |= {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_FILLING = frozenset(("on", "the", "every", "each", "of", "in", "month"))
_SILENT = {"INTERVAL": ("1",), "WKST": ("MO",)}
_SEE = "see RFC 5545, section 3.3.10"
_FREQ_HINT = "write DAILY, WEEKLY, MONTHLY or YEARLY; for several times on one day write sessions"
_SHORT_HINT = "write on: last day for the last day of every month, or leave it so"


@dataclass(frozen=True, slots=True)
class Rule:
    """A repeat's rule: `text` is an RRULE value in one fixed form, without UNTIL and COUNT; WKST is MO.

    `until` is as written: a date lasts to the end of that day on the event's clock, a time without an offset
    is on that clock, and one that ``rrule`` ends with Z is in UTC. `count` counts excluded dates too.
    """

    text: str
    until: Moment | None = None
    count: int | None = None


def days(text: str, start: date, last: date) -> Iterator[date]:
    """Give the days of a rule from `start` up to and including `last`, in order, each once."""
    rule = text if "WKST=" in text else f"{text};WKST=MO"  # dateutil would ask the calendar module
    found = iter(rrulestr(rule, dtstart=datetime.combine(start + _LATER, datetime.min.time())))
    try:
        yield from takewhile(lambda day: day <= last, (day.date() - _LATER for day in found))
    except (ValueError, OverflowError):  # a week that goes beyond the year 9999
        return


def read_rule(repeat: Repeat, start: Moment, places: Places) -> tuple[Rule | None, tuple[Problem, ...]]:
    """Read a repeat's words or its ``rrule``; `start` is on the event's clock. No rule where it has errors.

    A start that does not meet its own rule is an error at `start`: RFC 5545, 3.8.5.3, leaves open whether it
    takes place, calendars disagree, and a slip in the date is likelier than one in the rule.
    """
    day, key = _day(start), "every" if repeat.rrule is None else "rrule"
    try:
        _check_keys(repeat)
        parts = _parts(repeat.rrule) if repeat.rrule is not None else _every(repeat.every or "")
        if repeat.on:
            key = "on"
            parts = _on(repeat.on, parts, day)
        parts = _filled(parts, day)
        rule = _rule(parts, repeat)
        _check_dates(rule, day)
    except _Wrong as wrong:
        at = places.of(*(wrong.path or ("repeat", key)))
        return None, (Problem(wrong.code, wrong.message, at, wrong.hint),)
    short = _short(parts, day)
    return rule, (Problem(Code.SHORT_MONTHS, short, places.of("repeat", key), _SHORT_HINT),) if short else ()


class _Wrong(Unreadable):
    """What can't be read, with the path of its key where that is not the one being read."""

    def __init__(self, message: str, hint: str, *path: str, code: Code = Code.BAD_REPEAT) -> None:
        super().__init__(code, message, hint)
        self.path = path


def _check_keys(repeat: Repeat) -> None:
    if repeat.rrule is not None and (repeat.every is not None or repeat.on):
        raise _Wrong("this repeat has words and rrule", "keep one", "repeat", "rrule", code=Code.KEYS_CLASH)
    if repeat.rrule is None and repeat.every is None:
        hint = "write every: week (or day, month, year); for dates without a rule write sessions"
        raise _Wrong("this repeat does not say how often", hint, "repeat", code=Code.MISSING_KEY)


def _parts(rrule: str) -> _Parts:
    """Read an RRULE value: each part once, its values in a fixed order."""
    line = "".join(rrule.upper().split()).removeprefix("RRULE:").rstrip(";")
    if len(line) > 500:
        raise _Wrong("this rule has more than 500 characters", "write a shorter one", code=Code.TOO_LARGE)
    parts: _Parts = {}
    for name, _, value in (pair.partition("=") for pair in line.split(";")):
        if name in parts:
            raise _Wrong(f"this rule has {name} twice", "keep one of them")
        parts[name] = _values(name, value)
    if "FREQ" not in parts:
        raise _Wrong("this rule has no FREQ", "start it with FREQ=WEEKLY or FREQ=MONTHLY")
    _check_parts(parts)
    return parts


def _values(name: str, value: str) -> tuple[str, ...]:
    if name not in _PATTERNS:
        close = None if name in ("BYHOUR", "BYMINUTE", "BYSECOND") else nearest(name, _PATTERNS)
        hint = f"did you mean {close}?" if close else f"take it out; the parts are {', '.join(_PATTERNS)}"
        raise _Wrong(f'"{name}" is not a part of a rule that can be used here', hint)
    values = value.split(",") if name.startswith("BY") else [value]
    for one in values:
        fits = re.fullmatch(_PATTERNS[name], one, re.ASCII) is not None
        if not fits or (name in _LIMITS and not 1 <= abs(int(one)) <= _LIMITS[name]):
            raise _Wrong(f"{name}={one} can't be used here", _FREQ_HINT if name == "FREQ" else _SEE)
    return _sorted(str(int(one)) if name in _LIMITS else one.removeprefix("+") for one in values)


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    """Put each value once, by number (those counted from the end last) and by weekday from Monday."""

    def key(value: str) -> tuple[bool, int, int]:
        number = int(re.sub("[A-Z]", "", value) or 0) if value[-2:] in CODES or value[-1].isdigit() else 0
        return number < 0, number, CODES.index(value[-2:]) if value[-2:] in CODES else 0

    return tuple(sorted(set(values), key=key))


def _check_parts(parts: _Parts) -> None:
    """Refuse what RFC 5545, 3.3.10, forbids, and what dateutil reads otherwise: ``MO,2TU``."""
    freq, weekdays, names = parts["FREQ"][0], parts.get("BYDAY", ()), parts.keys()
    numbers = [abs(int(value[:-2])) for value in weekdays if len(value) > 2]
    most = 53 if freq == "YEARLY" and "BYMONTH" not in names else 5
    refusals = {
        "FREQ=WEEKLY can't have BYMONTHDAY": freq == "WEEKLY" and "BYMONTHDAY" in names,
        "BYYEARDAY needs FREQ=YEARLY": freq != "YEARLY" and "BYYEARDAY" in names,
        "BYWEEKNO needs FREQ=YEARLY": freq != "YEARLY" and "BYWEEKNO" in names,
        "numbered weekdays need FREQ=MONTHLY or YEARLY": bool(numbers) and freq in ("DAILY", "WEEKLY"),
        "BYWEEKNO needs weekdays without a number": bool(numbers) and "BYWEEKNO" in names,
        "BYDAY can't have weekdays with and without a number": 0 < len(numbers) < len(weekdays),
        f"weekdays are numbered from 1 to {most} here": max(numbers, default=0) > most,
        "BYSETPOS needs another BY": [name for name in names if name.startswith("BY")] == ["BYSETPOS"],
    }
    if any(refusals.values()):
        raise _Wrong(next(message for message, refused in refusals.items() if refused), _SEE)


def _every(written: str) -> _Parts:
    *amounts, unit = written.lower().replace("every ", "").replace("each ", "").split() or [""]
    number, weekday = _number(amounts[0]) if amounts else 1, _weekday(unit)
    known = _UNITS.get(unit.removesuffix("s").removesuffix("ly")) or _UNITS.get(unit.removesuffix("ly"))
    if not amounts and (weekday is not None or unit in ("weekday", "weekdays")):
        return {"FREQ": ("WEEKLY",), "BYDAY": CODES[:5] if weekday is None else (CODES[weekday],)}
    if known and number and 0 < number < 999 and len(amounts) < 2:
        return {"FREQ": (known[0],), "INTERVAL": (str(number * known[1]),)}
    close = nearest(unit, (*_UNITS.keys() - {"dai"}, "days", "weeks", "months", "years", "daily", *WEEKDAYS))
    hint = "write day, week, month or year, or a number of them such as 2 weeks"
    if match := re.fullmatch("bi-?(week|month)ly", unit):
        hint = f"it can mean two things; for every other {match[1]} write 2 {match[1]}s"
    elif weekday is not None:
        hint = "write every: month or every: 2 weeks, and the weekday under on"
    elif close and not known and all(map(_number, amounts)):
        hint = f'did you mean "{" ".join((*amounts, close))}"?'
    raise _Wrong(f'"{written}" does not say how often', hint)


def _number(word: str) -> int | None:
    """Read an amount or an ordinal, up to 999: ``2``, ``two``, ``2nd``, ``second``; -1 for ``last``."""
    match = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)?", word, re.ASCII)
    return int(match[1]) if match else _NUMBERS.get(word)


def _weekday(word: str) -> int | None:
    """Read a weekday as its number from 0, Monday: ``monday``, ``mondays``, ``mon``, ``mo``."""
    stem, one = word.rstrip("."), word.rstrip(".").removesuffix("s")
    return next((n for n, name in enumerate(WEEKDAYS) if len(one) > 1 and name.startswith((stem, one))), None)


def _on(texts: tuple[str, ...], parts: _Parts, start: date) -> _Parts:
    """Add the days, as values of BYDAY or of BYMONTHDAY, and refuse those that don't go with `every`."""
    values = [value for text in texts for piece in _pieces(text) for value in _value(piece)]
    plain, weekdays = set(values) & set(CODES), [value for value in values if value[-2:] in CODES]
    freq, nth = parts["FREQ"][0], ("1st", "2nd", "3rd", "4th", "last")[(start.day - 1) // 7]
    if "BYDAY" in parts or freq == "DAILY":
        raise _Wrong("this repeat's every leaves no days to choose", "take on out, or write every: week")
    if not values or 0 < len(weekdays) < len(values):
        raise _Wrong("this is not a choice of weekdays or of days of the month", "write one kind alone")
    if freq == "WEEKLY" and len(plain) < len(set(values)):
        raise _Wrong("days of a month don't go with every: week", "write every: month")
    if freq != "WEEKLY" and plain:
        hint = f'write "{nth} {WEEKDAYS[CODES.index(min(plain))]}" if that is meant, or every: week'
        raise _Wrong("a month has several such weekdays", hint)
    month = {"BYMONTH": (str(start.month),)} if freq == "YEARLY" else {}
    return {**parts, **month, "BYDAY" if weekdays else "BYMONTHDAY": _sorted(values)}


def _pieces(text: str) -> list[list[str]]:
    """Cut a text into its days, each in words; in ``2nd and 4th tuesday`` both are Tuesdays."""
    found: list[list[str]] = []
    for piece in reversed(re.split(r"[,;&]|\band\b", text.lower())):
        words = [word for word in piece.split() if word not in _FILLING]
        if found and len(words) == 1 and len(found[-1]) == 2 and not words[0].isdigit() and _number(words[0]):
            words.append(found[-1][1])
        found += [words] if words else []
    return found[::-1]


def _value(piece: list[str]) -> tuple[str, ...]:
    """Read one day: ``tuesday``, ``weekdays``, ``15th``, ``2nd tuesday``, ``last day``."""
    number, weekday, alone = _number(piece[0]), _weekday(piece[-1]), len(piece) == 1
    if alone and (weekday is not None or piece[0] in ("weekday", "weekdays")):
        return CODES[:5] if weekday is None else (CODES[weekday],)
    if (alone and number in range(1, 32)) or piece == ["last", "day"]:
        return (str(number),)
    if len(piece) == 2 and weekday is not None and number in (-1, 1, 2, 3, 4, 5):
        return (f"{number}{CODES[weekday]}",)
    if number is not None and (alone or (weekday is not None and len(piece) == 2)):
        raise _Wrong(f"no month has a {' '.join(piece)}", "days are 1 to 31, weekdays 1st to 5th or last")
    known = [word if _number(word) else nearest(word, (*WEEKDAYS, *_NUMBERS)) or "" for word in piece[:3]]
    close = f'did you mean "{" ".join(known)}"?' if all(known) and known != piece else None
    raise _Wrong(f'"{" ".join(piece)}" is not a day', close or "write tuesday, 2nd tuesday, last day or 15")


def _filled(parts: _Parts, start: date) -> _Parts:
    """Add what RFC 5545, 3.3.10, takes from the start where the rule is silent."""
    freq = parts["FREQ"][0]
    if freq == "DAILY" or {"BYMONTHDAY", "BYDAY", "BYYEARDAY"} & parts.keys():
        return parts
    if freq == "WEEKLY" or "BYWEEKNO" in parts:
        return {**parts, "BYDAY": (CODES[start.weekday()],)}
    month = (str(start.month),) if freq == "YEARLY" else ()
    return {"BYMONTH": month, **parts, "BYMONTHDAY": (str(start.day),)}


def _rule(parts: _Parts, repeat: Repeat) -> Rule:
    """Write the parts in order; the end is the rule's own, or the one that stands beside it."""
    end, count = parts.get("UNTIL", ("",))[0], parts.get("COUNT", ("",))[0]
    if bool(end) + bool(count) + (repeat.until is not None) + (repeat.count is not None) > 1:
        key = "count" if repeat.count else "until" if repeat.until else "rrule"
        raise _Wrong("this repeat says twice when it ends", "keep one", "repeat", key, code=Code.KEYS_CLASH)
    try:
        until = (datetime if "T" in end else date).fromisoformat(end) if end else repeat.until
    except ValueError:
        raise _Wrong(f"UNTIL={end} is not a day", "write it as UNTIL=20181231") from None
    used = [name for name in _ORDER if parts.get(name, _SILENT.get(name, ())) != _SILENT.get(name, ())]
    text = ";".join(f"{name}={','.join(parts[name])}" for name in used)
    return Rule(text, until, int(count) if count else repeat.count)


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _check_dates(rule: Rule, start: date) -> None:
    """Refuse a rule that ends before the start (give or take a zone), has no days, or none at the start."""
    slack = timedelta(days=isinstance(rule.until, datetime) and rule.until.tzinfo is not None)
    if rule.until is not None and _day(rule.until) + slack < start:
        message = f"this repeat ends on {_day(rule.until)}, before its start on {start}"
        raise _Wrong(message, "check until and start", "repeat", "until", code=Code.NO_OCCURRENCE)
    first = next(days(rule.text, start, date(LAST_YEAR + 100, 1, 1)), None)
    if first is None:
        raise _Wrong("no day ever meets this rule", "check its days and months", code=Code.NO_OCCURRENCE)
    if first != start:
        message = f"the start, {WEEKDAYS[start.weekday()].title()} {start}, is not a date of its own repeat"
        raise _Wrong(message, f"start on {first}, the first date that it has, or change the repeat", "start")


def _short(parts: _Parts, start: date) -> str:
    """Say which day of the month not every month of the rule has; nothing where all have it."""
    numbers = parts.get("BYMONTHDAY", ()) if "BYSETPOS" not in parts else ()
    day = max((abs(int(number)) for number in numbers), default=0)
    step = int(parts.get("INTERVAL", ("1",))[0]) if parts["FREQ"] == ("MONTHLY",) else 1
    months = parts.get("BYMONTH") or [str((start.month - 1 + n * step) % 12 + 1) for n in range(12)]
    shortest = min(monthrange(2018, int(month))[1] for month in months)
    return "" if day <= shortest else f"not every month has a day {day}: some months have no date"
