"""What earlier builds found out: only what can be made again, so that losing it costs time and nothing else.

A SQLite file, ``.qsite/cache.db``. A file's documents lie under the hash of its bytes and of the settings that touch
them; a page's record under its output path. It belongs to one version of the program; any doubt (another version,
a database that can't be read, a row whose check sum is wrong) means that there is nothing to remember.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import msgspec

from qsite.build.stamps import Stamp, clock_of, is_settled
from qsite.fingerprint import of_bytes
from qsite.source.files import SourceFile
from qsite.source.load import Loaded
from qsite.source.packing import Unpackable
from qsite.terms import Fingerprint, OutputPath
from qsite.theme.analysis import Analysis

FOLDER = ".qsite"
_NAME = "cache.db"
_FORMAT = 1
_WAIT = 2.0
"""Seconds that another build of the same site, into another folder, may hold the file."""

_TABLES = """
CREATE TABLE IF NOT EXISTS about (what TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, hash TEXT, reading TEXT,
    size INT, mtime INT, ctime INT, inode INT, seen INT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS packed (path TEXT PRIMARY KEY, data BLOB, sum INT);
CREATE TABLE IF NOT EXISTS pages (output TEXT, path TEXT, page TEXT, parts TEXT, hash TEXT,
    size INT, mtime INT, ctime INT, inode INT, seen INT, PRIMARY KEY (output, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS templates (hash TEXT PRIMARY KEY, told BLOB, sum INT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS builds (output TEXT PRIMARY KEY, inputs TEXT, told BLOB, sum INT);
"""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What a file of the output was made from (`page`, with `parts` for each value), its `hash`, and its stamp then."""

    page: Fingerprint
    parts: str
    hash: Fingerprint
    stamp: Stamp
    seen: int


@contextmanager
def open_cache(site: Path, program: Fingerprint, *, kept: bool = True) -> Iterator["Cache"]:
    """The cache of a site for this version of the program; an empty one in memory where none is to be kept or can be."""
    connection, folder = _connect(site / FOLDER, program) if kept else (_in_memory(), None)
    try:
        yield Cache(connection, folder, clock_of(folder) if folder else 0)
    finally:
        connection.close()


def forget(site: Path) -> None:
    """Deletes the cache of a site."""
    for name in (_NAME, f"{_NAME}-journal"):
        (site / FOLDER / name).unlink(missing_ok=True)


def _connect(folder: Path, program: Fingerprint) -> tuple[sqlite3.Connection, Path | None]:
    about = f"{_FORMAT} {program}"
    for again in (True, False):
        try:
            _make(folder)
            connection = sqlite3.connect(folder / _NAME, timeout=_WAIT, isolation_level=None)
        except (OSError, sqlite3.Error):
            break
        try:
            connection.executescript(f"PRAGMA synchronous=OFF;{_TABLES}")
            found = connection.execute("SELECT value FROM about WHERE what='program'").fetchone()
            if found is not None and found[0] != about:
                _empty(connection)
            connection.execute("INSERT OR REPLACE INTO about VALUES ('program', ?)", (about,))
        except sqlite3.OperationalError:
            connection.close()
            break  # locked, full, or read-only
        except sqlite3.DatabaseError:
            connection.close()
            with suppress(OSError):
                forget(folder.parent)
            if again:
                continue
            break
        else:
            return connection, folder
    return _in_memory(), None


def _in_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(_TABLES)
    return connection


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")


def _empty(connection: sqlite3.Connection) -> None:
    connection.executescript(
        "DELETE FROM files; DELETE FROM packed; DELETE FROM pages; DELETE FROM templates; DELETE FROM builds;"
    )


@dataclass(frozen=True)
class Cache:
    """An open cache. A class because of the connection; `clock` is the time by the file system's own clock, in ns."""

    connection: sqlite3.Connection
    folder: Path | None
    clock: int

    def hashes(self, site: Path, files: Iterable[SourceFile]) -> dict[str, tuple[Fingerprint, str]]:
        """The hash of each file that is as it was, with how it was read; of others, nothing.

        A file whose stamp proves nothing is read; where its bytes are as they were, its stamp is kept anew.
        """
        wanted = {file.path: file for file in files}
        found: dict[str, tuple[Fingerprint, str]] = {}
        stamps: list[tuple[int, int, int, int, int, str]] = []
        for path, hash_, how, size, mtime, ctime, inode, seen in self._rows("SELECT * FROM files"):
            file = wanted.get(path)
            if file is None:
                continue
            if file.stamp != (size, mtime, ctime, inode) or not is_settled(file.stamp, seen):
                if _hash_of(site / file.path) != hash_:
                    continue
                stamps.append((*file.stamp, self.clock, file.path))
            found[file.path] = Fingerprint(hash_), how
        if stamps:
            with self._change() as change:
                change.executemany("UPDATE files SET size=?, mtime=?, ctime=?, inode=?, seen=? WHERE path=?", stamps)
        return found

    def recalled(
        self, site: Path, files: Iterable[SourceFile], reading: Fingerprint, read: Callable[[bytes], T]
    ) -> dict[str, T]:
        """What is known of files whose bytes are as they were, by path; what is known of others is forgotten."""
        same = self.hashes(site, files)
        found: dict[str, T] = {}
        stale: list[tuple[str]] = []
        for path, packed, total in self._rows("SELECT path, data, sum FROM packed"):
            hash_, how = same.get(path, ("", ""))
            try:
                if how != reading or _sum(path, hash_, how, packed) != total:
                    raise Unpackable(path)
                found[path] = read(packed)
            except (Unpackable, TypeError, AttributeError):
                stale.append((path,))
        if stale:
            with self._change() as change:
                change.executemany("DELETE FROM packed WHERE path=?", stale)
                change.executemany("DELETE FROM files WHERE path=?", stale)
        return found

    def remember(self, loaded: Iterable[tuple[SourceFile, Loaded]], reading: Fingerprint) -> None:
        """Keeps what was made of files."""
        kept = [(file, one) for file, one in loaded if one.hash]
        if not kept:
            return
        with self._change() as change:
            rows = ((file.path, one.hash, reading, *file.stamp, self.clock) for file, one in kept)
            change.executemany("INSERT OR REPLACE INTO files VALUES (?,?,?,?,?,?,?,?)", rows)
            packed = ((f.path, o.packed, _sum(f.path, o.hash, reading, o.packed)) for f, o in kept)
            change.executemany("INSERT OR REPLACE INTO packed VALUES (?,?,?)", packed)

    def pages(self, output: str) -> dict[OutputPath, PageRecord]:
        """What the files of an output folder were made from."""
        asked = "SELECT path, page, parts, hash, size, mtime, ctime, inode, seen FROM pages WHERE output=?"
        return {
            OutputPath(path): PageRecord(
                Fingerprint(page), parts, Fingerprint(hash_), (size, mtime, ctime, inode), seen
            )
            for path, page, parts, hash_, size, mtime, ctime, inode, seen in self._rows(asked, output)
        }

    def remember_pages(self, output: str, changed: Mapping[OutputPath, PageRecord], gone: Iterable[OutputPath]) -> None:
        """Keeps what files were made from."""
        rows = ((output, path, o.page, o.parts, o.hash, *o.stamp, o.seen) for path, o in changed.items())
        with self._change() as change:
            change.executemany("DELETE FROM pages WHERE output=? AND path=?", ((output, path) for path in gone))
            change.executemany("INSERT OR REPLACE INTO pages VALUES (?,?,?,?,?,?,?,?,?,?)", rows)

    def analyses(self) -> dict[Fingerprint, Analysis]:
        """What Jinja said of templates' texts, by their hash."""
        found = {}
        for hash_, told, total in self._rows("SELECT * FROM templates"):
            with suppress(msgspec.DecodeError, TypeError, ValueError):
                if crc32(told + hash_.encode()) == total:
                    refers, asks, error, line = msgspec.msgpack.decode(told)
                    found[Fingerprint(hash_)] = Analysis(tuple(refers), tuple(asks), error, line)
        return found

    def remember_analyses(self, known: Mapping[Fingerprint, Analysis], now: Mapping[Fingerprint, Analysis]) -> None:
        """Keeps the analyses of the templates there are now, where they are not those that are known."""
        if known.keys() == now.keys():
            return
        packed = ((h, msgspec.msgpack.encode((a.refers, a.asks, a.error, a.line))) for h, a in now.items())
        with self._change() as change:
            change.execute("DELETE FROM templates")
            rows = ((h, told, crc32(told + h.encode())) for h, told in packed)
            change.executemany("INSERT OR REPLACE INTO templates VALUES (?,?,?)", rows)

    def last_build(self, output: str) -> tuple[str, bytes] | None:
        """From which inputs an output folder was last made, and what was told of it."""
        for inputs, told, total in self._rows("SELECT inputs, told, sum FROM builds WHERE output=?", output):
            if isinstance(told, bytes) and crc32(told + str(inputs).encode()) == total:
                return str(inputs), told
        return None

    def forget_build(self, output: str) -> None:
        """Forgets what was told of an output folder, before it is changed."""
        with self._change() as change:
            change.execute("DELETE FROM builds WHERE output=?", (output,))

    def remember_build(self, output: str, inputs: str, told: bytes) -> None:
        """Keeps what a build was made from and told."""
        with self._change() as change:
            total = crc32(told + inputs.encode())
            change.execute("INSERT OR REPLACE INTO builds VALUES (?,?,?,?)", (output, inputs, told, total))

    def _rows(self, asked: str, *values: str) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self.connection.execute(asked, values)
        except sqlite3.Error:
            return

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Cursor]:
        """A transaction; one that the machine does not let us make is left out, for a cache may lack anything."""
        with suppress(sqlite3.Error):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection.cursor()
                self.connection.execute("COMMIT")
            except sqlite3.Error:
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")


def _sum(path: str, hash_: str, reading: str, packed: bytes) -> int:
    """The check sum of a row."""
    return crc32(packed, crc32(f"{path} {hash_} {reading}".encode()))


def _hash_of(path: Path) -> Fingerprint | None:
    try:
        return of_bytes(path.read_bytes())
    except OSError:
        return None
