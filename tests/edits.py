"""What people do to a site, as functions from its files to its files; hypothesis chooses what and where."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Any, TypeVar

import yaml
from hypothesis import strategies as st

from qsite.theme.theme import shipped_templates
from tests.edit_values import AREAS, ASSETS, BODIES, COLOURS, KEYS, MISTAKES, REGIONS, SETTINGS, TEMPLATES
from tests.whole_site import odd_picture, picture

Files = Mapping[str, bytes]
Edit = Callable[[Files, st.DataObject], Files]
T = TypeVar("T")

LOCK = "content/calendar.lock"


def _one(data: st.DataObject, options: Sequence[T], what: str) -> T:
    return data.draw(st.sampled_from(options), what)


def _kind(path: str) -> str:
    """The kind of a document, empty for other files."""
    folder = path.split("/")[1] if path.startswith("content/") else ""
    return folder if folder in KEYS and path.endswith((".md", ".yaml")) else ""


def _documents(files: Files) -> list[str]:
    return sorted(path for path in files if _kind(path))


def _with(values: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    return {name: one for name, one in {**values, key: value}.items() if one is not None}


def _yaml(values: Any) -> str:
    return yaml.safe_dump(values, sort_keys=False, allow_unicode=True)


def _parts(text: bytes) -> tuple[dict[str, Any], str]:
    _, front, body = text.decode().split("---\n", 2)
    return yaml.safe_load(front), body.lstrip("\n")


def _joined(values: dict[str, Any], body: str) -> bytes:
    return f"---\n{_yaml(values)}---\n\n{body}".encode()


def _events(loaded: Any) -> list[Any]:
    """The events of a file as its own list, to be changed in place."""
    if isinstance(loaded, dict):
        events: list[Any] = loaded.get("events", [loaded])
        return events
    return loaded if isinstance(loaded, list) else []


def change_key(files: Files, data: st.DataObject) -> Files:
    path = _one(data, _documents(files), "document")
    kind = _kind(path)
    key = _one(data, sorted(KEYS[kind]), "key")
    value = _one(data, KEYS[kind][key], "value")
    if kind != "events":
        values, body = _parts(files[path])
        return {**files, path: _joined(_with(values, key, value), body)}
    loaded = yaml.safe_load(files[path])
    events = _events(loaded)
    if not events:
        return files
    chosen = _one(data, range(len(events)), "event")
    changed = _with(events[chosen], key, value)
    events[chosen].clear()
    events[chosen].update(changed)
    return {**files, path: _yaml(loaded).encode()}


def change_body(files: Files, data: st.DataObject) -> Files:
    path = _one(data, [path for path in _documents(files) if _kind(path) != "events"], "document")
    return {**files, path: _joined(_parts(files[path])[0], _one(data, BODIES, "body"))}


def change_settings(files: Files, data: st.DataObject) -> Files:
    key = _one(data, sorted(SETTINGS), "key")
    values = _with(yaml.safe_load(files["site.yaml"]), key, _one(data, SETTINGS[key], "value"))
    return {**files, "site.yaml": _yaml(values).encode()}


def add_document(files: Files, data: st.DataObject) -> Files:
    kind = _one(data, sorted(KEYS), "kind")
    name = _one(data, ("fresh", "sw", "south-west", "2018-05-31-new", "2018-06-02-newer"), "name")
    if kind == "events":
        text = f"- {{id: {name}-event, title: Fresh, start: 2018-06-03 10:00, venue: Hall}}\n".encode()
        return {**files, f"content/events/{_one(data, REGIONS, 'region')}/{name}.yaml": text}
    key = "title" if "title" in KEYS[kind] else "name"
    return {**files, f"content/{kind}/{name}.md": _joined({key: name.title()}, "Fresh.\n")}


def remove_file(files: Files, data: st.DataObject) -> Files:
    path = _one(data, sorted(files.keys() - {"site.yaml"}), "file")
    return {one: text for one, text in files.items() if one != path}


def remove_event(files: Files, data: st.DataObject) -> Files:
    path = _one(data, [path for path in _documents(files) if _kind(path) == "events"] or [""], "file")
    if not path:
        return files
    loaded = yaml.safe_load(files[path])
    events = _events(loaded)
    if not isinstance(loaded, list) or not events:
        return _without_lock({one: text for one, text in files.items() if one != path})
    events.pop(_one(data, range(len(events)), "event"))
    return _without_lock({**files, path: _yaml(loaded).encode()})


def _without_lock(files: Files) -> Files:
    """People take the line out too; here it is the whole file."""
    return {path: text for path, text in files.items() if path != LOCK}


def move_file(files: Files, data: st.DataObject) -> Files:
    path = _one(data, sorted(files.keys() - {"site.yaml", LOCK}), "file")
    folder, _, name = path.rpartition("/")
    to = _one(
        data,
        (
            f"{folder}/sub/{name}",
            f"{folder}/renamed-{name}",
            re.sub(r"\d{4}-\d\d-\d\d", "2018-05-29", path),
            path.replace("south-west", "wales"),
            path.replace("content/stories/", "content/stories/2018/"),
            path.upper(),
        ),
        "to",
    )
    return {(to if one == path else one): text for one, text in files.items()}


def rename_everywhere(files: Files, data: st.DataObject) -> Files:
    """An id renamed wherever it stands, in names of files too."""
    ids = ("south-west", "wales", "guild", "mary-jones", "masterclasses", "letters", "welcome", "bath", "coaching")
    old, new = _one(data, ids, "id"), _one(data, ("aa-first", "zz-last"), "new")
    text = _without_lock(files)
    return {
        path.replace(old, new): data if _is_picture(path) else data.replace(old.encode(), new.encode())
        for path, data in text.items()
    }


def _is_picture(path: str) -> bool:
    return path.endswith((".png", ".jpg"))


def change_template(files: Files, data: st.DataObject) -> Files:
    """A template of the theme's overridden, edited, or restored."""
    name = _one(data, (*TEMPLATES, "parts/own.html", "plain_page.html", "wide.html"), "template")
    path = f"templates/{name}"
    shipped = shipped_templates() / name
    base = shipped.read_bytes() if shipped.exists() else files.get(path, b'{% extends "plain_page.html" %}')
    texts = (
        base,
        base + b"\n{# a note #}\n",
        re.sub(rb"<(p|h1|li)\b", rb'<\1 data-own="1"', base),
        b'{% include "parts/own.html" %}' + base if name == "parts/cards.html" else base + b" ",
        None,
    )
    return _put(files, path, _one(data, texts, "text"))


