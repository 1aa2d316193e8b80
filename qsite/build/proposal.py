"""What a site would be with one file more, or another one in its place: looked at before anything is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from qsite.build.check import looked
from qsite.build.prepare import reading_of
from qsite.build.request import Outcome, Request
from qsite.build.sources import sources
from qsite.source.files import Scan, SourceFile, role_of
from qsite.source.load import Loaded, Memory, NoMemory
from qsite.source.packed import pack
from qsite.source.parse import Reading, parse
from qsite.source.site_file import read_settings
from qsite.terms import Fingerprint

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Proposed:
    """A memory that knows of a file which is not there, beside all that another one knows."""

    file: SourceFile
    data: bytes
    how: Reading
    rest: Memory

    def recalled(
        self, site: Path, files: Iterable[SourceFile], reading: Fingerprint, read: Callable[[bytes], T]
    ) -> dict[str, T]:
        others = [file for file in files if file.path != self.file.path]
        found = self.rest.recalled(site, others, reading, read)
        return {**found, self.file.path: read(pack(parse(self.file, self.data, self.how)))}

    def remember(self, loaded: Iterable[tuple[SourceFile, Loaded]], reading: Fingerprint) -> None:
        self.rest.remember(loaded, reading)


def proposed(request: Request, path: str, data: bytes, memory: Memory | None = None) -> Outcome:
    """What the site is, as `look` tells, with a content file of these bytes at a path.

    Raises:
        ValueError: where no file of that name is content, or the settings can't be read.

    """
    role, why = role_of(path)
    settings, _ = read_settings(request.site)
    if role is None or settings is None:
        raise ValueError(why)
    given = sources(request)
    file = SourceFile(path, role, len(data))
    others = (one for one in given.found.files if one.path != path)
    files = tuple(sorted((*others, file), key=lambda one: one.path))
    given = replace(given, found=Scan(files, given.found.problems))
    return looked(request, given, _Proposed(file, data, reading_of(settings.settings), memory or NoMemory()))
