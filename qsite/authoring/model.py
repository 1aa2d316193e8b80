"""The model, told: for each kind of content, the keys that may stand there and what each is for.

Everything here is read off the classes that read the files themselves (`qsite.source.keys`, `shapes`, `settings`), so
that schemas, new files and forms in a browser can't tell of other keys than there are.
"""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from qsite.forms import Form
from qsite.source import keys
from qsite.source.meanings import Holds, Names
from qsite.source.schema import spoken
from qsite.source.settings import Settings
from qsite.terms import words
from qsite.values import OneOf, Prepares, Reads, Within


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key that may be written, with what may stand under it.

    `label` and `says` are for people: what the key is called, and what it is for (a sentence without a full stop).
    """

    name: str
    label: str
    says: str
    form: Form
    required: bool = False
    many: bool = False
    """Whether it takes a list; `form` and all else then speak of one entry."""
    alone: bool = False
    """Whether one alone may stand for a list of one."""
    singular: str = ""
    """Another way to write the key, for one alone: ``author``."""
    choices: tuple[str, ...] = ()
    """The words that it takes, where they are the same on every site."""
    names: str = ""
    """What its ids name: a folder below ``content/``, `STORY_KIND` or `EVENT_KIND`."""
    or_plain: bool = False
    or_new: bool = False
    holds: str = ""
    """``markdown``, ``lines``, ``picture`` or ``file``: what the text is; empty for a line of words."""
    keys: tuple["Key", ...] = ()
    """The keys below it."""
    short: str = ""
    """The one of `keys` that a text alone stands for."""
    switch: bool = False
    """Whether true or false may stand for the whole."""
    limit: float | None = None
    """How far from 0 a decimal number may lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of content: its `name`, its folder below ``content/``, and its keys."""

    name: str
    folder: str
    label: str
    says: str
    keys: tuple[Key, ...]

    def key(self, name: str) -> Key | None:
        """The key of that name; None where there is none."""
        return next((one for one in self.keys if one.name == name), None)

    @property
    def one(self) -> str:
        """One of them, in words: "a story", "an event"."""
        return f"{'an' if self.name[0] in 'aeiou' else 'a'} {self.name}"

    @property
    def title(self) -> str:
        """The key that readers know it by: ``title`` or ``name``."""
        return "title" if self.key("title") else "name"


_CLASSES: tuple[tuple[str, str, str, type[Any]], ...] = (
    ("story", "stories", "a text with a date: what somebody has to tell", keys.StoryKeys),
    ("event", "events", "something that takes place, with its dates", keys.EventKeys),
    ("region", "regions", "a part of the community", keys.RegionKeys),
    ("programme", "programmes", "a series of masterclasses, a training, a funded offer", keys.ProgrammeKeys),
    ("partner", "partners", "an organisation that the community works with", keys.PartnerKeys),
    ("person", "people", "an author or a speaker", keys.PersonKeys),
    ("series", "series", "stories to be read in order", keys.SeriesKeys),
    ("page", "pages", "a plain page: about, contact, join", keys.PlainPageKeys),
)
_SINGULAR = {("StoryKeys", "authors"): "author", ("StoryKeys", "events"): "event"}
_FROM_THE_FILE_S_NAME = {("StoryKeys", "date")}
_LABELS = {"id": "Id", "url": "Address on the web", "alt": "Text for those who can't see it", "rrule": "RFC 5545 rule"}


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of content by its name, in the order in which they are told."""
    found = (
        Kind(name=name, folder=folder, label=words(name), says=says, keys=keys_of(read))
        for name, folder, says, read in _CLASSES
    )
    return MappingProxyType({one.name: one for one in found})


@cache
def settings_keys() -> tuple[Key, ...]:
    """The keys of ``site.yaml``."""
    return keys_of(Settings)


def keys_of(read: Any) -> tuple[Key, ...]:
    """The keys of a class that reads a mapping: those that are required first, `extra` last."""
    hints, told = get_type_hints(read, include_extras=True), _descriptions(read)
    found = []
    for one in fields(read):
        required = one.default is MISSING and one.default_factory is MISSING
        required = required and (read.__name__, one.name) not in _FROM_THE_FILE_S_NAME
        facts = dict(_facts(hints[one.name]))
        name = spoken(one.name)
        found.append(
            Key(
                name=name,
                label=_LABELS.get(name, words(name.replace("_", "-"))),
                says=told.get(one.name, ""),
                required=required,
                singular=_SINGULAR.get((read.__name__, name), ""),
                **facts,
            )
        )
    return tuple(sorted(found, key=lambda key: (not key.required, key.name == "extra")))


def _facts(hint: Any) -> Iterator[tuple[str, Any]]:
    """What an annotation says, as fields of `Key`."""
    core, marks = _unwrapped(hint)
    reads = next((mark for mark in marks if isinstance(mark, Reads)), None)
    prepares = [mark for mark in marks if isinstance(mark, Prepares)]
    many = get_origin(core) is tuple and (reads is None or reads.form is Form.TEXT)
    if many:
        yield "many", True
        yield "alone", bool(prepares) or reads is not None
        if reads is None:
            core, inner = _unwrapped(get_args(core)[0])
            marks, prepares = [*marks, *inner], [mark for mark in inner if isinstance(mark, Prepares)]
            reads = next((mark for mark in marks if isinstance(mark, Reads)), None)
    yield from _of_marks(marks)
    for mark in prepares:
        if mark.short:
            yield "short", mark.short
            yield "switch", mark.switch
    if reads is None and is_dataclass(core):
        yield "form", Form.KEYS
        yield "keys", keys_of(core)
    else:
        yield from _of_reader(reads)


def _of_marks(marks: list[Any]) -> Iterator[tuple[str, Any]]:
    for mark in marks:
        match mark:
            case Names(what, or_plain, or_new):
                yield from (("names", what), ("or_plain", or_plain), ("or_new", or_new))
            case Holds(what):
                yield "holds", what
            case _:
                pass


def _of_reader(reads: Reads | None) -> Iterator[tuple[str, Any]]:
    match reads:
        case Reads(read=OneOf(choices)):
            yield from (("form", Form.CHOICE), ("choices", choices))
        case Reads(read=Within(limit)):
            yield from (("form", Form.DECIMAL), ("limit", limit))
        case _:
            yield "form", reads.form if reads else Form.ANYTHING


def _unwrapped(hint: Any) -> tuple[Any, list[Any]]:
    """An annotation's type without ``| None``, and the marks around it, the outermost first."""
    marks: list[Any] = []
    while True:
        if get_origin(hint) is Annotated:
            hint, *more = get_args(hint)
            marks += more
        elif get_origin(hint) in (Union, UnionType) and type(None) in get_args(hint):
            (hint, *_) = (one for one in get_args(hint) if one is not type(None))
        else:
            return hint, marks


def _descriptions(read: Any) -> Mapping[str, str]:
    """The line below each field of a class and of those that it is made from, which Python itself forgets."""
    found: dict[str, str] = {}
    for one in reversed(read.__mro__):
        found |= _documented(one.__module__).get(one.__name__, {}) if one is not object else {}
    return found


@cache
def _documented(module: str) -> Mapping[str, Mapping[str, str]]:
    """The line below each field of the classes of a module, by class."""
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(sys.modules[module])).body:
        if not isinstance(node, ast.ClassDef):
            continue
        for above, below in zip(node.body, node.body[1:], strict=False):
            match above, below:
                case ast.AnnAssign(target=ast.Name(name)), ast.Expr(value=ast.Constant(value=str(says))):
                    found.setdefault(node.name, {})[name] = " ".join(says.split())
                case _:
                    pass
    return found
