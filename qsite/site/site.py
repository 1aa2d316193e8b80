"""The site: all that is published at one instant, resolved. Immutable; `qsite.site.queries` asks it questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from qsite.moments import Moment, day_after, instant
from qsite.source.content import Asset
from qsite.source.documents import (
    Body,
    Event,
    Online,
    Partner,
    Person,
    Picture,
    PlainPage,
    Programme,
    Region,
    Series,
    Session,
    Status,
    Story,
    Venue,
)
from qsite.source.settings import Settings
from qsite.terms import Id, Slug
from qsite.zones import zone


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event at one time, with what this date says otherwise laid over it.

    `start` and `end` are two days, the last one inclusive, or two times in the event's zone; `begins` and `over`
    are the instants between which it is on, in UTC: two times on one clock are compared as it shows them, which is
    wrong in the hour that comes twice. `original` is the local date by the rule.
    """

    event: Event
    original: date
    start: Moment
    end: Moment
    begins: datetime
    over: datetime
    title: str
    status: Status
    status_note: str | None
    venue: Venue | None
    online: Online | None
    session: Session | None = None
    planned: Moment | None = None
    """Of a repeat: its start before any change, on the event's clock and without a zone."""
    added: bool = False
    """Whether a repeat has it beside its rule."""
    changed: bool = False
    """Whether a repeat's ``changes`` speak of it."""
    number: int = 1
    """Its place among the event's occurrences, counted from 1."""
    total: int = 1

    @property
    def all_day(self) -> bool:
        """Whether it is told in days."""
        return not isinstance(self.start, datetime)


@dataclass(frozen=True, slots=True)
class LinkedSeries:
    """A run of stories in reading order; with or without a file of its own."""

    id: Id
    title: str
    stories: tuple[Story, ...]
    file: Series | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as readers see it: the way it was first written."""

    slug: Slug
    label: str


@dataclass(frozen=True, slots=True)
class Index:
    """Documents by what they belong to; orders are those of the site's own tuples."""

    stories_by_region: Mapping[Id, tuple[Story, ...]] = field(default_factory=dict)
    stories_by_programme: Mapping[Id, tuple[Story, ...]] = field(default_factory=dict)
    stories_by_person: Mapping[Id, tuple[Story, ...]] = field(default_factory=dict)
    stories_by_event: Mapping[Id, tuple[Story, ...]] = field(default_factory=dict)
    stories_by_tag: Mapping[Slug, tuple[Story, ...]] = field(default_factory=dict)
    stories_by_kind: Mapping[Id, tuple[Story, ...]] = field(default_factory=dict)
    occurrences_by_event: Mapping[Id, tuple[Occurrence, ...]] = field(default_factory=dict)
    occurrences_by_region: Mapping[Id, tuple[Occurrence, ...]] = field(default_factory=dict)
    """Without those of nationwide regions."""
    occurrences_by_programme: Mapping[Id, tuple[Occurrence, ...]] = field(default_factory=dict)
    occurrences_by_partner: Mapping[Id, tuple[Occurrence, ...]] = field(default_factory=dict)
    occurrences_by_person: Mapping[Id, tuple[Occurrence, ...]] = field(default_factory=dict)
    occurrences_by_kind: Mapping[Id, tuple[Occurrence, ...]] = field(default_factory=dict)
    occurrences_by_tag: Mapping[Slug, tuple[Occurrence, ...]] = field(default_factory=dict)
    programmes_by_region: Mapping[Id, tuple[Programme, ...]] = field(default_factory=dict)
    programmes_by_partner: Mapping[Id, tuple[Programme, ...]] = field(default_factory=dict)
    people_by_region: Mapping[Id, tuple[Person, ...]] = field(default_factory=dict)
    people_by_partner: Mapping[Id, tuple[Person, ...]] = field(default_factory=dict)
    tags: Mapping[str, Tag] = field(default_factory=dict)
    """By what `fold_tag` makes of a tag as written."""
    parts: Mapping[Id, int] = field(default_factory=dict)
    """A story's place in its series, counted from 0."""
    story_changes: Mapping[Id, datetime] = field(default_factory=dict)
    """The instant at which a story was published, or last really changed."""


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is published at `now`. With `drafts`, all that is not yet as well."""

    settings: Settings
    now: datetime
    drafts: bool
    stories: tuple[Story, ...]
    """Newest first."""
    events: tuple[Event, ...]
    occurrences: tuple[Occurrence, ...]
    """In the order of their begin."""
    regions: Mapping[Id, Region]
    """In their own order: by `order`, then by name."""
    programmes: Mapping[Id, Programme]
    partners: Mapping[Id, Partner]
    people: Mapping[Id, Person]
    series: Mapping[Id, LinkedSeries]
    plain_pages: tuple[PlainPage, ...]
    assets: Mapping[str, Asset]
    static: Mapping[str, Asset]
    sources: "Mapping[str, tuple[AnyLinked, ...]]"
    """What each content file became, published or not: where a link between files leads."""
    index: Index

    @property
    def zone(self) -> ZoneInfo:
        """The site's own clock."""
        return zone(self.settings.timezone)

    @property
    def today(self) -> date:
        """The day on the site's own clock."""
        return self.now.date()


AnyLinked = Story | Event | Region | Programme | Partner | Person | Series | PlainPage


def is_due(story: Story, at: datetime, clock: ZoneInfo) -> bool:
    """Whether a story's date has come at an instant; one that is a draft may be due too."""
    return instant(story.date, clock).astimezone(UTC) <= at


__all__ = [
    "AnyLinked",
    "Body",
    "Index",
    "LinkedSeries",
    "Occurrence",
    "Picture",
    "Site",
    "Tag",
    "day_after",
    "instant",
    "is_due",
]
