"""Problems as GitHub's workflow commands, and as the summary of a job."""

from collections.abc import Iterable, Sequence
from html import escape

from qsite.cli.excerpt import harmless
from qsite.cli.totals import totals
from qsite.problem import Problem, in_reading_order

_MOST = 200
"""How many problems a summary lists; GitHub refuses a summary of more than a megabyte."""


def commands(problems: Iterable[Problem]) -> str:
    """Write one workflow command a problem, errors first: GitHub shows only the first ten of a step."""
    return "".join(f"{_command(problem)}\n" for problem in _worst_first(problems))


def summary(problems: Sequence[Problem]) -> str:
    """Write a job's summary in Markdown."""
    found = _worst_first(problems)
    if not found:
        return "### qsite: no problems\n"
    lines = [
        f"### qsite: {totals(found)}",
        "",
        "| | Where | What | What to do |",
        "|---|---|---|---|",
        *(_row(problem) for problem in found[:_MOST]),
    ]
    if len(found) > _MOST:
        lines += ["", f"And {len(found) - _MOST:,} more."]
    return "\n".join(lines) + "\n"


def _worst_first(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(in_reading_order(problems), key=lambda problem: not problem.is_error)


def _command(problem: Problem) -> str:
    properties = {"title": problem.code.text}
    if place := problem.place:
        where = {"file": place.file, "line": str(place.line), "col": str(place.column)}
        properties = where | properties
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    text = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {written}::{_data(text)}"


def _data(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "%0A".join(harmless(line).replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _row(problem: Problem) -> str:
    where = f"<code>{_cell(str(problem.place))}</code>" if problem.place else ""
    what = f"{_cell(problem.message)} (<code>{problem.code.text}</code>)"
    return f"| {problem.severity} | {where} | {what} | {_cell(problem.hint or '')} |"


def _cell(text: str) -> str:
    """Write text so that Markdown shows it as it is, in one cell of a table."""
    plain = escape(harmless(" ".join(text.split())))
    return "".join(f"&#{ord(char)};" if char in "\\`*_[]|~@#:" else char for char in plain)
