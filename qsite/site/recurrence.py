"""How an event becomes its dates: one, its sessions, or its repeat with all exceptions.

A repeat holds the time on the wall: days come from its rule, and each gets its time and the event's zone.
Days of length and a written end are on the wall too; hours and minutes of a duration are elapsed time.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from qsite.moments import Duration, Moment
from qsite.problem import Code, Problem
from qsite.site.rule import Rule, days, read_rule
from qsite.source.documents import Change, Event, Repeat, Session

MOST_DATES = 5_000
"""A repeat's dates up to the horizon; more is a slip, or an attack."""

LAST_DAY = date(2300, 1, 1)
_Key = str | int
_Length = Duration | timedelta
"""A `timedelta` is time on the wall, from start to written end (for days, from the first to the last)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One date of an event.

    `original` is the local date by the rule, of the session or of the start, before any change. `start` and
    `end` are both aware in the event's zone, or both days, `end` then being the last one.
    """

    original: date
    start: Moment
    end: Moment
    change: Change | None = None
    session: Session | None = None
    planned: Moment | None = None
    """Of a repeat: the start before any change, on the event's own clock and without its zone."""
    added: bool = False
    """Whether it stands under ``also`` and the rule does not give it."""


def expand(
    event: Event, zone: ZoneInfo, default_duration: Duration, horizon: date
) -> tuple[tuple[Slot, ...], tuple[Problem, ...]]:
    """Give an event's dates in order, those of a repeat up to and including `horizon`, and its problems.

    A repeat's first date and those under ``also`` are given beyond the horizon too, as a plain event is.
    """
    reading = _Reading(event, zone, default_duration)
    slots = reading.slots(horizon)
    slots.sort(key=lambda slot: (_instant(slot.start, zone), slot.original))
    return tuple(slots), tuple(reading.problems)


def _instant(moment: Moment, zone: ZoneInfo) -> float:
    """Count the seconds since 1970 to a time, or to a day's first moment."""
    start = moment if isinstance(moment, datetime) else datetime.combine(moment, time(), zone)
    return start.timestamp()


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _wall(moment: Moment) -> Moment:
    return moment.replace(tzinfo=None, fold=0) if isinstance(moment, datetime) else moment


def repeat_start(written: Moment, zone: ZoneInfo) -> Moment:
    """Give a repeat's first day or time, on the wall of its zone: a time that is skipped that day is kept for others."""
    local = written.astimezone(zone) if isinstance(written, datetime) and written.tzinfo else written
    return _wall(local)


def repeat_end(event: Event, zone: ZoneInfo, default_duration: Duration) -> Moment:
    """Give the end of a repeat's first date on the wall, or its last day; as far from `repeat_start` as it is long."""
    written = event.start or date.min
    reading = _Reading(event, zone, default_duration)
    start = reading.local(written)
    length = reading.span(start, event.end, event.duration, default_duration)[1]
    if isinstance(length, Duration):
        days = length.days - (not isinstance(start, datetime))
        length = timedelta(days=days, minutes=length.minutes)
    return repeat_start(written, zone) + length


def _planned(start: Moment, usual: Moment) -> Moment:
    """Give a date's start on the wall, where the rule puts it even on a day on which that time is skipped."""
    wall = _wall(start)
    if isinstance(wall, datetime) and isinstance(usual, datetime) and isinstance(start, datetime):
        skipped = datetime.combine(wall, usual.time())
        same = skipped.replace(tzinfo=start.tzinfo).timestamp() == start.timestamp()
        return skipped if same else wall
    return wall


