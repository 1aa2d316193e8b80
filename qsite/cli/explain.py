"""``qsite explain``."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qsite.cli import options
from qsite.cli.ending import ExitCode, exit_code, guarded, print_problems
from qsite.cli.excerpt import harmless
from qsite.cli.looking import say_seconds
from qsite.cli.printing import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qsite.build.request import Outcome, Planned, Request
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
    request = options.request(site, now, drafts=drafts)
    outcome = guarded(lambda: _looked_at(request))
    file = _file_below(site, asked.partition("#")[0])
    if outcome.planned is None:
        _print((_without_settings(asked, outcome),), outcome.problems, fmt)
        if fmt is not Format.JSON:
            print_problems(outcome.problems, fmt, site, sys.stderr, colour=not no_color)
        raise typer.Exit(ExitCode.USAGE)
    found = _explained(asked, file, outcome, outcome.planned, request)
    problems = _of_file(outcome.problems, file)
    code = exit_code(problems, usable=outcome.usable, strict=strict)
    _print(found, problems, fmt)
    if fmt is not Format.JSON:
        shown = problems if code is not ExitCode.DONE or not quiet else ()
        print_problems(shown, fmt, site, sys.stderr, colour=not no_color)
    if verbose:
        say_seconds(outcome)
    if code is not ExitCode.DONE:
        raise typer.Exit(code)


def _looked_at(request: "Request") -> "Outcome":
    from qsite.build.check import look, remembered

    with remembered(request.site) as memory:
        return look(request, memory)


def _without_settings(asked: str, outcome: "Outcome") -> "Explanation":
    from qsite.pages.explanation import NOT_ON_THE_SITE, Explanation

    why = next((one.message for one in outcome.problems if one.is_error), "site.yaml can't be read")
    return Explanation(asked, (f"{NOT_ON_THE_SITE}: nothing is, for there are no settings to build with: {why}",))


def _explained(
    asked: str, file: str | None, outcome: "Outcome", planned: "Planned", request: "Request"
) -> "tuple[Explanation, ...]":
    """Give what is known of a file or an address; wrong usage, with the nearest name, where nothing is."""
    from qsite.pages.explanation import Explanation, explain_file, names_of
    from qsite.terms import nearest

    name = asked.partition("#")[2]
    if file and (request.site / file).is_dir() and not (request.site / file).is_symlink():
        return (Explanation(file, tuple(_about_folder(file, planned))),)
    found = explain_file(file, name, planned.site, planned.plan, outcome.problems) if file else ()
    if not file:
        found = tuple(_about_address(asked, planned, request))
    if not found and Path(asked).exists():
        found = (
            Explanation(asked, (f"not on the site: it lies outside the site's folder, {request.site.resolve()}",)),
        )
    if found:
        return found
    close = nearest(asked, names_of(planned.site, planned.plan))
    hint = f'; did you mean "{close}"?' if close else ""
    raise typer.BadParameter(f'there is no file or address "{asked}"{hint}', param_hint="FILE-OR-ADDRESS")


def _about_address(asked: str, planned: "Planned", request: "Request") -> "Iterator[Explanation]":
    from qsite.build.history import history_of
    from qsite.pages.address_explanation import explain_address, page_at
    from qsite.pages.explanation import Explanation

    found = explain_address(asked, planned.site, planned.plan)
    page = page_at(asked, planned.site, planned.plan)
    if found and page:
        history = guarded(lambda: history_of(page, planned, request))
        last = f"made last because: {history.last}" if history.last else "no build here is remembered"
        coming = f"the next build makes it: {history.next}" if history.next else "the next build leaves it as it is"
        found = Explanation(found.about, (*found.lines, last, coming))
    if found:
        yield found


def _about_folder(folder: str, planned: "Planned") -> "Iterator[str]":
    from qsite.source.files import Role

    parts = folder.split("/")
    known = {role.value for role in Role if role is not Role.CALENDAR_LOCK}
    if parts[0] == "content" and len(parts) > 1 and parts[1] not in known:
        from qsite.terms import nearest

        close = nearest(parts[1], known)
        hint = f'; did you mean "{close}"?' if close else f"; the folders are {', '.join(sorted(known))}"
        yield f'not on the site: there is no kind of content called "{parts[1]}"{hint}'
        return
    below = sorted(file for file in planned.site.sources if file.startswith(f"{folder}/"))
    yield f"a folder; name one of its files ({len(below):,} with content)"


def _file_below(site: Path, written: str) -> str | None:
    """Give a file's path from the site's folder: it was written from there, or from the current folder.

    A link is a file of the folder in which it lies, wherever it leads.
    """
    if not written:
        return None
    for path in (site / written, Path(written)):
        if not os.path.lexists(path):
            continue
        whole = path.parent.resolve() / path.name
        if whole.is_relative_to(site.resolve()) and whole != site.resolve():
            return whole.relative_to(site.resolve()).as_posix()
    return None


def _of_file(problems: "tuple[Problem, ...]", file: str | None) -> "tuple[Problem, ...]":
    return tuple(one for one in problems if file and one.place and one.place.file == file)


def _print(found: "tuple[Explanation, ...]", problems: "tuple[Problem, ...]", fmt: Format) -> None:
    if fmt is not Format.JSON:
        print("\n\n".join(_told(one) for one in found))
        return
    from qsite.cli.printing import as_json, json_text

    explained = [{"about": one.about, "lines": list(one.lines)} for one in found]
    print(json_text(as_json(problems) | {"explained": explained}), end="")


def _told(one: "Explanation") -> str:
    return "\n".join(harmless(line) for line in (one.about, *(f"  {line}" for line in one.lines)))
