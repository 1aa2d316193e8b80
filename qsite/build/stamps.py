"""When a file's stamp proves that it was not touched, so that its bytes need not be read to know them.

A stamp is size, time of last writing, time of last change and inode. Nobody can set the time of change, so equal stamps
mean equal bytes, except for a change within the same tick of the clock: a stamp as young as the look at it proves
nothing (git calls such files racy).
"""

import os
from pathlib import Path
from typing import Protocol

from qsite.fingerprint import of_bytes
from qsite.source.files import Stamp, stamp_of
from qsite.terms import Fingerprint, OutputPath

_FINE, _COARSE = 100_000_000, 2_500_000_000
"""How much older a stamp must be than the look at it, in ns: ticks are some ms long, 2 s on FAT."""


def clock_of(folder: Path) -> int:
    """What time it is for the file system of a folder, in ns; 0 where it can't be asked."""
    mark = folder / ".clock"
    try:
        mark.write_bytes(b"")
        os.utime(mark)
        return mark.stat().st_ctime_ns
    except OSError:
        return 0


def is_settled(stamp: Stamp, seen: int) -> bool:
    """Whether a stamp that was looked at when the clock said `seen` stands for one content alone."""
    _, mtime, ctime, _ = stamp
    margin = _FINE if seen % 1_000_000 else _COARSE
    return max(mtime, ctime) + margin < seen


class Recorded(Protocol):
    """What is known of a file: its hash, and its stamp when the clock said `seen`."""

    @property
    def hash(self) -> Fingerprint:
        """The hash of its bytes."""
        ...

    @property
    def stamp(self) -> Stamp:
        """Its stamp."""
        ...

    @property
    def seen(self) -> int:
        """When it was looked at, in ns."""
        ...


def current_hash(output: Path, path: OutputPath, record: Recorded | None) -> tuple[Fingerprint | None, Stamp | None]:
    """The hash of a file of the output, None where it is not there; read only where its stamp proves nothing.

    With it the stamp that the record should have from now on, None where it has it already.
    """
    try:
        stamp = stamp_of(os.stat(f"{output}/{path}"))  # noqa: PTH116 (thousands of files: pathlib is slow)
        if record is not None and record.stamp == stamp and is_settled(stamp, record.seen):
            return record.hash, None
        with open(f"{output}/{path}", "rb") as file:  # noqa: PTH123
            return of_bytes(file.read()), stamp
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None, None


__all__ = ["Stamp", "clock_of", "is_settled", "stamp_of"]
