"""What an event's own page shows."""

from collections.abc import Sequence
from datetime import datetime

from qsite.moments import Moment
from qsite.pages.bodies import html_of
from qsite.pages.cards import Card, Named, StoryCard
from qsite.pages.event_cards import STATUS_LABELS, anchor, event_card, event_kind, mode, zone_words
from qsite.pages.offer import Desk
from qsite.pages.story_pages import file_views, story_card, tags_named, video_view
from qsite.pages.views import BookingView, DateView, EventView, FundingView, OnlineView, VenueView, VoteRow, VotesView
from qsite.site import queries
from qsite.site.booking import BookingState, booking_state
from qsite.site.rule import read_rule
from qsite.site.site import Occurrence
from qsite.source.documents import Booking, Event, Funding, Online, Partner, Person, Programme, Region, Venue, Votes
from qsite.terms import Id
from qsite.words import moment_words, rule_words


def event_view(event: Event, desk: Desk) -> EventView:
    """An event's page."""
    site = desk.site
    occurrences = site.index.occurrences_by_event.get(event.id, ())
    dates = tuple(_date_view(one, desk) for one in occurrences)
    coming = next((view for view in dates if not view.card.past), None)
    shown = queries.next_occurrence(event, site)
    programme = site.programmes.get(event.programme) if event.programme else None
    online = event.online or (shown.online if shown else None)
    return EventView(
        id=event.id,
        title=event.title,
        status=event.status,
        status_label=STATUS_LABELS[event.status],
        dates=dates,
        next=coming,
        past=coming is None,
        kind=event_kind(event, desk),
        status_note=event.status_note or "",
        previously=event.previously,
        repeats=_repeats(event),
        sessions=bool(event.sessions),
        mode=mode(shown) if shown else "",
        zone=zone_words(shown, desk) if shown else "",
        venue=_venue_view(event.venue or (shown.venue if shown else None)),
        online=_online_view(online),
        href=event.url,
        video=video_view(event, desk),
        regions=tuple(
            desk.addresses.named(Region, name, site.regions[name].name)
            for name in dict.fromkeys((event.home, *event.regions))
            if name in site.regions
        ),
        partners=partner_cards(event.partners, desk),
        programme=desk.addresses.named(Programme, programme.id, programme.name) if programme else None,
        speakers=tuple(_person_named(name, desk) for name in event.speakers),
        funding=funding_view(event.funding, desk),
        booking=_booking_view(event, desk),
        summary=event.summary or "",
        body=html_of(event.body, event.file, desk.addresses),
        votes=_votes_view(event.votes),
        image=desk.addresses.picture(event.file, event.image),
        links=tuple(Named(link.title, link.url) for link in event.links),
        attachments=file_views(event, desk),
        tags=tags_named(event, desk),
        stories=_stories(event, desk),
        draft=event.draft,
        updated=event.updated,
        extra=event.extra,
    )


def _stories(event: Event, desk: Desk) -> tuple[StoryCard, ...]:
    stories = desk.site.index.stories_by_event.get(event.id, ())
    return tuple(story_card(one, desk) for one in sorted(stories, key=lambda story: story.kind != "event-report"))


def _date_view(occurrence: Occurrence, desk: Desk) -> DateView:
    event = occurrence.event
    return DateView(
        card=event_card(occurrence, desk),
        anchor=anchor(occurrence),
        venue=_venue_view(occurrence.venue) if occurrence.venue != event.venue else None,
        status_note=(occurrence.status_note or "") if occurrence.status_note != event.status_note else "",
        previously=_moved_from(occurrence),
    )


def _moved_from(occurrence: Occurrence) -> Moment | None:
    """The day that one date of a repeat was moved away from."""
    begins = occurrence.start.date() if isinstance(occurrence.start, datetime) else occurrence.start
    return occurrence.original if occurrence.event.repeat and begins != occurrence.original else None


def _repeats(event: Event) -> str:
    if event.repeat is None or event.start is None:
        return ""
    rule, _ = read_rule(event.repeat, event.start, event.places)
    return rule_words(rule.text, rule.until, rule.count) if rule else ""


def _venue_view(venue: Venue | None) -> VenueView | None:
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
    from urllib.parse import quote_plus

    if venue.latitude is not None and venue.longitude is not None:
        where = f"mlat={venue.latitude}&mlon={venue.longitude}#map=17/{venue.latitude}/{venue.longitude}"
        return f"https://www.openstreetmap.org/?{where}"
    if venue.postcode or venue.address:
        asked = ", ".join(part for part in (venue.name, venue.address, venue.postcode) if part)
        return f"https://www.openstreetmap.org/search?query={quote_plus(asked)}"
    return None


def _online_view(online: Online | None) -> OnlineView | None:
    return OnlineView(online.url, online.joining or "") if online else None


def _person_named(name: str, desk: Desk) -> Named:
    person = desk.site.people.get(Id(name))
    return desk.addresses.named(Person, person.id, person.name) if person else Named(name)


def partner_cards(names: Sequence[Id], desk: Desk) -> tuple[Card, ...]:
    """Partners in the order that they are named."""
    return tuple(partner_card(desk.site.partners[name], desk) for name in names if name in desk.site.partners)


def partner_card(partner: Partner, desk: Desk) -> Card:
    """A partner in a list."""
    logo = desk.addresses.picture(partner.file, partner.logo, partner.name)
    return Card(partner.name, desk.addresses.page(partner), partner.body.summary, partner.kind or "", logo)


def funding_view(funding: Funding | None, desk: Desk) -> FundingView | None:
    """Who pays, in words."""
    if funding is None:
        return None
    known = desk.site.partners
    by = tuple(desk.addresses.named(Partner, name, known[name].name) for name in funding.by if name in known)
    return FundingView(funding.kind[:1].upper() + funding.kind[1:], by)


def _votes_view(votes: Votes | None) -> VotesView | None:
    if votes is None:
        return None
    total = sum(count for _, count in votes.results) or 1
    ordered = sorted(votes.results, key=lambda row: -row[1])
    rows = tuple(VoteRow(label, count, round(100 * count / total, 1)) for label, count in ordered)
    return VotesView(votes.question, rows, votes.counted)


def _booking_view(event: Event, desk: Desk) -> BookingView | None:
    """How to get a place; the state follows from the clock."""
    booking = event.booking
    if booking is None:
        return None
    state = booking_state(event, desk.site, desk.site.now)
    return BookingView(
        state=state,
        label=_booking_label(event, booking, state),
        href=booking.url,
        email=booking.email,
        opens=booking.opens,
        closes=booking.closes,
        capacity=booking.capacity,
        price=booking.price or "",
        members_only=booking.members_only,
    )


def _booking_label(event: Event, booking: Booking, state: BookingState) -> str:
    """The state in words, other ones for each state: `qsite.site.freshness` counts on that."""
    match state:
        case "over":
            return "This event is cancelled" if event.status == "cancelled" else "This event is over"
        case "full":
            return "Fully booked"
        case "not-yet":
            return f"Booking opens on {moment_words(booking.opens)}" if booking.opens else "Booking opens later"
        case "closed":
            return "Booking is closed"
        case "open":
            return f"Booking is open until {moment_words(booking.closes)}" if booking.closes else "Booking is open"
