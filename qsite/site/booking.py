"""Booking: whether one can get a place at an instant. Pure; the words for it are those of the pages."""

from datetime import UTC, date, datetime
from typing import Literal

from qsite.site.occurrences import zone_of
from qsite.site.site import Site, day_after, instant
from qsite.source.documents import Event

BookingState = Literal["not-yet", "open", "full", "closed", "over"]
"""Opens later; open; all places are taken; closed; past or cancelled."""


def booking_state(event: Event, site: Site, at: datetime) -> BookingState:
    """The state of an event's booking at an instant; without ``opens`` and ``closes`` it is open until all is over."""
    opens, closes = booking_instants(event, site)
    dates = site.index.occurrences_by_event.get(event.id, ())
    if event.status == "cancelled" or all(one.over <= at for one in dates):
        return "over"
    if event.status == "full":
        return "full"
    if opens is not None and at < opens:
        return "not-yet"
    return "closed" if closes is not None and closes <= at else "open"


def booking_instants(event: Event, site: Site) -> tuple[datetime | None, datetime | None]:
    """When an event's booking opens and closes; a day on which it closes counts to its end."""
    booking = event.booking
    if booking is None:
        return None, None
    zone = zone_of(event, site.regions, site.settings.timezone)
    opens = instant(booking.opens, zone).astimezone(UTC) if booking.opens is not None else None
    closes = booking.closes
    if closes is None:
        return opens, None
    # a datetime is a date too
    last = day_after(closes, zone) if type(closes) is date else instant(closes, zone)
    return opens, last.astimezone(UTC)
