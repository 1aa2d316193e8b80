"""``qsite new``."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from qsite.cli import options
from qsite.cli.ending import ExitCode, guarded, print_problems
from qsite.cli.excerpt import harmless
from qsite.cli.printing import Format

if TYPE_CHECKING:
    from qsite.authoring.model import Kind
    from qsite.authoring.vocabulary import Vocabulary
    from qsite.authoring.wanted import Answers, Wanted
    from qsite.build.request import Outcome, Planned, Request
    from qsite.problem import Problem
    from qsite.source.load import Memory

_KINDS = "story, event, region, programme, partner, person, series or page"
_T = TypeVar("_T")


def new_command(
    kind: Annotated[str | None, typer.Argument(metavar="KIND", help=_KINDS, show_default=False)] = None,
    title: Annotated[str | None, typer.Argument(metavar="TITLE", help="Its title or name.", show_default=False)] = None,
    site: options.SiteArgument = Path(),
    *,
    region: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A region, by id; of an event, its own first.")
    ] = None,
    programme: Annotated[str | None, typer.Option(metavar="ID", help="The programme, by id.")] = None,
    author: Annotated[
        list[str] | None, typer.Option(metavar="ID-OR-NAME", help="Who wrote it: a person's id, or a name.")
    ] = None,
    content_kind: Annotated[
        str | None, typer.Option("--kind", metavar="ID", help="Which kind of story or event it is.")
    ] = None,
    series: Annotated[str | None, typer.Option(metavar="ID", help="The series that a story is part of.")] = None,
    date: Annotated[str | None, typer.Option(metavar="DAY", help="When a story is published, if not today.")] = None,
    start: Annotated[
        str | None, typer.Option(metavar="INSTANT", help='When an event starts: "2018-03-16 18:30".')
    ] = None,
    end: Annotated[str | None, typer.Option(metavar="INSTANT", help="When an event ends.")] = None,
    duration: Annotated[
        str | None, typer.Option(metavar="LENGTH", help="How long an event lasts: 2h, 90m, 3d.")
    ] = None,
    venue: Annotated[str | None, typer.Option(metavar="PLACE", help="Where people meet.")] = None,
    online: Annotated[bool, typer.Option("--online", help="People meet online.")] = False,
    id_: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id, if not made from the title.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Keep it off the site for now.")] = False,
    own_file: Annotated[bool, typer.Option("--own-file", help="Give an event a file of its own.")] = False,
    bare: Annotated[bool, typer.Option("--bare", help="Leave out the comments on further keys.")] = False,
    edit: Annotated[bool, typer.Option("--edit", help="Open the file in VISUAL or EDITOR.")] = False,
    now: options.NowOption = None,
    quiet: options.QuietOption = False,
    no_color: options.NoColorOption = False,
) -> None:
    """Write a new file: the keys that are needed, and the others as comments."""
    from qsite.build.check import remembered

    said: dict[str, str | bool | tuple[str, ...] | None] = {
        "regions": tuple(region or ()) or None,
        "programme": programme,
        "authors": tuple(author or ()) or None,
        "kind": content_kind,
        "series": series,
        "date": date,
        "start": start,
        "end": end,
        "duration": duration,
        "venue": venue,
        "online": online or None,
        "id": id_,
        "draft": draft or None,
    }
    chosen = _kind(kind)
    said = {chosen.title: title, **said}
    request = options.request(site, now)
    answers = {name: one for name, one in said.items() if one is not None}
    with remembered(site) as memory:
        one, placed = _proposal(chosen, answers, request, memory, own_file=own_file, bare=bare, colour=not no_color)
    guarded(lambda: _write(site / placed.path, placed.data))
    if not quiet:
        _say(one, placed)
    if edit:
        guarded(lambda: _edit(site / placed.path))


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where a document goes, the whole file's bytes, and what the site then is."""

    path: str
    data: bytes
    outcome: "Outcome"


def _proposal(
    kind: "Kind", said: "Answers", request: "Request", memory: "Memory", *, own_file: bool, bare: bool, colour: bool
) -> "tuple[Wanted, _Placed]":
    """Give what is to be written, asked for and looked at; ends the command where it can't or should not be."""
    from qsite.authoring.vocabulary import vocabulary
    from qsite.authoring.wanted import Unclear, wanted
    from qsite.build.check import look

    before = guarded(lambda: look(request, memory))
    if before.planned is None or not before.usable:
        print_problems(before.problems, Format.HUMAN, request.site, sys.stderr, colour=colour)
        raise typer.Exit(ExitCode.USAGE)
    words = vocabulary(before.planned.site)
    answers = _complete(kind, said, words)
    try:
        one = wanted(kind, answers, words, before.planned.site.today)
    except Unclear as unclear:
        close = f'; did you mean "{unclear.close}"?' if unclear.close else ""
        raise typer.BadParameter(f"{unclear.why}{close}", param_hint=_option_of(unclear.key, kind)) from None

    def look_with(path: str, data: bytes) -> _Placed:
        from qsite.build.proposal import proposed

        return _Placed(path, data, guarded(lambda: proposed(request, path, data, memory)))

    placed = _placed(one, words, request.site, before.planned, look_with, own_file=own_file, bare=bare)
    known = set(before.problems)
    if wrong := [problem for problem in placed.outcome.problems if problem not in known]:
        _refuse(wrong, request.site, placed.path, colour=colour)
    return one, placed


