"""One content file's bytes to its documents. Pure: knows nothing of the disk or of other files."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from qsite.moments import moment
from qsite.problem import Code, Place, Problem
from qsite.source import front_matter, marks
from qsite.source.content import AnyDocument, Parsed, Unread
from qsite.source.documents import (
    Body,
    Event,
    EventKeys,
    KeyPath,
    Partner,
    PartnerKeys,
    Person,
    PersonKeys,
    Places,
    PlainPage,
    PlainPageKeys,
    Programme,
    ProgrammeKeys,
    Region,
    RegionKeys,
    Series,
    SeriesKeys,
    Story,
    StoryKeys,
)
from qsite.source.files import Role, SourceFile
from qsite.source.markdown import Dialect, to_body
from qsite.source.raw import TooManyValues, raw_value
from qsite.source.schema import read
from qsite.terms import Id, slugify, split_date
from qsite.values import Unreadable, shape


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: what of ``site.yaml`` touches a single file."""

    dialect: Dialect
    dated_ids: bool = False


@dataclass(frozen=True, slots=True)
class _Kind:
    keys: type[Any]
    document: type[Any]
    stand_ins: Mapping[str, str]


_KINDS: Mapping[Role, _Kind] = {
    Role.STORY: _Kind(StoryKeys, Story, {"title": "Untitled", "date": "2000-01-01"}),
    Role.REGION: _Kind(RegionKeys, Region, {"name": "Unnamed"}),
    Role.PROGRAMME: _Kind(ProgrammeKeys, Programme, {"name": "Unnamed"}),
    Role.PARTNER: _Kind(PartnerKeys, Partner, {"name": "Unnamed"}),
    Role.PERSON: _Kind(PersonKeys, Person, {"name": "Unnamed"}),
    Role.SERIES: _Kind(SeriesKeys, Series, {"title": "Untitled"}),
    Role.PLAIN_PAGE: _Kind(PlainPageKeys, PlainPage, {"title": "Untitled"}),
}


def parse(file: SourceFile, data: bytes, reading: Reading) -> Parsed:
    """The documents of a content file."""
    text, problems = decode(data, file.path)
    if text is None:
        return Parsed((), problems, (_unread(file),))
    return parse_events(file, text, reading) if file.role is Role.EVENTS else parse_markdown(file, text, reading)


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """A file's text: UTF-8, with or without a BOM, with any line ends."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message = f"this is not UTF-8: the byte 0x{data[error.start]:02X} has no meaning here"
        hint = "save the file as UTF-8 (in most editors: Save with encoding)"
        return None, (Problem(Code.BAD_ENCODING, message, Place(path, line, column), hint),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def _stem(file: SourceFile) -> str:
    return file.path.rpartition("/")[2].rpartition(".")[0]


def _unread(file: SourceFile) -> Unread:
    return Unread(file.path, file.role, Id(slugify(split_date(_stem(file))[1])))


def parse_markdown(file: SourceFile, text: str, reading: Reading) -> Parsed:
    """The one document of a Markdown file."""
    parts, problems = front_matter.cut(text, file.path)
    if parts is None:
        return Parsed((), problems, (_unread(file),))
    root, problems = marks.compose(parts.front, file.path, parts.front_line)
    first_line = Place(file.path, parts.front_line)
    if root is None and problems:
        return Parsed((), problems, (_unread(file),))
    raw, places, more = _raw(root, first_line)
    if raw is None:
        return Parsed((), (*problems, *more), (_unread(file),))
    problems += more
    body, found = to_body(parts.body, Place(file.path, parts.body_line), reading.dialect)
    problems += found
    identity, found = _identity(file, reading)
    problems += found
    if file.role is Role.STORY:
        problems += _prepare_story(raw, places, file)
    kind = _KINDS[file.role]
    keys, found = read(kind.keys, raw, places, kind.stand_ins)
    if keys is None:
        return Parsed((), (*problems, *found), (_unread(file),))
    own, more = _own_fields(file, keys, places, reading)
    document = kind.document(**vars(keys), id=identity, places=places, body=body, **own)
    return Parsed((document,), (*problems, *found, *more))


def _own_fields(
    file: SourceFile, keys: Any, places: Places, reading: Reading
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """What a story or a plain page has beside its keys."""
    match file.role:
        case Role.STORY:
            transcript, problems = _transcript(keys, places, reading)
            return {"transcript": transcript}, problems
        case Role.PLAIN_PAGE:
            inner = PurePosixPath(file.path).relative_to("content/pages").with_suffix("")
            return {"path": "/".join(slugify(part) or part for part in inner.parts)}, ()
        case _:
            return {}, ()


def _raw(root: marks.Node | None, start: Place) -> tuple[dict[str, Any] | None, Places, tuple[Problem, ...]]:
    """A mapping's raw values and their places."""
    points: dict[KeyPath, tuple[int, int]] = {}
    places = Places(start.file, points)
    try:
        raw = raw_value(root, points) if root is not None else {}
    except TooManyValues:
        hint = "write fewer aliases"
        return None, places, (Problem(Code.YAML_LIMIT, "this file's aliases stand for too many values", start, hint),)
    points.setdefault((), (start.line, start.column))
    if not isinstance(raw, dict):
        message = f"keys and values are expected here, and this is {shape(raw)}"
        return (
            None,
            places,
            (Problem(Code.WRONG_TYPE, message, places.of(), "write lines such as title: A day in Bath"),),
        )
    return raw, places, ()


