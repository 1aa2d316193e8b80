"""The file of the cache, ``.qsite/cache.db``: made, opened, and begun anew where it is of no use."""

import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

from qsite.terms import Fingerprint

FOLDER = ".qsite"
PICTURES = "pictures"
_NAME = "cache.db"
_FORMAT = 4
_WAIT = 2.0
"""Seconds that another build of the same site, into another folder, may hold the file."""

_TABLES = """
CREATE TABLE IF NOT EXISTS about (what TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, hash TEXT, reading TEXT,
    size INT, mtime INT, ctime INT, inode INT, seen INT, sum INT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS packed (path TEXT PRIMARY KEY, data BLOB, sum INT);
CREATE TABLE IF NOT EXISTS pages (output TEXT, path TEXT, page TEXT, parts TEXT, shown TEXT, hash TEXT,
    size INT, mtime INT, ctime INT, inode INT, seen INT, reason TEXT, sum INT, PRIMARY KEY (output, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS templates (hash TEXT PRIMARY KEY, told BLOB, sum INT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS builds (output TEXT, made_from TEXT, print TEXT, told BLOB, sum INT,
    PRIMARY KEY (output, made_from));
"""


def forget(site: Path) -> None:
    """Deletes the cache of a site."""
    for name in (_NAME, f"{_NAME}-journal"):
        (site / FOLDER / name).unlink(missing_ok=True)


def forget_all(site: Path) -> None:
    """Deletes the cache of a site, with the pictures that were made for it."""
    forget(site)
    shutil.rmtree(site / FOLDER / PICTURES, ignore_errors=True)


def connect(folder: Path, program: Fingerprint) -> tuple[sqlite3.Connection, Path | None]:
    """The database of a version of the program, with its folder; one in memory, without, where there can be none."""
    about = f"{_FORMAT} {program}"
    for again in (True, False):
        try:
            make_folder(folder)
            connection = sqlite3.connect(folder / _NAME, timeout=_WAIT, isolation_level=None)
        except (OSError, sqlite3.Error):
            break
        try:
            connection.executescript(f"PRAGMA synchronous=OFF;{_TABLES}")
            found = connection.execute("SELECT value FROM about WHERE what='program'").fetchone()
            if found is not None and found[0] != about:
                _empty(connection)
            connection.execute("INSERT OR REPLACE INTO about VALUES ('program', ?)", (about,))
        except sqlite3.Error as error:
            connection.close()
            if not is_damage(error):
                break
            with suppress(OSError):
                forget(folder.parent)
            if again:
                continue
            break
        else:
            return connection, folder
    return in_memory(), None


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is not what it should be, rather than locked, full or read-only.

    For tables that are others SQLite says no more than that it is an error; text that is none is found by Python alone.
    """
    code = getattr(error, "sqlite_errorcode", None)
    return not isinstance(error, sqlite3.OperationalError) or code in (None, sqlite3.SQLITE_ERROR)


def in_memory() -> sqlite3.Connection:
    """A database that nobody keeps."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(_TABLES)
    return connection


def make_folder(folder: Path) -> None:
    """Makes the folder of what may be deleted, which git is told to leave alone."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")


def _empty(connection: sqlite3.Connection) -> None:
    """Another version's tables may have other columns, so that they are made anew."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    connection.executescript("".join(f"DROP TABLE {name};" for name in names) + _TABLES)
