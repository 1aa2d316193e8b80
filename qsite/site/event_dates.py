"""An event's dates in words, for its editors: what its rule means, and which dates differ from it. Pure."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from qsite.moments import Moment
from qsite.site.link import end_of_horizon
from qsite.site.occurrences import occurrences_of, zone_of
from qsite.site.recurrence_set import recurrence_set
from qsite.site.rule import Rule, read_rule
from qsite.site.site import Occurrence, Site, instant
from qsite.source.documents import Change, Event
from qsite.words import date_words, plural, rule_words, span_words

MOST_IN_LINE = 12
"""How many dates of a repeat its line begins with, where it has twice as many."""


def rule_of(event: Event, site: Site) -> Rule | None:
    """An event's rule; None where it does not repeat, or its rule has errors."""
    if event.repeat is None or event.start is None:
        return None
    start = _local(event.start, event, site)
    wall = start.replace(tzinfo=None, fold=0) if isinstance(start, datetime) else start
    return read_rule(event.repeat, wall, event.places)[0]


def rrule_text(rule: Rule) -> str:
    """A rule as an RRULE value (RFC 5545, 3.3.10), its end as it is written: on the event's own clock."""
    text = rule.text if rule.count is None else f"{rule.text};COUNT={rule.count}"
    if rule.until is None:
        return text
    until = rule.until
    if not isinstance(until, datetime):
        return f"{text};UNTIL={until:%Y%m%d}"
    return (
        f"{text};UNTIL={until.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        if until.tzinfo
        else f"{text};UNTIL={until:%Y%m%dT%H%M%S}"
    )


def excluded_days(event: Event, site: Site) -> tuple[date, ...]:
    """The days on which an event does not take place, though its rule says so."""
    return tuple(sorted({_day(_local(one, event, site)) for one in (event.repeat.excluded if event.repeat else ())}))


def marks(occurrence: Occurrence, site: Site) -> tuple[str, ...]:
    """What one date has that the event has not: ``moved from 14 November``, ``cancelled``, ``added``, ``changed``."""
    event = occurrence.event
    change = _change(occurrence)
    found = []
    if event.repeat and occurrence.original in {_day(_local(one, event, site)) for one in event.repeat.also}:
        found.append("added")
    if event.repeat and _day(occurrence.start) != occurrence.original:
        found.append(f"moved from {_short(occurrence.original, _day(occurrence.start))}")
    elif change and any(value is not None for value in _details(change)):
        found.append("changed")
    if occurrence.status != event.status:
        found.append(occurrence.status.replace("-", " "))
    return tuple(found)


def dates_of(event: Event, site: Site) -> tuple[Occurrence, ...]:
    """Every date of an event up to the horizon, of one that is not on the site too."""
    if event.id in site.index.occurrences_by_event:
        return site.index.occurrences_by_event[event.id]
    settings = site.settings
    zone = zone_of(event, site.regions, settings.timezone)
    horizon = end_of_horizon(site.today, settings.events.horizon)
    return occurrences_of(event, zone, settings.events.default_duration, horizon)[0]


def count_words(event: Event, site: Site) -> str:
    """How many dates an event has, and up to when they are counted where there are more: ``6 dates``."""
    words = plural(len(dates_of(event, site)), "date", "dates")
    if not reaches_beyond(event, site):
        return words
    horizon = end_of_horizon(site.today, site.settings.events.horizon)
    return f"{words} up to {date_words(horizon)}, and more after it"


def reaches_beyond(event: Event, site: Site) -> bool:
    """Whether an event has dates beyond the horizon, which are not on the site yet."""
    horizon = end_of_horizon(site.today, site.settings.events.horizon)
    repeat = recurrence_set(event, site)
    return repeat is not None and (repeat.last is None or repeat.last > horizon)


def date_lines(event: Event, site: Site) -> Iterator[str]:
    """Every date of an event up to the horizon, one a line."""
    for one in dates_of(event, site):
        title = f": {one.title}" if one.title != event.title else ""
        yield f"{span_words(one.start, one.end)}{title}{_in_brackets(one, site)}"


def repeat_lines(site: Site) -> Iterator[str]:
    """Every repeated event in a line: its id, its rule in words, and its dates up to the horizon."""
    for event in site.events:
        if rule := rule_of(event, site):
            yield f"{event.id}  {rule_words(rule.text, rule.until, rule.count)}; {_dates(event, site)}"


def _dates(event: Event, site: Site) -> str:
    occurrences = dates_of(event, site)
    shown: list[str] = []
    before: date | None = None
    for one in occurrences:
        if _is_shown(one, site):
            shown.append(_short(_day(one.start), before) + _in_brackets(one, site))
            before = _day(one.start)
        elif shown[-1] != "…":
            shown.append("…")
    left_out = ", ".join(date_words(day) for day in excluded_days(event, site))
    line = f"{count_words(event, site)}: {', '.join(shown)}"
    return f"{line}; left out: {left_out}" if left_out else line


def _short(day: date, before: date | None) -> str:
    """A day, without its year where that of a day beside it is the same."""
    words = date_words(day)
    return words.removesuffix(f" {day.year}") if before and before.year == day.year else words


def _is_shown(one: Occurrence, site: Site) -> bool:
    """Whether a date is in its event's line: of many the first ones, the last, and those that differ."""
    few = one.total <= 2 * MOST_IN_LINE
    return few or one.number <= MOST_IN_LINE or one.number == one.total or bool(marks(one, site))


def _in_brackets(one: Occurrence, site: Site) -> str:
    found = marks(one, site)
    return f" ({', '.join(found)})" if found else ""


def _change(one: Occurrence) -> Change | None:
    changes = one.event.repeat.changes if one.event.repeat else ()
    return next((change for change in changes if change.on == one.original), None)


def _details(change: Change) -> tuple[object, ...]:
    return change.title, change.start, change.end, change.duration, change.venue, change.online


def _local(moment: Moment, event: Event, site: Site) -> Moment:
    """A day, or a time on the event's clock."""
    zone = zone_of(event, site.regions, site.settings.timezone)
    return instant(moment, zone) if isinstance(moment, datetime) else moment


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
