"""Events in lists: one card for each occurrence."""

from collections.abc import Iterable
from datetime import datetime

from qsite.moments import Moment
from qsite.pages.cards import EventCard, Named
from qsite.pages.offer import Desk
from qsite.site import queries
from qsite.site.rule import read_rule
from qsite.site.site import Occurrence
from qsite.source.documents import Event, Region, Status
from qsite.terms import Id
from qsite.words import rule_words

STATUS_LABELS: dict[Status, str] = {
    "scheduled": "",
    "tentative": "To be confirmed",
    "postponed": "Postponed",
    "cancelled": "Cancelled",
    "moved-online": "Moved online",
    "full": "Full",
}


def event_cards(occurrences: Iterable[Occurrence], desk: Desk, region: Region | None = None) -> tuple[EventCard, ...]:
    """Occurrences in a list."""
    return tuple(event_card(one, desk, region) for one in occurrences)


def event_card(occurrence: Occurrence, desk: Desk, region: Region | None = None) -> EventCard:
    """An occurrence in a list; in a region's, what is there because it is nationwide is marked."""
    event = occurrence.event
    own = region is None or region.id in (event.home, *event.regions)
    key = (event.id, occurrence.number, own)
    if (made := desk.event_cards.get(key)) is None:
        made = desk.event_cards[key] = _card(occurrence, desk, nationwide=not own)
    return made


def _card(occurrence: Occurrence, desk: Desk, *, nationwide: bool) -> EventCard:
    event, site = occurrence.event, desk.site
    href = desk.addresses.page(event)
    return EventCard(
        title=occurrence.title,
        href=href if occurrence.total == 1 else f"{href}#{anchor(occurrence)}",
        start=occurrence.start,
        end=occurrence.end,
        kind=event_kind(event, desk),
        status=occurrence.status,
        status_label=STATUS_LABELS[occurrence.status],
        place=place_words(occurrence),
        mode=mode(occurrence),
        begins=occurrence.begins,
        over=occurrence.over,
        regions=_regions(event, desk),
        kind_id=event.kind or "",
        region_ids=regions_of(event),
        everywhere=queries.is_nationwide(event, site),
        nationwide=nationwide,
        past=queries.is_past(occurrence, site),
        on_now=queries.is_on(occurrence, site),
        zone=zone_words(occurrence, desk),
        part=_part(occurrence),
        summary=event.summary or event.body.summary,
    )


def anchor(occurrence: Occurrence) -> str:
    """The id of one date within its event's page."""
    return (
        f"date-{occurrence.session.id or occurrence.original}" if occurrence.session else f"date-{occurrence.original}"
    )


def event_kind(event: Event, desk: Desk) -> Named | None:
    """An event's kind with its page."""
    if event.kind is None:
        return None
    return Named(
        desk.site.settings.events.kinds.get(event.kind, event.kind), desk.addresses.href(f"/events/kind/{event.kind}/")
    )


def regions_of(event: Event) -> tuple[Id, ...]:
    """The regions that an event belongs to, its home first."""
    return tuple(dict.fromkeys((event.home, *event.regions)))


def _regions(event: Event, desk: Desk) -> tuple[Named, ...]:
    known = desk.site.regions
    return tuple(desk.addresses.named(Region, name, known[name].name) for name in regions_of(event) if name in known)


def place_words(occurrence: Occurrence) -> str:
    """Where, in a few words."""
    venue = occurrence.venue.name if occurrence.venue else ""
    if occurrence.online is None:
        return venue
    return f"{venue} and online" if venue else "Online"


def mode(occurrence: Occurrence) -> str:
    """How one takes part."""
    match occurrence.venue is not None, occurrence.online is not None:
        case True, True:
            return "hybrid"
        case True, False:
            return "in-person"
        case False, True:
            return "online"
        case _:
            return ""


def zone_words(occurrence: Occurrence, desk: Desk) -> str:
    """How the clock is called where it shows another time than the site's."""
    return clock_words(occurrence.start, desk)


def clock_words(moment: Moment, desk: Desk) -> str:
    """How the clock that a time is on is called, where it shows another time than the site's: "New York time"."""
    if not isinstance(moment, datetime) or moment.utcoffset() == moment.astimezone(desk.site.zone).utcoffset():
        return ""
    city = str(moment.tzinfo).rpartition("/")[2].replace("_", " ")
    return f"{city} time"


def repeat_words(event: Event) -> str:
    """How an event repeats; empty where it doesn't."""
    if event.repeat is None or event.start is None:
        return ""
    rule, _ = read_rule(event.repeat, event.start, event.places)
    return rule_words(rule.text, rule.until, rule.count) if rule else ""


def _part(occurrence: Occurrence) -> str:
    if occurrence.session:
        return f"Session {occurrence.number} of {occurrence.total}" if occurrence.total > 1 else ""
    return "Repeats" if occurrence.event.repeat else ""
