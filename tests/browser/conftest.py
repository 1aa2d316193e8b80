"""The sample, served as a careful host serves it, and a browser."""

import functools
import http.server
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as PlaywrightError

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


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""

    def end_headers(self) -> None:
        """Nothing inline may run, and nothing from elsewhere."""
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()


@contextmanager
def served(site: Path, output: Path) -> Iterator[str]:
    """Where a build of a site is served, as it is on the sample's day."""
    done = run_qsite("build", site, "--now", SAMPLE_NOW, "--output", output)
    assert done.returncode == 0, done.stdout + done.stderr
    handler = functools.partial(_Quiet, directory=str(output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


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
