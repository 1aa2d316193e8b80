"""From YAML nodes to raw values: text, lists and mappings, and where each stands."""

import re
from collections.abc import Mapping
from typing import Any

from qsite.source.documents import KeyPath
from qsite.source.marks import MAX_VALUES, Node, Scalar, Sequence, Table
from qsite.values import Raw


class TooManyValues(Exception):  # noqa: N818 (an answer, turned into a problem by the caller)
    """Aliases written out would be more than `MAX_VALUES`."""


def raw_value(node: Node, points: dict[KeyPath, tuple[int, int]], path: KeyPath = ()) -> Raw:
    """A node as text, lists and mappings, while `points` learns where each value stands.

    A key's own place is kept under its path with ``"<key>"`` at the end. What stands under ``extra`` comes as
    YAML 1.2 means it (numbers, true and false), for it has no schema of ours.
    """
    points[path] = (node.line, node.column)
    if len(points) > MAX_VALUES:
        raise TooManyValues
    match node:
        case Scalar():
            return None if node.plain and node.text in ("", "~", "null", "Null", "NULL") else node.text
        case Sequence():
            return [raw_value(item, points, (*path, index)) for index, item in enumerate(node.items)]
        case Table():
            found: dict[str, Any] = {}
            for key, value in node.items:
                points[(*path, key.text, "<key>")] = (key.line, key.column)
                inner = (*path, key.text)
                found[key.text] = raw_value(value, points, inner)
                if key.text == "extra" and len(path) <= 1:
                    found[key.text] = typed_value(value)
            return found


def typed_value(node: Node) -> Any:
    """A node as YAML 1.2's core schema means it; what looks like a date stays text."""
    match node:
        case Sequence():
            return tuple(typed_value(item) for item in node.items)
        case Table():
            return {key.text: typed_value(value) for key, value in node.items}
        case Scalar() if not node.plain:
            return node.text
        case Scalar():
            return _typed_text(node.text)


_NAMES: Mapping[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}


def _typed_text(text: str) -> Any:
    if text.lower() in _NAMES:
        return _NAMES[text.lower()]
    if re.fullmatch(r"[+-]?(0|[1-9]\d{0,17})", text, re.ASCII):
        return int(text)
    if re.fullmatch(r"[+-]?\d{1,17}\.\d{1,17}([eE][+-]?\d{1,2})?", text, re.ASCII):
        return float(text)
    return text
