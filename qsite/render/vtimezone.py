"""Time zones as calendars are told of them (RFC 5545, 3.6.5).

Changes are told by recurrence rules, for desktop Outlook reads no zone that is made of RDATEs. What no rule describes
(one year's exception, Ramadan) is one observance a change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import takewhile
from zoneinfo import ZoneInfo

from qsite import zones
from qsite.render.zonerule import YearlyChange, nth_weekdays, yearly_changes

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = 2200
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of a zone's clocks: the instant, local time ahead of UTC before and after, and what it is called after.

    `forward` says that it moves the clocks forward against the zone's standard time.
    """

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    forward: bool = field(compare=False)

    @property
    def onset(self) -> datetime:
        """The instant by the clock before the change."""
        return (self.at + self.before).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class _Observance:
    """A change and, where it has a recurrence rule, those of later years."""

    first: _Change
    rule: str = ""

    def lines(self) -> tuple[str, ...]:
        kind = "DAYLIGHT" if self.first.forward else "STANDARD"
        return (
            f"BEGIN:{kind}",
            f"DTSTART:{self.first.onset:%Y%m%dT%H%M%S}",
            f"TZOFFSETFROM:{_offset(self.first.before)}",
            f"TZOFFSETTO:{_offset(self.first.after)}",
            f"TZNAME:{self.first.name}",
            *([f"RRULE:{self.rule}"] if self.rule else []),
            f"END:{kind}",
        )


@cache
def vtimezone(name: str, since: int) -> tuple[str, ...]:
    """The content lines of the VTIMEZONE of an IANA name (RFC 5545, 3.6.5), unfolded, BEGIN and END included.

    It is right from 1 January of the year `since` on, for ever. The observance with the clocks ahead is DAYLIGHT even
    where the law calls it standard time, as Ireland's does: Outlook knows no other difference. Outlook's documentation
    allows one weekday of a month in a rule, and no list of days (MS-OXCICAL, 2.1.3.1.1.19.2.2). Where a zone's change
    needs a list to be exact (Nuuk, Jerusalem, Santiago, Cairo, Gaza) the list is written all the same.

    Raises:
        KeyError: where there is no such zone.

    """
    return vtimezone_of(zones.zone(name), zones.recorded_changes(name), zones.posix_rule(name), since)


def vtimezone_of(zone: ZoneInfo, recorded: Sequence[int], posix_rule: str, since: int) -> tuple[str, ...]:
    """As `vtimezone`, for a zone, the changes that its file lists, and the rule that holds after the last of them.

    Where no RRULE can tell the rule (no zone has such a one today), the component is right to 2200.
    """
    start = _new_year(since - 1)
    instants = [_EPOCH + timedelta(seconds=seconds) for seconds in recorded if seconds >= start.timestamp()]
    changes = [change for at in instants if (change := _change(zone, at))]
    after = instants[-1] + _SECOND if instants else start
    observances = sorted(_observances(changes, yearly_changes(posix_rule), after), key=lambda one: one.first.at)
    if not observances or observances[0].first.at > _new_year(since) - timedelta(days=1):  # it may be new year there
        observances.insert(0, _Observance(_long_ago(zone, start)))
    lines = (line for one in observances for line in one.lines())
    return ("BEGIN:VTIMEZONE", f"TZID:{zone.key}", *lines, "END:VTIMEZONE")


def _observances(recorded: Sequence[_Change], rule: Sequence[YearlyChange], after: datetime) -> Iterator[_Observance]:
    """Recorded changes, and those that a rule makes from `after` on: by the rule as far back as it describes them."""
    if not all(yearly.recurrences() for yearly in rule):
        yield from _runs([*recorded, *_ruled(rule, after, _new_year(_LAST + 1))])
        return
    ruled = _ruled(rule, recorded[0].at, after) if recorded else []
    pairs = zip(reversed(recorded), reversed(ruled), strict=False)
    known = len(recorded) - sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    yield from _runs(recorded[:known])
    yield from _for_ever(rule, recorded[known].at if known < len(recorded) else after)


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


def _clock(zone: ZoneInfo, at: datetime) -> tuple[timedelta, timedelta, str]:
    """What local time is ahead of UTC, how much of that is daylight saving, and what it is called."""
    local = at.astimezone(zone)
    return local.utcoffset() or timedelta(), local.dst() or timedelta(), local.tzname() or ""


def _long_ago(zone: ZoneInfo, at: datetime) -> _Change:
    """What is in force at an instant, as if it had been since 1970 at least, where calendars commonly begin."""
    offset, _, name = _clock(zone, at)
    return _Change(_new_year(min(at.year, 1970)) - offset, offset, offset, name, forward=False)


def _change(zone: ZoneInfo, at: datetime) -> _Change | None:
    """The change at an instant; None where it is not one of the clocks or of their name."""
    before, saved, old_name = _clock(zone, at - _SECOND)
    after, saving, name = _clock(zone, at)
    return _Change(at, before, after, name, saving > saved) if (before, old_name) != (after, name) else None


def _ruled(rule: Sequence[YearlyChange], start: datetime, end: datetime) -> list[_Change]:
    """The changes by a rule from `start` to before `end`."""
    years = range(start.year - 1, end.year + 2)  # an onset may be days before or after its year
    changes = (_by_rule(yearly, year) for year in years for yearly in rule)
    return sorted((change for change in changes if start <= change.at < end), key=lambda change: change.at)


def _by_rule(yearly: YearlyChange, year: int) -> _Change:
    return _Change(yearly.instant(year), yearly.before, yearly.after, yearly.name, yearly.after > yearly.before)


def _for_ever(rule: Sequence[YearlyChange], start: datetime) -> Iterator[_Observance]:
    """A rule's changes from `start` on, each from its first onset."""
    for yearly in rule:
        changes = _ruled([yearly], start, _new_year(start.year + 50))
        for recurrence in yearly.recurrences():
            first = next(one for one in changes if recurrence.month in {None, one.onset.month})
            yield _Observance(first, recurrence.text)


def _runs(changes: Iterable[_Change]) -> Iterator[_Observance]:
    """Changes as observances: those of following years on the same weekday of a month are one, up to the last."""
    runs: list[tuple[list[_Change], tuple[str, ...]]] = []
    for change in changes:
        days = nth_weekdays(change.onset)
        for index, (run, common) in enumerate(runs):
            both = tuple(day for day in common if day in days)
            if both and _follows(change, run[-1]):
                runs[index] = ([*run, change], both)
                break
        else:
            runs.append(([change], days))
    for run, days in runs:
        yield _Observance(run[0], f"{days[0]};UNTIL={run[-1].at:%Y%m%dT%H%M%SZ}" if len(run) > 1 else "")


def _follows(change: _Change, last: _Change) -> bool:
    """Whether a change is another's in the year after, at the same time of day."""
    then = (last.onset.year + 1, last.onset.time(), last.before, last.after, last.name, last.forward)
    return then == (
        change.onset.year, change.onset.time(), change.before, change.after, change.name, change.forward,
    )  # fmt: skip


def _offset(offset: timedelta) -> str:
    """A UTC-OFFSET (RFC 5545, 3.3.14): seconds only where there are any, and never ``-0000``."""
    minutes, seconds = divmod(abs(int(offset.total_seconds())), 60)
    sign = "-" if offset < timedelta() else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}{f'{seconds:02}' if seconds else ''}"
