"""What an event's words mean, by the contract alone (docs: how times and repeats are read).

Written a second time, with `dateutil` and `zoneinfo` and none of qsite's code: the calendars' oracle.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.calendar_content import FIRST, LAST, Change, Length, Moment, Repeat, Session, Written, rule_days

_STATUS = {"tentative": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}
_MARK = {"tentative": "To be confirmed: ", "postponed": "Postponed: ", "cancelled": "Cancelled: "}
_MARK |= {"moved-online": "Moved online: "}
_DEFAULT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One date in a calendar. Times are in UTC, `end` is exclusive."""

    uid: str
    start: Moment
    end: Moment
    title: str
    status: str

    def within(self) -> bool:
        """Whether it starts on a day that is looked at."""
        return FIRST <= _day(self.start) <= LAST


class Meaningless(Exception):  # noqa: N818 (it is an answer)
    """The content is in error: an end that is not after its start, a repeat without a date."""


def entries(event: Written) -> list[Entry]:
    """All that a calendar should have of an event."""
    clock = ZoneInfo(event.zone)
    base = Entry(f"{event.id}@example.org", FIRST, FIRST, event.title, event.status)
    if event.sessions:
        found = [_session(event, session, base, clock) for session in event.sessions]
    elif event.repeat is None:
        assert event.start is not None
        found = [_spanned(base, event.start, event.length, clock)]
    else:
        found = _repeat(event, event.repeat, base, clock)
    return [_marked(one) for one in found if one.within()]


def _marked(entry: Entry) -> Entry:
    title = _MARK.get(entry.status, "") + entry.title
    return replace(entry, title=title, status=_STATUS.get(entry.status, "CONFIRMED"))


def _session(event: Written, session: Session, base: Entry, clock: ZoneInfo) -> Entry:
    name = session.id or _day(session.start).isoformat()
    title = f"{event.title}: {session.title}" if session.title else event.title
    length = session.length if session.length.end is not None else event.length
    return _spanned(replace(base, uid=f"{event.id}--{name}@example.org", title=title), session.start, length, clock)


def _spanned(entry: Entry, start: Moment, length: Length, clock: ZoneInfo) -> Entry:
    """The entry at a start as written, with its length."""
    begin = _read(start, clock)
    end = _end(begin, length, clock)
    if end <= begin:
        raise Meaningless
    return replace(entry, start=begin, end=end)


def _read(moment: Moment, clock: ZoneInfo) -> Moment:
    """A day, or a time in UTC. A time that is skipped has the offset before, one that comes twice is its first.

    `zoneinfo` does both with fold 0 (RFC 5545 3.3.5).
    """
    if not isinstance(moment, datetime):
        return moment
    return (moment if moment.tzinfo else moment.replace(tzinfo=clock, fold=0)).astimezone(UTC)


def _wall(begin: datetime, clock: ZoneInfo) -> datetime:
    return begin.astimezone(clock).replace(tzinfo=None, fold=0)


def _end(begin: Moment, length: Length, clock: ZoneInfo) -> Moment:
    """The end of what begins at a day or an instant: a written one on the wall, days by the calendar, the rest elapsed."""
    if not isinstance(begin, datetime):
        assert not isinstance(length.end, datetime | time)
        return length.end + timedelta(days=1) if length.end else begin + timedelta(days=length.days or 1)
    if isinstance(length.end, time):
        return _read(datetime.combine(_wall(begin, clock), length.end), clock)
    if length.end is not None:
        return _read(length.end, clock)
    if length.days:
        begin = _instant(_wall(begin, clock) + timedelta(days=length.days), clock)
    return begin + (timedelta(minutes=length.minutes) if length.minutes or length.days else _DEFAULT)


def _instant(wall: datetime, clock: ZoneInfo) -> datetime:
    found = _read(wall, clock)
    assert isinstance(found, datetime)
    return found


def _repeat(event: Written, repeat: Repeat, base: Entry, clock: ZoneInfo) -> list[Entry]:
    assert event.start is not None
    first = _spanned(base, event.start, event.length, clock)
    planned = {day: _at(day, event.start) for day in _rule(event.start, repeat, clock)}
    for day in repeat.excluded:
        planned.pop(_day(day), None)
    for also in repeat.also:
        planned.setdefault(_day(also), also if isinstance(also, datetime) else _at(also, event.start))
    changes = {change.on: change for change in repeat.changes}
    if not planned:
        raise Meaningless
    kept = _kept(event, first, clock)
    return [_date(event, base, changes.get(day, Change(on=day)), start, kept, clock) for day, start in planned.items()]


def _kept(event: Written, first: Entry, clock: ZoneInfo) -> Length | timedelta:
    """The length that every date has: of a written end, what is between it and the start on the wall."""
    if event.length.end is None:
        return event.length
    if isinstance(first.start, datetime) and isinstance(first.end, datetime):
        if _wall(first.start, clock) != event.start:
            raise Meaningless  # the contract doesn't say how long the others are if the first one's start is skipped
        return _wall(first.end, clock) - _wall(first.start, clock)
    return _day(first.end) - _day(first.start)


def _rule(start: Moment, repeat: Repeat, clock: ZoneInfo) -> list[date]:
    """The days of the rule up to its end, which is inclusive."""
    last = LAST + timedelta(days=30)
    if isinstance(repeat.until, datetime):
        last = repeat.until.astimezone(clock).date() if repeat.until.tzinfo else repeat.until.date()
    elif repeat.until is not None:
        last = repeat.until
    days = rule_days(repeat.rule, _day(start), last)[: repeat.count]
    if not days or days[0] != _day(start):
        raise Meaningless
    if not isinstance(repeat.until, datetime) or not isinstance(start, datetime):
        return days
    if repeat.until.tzinfo:
        return [day for day in days if _instant(datetime.combine(day, start.time()), clock) <= repeat.until]
    return [day for day in days if datetime.combine(day, start.time()) <= repeat.until]


def _at(day: date, start: Moment) -> Moment:
    return datetime.combine(day, start.time()) if isinstance(start, datetime) else day


def _date(
    event: Written, base: Entry, change: Change, usual: Moment, kept: Length | timedelta, clock: ZoneInfo
) -> Entry:
    """One date of a repeat, with what its change says."""
    start = usual
    if isinstance(change.start, time):
        start = datetime.combine(_day(usual), change.start)
    elif change.start is not None:
        if not isinstance(change.start, datetime) and _is_skipped(usual, clock):
            raise Meaningless  # the contract doesn't say at which time it is on another day
        start = change.start if isinstance(change.start, datetime) else _at(change.start, usual)
    status = change.status if change.status and event.status != "cancelled" else event.status
    entry = replace(base, title=change.title or event.title, status=status)
    if change.length != Length():
        return _spanned(entry, start, change.length, clock)
    if isinstance(kept, Length):
        return _spanned(entry, start, kept, clock)
    begin = _read(start, clock)
    end = _instant(_wall(begin, clock) + kept, clock) if isinstance(begin, datetime) else begin + kept
    return replace(entry, start=begin, end=end)


def _is_skipped(moment: Moment, clock: ZoneInfo) -> bool:
    return isinstance(moment, datetime) and not moment.tzinfo and _wall(_instant(moment, clock), clock) != moment


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
