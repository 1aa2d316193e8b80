"""Keeps ``content/calendar.lock`` up to date: the one file among the content that a build writes."""

from collections.abc import Iterable
from pathlib import Path

from qsite.build.request import Remembering
from qsite.site.last_days import last_days
from qsite.site.site import Site
from qsite.source.calendar_lock import PATH, Remembered, lock_text


def remember(site: Site, folder: Path, before: Iterable[Remembered]) -> Remembering:
    """Writes what calendars hold once the site is published; a site that has no entry gets no file.

    What `before` has and the site has not is over, for `qsite.site.vanished` would have stopped the build.
    """
    entries = last_days(site)
    path = (folder / PATH).resolve()
    try:
        current = path.read_bytes() if path.exists() else b""
        text = lock_text(entries).encode("utf-8")
        if current.replace(b"\r\n", b"\n") == text or (not current and not entries):
            return Remembering()
        _replace(path, text)
    except OSError as error:
        return Remembering(refused=error.strerror or type(error).__name__)
    return Remembering(added=len(entries.keys() - {one.uid for one in before}), changed=True)


def _replace(path: Path, text: bytes) -> None:
    """Whoever reads the file meets the old one or the whole new one."""
    part = path.with_name(f".{path.name}.new")
    try:
        part.write_bytes(text)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
