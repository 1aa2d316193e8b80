"""The documents: what a content file becomes, as frozen values.

What an editor may write stands in `qsite.source.keys` and `qsite.source.shapes`; the document itself adds what the
file's name and its body give. References are still ids, and times still on their own clock: `qsite.site` links them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qsite.problem import Place
from qsite.source.keys import (
    Document,
    EventKeys,
    PartnerKeys,
    PersonKeys,
    PlainPageKeys,
    ProgrammeKeys,
    RegionKeys,
    SeriesKeys,
    StoryKeys,
)
from qsite.source.shapes import (
    FUNDING_KINDS,
    NO_EXTRA,
    STATUSES,
    Attachment,
    Booking,
    Change,
    Extra,
    Funding,
    FundingOrKind,
    Link,
    Online,
    OnlineOrYes,
    Picture,
    PictureOrPath,
    Repeat,
    Session,
    Status,
    StatusText,
    Strict,
    Venue,
    VenueOrName,
    Video,
    VideoOrAddress,
    Votes,
)
from qsite.terms import Fingerprint, Id

KeyPath = tuple[str | int, ...]
"""Where a value stands in its document: ``("sessions", 2, "start")``."""


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


__all__ = [
    "FUNDING_KINDS",
    "NO_EXTRA",
    "STATUSES",
    "Attachment",
    "Body",
    "Booking",
    "Change",
    "Document",
    "Event",
    "EventKeys",
    "Extra",
    "Funding",
    "FundingOrKind",
    "KeyPath",
    "Link",
    "Loaded",
    "Online",
    "OnlineOrYes",
    "Partner",
    "PartnerKeys",
    "Person",
    "PersonKeys",
    "Picture",
    "PictureOrPath",
    "Places",
    "PlainPage",
    "PlainPageKeys",
    "Programme",
    "ProgrammeKeys",
    "Region",
    "RegionKeys",
    "Repeat",
    "Series",
    "SeriesKeys",
    "Session",
    "Status",
    "StatusText",
    "Story",
    "StoryKeys",
    "Strict",
    "Target",
    "Venue",
    "VenueOrName",
    "Video",
    "VideoOrAddress",
    "Votes",
]
