"""The documents: what each kind of content file may say, as frozen values.

The fields of a ``…Keys`` class are exactly the keys that an editor may write, in the contract's words; their
annotations say how each is read (`qsite.source.schema` runs them). The document itself adds what the file's
name and its body give. References are still ids, and times still on their own clock: `qsite.site` links them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal

from qsite.moments import Day, DurationText, MomentOrTime, MomentText, Zone
from qsite.problem import Place
from qsite.terms import Fingerprint, Id
from qsite.values import (
    Email,
    Focus,
    Ids,
    IdText,
    MaybeText,
    Positive,
    Prepares,
    Reads,
    Text,
    Texts,
    WebAddress,
    Whole,
    YesNo,
    listed,
    number,
    one_of,
    short_for,
    video_address,
)

KeyPath = tuple[str | int, ...]
"""Where a value stands in its document: ``("sessions", 2, "start")``."""

Extra = Annotated[Mapping[str, Any], Reads(lambda value: value)]
"""Whatever a site's own templates need: text, numbers, lists and mappings."""

NO_EXTRA: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Places:
    """Where each value of a document stands in its file."""

    file: str
    points: Mapping[KeyPath, tuple[int, int]] = field(repr=False)

    def of(self, *path: str | int) -> Place:
        """The place of the value at `path`, or of the nearest thing around it."""
        while path not in self.points and path:
            path = path[:-1]
        return Place(self.file, *self.points.get(path, (1, 1)))


@dataclass(frozen=True, slots=True)
class Target:
    """What a body links to or shows, as the editor wrote it, and where."""

    kind: Literal["link", "picture"]
    url: str
    place: Place

    @property
    def path(self) -> str:
        """The address without what follows a ``#`` or a ``?``."""
        return self.url.partition("#")[0].partition("?")[0]


@dataclass(frozen=True, slots=True)
class Body:
    """Markdown turned to clean HTML, cut at the addresses that only the whole site can resolve.

    ``segments[0] + address_of(targets[0]) + segments[1] + …`` is the HTML; there is one segment more than
    targets. `summary` is its first paragraph (or all up to ``<!-- more -->``) as plain text.
    """

    segments: tuple[str, ...] = ("",)
    targets: tuple[Target, ...] = ()
    summary: str = ""

    def __bool__(self) -> bool:
        return self.segments != ("",)


class Strict:
    """pydantic's word for: a key that is not a field is an error."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Strict):
    """A picture; `src` is as the editor wrote it. `alt` is None where nothing was said, empty where decorative."""

    src: Text
    alt: MaybeText | None = None
    caption: Text | None = None
    credit: Text | None = None
    focus: Focus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Video(Strict):
    """A video: its address on the web, or a file's path; `poster` and `captions` are paths, `transcript` Markdown."""

    url: Annotated[str, Reads(video_address)]
    title: Text | None = None
    poster: Text | None = None
    captions: Text | None = None
    transcript: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Strict):
    """A page elsewhere."""

    title: Text
    url: WebAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Strict):
    """A file to download; `file` is as the editor wrote it."""

    title: Text
    file: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue(Strict):
    """Where people meet. `latitude` and `longitude` are degrees (WGS 84)."""

    name: Text
    address: Text | None = None
    postcode: Text | None = None
    latitude: Annotated[float, Reads(number(90))] | None = None
    longitude: Annotated[float, Reads(number(180))] | None = None
    access: Text | None = None


def _online(value: Any) -> Any:
    match value.lower() if isinstance(value, str) else value:
        case "true" | "yes":
            return {}
        case "false" | "no":
            return None
        case str():
            return {"url": value}
        case _:
            return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Online(Strict):
    """How to join from elsewhere, `joining` in plain words; both may be told to those who booked alone."""

    url: WebAddress | None = None
    joining: Text | None = None


FUNDING_KINDS = ("match-funded", "partner-funded", "centrally-funded", "self-funded", "free")


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding(Strict):
    """Who pays."""

    kind: Annotated[str, Reads(one_of(*FUNDING_KINDS))]
    by: Ids = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking(Strict):
    """How to get a place; `capacity` counts people."""

    url: WebAddress | None = None
    email: Email | None = None
    opens: MomentText | None = None
    closes: MomentText | None = None
    capacity: Positive | None = None
    price: Text | None = None
    members_only: YesNo = False


