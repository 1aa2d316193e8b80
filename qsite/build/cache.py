"""What earlier builds found out: only what can be made again, so that losing it costs time and nothing else.

A SQLite file, ``.qsite/cache.db``. A file's documents lie under the hash of its bytes and of the settings that touch
them; a page's record under its output path. It belongs to one version of the program; any doubt (another version,
a database that can't be read, a row whose check sum is wrong) means that there is nothing to remember.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zlib import crc32

import msgspec

from qsite.build.cache_file import FOLDER, connect, forget, in_memory, is_damage
from qsite.build.stamps import Stamp, clock_of, is_settled
from qsite.fingerprint import of_bytes
from qsite.source.files import SourceFile
from qsite.source.packing import Unpackable
from qsite.terms import Fingerprint, OutputPath
from qsite.theme.analysis import Analysis

if TYPE_CHECKING:
    from qsite.source.load import Loaded

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What a file of the output was made from, its `hash`, and its stamp then.

    `page` is a fingerprint, `parts` has one for each value, `shown` names the files whose bodies are in it.
    """

    page: Fingerprint
    parts: str
    shown: str
    hash: Fingerprint
    stamp: Stamp
    seen: int
    reason: str = ""
    """Why it was rendered when it was rendered last."""


@contextmanager
def open_cache(site: Path, program: Fingerprint, *, kept: bool = True) -> Iterator["Cache"]:
    """The cache of a site for this version of the program; an empty one in memory where none is to be kept or can be."""
    connection, folder = connect(site / FOLDER, program) if kept else (in_memory(), None)
    cache = Cache(connection, folder, program, clock_of(folder) if folder else 0)
    try:
        yield cache
    finally:
        cache.connection.close()


