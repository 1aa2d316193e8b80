"""``qsite build``."""

import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from qsite.cli import options
from qsite.cli.ending import ExitCode, exit_code, guarded, print_problems
from qsite.cli.printing import Format

if TYPE_CHECKING:
    from qsite.build.request import Outcome, Request
    from qsite.build.verify import Verified


def build_command(
    site: options.SiteArgument = Path(),
    *,
    now: options.NowOption = None,
    drafts: options.DraftsOption = False,
    fmt: options.FormatOption = Format.HUMAN,
    strict: options.StrictOption = False,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    no_color: options.NoColorOption = False,
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the site is written, if not to SITE/output.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="The site's address, if not that of site.yaml.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was done to this file, as JSON.")
    ] = None,
    workers: Annotated[int, typer.Option(min=0, help="How many work at once; 0: as many as help.")] = 0,
    clean: Annotated[bool, typer.Option("--clean", help="Forget what earlier builds found out.")] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Build twice, warm and clean, and compare every byte.")
    ] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Say how long each stage and each template took.")] = False,
) -> None:
    """Render the site."""
    options.site_folder(site)
    target = _target(site, output)
    moment, clock, address = options.read_now(now), options.read_clock(), options.read_url(url)
    for_a_look = drafts or moment is not None or output is not None or address is not None
    begin = perf_counter()

    def run() -> "Verified":
        from qsite.build.request import Request
        from qsite.cli.progress import shown

        with shown(sys.stderr, quiet=quiet) as progress:
            request = Request(
                site=site,
                output=target,
                now=moment,
                clock=clock,
                drafts=drafts,
                url=address,
                strict=strict,
                remember=not for_a_look,
                workers=workers,
                closely=verbose or profile,
                progress=progress,
            )
            return _built(request, clean=clean, verify=verify)

    verified = guarded(run)
    outcome, seconds = verified.outcome, perf_counter() - begin
    if fmt is Format.JSON:
        from qsite.cli.report import printed

        print(printed(outcome), end="")
    else:
        print_problems(outcome.problems, fmt, site, sys.stderr, colour=not no_color)
        _say(outcome, target, seconds, quiet=quiet, verbose=verbose)
    if profile:
        from qsite.cli.telling import profiled

        print(profiled(outcome), file=sys.stderr)
    if report:
        from qsite.cli.report import write_report

        guarded(lambda: write_report(outcome, report))
    _finish(verified, strict=strict, verify=verify)


def _built(request: "Request", *, clean: bool, verify: bool) -> "Verified":
    from qsite.build.verify import Verified
    from qsite.build.verify import verify as verified

    if clean:
        from qsite.build.cache_file import forget_all

        forget_all(request.site)
    if verify:
        return verified(request)
    from qsite.build.build import build

    return Verified(build(request))


def _finish(verified: "Verified", *, strict: bool, verify: bool) -> None:
    """End with the exit code of what happened; that a warm build differs from a clean one is a fault of qsite."""
    outcome = verified.outcome
    if verified.different:
        listed = "".join(f"\n  {path}" for path in verified.different)
        print(f"qsite: a clean build differs from this one, which is a fault of qsite, in{listed}", file=sys.stderr)
        raise typer.Exit(ExitCode.MACHINE)
    code = exit_code(outcome.problems, usable=outcome.usable, strict=strict)
    if code is not ExitCode.DONE:
        raise typer.Exit(code)
    if verify and outcome.published:
        print("Verified: a clean build gives the same bytes.", file=sys.stderr)


def _target(site: Path, output: Path | None) -> Path:
    """Give the folder that is written; wrong usage where that would be the site's own."""
    target = output or site / "output"
    if site.resolve().is_relative_to(target.resolve()):
        raise typer.BadParameter(f'"{target}" holds the site itself', param_hint="--output")
    if target.exists() and not target.is_dir():
        raise typer.BadParameter(f'"{target}" is not a folder', param_hint="--output")
    return target


def _say(outcome: "Outcome", target: Path, seconds: float, *, quiet: bool, verbose: bool) -> None:
    if outcome.remembering.refused:
        print(f"qsite: content/calendar.lock was not written: {outcome.remembering.refused}", file=sys.stderr)
    if not outcome.published:
        print(f"Nothing was published: {target}/ is as it was.", file=sys.stderr)
    elif not quiet:
        from qsite.cli.telling import told

        print(told(outcome, target, seconds, verbose=verbose))
