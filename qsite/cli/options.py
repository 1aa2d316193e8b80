"""The options that mean the same in every command, and how their values are read."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from qsite.cli.printing import Format

if TYPE_CHECKING:
    from qsite.build.request import Request

_T = TypeVar("_T")

SiteArgument = Annotated[
    Path, typer.Argument(metavar="SITE", help="The folder that holds site.yaml.", show_default=False)
]
NowOption = Annotated[
    str | None,
    typer.Option("--now", metavar="INSTANT", help="Build as at this day or time, such as 2018-03-16."),
]
DraftsOption = Annotated[bool, typer.Option("--drafts", help="Take drafts in.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How problems are written.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")]
QuietOption = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but problems.")]
VerboseOption = Annotated[bool, typer.Option("-v", "--verbose", help="Say more.")]
NoColorOption = Annotated[bool, typer.Option("--no-color", help="Write without colours.")]


def site_folder(site: Path) -> Path:
    """Give the site's folder; wrong usage where there is none."""
    if site.is_dir():
        return site
    what = "is not a folder" if site.exists() else "does not exist"
    raise typer.BadParameter(f'"{site}" {what}', param_hint="SITE")


def read_now(text: str | None) -> date | datetime | None:
    """Read ``--now``; wrong usage where it can't be read."""
    from qsite.moments import moment

    return None if text is None else _read("--now", moment, text)


def read_url(text: str | None) -> str | None:
    """Read ``--url``; wrong usage where it is no web address."""
    from qsite.values import web_address

    return None if text is None else _read("--url", web_address, text)


def read_clock() -> datetime:
    """Give the time it is, or the one that ``SOURCE_DATE_EPOCH`` says it is."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return datetime.now(UTC)
    try:
        if epoch.isascii() and epoch.isdigit():
            return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        pass
    raise typer.BadParameter(
        f'"{epoch}" is not a number of seconds since 1970, such as 1508140800', param_hint="SOURCE_DATE_EPOCH"
    )


def request(site: Path, now: str | None, *, drafts: bool = False) -> "Request":
    """Give what is asked for by a command that only looks at a site."""
    from qsite.build.request import Request

    site_folder(site)
    return Request(site=site, output=site / "output", now=read_now(now), clock=read_clock(), drafts=drafts)


def _read(option: str, reader: Callable[[str], _T], text: str) -> _T:
    from qsite.values import Unreadable

    try:
        return reader(text)
    except Unreadable as found:
        told = f"{found.message}; {found.hint}" if found.hint else found.message
        raise typer.BadParameter(told, param_hint=option) from None
