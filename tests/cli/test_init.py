"""``qsite init``: a site that builds without a problem, whose examples can be deleted, and that overwrites nothing."""

import subprocess
from pathlib import Path

import pytest
import yaml

from tests.site_fixture import asked

SAID = (
    "--title",
    "Growers: a network",
    "--url",
    "https://growers.example.org",
    "--region",
    "South West",
    "--region",
    "Wales",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    done = asked("init", folder, *SAID)
    assert done.returncode == 0, done.stderr
    return folder


def checked(site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return asked("check", site, "--strict", *options)


@pytest.mark.parametrize("options", [(), ("--drafts",)], ids=["published", "drafts"])
def test_it_has_no_problem(site: Path, options: tuple[str, ...]) -> None:
    done = checked(site, *options)

    assert done.returncode == 0, done.stdout


def test_it_builds_and_is_called_as_was_said(site: Path) -> None:
    done = asked("build", site)

    assert done.returncode == 0, done.stderr
    assert "Growers: a network" in (site / "output/index.html").read_text()
    for page in ("regions/south-west", "regions/wales", "about"):
        assert (site / "output" / page / "index.html").is_file()


def test_the_examples_of_what_has_dates_are_drafts(site: Path) -> None:
    asked("build", site)

    assert not (site / "output/events/open-evening").exists()
    assert not (site / "output/stories/our-first-meeting").exists()


def test_every_example_can_be_deleted_alone(site: Path) -> None:
    examples = [path for path in sorted((site / "content").rglob("*.*")) if "# An example." in path.read_text()]
    assert {path.parent.name for path in examples} == {
        "stories",
        "events",
        "programmes",
        "partners",
        "people",
        "series",
    }
    for path in examples:
        text = path.read_text()
        path.unlink()
        done = checked(site, "--drafts")
        assert done.returncode == 0, done.stdout
        path.write_text(text)


def test_without_its_examples_it_has_no_problem(site: Path) -> None:
    for path in sorted((site / "content").rglob("*.*")):
        if "# An example." in path.read_text():
            path.unlink()

    assert checked(site).returncode == 0


def test_what_publishes_it_is_there(site: Path) -> None:
    workflow = yaml.safe_load((site / ".github/workflows/site.yml").read_text())

    assert set(workflow["jobs"]) == {"check", "build", "deploy", "remember"}
    assert (site / "requirements.txt").read_text().startswith("qsite==")
    assert (site / ".gitignore").read_text() == "/output/\n/.qsite/\n"


def test_the_schemas_are_there(site: Path) -> None:
    first = (site / "content/events/south-west.yaml").read_text().splitlines()[0]

    assert first == "# yaml-language-server: $schema=../../.qsite/schema/events.json"
    assert (site / ".qsite/schema/events.json").is_file()
    assert (site / ".vscode/settings.json").is_file()


def test_nothing_is_overwritten(site: Path) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}

    done = asked("init", site, *SAID)

    assert done.returncode == 2
    assert "nothing is overwritten" in " ".join(done.stderr.split())
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_what_does_not_stand_in_its_way_stays(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Ours.")

    done = asked("init", tmp_path, *SAID)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "README.md").read_text() == "Ours."


@pytest.mark.parametrize("missing", ["--title", "--url", "--region"])
def test_without_a_terminal_what_is_missing_is_wrong_usage(missing: str, tmp_path: Path) -> None:
    pairs = list(zip(SAID[::2], SAID[1::2], strict=True))
    said = [part for option, value in pairs if option != missing for part in (option, value)]

    done = asked("init", tmp_path / "site", *said)

    assert done.returncode == 2
    assert missing in done.stderr
    assert not (tmp_path / "site").exists()
