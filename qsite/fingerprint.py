"""The hash of a value: equal exactly when the values are, in every process and on every machine.

Only types that are known are hashed; an unknown one raises, for a wrong answer here is a stale page.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from hashlib import blake2b
from typing import Any

from markupsafe import Markup

from qsite.terms import Fingerprint

_SIZE = 16
_Pieces = list[bytes]


class Fingerprinter:
    """Takes fingerprints, and remembers those of the values within values: a card stands in many lists.

    A class because of that memory; it holds the values too, so that none makes room for another at its place.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}

    def __call__(self, value: object) -> Fingerprint:
        """The hash of a frozen value.

        Raises:
            TypeError: for a type whose values can't be told apart safely.

        """
        pieces: _Pieces = []
        self._feed(pieces, value, within=False)
        return Fingerprint(blake2b(b"".join(pieces), digest_size=_SIZE).hexdigest())

    def _feed(self, pieces: _Pieces, value: object, *, within: bool) -> None:
        kind = type(value)
        if (write := _SCALARS.get(kind)) is not None:
            pieces.append(write(value))
        elif kind is tuple or kind is list:
            pieces.append(b"l%d;" % len(value))  # type: ignore[arg-type] # a tuple or a list
            for item in value:  # type: ignore[attr-defined] # as above
                self._feed(pieces, item, within=True)
        elif isinstance(value, Mapping):
            pieces.append(b"m%d;" % len(value))
            for key, item in value.items():
                self._feed(pieces, key, within=True)
                self._feed(pieces, item, within=True)
        elif is_dataclass(kind):
            pieces.append(self._object(value) if within else self._fields(value))
        else:
            pieces.append(_odd(value))

    def _object(self, value: object) -> bytes:
        """The digest of a dataclass within another value, taken once."""
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        digest = b"o" + blake2b(self._fields(value), digest_size=_SIZE).digest()
        self._known[id(value)] = value, digest
        return digest

    def _fields(self, value: object) -> bytes:
        head, names = _class(type(value))
        pieces = [head]
        for name in names:
            self._feed(pieces, getattr(value, name), within=True)
        return b"".join(pieces)


def fingerprint(value: object) -> Fingerprint:
    """The hash of one frozen value; see `Fingerprinter`."""
    return Fingerprinter()(value)


def of_bytes(data: bytes) -> Fingerprint:
    """The hash of a file's bytes."""
    return Fingerprint(blake2b(data, digest_size=_SIZE).hexdigest())


def _text(value: Any) -> bytes:
    data = value.encode("utf-8", "surrogatepass")
    return b"s%d;%b" % (len(data), data)


def _moment(value: Any) -> bytes:
    zone = getattr(getattr(value, "tzinfo", None), "key", "")
    fold = getattr(value, "fold", 0)
    return _text(f"{type(value).__name__} {value.isoformat()} {zone} {fold}")


_SCALARS: dict[type, Callable[[Any], bytes]] = {
    type(None): lambda _: b"n;",
    bool: lambda value: b"t;" if value else b"f;",
    str: _text,
    Markup: lambda value: b"h" + _text(value),
    bytes: lambda value: b"b%d;%b" % (len(value), value),
    int: lambda value: b"i%d;" % value,
    float: lambda value: b"d%b;" % value.hex().encode(),
    datetime: _moment,
    date: _moment,
    time: _moment,
}


def _odd(value: object) -> bytes:
    """What is no plain type: members of enumerations, and the base types of other classes of text."""
    if isinstance(value, Enum):
        return _text(f"{type(value).__qualname__}.{value.name}")
    raise TypeError(f"no fingerprint is known for {type(value).__qualname__}")


_CLASSES: dict[type, tuple[bytes, tuple[str, ...]]] = {}


def _class(kind: type) -> tuple[bytes, tuple[str, ...]]:
    found = _CLASSES.get(kind)
    if found is None:
        names = tuple(field.name for field in fields(kind))
        found = _CLASSES[kind] = b"c%b;" % kind.__qualname__.encode(), names
    return found
