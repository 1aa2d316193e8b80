"""What a list shows of a document: a few frozen values, so that a list changes only when what it shows does.

Every `href` is ready to be written into a page: it starts with the site's own path, or is absolute.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from qsite.moments import Moment
from qsite.source.documents import Status


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with a name, and its page where it has one."""

    label: str
    href: str | None = None
    region: str = ""
    """The id of the region that it is: its colour goes with it (class ``region-<id>``). Empty for all else."""


@dataclass(frozen=True, slots=True)
class PictureSource:
    """The same picture in another format: `type` is its media type, `files` are hrefs with widths in pixels, small to large.

    `media` is the media query under which it is meant, empty for all.
    """

    type: str
    files: tuple[tuple[str, int], ...]
    media: str = ""

    @property
    def srcset(self) -> str:
        """The files as HTML has them."""
        return ", ".join(f"{href} {width}w" for href, width in self.files)

    def up_to(self, width: int) -> str:
        """The same without those that are wider than one which is as wide as asked: where it is shown small."""
        enough = next((n for n, (_, wide) in enumerate(self.files, 1) if wide >= width), len(self.files))
        return replace(self, files=self.files[:enough]).srcset


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture: `src` as an href, `alt` empty where decorative; `width` and `height` in pixels where known.

    `sources` are its other formats, the best first, for a ``<picture>`` around it; `tone` is its main colour, as a class
    of the theme (``tone-021``: red, green and blue in steps from 0 to 2), empty where it is see-through.
    """

    src: str
    alt: str = ""
    width: int | None = None
    height: int | None = None
    caption: str | None = None
    credit: str | None = None
    focus: tuple[float, float] | None = None
    """Percentages from the left and from the top."""
    sources: tuple[PictureSource, ...] = ()
    tone: str = ""


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in a list; `date` is a day, or a time in the site's zone."""

    title: str
    href: str
    date: Moment
    kind: Named
    summary: str
    authors: tuple[Named, ...] = ()
    regions: tuple[Named, ...] = ()
    image: PictureView | None = None
    has_video: bool = False


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list that names it and no more, so that a change of anything else is none of the list's."""

    title: str
    href: str
    date: Moment


@dataclass(frozen=True, slots=True)
class EventCard:
    """One occurrence of an event in a list.

    `start` and `end` are two days (the last one inclusive) or two times with the event's offset.
    """

    title: str
    href: str
    start: Moment
    end: Moment
    kind: Named | None
    status: Status
    status_label: str
    """"Cancelled", "Full", …; empty where it goes ahead as planned."""
    place: str
    """Where, in a few words: "Durham Town Hall", "Online", "Durham Town Hall and online"; empty where nothing is said."""
    mode: str
    """"in-person", "online", "hybrid" or "" (for filters and icons)."""
    begins: datetime
    """The instants between which it is on: what a script compares with the reader's clock."""
    over: datetime
    regions: tuple[Named, ...] = ()
    kind_id: str = ""
    region_ids: tuple[str, ...] = ()
    everywhere: bool = False
    """Whether it is for the whole country."""
    nationwide: bool = False
    """Shown in this list because it is for the whole country."""
    past: bool = False
    on_now: bool = False
    zone: str = ""
    """How the clock is called where it is not the site's ("New York time"); empty otherwise."""
    part: str = ""
    """"Session 2 of 4", "Repeats"; empty otherwise."""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A region, programme, partner, person or series in a list."""

    title: str
    href: str
    summary: str = ""
    detail: str = ""
    """A few words beside the title: a nation, a role, a kind."""
    image: PictureView | None = None
    region: str = ""
    """The id of the region whose colour it has; empty for none."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A page of a choice, with how many things it lists; `current` where one is on it."""

    label: str
    href: str
    count: int
    current: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter, as a page's address has it and as readers see it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class MonthGroup:
    """The events of one month in a list; `href` is the month's calendar."""

    year: int
    month: int
    href: str
    events: tuple[EventCard, ...]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A cell of the month's table."""

    day: date
    in_month: bool
    events: tuple[EventCard, ...]


def numbered(folder: str, number: int) -> str:
    """The address or href of a list's page: the first is the folder itself."""
    return folder if number == 1 else f"{folder}page/{number}/"


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where one is in a long list: `number` of `total`, counted from 1. `first` is the href of the first page."""

    number: int
    total: int
    first: str

    def href(self, number: int) -> str:
        """The href of one of the pages."""
        return numbered(self.first, number)

    @property
    def near(self) -> tuple[int | None, ...]:
        """The pages worth a link: the first, those about this one, the last; None stands for those left out."""
        about = range(max(2, self.number - 2), min(self.total, self.number + 3))
        last = (self.total,) if self.total > 1 else ()
        return (1, *(one if abs(one - self.number) < 2 else None for one in about), *last)

    @property
    def previous(self) -> str | None:
        """The page before."""
        return self.href(self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        """The page after."""
        return self.href(self.number + 1) if self.number < self.total else None


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed of what a page shows; `type` is its media type."""

    title: str
    href: str
    type: str


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What every template may say of its page, in the head and above the content."""

    title: str
    """Without the site's title; a listing's includes "page 2 of 5"."""
    kind: str
    """"home", "story", "event", "region" …: a class on the body, for styles."""
    href: str
    canonical: str
    """The absolute address."""
    description: str = ""
    breadcrumbs: tuple[Named, ...] = ()
    """From home down to the page above this one."""
    here: str = ""
    """The last step, where it is not the title: "Page 2" below the list that it belongs to."""
    image: PictureView | None = None
    """With an absolute `src`, for link previews."""
    feeds: tuple[FeedLink, ...] = ()
    indexed: bool = True
    published: datetime | None = None
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """Who stands behind the site."""

    name: str
    href: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page may say of the site. `base` is the site's own path and ends with ``/``."""

    title: str
    url: str
    base: str
    language: str
    tagline: str = ""
    description: str = ""
    organisation: OrganisationView | None = None
    logo: PictureView | None = None
    footer: str = ""
    """Clean HTML."""
    navigation: tuple[Named, ...] = ()
    more: tuple[Named, ...] = ()
    """Lists that the menu does not name, and what every site has."""
    has: tuple[str, ...] = ()
    """The folders whose list has something in it: "events", "stories", "people", "search" …"""
    feeds: tuple[FeedLink, ...] = ()
    pinned: bool = False
    """Whether ``site.yaml`` holds the site's clock still: then the reader's clock is none of its business."""
    icon: str = ""
    """The href of the icon in a browser's tab; a site that has none of its own shows the theme's."""
