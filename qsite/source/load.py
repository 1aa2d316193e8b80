"""load: reads every content file and gives the documents. The only stage that reads content."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from qsite.fingerprint import of_bytes
from qsite.problem import Code, Place, Problem
from qsite.source.calendar_lock import Remembered, read_lock
from qsite.source.content import AnyDocument, Asset, Content
from qsite.source.documents import Event, Partner, Person, PlainPage, Programme, Region, Series, Story
from qsite.source.files import PICTURE_ENDINGS, Role, SourceFile, scan
from qsite.source.parse import Parsed, Reading, decode, parse
from qsite.source.pictures import Measured, measure

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Loaded:
    parsed: Parsed = Parsed()
    asset: Asset | None = None
    remembered: tuple[Remembered, ...] = ()


@dataclass(frozen=True, slots=True)
class _Loader:
    """Loads one file; a value rather than a closure, so that it can be sent to another process."""

    site: Path
    reading: Reading

    def __call__(self, file: SourceFile) -> _Loaded:
        try:
            data = (self.site / file.path).read_bytes()
        except OSError as error:
            problem = Problem(
                Code.UNREADABLE, f"this file can't be read: {error.strerror}", Place(file.path), "check its permissions"
            )
            return _Loaded(Parsed((), (problem,)))
        if file.role in (Role.ASSET, Role.STATIC):
            return _asset(file, data)
        if file.role is Role.CALENDAR_LOCK:
            return _calendar_lock(file, data)
        return _Loaded(parse(file, data, self.reading))


def _asset(file: SourceFile, data: bytes) -> _Loaded:
    is_picture = file.role is Role.ASSET and file.path.lower().endswith(PICTURE_ENDINGS)
    found, problems = measure(data, file.path) if is_picture else (Measured(), ())
    published = data if found.cleaned is None else found.cleaned
    asset = Asset(file.path, len(published), of_bytes(published), found.width, found.height, found.cleaned)
    return _Loaded(Parsed((), problems), asset)


def _calendar_lock(file: SourceFile, data: bytes) -> _Loaded:
    text, problems = decode(data, file.path)
    entries, found = read_lock(text or "")
    return _Loaded(Parsed((), (*problems, *found)), remembered=entries)


Map = Callable[[Callable[[SourceFile], _Loaded], Iterable[SourceFile]], Iterator[_Loaded]]
"""How a function is applied to every file: `map`, or the `map` of a `concurrent.futures.Executor`."""


def load(site: Path, reading: Reading, mapped: Map = map) -> tuple[Content, tuple[Problem, ...]]:
    """Every document below a site's ``content/``, with the problems of single files."""
    found = scan(site)
    loaded = list(mapped(_Loader(site, reading), found.files))
    problems = (*found.problems, *chain.from_iterable(one.parsed.problems for one in loaded))
    documents = list(chain.from_iterable(one.parsed.documents for one in loaded))
    assets = {
        file.path: one.asset
        for file, one in zip(found.files, loaded, strict=True)
        if one.asset and file.role is Role.ASSET
    }
    static = {
        file.path: one.asset
        for file, one in zip(found.files, loaded, strict=True)
        if one.asset and file.role is Role.STATIC
    }
    unread = tuple(chain.from_iterable(one.parsed.unread for one in loaded))
    remembered = tuple(chain.from_iterable(one.remembered for one in loaded))
    return replace(_content(documents, assets, static, unread), remembered=remembered), problems


def _content(
    documents: list[AnyDocument], assets: dict[str, Asset], static: dict[str, Asset], unread: tuple[Any, ...]
) -> Content:
    by_kind: dict[type[Any], list[Any]] = {}
    for document in documents:
        by_kind.setdefault(type(document), []).append(document)

    def of(kind: type[T]) -> tuple[T, ...]:
        return tuple(by_kind.get(kind, ()))

    return Content(
        stories=of(Story),
        events=of(Event),
        regions=of(Region),
        programmes=of(Programme),
        partners=of(Partner),
        people=of(Person),
        series=of(Series),
        plain_pages=of(PlainPage),
        assets=assets,
        static=static,
        unread=unread,
    )