def _apart(start: Moment, end: Moment) -> timedelta:
    """Measure the time on the wall between two times, or between two days."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end.replace(tzinfo=None) - start.replace(tzinfo=None)
    return _day(end) - _day(start)


def _nearest(day: date, ordered: Sequence[date]) -> date:
    """Find the date closest to `day`; the earlier of two."""
    at = bisect_left(ordered, day)
    return min(ordered[max(at - 1, 0) : at + 1], key=lambda other: abs(other - day))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One event being read: its clock, and the problems met so far. Paths are those of `Places.of`."""

    event: Event
    zone: ZoneInfo
    default: Duration
    problems: list[Problem] = field(default_factory=list)
    told: set[tuple[_Key, ...]] = field(default_factory=set)

    def report(self, code: Code, message: str, hint: str, *path: _Key) -> None:
        self.problems.append(Problem(code, message, self.event.places.of(*path), hint))

    def slots(self, horizon: date) -> list[Slot]:
        event = self.event
        if event.sessions:
            return self.session_slots()
        if event.start is None:
            hint = "write start: with a date, or sessions"
            self.report(Code.MISSING_KEY, f'the event "{event.title}" has no start', hint)
            return []
        start = self.local(event.start, "start")
        end, length = self.span(start, event.end, event.duration, self.default)
        if event.repeat is None:
            return [Slot(_day(start), start, end)]
        wall = repeat_start(event.start, self.zone)
        rule, problems = read_rule(event.repeat, wall, event.places)
        self.problems.extend(problems)
        if rule is None:
            return [Slot(_day(start), start, end)]
        return self.repeated(event.repeat, rule, wall, length, horizon)

    def session_slots(self) -> list[Slot]:
        for key in ("start", "end", "repeat"):
            if getattr(self.event, key) is not None:
                message = f"this event has both sessions and {key}"
                self.report(Code.KEYS_CLASH, message, f"take {key} out: the sessions say when", key)
        slots: list[Slot] = []
        names: set[str] = set()
        for number, session in enumerate(self.event.sessions):
            start = self.local(session.start, "sessions", number, "start")
            duration = self.event.duration if session.end is None else None
            end = self.span(start, session.end, duration, self.default, "sessions", number)[0]
            name, key = session.id or _day(start).isoformat(), "id" if session.id else "start"
            if name in names:
                hint = "give each session an id of its own"
                self.report(Code.DUPLICATE_ID, f'two sessions are "{name}"', hint, "sessions", number, key)
            names.add(name)
            slots.append(Slot(_day(start), start, end, session=session))
        return slots

    def local(self, written: Moment, *path: _Key) -> Moment:
        """Bring a day or a time to the event's clock."""
        if not isinstance(written, datetime):
            return written
        if written.tzinfo is None:
            return self.attach(written, *path)
        local = written.astimezone(self.zone)
        if local.utcoffset() != written.utcoffset():
            clock = local.replace(tzinfo=None).isoformat(" ", "minutes")
            message = f"{written.isoformat(' ', 'minutes')} is {clock} on the clock of {self.zone}"
            hint = f"write {clock} if that is meant, otherwise take the offset out"
            self.report(Code.OFFSET_DISAGREES, message, hint, *path)
        return local

    def attach(self, wall: datetime, *path: _Key) -> datetime:
        """Give a time on the wall its zone; what is odd about it is told once of each kind at a place.

        RFC 5545, 3.3.5: a time that does not exist is read with the offset before the change, one that comes
        twice is its first.
        """
        first, second = wall.replace(tzinfo=self.zone), wall.replace(tzinfo=self.zone, fold=1)
        skipped = first.timestamp() - second.timestamp()  # seconds; negative where it comes twice
        if not skipped:
            return first
        found, shown = first.astimezone(UTC).astimezone(self.zone), wall.isoformat(" ", "minutes")
        message = f"{shown} comes twice in {self.zone}, where the clocks go back: the first is taken"
        hint = f"write {second.isoformat(' ', 'minutes')} for the second, or another time"
        if skipped > 0:
            message = f"{shown} does not exist in {self.zone}, where the clocks go forward"
            hint = f"it is read as {found:%H:%M}; write that, or another time"
        if (*path, skipped > 0) not in self.told:
            self.told.add((*path, skipped > 0))
            self.report(Code.CLOCK_CHANGE, message, hint, *path)
        return found

    def span(
        self, start: Moment, end: Moment | None, duration: Duration | None, usual: _Length, *path: _Key
    ) -> tuple[Moment, _Length]:
        """Find the end, and the length that repeats keep; `path` is that of what has `end` and `duration`."""
        if end is not None and duration is not None:
            self.report(Code.KEYS_CLASH, "both end and duration are written", "keep one", *path, "duration")
        if end is not None and (found := self.written_end(start, end, *path)) is not None:
            return found, _apart(start, found)
        length = usual if duration is None or end is not None else duration
        if not isinstance(start, datetime) and isinstance(length, Duration) and length.minutes:
            if length is duration:
                message, hint = "hours can't be the length of whole days", "write 2d, or a time in start"
                self.report(Code.BAD_DURATION, message, hint, *path, "duration")
            length = Duration(days=1)
        return self.after(start, length, *path), length

    def written_end(self, start: Moment, end: Moment, *path: _Key) -> Moment | None:
        if isinstance(end, datetime) is not isinstance(start, datetime):
            with_time, without = ("end", "start") if isinstance(end, datetime) else ("start", "end")
            hint = f"write a time in {without} too, or in neither"
            self.report(Code.WRONG_TYPE, f"{with_time} has a time and {without} has none", hint, *path, "end")
            return None
        found = self.local(end, *path, "end")
        least = 0 if isinstance(found, datetime) else -1  # RFC 5545, 3.8.2.2: an end is later than its start
        if _instant(found, self.zone) - _instant(start, self.zone) > least:
            return found
        message = f"the end {_wall(found)} is not after the start {_wall(start)}"
        hint = "an end after midnight needs its date; check the date, and am or pm"
        self.report(Code.END_BEFORE_START, message, hint, *path, "end")
        return None

    def after(self, start: Moment, length: _Length, *path: _Key) -> Moment:
        if not isinstance(start, datetime):
            return start + (length if isinstance(length, timedelta) else timedelta(days=length.days - 1))
        wall = start.replace(tzinfo=None, fold=0)
        if isinstance(length, timedelta):
            return self.attach(wall + length, *path, "end")
        if length.days:
            start = self.attach(wall + timedelta(days=length.days), *path, "duration")
        return (start.astimezone(UTC) + timedelta(minutes=length.minutes)).astimezone(self.zone)

    def at(self, day: date, start: Moment, *path: _Key) -> Moment:
        """Put the time of `start` on another day."""
        if isinstance(start, datetime):
            return self.attach(datetime.combine(day, start.time().replace(fold=0)), *path)
        return day

    def repeated(self, repeat: Repeat, rule: Rule, start: Moment, span: _Length, horizon: date) -> list[Slot]:
        excluded = [_day(self.local(day, "repeat", "except", n)) for n, day in enumerate(repeat.excluded)]
        asked = [change.on for change in repeat.changes]
        by_rule = self.by_rule(rule, start, max(horizon, _day(start), *excluded, *asked))
        shown = [day for day in by_rule if day <= horizon]
        if len(shown) > MOST_DATES:
            message = f"this repeat has more than {MOST_DATES:,} dates up to {horizon}"
            self.report(Code.TOO_LARGE, message, "start it later, or end it with until", "repeat")
        known = by_rule[-1] if len(by_rule) > MOST_DATES else date.max
        self.check_met([(day, ("except", n)) for n, day in enumerate(excluded) if day <= known], by_rule)
        left = set(excluded)
        kept = [day for day in shown[:MOST_DATES] if day not in left] or self.first_kept(rule, start, left)
        starts = {day: self.at(day, start, "start") for day in kept}
        added = self.added(repeat, start, starts)
        extra = added.keys() - starts.keys()
        starts |= added
        if not starts:
            message, hint = f'the event "{self.event.title}" has no date left', "check until and except"
            self.report(
                Code.NO_OCCURRENCE,
                message,
                hint,
                "repeat",
                *(("until",) if repeat.until and not repeat.excluded else ()),
            )
        dates = sorted((set(by_rule) - left) | starts.keys())
        self.check_met([(day, ("changes", n, "on")) for n, day in enumerate(asked) if day <= known], dates)
        return [replace(slot, added=slot.original in extra) for slot in self.changed(repeat, starts, start, span)]

    def by_rule(self, rule: Rule, start: Moment, last: date) -> list[date]:
        """Give the rule's days up to its end, which RFC 5545, 3.3.10, includes, at most one too many."""
        end = rule.until
        if isinstance(end, datetime):
            local = end.astimezone(self.zone) if end.tzinfo else end.replace(tzinfo=self.zone)
            usual = start.time() if isinstance(start, datetime) else time()
            last_start = datetime.combine(local.date(), usual, self.zone)
            end = local.date() - timedelta(days=last_start.timestamp() > local.timestamp())
        most = MOST_DATES + 1 if rule.count is None else min(rule.count, MOST_DATES + 1)
        return list(islice(days(rule.text, _day(start), min(last, end or last, LAST_DAY)), most))

    def first_kept(self, rule: Rule, start: Moment, left_out: set[date]) -> list[date]:
        """Find the rule's first day that is not left out, however far ahead."""
        return [day for day in self.by_rule(rule, start, LAST_DAY) if day not in left_out][:1]

    def check_met(self, asked: Iterable[tuple[date, tuple[_Key, ...]]], dates: Sequence[date]) -> None:
        """Warn of the days, each with its path in the repeat, that meet none of the dates."""
        known = set(dates)
        for day, path in asked:
            if day not in known:
                hint = f"the nearest date is {_nearest(day, dates)}" if dates else "the repeat has no dates"
                message = f'"{self.event.title}" does not take place on {day}, so this says nothing'
                self.report(Code.EXCEPT_MEETS_NOTHING, message, hint, "repeat", *path)

    def added(self, repeat: Repeat, start: Moment, by_rule: dict[date, Moment]) -> dict[date, Moment]:
        """Read the dates under ``also``; those that the rule has at the same time are left to it."""
        found: dict[date, Moment] = {}
        for number, written in enumerate(repeat.also):
            path = ("repeat", "also", number)
            moment = self.moved(start, written, *path)
            original = _day(moment)
            there = by_rule.get(original, found.get(original))
            if there is not None and there != moment:
                hint = "to change the time of a date write it under changes"
                self.report(Code.DUPLICATE_ID, f"there is a date on {original} already", hint, *path)
            found.setdefault(original, there or moment)
        return found

    def moved(self, usual: Moment, written: Moment | time, *path: _Key) -> Moment:
        """Read a time, a day or both as what a date has instead of `usual`, whose other half it keeps."""
        if isinstance(usual, datetime):
            if isinstance(written, time):
                return self.attach(datetime.combine(usual, written), *path)
            timed = isinstance(written, datetime)
            return self.local(written, *path) if timed else self.at(written, usual, *path)
        if isinstance(written, (time, datetime)):
            hint = "write a day alone, or give the event's start a time"
            self.report(Code.WRONG_TYPE, "a time is written for an event of whole days", hint, *path)
            return usual if isinstance(written, time) else written.date()
        return written

    def changed(self, repeat: Repeat, starts: dict[date, Moment], usual: Moment, length: _Length) -> list[Slot]:
        changes: dict[date, tuple[int, Change]] = {}
        for number, change in enumerate(repeat.changes):
            if change.on in changes:
                message, hint = f"{change.on} is changed twice", "put what is under both into one"
                self.report(Code.DUPLICATE_ID, message, hint, "repeat", "changes", number, "on")
            changes.setdefault(change.on, (number, change))
        found = [self.slot(day, start, length, *changes.get(day, (0, None))) for day, start in starts.items()]
        return [replace(slot, planned=_planned(starts[slot.original], usual)) for slot in found]

    def slot(self, original: date, start: Moment, span: _Length, number: int, change: Change | None) -> Slot:
        if change is None:
            return Slot(original, start, self.after(start, span))
        path = ("repeat", "changes", number)
        if change.start is not None:
            start = self.moved(start, change.start, *path, "start")
        end = self.moved(start, change.end, *path, "end") if isinstance(change.end, time) else change.end
        return Slot(original, start, self.span(start, end, change.duration, span, *path)[0], change)
