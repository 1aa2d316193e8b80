"""What befalls a cache and an output folder between two builds: hypothesis chooses what."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from hypothesis import strategies as st

Damage = Callable[[Path, st.DataObject], None]
NOISE = bytes(range(256)) * 4


def _database(cache: Path) -> Path | None:
    return next(iter(sorted(cache.glob("*.db"))), None) if cache.is_dir() else None


def _somewhere(file: Path, data: st.DataObject, called: str) -> int:
    """A place in a file, drawn as a part of it: how long the file is may depend on the time."""
    return file.stat().st_size * data.draw(st.integers(0, 1000), called) // 1000


def gone(cache: Path, data: st.DataObject) -> None:
    shutil.rmtree(cache, ignore_errors=True)


def a_file_in_its_place(cache: Path, data: st.DataObject) -> None:
    gone(cache, data)
    cache.write_bytes(NOISE)


def truncated(cache: Path, data: st.DataObject) -> None:
    if database := _database(cache):
        os.truncate(database, _somewhere(database, data, "length"))


def noise(cache: Path, data: st.DataObject) -> None:
    if database := _database(cache):
        with database.open("r+b") as file:
            file.seek(_somewhere(database, data, "at"))
            file.write(NOISE)


def only_noise(cache: Path, data: st.DataObject) -> None:
    if database := _database(cache):
        database.write_bytes(NOISE)


def noise_in_its_journal(cache: Path, data: st.DataObject) -> None:
    if database := _database(cache):
        ending = data.draw(st.sampled_from(("-journal", "-wal", "-shm")), "ending")
        database.with_name(database.name + ending).write_bytes(NOISE)


def from_another_version(cache: Path, data: st.DataObject) -> None:
    _run(cache, "UPDATE about SET value='another'")


def with_another_versions_tables(cache: Path, data: st.DataObject) -> None:
    from_another_version(cache, data)
    for table in sorted(_tables(cache).keys() - {"about"}):
        _run(cache, f"DROP TABLE {table}")
        _run(cache, f"CREATE TABLE {table} (something TEXT)")


def without_a_table(cache: Path, data: st.DataObject) -> None:
    if tables := _tables(cache):
        table = data.draw(st.sampled_from(sorted(tables)), "table")
        _run(cache, f"DROP TABLE {table}")


def with_a_row_spoilt(cache: Path, data: st.DataObject) -> None:
    table, column = _column(cache, data)
    if table:
        value = data.draw(
            st.sampled_from(("NULL", "'noise'", "x'00ff'", "CAST(x'00ff' AS TEXT)", "0", "9999999999999")), "value"
        )
        key = _tables(cache)[table][0]
        _run(cache, f"UPDATE {table} SET {column}={value} WHERE {key} IN (SELECT {key} FROM {table} LIMIT 2)")


def with_rows_swapped(cache: Path, data: st.DataObject) -> None:
    """A column's values each belong to the next row."""
    table, column = _column(cache, data)
    if table:
        order = f"SELECT rowid, {column} FROM {table} ORDER BY rowid"
        with suppress(sqlite3.Error), closing(sqlite3.connect(cache / _name(cache))) as connection, connection:
            rows = connection.execute(order).fetchall()
            moved = [(value, row[0]) for row, value in zip(rows, [one[1] for one in rows[1:] + rows[:1]], strict=True)]
            connection.executemany(f"UPDATE {table} SET {column}=? WHERE rowid=?", moved)


def a_kept_picture_harmed(cache: Path, data: st.DataObject) -> None:
    """Noise in a picture, or one under the name of another."""
    kept = sorted((cache / "pictures").glob("*")) if cache.is_dir() else []
    if kept:
        path, other = (data.draw(st.sampled_from(kept), "picture") for _ in range(2))
        path.write_bytes(data.draw(st.sampled_from((b"", NOISE, other.read_bytes(), path.read_bytes() + b"0"))))


def _name(cache: Path) -> str:
    database = _database(cache)
    return database.name if database else ""


def _tables(cache: Path) -> dict[str, list[str]]:
    """The tables of the cache and their columns; none where it is no database."""
    if not (name := _name(cache)):
        return {}
    with suppress(sqlite3.Error), closing(sqlite3.connect(cache / name)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            for table in tables
            if not table.startswith("sqlite_")
        }
    return {}


def _column(cache: Path, data: st.DataObject) -> tuple[str, str]:
    found = [(table, column) for table, columns in sorted(_tables(cache).items()) for column in columns]
    return data.draw(st.sampled_from(found), "column") if found else ("", "")


def _run(cache: Path, statement: str) -> None:
    if name := _name(cache):
        with suppress(sqlite3.Error), closing(sqlite3.connect(cache / name)) as connection, connection:
            connection.execute(statement)


CACHE_DAMAGES: tuple[Damage, ...] = (
    gone,
    a_file_in_its_place,
    truncated,
    noise,
    only_noise,
    noise_in_its_journal,
    from_another_version,
    with_another_versions_tables,
    without_a_table,
    with_a_row_spoilt,
    with_rows_swapped,
    a_kept_picture_harmed,
)


def deleted(file: Path) -> None:
    file.unlink()


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def edited(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"more")


def edited_unseen(file: Path) -> None:
    """Another byte, with the same size and the same time of writing."""
    stamp, text = file.stat(), bytearray(file.read_bytes() or b"-")
    text[len(text) // 2] ^= 1
    file.write_bytes(text)
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))


def replaced_unseen(file: Path) -> None:
    """The same in another file of that name."""
    other = file.with_name(".other")
    shutil.copy2(file, other)
    edited_unseen(other)
    other.replace(file)


def touched(file: Path) -> None:
    os.utime(file)


FILE_DAMAGES: tuple[Callable[[Path], None], ...] = (
    deleted,
    emptied,
    edited,
    edited_unseen,
    replaced_unseen,
    touched,
)
