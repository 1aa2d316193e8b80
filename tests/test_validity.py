"""Every page and picture of a site as the Nu HTML Checker reads it, every style sheet as stylelint does.

The Nu HTML Checker's own CSS checker does not know `@container`, `@property` or `@starting-style` yet. Stylelint, with its
recommended rules, knows each at-rule, property, value, unit, selector and media feature of today's CSS, and nesting.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.site_fixture import ROOT, SAMPLE_NOW, SMALL, run_qsite, write_site
from tests.whole_site import whole_site

pytestmark = pytest.mark.validity

TOOLS = ROOT / "tools" / "checks"
CHECKER = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
STYLELINT = TOOLS / "node_modules" / ".bin" / "stylelint"
SITES: Mapping[str, Mapping[str, str | bytes] | None] = {
    "sample": None,
    "whole": whole_site(),
    "small": SMALL,
    "empty": {},
}
"""The sites by name; the sample lies where it is."""


@pytest.fixture(scope="module", autouse=True)
def _there() -> None:
    missing = [str(one) for one in (CHECKER, STYLELINT) if not one.exists()] + (
        [] if shutil.which("java") else ["java"]
    )
    if missing and os.environ.get("QSITE_VALIDITY") != "required":
        pytest.skip(f"run `make validate`: there is no {', '.join(missing)}")
    assert missing == []


@pytest.fixture(scope="module", params=SITES)
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site's output."""
    folder, files = tmp_path_factory.mktemp(request.param), SITES[request.param]
    site = ROOT if files is None else write(folder / "site", files)
    done = run_qsite("build", site, "--now", SAMPLE_NOW, "--output", folder / "output")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "output"


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    write_site(folder, {path: text for path, text in files.items() if isinstance(text, str)})
    for path, data in files.items():
        if isinstance(data, bytes):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    return folder


def complaints(files: Iterable[Path], *options: str) -> str:
    """What the Nu HTML Checker finds in files: errors and warnings."""
    command = ["java", "-Xss4m", "-jar", str(CHECKER), "--Werror", "--stdout", *options, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert (done.returncode == 0) == (done.stdout == ""), done.stdout
    return done.stdout


def test_every_page_is_valid(output: Path) -> None:
    pages = sorted(output.rglob("*.html"))

    assert len(pages) > 10
    assert complaints(pages) == ""


def test_every_drawing_is_valid(output: Path) -> None:
    drawings = sorted(output.rglob("*.svg"))

    assert len(drawings) > 0
    assert complaints(drawings, "--svg") == ""


def test_every_style_sheet_is_valid(output: Path) -> None:
    sheets = sorted(output.rglob("*.css"))

    assert len(sheets) > 0
    assert faults(*sheets) == ""


def faults(*sheets: Path) -> str:
    """What stylelint finds in style sheets."""
    config = TOOLS / "stylelint.json"
    command = [str(STYLELINT), "--config", str(config), "--formatter=unix", "--max-warnings=0", *map(str, sheets)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=TOOLS)
    said = done.stdout + done.stderr
    assert (done.returncode == 0) == (said == ""), said
    return said


def test_a_fault_is_found(tmp_path: Path) -> None:
    page, drawing, sheet = (tmp_path / f"bad.{kind}" for kind in ("html", "svg", "css"))
    page.write_text('<!doctype html><html lang="en"><title>Bad</title><p><div></div></p>')
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"><circle radius="4"/></svg>')
    sheet.write_text("p { colour: red; color: 12px; } @contaner (width > 1px) { p:hovver { color: red; } }")

    assert "No “p” element in scope" in complaints([page])
    assert "radius" in complaints([drawing], "--svg")
    found = faults(sheet)
    assert [name for name in ("colour", "12px", "@contaner", "hovver") if name not in found] == []
