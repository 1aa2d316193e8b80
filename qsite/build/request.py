"""What a build is asked for, and what comes of it."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from qsite.moments import Moment
from qsite.problem import Problem

if TYPE_CHECKING:
    from qsite.pages.plan import Plan
    from qsite.site.site import Site
    from qsite.source.calendar_lock import Remembered
    from qsite.theme.theme import Theme

NO_SECONDS: Mapping[str, float] = MappingProxyType({})
Progress = Callable[[str, int, int], None]
"""Told what is being done, how many of it are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for. `now` is as it was written, on the site's clock where it has no offset; `clock` is aware."""

    site: Path
    output: Path
    clock: datetime
    now: Moment | None = None
    drafts: bool = False
    url: str | None = None
    strict: bool = False
    remember: bool = False
    """Whether what is published is kept in ``content/calendar.lock``: not of a build that is for a look."""
    workers: int = 1
    """How many processes at most; 0 chooses by the work there is."""
    cached: bool = True
    """Whether what earlier builds found out is used and kept."""
    closely: bool = False
    """Whether every page is looked at even where nothing that the site is made from has changed."""
    progress: Progress | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Planned:
    """Everything up to rendering."""

    site: "Site"
    theme: "Theme"
    plan: "Plan"
    remembered: "tuple[Remembered, ...]"
    next_change: datetime | None


@dataclass(frozen=True, slots=True)
class Remembering:
    """What became of ``content/calendar.lock``; `refused` is why it could not be written."""

    added: int = 0
    changed: bool = False
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Rendering:
    """A page that was rendered: where it is, why, from which template, and in how many seconds."""

    address: str
    reason: str
    template: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What happened; `usable` is whether there is a ``site.yaml`` to build with."""

    problems: tuple[Problem, ...]
    usable: bool = True
    now: datetime | None = None
    next_change: datetime | None = None
    pages: int = 0
    made: tuple[Rendering, ...] = ()
    written: tuple[str, ...] = ()
    unchanged: int = 0
    deleted: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=lambda: NO_SECONDS)
    published: bool = False
    remembering: Remembering = Remembering()
    planned: Planned | None = field(default=None, repr=False)

    @property
    def rendered(self) -> int:
        """How many pages were rendered."""
        return len(self.made)


class Stopwatch:
    """How long each stage took, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Times one stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start
