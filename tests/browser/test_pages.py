"""The sample's pages in a browser: at two widths, without JavaScript, and as axe hears them."""

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.site_fixture import ROOT, SAMPLE_NOW, run_qsite

pytestmark = pytest.mark.browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = {
    "home": "/",
    "not found": "/404.html",
    "stories": "/stories/",
    "stories, page 2": "/stories/page/2/",
    "kind of stories": "/stories/kind/blog/",
    "story": "/stories/ask-the-porters/",
    "events": "/events/",
    "past events": "/events/past/2017/",
    "month": "/events/2017/10/",
    "kind of events": "/events/kind/masterclass/",
    "event": "/events/community-event-2017/",
    "event that repeats": "/events/commons-open-hour/",
    "regions": "/regions/",
    "region": "/regions/west-of-england/",
    "programme": "/programmes/masterclasses/",
    "partner": "/partners/south-west-ahsn/",
    "person": "/people/oliver-watson/",
    "all series": "/series/",
    "series": "/series/joining-stories/",
    "tags": "/tags/",
    "tag": "/tags/measurement/",
    "plain page": "/about/",
    "numbers": "/numbers/",
    "search": "/search/",
    "subscribe": "/subscribe/",
}
WIDTHS = (360, 1280)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a build of the sample is served."""
    output: Path = tmp_path_factory.mktemp("sample") / "output"
    done = run_qsite("build", ROOT, "--now", SAMPLE_NOW, "--output", output)
    assert done.returncode == 0, done.stdout + done.stderr
    handler = functools.partial(_Quiet, directory=str(output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
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


def opened(browser: Browser, url: str, width: int, *, scripts: bool = True) -> tuple[Page, list[str]]:
    """A page in a window of its own, and what its console complained of."""
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url, wait_until="networkidle")
    return page, complaints


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_fits_and_everybody_can_read_it(browser: Browser, address: str, path: str, width: int) -> None:
    page, complaints = opened(browser, address + path, width)

    try:
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth") <= page.evaluate(f"{root}.clientWidth")
        assert page.locator("h1").count() == 1
        assert complaints == []
        found = Axe().run(page, options=RULES)
        shown = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]]
        assert shown == []
    finally:
        page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_works_without_scripts(browser: Browser, address: str, path: str, width: int) -> None:
    page, complaints = opened(browser, address + path, width, scripts=False)

    try:
        assert page.locator("h1").count() == 1
        assert page.locator("h1").is_visible()
        assert page.locator("main").inner_text().strip() != ""
        menu = page.locator("nav a[href]")
        assert any(menu.nth(number).is_visible() for number in range(menu.count())) or (
            page.locator("nav details > summary").first.is_visible()
        )
        assert complaints == []
    finally:
        page.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_old_address_leads_on(browser: Browser, address: str, *, scripts: bool) -> None:
    page, complaints = opened(browser, address + "/events/liverpool/", 1280, scripts=scripts)

    try:
        page.wait_for_url("**/events/community-event-2017/")
        assert complaints == []
    finally:
        page.close()
