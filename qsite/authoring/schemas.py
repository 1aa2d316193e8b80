"""JSON Schema (2020-12) for each kind of content file and for ``site.yaml``, with the words of one site."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qsite.authoring.model import Key, Kind, kinds, settings_keys
from qsite.authoring.vocabulary import Vocabulary
from qsite.authoring.written_forms import ID, TEXT, YES_NO, Schema, written_as
from qsite.forms import Form

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NULL: Schema = {"type": "null"}
_PLAIN_NAME = "^(?![a-z0-9]+(-[a-z0-9]+)*$)"
"""What is not written like an id."""
_EITHER: Mapping[str, tuple[tuple[str, str], ...]] = {
    "story": (("author", "authors"), ("event", "events")),
    "event": (("end", "duration"), ("start", "sessions"), ("end", "sessions"), ("duration", "sessions")),
    "repeat": (("until", "count"), ("rrule", "every"), ("rrule", "on")),
    "changes": (("end", "duration"),),
}
"""Keys of which one alone may be written."""
_AT_LEAST: Mapping[str, tuple[str, ...]] = {"repeat": ("every", "rrule")}
"""Keys of which one must be written."""


def schemas(words: Vocabulary) -> Mapping[str, Schema]:
    """Every schema by its file's name: ``story.json`` … ``events.json`` (a file of events) and ``site.json``."""
    found = {f"{name}.json": _kind(kind, words) for name, kind in kinds().items() if name != "event"}
    found["events.json"] = _events(kinds()["event"], words)
    found["site.json"] = _top("site.yaml", "The site's settings", _mapping("site", settings_keys(), words))
    return dict(sorted(found.items()))


def _top(title: str, says: str, schema: Schema) -> Schema:
    return {"$schema": _DIALECT, "title": title, "description": says, **schema}


def _kind(kind: Kind, words: Vocabulary) -> Schema:
    return _top(kind.label, f"{kind.label}: {kind.says}", _mapping(kind.name, kind.keys, words))


def _events(kind: Kind, words: Vocabulary) -> Schema:
    """A list of events, one event, or events with what they share."""
    own = _mapping("event", kind.keys, words)
    times = {"anyOf": [_written("start"), _written("sessions")]}
    shared = _mapping("event", kind.keys, words) | {"required": []}
    one: Schema = {"allOf": [{"$ref": "#/$defs/event"}, {"required": own["required"]}, times]}
    with_defaults: Schema = {
        "type": "object",
        "properties": {
            "defaults": {"$ref": "#/$defs/event", "description": "Keys that all events of this file share"},
            "events": {"type": "array", "items": {"$ref": "#/$defs/event"}},
        },
        "anyOf": [{"required": ["events"]}, {"required": ["defaults"]}],
        "additionalProperties": False,
    }
    several = {"type": "array", "items": one}
    schema = {"if": {"type": "array"}, "then": several, "else": {"anyOf": [one, with_defaults, _NULL]}}
    return _top("Events", "A region's events", {**schema, "$defs": {"event": shared}})


def _mapping(name: str, keys: Iterable[Key], words: Vocabulary) -> Schema:
    """A mapping with these keys and no others."""
    told = tuple(keys)
    found: Schema = {
        "type": "object",
        "properties": dict(_properties(told, words)),
        "required": [key.name for key in told if key.required],
        "additionalProperties": False,
    }
    rules: list[Schema] = [{"not": {"allOf": [_written(a), _written(b)]}} for a, b in _EITHER.get(name, ())]
    if needed := _AT_LEAST.get(name):
        rules.append({"anyOf": [_written(one) for one in needed]})
    if rules:
        found["allOf"] = rules
    return found


def _written(name: str) -> Schema:
    """That something is written under a key."""
    return {"required": [name], "properties": {name: {"not": _NULL}}}


def _properties(keys: Iterable[Key], words: Vocabulary) -> Iterator[tuple[str, Schema]]:
    for key in keys:
        value = _value(key, words)
        several: Schema = {"type": "array", "items": value}
        whole = {"anyOf": [value, several]} if key.alone else several if key.many else value
        yield key.name, _told(key, whole)
        if key.singular:
            yield key.singular, _told(key, whole)


def _told(key: Key, schema: Schema) -> Schema:
    """A value with what people are told of it; one that may be left out may also be left empty."""
    found = schema if key.required else _or_nothing(schema)
    return {"title": key.label, "description": key.says, **found}


def _or_nothing(schema: Schema) -> Schema:
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], _NULL]}
    if "enum" in schema:
        return {"anyOf": [schema, _NULL]}
    if "type" not in schema:
        return schema
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*types, "null"]}


def _value(key: Key, words: Vocabulary) -> Schema:
    """One value under a key."""
    if key.form is Form.COLOURS_BY_ID:
        return {**written_as(key.form), "propertyNames": _named(key, words)}
    if key.names:
        return _named(key, words)
    match key.form:
        case Form.KEYS:
            return _keyed(key, words)
        case Form.CHOICE:
            return {"type": "string", "enum": list(key.choices)}
        case Form.DECIMAL:
            limit = key.limit or 0
            return {"type": ["number", "string"], "minimum": -limit, "maximum": limit, "pattern": r"^[+-]?\d+(\.\d+)?$"}
        case _:
            return written_as(key.form)


def _keyed(key: Key, words: Vocabulary) -> Schema:
    """A mapping, and what may stand for it: the text of its one key, or true and false."""
    whole = _mapping(key.name, key.keys, words)
    short = next((one for one in key.keys if one.name == key.short), None)
    others = [_value(short, words)] if short else []
    if key.switch:
        others.insert(0, YES_NO)
    return {"anyOf": [whole, *others]} if others else whole


def _named(key: Key, words: Vocabulary) -> Schema:
    """An id that the site has, offered with what it is called."""
    known = words.of(key)
    ids: Schema = {"enum": list(known), "enumDescriptions": list(known.values())}
    others: list[Any] = []
    if key.or_plain:
        others.append(
            {**TEXT, "pattern": _PLAIN_NAME, "patternErrorMessage": "no id here is this; a name has a capital"}
        )
    if key.or_new:
        others.append(ID)
    if not known:
        return {"anyOf": others} if others else ID
    return {"anyOf": [ids, *others]} if others else {"type": "string", **ids}
