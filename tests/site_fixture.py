"""Sites for tests: small ones written where they are used, and the sample site through the program."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from typer.testing import CliRunner

from qsite.build.build import build
from qsite.build.request import Outcome, Request
from qsite.cli import app

ROOT = Path(__file__).parent.parent
SAMPLE_NOW = "2017-10-16T09:00"
CLOCK = datetime(2018, 6, 1, 9, tzinfo=UTC)
SITE_YAML = "title: Our community\nurl: https://example.org/\n"
SMALL: Mapping[str, str] = {
    "site.yaml": SITE_YAML,
    "content/regions/south-west.md": "---\nname: South West\n---\n\nWhere the sun sets.\n",
    "content/stories/2018-03-12-bath.md": "---\ntitle: A day in Bath\nregions: [south-west]\n---\n\nIt rained.\n",
    "content/events/south-west.yaml": (
        "- id: welcome\n  title: Welcome event\n  start: 2018-09-03 10:00\n  end: 2018-09-03 12:00\n"
        "  kind: welcome\n  venue: Town Hall, Bath\n"
    ),
}
_OWN = (".qsite-manifest", ".qsite-lock", ".qsite-stage")


def write_site(folder: Path, files: Mapping[str, str]) -> Path:
    """The folder, with these files in it and the others as they were; `site.yaml` is there in any case."""
    for path, text in {"site.yaml": SITE_YAML, **files}.items():
        target = folder / path
        if path not in files and target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def copy_sample(folder: Path) -> Path:
    """A copy of the sample site: what the program reads of it."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "site.yaml", folder)
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def built(
    site: Path, output: Path, *, clock: datetime = CLOCK, drafts: bool = False, url: str | None = None
) -> Outcome:
    """What a build did, on the tests' clock or on another."""
    return build(Request(site=site, output=output, clock=clock, drafts=drafts, url=url))


def run_qsite(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """What the program said and how it ended, run as a reader would."""
    command = [sys.executable, "-m", "qsite", *map(str, arguments)]
    surroundings = {**os.environ, **(environment or {})}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT, env=surroundings
    )


def asked(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """What the program said and how it ended, like `run_qsite`, but within this process: a start takes half a second."""
    given = [str(one) for one in arguments]
    ended = CliRunner().invoke(app, given, env=environment, prog_name="qsite")
    if ended.exception and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return subprocess.CompletedProcess(given, ended.exit_code, ended.stdout, ended.stderr)


def files_of(output: Path) -> dict[str, bytes]:
    """Every file of an output folder, by path; without those that qsite keeps for itself."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and not path.relative_to(output).parts[0].startswith(_OWN)
    }


def hashes_of(output: Path) -> dict[str, str]:
    """The hash of every file of an output folder, the manifest's among them."""
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != ".qsite-lock"
    }


def told(outcome: Outcome) -> list[str]:
    """The problems as a failing test shows them."""
    return [f"{one.place} {one.code.text}: {one.message}" for one in outcome.problems]
