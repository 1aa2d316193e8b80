"""``qsite check``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qsite.cli import options
from qsite.cli.ending import ExitCode, exit_code, guarded, print_problems
from qsite.cli.printing import Format

if TYPE_CHECKING:
    from qsite.build.request import Outcome


def check_command(
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
    """Find what is wrong, and write nothing."""
    options.site_folder(site)
    moment, clock = options.read_now(now), options.read_clock()

    def run() -> "Outcome":
        from qsite.build.check import check
        from qsite.build.request import Request

        request = Request(site=site, output=site / "output", now=moment, clock=clock, drafts=drafts, strict=strict)
        return check(request)

    outcome = guarded(run)
    print_problems(outcome.problems, fmt, site, sys.stdout, colour=not no_color)
    if fmt is Format.HUMAN and not outcome.problems and not quiet:
        print("No problems found.")
    if verbose and fmt is Format.HUMAN:
        for stage, seconds in outcome.seconds.items():
            print(f"  {stage} {seconds:.2f} s", file=sys.stderr)
    code = exit_code(outcome.problems, usable=outcome.usable, strict=strict)
    if code is not ExitCode.DONE:
        raise typer.Exit(code)
