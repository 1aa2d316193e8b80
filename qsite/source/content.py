"""What load gives: every document of the site, and every picture and file that a page may show."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qsite.problem import Problem
from qsite.source.calendar_lock import Remembered
from qsite.source.documents import Document, Event, Partner, Person, PlainPage, Programme, Region, Series, Story
from qsite.source.files import Role
from qsite.source.geojson import Area
from qsite.source.rasters import Raster
from qsite.terms import Fingerprint, Id

AnyDocument = Story | Event | Region | Programme | Partner | Person | Series | PlainPage


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture or a file to download. `data` only where the published bytes are not the file's own (a cleaned SVG).

    `raster` of a picture that is made of pixels.
    """

    path: str
    size: int
    fingerprint: Fingerprint
    width: int | None = None
    height: int | None = None
    data: bytes | None = field(default=None, repr=False)
    area: Area = field(default=(), repr=False)
    """Of a GeoJSON file beside the regions."""
    raster: Raster | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file whose documents could not be read; references to what it would have held are not complained of."""

    path: str
    role: Role
    id: Id


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file's documents, and what is wrong with it."""

    documents: tuple[AnyDocument, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """All that load found. Documents are ordered by file, then by their place in it."""

    stories: tuple[Story, ...] = ()
    events: tuple[Event, ...] = ()
    regions: tuple[Region, ...] = ()
    programmes: tuple[Programme, ...] = ()
    partners: tuple[Partner, ...] = ()
    people: tuple[Person, ...] = ()
    series: tuple[Series, ...] = ()
    plain_pages: tuple[PlainPage, ...] = ()
    assets: Mapping[str, Asset] = field(default_factory=dict)
    static: Mapping[str, Asset] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()
    remembered: tuple[Remembered, ...] = ()
    """What subscribers' calendars hold, as ``calendar.lock`` has it."""

    def documents(self) -> tuple[AnyDocument, ...]:
        """Every document, by kind."""
        return (
            *self.stories,
            *self.events,
            *self.regions,
            *self.programmes,
            *self.partners,
            *self.people,
            *self.series,
            *self.plain_pages,
        )


__all__ = ["AnyDocument", "Asset", "Content", "Document", "Unread"]
