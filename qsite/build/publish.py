"""publish: brings the output folder to what is planned. The only stage that writes there.

Everything that changes is staged in the output's own ``.qsite-stage/`` first; only when all of it is there are
the files moved into place, one by one, each whole. What qsite wrote once is remembered in
``.qsite-manifest`` and removed when nobody plans it any more; a file that it did not write is never touched.
"""

import fcntl
import json
import os
import shutil
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qsite.fingerprint import of_bytes
from qsite.problem import Code, Problem
from qsite.terms import Fingerprint, OutputPath

MANIFEST, STAGE, LOCK = ".qsite-manifest", ".qsite-stage", ".qsite-lock"
_FORMATS = (1, 2)


class MachineError(Exception):
    """The machine does not let us: another build is running, no space, no permission."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that the output is to have; `staged` is its name in the stage, empty where the output has it already."""

    path: OutputPath
    staged: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """What happened to the output folder."""

    written: tuple[OutputPath, ...] = ()
    unchanged: int = 0
    deleted: tuple[OutputPath, ...] = ()
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


@contextmanager
def staging(output: Path) -> Iterator[Path]:
    """An empty folder for what will be moved into the output; what a killed build left there is removed."""
    stage = output / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir()
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def publish(output: Path, stage: Path, wanted: Sequence[Wanted]) -> Published:
    """Moves in what is staged, keeps what is there, removes what is no longer wanted.

    The caller holds `locked`. A file in the way that qsite did not write is a problem, and nothing is written.
    """
    remembered = written_before(output)
    planned = {one.path for one in wanted}
    staged = [one for one in wanted if one.staged]
    problems = _in_the_way(output, staged, remembered)
    if problems:
        return Published(problems=tuple(problems))
    deleted = sorted(path for path in remembered - planned if os.path.isfile(output / path))  # noqa: PTH113 (thousands)
    if staged or deleted or planned != remembered:
        _commit(output, stage, staged, deleted, planned, remembered)
    return Published(tuple(sorted(one.path for one in staged)), len(planned) - len(staged), tuple(deleted))


def _in_the_way(output: Path, staged: Iterable[Wanted], remembered: frozenset[OutputPath]) -> list[Problem]:
    """Files and folders that qsite did not write, where one must go."""
    found = []
    clear: set[str] = set()
    for one in staged:
        parents = one.path.split("/")[:-1]
        above = ["/".join(parents[: n + 1]) for n in range(len(parents))]
        foreign = [path for path in above if path not in clear and _is_foreign_file(output, path, remembered)]
        clear.update(above)
        target = f"{output}/{one.path}"
        if os.path.lexists(target) and (one.path not in remembered or os.path.isdir(target)):  # noqa: PTH112 (thousands)
            foreign.append(one.path)
        if foreign:
            message = f"{output.name}/{foreign[0]} stands where a page must go, and qsite did not write it"
            hint = "move it away, or build into another folder with --output"
            found.append(Problem(Code.FOREIGN_FILE, message, None, hint))
    return found


def _is_foreign_file(output: Path, path: str, remembered: frozenset[OutputPath]) -> bool:
    return OutputPath(path) not in remembered and os.path.isfile(f"{output}/{path}")  # noqa: PTH113 (thousands)


def _commit(
    output: Path,
    stage: Path,
    staged: Iterable[Wanted],
    deleted: Sequence[OutputPath],
    planned: set[OutputPath],
    remembered: frozenset[OutputPath],
) -> None:
    """Moves every staged file into place; Ctrl-C waits until it is done.

    The manifest names old and new files while they are moved, so that a kill leaves nothing that nobody may delete.
    """
    with _uninterrupted():
        if not planned <= remembered:
            _write_manifest(output, planned | remembered)
        for path in deleted:
            (output / path).unlink(missing_ok=True)
        _remove_empty_folders(output, deleted)
        folders: set[str] = set()
        root, source = str(output), str(stage)
        for one in staged:
            folder = one.path.rpartition("/")[0]
            if folder not in folders:
                os.makedirs(f"{root}/{folder}", exist_ok=True)  # noqa: PTH103 (thousands of files: pathlib is slow)
                folders.add(folder)
            os.replace(f"{source}/{one.staged}", f"{root}/{one.path}")  # noqa: PTH105
        if planned != remembered:
            _write_manifest(output, planned)


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


def manifest_hash(output: Path) -> Fingerprint | None:
    """The hash of the manifest; None where there is none."""
    try:
        return of_bytes((output / MANIFEST).read_bytes())
    except OSError:
        return None


def written_before(output: Path) -> frozenset[OutputPath]:
    """What qsite wrote here; nothing where the manifest is missing or can't be read."""
    try:
        found: Any = json.loads((output / MANIFEST).read_bytes())
        if found["format"] not in _FORMATS:
            return frozenset()
        return frozenset(OutputPath(path) for path in found["files"] if _is_below(output, path))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return frozenset()


def _is_below(output: Path, path: str) -> bool:
    """Whether a remembered path leads nowhere else: the manifest may have been changed by hand."""
    parts = path.split("/")
    return bool(path) and ".." not in parts and "" not in parts and not _is_link(output, "/".join(parts[:-1]))


def _is_link(output: Path, folder: str) -> bool:
    return bool(folder) and os.path.islink(f"{output}/{folder}")  # noqa: PTH114 (thousands of files)


def _write_manifest(output: Path, files: Iterable[OutputPath]) -> None:
    about = "The files that qsite wrote here and may remove"
    listed = ",\n".join(json.dumps(path, ensure_ascii=False) for path in sorted(files))
    text = f'{{"about": "{about}", "format": {_FORMATS[-1]}, "files": [\n{listed}\n]}}\n'
    temporary = output / f"{MANIFEST}.new"
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(output / MANIFEST)
