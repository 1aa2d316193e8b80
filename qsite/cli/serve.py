"""``qsite serve``."""

import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from qsite.cli import options
from qsite.cli.ending import ExitCode, guarded, print_problems
from qsite.cli.printing import Format

if TYPE_CHECKING:
    from qsite.build.request import Request
    from qsite.serve.bar import Surroundings

EDITOR = "vscode://file{path}:{line}"


def serve_command(
    site: options.SiteArgument = Path(),
    *,
    now: options.NowOption = None,
    host: Annotated[str, typer.Option(metavar="HOST", help="Where to listen; other machines reach only others.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port, or the next free one; 0: any.")] = 8000,
    drafts: Annotated[
        bool, typer.Option("--drafts/--no-drafts", help="Show drafts, and stories still to come.")
    ] = True,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the site in the browser.")] = False,
    editor: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            envvar="QSITE_EDITOR",
            help="What opens a file in your editor, with {path} and {line}; empty for no links.",
        ),
    ] = EDITOR,
    quiet: options.QuietOption = False,
    no_color: options.NoColorOption = False,
) -> None:
    """Show the site in the browser, as it is while you write."""
    options.site_folder(site)
    moment = options.read_now(now)
    options.read_clock()
    if not (site / "site.yaml").exists():
        from qsite.source.site_file import read_settings

        print_problems(read_settings(site)[1], Format.HUMAN, site, sys.stderr, colour=not no_color)
        raise typer.Exit(ExitCode.USAGE)

    def serve() -> None:
        from qsite.build.request import Request

        request = Request(
            site=site, output=site / "output", now=moment, clock=options.read_clock(), drafts=drafts, workers=0
        )
        _serve(request, host, port, editor, open_browser=open_browser, quiet=quiet, colour=not no_color)

    guarded(serve)


def _serve(
    request: "Request", host: str, port: int, editor: str, *, open_browser: bool, quiet: bool, colour: bool
) -> None:
    from qsite.cli.following import Teller
    from qsite.serve.server import listening, ready, run

    began = perf_counter()
    at = listening(host, port)
    if at.taken is not None:
        print(f"Port {at.taken} is taken; this is the next free one.", flush=True)
    print(f"{at.address}/", flush=True)
    teller = Teller(request.site, quiet=quiet, colour=colour)
    found = ready(request, options.read_clock, teller)
    if found.warning:
        print(found.warning, file=sys.stderr)
    teller.begin(found.preview.world, perf_counter() - began)
    if open_browser:
        import webbrowser
        from threading import Thread

        # some browsers are waited for until they are closed
        Thread(target=webbrowser.open, args=(f"{at.address}{found.preview.world.base}",), daemon=True).start()
    run(found, at, _surroundings(request.site, editor))
    print("\nStopped.")


def _surroundings(site: Path, editor: str) -> "Surroundings":
    from qsite.cli.lines import line_reader
    from qsite.cli.printing import written
    from qsite.serve.bar import Surroundings

    return Surroundings(
        site.resolve(), editor, lambda problems: written(problems, Format.HUMAN, line_reader(site), colour=False)
    )
