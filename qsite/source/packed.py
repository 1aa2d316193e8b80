"""What load made of a file, as bytes for the cache and for other processes, and back.

Only plain values are written (msgpack), so that reading can't run anything; types come from the documents' own
annotations. ``unpack(pack(parsed)) == parsed``, and a document's fingerprints are taken from the very bytes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from functools import lru_cache
from hashlib import blake2b
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from qsite.problem import Place
from qsite.source.content import AnyDocument, Asset, Parsed, Unread
from qsite.source.documents import (
    Body,
    Event,
    KeyPath,
    Partner,
    Person,
    Places,
    PlainPage,
    Programme,
    Region,
    Series,
    Story,
    Target,
)
from qsite.source.files import Role
from qsite.source.packing import Unpackable, pack_problems, unpack_problems
from qsite.terms import Fingerprint, Id

_KINDS: tuple[type[Any], ...] = (Story, Event, Region, Programme, Partner, Person, Series, PlainPage)
_NUMBER = {kind: number for number, kind in enumerate(_KINDS)}
_FROM_FILE = frozenset({"places", "face", "inner"})
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder().decode


def pack(parsed: Parsed, asset: Asset | None = None) -> bytes:
    """What load made of one file."""
    documents = [_packed(document) for document in parsed.documents]
    problems = pack_problems(parsed.problems)
    unread = [(one.path, one.role.value, one.id) for one in parsed.unread]
    return _encode((documents, problems, unread, None if asset is None else _plain(asset)))


def unpack(data: bytes) -> tuple[Parsed, Asset | None]:
    """The same from its bytes.

    Raises:
        Unpackable: where `pack` did not write them.

    """
    try:
        documents, problems, unread, asset = _decode(data)
        return (
            Parsed(
                tuple(_document(*one) for one in documents),
                unpack_problems(problems),
                tuple(Unread(path, Role(role), Id(name)) for path, role, name in unread),
            ),
            _object_reader(Asset)(asset) if asset is not None else None,
        )
    except (msgspec.DecodeError, TypeError, ValueError, KeyError, IndexError) as error:
        raise Unpackable(str(error)) from error


class PackedPoints(Mapping[KeyPath, tuple[int, int]]):
    """Where each value stands; read only when somebody asks, since only problems do."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._points: dict[KeyPath, tuple[int, int]] | None = None

    def _read(self) -> dict[KeyPath, tuple[int, int]]:
        if self._points is None:
            self._points = {tuple(path): (line, column) for path, (line, column) in _decode(self._data)}
        return self._points

    def __getitem__(self, path: KeyPath) -> tuple[int, int]:
        return self._read()[path]

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


_Packed = tuple[int, bytes, bytes, str, bytes, bytes, bytes]
"""Kind, keys, points, file, bodies, and the two digests."""


def _packed(document: AnyDocument) -> _Packed:
    kind = type(document)
    values: list[Any] = []
    bodies: list[Any] = []
    for name in _names(kind):  # type: ignore[arg-type]
        value = getattr(document, name)
        if isinstance(value, Body):
            bodies.append((value.segments, _plain(value.targets)))
            values.append(((), (), value.summary))
        else:
            values.append(_plain(value))
    keys, inner = _encode(values), _encode(bodies)
    points = tuple(document.places.points.items())
    face = _digest(document.file.encode() + b"\0" + keys)
    return _NUMBER[kind], keys, _encode(points), document.file, inner, face, _digest(inner)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _document(number: int, keys: bytes, points: bytes, file: str, bodies: bytes, face: bytes, inner: bytes) -> Any:
    kind = _KINDS[number]
    names, readers, body_at = _layout(kind)  # type: ignore[arg-type]
    values = _decode(keys)
    if len(values) != len(names):
        raise Unpackable(kind.__name__)
    for at, read in readers:
        if values[at] is not None:
            values[at] = read(values[at])
    for at, (segments, targets) in zip(body_at, _decode(bodies), strict=True):
        values[at] = Body(tuple(segments), _targets(targets), values[at].summary)
    document = object.__new__(kind)  # what a frozen dataclass's own constructor does, in a quarter of its time
    document.__dict__.update(
        zip(names, values, strict=True),
        places=Places(file, PackedPoints(points)),
        face=Fingerprint(face.hex()),
        inner=Fingerprint(inner.hex()),
    )
    return document


_PLAIN = frozenset({type(None), str, int, float, bool, bytes})


def _plain(value: Any) -> Any:
    """A value as msgpack has it: dataclasses as their fields' values, days and times as text."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(getattr(value, name)) for name in _names(type(value))]  # type: ignore[arg-type]


def _targets(values: list[Any]) -> tuple[Target, ...]:
    return tuple(Target(kind, url, Place(*place)) for kind, url, place in values)


@lru_cache(maxsize=64)
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in _FROM_FILE)


_Reader = Callable[[Any], Any]
_Layout = tuple[tuple[str, ...], tuple[tuple[int, _Reader], ...], tuple[int, ...]]


@lru_cache(maxsize=64)
def _layout(kind: Any) -> _Layout:
    """The names of a kind's fields, how those that are no plain values are read, and which are bodies."""
    hints, names = get_type_hints(kind), _names(kind)
    readers = tuple((at, read) for at, name in enumerate(names) if (read := _reader(hints[name])) is not None)
    return names, readers, tuple(at for at, name in enumerate(names) if hints[name] is Body)


def _reader(hint: Any) -> _Reader | None:
    """How a value of a type is made from its plain form; None where that is the value."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _reader(arguments[0])
    if origin in (Union, UnionType):
        readers = [read for one in arguments if (read := _reader(one)) is not None]
        return _moment if _moment in readers else (readers[0] if readers else None)
    if origin is tuple:
        return _tuple_reader(arguments)
    if origin is Mapping:
        return _free
    if origin is Literal or not isinstance(hint, type):
        return None
    if issubclass(hint, date | time):
        return _moment
    return _object_reader(hint) if is_dataclass(hint) else None


def _tuple_reader(arguments: tuple[Any, ...]) -> _Reader:
    read = _reader(arguments[0]) if arguments else None
    if read is None:
        return tuple
    return lambda values: tuple(map(read, values))


def _object_reader(kind: type[Any]) -> _Reader:
    def read(values: list[Any]) -> Any:
        names, readers, _ = _layout(kind)  # type: ignore[arg-type]
        for at, inner in readers:
            if values[at] is not None:
                values[at] = inner(values[at])
        return kind(**dict(zip(names, values, strict=True)))

    return read


def _free(value: Any) -> Any:
    """What stands under `extra`: lists are tuples, as in all frozen values."""
    if isinstance(value, dict):
        return {key: _free(one) for key, one in value.items()}
    return tuple(_free(one) for one in value) if isinstance(value, list) else value


def _moment(value: Any) -> Any:
    """A day, a time of day, or a day and time; a number stays one (`Votes.counted`)."""
    if not isinstance(value, str):
        return value
    if len(value) == 10:
        return date.fromisoformat(value)
    return time.fromisoformat(value) if value[2] == ":" else datetime.fromisoformat(value)
