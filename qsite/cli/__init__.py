"""The command line: everything that prints, and every exit code."""

import gc
import io
import sys
from typing import Annotated

import typer

from qsite.cli.build import build_command
from qsite.cli.check import check_command
from qsite.cli.explain import explain_command
from qsite.cli.init import init_command
from qsite.cli.new import new_command
from qsite.cli.next import next_command
from qsite.cli.schema import schema_command
from qsite.cli.serve import serve_command

app = typer.Typer(
    name="qsite",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("build")(build_command)
app.command("check")(check_command)
app.command("explain")(explain_command)
app.command("init")(init_command)
app.command("new")(new_command)
app.command("next")(next_command)
app.command("schema")(schema_command)
app.command("serve")(serve_command)


def _version(wanted: bool) -> None:
    if wanted:
        from qsite import __version__

        print(f"qsite {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command that the command line names."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    gc.disable()  # what a command makes lives to its end, and cycles are few; the preview collects by itself
    try:
        app(prog_name="qsite")
    except KeyboardInterrupt:
        print("\nqsite: interrupted", file=sys.stderr)
        sys.exit(130)


@app.callback()
def _qsite(
    *,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Say which version this is.")
    ] = False,
) -> None:
    """Build community websites: stories, events and calendars."""
