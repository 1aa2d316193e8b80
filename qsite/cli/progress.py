"""How far a build is, on a terminal, where it takes long enough to wonder."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

from qsite.build.request import Progress

_PATIENCE = 0.5
"""Seconds before anything is shown."""


@contextmanager
def shown(stream: TextIO, *, quiet: bool) -> Iterator[Progress | None]:
    """Give what shows progress on a stream, and take its line away at the end; None where nobody would see it."""
    if quiet or not stream.isatty():
        yield None
        return
    begin, width = monotonic(), 0

    def progress(doing: str, done: int, total: int) -> None:
        nonlocal width
        if monotonic() - begin > _PATIENCE:
            line = f"{doing} {done:,} of {total:,}"
            stream.write(f"\r{line:<{width}}")
            stream.flush()
            width = len(line)

    try:
        yield progress
    finally:
        if width:
            stream.write(f"\r{'':<{width}}\r")
            stream.flush()
