"""``qsite next``."""

import sys
from pathlib import Path

import typer

from qsite.cli import options
from qsite.cli.ending import ExitCode, exit_code, print_problems
from qsite.cli.looking import looked_at, say_seconds
from qsite.cli.printing import Format


def next_command(
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
    """Say when the output next changes by itself."""
    outcome = looked_at(site, now, drafts=drafts)
    code = exit_code(outcome.problems, usable=outcome.usable, strict=strict)
    if fmt is Format.JSON:
        from qsite.cli.printing import as_json, json_text

        moment = outcome.next_change if code is ExitCode.DONE else None
        print(json_text(as_json(outcome.problems) | {"next_change": moment.isoformat() if moment else None}), end="")
    else:
        problems = outcome.problems if code is not ExitCode.DONE or not quiet else ()
        print_problems(problems, fmt, site, sys.stderr, colour=not no_color)
        if code is ExitCode.DONE:
            print(outcome.next_change.isoformat() if outcome.next_change else "never")
    if verbose:
        say_seconds(outcome)
    if code is not ExitCode.DONE:
        raise typer.Exit(code)