def _kind(written: str | None) -> "Kind":
    from qsite.authoring.model import kinds
    from qsite.cli.asking import ask_kind, on_a_terminal
    from qsite.terms import nearest

    known = kinds()
    if written is None and on_a_terminal():
        written = _asked(lambda: ask_kind(known))
    if written is None:
        raise typer.BadParameter(f"which kind of content: {_KINDS}", param_hint="KIND")
    if written not in known:
        close = nearest(written, known)
        hint = f'did you mean "{close}"?' if close else f"the kinds are {_KINDS}"
        raise typer.BadParameter(f'there is no kind of content called "{written}"; {hint}', param_hint="KIND")
    return known[written]


def _complete(kind: "Kind", said: "Answers", words: "Vocabulary") -> "Answers":
    """Ask for what is missing, on a terminal; elsewhere wrong usage."""
    from qsite.authoring.wanted import needed
    from qsite.cli.asking import interview, on_a_terminal

    for name in said:
        if name != "id" and kind.key(name) is None:
            raise typer.BadParameter(f"{kind.one} has none", param_hint=_option_of(name, kind))
    missing = needed(kind, said)
    if missing and on_a_terminal():
        return _asked(lambda: interview(kind, said, words))
    if missing:
        told = {"venue": "--venue or --online"}
        wanted = ", ".join(told.get(name, _option_of(name, kind)) for name in missing)
        raise typer.BadParameter(f"say it on the command line; only a terminal can be asked (missing: {wanted})")
    return said


def _asked(ask: Callable[[], _T]) -> _T:
    try:
        return ask()
    except typer.Abort:
        raise KeyboardInterrupt from None


def _option_of(key: str, kind: "Kind") -> str:
    known = {"regions": "--region", "authors": "--author", kind.title: "TITLE"}
    return known.get(key, f"--{key}")


def _placed(
    one: "Wanted",
    words: "Vocabulary",
    site: Path,
    planned: "Planned",
    look_with: Callable[[str, bytes], _Placed],
    *,
    own_file: bool,
    bare: bool,
) -> _Placed:
    """Give a document its place; an event goes behind the others of its region where it can."""
    from qsite.authoring.new_file import events_file, lines, markdown_file
    from qsite.authoring.placing import with_entry
    from qsite.authoring.wanted import path_of

    path = path_of(one)
    if one.kind.name != "event":
        _check_free(site, path, one, words)
        return look_with(path, markdown_file(one.kind, one.given, words, bare=bare).encode())
    _check_free(site, "", one, words)
    stem = path.removesuffix(".yaml")
    shared = next((name for name in (path, f"{stem}.yml") if (site / name).is_file()), None)
    if shared and not own_file:
        entry = tuple(lines(one.kind, one.given, words, bare=bare))
        added = with_entry(guarded((site / shared).read_bytes), entry)
        placed = look_with(shared, added) if added is not None else None
        if placed and _leaves_others(shared, planned, placed.outcome):
            return placed
    if shared or own_file or (site / stem).is_dir():
        path = f"{stem}/{one.id}.yaml"
        _check_free(site, path, one, words)
    return look_with(path, events_file(one.given, one.kind, words, path, bare=bare).encode())


def _leaves_others(path: str, before: "Planned", after: "Outcome") -> bool:
    """Whether all events of a file but the last are what they were."""
    events = after.planned.site.sources.get(path, ()) if after.planned else ()
    return events[:-1] == before.site.sources.get(path, ())


def _check_free(site: Path, path: str, one: "Wanted", words: "Vocabulary") -> None:
    """Wrong usage where there is such a document, or such a file."""
    file = words.files.get((one.kind.folder, one.id))
    if path and (site / path).exists():
        file = path
    dated = one.kind.name == "story" and file != path and f"{one.day}-{one.id}" in words.called["stories"]
    if file and not dated:
        message = f'there is {one.kind.one} "{one.id}" already: {file}; choose another id with --id'
        raise typer.BadParameter(message, param_hint="TITLE")


def _refuse(wrong: "list[Problem]", site: Path, path: str, *, colour: bool) -> None:
    print_problems(wrong, Format.HUMAN, site, sys.stderr, colour=colour)
    print(f"Nothing was written: {harmless(path)} would have this wrong.", file=sys.stderr)
    raise typer.Exit(ExitCode.CONTENT)


def _write(target: Path, data: bytes) -> None:
    """Write a file as a whole: a new one, or what was there with more at its end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        with target.open("xb") as file:
            file.write(data)
        return
    real = target.resolve()
    part = real.with_name(f".{real.name}.new")
    part.write_bytes(data)
    part.chmod(real.stat().st_mode)
    part.replace(real)


def _say(one: "Wanted", placed: _Placed) -> None:
    from qsite.pages.explanation import explain_file

    print(f"Wrote {harmless(placed.path)}")
    if planned := placed.outcome.planned:
        name = one.id if one.kind.name == "event" else ""
        for found in explain_file(placed.path, name, planned.site, planned.plan):
            lines = [line for line in found.lines if line.startswith(("address:", "not on the site:"))]
            print("".join(f"  {harmless(line)}\n" for line in lines), end="")


def _edit(path: Path) -> None:
    """Open a file in the editor that the machine names."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        print("qsite: neither VISUAL nor EDITOR names an editor, so none was opened", file=sys.stderr)
        return
    subprocess.run([*shlex.split(editor), str(path)], check=False)  # noqa: S603 (the user's own editor)
