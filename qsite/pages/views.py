"""What the page of one document shows of it: everything resolved, everything ready to be written.

Fields called `body` (and `transcript`) hold clean HTML; all others hold plain text, which templates escape.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from qsite.moments import Moment
from qsite.pages.calendar_links import CalendarLinks
from qsite.pages.cards import Card, EventCard, Named, PictureView, StoryCard
from qsite.pages.colours import RegionColour
from qsite.pages.schedule import ScheduleView
from qsite.pages.videos import Player
from qsite.source.documents import Status


@dataclass(frozen=True, slots=True)
class VideoView:
    """A video, played only when the reader asks: by its `player`, or where `href` leads.

    `host` is where that is, empty for a file of the site; `captions` the href of a WebVTT file.
    """

    href: str
    title: str
    host: str
    poster: PictureView | None = None
    transcript: str = ""
    player: Player | None = None
    captions: str = ""


@dataclass(frozen=True, slots=True)
class FileView:
    """A file to download; `size` in words ("12 kB"), `type` ("CSV")."""

    title: str
    href: str
    type: str
    size: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A story's place in its series: `part` of `parts`, counted from 1, with its neighbours."""

    title: str
    href: str
    part: int
    parts: int
    previous: Named | None = None
    next: Named | None = None
    around: tuple[Named, ...] = ()
    """The parts, this one among them; of many, those around it. `first` is the number of the first."""
    first: int = 1


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story's page."""

    id: str
    title: str
    date: Moment
    kind: Named
    body: str
    summary: str
    updated: Moment | None = None
    authors: tuple[Named, ...] = ()
    regions: tuple[Named, ...] = ()
    programme: Named | None = None
    series: SeriesView | None = None
    events: tuple[EventCard, ...] = ()
    """What it reports on: the next or last occurrence of each."""
    tags: tuple[Named, ...] = ()
    image: PictureView | None = None
    video: VideoView | None = None
    links: tuple[Named, ...] = ()
    attachments: tuple[FileView, ...] = ()
    draft: bool = False
    """Shown only with ``--drafts``; also a story that is not due yet."""
    extra: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class VenueView:
    """Where people meet; `map_href` leads to a map elsewhere."""

    name: str
    address: str = ""
    postcode: str = ""
    access: str = ""
    map_href: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class OnlineView:
    """How to join from elsewhere."""

    href: str | None = None
    joining: str = ""


@dataclass(frozen=True, slots=True)
class BookingView:
    """How to get a place.

    `state` is "not-needed", "not-yet" (opens later), "open", "full", "closed" or "over" (the event is past, cancelled
    or postponed). `opens` and `closes` are days, or times with their offset.
    """

    state: str
    label: str
    """The state in words: "Booking opens on 1 November 2017", "Booking is open until …", "Fully booked" …"""
    href: str | None = None
    email: str | None = None
    opens: Moment | None = None
    closes: Moment | None = None
    capacity: int | None = None
    price: str = ""
    members_only: bool = False


@dataclass(frozen=True, slots=True)
class FundingView:
    """Who pays: "Match-funded" by these."""

    label: str
    by: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class VoteRow:
    """An answer: how many votes, and what share of all of them in per cent (0 to 100, one decimal)."""

    label: str
    votes: int
    percent: float


@dataclass(frozen=True, slots=True)
class VotesView:
    """What members voted for, most votes first. `counted` is a day, or how many members' votes were counted."""

    question: str
    rows: tuple[VoteRow, ...]
    counted: date | int | None = None


@dataclass(frozen=True, slots=True)
class DateView:
    """One date of an event, on its page. `venue` only where it differs from the event's."""

    card: EventCard
    anchor: str
    """An id for this date within the page."""
    venue: VenueView | None = None
    online: OnlineView | None = None
    """How to join this date, whether or not the event's others are online."""
    ics: str | None = None
    """A calendar file of this date alone, for one of several that is not over and takes place."""
    status_note: str = ""
    previously: Moment | None = None