def _identity(file: SourceFile, reading: Reading) -> tuple[Id, tuple[Problem, ...]]:
    """A document's id from its file's name."""
    stem = _stem(file)
    date, rest = split_date(stem)
    name = stem if reading.dated_ids and file.role is Role.STORY else rest
    slug = Id(slugify(name))
    if not slug:
        hint = "name it with letters a to z, digits and hyphens"
        return Id("unnamed"), (Problem(Code.BAD_FILE_NAME, "this file's name gives no id", Place(file.path), hint),)
    if slug != name:
        better = f"{date}-{slug}" if date and not reading.dated_ids else slug
        ending = PurePosixPath(file.path).suffix.lower()
        message = f'this file\'s id is read as "{slug}"'
        return slug, (Problem(Code.FILE_NAME, message, Place(file.path), f'rename it to "{better}{ending}"'),)
    return slug, ()


def _rename(raw: dict[str, Any], places: Places, one: str, many: str) -> tuple[Problem, ...]:
    """`author` is another way to write `authors`."""
    if one not in raw:
        return ()
    if many in raw:
        place = places.of(one, "<key>")
        del raw[one]
        return (
            Problem(Code.KEYS_CLASH, f'"{one}" and "{many}" are both given', place, f"keep {many} and put all into it"),
        )
    raw[many] = raw.pop(one)
    points: dict[KeyPath, tuple[int, int]] = {}
    for path, point in places.points.items():
        if path and path[0] == one:
            points[many, *path[1:]] = point
            points.setdefault((many, 0, *path[1:]), point)
    places.points.update(points)  # type: ignore[attr-defined] # a dict, still being filled
    return ()


def _prepare_story(raw: dict[str, Any], places: Places, file: SourceFile) -> tuple[Problem, ...]:
    """A story's short keys, and its date from its file's name."""
    problems = _rename(raw, places, "author", "authors") + _rename(raw, places, "event", "events")
    written, _ = split_date(_stem(file))
    if written is None:
        return problems
    if raw.get("date") is None:
        try:
            moment(written)
        except Unreadable as reason:
            raw["date"] = _STAND_IN_START
            return (
                *problems,
                Problem(reason.code, reason.message, Place(file.path), "mend the date in the file's name"),
            )
        raw["date"] = written
        return problems
    return problems + _date_disagrees(raw["date"], written, places)


def _date_disagrees(date: Any, written: str, places: Places) -> tuple[Problem, ...]:
    try:
        found = moment(date).isoformat()[:10]
    except Unreadable:
        return ()
    if found == written:
        return ()
    message = f"the file's name says {written}, and this says {found}; this one counts"
    return (Problem(Code.DATE_DISAGREES, message, places.of("date"), "rename the file, or mend the date"),)


def _transcript(keys: Any, places: Places, reading: Reading) -> tuple[Body, tuple[Problem, ...]]:
    if keys.video is None or keys.video.transcript is None:
        return Body(), ()
    return to_body(keys.video.transcript, places.of("video", "transcript"), reading.dialect)


def parse_events(file: SourceFile, text: str, reading: Reading) -> Parsed:
    """A region's events: a list, one event, or a mapping with `defaults` and `events`."""
    root, problems = marks.compose(text, file.path)
    if root is None:
        return Parsed((), problems, (_unread(file),) if problems else ())
    entries, found = _entries(root, file)
    problems += found
    home, found = _home(file)
    problems += found
    documents: list[AnyDocument] = []
    for node, defaults in entries:
        event, found = _event(node, defaults, home, file, reading)
        problems += found
        documents += [event] if event else []
    unread = (_unread(file),) if len(documents) < len(entries) else ()
    return Parsed(tuple(documents), problems, unread)


