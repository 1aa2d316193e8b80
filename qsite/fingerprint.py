"""The hash of a value: equal exactly when the values are, in every process and on every machine.

Only types that are known are hashed; an unknown one raises, for a wrong answer here is a stale page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from qsite.terms import Fingerprint

_SIZE = 16
_Pieces = list[str]


class Fingerprinter:
    """Takes fingerprints, and remembers those of the values within values: a card stands in many lists.

    A class because of that memory; it holds the values too, so that none makes room for another at its place.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}

    def __call__(self, value: object) -> Fingerprint:
        """The hash of a frozen value.

        Raises:
            TypeError: for a type whose values can't be told apart safely.

        """
        pieces: _Pieces = []
        if is_dataclass(value):
            self._fields(pieces, value)
        else:
            self._feed(pieces, (value,))
        return Fingerprint(_digest(pieces))

    def _feed(self, pieces: _Pieces, values: Iterable[object]) -> None:
        """Writes each value with its type and its length before it, so that no two sequences are written alike."""
        for value in values:
            kind = type(value)
            if kind is str:
                pieces.append(f"s{len(value)};")  # type: ignore[arg-type] # it is text
                pieces.append(value)  # type: ignore[arg-type]
            elif value is None:
                pieces.append("n;")
            elif kind is tuple or kind is list:
                pieces.append(f"l{len(value)};")  # type: ignore[arg-type] # a tuple or a list
                self._feed(pieces, value)  # type: ignore[arg-type]
            elif (write := _SCALARS.get(kind)) is not None:
                pieces.append(write(value))
            elif kind in _CLASSES or is_dataclass(kind):
                pieces.append(self._object(value))
            elif isinstance(value, Mapping):
                pieces.append(f"m{len(value)};")
                for pair in value.items():
                    self._feed(pieces, pair)
            else:
                pieces.append(_odd(value))

    def _object(self, value: object) -> str:
        """The digest of a dataclass within another value, taken once."""
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        pieces: _Pieces = []
        self._fields(pieces, value)
        digest = f"o{_digest(pieces)};"
        self._known[id(value)] = value, digest
        return digest

    def _fields(self, pieces: _Pieces, value: object) -> None:
        head, get = _class(type(value))
        pieces.append(head)
        self._feed(pieces, get(value))


def fingerprint(value: object) -> Fingerprint:
    """The hash of one frozen value; see `Fingerprinter`."""
    return Fingerprinter()(value)


def of_bytes(data: bytes) -> Fingerprint:
    """The hash of a file's bytes."""
    return Fingerprint(blake2b(data, digest_size=_SIZE).hexdigest())


def _digest(pieces: _Pieces) -> str:
    return blake2b("".join(pieces).encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()


def _text(mark: str, value: str) -> str:
    return f"{mark}{len(value)};{value}"


def _moment(value: Any) -> str:
    zone = getattr(getattr(value, "tzinfo", None), "key", "")
    return f"{type(value).__name__} {value.isoformat()} {zone} {getattr(value, 'fold', 0)};"


_SCALARS: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "t;" if value else "f;",
    Markup: lambda value: _text("h", str(value)),
    bytes: lambda value: f"b{of_bytes(value)};",
    int: lambda value: f"i{value};",
    float: lambda value: f"d{value.hex()};",
    datetime: _moment,
    date: _moment,
    time: _moment,
}


def _odd(value: object) -> str:
    """What is no plain type: members of enumerations."""
    if isinstance(value, Enum):
        return _text("e", f"{type(value).__qualname__}.{value.name}")
    raise TypeError(f"no fingerprint is known for {type(value).__qualname__}")


_CLASSES: dict[type, tuple[str, Callable[[object], tuple[object, ...]]]] = {}


def _class(kind: type) -> tuple[str, Callable[[object], tuple[object, ...]]]:
    """How a dataclass is written: its name, and what gives the values of its fields."""
    found = _CLASSES.get(kind)
    if found is None:
        names = tuple(field.name for field in fields(kind))
        get: Any = attrgetter(*names) if len(names) > 1 else (lambda value: tuple(getattr(value, n) for n in names))
        found = _CLASSES[kind] = f"c{kind.__qualname__};", get
    return found
