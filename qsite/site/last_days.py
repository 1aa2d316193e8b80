"""Until when a calendar entry matters: the last local day of its last date. What ``calendar.lock`` remembers."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from qsite.moments import Moment
from qsite.site.occurrences import zone_of
from qsite.site.recurrence import expand
from qsite.site.site import Site
from qsite.site.uids import entry_uid, event_uid
from qsite.source.documents import Event, Repeat

_BEYOND_ALL = date(2300, 1, 1)


def last_days(site: Site) -> Mapping[str, date | None]:
    """The last day of each entry that is not over, by UID; None for a repeat without end.

    The dates of a repeat that ends are counted beyond the horizon, so that its last day is the same at every `now`.
    """
    found: dict[str, date | None] = {}
    for event in site.events:
        for uid, day in _days(event, site):
            before = found.get(uid)
            found[uid] = max(before, day) if before and day else day
    return {uid: day for uid, day in found.items() if day is None or day >= site.today}


def _days(event: Event, site: Site) -> Iterator[tuple[str, date | None]]:
    """Each date's last day, with the entry that it belongs to."""
    domain = site.settings.domain
    if event.repeat is None:
        for one in site.index.occurrences_by_event.get(event.id, ()):
            yield entry_uid(one, domain), _day(one.end)
    elif is_endless(event.repeat):
        yield event_uid(event, domain), None
    else:
        zone = zone_of(event, site.regions, site.settings.timezone)
        slots, _ = expand(event, zone, site.settings.events.default_duration, _BEYOND_ALL)
        yield from ((event_uid(event, domain), _day(slot.end)) for slot in slots)


def is_endless(repeat: Repeat) -> bool:
    """Whether a repeat goes on for ever."""
    rule = "".join((repeat.rrule or "").upper().split())
    return repeat.until is None and repeat.count is None and "UNTIL=" not in rule and "COUNT=" not in rule


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
