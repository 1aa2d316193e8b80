"""From an event to its occurrences: each date with what it says otherwise."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from qsite import zones
from qsite.moments import Duration
from qsite.problem import Problem
from qsite.site.recurrence import Slot, expand
from qsite.site.site import Occurrence, day_after, instant
from qsite.source.documents import Event, Online, Region, Status, Venue
from qsite.terms import Id


def zone_of(event: Event, regions: Mapping[Id, Region], site_zone: str) -> ZoneInfo:
    """The clock that an event's times are on: its own, else its region's, else the site's."""
    home = regions.get(event.home)
    return zones.zone(event.timezone or (home.timezone if home else None) or site_zone)


def occurrences_of(
    event: Event, zone: ZoneInfo, default: Duration, horizon: date
) -> tuple[tuple[Occurrence, ...], tuple[Problem, ...]]:
    """Every date of an event up to the horizon."""
    slots, problems = expand(event, zone, default, horizon)
    ordered = sorted(slots, key=lambda slot: instant(slot.start, zone))
    found = tuple(_occurrence(event, slot, zone, number, len(ordered)) for number, slot in enumerate(ordered, 1))
    return found, problems


def _occurrence(event: Event, slot: Slot, zone: ZoneInfo, number: int, total: int) -> Occurrence:
    change = slot.change
    over = slot.end if isinstance(slot.end, datetime) else day_after(slot.end, zone)
    return Occurrence(
        event=event,
        original=slot.original,
        start=slot.start,
        end=slot.end,
        begins=instant(slot.start, zone).astimezone(UTC),
        over=over.astimezone(UTC),
        title=_title(event, slot),
        status=_status(event, slot),
        status_note=(change.status_note if change else None) or event.status_note,
        venue=_venue(event, slot),
        online=_online(event, slot),
        session=slot.session,
        planned=slot.planned,
        added=slot.added,
        changed=slot.change is not None,
        number=number,
        total=total,
    )


def _title(event: Event, slot: Slot) -> str:
    if slot.change and slot.change.title:
        return slot.change.title
    if slot.session and slot.session.title:
        return f"{event.title}: {slot.session.title}"
    return event.title


def _status(event: Event, slot: Slot) -> Status:
    """A change's status; an event that is cancelled as a whole has no date that is not."""
    if slot.change and slot.change.status and event.status != "cancelled":
        return slot.change.status
    return event.status


def _venue(event: Event, slot: Slot) -> Venue | None:
    """Where; what was moved online has no venue any more."""
    if _status(event, slot) == "moved-online":
        return None
    return (slot.change.venue if slot.change else None) or (slot.session.venue if slot.session else None) or event.venue


def _online(event: Event, slot: Slot) -> Online | None:
    found = (slot.change.online if slot.change else None) or event.online
    return Online() if found is None and _status(event, slot) == "moved-online" else found
