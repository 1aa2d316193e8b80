"""load: reads every content file and gives the documents. The only stage that reads content."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol, TypeVar

from qsite.fingerprint import fingerprint, of_bytes
from qsite.problem import Code, Place, Problem
from qsite.source.calendar_lock import Remembered, read_lock
from qsite.source.content import AnyDocument, Asset, Content, Parsed
from qsite.source.documents import Event, Partner, Person, PlainPage, Programme, Region, Series, Story
from qsite.source.files import PICTURE_ENDINGS, Role, Scan, SourceFile
from qsite.source.geojson import is_area, read_area
from qsite.source.packed import pack, unpack
from qsite.source.parse import Reading, decode, parse
from qsite.source.pictures import Measured, measure
from qsite.terms import Fingerprint

T = TypeVar("T")

FromFile = tuple[Parsed, Asset | None]
"""What one file gave: documents and problems, or a picture or file to be published."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one file gave, packed; `hash` is of its bytes, empty where they could not be read."""

    packed: bytes
    hash: Fingerprint


class Memory(Protocol):
    """What is known from before: how files are recalled, and kept for the next time."""

    def recalled(
        self, site: Path, files: Iterable[SourceFile], reading: Fingerprint, read: Callable[[bytes], T]
    ) -> dict[str, T]:
        """What is known of files whose bytes are as they were, by path."""
        ...

    def remember(self, loaded: Iterable[tuple[SourceFile, Loaded]], reading: Fingerprint) -> None:
        """Keeps what was made of files."""
        ...


class NoMemory:
    """Knows of nothing."""

    def recalled(
        self,
        site: Path,  # noqa: ARG002 (the signature of `Memory`)
        files: Iterable[SourceFile],  # noqa: ARG002
        reading: Fingerprint,  # noqa: ARG002
        read: Callable[[bytes], T],  # noqa: ARG002
    ) -> dict[str, T]:
        """Nothing."""
        return {}

    def remember(self, loaded: Iterable[tuple[SourceFile, Loaded]], reading: Fingerprint) -> None:
        """Keeps nothing."""


@dataclass(frozen=True, slots=True)
class Loader:
    """Loads one file; a value rather than a closure, so that it can be sent to another process."""

    site: Path
    reading: Reading

    def __call__(self, file: SourceFile) -> Loaded:
        """What the file gives."""
        try:
            data = (self.site / file.path).read_bytes()
        except OSError as error:
            message = f"this file can't be read: {error.strerror}"
            problem = Problem(Code.UNREADABLE, message, Place(file.path), "check its permissions")
            return Loaded(pack(Parsed((), (problem,))), Fingerprint(""))
        if file.role in (Role.ASSET, Role.STATIC):
            asset, problems = _asset(file, data)
            return Loaded(pack(Parsed((), problems), asset), of_bytes(data))
        return Loaded(pack(parse(file, data, self.reading)), of_bytes(data))


def _asset(file: SourceFile, data: bytes) -> tuple[Asset, tuple[Problem, ...]]:
    if file.role is Role.ASSET and is_area(file.path):
        area, problems = read_area(data, file.path)
        return Asset(file.path, len(data), of_bytes(data), area=area), problems
    is_picture = file.role is Role.ASSET and file.path.lower().endswith(PICTURE_ENDINGS)
    found, problems = measure(data, file.path) if is_picture else (Measured(), ())
    published = data if found.cleaned is None else found.cleaned
    asset = Asset(
        file.path, len(published), of_bytes(published), found.width, found.height, found.cleaned, raster=found.raster
    )
    return asset, problems


Map = Callable[[Callable[[SourceFile], Loaded], Sequence[SourceFile]], Iterable[Loaded]]
"""How a function is applied to every file: `map`, or one that shares the work out, with results in order."""


def load(
    site: Path, found: Scan, reading: Reading, memory: Memory | None = None, mapped: Map = map
) -> tuple[Content, tuple[Problem, ...]]:
    """Every document of the files that were found, with the problems of single files."""
    memory = memory or NoMemory()
    how = fingerprint(reading)
    files = read_files(found)
    known = memory.recalled(site, files, how, unpack)
    todo = [file for file in files if file.path not in known]
    loaded = list(zip(todo, mapped(Loader(site, reading), todo), strict=True))
    memory.remember(loaded, how)
    known |= {file.path: unpack(one.packed) for file, one in loaded}
    return gathered(site, found, known)


def read_files(found: Scan) -> list[SourceFile]:
    """The files that a `Loader` reads: all but ``calendar.lock``."""
    return [file for file in found.files if file.role is not Role.CALENDAR_LOCK]


def gathered(site: Path, found: Scan, known: Mapping[str, FromFile]) -> tuple[Content, tuple[Problem, ...]]:
    """The content that files give together, from what each of them gave by itself."""
    files = read_files(found)
    parsed = [known[file.path] for file in files]
    remembered, problems = _calendar_lock(site, [file for file in found.files if file.role is Role.CALENDAR_LOCK])
    problems += (*found.problems, *chain.from_iterable(one.problems for one, _ in parsed))
    return _content([one for one, _ in parsed], _assets(files, parsed), remembered), problems


def _calendar_lock(site: Path, files: Sequence[SourceFile]) -> tuple[tuple[Remembered, ...], tuple[Problem, ...]]:
    for file in files:
        try:
            text, problems = decode((site / file.path).read_bytes(), file.path)
        except OSError as error:
            message = f"this file can't be read: {error.strerror}"
            return (), (Problem(Code.UNREADABLE, message, Place(file.path), "check its permissions"),)
        entries, found = read_lock(text or "")
        return entries, (*problems, *found)
    return (), ()


_ByRole = Mapping[Role, Mapping[str, Asset]]


def _assets(files: Sequence[SourceFile], parsed: Sequence[tuple[Parsed, Asset | None]]) -> _ByRole:
    found: dict[Role, dict[str, Asset]] = {Role.ASSET: {}, Role.STATIC: {}}
    for file, (_, asset) in zip(files, parsed, strict=True):
        if asset is not None:
            found[file.role][file.path] = asset
    return found


def _content(parsed: Sequence[Parsed], assets: _ByRole, remembered: tuple[Remembered, ...]) -> Content:
    by_kind: dict[type[AnyDocument], list[AnyDocument]] = {}
    for document in chain.from_iterable(one.documents for one in parsed):
        by_kind.setdefault(type(document), []).append(document)

    def of(kind: type[T]) -> tuple[T, ...]:
        return tuple(by_kind.get(kind, ()))  # type: ignore[arg-type] # of one kind under its type

    return Content(
        stories=of(Story),
        events=of(Event),
        regions=of(Region),
        programmes=of(Programme),
        partners=of(Partner),
        people=of(Person),
        series=of(Series),
        plain_pages=of(PlainPage),
        assets=assets[Role.ASSET],
        static=assets[Role.STATIC],
        unread=tuple(chain.from_iterable(one.unread for one in parsed)),
        remembered=remembered,
    )
