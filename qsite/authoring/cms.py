"""The configuration of the forms at ``/admin/`` (Sveltia CMS), made of the model and of the words of one site."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from qsite.authoring.model import Key, Kind, kinds
from qsite.authoring.vocabulary import Vocabulary
from qsite.authoring.written_forms import Schema, written_as
from qsite.forms import Form
from qsite.source.cms_settings import CmsSettings

NO_REPOSITORY = "owner/name"
"""Stands where ``site.yaml`` names no repository: the forms then work on a folder of one's own computer alone."""
_SAID = "# Made by qsite from the site's own words. A file content/static/admin/config.yml takes its place.\n"
_NOT_IN_FORMS = frozenset({"extra", "template", "area", "changes", "rrule", "votes", "video", "focus", "revision"})
"""Keys that stay as they are in the file."""
_NEEDED = frozenset({("story", "date"), ("event", "start")})
"""What a file can do without, and a form can't."""
_ID_PATTERN = ["^[a-z0-9]+(-[a-z0-9]+)*$", "Lower case letters, digits and hyphens"]
_SHORT_ALONE = frozenset({"funding"})
"""Keys of which the short way to write them is all that a form offers."""

Field = dict[str, Any]


def cms_config(settings: CmsSettings, words: Vocabulary, url: str) -> str:
    """``config.yml`` (as JSON, which is YAML too): every kind of content as a collection, events as one for each region; `url` is the site's."""
    backend: Field = {"name": settings.backend, "repo": settings.repository or NO_REPOSITORY, "branch": settings.branch}
    if settings.sign_in:
        backend["base_url"] = settings.sign_in.rstrip("/")
    config = {
        "backend": backend,
        "site_url": url,
        "display_url": url,
        "media_folder": settings.media.strip("/"),
        "public_folder": "/" + settings.media.strip("/"),
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "output": {"omit_empty_optional_fields": True},
        "collections": list(_collections(words)),
    }
    return _SAID + json.dumps(config, indent=1, ensure_ascii=False) + "\n"


def _collections(words: Vocabulary) -> Iterator[Field]:
    for kind in kinds().values():
        if kind.name != "event":
            yield _pages(kind, words)
            continue
        for region, name in words.called["regions"].items():
            yield _events(kind, region, name, words)


def _pages(kind: Kind, words: Vocabulary) -> Field:
    """A folder of Markdown files."""
    body = {"name": "body", "label": "Text", "widget": "markdown", "hint": "Headings begin with ##", "required": False}
    return {
        "name": kind.folder,
        "label": kind.folder.capitalize(),
        "label_singular": kind.label,
        "description": kind.says,
        "folder": f"content/{kind.folder}",
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": kind.title,
        "slug": "{{year}}-{{month}}-{{day}}-{{slug}}" if kind.name == "story" else "{{slug}}",
        "fields": [*_fields(kind.keys, kind.name, words), body],
    }


def _events(kind: Kind, region: str, name: str, words: Vocabulary) -> Field:
    """The folder of a region's events, one file for each."""
    return {
        "name": f"events-{region}",
        "label": f"Events: {name}",
        "label_singular": kind.label,
        "description": f"{kind.says}; those in {region}.yaml stay in that file",
        "folder": f"content/events/{region}",
        "create": True,
        "extension": "yaml",
        "format": "yaml",
        "identifier_field": "title",
        "slug": "{{fields.id}}",
        "fields": list(_fields(kind.keys, kind.name, words)),
    }


def _fields(keys: Iterable[Key], kind: str, words: Vocabulary) -> Iterator[Field]:
    """The fields of a form: those that must be filled first."""
    shown = [key for key in keys if key.name not in _NOT_IN_FORMS]
    for key in sorted(shown, key=lambda one: not _is_needed(one, kind)):
        if widget := _widget(key, words):
            told = {"name": key.singular or key.name, "label": key.label, "hint": key.says}
            yield told | {"required": _is_needed(key, kind)} | widget


def _is_needed(key: Key, kind: str) -> bool:
    return key.required or (kind, key.name) in _NEEDED


def _widget(key: Key, words: Vocabulary) -> Field | None:
    """What takes the values of a key; None where a form has nothing for it."""
    known = words.of(key)
    if key.names and not key.or_new:
        return _select(known.items(), many=key.many) if known else None
    if key.choices:
        return _select(((one, one.replace("-", " ").capitalize()) for one in key.choices), many=key.many)
    if key.many:
        return _list(key, words)
    match key.form:
        case Form.KEYS if key.name in _SHORT_ALONE:
            short = next(one for one in key.keys if one.name == key.short)
            return _widget(short, words)
        case Form.KEYS:
            return {"widget": "object", "collapsed": "auto", "fields": list(_fields(key.keys, key.name, words))}
        case Form.YES_NO:
            return {"widget": "boolean"}
        case Form.WHOLE | Form.POSITIVE | Form.DECIMAL:
            return _number(key)
        case Form.DAY:
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
        case Form.MOMENT:
            return {"widget": "datetime", "format": "YYYY-MM-DD HH:mm"}
        case Form.ID:
            return {"widget": "string", "pattern": _ID_PATTERN}
        case _:
            return _text(key)


def _select(offered: Iterable[tuple[str, str]], *, many: bool) -> Field:
    options = [{"value": value, "label": label} for value, label in offered]
    return {"widget": "select", "options": options} | ({"multiple": True} if many else {})


def _list(key: Key, words: Vocabulary) -> Field | None:
    """A list: of mappings, or of words."""
    if key.form is Form.KEYS:
        return {"widget": "list", "collapsed": "auto", "fields": list(_fields(key.keys, key.name, words))}
    return {"widget": "list"}


def _number(key: Key) -> Field:
    if key.form is Form.DECIMAL:
        limit = key.limit or 0
        return {"widget": "number", "value_type": "float", "min": -limit, "max": limit, "step": 0.00001}
    return {"widget": "number", "value_type": "int", "min": 1 if key.form is Form.POSITIVE else 0}


def _text(key: Key) -> Field:
    match key.holds:
        case "picture":
            return {"widget": "image"}
        case "file":
            return {"widget": "file"}
        case "markdown":
            return {"widget": "markdown"}
        case "lines":
            return {"widget": "text"}
        case _:
            schema: Schema = written_as(key.form)
            complaint = schema.get("patternErrorMessage", "")
            worth = complaint and "pattern" in schema and key.form is not Form.TEXT
            return {"widget": "string"} | ({"pattern": [schema["pattern"], complaint.capitalize()]} if worth else {})
