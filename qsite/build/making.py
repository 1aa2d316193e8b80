"""One page from plan to stage: made anew only where its template, its values or its file are not as recorded.

This is what workers do. A page's fingerprint is the hash of its template's whole text and of the very values
that the template is given, so that what is not made again could not have come out otherwise.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import Any

from qsite.build.cache import PageRecord
from qsite.build.stamps import current_hash
from qsite.fingerprint import fingerprint, of_bytes
from qsite.pages.page import Page
from qsite.problem import Problem
from qsite.render.render import Renderer, renderer
from qsite.source.files import Stamp
from qsite.terms import Fingerprint, OutputPath
from qsite.theme.theme import Theme

_SHORT = 12
"""How many characters of a value's fingerprint are kept, to say later which value changed."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a page: its fingerprint, `parts` to say what changes, `shown` bodies, and the hash of its file.

    `reason` is why it was rendered, empty where it was not; `staged` whether its file is another than before;
    `stamp` that of the file that is there, None where it must be looked at again.
    """

    page: Fingerprint
    parts: str
    shown: str
    hash: Fingerprint
    staged: bool = False
    reason: str = ""
    stamp: Stamp | None = None
    problem: Problem | None = None
    template: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Maker:
    """Makes one page by its number, here or in a worker that was forked with it."""

    pages: tuple[Page, ...]
    theme: Theme
    records: Mapping[OutputPath, PageRecord]
    output: Path
    stage: Path
    shown: set[str]
    """Notes the bodies that are written into values: `Plan.shown`."""
    edited: frozenset[str] | None = None
    """The files whose bodies alone are others than at the last build; None where more may be."""
    templates: dict[str, Fingerprint] = field(default_factory=dict)
    """The fingerprints of templates taken so far."""
    prints: dict[int, tuple[object, Fingerprint]] = field(default_factory=dict)
    """Those of values that pages share, by identity; each is kept, so that no other takes its place."""

    @cached_property
    def render(self) -> Renderer:
        """The renderer; made when the first page needs it."""
        return renderer(self.theme)

    def settled(self, number: int) -> Made | None:
        """A page that can't have changed since the last build, known without its values; None where it may have."""
        path = self.pages[number].path
        record = self.records.get(path)
        if self.edited is None or record is None or not self.edited.isdisjoint(record.shown.split("\n")):
            return None
        current, stamp = current_hash(self.output, path, record)
        return (
            Made(record.page, record.parts, record.shown, record.hash, stamp=stamp) if current == record.hash else None
        )

    def __call__(self, number: int) -> Made:
        """What becomes of a page."""
        began = perf_counter()
        page = self.pages[number]
        self.shown.clear()
        values = page.values
        shown = "\n".join(sorted(self.shown))
        parts = self._parts(page, values)
        own = fingerprint(parts)
        record = self.records.get(page.path)
        current, stamp = current_hash(self.output, page.path, record)
        told = _told(parts)
        reason = _reason(record, told, own, current)
        if not reason and record is not None:
            return Made(own, told, shown, record.hash, stamp=stamp, seconds=perf_counter() - began)
        data = self.render.of(page, values)
        if isinstance(data, Problem):
            return Made(own, told, shown, Fingerprint(""), problem=data)
        hash_ = of_bytes(data)
        if hash_ != current:
            stage_file(self.stage, number, data)
        return Made(
            own,
            told,
            shown,
            hash_,
            staged=hash_ != current,
            reason=reason,
            stamp=stamp,
            template=page.template,
            seconds=perf_counter() - began,
        )

    def reason(self, page: Page) -> str:
        """Why a page would have to be made, in words; empty where it would not."""
        parts = self._parts(page, page.values)
        record = self.records.get(page.path)
        current, _ = current_hash(self.output, page.path, record)
        return _reason(record, _told(parts), fingerprint(parts), current)

    def _parts(self, page: Page, values: Mapping[str, Any]) -> dict[str, Fingerprint]:
        """The fingerprints of a page's template and of each of its values."""
        found = {"template": self._template(page.template)}
        for name, value in values.items():
            found[f"`{name}`"] = self._shared(value) if value is page.offered[name] else fingerprint(value)
        return found

    def _shared(self, value: object) -> Fingerprint:
        """The fingerprint of a value that was there before its page was made, and that other pages may have too."""
        known = self.prints.get(id(value))
        if known is None:
            known = self.prints[id(value)] = value, fingerprint(value)
        return known[1]

    def _template(self, name: str) -> Fingerprint:
        if name not in self.templates:
            self.templates[name] = self.theme.fingerprint(name)
        return self.templates[name]


def stage_file(stage: Path, number: int, data: bytes) -> None:
    """Writes a file of the stage, named by the number of what it is."""
    handle = os.open(f"{stage}/{number}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
    finally:
        os.close(handle)


def _told(parts: Mapping[str, Fingerprint]) -> str:
    """The parts of a page as its record keeps them."""
    return " ".join(f"{name}:{value[:_SHORT]}" for name, value in parts.items())


def _reason(record: PageRecord | None, told: str, own: Fingerprint, current: Fingerprint | None) -> str:
    """Why a page must be rendered, in words; empty where it need not be."""
    if record is None:
        return "new"
    if record.page != own:
        before, now = (dict(pair.partition(":")[::2] for pair in one.split()) for one in (record.parts, told))
        changed = [name for name in now | before if now.get(name) != before.get(name)]
        return f"{', '.join(changed) or 'a value'} changed"
    if current is None:
        return "its file was gone"
    return "" if current == record.hash else "its file was changed"