Status = Literal["scheduled", "tentative", "postponed", "cancelled", "moved-online", "full"]
STATUSES: tuple[Status, ...] = ("scheduled", "tentative", "postponed", "cancelled", "moved-online", "full")
StatusText = Annotated[Status, Reads(one_of(*STATUSES))]

VenueOrName = Annotated[Venue, short_for("name")]
OnlineOrYes = Annotated[Online | None, Prepares(_online)]
PictureOrPath = Annotated[Picture, short_for("src")]
VideoOrAddress = Annotated[Video, short_for("url")]
FundingOrKind = Annotated[Funding, short_for("kind")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Strict):
    """One date of a repeat that differs; `on` is the date by the rule. A `start` that is a time stays on that date."""

    on: Day
    title: Text | None = None
    start: MomentOrTime | None = None
    end: MomentOrTime | None = None
    duration: DurationText | None = None
    venue: VenueOrName | None = None
    online: OnlineOrYes = None
    status: StatusText | None = None
    status_note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat(Strict):
    """When an event happens again, as written: either in words (`every`, `on`) or as an RFC 5545 `rrule`.

    `excluded` is the key ``except``, which Python keeps for itself. `on` is one text or several.
    """

    every: Text | None = None
    on: Texts = ()
    until: MomentText | None = None
    count: Positive | None = None
    rrule: Text | None = None
    excluded: Annotated[tuple[MomentText, ...], Prepares(listed)] = ()
    also: Annotated[tuple[MomentText, ...], Prepares(listed)] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Strict):
    """One of several dates under one booking."""

    id: IdText | None = None
    start: MomentText
    end: MomentText | None = None
    title: Text | None = None
    venue: VenueOrName | None = None
    status: StatusText | None = None
    status_note: Text | None = None


def _counted(value: Any) -> date | int:
    from qsite.moments import day

    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 9 else day(value)