def _home(file: SourceFile) -> tuple[Id, tuple[Problem, ...]]:
    """The region that an event file belongs to: its own name, or its folder's."""
    parts = PurePosixPath(file.path).relative_to("content/events").with_suffix("").parts
    slug = Id(slugify(parts[0]))
    if slug != parts[0]:
        message, hint = f'this file\'s region is read as "{slug}"', f'rename it to "{slug}"'
        return slug, (Problem(Code.FILE_NAME, message, Place(file.path), hint),)
    return slug, ()


_Entry = tuple[marks.Node, marks.Table | None]


def _entries(root: marks.Node, file: SourceFile) -> tuple[list[_Entry], tuple[Problem, ...]]:
    """The nodes of the single events, each with the keys that it shares."""
    match root:
        case marks.Sequence():
            return [(node, None) for node in root.items], ()
        case marks.Table() if {key.text for key, _ in root.items} & {"events", "defaults"}:
            return _shared_entries(root, file)
        case marks.Table():
            return [(root, None)], ()
        case marks.Scalar() if root.plain and not root.text:
            return [], ()
        case _:
            place = Place(file.path, root.line, root.column)
            return [], (
                Problem(Code.WRONG_TYPE, "a list of events is expected here", place, "begin each event with - id: …"),
            )


def _shared_entries(root: marks.Table, file: SourceFile) -> tuple[list[_Entry], tuple[Problem, ...]]:
    problems: list[Problem] = []
    defaults: marks.Table | None = None
    events: list[marks.Node] = []
    for key, value in root.items:
        place = Place(file.path, value.line, value.column)
        match key.text, value:
            case "defaults", marks.Table():
                defaults = value
            case "events", marks.Sequence():
                events = value.items
            case "defaults", _:
                problems.append(
                    Problem(
                        Code.WRONG_TYPE,
                        "keys and values are expected under defaults",
                        place,
                        "write lines such as kind: webinar",
                    )
                )
            case "events", _:
                problems.append(
                    Problem(
                        Code.WRONG_TYPE, "a list of events is expected here", place, "begin each event with - id: …"
                    )
                )
            case name, _:
                hint = "this file has defaults: and events: at its top; put the key under one of them"
                problems.append(
                    Problem(
                        Code.UNKNOWN_KEY, f'"{name}" is not a key here', Place(file.path, key.line, key.column), hint
                    )
                )
    return [(node, defaults) for node in events], tuple(problems)


def _event(
    node: marks.Node, defaults: marks.Table | None, home: Id, file: SourceFile, reading: Reading
) -> tuple[Event | None, tuple[Problem, ...]]:
    merged = _with_defaults(node, defaults)
    raw, places, problems = _raw(merged, Place(file.path, node.line, node.column))
    if raw is None:
        return None, problems
    places.points[()] = (node.line, node.column)  # type: ignore[index] # a dict, still being filled
    keys, found = read(
        EventKeys, raw, places, {"id": _meant_id(raw, node), "title": "Untitled", "start": _STAND_IN_START}
    )
    problems += found
    if keys is None:
        return None, problems
    keys = _without_stand_in(keys, raw) if found else keys
    body, found = to_body(keys.description or "", _text_start(merged, places, "description"), reading.dialect)
    transcript, more = _transcript(keys, places, reading)
    return Event(**vars(keys), places=places, body=body, home=home, transcript=transcript), (
        *problems,
        *found,
        *more,
    )


def _meant_id(raw: dict[str, Any], node: marks.Node) -> str:
    """What an event's id was probably meant to be, so that references to it are not complained of too."""
    written = next((value for key, value in raw.items() if key.casefold() == "id" and isinstance(value, str)), "")
    return slugify(written) or f"line-{node.line}"


_STAND_IN_START = "2000-01-01"


def _without_stand_in(keys: EventKeys, raw: dict[str, Any]) -> EventKeys:
    """A salvaged event whose other times say nothing that its stand-in start could contradict."""
    if raw.get("start") is None and keys.sessions:
        return replace(keys, start=None)
    if keys.start == moment(_STAND_IN_START):
        return replace(keys, end=None, duration=None, repeat=None, sessions=())
    return keys


def _with_defaults(node: marks.Node, defaults: marks.Table | None) -> marks.Node:
    if defaults is None or not isinstance(node, marks.Table):
        return node
    own = {key.text for key, _ in node.items}
    shared = [(key, value) for key, value in defaults.items if key.text not in own]
    return marks.Table(node.line, node.column, [*node.items, *shared])


def _text_start(node: marks.Node, places: Places, name: str) -> Place:
    """Where the first character of a text stands: block text begins in the line after its mark."""
    place = places.of(name)
    if isinstance(node, marks.Table):
        for key, value in node.items:
            if key.text == name and isinstance(value, marks.Scalar) and value.block:
                return Place(place.file, place.line + 1, key.column + 2)
    return place
