"""What machines are told of an event, as schema.org data in JSON-LD.

It follows https://developers.google.com/search/docs/appearance/structured-data/event. What is half known is left out, so
that no search engine is shown an address or an offer that is not one.
"""

import re
from datetime import datetime

from qsite.moments import Moment
from qsite.pages.cards import PageMeta, SiteView
from qsite.pages.schedule import ScheduleView
from qsite.pages.views import BookingView, DateView, EventView, OnlineView, VenueView
from qsite.render.schema_org import (
    Data,
    absolute,
    image,
    named,
    organisation,
    partners,
    schema,
    thing,
    top,
    video_object,
)
from qsite.words import machine_time

MAX_DATES = 20
"""How many dates of an event are told."""

_ATTENDANCE = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
_AVAILABILITY = {"open": "InStock", "full": "SoldOut", "not-yet": "PreOrder"}
_CURRENCIES = {"£": "GBP", "€": "EUR"}
_PRICE = re.compile(r"([£€]) ?(\d+(?:,\d{3})*(?:\.\d{2})?)", re.ASCII)
_WEEKDAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}


def event_data(event: EventView, page: PageMeta, site: SiteView) -> list[Data]:
    """Describe an event, once for each date to come (at most `MAX_DATES`); its last where all are over."""
    coming = [view for view in event.dates if not view.card.past]
    dates = [_date(view, event, page, site) for view in coming[:MAX_DATES] or event.dates[-1:]]
    if event.schedule is None or event.past:
        return dates
    series = _series(event, event.schedule, page, site)
    return [top(series), *(one | {"superEvent": {"@id": series["@id"]}} for one in dates)]


def _series(event: EventView, schedule: ScheduleView, page: PageMeta, site: SiteView) -> Data:
    """Describe an event that repeats, with its rule."""
    described = thing(
        "EventSeries",
        name=event.title,
        description=event.summary or page.description,
        url=page.canonical,
        startDate=_day(schedule.start),
        endDate=_day(schedule.last) if schedule.last else None,
        eventSchedule=_schedule(schedule),
        location=_places(event.venue, event.online, site),
        organizer=_organizers(event, site),
    )
    return described | {"@id": f"{page.canonical}#repeats"}


def _schedule(schedule: ScheduleView) -> Data:
    start, end = schedule.start, schedule.end
    return thing(
        "Schedule",
        repeatFrequency=schedule.every,
        byDay=[schema(_WEEKDAYS[day]) if day in _WEEKDAYS else day for day in schedule.weekdays],
        byMonth=list(schedule.months),
        byMonthDay=list(schedule.days),
        repeatCount=schedule.count,
        startDate=_day(start),
        endDate=_day(schedule.last) if schedule.last else None,
        startTime=f"{start:%H:%M:%S}" if isinstance(start, datetime) else None,
        endTime=f"{end:%H:%M:%S}" if isinstance(end, datetime) else None,
        scheduleTimezone=schedule.zone,
        exceptDate=[_day(one) for one in schedule.left_out],
    )


def _day(moment: Moment) -> str:
    return f"{moment:%Y-%m-%d}"


def _date(view: DateView, event: EventView, page: PageMeta, site: SiteView) -> Data:
    card = view.card
    alone = len(event.dates) == 1
    previously = view.previously or (event.previously if alone else None)
    mode = "online" if card.status == "moved-online" else card.mode
    return top(
        thing(
            "Event",
            name=card.title,
            description=event.summary or page.description,
            url=page.canonical if alone else f"{page.canonical}#{view.anchor}",
            startDate=machine_time(card.start),
            endDate=machine_time(card.end),
            **_status(card.status, previously),
            eventAttendanceMode=schema(_ATTENDANCE.get(mode)),
            location=_locations(mode, view, event, site),
            organizer=_organizers(event, site),
            performer=[named("Person", speaker, site) for speaker in event.speakers],
            offers=_offer(event.booking, page, site, full=card.status == "full"),
            image=image(page.image or event.image, site),
            recordedIn=video_object(event.video, event.summary or page.description, site) if card.past else None,
            inLanguage=site.language,
        )
    )


def _status(status: str, previously: Moment | None) -> Data:
    """Tell whether a date goes ahead; only one that was moved has a time at which it was to be."""
    names = {"cancelled": ["EventCancelled"], "postponed": ["EventPostponed"]}.get(status, [])
    if names:
        return {"eventStatus": schema(names[0])}
    if status == "moved-online":
        names = ["EventMovedOnline"]
    if previously:
        names = [*names, "EventRescheduled"]
    addresses = [schema(name) for name in names or ["EventScheduled"]]
    told: Data = {"eventStatus": addresses[0] if len(addresses) == 1 else addresses}
    return told | ({"previousStartDate": machine_time(previously)} if previously else {})


def _organizers(event: EventView, site: SiteView) -> list[Data] | Data | None:
    return partners(event.partners, site) or (organisation(site) if site.organisation else None)


def _locations(mode: str, view: DateView, event: EventView, site: SiteView) -> Data | list[Data]:
    """Tell where a date is: a venue unless it is online, and an online place unless it is in person alone."""
    venue = (view.venue or event.venue) if mode != "online" else None
    return _places(venue, view.online if mode != "in-person" else None, site)


def _places(venue: VenueView | None, online: OnlineView | None, site: SiteView) -> Data | list[Data]:
    """Tell the places that are known well enough; an online one by the address to join at."""
    places = []
    if venue and (place := _place(venue)):
        places.append(place)
    if online and online.href:
        places.append(thing("VirtualLocation", url=absolute(online.href, site)))
    return places[0] if len(places) == 1 else places


def _place(venue: VenueView) -> Data | None:
    """Describe a venue; None where only its name is known."""
    if not (venue.address or venue.postcode):
        return None
    address = thing("PostalAddress", streetAddress=venue.address, postalCode=venue.postcode)
    geo = None
    if venue.latitude is not None and venue.longitude is not None:
        geo = thing("GeoCoordinates", latitude=venue.latitude, longitude=venue.longitude)
    return thing("Place", name=venue.name, address=address, geo=geo)


def _offer(booking: BookingView | None, page: PageMeta, site: SiteView, *, full: bool) -> Data | None:
    """Describe how to get a place; None where none is needed, or there is none to get any more."""
    if booking is None or booking.state in ("not-needed", "closed", "over"):
        return None
    return thing(
        "Offer",
        url=absolute(booking.href, site) if booking.href else page.canonical,
        availability=schema(_AVAILABILITY.get("full" if full else booking.state)),
        validFrom=machine_time(booking.opens) if booking.opens else None,
        validThrough=machine_time(booking.closes) if booking.closes else None,
        **_price(booking.price),
    )


def _price(words: str) -> Data:
    """Read a price; nothing of one that is more than a sum."""
    if words.strip().lower() == "free":
        return {"price": "0"}
    match = _PRICE.fullmatch(words.strip())
    return {"price": match[2].replace(",", ""), "priceCurrency": _CURRENCIES[match[1]]} if match else {}
