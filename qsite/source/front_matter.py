"""The two parts of a Markdown file: its front matter and its body."""

import re
from dataclasses import dataclass

from qsite.problem import Code, Place, Problem

_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")


@dataclass(frozen=True, slots=True)
class Parts:
    """A Markdown file cut in two; the lines count from 1."""

    front: str
    front_line: int
    body: str
    body_line: int


def cut(text: str, file: str) -> tuple[Parts | None, tuple[Problem, ...]]:
    """The front matter between two lines of three hyphens, and the body after it."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != "---":
        return None, (_no_front_matter(lines[start], Place(file, start + 1)),)
    for end in range(start + 1, len(lines)):
        if _CLOSING.fullmatch(lines[end]):
            front = "\n".join(lines[start + 1 : end])
            return Parts(front, start + 2, "\n".join(lines[end + 1 :]), end + 2), ()
    hint = "write a line of three hyphens (---) after the last key"
    return None, (
        Problem(Code.FRONT_MATTER, "the front matter that opens here is never closed", Place(file, start + 1), hint),
    )


def _no_front_matter(first: str, place: Place) -> Problem:
    if first.rstrip() == "+++":
        hint = "write it as YAML: --- instead of +++, and key: value instead of key = value"
        return Problem(Code.FRONT_MATTER, "this front matter is TOML, and qsite reads YAML", place, hint)
    if re.fullmatch(r"[-–—]{2,}\s*", first):
        return Problem(
            Code.FRONT_MATTER,
            f'"{first.strip()}" does not open front matter',
            place,
            "write exactly three hyphens: ---",
        )
    if re.match(r"\w+:", first):
        hint = "put a line of three hyphens (---) before the first key and one after the last"
        return Problem(Code.FRONT_MATTER, "the front matter lacks its opening line", place, hint)
    hint = "begin the file with ---, then title: …, then --- again, and the text after it"
    return Problem(Code.FRONT_MATTER, "this file has no front matter", place, hint)