@dataclass
class Cache:
    """An open cache. A class because of the connection; `clock` is the time by the file system's own clock, in ns."""

    connection: sqlite3.Connection
    folder: Path | None
    program: Fingerprint
    clock: int
    begun: int = 0
    """How many times it was found damaged and begun anew."""

    def hashes(self, site: Path, files: Iterable[SourceFile]) -> dict[str, tuple[Fingerprint, str]]:
        """The hash of each file that is as it was, with how it was read; of others, nothing.

        A file whose stamp proves nothing is read; where its bytes are as they were, its stamp is kept anew.
        """
        wanted = {file.path: file for file in files}
        found: dict[str, tuple[Fingerprint, str]] = {}
        again: list[tuple[object, ...]] = []
        for path, hash_, how, size, mtime, ctime, inode, seen in self._sound("SELECT * FROM files"):
            file = wanted.get(path)
            if file is None:
                continue
            if file.stamp != (size, mtime, ctime, inode) or not is_settled(file.stamp, seen):
                if _hash_of(site / file.path) != hash_:
                    continue
                again.append(_summed(file.path, hash_, how, *file.stamp, self.clock))
            found[file.path] = Fingerprint(hash_), how
        if again:
            with self._change() as change:
                change.append((_FILE_ROW, again))
        return found

    def recalled(
        self, site: Path, files: Iterable[SourceFile], reading: Fingerprint, read: Callable[[bytes], T]
    ) -> dict[str, T]:
        """What is known of files whose bytes are as they were, by path; what is known of others is forgotten."""
        same = self.hashes(site, files)
        found: dict[str, T] = {}
        stale: list[tuple[str]] = []
        try:
            for path, packed, total in self.connection.execute("SELECT path, data, sum FROM packed"):
                hash_, how = same.get(path, ("", ""))
                try:
                    if how != reading or _sum(path, hash_, how, packed) != total:
                        raise Unpackable(path)
                    found[path] = read(packed)
                except (Unpackable, TypeError, AttributeError):
                    stale.append((path,))
        except sqlite3.Error as error:
            self._met(error)
            return {}
        if stale:
            with self._change() as change:
                change.append(("DELETE FROM packed WHERE path=?", stale))
                change.append(("DELETE FROM files WHERE path=?", stale))
        return found

    def remember(self, loaded: "Iterable[tuple[SourceFile, Loaded]]", reading: Fingerprint) -> None:
        """Keeps what was made of files."""
        kept = [(file, one) for file, one in loaded if one.hash]
        if not kept:
            return
        with self._change() as change:
            rows = (_summed(file.path, one.hash, reading, *file.stamp, self.clock) for file, one in kept)
            change.append((_FILE_ROW, list(rows)))
            packed = ((f.path, o.packed, _sum(f.path, o.hash, reading, o.packed)) for f, o in kept)
            change.append(("INSERT OR REPLACE INTO packed VALUES (?,?,?)", list(packed)))

    def pages(self, output: str) -> dict[OutputPath, PageRecord]:
        """What the files of an output folder were made from."""
        asked = "SELECT * FROM pages WHERE output=?"
        return {
            OutputPath(path): PageRecord(
                Fingerprint(page), parts, shown, Fingerprint(hash_), (size, mtime, ctime, inode), seen, reason
            )
            for _, path, page, parts, shown, hash_, size, mtime, ctime, inode, seen, reason in self._sound(
                asked, output
            )
        }

    def remember_pages(
        self,
        output: str,
        changed: Mapping[OutputPath, PageRecord],
        gone: Iterable[OutputPath],
        known: Mapping[OutputPath, PageRecord],
    ) -> None:
        """Keeps what files were made from; `known` were kept before, and are kept again where the cache began anew."""
        before = self.begun
        with self._change() as change:
            change.append(("DELETE FROM pages WHERE output=? AND path=?", [(output, path) for path in gone]))
            change.append((_PAGE_ROW, _page_rows(output, changed)))
        if self.begun != before:
            with self._change() as change:
                change.append((_PAGE_ROW, _page_rows(output, {**known, **changed})))

    def analyses(self) -> dict[Fingerprint, Analysis]:
        """What Jinja said of templates' texts, by their hash."""
        found = {}
        for hash_, told in self._sound("SELECT * FROM templates"):
            refers, asks, assets, error, line = msgspec.msgpack.decode(told)
            found[Fingerprint(hash_)] = Analysis(tuple(refers), tuple(asks), tuple(assets), error, line)
        return found

    def remember_analyses(self, known: Mapping[Fingerprint, Analysis], now: Mapping[Fingerprint, Analysis]) -> None:
        """Keeps the analyses of the templates there are now, where they are not those that are known."""
        if known.keys() == now.keys():
            return
        packed = ((h, msgspec.msgpack.encode((a.refers, a.asks, a.assets, a.error, a.line))) for h, a in now.items())
        with self._change() as change:
            change.append(("DELETE FROM templates", [()]))
            change.append(("INSERT OR REPLACE INTO templates VALUES (?,?,?)", [_summed(*one) for one in packed]))

    def last_build(self, output: str, made_from: str) -> tuple[str, bytes] | None:
        """The fingerprint of what an output folder was last made from ("inputs", "faces"), and what was told of it."""
        asked = "SELECT * FROM builds WHERE output=? AND made_from=?"
        return next(((found, told) for _, _, found, told in self._sound(asked, output, made_from)), None)

    def forget_build(self, output: str) -> None:
        """Forgets what was told of an output folder, before it is changed."""
        with self._change() as change:
            change.append(("DELETE FROM builds WHERE output=?", [(output,)]))

    def remember_build(self, output: str, made_from: str, found: str, told: bytes) -> None:
        """Keeps the fingerprint of what a build was made from, and what it told."""
        with self._change() as change:
            row = _summed(output, made_from, found, told)
            change.append(("INSERT OR REPLACE INTO builds VALUES (?,?,?,?,?)", [row]))

    def _rows(self, asked: str, *values: str) -> list[tuple[Any, ...]]:
        """What a question gives: all of it, or nothing."""
        try:
            return self.connection.execute(asked, values).fetchall()
        except sqlite3.Error as error:
            self._met(error)
            return []

    def _sound(self, asked: str, *values: str) -> Iterator[tuple[Any, ...]]:
        """The rows whose check sum is right, without it: a wrong one could have anything in it."""
        return (row[:-1] for row in self._rows(asked, *values) if crc32(_encode(row[:-1])) == row[-1])

    def _met(self, error: sqlite3.Error) -> None:
        """Begins anew where the file is damaged; not where it is locked, full or read-only."""
        if is_damage(error):
            self._begin_anew()

    @contextmanager
    def _change(self) -> Iterator["_Statements"]:
        """A transaction; one that the machine does not let us make is left out, for a cache may lack anything."""
        asked: _Statements = []
        yield asked
        if not self._made(asked):
            self._begin_anew()
            self._made(asked)

    def _made(self, asked: "_Statements") -> bool:
        """Whether the file could be written as a database, even if this change was refused."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            for statement, rows in asked:
                self.connection.executemany(statement, rows)
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            return not is_damage(error)
        return True

    def _begin_anew(self) -> None:
        """An empty cache in place of one that is damaged."""
        self.begun += 1
        self.connection.close()
        if self.folder is not None:
            with suppress(OSError):
                forget(self.folder.parent)
            self.connection, self.folder = connect(self.folder, self.program)
        else:
            self.connection = in_memory()


_Statements = list[tuple[str, Sequence[tuple[object, ...]]]]
"""SQL, each with the values of every time that it is to be run."""


_FILE_ROW = "INSERT OR REPLACE INTO files VALUES (?,?,?,?,?,?,?,?,?)"
_PAGE_ROW = "INSERT OR REPLACE INTO pages VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
_encode = msgspec.msgpack.Encoder().encode


def _page_rows(output: str, records: Mapping[OutputPath, PageRecord]) -> list[tuple[object, ...]]:
    return [
        _summed(output, path, o.page, o.parts, o.shown, o.hash, *o.stamp, o.seen, o.reason)
        for path, o in records.items()
    ]


def _summed(*values: object) -> tuple[object, ...]:
    """A row with its check sum behind it."""
    return *values, crc32(_encode(values))


def _sum(path: str, hash_: str, reading: str, packed: bytes) -> int:
    """The check sum of a row."""
    return crc32(packed, crc32(f"{path} {hash_} {reading}".encode()))


def _hash_of(path: Path) -> Fingerprint | None:
    try:
        return of_bytes(path.read_bytes())
    except OSError:
        return None
