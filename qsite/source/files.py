"""scan: which files a site's folder has, and what each is for. The one place that walks `content/`."""

import os
import stat
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath

from qsite.problem import Code, Place, Problem

MAX_CONTENT_BYTES = 2 * 1024 * 1024
MARKDOWN_ENDINGS = (".md",)
YAML_ENDINGS = (".yaml", ".yml")
PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
ATTACHMENT_ENDINGS = (
    *(".pdf", ".csv", ".txt", ".json", ".geojson", ".ics", ".vtt", ".zip", ".mp3", ".mp4", ".webm"),
    *(".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp"),
)


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


@dataclass(frozen=True, slots=True)
class Scan:
    """All files under ``content/``, by path, and the files that are not read."""

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


def scan(site: Path) -> Scan:
    """Every content file of a site, ordered by path; what is in no known place is a warning."""
    files: list[SourceFile] = []
    problems: list[Problem] = []
    content = site / "content"
    for folder, folders, names in os.walk(content, onerror=lambda error: problems.append(_no_access(site, error))):
        folders[:] = sorted(_enter(site, Path(folder), folders, problems))
        for name in sorted(names):
            if not _is_scratch(name):
                _add(site, Path(folder) / name, files, problems)
    return Scan(tuple(sorted(files, key=lambda file: file.path)), tuple(problems))


def _no_access(site: Path, error: OSError) -> Problem:
    path = _relative(site, Path(error.filename)) if error.filename else "content"
    return Problem(
        Code.UNREADABLE, f"this folder can't be read: {error.strerror}", Place(path), "check its permissions"
    )


def _relative(site: Path, path: Path) -> str:
    return path.relative_to(site).as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _is_scratch(name: str) -> bool:
    """Whether an editor's program or the system made a file for itself."""
    return (
        name.startswith((".", "~$"))
        or name.endswith(("~", ".swp", ".tmp"))
        or (name[0] == name[-1] == "#")
        or name == "Thumbs.db"
    )


def _enter(site: Path, folder: Path, names: list[str], problems: list[Problem]) -> list[str]:
    entered = []
    for name in names:
        if name.startswith("."):
            continue
        path = folder / name
        if path.is_symlink():
            problems.append(_linked(site, path))
        else:
            entered.append(name)
    return entered


def _linked(site: Path, path: Path) -> Problem:
    place = Place(_relative(site, path))
    if not path.resolve().is_relative_to(site.resolve()):
        return Problem(
            Code.BAD_LINK_OUT, "this link leads out of the site's folder", place, "copy what it leads to into the site"
        )
    return Problem(
        Code.UNREAD_FILE,
        "a link to another folder is not followed",
        place,
        "move the folder here, or take the link out",
    )


def _add(site: Path, path: Path, files: list[SourceFile], problems: list[Problem]) -> None:
    relative = _relative(site, path)
    if path.is_symlink() and not path.resolve().is_relative_to(site.resolve()):
        problems.append(_linked(site, path))
        return
    try:
        status = path.stat()
    except OSError as error:
        problems.append(
            Problem(
                Code.UNREADABLE,
                f"this file can't be read: {error.strerror}",
                Place(relative),
                "check it, or take it out",
            )
        )
        return
    if not stat.S_ISREG(status.st_mode):
        problems.append(Problem(Code.UNREAD_FILE, "this is not an ordinary file", Place(relative), "take it out"))
        return
    role, why = role_of(relative)
    if role is None:
        problems.append(Problem(Code.UNREAD_FILE, "this file is not read", Place(relative), why))
    elif role not in (Role.ASSET, Role.STATIC) and status.st_size > MAX_CONTENT_BYTES:
        message = f"this file has {status.st_size / 1024 / 1024:.1f} MB, and a content file may have 2 MB"
        problems.append(Problem(Code.TOO_LARGE, message, Place(relative), "cut it into several files"))
    else:
        files.append(SourceFile(relative, role, status.st_size))


_FLAT = {role.value: role for role in (Role.REGION, Role.PROGRAMME, Role.PARTNER, Role.PERSON, Role.SERIES)}
_DEEP = {role.value: role for role in (Role.STORY, Role.PLAIN_PAGE)}


def role_of(path: str) -> tuple[Role | None, str]:
    """What a file is for; where it is for nothing, None and what to do."""
    pure = PurePosixPath(path)
    parts, ending = pure.parts[1:], pure.suffix.lower()
    top = parts[0] if len(parts) > 1 else ""
    if parts == (Role.CALENDAR_LOCK.value,):
        return Role.CALENDAR_LOCK, ""
    if top == Role.STATIC.value:
        return Role.STATIC, ""
    if ending in PICTURE_ENDINGS or (ending in ATTACHMENT_ENDINGS and top):
        return Role.ASSET, ""
    if not top:
        return None, "content stands in folders: move it into content/stories/, content/pages/ …"
    if top == Role.EVENTS.value:
        return _event_role(len(parts), ending)
    if top in _DEEP or top in _FLAT:
        return _markdown_role(top, len(parts), ending)
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
