"""A repeated event as calendars know it: one rule, the dates that it leaves out or adds, and those that differ.

RFC 5545, 3.8.5 calls this the recurrence set. It does not end at the horizon to which pages list dates.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

from qsite.moments import Moment
from qsite.site.occurrences import occurrences_of, zone_of
from qsite.site.recurrence import LAST_DAY, repeat_end, repeat_start
from qsite.site.rule import Rule, days, read_rule
from qsite.site.site import Occurrence, Site, instant
from qsite.source.documents import Event


@dataclass(frozen=True, slots=True)
class RecurrenceSet:
    """Starts are days, or times on the event's own clock without a zone; `start` is the first by the rule."""

    rule: str
    """The value of RRULE, with its end: UNTIL in UTC for times (RFC 5545, 3.3.10), a day for days."""
    start: Moment
    end: Moment
    """The end of the first date: a time, or the last day."""
    excluded: tuple[Moment, ...]
    added: tuple[Moment, ...]
    changed: tuple[Occurrence, ...]
    last: date | None
    """The last day that the rule can give; None where it goes on."""


def recurrence_set(event: Event, site: Site) -> RecurrenceSet | None:
    """The recurrence set of an event; None where it does not repeat."""
    if event.repeat is None or event.start is None:
        return None
    clock = zone_of(event, site.regions, site.settings.timezone)
    start = repeat_start(event.start, clock)
    rule, _ = read_rule(event.repeat, start, event.places)
    if rule is None:
        return None
    dates = _dates(event, site, clock)
    added = tuple(one.planned for one in dates if one.added and one.planned is not None)
    left_out = tuple(_at(day, start, clock) for day in event.repeat.excluded)
    end = repeat_end(event, clock, site.settings.events.default_duration)
    return RecurrenceSet(
        rule=_with_end(rule, start, clock),
        start=start,
        end=end,
        excluded=tuple(sorted({one for one in left_out if one not in added}, key=str)),
        added=added,
        changed=tuple(one for one in dates if one.changed or _is_odd(one, start, end)),
        last=_last(rule, start, clock),
    )


def _dates(event: Event, site: Site, clock: ZoneInfo) -> tuple[Occurrence, ...]:
    """The event's dates, at least up to the last one that is changed."""
    known = site.index.occurrences_by_event.get(event.id, ())
    asked = [change.on for change in event.repeat.changes] if event.repeat else []
    met = {one.original for one in known}
    if all(day in met for day in asked):
        return known
    return occurrences_of(event, clock, site.settings.events.default_duration, max((*asked, *met)))[0]


def _is_odd(one: Occurrence, start: Moment, end: Moment) -> bool:
    """Whether the clocks change during a date: programs differ in when it then begins and ends, so that it is written out.

    RFC 5545, 3.8.5.3, gives every date the same elapsed time, most programs the same time on the wall; a time that
    is skipped some leave out (3.3.10) and some read as the hour after it.
    """
    if not (isinstance(one.start, datetime) and isinstance(one.end, datetime)):
        return False
    if not (isinstance(start, datetime) and isinstance(end, datetime)):
        return False
    begin, over = one.start.replace(tzinfo=None, fold=0), one.end.replace(tzinfo=None, fold=0)
    length = end - start
    elapsed = one.over.timestamp() - one.begins.timestamp()
    return begin != one.planned or over - begin != length or elapsed != length.total_seconds()


def _at(day: Moment, start: Moment, clock: ZoneInfo) -> Moment:
    """The date that an ``except`` means, at the time at which the event starts."""
    alone = _day(day, clock)
    return datetime.combine(alone, start.time()) if isinstance(start, datetime) else alone


def _with_end(rule: Rule, start: Moment, clock: ZoneInfo) -> str:
    if rule.count is not None:
        return f"{rule.text};COUNT={rule.count}"
    if rule.until is None:
        return rule.text
    return f"{rule.text};UNTIL={_until(rule.until, start, clock)}"


def _last(rule: Rule, start: Moment, clock: ZoneInfo) -> date | None:
    if rule.until is not None:
        return _day(rule.until, clock)
    if rule.count is None:
        return None
    counted = islice(days(rule.text, _day(start, clock), LAST_DAY), rule.count)
    return max(counted, default=None)


def _day(moment: Moment, clock: ZoneInfo) -> date:
    local = moment.astimezone(clock) if isinstance(moment, datetime) and moment.tzinfo else moment
    return local.date() if isinstance(local, datetime) else local


def _until(until: Moment, start: Moment, clock: ZoneInfo) -> str:
    if not isinstance(start, datetime):
        return f"{_day(until, clock):%Y%m%d}"
    last = until if isinstance(until, datetime) else _last_second(until)
    return f"{instant(last, clock).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _last_second(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59))
