"""Where a new event goes: behind the last one of its region's file, written as that file is, or into one of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qsite.authoring.new_file import indented
from qsite.source import marks
from qsite.source.parse import decode


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a file writes its entries: what stands before the first key, and whether empty lines stand between."""

    begin: str
    spaced: bool


def with_entry(data: bytes, entry: Sequence[str]) -> bytes | None:
    """A file of events with one more at its end, all else as it was, byte for byte.

    None where the file is not a plain list of events that can be added to.
    """
    text, problems = decode(data, "")
    layout = _layout(text) if text is not None and not problems else None
    if text is None or layout is None:
        return None
    end = "\r\n" if b"\r\n" in data else "\n"
    between = "" if not text or text.endswith("\n") else end
    if layout.spaced and text.strip() and not re.search(r"\n[ \t]*\n\Z", text):
        between += end
    added = between + "".join(line + end for line in indented(entry, layout.begin))
    return data + added.encode()


def _layout(text: str) -> _Layout | None:
    lines = text.split("\n")
    if any(re.match(r"(---|\.\.\.)(\s|$)", line) for line in lines[1:]):
        return None
    root, problems = marks.compose(text, "")
    if problems:
        return None
    if root is None or (isinstance(root, marks.Scalar) and root.plain and not root.text):
        return _Layout("- ", spaced=True)
    if isinstance(root, marks.Table):
        name, root = root.items[-1] if root.items else (None, root)
        if name is None or name.text != "events":
            return None
    if not isinstance(root, marks.Sequence) or not root.items:
        return None
    begins = {_begin(node, lines) for node in root.items}
    if None in begins or len({begin.index("-") for begin in begins if begin}) != 1:
        return None
    last = _begin(root.items[-1], lines)
    spaced = len(root.items) < 2 or any(not _above(node, lines).strip() for node in root.items[1:])
    return _Layout(last, spaced) if last else None


def _begin(node: marks.Node, lines: Sequence[str]) -> str | None:
    """What stands before an entry's first key: blanks, its hyphen, blanks; None where anything else does."""
    before = lines[node.line - 1][: node.column - 1]
    return before if isinstance(node, marks.Table) and re.fullmatch(r" *- +", before) else None


def _above(node: marks.Node, lines: Sequence[str]) -> str:
    """The line above an entry, and above the comments that stand over it."""
    number = node.line - 2
    while number > 0 and lines[number].lstrip().startswith("#"):
        number -= 1
    return lines[number]
