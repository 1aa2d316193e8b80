"""Time zones, from the `tzdata` package alone.

`zoneinfo` would ask the machine first, and two machines may know different rules for next year: the same files would
then give other bytes.
"""

import struct
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo


def _path(name: str) -> tuple[str, ...]:
    parts = tuple(name.split("/"))
    if not all(part.replace("_", "").replace("-", "").replace("+", "").isalnum() for part in parts):
        raise KeyError(name)
    return parts


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """The IANA name of every time zone."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name.

    Raises:
        KeyError: where there is none.

    """
    return ZoneInfo.from_file(BytesIO(_file(name)), key=name)


def posix_rule(name: str) -> str:
    """The rule of a zone from its last recorded change on, as POSIX's TZ variable has it (RFC 8536, 3.3).

    ``GMT0BST,M3.5.0/1,M10.5.0`` for Europe/London; no comma where the clocks no longer change.

    Raises:
        KeyError: where there is no such zone.

    """
    return _file(name).rstrip(b"\n").rpartition(b"\n")[2].decode("ascii")


def recorded_changes(name: str) -> tuple[int, ...]:
    """The changes that the file of a zone lists, in POSIX's seconds (RFC 8536, 3.2); its rule holds after the last.

    Raises:
        KeyError: where there is no such zone.

    """
    data = _file(name)
    universal, standard, leaps, times, types, chars = struct.unpack_from(">6L", data, 20)
    second = 44 + times * 5 + types * 6 + chars + leaps * 8 + standard + universal  # the block of 64-bit times
    (times,) = struct.unpack_from(">L", data, second + 32)
    return struct.unpack_from(f">{times}q", data, second + 44)


def _file(name: str) -> bytes:
    if name not in zone_names():
        raise KeyError(name)
    return files("tzdata.zoneinfo").joinpath(*_path(name)).read_bytes()
