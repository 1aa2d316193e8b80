"""The sample, served as a careful host serves it, and a browser."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from checks.host import hosted
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.browser.opening import Window, Windows, new_window
from tests.site_fixture import ROOT, SAMPLE_NOW, copy_sample, run_qsite

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def served(site: Path, output: Path) -> Iterator[str]:
    """Where a build of a site is served, as it is on the sample's day."""
    done = run_qsite("build", site, "--now", SAMPLE_NOW, "--output", output)
    assert done.returncode == 0, done.stdout + done.stderr
    with hosted(output) as address:
        yield address


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample is served."""
    with served(ROOT, tmp_path_factory.mktemp("sample") / "output") as found:
        yield found


@pytest.fixture(scope="session")
def live_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample is served as a site whose clock nobody holds still."""
    folder = tmp_path_factory.mktemp("live")
    site = copy_sample(folder / "site")
    settings = (site / "site.yaml").read_text(encoding="utf-8")
    assert "\nnow: " in settings
    (site / "site.yaml").write_text(re.sub(r"\nnow: .*", "", settings), encoding="utf-8")
    with served(site, folder / "output") as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without it the tests are skipped, or fail where it is required."""
    named = os.environ.get("QSITE_CHROMIUM", "/usr/bin/chromium")
    executable = named if Path(named).exists() else None
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        except PlaywrightError as error:
            if os.environ.get("QSITE_BROWSER") == "required":
                raise
            pytest.skip(f"there is no browser: {str(error).splitlines()[0]}")
        yield started
        started.close()


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Windows]:
    """Windows that tests share, since a new one takes as long as a page."""
    made: dict[str, Window] = {}

    def window(width: int, **wishes: Any) -> Window:
        key = f"{width} {sorted(wishes.items())}"
        if key not in made:
            made[key] = new_window(browser, width, **wishes)
        return made[key]

    yield window
    for one in made.values():
        one.page.context.close()
