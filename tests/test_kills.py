"""A build that is killed at any instant, or that the machine stops, leaves nothing half done."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qsite.build.publish import locked
from tests.site_fixture import ROOT, files_of
from tests.whole_site import whole_site

NOW = "2018-06-01T09:00"
KILLS = int(os.environ.get("QSITE_KILLS", "6"))
STORIES = 150


def write_site(folder: Path, word: str) -> Path:
    """A site with so many stories that a build takes a while; `word` stands in each."""
    for path, data in whole_site().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    for number in range(STORIES):
        text = f"---\ntitle: Story {number}\ntags: [many]\n---\n\n{word} in story {number}.\n"
        (folder / f"content/stories/2017-01-01-many-{number}.md").write_text(text, encoding="utf-8")
    return folder


def command(site: Path, output: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "qsite", "build", str(site), "--now", NOW, "--output", str(output), *more]


def built(site: Path, output: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(site, output, *more), cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What clean builds of the site's two versions give."""
    found = []
    for word in ("Rain", "Sun"):
        folder = tmp_path_factory.mktemp(word)
        assert built(write_site(folder / "site", word), folder / "output").returncode == 0
        found.append(files_of(folder / "output"))
    return found[0], found[1]


@pytest.mark.parametrize("number", range(KILLS))
def test_a_kill_leaves_whole_files_and_the_next_build_is_exact(
    tmp_path: Path, versions: tuple[dict[str, bytes], dict[str, bytes]], number: int
) -> None:
    old, new = versions
    chance = random.Random(number)
    site, output = write_site(tmp_path / "site", "Rain"), tmp_path / "output"
    warm = number % 2 == 0
    if warm:
        assert built(site, output).returncode == 0
        write_site(site, "Sun")
    process = subprocess.Popen(
        command(site, output, "--workers", str(1 + number % 3 % 2)),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(chance.uniform(0.2, 2.0))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()

    left = files_of(output) if output.exists() else {}
    assert [path for path, data in left.items() if data not in (old.get(path), new.get(path))] == []

    write_site(site, "Sun")
    done = built(site, output)
    assert done.returncode == 0, done.stderr
    assert files_of(output) == new
    assert not (output / ".qsite-stage").exists()


def test_a_file_that_can_not_be_written_whole_stops_the_build(
    tmp_path: Path, versions: tuple[dict[str, bytes], dict[str, bytes]]
) -> None:
    """No file may grow over 20 kB, as on a disk that is full at some page."""
    old, _ = versions
    site, output = write_site(tmp_path / "site", "Rain"), tmp_path / "output"
    assert built(site, output).returncode == 0
    write_site(site, "Sun")

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(
        command(site, output), cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=small
    )

    assert done.returncode == 3, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(output) == old
    assert not (output / ".qsite-stage").exists()


def test_a_second_build_at_once_says_that_the_first_is_running(tmp_path: Path) -> None:
    site, output = write_site(tmp_path / "site", "Rain"), tmp_path / "output"
    with locked(output):
        done = built(site, output)

    assert done.returncode == 3
    assert "another build" in done.stderr
    assert files_of(output) == {}


def test_a_worker_that_is_killed_is_told_and_leaves_the_output(
    tmp_path: Path, versions: tuple[dict[str, bytes], dict[str, bytes]]
) -> None:
    old, _ = versions
    site, output = write_site(tmp_path / "site", "Rain"), tmp_path / "output"
    assert built(site, output).returncode == 0
    write_site(site, "Sun")
    process = subprocess.Popen(
        command(site, output, "--workers", "2"), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not children.read_text():
        time.sleep(0.002)
    for child in children.read_text().split() if process.poll() is None else ():
        os.kill(int(child), signal.SIGKILL)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 3, said
    assert "worker" in said
    assert files_of(output) == old


@pytest.mark.parametrize("workers", ["1", "2", "4"])
def test_any_number_of_workers_gives_the_same_bytes(
    tmp_path: Path, versions: tuple[dict[str, bytes], dict[str, bytes]], workers: str
) -> None:
    paths = [*whole_site(), *(f"content/stories/2017-01-01-many-{number}.md" for number in range(STORIES))]
    original = write_site(tmp_path / "site", "Rain")
    shuffled = tmp_path / "another" / "site"
    random.Random(workers).shuffle(paths)
    for path in paths:
        (shuffled / path).parent.mkdir(parents=True, exist_ok=True)
        (shuffled / path).write_bytes((original / path).read_bytes())

    done = built(shuffled, tmp_path / "output", "--workers", workers)

    assert done.returncode == 0, done.stderr
    assert files_of(tmp_path / "output") == versions[0]
