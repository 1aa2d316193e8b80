"""Calendar feeds: the whole site's, each region's, programme's, event's, and that of each date of several."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from qsite.pages.event_cards import anchor
from qsite.pages.offer import Desk
from qsite.pages.page import Page
from qsite.pages.vevent import DatedEntry, date_entry, event_entries
from qsite.pages.views import CalendarEntry, CalendarFeed
from qsite.site import queries
from qsite.site.site import Occurrence, Site
from qsite.source.documents import Event
from qsite.terms import Address, Id

ICAL = "ical"


def calendar_pages(desk: Desk) -> Iterator[Page]:
    """Every calendar feed. Those of many events keep what is past for `calendar_history`."""
    site, since = desk.site, history_start(desk.site)
    events = [event for event in site.events if not event.draft]
    made: dict[Id, tuple[DatedEntry, ...]] = {}

    def entries(event: Event) -> tuple[DatedEntry, ...]:
        if event.id not in made:
            made[event.id] = event_entries(event, desk)
        desk.addresses.shown.add(event.file)  # whoever made it first
        return made[event.id]

    def feed(name: str, home: str, address: str, chosen: Iterable[Event], region: Id | None = None) -> Page:
        def kept() -> Iterator[CalendarEntry]:
            return (one.entry for event in chosen for one in entries(event) if _is_kept(one, since))

        title = f"{site.settings.title}: {name}" if name else site.settings.title
        return _page(title, home, address, kept, desk, region)

    yield feed("", "/events/", "/events/calendar.ics", events)
    wide = {region.id for region in site.regions.values() if region.nationwide}
    for region in site.regions.values():
        home = f"/regions/{region.id}/"
        chosen = [event for event in events if {event.home, *event.regions} & {region.id, *wide}]
        yield feed(region.name, home, f"{home}events.ics", chosen, region.id)
    for programme in site.programmes.values():
        home = f"/programmes/{programme.id}/"
        yield feed(programme.name, home, f"{home}events.ics", [one for one in events if one.programme == programme.id])
    for event in events:
        yield from _event_pages(event, entries, desk)


_Made = Callable[[], Iterator[CalendarEntry]]
_Entries = Callable[[Event], tuple[DatedEntry, ...]]


def history_start(site: Site) -> date:
    """The first day of which calendars still tell: the start of a month, `calendar_history` ago."""
    months = site.today.year * 12 + site.today.month - 1 - site.settings.events.calendar_history
    return date(months // 12, months % 12 + 1, 1)


def _is_kept(one: DatedEntry, since: date) -> bool:
    return one.last is None or one.last >= since


def _event_pages(event: Event, entries: _Entries, desk: Desk) -> Iterator[Page]:
    """An event's own calendar, and one for each date to come where it has several."""
    home = str(desk.addresses.of(event) or "/")
    yield _page("", home, f"{home}event.ics", lambda: (one.entry for one in entries(event)), desk)
    dates = desk.site.index.occurrences_by_event.get(event.id, ())
    for one in dates if len(dates) > 1 else ():
        if not queries.is_past(one, desk.site):
            yield _page("", home, f"{home}{anchor(one)}.ics", partial(_alone, one, desk), desk)


def _page(name: str, home: str, address: str, entries: _Made, desk: Desk, region: Id | None = None) -> Page:
    return Page(Address(address), ICAL, {"calendar": partial(_feed, name, home, address, entries, desk, region)})


def _alone(occurrence: Occurrence, desk: Desk) -> Iterator[CalendarEntry]:
    yield date_entry(occurrence, desk)


def _feed(name: str, home: str, address: str, entries: _Made, desk: Desk, region: Id | None) -> CalendarFeed:
    settings = desk.site.settings
    return CalendarFeed(
        name=name,
        description=settings.description or settings.tagline or "",
        home=desk.addresses.absolute(home),
        source=desk.addresses.absolute(address),
        zone=settings.timezone,
        colour=desk.colours[region] if region else None,
        entries=tuple(entries()),
    )