@dataclass(frozen=True, slots=True)
class EventView:
    """An event's page."""

    id: str
    title: str
    status: Status
    status_label: str
    dates: tuple[DateView, ...]
    """Every session or repetition up to the horizon, in order; one for a plain event."""
    next: DateView | None
    """The one that is on or comes next, if any one that takes place; None where all are over."""
    past: bool
    kind: Named | None = None
    status_note: str = ""
    previously: Moment | None = None
    repeats: str = ""
    """The rule in words, "Every month on the 2nd Tuesday"; empty where it doesn't repeat."""
    sessions: bool = False
    """Whether `dates` are sessions under one booking."""
    mode: str = ""
    """"in-person", "online", "hybrid" or ""."""
    zone: str = ""
    """How the clock is called where it is not the site's."""
    venue: VenueView | None = None
    online: OnlineView | None = None
    href: str | None = None
    """The event's own page elsewhere."""
    video: VideoView | None = None
    regions: tuple[Named, ...] = ()
    partners: tuple[Card, ...] = ()
    programme: Named | None = None
    speakers: tuple[Named, ...] = ()
    funding: FundingView | None = None
    booking: BookingView | None = None
    calendar: CalendarLinks | None = None
    """Ways to add it to one's calendar; None where it is over, doesn't take place, or is a draft."""
    over: datetime | None = None
    """The instant at which its last date is over."""
    summary: str = ""
    body: str = ""
    votes: VotesView | None = None
    image: PictureView | None = None
    links: tuple[Named, ...] = ()
    attachments: tuple[FileView, ...] = ()
    tags: tuple[Named, ...] = ()
    stories: tuple[StoryCard, ...] = ()
    """Stories about it, reports first."""
    report: StoryCard | None = None
    """What happened there, once it is over."""
    following: EventCard | None = None
    """The next date of another event of the same programme."""
    related: tuple[EventCard, ...] = ()
    """What comes next of the same programme, then of the same regions."""
    schedule: ScheduleView | None = None
    """The rule by which it repeats, where machines can be told of it."""
    draft: bool = False
    updated: Moment | None = None
    extra: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class RegionView:
    """A region's page, above its lists."""

    id: str
    name: str
    short_name: str
    body: str
    nation: str = ""
    nationwide: bool = False
    email: str | None = None
    image: PictureView | None = None
    partners: tuple[Card, ...] = ()
    programmes: tuple[Card, ...] = ()
    people: tuple[Card, ...] = ()
    neighbours: tuple[Named, ...] = ()
    wide: Named | None = None
    """The region that is for the whole country, where this is another."""
    extra: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme's page, above its lists."""

    id: str
    name: str
    body: str
    kind: str = ""
    summary: str = ""
    starts: date | None = None
    ends: date | None = None
    image: PictureView | None = None
    regions: tuple[Named, ...] = ()
    partners: tuple[Card, ...] = ()
    funding: FundingView | None = None
    extra: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner's page, above its lists."""

    id: str
    name: str
    body: str
    kind: str = ""
    href: str | None = None
    logo: PictureView | None = None
    regions: tuple[Named, ...] = ()
    programmes: tuple[Card, ...] = ()
    people: tuple[Card, ...] = ()
    extra: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person's page, above its lists."""

    id: str
    name: str
    body: str
    role: str = ""
    organisation: Named | None = None
    photo: PictureView | None = None
    regions: tuple[Named, ...] = ()
    links: tuple[Named, ...] = ()
    extra: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The entries of an A to Z that begin with one letter; `letter` is "0–9" for those without."""

    letter: str
    entries: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class NationGroup:
    """The regions of one nation."""

    nation: str
    regions: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed; addresses are absolute, `content` is HTML with absolute addresses or empty."""

    id: str
    title: str
    href: str
    published: datetime
    updated: datetime
    summary: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    content: str
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed (RFC 4287, JSON Feed 1.1); addresses are absolute."""

    id: str
    title: str
    subtitle: str
    language: str
    home: str
    atom: str
    json: str
    updated: datetime
    author: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One VEVENT, or a repeat's several, as folded text; with the zone that it names (or "") from `since`, a year."""

    text: str
    zone: str
    since: int


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """An iCalendar feed (RFC 5545, RFC 7986). `colour` is its region's.

    `name` is empty for a file to be added to a calendar once, not subscribed to.
    """

    name: str
    description: str
    home: str
    source: str
    zone: str
    colour: RegionColour | None
    entries: tuple[CalendarEntry, ...]
