"""The dates of an event on its own page: when and where each is, and how it gets into a calendar."""

from datetime import datetime
from urllib.parse import quote_plus

from qsite.moments import Moment
from qsite.pages.calendar_links import CalendarLinks, Entry, google_href, outlook_href
from qsite.pages.event_cards import anchor, event_card
from qsite.pages.offer import Desk
from qsite.pages.views import DateView, OnlineView, VenueView
from qsite.site import queries
from qsite.site.occurrences import zone_of
from qsite.site.site import Occurrence, instant
from qsite.source.documents import Event, Online, Venue


def date_view(occurrence: Occurrence, desk: Desk) -> DateView:
    """One of an event's dates."""
    event = occurrence.event
    own_file = occurrence.total > 1 and not event.draft and is_ahead(occurrence, desk)
    return DateView(
        card=event_card(occurrence, desk),
        anchor=anchor(occurrence),
        venue=venue_view(occurrence.venue) if occurrence.venue != event.venue else None,
        online=online_view(occurrence.online),
        ics=f"{desk.addresses.page(event)}{anchor(occurrence)}.ics" if own_file else None,
        status_note=(occurrence.status_note or "") if occurrence.status_note != event.status_note else "",
        previously=_moved_from(occurrence),
    )


def is_ahead(occurrence: Occurrence, desk: Desk) -> bool:
    """Whether it takes place and is not over."""
    return queries.takes_place(occurrence) and not queries.is_past(occurrence, desk.site)


def on_clock(moment: Moment, event: Event, desk: Desk) -> Moment:
    """A moment with the offset of the event's clock; a day stays a day."""
    zone = zone_of(event, desk.site.regions, desk.site.settings.timezone)
    return instant(moment, zone) if isinstance(moment, datetime) else moment


def _moved_from(occurrence: Occurrence) -> Moment | None:
    """The day that one date of a repeat was moved away from."""
    begins = occurrence.start.date() if isinstance(occurrence.start, datetime) else occurrence.start
    return occurrence.original if occurrence.event.repeat and begins != occurrence.original else None


def calendar_links(occurrence: Occurrence | None, desk: Desk) -> CalendarLinks | None:
    """Ways to add an event to a calendar; `occurrence` is its next date. None where there is nothing to add."""
    if occurrence is None or occurrence.event.draft or not is_ahead(occurrence, desk):
        return None
    event = occurrence.event
    address = desk.addresses.of(event) or "/"
    page = desk.addresses.absolute(address)
    summary = event.summary or event.body.summary
    entry = Entry(
        title=occurrence.title,
        start=occurrence.start,
        end=occurrence.end,
        details=f"{summary}\n\n{page}" if summary else page,
        location=_location(occurrence),
    )
    return CalendarLinks(desk.addresses.href(f"{address}event.ics"), google_href(entry), outlook_href(entry))


def _location(occurrence: Occurrence) -> str:
    venue, online = occurrence.venue, occurrence.online
    if venue:
        return ", ".join(part for part in (venue.name, venue.address, venue.postcode) if part)
    return (online.url or "Online") if online else ""


def venue_view(venue: Venue | None) -> VenueView | None:
    """Where people meet."""
    if venue is None:
        return None
    return VenueView(
        name=venue.name,
        address=venue.address or "",
        postcode=venue.postcode or "",
        access=venue.access or "",
        map_href=_map_href(venue),
        latitude=venue.latitude,
        longitude=venue.longitude,
    )


def _map_href(venue: Venue) -> str | None:
    if venue.latitude is not None and venue.longitude is not None:
        where = f"mlat={venue.latitude}&mlon={venue.longitude}#map=17/{venue.latitude}/{venue.longitude}"
        return f"https://www.openstreetmap.org/?{where}"
    if venue.postcode or venue.address:
        asked = ", ".join(part for part in (venue.name, venue.address, venue.postcode) if part)
        return f"https://www.openstreetmap.org/search?query={quote_plus(asked)}"
    return None


def online_view(online: Online | None) -> OnlineView | None:
    """How to join from elsewhere."""
    return OnlineView(online.url, online.joining or "") if online else None