def change_asset(files: Files, data: st.DataObject) -> Files:
    path = f"templates/assets/{_one(data, ASSETS, 'asset')}"
    return _put(files, path, _one(data, (b"p { color: blue }\n", b"/* */\n", None), "bytes"))


def change_picture(files: Files, data: st.DataObject) -> Files:
    found = [*sorted(path for path in files if path.endswith(".png")), "content/images/new.png"]
    size = _one(data, (8, 9), "size")
    drawn = picture(_one(data, COLOURS, "colour"), size)
    odd = map(odd_picture, ("see-through", "moves", "wide", "on its side", "broken"))
    return {**files, _one(data, found, "picture"): _one(data, (drawn, drawn, *odd), "bytes")}


def change_area(files: Files, data: st.DataObject) -> Files:
    return {**files, "content/regions/south-west.geojson": _one(data, AREAS, "area")}


def change_static(files: Files, data: st.DataObject) -> Files:
    name = _one(data, ("humans.txt", "robots.txt", "favicon.ico", "deep/er.txt", "stories/note.txt"), "name")
    return _put(files, f"content/static/{name}", _one(data, (b"", b"words\n", b"\x00\xff", None), "bytes"))


def make_a_mistake(files: Files, data: st.DataObject) -> Files:
    path = _one(data, sorted(MISTAKES), "mistake")
    return {**files, path: MISTAKES[path]}


def _put(files: Files, path: str, text: bytes | None) -> Files:
    others = {one: data for one, data in files.items() if one != path}
    return others if text is None else {**others, path: text}


def one_letter(files: Files, data: st.DataObject) -> Iterator[tuple[str, bytes]]:
    """A file with one letter changed: what has the same size may be told from the bytes alone."""
    path = _one(data, sorted(path for path in files if not _is_picture(path)), "file")
    letters = [match.start() for match in re.finditer(rb"(?<=[a-z ])[a-y](?=[a-z ])", files[path])]
    if letters:
        at = data.draw(st.sampled_from(letters), "at")
        text = files[path]
        yield path, text[:at] + bytes([text[at] + 1]) + text[at + 1 :]


def _leaving_what_is_broken(edit: Edit) -> Edit:
    """The edit, which leaves files as they are where one that it wants to read holds an earlier mistake."""

    @wraps(edit)
    def edited(files: Files, data: st.DataObject) -> Files:
        try:
            return edit(files, data)
        except (yaml.YAMLError, ValueError):
            return files

    return edited


EDITS: tuple[Edit, ...] = tuple(
    _leaving_what_is_broken(edit)
    for edit in (
        change_key,
        change_body,
        change_settings,
        add_document,
        remove_file,
        remove_event,
        move_file,
        rename_everywhere,
        change_template,
        change_asset,
        change_picture,
        change_area,
        change_static,
        make_a_mistake,
    )
)