def _results(value: Any) -> tuple[tuple[str, int], ...]:
    from qsite.problem import Code
    from qsite.values import Unreadable, each_of, shape, whole

    if not isinstance(value, dict) or not value:
        hint = "write one line for each answer, such as Coaching: 120"
        raise Unreadable(
            Code.WRONG_TYPE, f"answers and their votes are expected here, and this is {shape(value)}", hint
        )
    return tuple(each_of(value, lambda answer: answer, whole).items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes(Strict):
    """What members voted for; `counted` says when (a day) or how many (a number) were counted."""

    question: Text
    counted: Annotated[date | int, Reads(_counted)] | None = None
    results: Annotated[tuple[tuple[str, int], ...], Reads(_results)]


@dataclass(frozen=True, kw_only=True)
class Document(Strict):
    """What all kinds share."""

    extra: Extra = field(default_factory=lambda: NO_EXTRA)


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What a document has from its file: its id, the places of its values, and its body."""

    id: Id
    places: Places = field(compare=False, repr=False)
    body: Body = Body()
    face: Fingerprint = field(default=Fingerprint(""), compare=False, repr=False)
    """Of all but what `inner` is of; empty until the document has been packed."""
    inner: Fingerprint = field(default=Fingerprint(""), compare=False, repr=False)
    """Of its bodies' HTML."""

    @property
    def file(self) -> str:
        """The file that it came from, relative to the site."""
        return self.places.file


@dataclass(frozen=True, kw_only=True)
class StoryKeys(Document):
    """What a story's front matter may say. `authors` are person ids or plain names."""

    title: Text
    date: MomentText
    updated: MomentText | None = None
    authors: Texts = ()
    kind: IdText = Id("blog")
    regions: Ids = ()
    programme: IdText | None = None
    series: IdText | None = None
    events: Ids = ()
    tags: Texts = ()
    summary: Text | None = None
    image: PictureOrPath | None = None
    video: VideoOrAddress | None = None
    featured: YesNo = False
    draft: YesNo = False
    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    slug: IdText | None = None
    aliases: Texts = ()


@dataclass(frozen=True, kw_only=True)
class EventKeys(Document):
    """What an event may say."""

    id: IdText
    title: Text
    start: MomentText | None = None
    end: MomentText | None = None
    duration: DurationText | None = None
    timezone: Zone | None = None
    kind: IdText | None = None
    regions: Ids = ()
    venue: VenueOrName | None = None
    online: OnlineOrYes = None
    url: WebAddress | None = None
    video: VideoOrAddress | None = None
    partners: Ids = ()
    programme: IdText | None = None
    speakers: Texts = ()
    funding: FundingOrKind | None = None
    booking: Booking | None = None
    status: StatusText = "scheduled"
    status_note: Text | None = None
    previously: MomentText | None = None
    repeat: Repeat | None = None
    sessions: tuple[Session, ...] = ()
    updated: MomentText | None = None
    revision: Whole | None = None
    summary: Text | None = None
    description: Text | None = None
    votes: Votes | None = None
    image: PictureOrPath | None = None
    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    tags: Texts = ()
    draft: YesNo = False
    aliases: Texts = ()


@dataclass(frozen=True, kw_only=True)
class RegionKeys(Document):
    """What a region's front matter may say. `area` is a GeoJSON file's path."""

    name: Text
    short_name: Text | None = None
    nation: Text | None = None
    order: Whole | None = None
    nationwide: YesNo = False
    timezone: Zone | None = None
    partners: Ids = ()
    email: Email | None = None
    image: PictureOrPath | None = None
    area: Text | None = None


@dataclass(frozen=True, kw_only=True)
class ProgrammeKeys(Document):
    """What a programme's front matter may say."""

    name: Text
    kind: Text | None = None
    partners: Ids = ()
    regions: Ids = ()
    funding: FundingOrKind | None = None
    starts: Day | None = None
    ends: Day | None = None
    image: PictureOrPath | None = None
    summary: Text | None = None


@dataclass(frozen=True, kw_only=True)
class PartnerKeys(Document):
    """What a partner's front matter may say. `logo` is a picture's path."""

    name: Text
    kind: Text | None = None
    regions: Ids = ()
    url: WebAddress | None = None
    logo: PictureOrPath | None = None


@dataclass(frozen=True, kw_only=True)
class PersonKeys(Document):
    """What a person's front matter may say. `organisation` is a partner's id or a plain name."""

    name: Text
    role: Text | None = None
    organisation: Text | None = None
    regions: Ids = ()
    photo: PictureOrPath | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SeriesKeys(Document):
    """What a series' front matter may say. `order` names its stories; by date where empty."""

    title: Text
    summary: Text | None = None
    order: Ids = ()


@dataclass(frozen=True, kw_only=True)
class PlainPageKeys(Document):
    """What a plain page's front matter may say. `menu` is its place in the navigation."""

    title: Text
    menu: Whole | None = None
    summary: Text | None = None
    template: Text | None = None
    aliases: Texts = ()


@dataclass(frozen=True, kw_only=True)
class Story(StoryKeys, Loaded):
    """A Markdown post."""

    transcript: Body = Body()


@dataclass(frozen=True, kw_only=True)
class Event(EventKeys, Loaded):
    """An event; `body` is its description, `home` the region whose file it stands in."""

    home: Id
    transcript: Body = Body()


@dataclass(frozen=True, kw_only=True)
class Region(RegionKeys, Loaded):
    """A part of the community."""


@dataclass(frozen=True, kw_only=True)
class Programme(ProgrammeKeys, Loaded):
    """A masterclass series, a training, a funded offer."""


@dataclass(frozen=True, kw_only=True)
class Partner(PartnerKeys, Loaded):
    """An organisation that the community works with."""


@dataclass(frozen=True, kw_only=True)
class Person(PersonKeys, Loaded):
    """An author or a speaker."""


@dataclass(frozen=True, kw_only=True)
class Series(SeriesKeys, Loaded):
    """A run of stories read in order."""


@dataclass(frozen=True, kw_only=True)
class PlainPage(PlainPageKeys, Loaded):
    """A plain page; `path` is its address below the site: ``about/history``."""

    path: str
