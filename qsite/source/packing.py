"""Problems as plain values, for whatever is kept as bytes."""

from collections.abc import Iterable
from typing import Any

from qsite.problem import Code, Place, Problem

_CODES = {code.text: code for code in Code}


class Unpackable(ValueError):  # noqa: N818 (an answer: the cache is of no use here)
    """Bytes that `pack` did not write."""


def pack_problems(problems: Iterable[Problem]) -> list[Any]:
    """Problems as plain values."""
    return [_packed_problem(problem) for problem in problems]


def unpack_problems(values: Iterable[Any]) -> tuple[Problem, ...]:
    """Problems from their plain values."""
    return tuple(_problem(*one) for one in values)


def _packed_problem(problem: Problem) -> tuple[str, str, tuple[str, int, int] | None, str | None]:
    place = problem.place
    return problem.code.text, problem.message, (place.file, place.line, place.column) if place else None, problem.hint


def _problem(code: str, message: str, place: list[Any] | None, hint: str | None) -> Problem:
    return Problem(_CODES[code], message, Place(*place) if place else None, hint)
