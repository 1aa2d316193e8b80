"""scan: which files a site's folder has, and what each is for. The one place that walks `content/`."""

import os
import stat
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path

from qsite.problem import Code, Place, Problem

MAX_CONTENT_BYTES = 2 * 1024 * 1024
MARKDOWN_ENDINGS = (".md",)
YAML_ENDINGS = (".yaml", ".yml")
PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
ATTACHMENT_ENDINGS = (
    *(".pdf", ".csv", ".txt", ".json", ".geojson", ".ics", ".vtt", ".zip", ".mp3", ".mp4", ".webm"),
    *(".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp"),
)


Stamp = tuple[int, int, int, int]
"""A file's size, the times of its last writing and of its last change in ns, and its inode."""


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp in what the system says of a file."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


class Role(Enum):
    """What a file under ``content/`` is for; the values are the folders' names, and that of the one file beside them."""

    STORY = "stories"
    EVENTS = "events"
    REGION = "regions"
    PROGRAMME = "programmes"
    PARTNER = "partners"
    PERSON = "people"
    SERIES = "series"
    PLAIN_PAGE = "pages"
    ASSET = "images"
    STATIC = "static"
    CALENDAR_LOCK = "calendar.lock"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that qsite reads; `path` is relative to the site, with ``/`` between its parts."""

    path: str
    role: Role
    size: int
    stamp: Stamp = (0, 0, 0, 0)
    """As it was when it was found: a file with an equal one may be known already."""


@dataclass(frozen=True, slots=True)
class Scan:
    """All files under ``content/``, by path, and the files that are not read."""

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


def scan(site: Path) -> Scan:
    """Every content file of a site, ordered by path; what is in no known place is a warning."""
    files: list[SourceFile] = []
    problems: list[Problem] = []
    waiting = ["content"]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(site / folder) as entries:
                found = [entry for entry in entries if not is_scratch(entry.name)]
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(_no_access(folder, error))
            continue
        for entry in found:
            path = f"{folder}/{_written(entry.name)}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.is_symlink() and (problem := _linked(site, Path(entry.path), path)):
                problems.append(problem)
            else:
                _add(entry, path, files, problems)
    return Scan(tuple(sorted(files, key=lambda file: file.path)), tuple(problems))


def _no_access(folder: str, error: OSError) -> Problem:
    message = f"this folder can't be read: {error.strerror}"
    return Problem(Code.UNREADABLE, message, Place(folder), "check its permissions")


def _written(name: str) -> str:
    """A name as it can be shown: bytes that are not UTF-8 are replaced."""
    return name if name.isascii() else name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def is_scratch(name: str) -> bool:
    """Whether an editor's program or the system made a file for itself."""
    return (
        name.startswith((".", "~$"))
        or name.endswith(("~", ".swp", ".tmp"))
        or (name[0] == name[-1] == "#")
        or name == "Thumbs.db"
    )


def _linked(site: Path, link: Path, path: str) -> Problem | None:
    """What is wrong with a symbolic link; nothing where it leads to a file of the site."""
    if not link.resolve().is_relative_to(site.resolve()):
        hint = "copy what it leads to into the site"
        return Problem(Code.BAD_LINK_OUT, "this link leads out of the site's folder", Place(path), hint)
    if link.is_dir():
        hint = "move the folder here, or take the link out"
        return Problem(Code.UNREAD_FILE, "a link to another folder is not followed", Place(path), hint)
    return None


def _add(entry: os.DirEntry[str], path: str, files: list[SourceFile], problems: list[Problem]) -> None:
    try:
        status = entry.stat()
    except OSError as error:
        message = f"this file can't be read: {error.strerror}"
        problems.append(Problem(Code.UNREADABLE, message, Place(path), "check it, or take it out"))
        return
    if not stat.S_ISREG(status.st_mode):
        problems.append(Problem(Code.UNREAD_FILE, "this is not an ordinary file", Place(path), "take it out"))
        return
    role, why = role_of(path)
    if role is None:
        problems.append(Problem(Code.UNREAD_FILE, "this file is not read", Place(path), why))
    elif role not in (Role.ASSET, Role.STATIC) and status.st_size > MAX_CONTENT_BYTES:
        message = f"this file has {status.st_size / 1024 / 1024:.1f} MB, and a content file may have 2 MB"
        problems.append(Problem(Code.TOO_LARGE, message, Place(path), "cut it into several files"))
    else:
        files.append(SourceFile(path, role, status.st_size, stamp_of(status)))


_FLAT = {role.value: role for role in (Role.REGION, Role.PROGRAMME, Role.PARTNER, Role.PERSON, Role.SERIES)}
_DEEP = {role.value: role for role in (Role.STORY, Role.PLAIN_PAGE)}


def role_of(path: str) -> tuple[Role | None, str]:
    """What a file is for; where it is for nothing, None and what to do."""
    parts = path.split("/")[1:]
    return _role(
        parts[0] if len(parts) > 1 else "", len(parts), _ending(parts[-1]), parts[-1] if len(parts) == 1 else ""
    )


def _ending(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem and ending else ""


@lru_cache(maxsize=512)
def _role(top: str, depth: int, ending: str, alone: str) -> tuple[Role | None, str]:
    if alone == Role.CALENDAR_LOCK.value:
        return Role.CALENDAR_LOCK, ""
    if top == Role.STATIC.value:
        return Role.STATIC, ""
    if ending in PICTURE_ENDINGS or (ending in ATTACHMENT_ENDINGS and top):
        return Role.ASSET, ""
    if not top:
        return None, "content stands in folders: move it into content/stories/, content/pages/ …"
    if top == Role.EVENTS.value:
        return _event_role(depth, ending)
    if top in _DEEP or top in _FLAT:
        return _markdown_role(top, depth, ending)
    known = ", ".join(f"{role.value}/" for role in Role if role is not Role.CALENDAR_LOCK)
    return None, f'there is no kind of content called "{top}"; the folders are {known}'


def _event_role(depth: int, ending: str) -> tuple[Role | None, str]:
    if ending in YAML_ENDINGS:
        return (
            (Role.EVENTS, "")
            if depth <= 3
            else (None, "move it up: events stand in events/<region>.yaml or events/<region>/")
        )
    return None, "events are YAML files: give it the ending .yaml"


def _markdown_role(top: str, depth: int, ending: str) -> tuple[Role | None, str]:
    if ending not in MARKDOWN_ENDINGS:
        return None, f"files in {top}/ are Markdown: give it the ending .md"
    if top in _FLAT and depth > 2:
        return None, f"move it up: {top}/ has no folders inside"
    return (_DEEP | _FLAT)[top], ""
