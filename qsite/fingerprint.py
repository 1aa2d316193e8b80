"""The hash of a value: equal exactly when the values are, in every process and on every machine.

Only types that are known are hashed; an unknown one raises, for a wrong answer here is a stale page.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from hashlib import blake2b
from typing import Any

from qsite.terms import Fingerprint

_SIZE = 16


def fingerprint(value: object) -> Fingerprint:
    """The hash of a frozen value.

    Raises:
        TypeError: for a type whose values can't be told apart safely.

    """
    hasher = blake2b(digest_size=_SIZE)
    _feed(hasher.update, value)
    return Fingerprint(hasher.hexdigest())


def of_bytes(data: bytes) -> Fingerprint:
    """The hash of a file's bytes."""
    return Fingerprint(blake2b(data, digest_size=_SIZE).hexdigest())


def _feed(update: Any, value: object) -> None:  # noqa: C901, PLR0912 (a case for each type, and no more)
    """Hands a value on with its type and its length before it, so that no two values give the same bytes."""
    match value:
        case None:
            update(b"n;")
        case Enum():
            _feed(update, (type(value).__qualname__, value.name))
        case bool():
            update(b"t;" if value else b"f;")
        case str():
            data = value.encode("utf-8", "surrogatepass")
            update(b"s%d;" % len(data) + data)
        case bytes():
            update(b"b%d;" % len(value) + value)
        case int():
            update(b"i%d;" % value)
        case float():
            update(b"d%s;" % value.hex().encode())
        case datetime() | date() | time():
            zone = getattr(getattr(value, "tzinfo", None), "key", "")
            _feed(update, (type(value).__name__, value.isoformat(), zone))
        case tuple() | list():
            update(b"l%d;" % len(value))
            for item in value:
                _feed(update, item)
        case Mapping():
            update(b"m%d;" % len(value))
            for key, item in value.items():
                _feed(update, key)
                _feed(update, item)
        case _ if is_dataclass(value) and not isinstance(value, type):
            update(b"c%s;" % type(value).__qualname__.encode())
            for one in fields(value):
                _feed(update, getattr(value, one.name))
        case _:
            raise TypeError(f"no fingerprint is known for {type(value).__qualname__}")
