"""``qsite schema``."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qsite.cli import options
from qsite.cli.ending import ExitCode, guarded, print_problems
from qsite.cli.looking import looked_at
from qsite.cli.printing import Format

if TYPE_CHECKING:
    from qsite.site.site import Site


def schema_command(
    site: options.SiteArgument = Path(),
    *,
    quiet: options.QuietOption = False,
    no_color: options.NoColorOption = False,
) -> None:
    """Write what editors' programs need to complete and check what you write."""
    from qsite.authoring.editor_files import FOLDER, shared_files

    outcome = looked_at(site, None, drafts=True)
    if outcome.planned is None:
        print_problems(outcome.problems, Format.HUMAN, site, sys.stderr, colour=not no_color)
        raise typer.Exit(ExitCode.USAGE)
    added = write_schemas(site, outcome.planned.site)
    if quiet:
        return
    print(f"Wrote the schemas into {FOLDER}/")
    for path in added:
        print(f"Wrote {path}")
    for path, wanted in shared_files().items():
        missing = _missing(site / path, wanted) if path not in added else ""
        if missing:
            print(f"{path} is yours and stays as it is. To use the schemas, add to it:\n{missing}")


def write_schemas(folder: Path, site: "Site") -> tuple[str, ...]:
    """Write what editors' programs need of a site; gives the files that were added beside qsite's own."""
    from qsite.authoring.editor_files import own_files, shared_files
    from qsite.authoring.vocabulary import vocabulary

    return guarded(lambda: _write_files(folder, own_files(vocabulary(site)), shared_files()))


def _write_files(site: Path, own: Mapping[str, str], shared: Mapping[str, str]) -> tuple[str, ...]:
    """Write qsite's own files anew, and the site's where there are none; those that were added of the latter."""
    from qsite.build.cache_file import make_folder

    make_folder(site / ".qsite")
    for path, text in own.items():
        _write(site / path, text)
    added = tuple(path for path in shared if not (site / path).exists())
    for path in added:
        _write(site / path, shared[path])
    return added


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.is_file() or target.read_bytes() != text.encode():
        target.write_text(text, encoding="utf-8", newline="\n")


def _missing(path: Path, wanted: str) -> str:
    """What a file of settings lacks, to be shown; empty where it has all."""
    try:
        has = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        has = {}  # comments, as VS Code allows them: shown whole
    lacking = {key: value for key, value in json.loads(wanted).items() if _lacks(has, key, value)}
    return json.dumps(lacking, indent=2) if lacking else ""


def _lacks(has: object, key: str, value: object) -> bool:
    found = has.get(key) if isinstance(has, dict) else None
    match value, found:
        case dict(), dict():
            return bool(value.keys() - found.keys())
        case list(), list():
            return any(one not in found for one in value)
        case _:
            return key != "$schema" and found != value
