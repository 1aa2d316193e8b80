"""A repeat's rule in the parts in which schema.org tells it."""

from dataclasses import dataclass
from datetime import date, datetime

from qsite.moments import Moment
from qsite.site.occurrences import zone_of
from qsite.site.recurrence_set import recurrence_set
from qsite.site.site import Site
from qsite.source.documents import Event

_UNITS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
_TOLD = frozenset(("FREQ", "INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY", "COUNT", "UNTIL"))


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """How often, from when to when, and on which days an event takes place.

    `every` is an ISO 8601 duration ("P1M"). `start` and `end` are those of the first date: two days, or two times on
    the clock of `zone`, which is empty for days. `weekdays` are as in RFC 5545, 3.3.10: "TU", "2TU", "-1FR".
    """

    every: str
    start: Moment
    end: Moment
    zone: str
    weekdays: tuple[str, ...] = ()
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    """Days of the month; -1 is its last."""
    last: date | None = None
    """The last day that the rule gives; None where it goes on."""
    count: int | None = None
    """How many dates the rule gives, where it says so; those that are left out are counted too."""
    left_out: tuple[date, ...] = ()


def schedule_of(event: Event, site: Site) -> ScheduleView | None:
    """The rule of an event; None where it has none, or one that can't be told in these parts."""
    repeats = recurrence_set(event, site)
    parts = dict(part.split("=") for part in repeats.rule.split(";")) if repeats else {}
    if repeats is None or not parts.keys() <= _TOLD:
        return None
    timed = isinstance(repeats.start, datetime)
    return ScheduleView(
        every=f"P{parts.get('INTERVAL', '1')}{_UNITS[parts['FREQ']]}",
        start=repeats.start,
        end=repeats.end,
        zone=zone_of(event, site.regions, site.settings.timezone).key if timed else "",
        weekdays=tuple(parts["BYDAY"].split(",")) if "BYDAY" in parts else (),
        months=_numbers(parts.get("BYMONTH")),
        days=_numbers(parts.get("BYMONTHDAY")),
        last=repeats.last,
        count=int(parts["COUNT"]) if "COUNT" in parts else None,
        left_out=tuple(sorted({one.date() if isinstance(one, datetime) else one for one in repeats.excluded})),
    )


def _numbers(listed: str | None) -> tuple[int, ...]:
    return tuple(int(one) for one in listed.split(",")) if listed else ()
