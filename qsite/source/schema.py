"""What editors may write: runs pydantic over raw values and turns what it finds into problems at their places.

A document with mistakes is salvaged where it can be, without the keys that hold them, so that its other
mistakes (a reference to nobody, a date in a wrong order) are found in the same run.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import MISSING, fields
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from qsite.problem import Code, Place, Problem
from qsite.source.documents import KeyPath, Places
from qsite.source.spellings import MEANT
from qsite.terms import nearest
from qsite.values import Unreadable, UnreadableParts, shape

T = TypeVar("T")

_PYTHON_NAMES = {"excluded": "except"}
_SPOKEN_NAMES = {spoken: name for name, spoken in _PYTHON_NAMES.items()} | {name: f"{name} " for name in _PYTHON_NAMES}


@lru_cache(maxsize=64)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def read(
    kind: type[T], raw: dict[str, Any], places: Places, stand_ins: Mapping[str, str]
) -> tuple[T | None, tuple[Problem, ...]]:
    """The raw values as a `kind`, and what is wrong with them.

    With mistakes, what can be salvaged is given back all the same: `stand_ins` has texts for required keys.
    None where nothing could be.
    """
    present = without_nothing(raw)
    try:
        validated: T = _adapter(kind).validate_python(present)  # type: ignore[arg-type]
        return validated, ()
    except ValidationError as error:
        found = error.errors(include_url=False)
        problems = _without_echoes([more for one in found for more in _problems(kind, dict(one), places)])
        return _salvage(kind, present, found, stand_ins), problems


_OPEN = {"results", "extra", "redirects", "tags", "kinds"}


def without_nothing(raw: dict[str, Any]) -> dict[str, Any]:
    """Keys after which nothing is written are as good as absent."""
    return {
        _SPOKEN_NAMES.get(key, key): without_nothing(value) if isinstance(value, dict) and key not in _OPEN else value
        for key, value in raw.items()
        if value is not None
    }


def _salvage(
    kind: type[T], raw: dict[str, Any], found: Sequence[Mapping[str, Any]], stand_ins: Mapping[str, str]
) -> T | None:
    """What is left without the values that are wrong; without their whole keys where that is not enough."""
    bad = {str(one["loc"][0]) for one in found if one["loc"]}
    nested = deepcopy(raw)
    for one in sorted(found, key=lambda one: str(one["loc"]), reverse=True):
        _drop(nested, one["loc"][:-1] if one["type"] == "missing" else one["loc"])
    for kept in (nested, {key: value for key, value in raw.items() if key not in bad}):
        try:
            return _adapter(kind).validate_python(dict(stand_ins) | kept)  # type: ignore[no-any-return, arg-type]
        except ValidationError:
            continue
    return None


def _drop(raw: Any, path: Sequence[Any]) -> None:
    """Takes the value at a path out."""
    if not path:
        return
    for part in path[:-1]:
        try:
            raw = raw[part]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(raw, dict):
        raw.pop(path[-1], None)
    elif isinstance(raw, list) and isinstance(path[-1], int) and path[-1] < len(raw):
        del raw[path[-1]]


def spoken(name: str) -> str:
    """A field's name as editors write it."""
    return _PYTHON_NAMES.get(name, name)


def key_names(kind: type[Any]) -> tuple[str, ...]:
    """The keys that a kind knows, as editors write them."""
    return tuple(spoken(f.name) for f in fields(kind))


def required_keys(kind: type[Any]) -> tuple[str, ...]:
    """The keys that a kind can't do without."""
    return tuple(f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)


def _without_echoes(problems: list[Problem]) -> tuple[Problem, ...]:
    """A misspelt key that is required is told once: not as missing too."""
    hinted = {problem.hint for problem in problems if problem.code is Code.UNKNOWN_KEY}
    return tuple(
        problem
        for problem in problems
        if not (problem.code is Code.MISSING_KEY and f"did you mean {problem.message.partition(' ')[0]}?" in hinted)
    )


