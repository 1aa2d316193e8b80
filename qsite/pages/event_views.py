"""What an event's own page shows."""

from collections.abc import Sequence

from qsite.pages.bodies import html_of
from qsite.pages.cards import Card, Named, StoryCard
from qsite.pages.event_cards import (
    STATUS_LABELS,
    anchor,
    clock_words,
    event_card,
    event_kind,
    mode,
    repeat_words,
    zone_words,
)
from qsite.pages.event_dates import calendar_links, date_view, on_clock, online_view, venue_view
from qsite.pages.offer import Desk
from qsite.pages.schedule import schedule_of
from qsite.pages.story_pages import file_views, story_card, tags_named, video_view
from qsite.pages.views import BookingView, EventView, FundingView, VoteRow, VotesView
from qsite.site import queries
from qsite.site.booking import BookingState, booking_state
from qsite.site.site import Occurrence
from qsite.source.documents import Booking, Event, Funding, Partner, Person, Programme, Region, Votes
from qsite.terms import Id
from qsite.words import moment_words


def event_view(event: Event, desk: Desk) -> EventView:
    """An event's page."""
    site = desk.site
    occurrences = site.index.occurrences_by_event.get(event.id, ())
    dates = tuple(date_view(one, desk) for one in occurrences)
    shown = queries.next_occurrence(event, site)
    coming = next((view for view in dates if shown and view.anchor == anchor(shown) and not view.card.past), None)
    programme = site.programmes.get(event.programme) if event.programme else None
    online = event.online or (shown.online if shown else None)
    stories = _stories(event, desk)
    following = queries.next_of_programme(shown, site) if shown else None
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
        previously=on_clock(event.previously, event, desk) if event.previously else None,
        repeats=repeat_words(event),
        sessions=bool(event.sessions),
        mode=mode(shown) if shown else "",
        zone=zone_words(shown, desk) if shown else "",
        venue=venue_view(event.venue or (shown.venue if shown else None)),
        online=online_view(online),
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
        booking=_booking_view(event, occurrences, desk),
        calendar=calendar_links(shown, desk),
        over=max((one.over for one in occurrences), default=None),
        summary=event.summary or "",
        body=html_of(event.body, event.file, desk.addresses),
        votes=_votes_view(event.votes),
        image=desk.addresses.picture(event.file, event.image),
        links=tuple(Named(link.title, link.url) for link in event.links),
        attachments=file_views(event, desk),
        tags=tags_named(event, desk),
        stories=tuple(one for one, _ in stories),
        report=next((card for card, report in stories if report), None) if coming is None else None,
        following=event_card(following, desk) if following else None,
        related=tuple(event_card(one, desk) for one in queries.related_events(event, site, _id_of(following))),
        schedule=schedule_of(event, site),
        draft=event.draft,
        updated=event.updated,
        extra=event.extra,
    )


def _id_of(occurrence: Occurrence | None) -> Id | None:
    return occurrence.event.id if occurrence else None


def _stories(event: Event, desk: Desk) -> tuple[tuple[StoryCard, bool], ...]:
    """Stories about an event, reports first; and whether each is one."""
    stories = desk.site.index.stories_by_event.get(event.id, ())
    cards = [(story_card(one, desk), one.kind == "event-report") for one in stories]
    return tuple(sorted(cards, key=lambda card: not card[1]))


def _person_named(name: str, desk: Desk) -> Named:
    person = desk.site.people.get(Id(name))
    return desk.addresses.named(Person, person.id, person.name) if person else Named(name)


def partner_cards(names: Sequence[Id], desk: Desk) -> tuple[Card, ...]:
    """Partners in the order that they are named."""
    return tuple(partner_card(desk.site.partners[name], desk) for name in names if name in desk.site.partners)


def partner_card(partner: Partner, desk: Desk) -> Card:
    """A partner in a list."""
    logo = desk.addresses.picture(partner.file, partner.logo, partner.name, small=True)
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


def _booking_view(event: Event, occurrences: Sequence[Occurrence], desk: Desk) -> BookingView | None:
    """How to get a place; the state follows from the clock."""
    booking = event.booking
    if booking is None:
        return BookingView("not-needed", "No booking needed") if _is_open_to_all(event, occurrences, desk) else None
    state = booking_state(event, desk.site, desk.site.now)
    label = _booking_label(event, booking, state)
    opens = on_clock(booking.opens, event, desk) if booking.opens else None
    closes = on_clock(booking.closes, event, desk) if booking.closes else None
    told = {"not-yet": opens, "open": closes}.get(state)
    clock = clock_words(told, desk) if told else ""
    return BookingView(
        state=state,
        label=f"{label} ({clock})" if clock else label,
        href=booking.url,
        email=booking.email,
        opens=opens,
        closes=closes,
        capacity=booking.capacity,
        price=booking.price or "",
        members_only=booking.members_only,
    )


def _is_open_to_all(event: Event, occurrences: Sequence[Occurrence], desk: Desk) -> bool:
    """Whether one may just come: where it is to happen as planned, and no other page may ask for a booking."""
    ahead = any(not queries.is_past(one, desk.site) for one in occurrences)
    return event.booking is None and event.url is None and event.status == "scheduled" and ahead


def _booking_label(event: Event, booking: Booking, state: BookingState) -> str:
    """The state in words, other ones for each state: `qsite.site.freshness` counts on that."""
    match state:
        case "over":
            return {"cancelled": "This event is cancelled", "postponed": "This event is postponed"}.get(
                event.status, "This event is over"
            )
        case "full":
            return "Fully booked"
        case "not-yet":
            return f"Booking opens on {moment_words(booking.opens)}" if booking.opens else "Booking opens later"
        case "closed":
            return "Booking is closed"
        case "open":
            return f"Booking is open until {moment_words(booking.closes)}" if booking.closes else "Booking is open"
