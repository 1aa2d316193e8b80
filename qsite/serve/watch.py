"""Which files of a site were touched, told once a burst of changes is over; what they hold now is for others to find out."""

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from qsite.serve.contents import ALL, Touched
from qsite.source.files import is_scratch

_COMPLETE, _UNSURE = 0.008, 0.05
"""How long nothing more must come, in seconds: after a file was closed or moved into place, and after anything else."""
_LONGEST = 0.4
"""A burst is told after so many seconds even where it goes on."""
_POLL = 0.5
_FOLDERS = ("content", "templates")
_CHANGES = frozenset({"created", "modified", "moved", "deleted", "closed"})

_Seen = tuple[str, bool]
"""A path (empty: any may have changed), and whether its file is complete."""


class Watcher:
    """Watches a site's folder, from `start` to `stop`. A class because of its threads."""

    def __init__(self, site: Path, tell: Callable[[Touched], None]) -> None:
        self._site, self._tell = site.resolve(), tell
        self._seen: queue.SimpleQueue[_Seen | None] = queue.SimpleQueue()
        self._handler = _Handler(self._site, self._seen.put, self._follow)
        self._watches: dict[str, ObservedWatch] = {}
        self._observer: BaseObserver | None = None
        self._thread = threading.Thread(target=self._gather, name="gather", daemon=True)

    def start(self) -> str:
        """Begins; gives in words why files are looked at every now and then instead of watched, where that is so."""
        told = ""
        try:
            self._begin(Observer())
        except OSError as error:
            self._begin(PollingObserver(timeout=_POLL))
            told = f"Files can't be watched ({error.strerror or error}), so they are looked at every half second."
        logging.getLogger("watchdog").addHandler(_Lost(self._seen.put))
        self._thread.start()
        return told

    def stop(self) -> None:
        """Ends; nothing is told any more."""
        if self._observer is not None:
            self._observer.stop()
        self._seen.put(None)

    def _begin(self, observer: BaseObserver) -> None:
        self._observer, self._watches = observer, {}
        observer.start()
        try:
            observer.schedule(self._handler, str(self._site), recursive=False)
            for folder in _FOLDERS:
                self._follow(folder)
        except OSError:
            observer.stop()
            raise

    def _follow(self, folder: str) -> None:
        """Watches a folder of the site and all in it; again where it was taken away and came back."""
        path = self._site / folder
        if self._observer is None or folder not in _FOLDERS:
            return
        if (old := self._watches.pop(folder, None)) is not None:
            with suppress(KeyError, OSError):
                self._observer.unschedule(old)
        if path.is_dir():
            with suppress(FileNotFoundError):
                self._watches[folder] = self._observer.schedule(self._handler, str(path), recursive=True)

    def _gather(self) -> None:
        while (first := self._seen.get()) is not None:
            touched = dict(self._burst(first))
            if touched:
                paths = frozenset(touched)
                self._tell(ALL if "" in paths else Touched(paths))

    def _burst(self, first: _Seen) -> Iterator[_Seen]:
        """All that comes until it is quiet."""
        seen, last = dict([first]), monotonic() + _LONGEST
        while (now := monotonic()) < last:
            wait = _COMPLETE if all(seen.values()) else _UNSURE
            try:
                more = self._seen.get(timeout=min(wait, last - now))
            except queue.Empty:
                break
            if more is None:
                self._seen.put(None)
                break
            seen[more[0]] = more[1]
        yield from seen.items()


class _Handler(FileSystemEventHandler):
    """Turns what the system says into paths of the site."""

    def __init__(self, site: Path, see: Callable[[_Seen], None], follow: Callable[[str], None]) -> None:
        self._site, self._see, self._follow = site, see, follow

    def on_any_event(self, event: FileSystemEvent) -> None:
        """One change, of a file or a folder."""
        if event.event_type not in _CHANGES or (event.is_directory and event.event_type == "modified"):
            return
        for written in (event.src_path, event.dest_path):
            path = self._relative(written)
            if not path or any(is_scratch(part) for part in path.split("/")):
                continue
            if event.is_directory:
                if path in _FOLDERS:
                    self._follow(path)
                if path.startswith(_FOLDERS):
                    self._see(("", False))
            elif "/" in path or path.startswith("site.y"):
                self._see((path, event.event_type in ("closed", "moved")))

    def _relative(self, written: bytes | str) -> str:
        text = written.decode("utf-8", "surrogateescape") if isinstance(written, bytes) else written
        try:
            return Path(text).relative_to(self._site).as_posix() if text else ""
        except ValueError:
            return ""


class _Lost(logging.Handler):
    """The library says in its log alone that changes were lost: then any file may have changed."""

    def __init__(self, see: Callable[[_Seen], None]) -> None:
        super().__init__(logging.WARNING)
        self._see = see

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 (whatever it was)
        """Something was lost."""
        self._see(("", False))
