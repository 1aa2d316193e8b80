"""``qsite explain``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qsite.cli import options
from qsite.cli.ending import ExitCode, exit_code, print_problems
from qsite.cli.excerpt import harmless
from qsite.cli.looking import looked_at, say_seconds
from qsite.cli.printing import Format
from qsite.problem import has_errors

if TYPE_CHECKING:
    from qsite.build.request import Planned
    from qsite.pages.explanation import Explanation
    from qsite.problem import Problem

_Asked = Annotated[
    str,
    typer.Argument(
        metavar="FILE-OR-ADDRESS",
        help="content/events/kent.yaml, one event as kent.yaml#its-id, or /events/.",
        show_default=False,
    ),
]


def explain_command(
    asked: _Asked,
    site: options.SiteArgument = Path(),
    *,
    now: options.NowOption = None,
    drafts: options.DraftsOption = False,
    fmt: options.FormatOption = Format.HUMAN,
    strict: options.StrictOption = False,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    no_color: options.NoColorOption = False,
) -> None:
    """Say what a file becomes, or why it is not on the site; of an address, what makes it."""
    outcome = looked_at(site, now, drafts=drafts)
    if outcome.planned is None:
        print_problems(outcome.problems, fmt, site, sys.stderr, colour=not no_color)
        raise typer.Exit(ExitCode.USAGE)
    file = _file_below(site, asked.partition("#")[0])
    problems = _of_file(outcome.problems, file)
    found = _explained(asked, file, outcome.planned, broken=has_errors(problems))
    code = exit_code(problems, usable=outcome.usable, strict=strict)
    if fmt is Format.JSON:
        _print_json(found, problems)
    else:
        print("\n\n".join(_told(one) for one in found))
        shown = problems if code is not ExitCode.DONE or not quiet else ()
        print_problems(shown, fmt, site, sys.stderr, colour=not no_color)
    if verbose:
        say_seconds(outcome)
    if code is not ExitCode.DONE:
        raise typer.Exit(code)


def _explained(asked: str, file: str | None, planned: "Planned", *, broken: bool) -> "tuple[Explanation, ...]":
    """Give what is known of a file or an address; wrong usage, with the nearest name, where nothing is."""
    from qsite.pages.explanation import explain_address, explain_file, names_of
    from qsite.terms import nearest

    if file:
        found = explain_file(file, asked.partition("#")[2], planned.site, planned.plan, broken=broken)
    else:
        address = explain_address(asked, planned.site, planned.plan)
        found = (address,) if address else ()
    if found:
        return found
    close = nearest(asked, names_of(planned.site, planned.plan))
    hint = f'; did you mean "{close}"?' if close else ""
    raise typer.BadParameter(f'there is no file or address "{asked}"{hint}', param_hint="FILE-OR-ADDRESS")


def _file_below(site: Path, written: str) -> str | None:
    """Give a file's path from the site's folder: it was written from there, or from the current folder."""
    root = site.resolve()
    for path in (site / written, Path(written)):
        if path.is_file() and path.resolve().is_relative_to(root):
            return path.resolve().relative_to(root).as_posix()
    return None


def _of_file(problems: "tuple[Problem, ...]", file: str | None) -> "tuple[Problem, ...]":
    return tuple(one for one in problems if file and one.place and one.place.file == file)


def _told(one: "Explanation") -> str:
    return "\n".join(harmless(line) for line in (one.about, *(f"  {line}" for line in one.lines)))


def _print_json(found: "tuple[Explanation, ...]", problems: "tuple[Problem, ...]") -> None:
    from qsite.cli.printing import as_json, json_text

    explained = [{"about": one.about, "lines": list(one.lines)} for one in found]
    print(json_text(as_json(problems) | {"explained": explained}), end="")
