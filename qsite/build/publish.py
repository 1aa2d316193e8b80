"""publish: brings the output folder to what is planned. The only stage that writes.

Everything that changes is staged in the output's own ``.qsite-stage/`` first; only when all of it is there are
the files moved into place, one by one, each whole. What qsite wrote once is remembered in
``.qsite-manifest`` and removed when nobody plans it any more; a file that it did not write is never touched.
"""

import fcntl
import json
import shutil
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qsite.fingerprint import of_bytes
from qsite.problem import Code, Problem
from qsite.terms import Fingerprint, OutputPath

MANIFEST, STAGE, LOCK = ".qsite-manifest", ".qsite-stage", ".qsite-lock"
_FORMAT = 1


class MachineError(Exception):
    """The machine does not let us: another build is running, no space, no permission."""


@dataclass(frozen=True, slots=True)
class Published:
    """What happened to the output folder."""

    written: tuple[OutputPath, ...]
    unchanged: int
    deleted: tuple[OutputPath, ...]
    problems: tuple[Problem, ...] = ()


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Holds the output folder for one build; the lock dies with its process.

    Raises:
        MachineError: if another build holds it.

    """
    output.mkdir(parents=True, exist_ok=True)
    with (output / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise MachineError(f"another build is writing to {output}; wait until it is done") from None
        yield


def publish(output: Path, files: Iterable[tuple[OutputPath, bytes]]) -> Published:
    """Writes what differs, keeps what does not, removes what is no longer planned.

    The caller holds `locked`. A file in the way that qsite did not write is a problem, and nothing is written.
    """
    stage = output / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    remembered = _read_manifest(output)
    planned: dict[OutputPath, Fingerprint] = {}
    staged: list[OutputPath] = []
    problems: list[Problem] = []
    try:
        for path, data in files:
            planned[path] = of_bytes(data)
            current = _current(output / path)
            if current == planned[path]:
                continue
            if problem := _in_the_way(output, path, current, remembered):
                problems.append(problem)
                continue
            _write(stage / path, data)
            staged.append(path)
        if problems:
            return Published((), 0, (), tuple(problems))
        deleted = sorted(path for path in remembered if path not in planned and (output / path).is_file())
        _commit(output, stage, staged, deleted, planned | {path: remembered[path] for path in deleted}, planned)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return Published(tuple(sorted(staged)), len(planned) - len(staged), tuple(deleted))


def _current(path: Path) -> Fingerprint | None:
    try:
        return of_bytes(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _in_the_way(
    output: Path, path: OutputPath, current: Fingerprint | None, remembered: Mapping[OutputPath, Fingerprint]
) -> Problem | None:
    """A file or a folder that qsite did not write, where one must go."""
    target = output / path
    foreign = path if target.is_dir() or (current is not None and path not in remembered) else None
    for parent in target.relative_to(output).parents:
        if str(parent) != "." and (output / parent).is_file() and OutputPath(parent.as_posix()) not in remembered:
            foreign = OutputPath(parent.as_posix())
    if foreign is None:
        return None
    message = f"{output.name}/{foreign} stands where a page must go, and qsite did not write it"
    return Problem(Code.FOREIGN_FILE, message, None, "move it away, or build into another folder with --output")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _commit(
    output: Path,
    stage: Path,
    staged: list[OutputPath],
    deleted: list[OutputPath],
    during: Mapping[OutputPath, str],
    after: Mapping[OutputPath, str],
) -> None:
    """Moves every staged file into place; Ctrl-C waits until it is done.

    The manifest names old and new files while they are moved, so that a kill leaves nothing that nobody may delete.
    """
    with _uninterrupted():
        _write_manifest(output, during)
        for path in deleted:
            (output / path).unlink(missing_ok=True)
        _remove_empty_folders(output, deleted)
        for path in staged:
            target = output / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (stage / path).replace(target)
        _write_manifest(output, after)


def _remove_empty_folders(output: Path, deleted: Iterable[OutputPath]) -> None:
    folders = {parent for path in deleted for parent in Path(path).parents if str(parent) != "."}
    for folder in sorted(folders, key=lambda one: -len(one.parts)):
        try:
            (output / folder).rmdir()
        except OSError:
            continue  # not empty: somebody else's file is in it


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Holds Ctrl-C back, and lets it through at the end."""
    caught: list[int] = []
    try:
        before = signal.signal(signal.SIGINT, lambda number, _: caught.append(number))
    except ValueError:  # not the main thread: Ctrl-C does not come here
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if caught:
        raise KeyboardInterrupt


def _read_manifest(output: Path) -> dict[OutputPath, Fingerprint]:
    """What qsite wrote here; nothing where the manifest is missing or can't be read."""
    try:
        found: Any = json.loads((output / MANIFEST).read_bytes())
        if found["format"] != _FORMAT:
            return {}
        return {
            OutputPath(path): Fingerprint(hash_) for path, hash_ in found["files"].items() if _is_below(output, path)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _is_below(output: Path, path: str) -> bool:
    """Whether a remembered path leads nowhere else: the manifest may have been changed by hand."""
    parts = path.split("/")
    return bool(path) and ".." not in parts and "" not in parts and not (output / path).parent.is_symlink()


def _write_manifest(output: Path, files: Mapping[OutputPath, str]) -> None:
    listed = {
        "about": "The files that qsite wrote here and may remove",
        "format": _FORMAT,
        "files": dict(sorted(files.items())),
    }
    temporary = output / f"{MANIFEST}.new"
    temporary.write_text(json.dumps(listed, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    temporary.replace(output / MANIFEST)
