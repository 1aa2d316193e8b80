"""How a command ends: what it prints where, and its exit code."""

import os
import sys
from collections.abc import Callable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import TextIO, TypeVar

import typer

from qsite.cli.lines import line_reader
from qsite.cli.printing import Format, written
from qsite.problem import Problem, has_errors

_T = TypeVar("_T")


class ExitCode(IntEnum):
    """What an exit code says; the command line's documentation lists them."""

    DONE = 0
    CONTENT = 1
    USAGE = 2
    MACHINE = 3
    INTERRUPTED = 130


def guarded(work: Callable[[], _T]) -> _T:
    """Run the part of a command that meets the machine: its failures are one line, and an exit code."""
    from qsite.build.publish import MachineError

    try:
        return work()
    except KeyboardInterrupt:
        print("\nqsite: interrupted", file=sys.stderr)
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    except MachineError as found:
        print(f"qsite: {found}", file=sys.stderr)
        raise typer.Exit(ExitCode.MACHINE) from None
    except OSError as found:
        print(f"qsite: {_told(found)}", file=sys.stderr)
        raise typer.Exit(ExitCode.MACHINE) from None


def exit_code(problems: Sequence[Problem], *, usable: bool, strict: bool) -> ExitCode:
    """Give the exit code of a command that ran to its end."""
    if not usable:
        return ExitCode.USAGE
    return ExitCode.CONTENT if has_errors(problems) or (strict and problems) else ExitCode.DONE


def print_problems(problems: Sequence[Problem], fmt: Format, site: Path, stream: TextIO, *, colour: bool) -> None:
    """Print problems to a stream; for GitHub also into the job's summary."""
    text = written(problems, fmt, line_reader(site), colour=colour and _takes_colour(stream))
    print(text, end="", file=stream, flush=True)
    summary_file = os.environ.get("GITHUB_STEP_SUMMARY")
    if fmt is Format.GITHUB and summary_file:
        from qsite.cli.github import summary

        _append(Path(summary_file), summary(problems))


def _append(path: Path, text: str) -> None:
    """Append to a file; a summary that can't be written is no reason to fail."""
    try:
        with path.open("a", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError as found:
        print(f"qsite: the job summary was not written: {_told(found)}", file=sys.stderr)


def _takes_colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _told(found: OSError) -> str:
    """Write what the machine said: ``No space left on device (output/index.html)``."""
    reason = found.strerror or str(found) or type(found).__name__
    return f"{reason} ({os.fsdecode(found.filename)})" if isinstance(found.filename, str | bytes) else reason
