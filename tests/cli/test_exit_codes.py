"""Exit codes, as a shell sees them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

Ran = subprocess.CompletedProcess[str]


def qsite(*arguments: str, cwd: Path, **environment: str) -> Ran:
    command = [sys.executable, "-m", "qsite", *arguments]
    root = str(Path(__file__).parents[2])
    env = {**os.environ, "PYTHONPATH": root, **environment}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def test_version(tmp_path: Path) -> None:
    ran = qsite("--version", cwd=tmp_path)
    assert (ran.returncode, ran.stdout.split()[0], ran.stderr) == (0, "qsite", "")


@pytest.mark.parametrize("command", ["build", "check"])
def test_no_site(tmp_path: Path, command: str) -> None:
    ran = qsite(command, cwd=tmp_path)
    assert ran.returncode == 2
    assert "site.yaml" in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "nonsense"),
        (["build", "--nonsense"], "--nonsense"),
        (["build", "--workers", "-1"], "--workers"),
        (["build", "--format", "xml"], "--format"),
        (["build", "--now", "31 February 2018"], "February 2018 has 28 days"),
        (["build", "--now", "3/4/2018"], "can mean two days"),
        (["build", "--url", "example"], "not a web address"),
        (["build", "--output", "."], "holds the site itself"),
        (["check", "--now", "soon"], "not a date"),
        (["check", "nowhere"], "does not exist"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], said: str) -> None:
    ran = qsite(*arguments, cwd=tmp_path)
    assert ran.returncode == 2
    assert said in " ".join(ran.stderr.split())
    assert ran.stdout == ""


@pytest.mark.parametrize("epoch", ["soon", "-1", "9" * 30])
def test_bad_source_date_epoch(tmp_path: Path, epoch: str) -> None:
    ran = qsite("build", cwd=tmp_path, SOURCE_DATE_EPOCH=epoch)
    assert ran.returncode == 2
    assert "SOURCE_DATE_EPOCH" in ran.stderr
