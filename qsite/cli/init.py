"""``qsite init``."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from qsite.cli import options
from qsite.cli.ending import ExitCode, guarded, print_problems
from qsite.cli.excerpt import harmless
from qsite.cli.looking import looked_at
from qsite.cli.printing import Format


def init_command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The new site's folder.", show_default=False)],
    *,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The site's name.")] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where it will be published: https://example.org/.")
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="The name of a region; once for each.")
    ] = None,
    quiet: options.QuietOption = False,
    no_color: options.NoColorOption = False,
) -> None:
    """Write a small site of your own."""
    from qsite import __version__
    from qsite.authoring.editor_files import shared_files
    from qsite.authoring.starter import Beginning, starter
    from qsite.cli.schema import write_schemas

    if folder.exists() and not folder.is_dir():
        raise typer.BadParameter(f'"{folder}" is not a folder', param_hint="FOLDER")
    name = _said(title, "--title", "The site's name")
    address = options.read_url(_said(url, "--url", "Where it will be published, such as https://example.org/"))
    regions = _regions(region or [])
    today = options.read_clock().date()
    written = starter(Beginning(name, address or "", regions), today, __version__)
    if taken := [path for path in (*written, *shared_files()) if (folder / path).exists()]:
        listed = ", ".join(taken)
        raise typer.BadParameter(
            f'"{folder}" has these already, and nothing is overwritten: {listed}', param_hint="FOLDER"
        )
    guarded(lambda: _write(folder, written))
    outcome = looked_at(folder, None, drafts=True)
    if outcome.planned:
        write_schemas(folder, outcome.planned.site)
    if outcome.problems:
        print_problems(outcome.problems, Format.HUMAN, folder, sys.stderr, colour=not no_color)
        raise typer.Exit(ExitCode.CONTENT)
    if not quiet:
        shown = harmless(str(folder))
        print(f"Wrote {len(written)} files into {shown}. Now:")
        print(f"  qsite check {shown}    says what is wrong: nothing, so far")
        print(f"  qsite build {shown}    writes the site into {shown}/output/")
        print("The examples say of themselves that they may be deleted; the story and the event are drafts.")


def _said(written: str | None, option: str, question: str) -> str:
    """What was said, or is asked for on a terminal; elsewhere wrong usage."""
    from qsite.cli.asking import on_a_terminal

    text = " ".join((written or "").split())
    while not text and on_a_terminal():
        try:
            text = " ".join(str(typer.prompt(question, default="", show_default=False, err=True)).split())
        except typer.Abort:
            raise KeyboardInterrupt from None
    if not text:
        raise typer.BadParameter("say it on the command line; only a terminal can be asked", param_hint=option)
    return text


def _regions(written: list[str]) -> dict[str, str]:
    """The regions by id."""
    from qsite.terms import slugify

    names = written or _said(None, "--region", "Its regions, with commas between").split(",")
    found: dict[str, str] = {}
    for name in (" ".join(one.split()) for one in names):
        slug = slugify(name)
        if name and not slug:
            raise typer.BadParameter(f'"{name}" gives no id of letters a to z and digits', param_hint="--region")
        if name:
            found.setdefault(slug, name)
    return found


def _write(folder: Path, written: Mapping[str, str]) -> None:
    for path, text in written.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