def _problems(kind: type[Any], error: dict[str, Any], places: Places) -> list[Problem]:
    """One of pydantic's errors; a reader of a whole mapping may tell of several."""
    reason = error.get("ctx", {}).get("error")
    if not isinstance(reason, UnreadableParts):
        return [_problem(kind, error, places)]
    path: KeyPath = tuple(_PYTHON_NAMES.get(str(part), part) for part in error["loc"])
    return [
        Problem(why.code, why.message, places.of(*path, key, *(("<key>",) if is_key else ())), why.hint)
        for key, is_key, why in reason.parts
    ]


def _problem(kind: type[Any], error: dict[str, Any], places: Places) -> Problem:
    path: KeyPath = tuple(_PYTHON_NAMES.get(str(part), part) for part in error["loc"])
    match error["type"]:
        case "missing":
            key = path[-1]
            return Problem(Code.MISSING_KEY, f'"{key}" is missing', places.of(*path[:-1]), f"add a line with {key}: …")
        case "unexpected_keyword_argument":
            return _unknown_key(kind, path, places)
        case "value_error" if isinstance(reason := error["ctx"]["error"], Unreadable):
            return Problem(reason.code, reason.message, _finest(reason, error["input"], path, places), reason.hint)
        case "dataclass_type":
            message = f"a mapping (keys and values) is expected here, and this is {shape(error['input'])}"
            return Problem(Code.WRONG_TYPE, message, places.of(*path), _mapping_hint(kind, path))
        case "tuple_type":
            message = f"a list is expected here, and this is {shape(error['input'])}"
            return Problem(
                Code.WRONG_TYPE, message, places.of(*path), "write each on a line of its own that begins with a hyphen"
            )
        case _:
            return Problem(Code.BAD_VALUE, str(error["msg"]), places.of(*path))


def _finest(reason: Unreadable, value: Any, path: KeyPath, places: Places) -> Place:
    """The place of the one entry that a reader of whole mappings complains of."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if f'"{inner}"' in reason.message or shape(inner) in reason.message:
                return places.of(*path, key)
            if f'"{key}"' in reason.message and (*path, key, "<key>") in places.points:
                return places.of(*path, key, "<key>")
    if isinstance(value, list):
        for index, inner in enumerate(value):
            if f'"{inner}"' in reason.message:
                return places.of(*path, index)
    return places.of(*path)


def _unknown_key(kind: type[Any], path: KeyPath, places: Places) -> Problem:
    key = str(path[-1])
    known = _keys_at(kind, path[:-1])
    place = places.of(*path, "<key>")
    return Problem(Code.UNKNOWN_KEY, f'"{key}" is not a key here', place, _unknown_key_hint(key, known))


def _unknown_key_hint(key: str, known: Iterable[str]) -> str:
    names = tuple(known)
    folded = key.casefold().replace("-", "_").replace(" ", "_")
    same = next((name for name in names if name == folded), None)
    meant = next((name for name in MEANT.get(folded, ()) if name in names), None)
    if best := same or meant or nearest(folded, names):
        return f'did you mean "{best}"?'
    if "extra" in names:
        return "put data of your own under extra:"
    return f"the keys here are: {', '.join(names)}"


_SPOKEN = {"StoryKeys": ("author", "event")}


def _keys_at(kind: type[Any], path: KeyPath) -> tuple[str, ...]:
    """The keys that may stand at `path` within a kind."""
    found: type[Any] | None = kind
    for part in path:
        if isinstance(part, str) and found is not None:
            found = _class_of(found, part)
    return key_names(found) + _SPOKEN.get(found.__name__, ()) if found else ()


def _class_of(kind: type[Any], key: str) -> type[Any] | None:
    """The dataclass that is read under a key, alone or in a list."""
    from typing import get_args, get_type_hints

    def find(hint: Any) -> type[Any] | None:
        if hasattr(hint, "__dataclass_fields__"):
            return hint  # type: ignore[no-any-return]
        return next((found for inner in get_args(hint) if (found := find(inner))), None)

    hints = get_type_hints(kind, include_extras=False)
    name = next((python for python, spoken in _PYTHON_NAMES.items() if spoken == key), key)
    return find(hints[name]) if name in hints else None


def _mapping_hint(kind: type[Any], path: KeyPath) -> str:
    names = _keys_at(kind, path)
    return f"write keys under it, such as {names[0]}: …" if names else "write keys under it"
