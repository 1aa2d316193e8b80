"""The configuration of the forms at ``/admin/`` (Sveltia CMS), made of the model and of the words of one site."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qsite.authoring.model import Key, Kind, kinds
from qsite.authoring.vocabulary import Vocabulary
from qsite.authoring.written_forms import written_as
from qsite.forms import Form
from qsite.site.site import AnyLinked
from qsite.source.cms_settings import CmsSettings

NO_REPOSITORY = "owner/name"
"""Stands where ``site.yaml`` names no repository: the forms then work on a folder of one's own computer alone."""
_SAID = "# Made by qsite from the site's own words. A file content/static/admin/config.yml takes its place.\n"
_MOST_OFFERED = 300
"""Of more ids than this none is offered: a form takes them as text."""
_NOT_IN_FORMS = frozenset({"extra", "template", "area", "changes", "rrule", "votes", "video", "focus", "revision"})
"""Keys that stay as they are in the file."""
_NEEDED = frozenset({("story", "date"), ("event", "start")})
"""What a file can do without, and a form can't."""
_SHORT_ALONE = frozenset({"funding", "logo", "photo"})
"""Keys of which a form offers the short way to write them alone."""
_ONE_ALONE = frozenset({"on"})
"""Lists of which a form takes one text: ``monday, thursday``."""

Field = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """The keys of which a folder's files write a text alone (`plain`), and those with keys below them (`deep`), as paths.

    A form that offers one of the two ways would lose what a file says in the other.
    """

    plain: frozenset[tuple[str, ...]] = frozenset()
    deep: frozenset[tuple[str, ...]] = frozenset()


def written(documents: Iterable[AnyLinked], folder: str) -> Written:
    """How the files in a folder below ``content/``, or below that, write what can be written in two ways."""
    plain: set[tuple[str, ...]] = set()
    deep: set[tuple[str, ...]] = set()
    for document in documents:
        if document.file.startswith(f"content/{folder}/"):
            paths = {tuple(step for step in path if isinstance(step, str)) for path in document.places.points}
            paths = {path for path in paths if path and path[-1] != "<key>" and path[0] != "extra"}
            inner = {path[:-1] for path in paths}
            deep |= inner
            plain |= paths - inner
    return Written(frozenset(plain), frozenset(deep))


@dataclass(frozen=True, slots=True)
class _Form:
    """What the fields of one form follow from: the site's words, how its files are written, and the key it is below."""

    words: Vocabulary
    ways: Written
    above: tuple[str, ...] = ()

    def is_mixed(self, key: Key) -> bool:
        """Whether files write a key in a way that the form doesn't offer."""
        path = (*self.above, key.name)
        plain, deep = path in self.ways.plain, path in self.ways.deep
        return bool(key.short) and not key.many and deep and (plain or key.name in _SHORT_ALONE)

    def is_short(self, key: Key) -> bool:
        """Whether the form offers the short way."""
        path = (*self.above, key.name)
        return bool(key.short) and (path in self.ways.plain or key.name in _SHORT_ALONE)

    def below(self, key: Key) -> "_Form":
        """The form of the keys below one."""
        return replace(self, above=(*self.above, key.name))


def cms_config(settings: CmsSettings, words: Vocabulary, documents: Sequence[AnyLinked], url: str) -> str:
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
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True},
        "collections": list(_collections(words, documents)),
    }
    return _SAID + json.dumps(config, indent=1, ensure_ascii=False) + "\n"


def _collections(words: Vocabulary, documents: Sequence[AnyLinked]) -> Iterator[Field]:
    for kind in kinds().values():
        if kind.name != "event":
            yield _pages(kind, _Form(words, written(documents, kind.folder)))
            continue
        for region, name in words.called["regions"].items():
            yield _events(kind, region, name, _Form(words, written(documents, f"events/{region}")))


def _pages(kind: Kind, form: _Form) -> Field:
    """A folder of Markdown files."""
    fields = list(_fields(kind.keys, kind.name, form))
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
        "slug": "{{fields.date | date('YYYY-MM-DD')}}-{{slug}}" if kind.name == "story" else "{{slug}}",
        "fields": [*(one for one in fields if one["required"]), body, *(one for one in fields if not one["required"])],
    }


def _events(kind: Kind, region: str, name: str, form: _Form) -> Field:
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
        "fields": list(_fields(kind.keys, kind.name, form)),
    }


def _fields(keys: Iterable[Key], kind: str, form: _Form) -> Iterator[Field]:
    """The fields of a form: those that must be filled first."""
    shown = [key for key in keys if key.name not in _NOT_IN_FORMS and not form.is_mixed(key)]
    for key in sorted(shown, key=lambda one: not _is_needed(one, kind)):
        if widget := _widget(key, form):
            told = {"name": key.singular or key.name, "label": key.label, "hint": key.says}
            yield told | {"required": _is_needed(key, kind)} | widget


def _is_needed(key: Key, kind: str) -> bool:
    # An empty optional field is left out of the file, and without `alt` a picture is a warning
    return key.required or key.form is Form.MAYBE_TEXT or (kind, key.name) in _NEEDED


def _widget(key: Key, form: _Form) -> Field | None:
    """What takes the values of a key; None where a form has nothing for it."""
    known = form.words.of(key)
    if key.names and not key.or_new and not (key.many and len(known) > _MOST_OFFERED):
        return _select(known.items(), many=key.many) if known else None
    if key.choices:
        return _select(((one, one.replace("-", " ").capitalize()) for one in key.choices), many=key.many)
    if key.form is Form.KEYS:
        return _mapping(key, form)
    if key.many and key.name not in _ONE_ALONE:
        return {"widget": "list"}
    return _value(key)


def _select(offered: Iterable[tuple[str, str]], *, many: bool) -> Field:
    options = [{"value": value, "label": label} for value, label in offered]
    return {"widget": "select", "options": options} | ({"multiple": True} if many else {})


def _mapping(key: Key, form: _Form) -> Field | None:
    """Keys below a key, a list of such, or the one text that stands for them."""
    if form.is_short(key) and not key.many:
        if key.switch:
            return {"widget": "string", "pattern": ["^(true|https?://.+)$", "Write true, or a whole address"]}
        return _widget(next(one for one in key.keys if one.name == key.short), form)
    fields = list(_fields(key.keys, key.name, form.below(key)))
    return {"widget": "list" if key.many else "object", "collapsed": True, "fields": fields}


def _value(key: Key) -> Field:
    """A single value."""
    match key.form:
        case Form.YES_NO:
            return {"widget": "boolean"}
        case Form.WHOLE | Form.POSITIVE:
            return {"widget": "number", "value_type": "int", "min": 1 if key.form is Form.POSITIVE else 0}
        case Form.DECIMAL:
            limit = key.limit or 0
            return {"widget": "number", "value_type": "float", "min": -limit, "max": limit, "step": 0.00001}
        case Form.DAY:
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
        case Form.MOMENT:
            return {"widget": "datetime", "format": "YYYY-MM-DD HH:mm"}
        case _:
            return _text(key)


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
            schema = written_as(key.form)
            if "pattern" not in schema or key.form is Form.TEXT:
                return {"widget": "string"}
            complaint = str(schema["patternErrorMessage"])
            return {"widget": "string", "pattern": [schema["pattern"], complaint[0].upper() + complaint[1:]]}
