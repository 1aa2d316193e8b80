"""The community in figures: what was held, is to come and was told, at `site.now`. Each is a query, and pure.

Only what takes place is counted: what was cancelled or postponed neither was held nor is to come. An event of several
dates counts at each of them, one of several regions in each.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

from qsite.site.queries import first_day, is_past, takes_place
from qsite.site.site import Occurrence, Site, instant, is_due
from qsite.source.documents import Event, Region, Story
from qsite.terms import Id

MOST_MONTHS = 24
QUARTERS_BACK = 7


@dataclass(frozen=True, slots=True)
class Held:
    """How many dates of events were held, and how many are to come; one that is on is still to come."""

    held: int = 0
    coming: int = 0

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.held or self.coming)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year, counted from 1, with the dates of events that begin in it."""

    year: int
    quarter: int
    events: Held


@dataclass(frozen=True, slots=True)
class Month:
    """A month, counted from 1, with the stories that were published in it."""

    year: int
    month: int
    stories: int


def events(site: Site, region: Region | None = None) -> Held:
    """All dates of events, or those of one region itself."""
    return _held(_of(site, region), site)


def events_by_region(site: Site) -> tuple[tuple[Region, Held], ...]:
    """Every region, in the site's order."""
    return tuple((region, events(site, region)) for region in site.regions.values())


def events_by_kind(site: Site) -> tuple[tuple[str, Held], ...]:
    """Every kind that has any, by its label, in the settings' order."""
    groups = site.index.occurrences_by_kind
    counted = ((label, _held(groups.get(Id(kind), ()), site)) for kind, label in site.settings.events.kinds.items())
    return tuple((label, held) for label, held in counted if held)


def events_by_quarter(site: Site, region: Region | None = None) -> tuple[Quarter, ...]:
    """Every quarter without a gap, from the first event's, at most `QUARTERS_BACK` before this one, to the last's."""
    groups: dict[int, list[Occurrence]] = {}
    for one in filter(takes_place, _of(site, region)):
        groups.setdefault(_quarter(first_day(one)), []).append(one)
    first = max(min(groups, default=0), _quarter(site.today) - QUARTERS_BACK)
    return tuple(
        Quarter(number // 4, number % 4 + 1, _held(groups.get(number, ()), site))
        for number in range(first, max(groups, default=-1) + 1)
    )


def match_funded(site: Site, region: Region | None = None) -> int:
    """The match-funded offers of this year so far: events that are so funded, whose first date has begun."""
    return sum(1 for event in _events(_of(site, region)) if _has_begun_this_year(event, site))


def stories(site: Site, region: Region | None = None) -> int:
    """Published stories, or those of one region."""
    return len(_stories(site, region))


def stories_by_month(site: Site) -> tuple[Month, ...]:
    """Every month without a gap, from the first published story's, at most `MOST_MONTHS`, to this one."""
    published = (one for one in site.stories if not one.draft and is_due(one, site.now, site.zone))
    counted = Counter(_month(instant(one.date, site.zone).astimezone(site.zone)) for one in published)
    last = _month(site.today)
    first = max(min(counted, default=last + 1), last - MOST_MONTHS + 1)
    return tuple(Month(number // 12, number % 12 + 1, counted[number]) for number in range(first, last + 1))


def middle(months: Iterable[Month]) -> float | None:
    """The median of whole months: without the last, which is not over. None where fewer than three are over."""
    over = [month.stories for month in months][:-1]
    return median(over) if len(over) > 2 else None


def _of(site: Site, region: Region | None) -> tuple[Occurrence, ...]:
    return site.occurrences if region is None else site.index.occurrences_by_region.get(region.id, ())


def _events(occurrences: Iterable[Occurrence]) -> Iterator[Event]:
    yield from {one.event.id: one.event for one in occurrences}.values()


def _stories(site: Site, region: Region | None) -> tuple[Story, ...]:
    return site.stories if region is None else site.index.stories_by_region.get(region.id, ())


def _held(occurrences: Iterable[Occurrence], site: Site) -> Held:
    counted = Counter(is_past(one, site) for one in occurrences if takes_place(one))
    return Held(counted[True], counted[False])


def _has_begun_this_year(event: Event, site: Site) -> bool:
    if event.funding is None or event.funding.kind != "match-funded":
        return False
    first = next(filter(takes_place, site.index.occurrences_by_event.get(event.id, ())), None)
    return first is not None and first_day(first).year == site.today.year and first.begins <= site.now


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
