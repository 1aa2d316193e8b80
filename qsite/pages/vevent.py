"""One event's calendar entries (RFC 5545, 3.6.1) as text: made once, and the same in every feed that has it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from qsite.moments import Moment
from qsite.pages.bodies import words_of
from qsite.pages.content_lines import folded, is_second, is_utc, parameter, text, utc, when
from qsite.pages.event_cards import anchor, event_kind
from qsite.pages.offer import Desk
from qsite.pages.plain_text import plain_text
from qsite.pages.views import CalendarEntry
from qsite.site.occurrences import zone_of
from qsite.site.queries import last_day
from qsite.site.recurrence_set import RecurrenceSet, recurrence_set
from qsite.site.site import Occurrence, instant
from qsite.site.uids import date_uid, entry_uid, event_uid
from qsite.source.documents import Event, Online, Status, Venue
from qsite.source.settings import fold_tag

_STATUS: dict[Status, str] = {"tentative": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}
_MARKS: dict[Status, str] = {
    "tentative": "To be confirmed: ",
    "postponed": "Postponed: ",
    "cancelled": "Cancelled: ",
    "moved-online": "Moved online: ",
}
"""Said in the title too: Google shows no status."""
_MOVED: frozenset[Status] = frozenset({"cancelled", "postponed", "moved-online"})
_UNDATED = "20000101T000000Z"
"""DTSTAMP of what has no `updated`: a constant, since any other time would change with every build."""


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """A calendar entry with its last day; None where it goes on."""

    entry: CalendarEntry
    last: date | None


@dataclass(frozen=True, slots=True)
class _Said:
    """What one VEVENT says, of an event as a whole or of one of its dates."""

    title: str
    status: Status
    note: str | None
    venue: Venue | None
    online: Online | None
    part: str = ""


def event_entries(event: Event, desk: Desk) -> tuple[DatedEntry, ...]:
    """Every entry of a published event: one, unless it has sessions."""
    dates = desk.site.index.occurrences_by_event.get(event.id, ())
    clock = zone_of(event, desk.site.regions, desk.site.settings.timezone)
    if (repeat := recurrence_set(event, desk.site)) is not None:
        last = max((repeat.last, *map(last_day, dates))) if repeat.last else None
        first = min((repeat.start, *repeat.added, *(one.start for one in repeat.changed)), key=lambda one: one.year)
        return (DatedEntry(_entry(_repeated(event, repeat, clock, desk), first, clock), last),)
    return tuple(
        DatedEntry(_entry(_alone(one, entry_uid(one, _domain(desk)), clock, desk), one.start, clock), last_day(one))
        for one in dates
    )


def date_entry(occurrence: Occurrence, desk: Desk) -> CalendarEntry:
    """One date of several as an entry of its own; of a repeat under a name of its own, so that it stands alone."""
    event, clock = occurrence.event, zone_of(occurrence.event, desk.site.regions, desk.site.settings.timezone)
    uid = entry_uid(occurrence, _domain(desk))
    if event.repeat is not None:
        uid = date_uid(event, occurrence.original, _domain(desk))
    return _entry(_alone(occurrence, uid, clock, desk), occurrence.start, clock)


def _domain(desk: Desk) -> str:
    return desk.site.settings.domain


def _entry(lines: Iterator[str], start: Moment, clock: ZoneInfo) -> CalendarEntry:
    zone = clock.key if isinstance(start, datetime) and not is_utc(clock) else ""
    return CalendarEntry(folded(lines), zone, start.year)


def _alone(occurrence: Occurrence, uid: str, clock: ZoneInfo, desk: Desk) -> Iterator[str]:
    times = _times(occurrence.start, occurrence.end, clock)
    yield from _vevent(occurrence.event, uid, times, _said(occurrence), desk)


def _repeated(event: Event, repeat: RecurrenceSet, clock: ZoneInfo, desk: Desk) -> Iterator[str]:
    """The event with its rule, then each date that differs, under the same UID (3.8.4.4)."""
    uid = event_uid(event, _domain(desk))
    whole = _Said(event.title, event.status, event.status_note, event.venue, event.online)
    times = (
        when("DTSTART", repeat.start, clock),
        _end(repeat.end, clock),
        f"RRULE:{repeat.rule}",
        *(when("EXDATE", one, clock) for one in repeat.excluded),
        *(when("RDATE", one, clock) for one in repeat.added),
    )
    yield from _vevent(event, uid, times, whole, desk)
    for one in repeat.changed:
        planned = one.planned if one.planned is not None else one.start
        own = (when("RECURRENCE-ID", planned, clock), *_times(one.start, one.end, clock))
        yield from _vevent(event, uid, own, _said(one), desk)


def _said(one: Occurrence) -> _Said:
    part = anchor(one) if one.total > 1 else ""
    return _Said(one.title, one.status, one.status_note, one.venue, one.online, part)


def _times(start: Moment, end: Moment, clock: ZoneInfo) -> tuple[str, str]:
    """Start and end, both in UTC where one is the second of two: programs misread one in UTC and one not."""
    if isinstance(start, datetime) and isinstance(end, datetime) and (is_second(start) or is_second(end)):
        return f"DTSTART:{utc(start)}", f"DTEND:{utc(end)}"
    return when("DTSTART", start, clock), _end(end, clock)


def _end(end: Moment, clock: ZoneInfo) -> str:
    """DTEND, which a day is not part of (3.6.1)."""
    return when("DTEND", end if isinstance(end, datetime) else end + timedelta(days=1), clock)


def _vevent(event: Event, uid: str, times: Sequence[str], said: _Said, desk: Desk) -> Iterator[str]:
    """The lines of a VEVENT. DTSTAMP, LAST-MODIFIED and SEQUENCE change with `updated` and `revision` alone."""
    changed = utc(instant(event.updated, desk.site.zone)) if event.updated else ""
    moved = said.status in _MOVED or event.previously is not None
    revision = event.revision if event.revision is not None else int(moved)
    yield "BEGIN:VEVENT"
    yield f"UID:{text(uid)}"
    yield f"DTSTAMP:{changed or _UNDATED}"
    if changed:
        yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{revision}"
    yield from times
    yield f"SUMMARY:{text(_MARKS.get(said.status, '') + said.title)}"
    yield f"STATUS:{_STATUS.get(said.status, 'CONFIRMED')}"
    yield from _where(said)
    yield from _about(event, said, desk)
    yield "END:VEVENT"


def _where(said: _Said) -> Iterator[str]:
    """LOCATION, GEO (3.8.1.6) and how to join (RFC 7986, 5.11)."""
    venue, online = said.venue, said.online
    if venue is not None:
        yield f"LOCATION:{text(', '.join(filter(None, (venue.name, venue.address, venue.postcode))))}"
        if venue.latitude is not None and venue.longitude is not None:
            yield f"GEO:{venue.latitude:.6f};{venue.longitude:.6f}"
    elif online is not None:
        yield "LOCATION:Online"
    if online is not None and online.url:
        yield f'CONFERENCE;VALUE=URI;LABEL="Join online":{online.url}'


def _about(event: Event, said: _Said, desk: Desk) -> Iterator[str]:
    address = desk.addresses.absolute(desk.addresses.of(event) or "/") + (f"#{said.part}" if said.part else "")
    yield f"URL:{address}"
    yield from _organizer(event, desk)
    kind = event_kind(event, desk)
    tags = dict.fromkeys(desk.site.index.tags[fold_tag(tag)].label for tag in event.tags)
    if categories := [*((kind.label,) if kind else ()), *tags]:
        yield f"CATEGORIES:{','.join(text(one) for one in categories)}"
    yield f"DESCRIPTION:{text(_description(event, said, address, desk))}"
    if event.home in desk.colours:
        yield f"COLOR:{desk.colours[event.home].name}"


def _organizer(event: Event, desk: Desk) -> Iterator[str]:
    """Whom to write to (3.8.4.3): the region, else the site's organisation; nobody where neither has an address."""
    region, organisation = desk.site.regions.get(event.home), desk.site.settings.organisation
    if region is not None and region.email:
        yield f"ORGANIZER;CN={parameter(region.name)}:mailto:{region.email}"
    elif organisation is not None and organisation.email:
        yield f"ORGANIZER;CN={parameter(organisation.name)}:mailto:{organisation.email}"


def _description(event: Event, said: _Said, address: str, desk: Desk) -> str:
    """Everything that somebody on the way there needs, in plain text."""
    partners = [desk.site.partners[one].name for one in event.partners if one in desk.site.partners]
    online, booking = said.online, event.booking
    parts = (
        said.note,
        event.summary,
        plain_text(words_of(event.body, event.file, desk.addresses)),
        f"How to join: {online.joining}" if online and online.joining else "",
        f"Join online: {online.url}" if online and online.url else "",
        f"Getting in: {said.venue.access}" if said.venue and said.venue.access else "",
        f"Run by {', '.join(partners)}" if partners else "",
        f"Book a place: {booking.url}" if booking and booking.url else "",
        f"More: {address}",
    )
    return "\n\n".join(part for part in parts if part)
