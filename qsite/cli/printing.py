"""Problems as people, programs and GitHub read them: pure functions from problems to text."""

import json
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any

from qsite.cli.excerpt import excerpt, harmless
from qsite.cli.totals import count, totals
from qsite.problem import Problem, Severity, in_reading_order

ReadLine = Callable[[str, int], str | None]
"""A line of a file of the site, None where there is no such line."""

_STYLES = {Severity.ERROR: "1;31", Severity.WARNING: "1;33"}
_DIGITS = 5


class Format(StrEnum):
    """Who reads the problems."""

    HUMAN = "human"
    JSON = "json"
    GITHUB = "github"


def written(problems: Iterable[Problem], fmt: Format, read_line: ReadLine, colour: bool) -> str:
    """Write problems in a format, each once; for people nothing where there are none."""
    found = in_reading_order(problems)
    match fmt:
        case Format.HUMAN:
            return _for_people(found, read_line, _painted if colour else _plain)
        case Format.JSON:
            return json_text(as_json(found))
        case Format.GITHUB:
            from qsite.cli.github import commands

            return commands(found)


def as_json(problems: Iterable[Problem]) -> dict[str, Any]:
    """Give the object that ``--format json`` prints."""
    found = in_reading_order(problems)
    errors, warnings = count(found)
    return {"problems": [_problem(problem) for problem in found], "errors": errors, "warnings": warnings}


def json_text(value: dict[str, Any]) -> str:
    """Write an object; in ASCII, which every terminal and every pipe can carry."""
    return json.dumps(value, indent=2) + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "severity": problem.severity.value,
        "code": problem.code.text,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": problem.message,
        "hint": problem.hint,
    }


_Paint = Callable[[str, str], str]


def _plain(_style: str, text: str) -> str:
    return text


def _painted(style: str, text: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m"


def _for_people(problems: Sequence[Problem], read_line: ReadLine, paint: _Paint) -> str:
    if not problems:
        return ""
    blocks = ["\n".join(_block(problem, read_line, paint)) for problem in problems]
    return "\n\n".join([*blocks, totals(problems)]) + "\n"


def _block(problem: Problem, read_line: ReadLine, paint: _Paint) -> list[str]:
    place, style = problem.place, _STYLES[problem.severity]
    head = [paint(style, problem.severity.value), problem.code.text]
    line = None
    margin = " " * (_DIGITS + 1)
    if place:
        head.insert(0, paint("1", _one_line(str(place))))
        line = read_line(place.file, place.line)
    message = _one_line(problem.message)
    if place and line is not None:
        number = f"{place.line:{_DIGITS}}"
        margin = " " * (len(number) + 1)
        shown, before = excerpt(line, place.column)
        caret = f"{margin}|   {' ' * before}{paint(style, '^')} {message}"
        rest = [f"{number} |   {shown}".rstrip(), caret]
    else:
        rest = [f"{margin}| {message}"]
    if problem.hint:
        rest.append(f"{margin}= {_one_line(problem.hint)}")
    return ["  ".join(head), *rest]


def _one_line(text: str) -> str:
    return harmless(" ".join(text.splitlines()))
