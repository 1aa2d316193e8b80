"""The hash of a value: equal exactly when the values are, in every process and on every machine.

A value is written as JSON by a compiled encoder, and the bytes are hashed: types are told apart by what is written,
so HTML is marked where text is not. No set may stand in it, for its order is nobody's.
"""

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

import msgspec
from markupsafe import Markup

from qsite.terms import Fingerprint

_SIZE = 16


class Derived:
    """A value that costs much to make: told apart by what it is made from, and made only where a page is rendered.

    It must be a function of `made_from` alone, which may be any value that has a fingerprint.
    """

    __slots__ = ("made_from", "make")

    def __init__(self, made_from: object, make: Callable[[], Any]) -> None:
        self.made_from, self.make = made_from, make


def fingerprint(value: object) -> Fingerprint:
    """The hash of a frozen value: dataclasses, tuples, mappings, text, HTML, numbers, days and times.

    Raises:
        TypeError: for a type whose values can't be told apart safely.

    """
    return of_bytes(_encode(value))


def of_bytes(data: bytes) -> Fingerprint:
    """The hash of a file's bytes."""
    return Fingerprint(blake2b(data, digest_size=_SIZE).hexdigest())


def _plainly(value: Any) -> Any:
    """What the encoder doesn't know, as something that it knows and that nothing else is written as."""
    if isinstance(value, Markup):
        return {"": str(value)}
    if isinstance(value, Derived):
        return {"": [value.made_from]}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no fingerprint is known for {type(value).__qualname__}")


_encode = msgspec.json.Encoder(enc_hook=_plainly).encode
