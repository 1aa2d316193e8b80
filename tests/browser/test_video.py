"""Videos: nothing is asked of their host before the reader asks, and then the player stands where the poster was."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.browser.opening import RULES
from tests.site_fixture import SMALL, built, write_site

pytestmark = pytest.mark.browser

ID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"
HOST = "https://tube.example.org"
PAGE = f"{HOST}/w/{ID}"
STORY = "/stories/film/"
TRANSCRIPT = "  transcript: |\n    Nurse: It rained.\n"
ALLOWING = "default-src 'self'; frame-src https://tube.example.org"
STRICT = "default-src 'self'"


@contextmanager
def served(folder: Path, policy: str) -> Iterator[str]:
    """A folder, under a policy."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def site_of(folder: Path, video: str) -> Path:
    """The output of a site with one story that has a video."""
    story = f"---\ntitle: A film\ndate: 2018-04-01\nvideo:\n{video}---\n\nWords.\n"
    site = write_site(folder / "site", {**SMALL, "content/stories/2018-04-01-film.md": story})
    (site / "content" / "films").mkdir()
    (site / "content" / "stories" / "film.mp4").write_bytes(b"not a film, but a file")
    (site / "content" / "stories" / "film.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nIt rained.\n")
    outcome = built(site, folder / "output")
    assert outcome.published, outcome.problems
    return folder / "output"


@pytest.fixture(scope="module")
def tube(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_of(tmp_path_factory.mktemp("tube"), f"  url: {PAGE}\n  title: Rain\n{TRANSCRIPT}")


@contextmanager
def opened(browser: Browser, url: str, *, scripts: bool = True) -> Iterator[tuple[Page, list[str], list[str]]]:
    """A page, what it asked of other hosts (which is answered here), and what its console complained of."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, java_script_enabled=scripts)
    elsewhere: list[str] = []
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    def answer(route: Route, request: Request) -> None:
        elsewhere.append(request.url)
        route.fulfill(body="<title>Player</title><button>Pause</button>", content_type="text/html")

    page.route(lambda address: not address.startswith(("http://127.0.0.1", "data:", "blob:")), answer)
    try:
        page.goto(url, wait_until="networkidle")
        yield page, elsewhere, complaints
    finally:
        page.close()


def test_nothing_is_asked_of_the_host_before_the_click(browser: Browser, tube: Path) -> None:
    with served(tube, ALLOWING) as address, opened(browser, address + STORY) as (page, elsewhere, complaints):
        button = page.get_by_role("button", name="Watch “Rain” on tube.example.org")
        expect(button).to_have_accessible_description(
            "It plays on this page. Until you press play, nothing is loaded from tube.example.org; "
            "then it learns of your visit and may set cookies."
        )
        button.hover()
        page.wait_for_timeout(200)
        assert elsewhere == []

        button.click()

        frame = page.locator("iframe")
        expect(frame).to_have_attribute("title", "Rain")
        page.wait_for_load_state("networkidle")
        assert elsewhere == [f"{HOST}/videos/embed/{ID}?autoplay=1&p2p=0&warningTitle=0"]
        assert page.evaluate("document.activeElement.localName") == "iframe"
        assert complaints == []


def test_the_player_takes_the_place_of_the_poster(browser: Browser, tube: Path) -> None:
    with served(tube, ALLOWING) as address, opened(browser, address + STORY) as (page, _, _):
        before = page.locator(".video__box").bounding_box()
        page.get_by_role("button", name="Watch “Rain”").click()
        expect(page.locator("iframe")).to_be_visible()

        assert page.locator(".video__box").bounding_box() == before
        frame = page.locator("iframe").bounding_box()
        assert frame is not None
        assert frame["width"] / frame["height"] == pytest.approx(16 / 9, abs=0.02)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_video_is_played_by_keyboard(browser: Browser, tube: Path, key: str) -> None:
    with served(tube, ALLOWING) as address, opened(browser, address + STORY) as (page, elsewhere, _):
        page.get_by_role("button", name="Watch “Rain”").focus()
        page.keyboard.press(key)

        expect(page.locator("iframe")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert len(elsewhere) == 1
        page.keyboard.press("Shift+Tab")
        page.locator(".video__link").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(PAGE)


def test_under_a_policy_without_frames_the_link_is_followed(browser: Browser, tube: Path) -> None:
    with served(tube, STRICT) as address, opened(browser, address + STORY) as (page, elsewhere, complaints):
        assert complaints == []
        page.get_by_role("button", name="Watch “Rain”").click()

        page.wait_for_url(PAGE)
        assert elsewhere == [PAGE]


def test_without_scripts_a_video_is_a_link(browser: Browser, tube: Path) -> None:
    with served(tube, STRICT) as address, opened(browser, address + STORY, scripts=False) as (page, elsewhere, _):
        assert elsewhere == []
        assert not page.locator(".video__asks").is_visible()
        page.get_by_text("Read the transcript").click()
        assert page.get_by_text("Nurse: It rained.").is_visible()

        page.get_by_role("link", name="Watch “Rain” on tube.example.org").click()
        page.wait_for_url(PAGE)


def test_a_file_of_the_site_plays_under_the_strictest_policy(browser: Browser, tmp_path: Path) -> None:
    output = site_of(tmp_path, "  url: film.mp4\n  title: Rain\n  captions: film.vtt\n")
    with served(output, STRICT) as address, opened(browser, address + STORY) as (page, elsewhere, _):
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        assert page.locator(".video__asks").count() == 0
        page.get_by_role("button", name="Watch “Rain”").click()

        film = page.locator("video")
        expect(film).to_have_attribute("preload", "none")
        expect(film.locator("source")).to_have_attribute("src", "/stories/film.mp4")
        expect(film.locator("track")).to_have_attribute("src", "/stories/film.vtt")
        assert page.evaluate("document.activeElement.localName") == "video"
        assert elsewhere == []


def test_an_address_that_nobody_knows_how_to_play_is_a_link(browser: Browser, tmp_path: Path) -> None:
    output = site_of(tmp_path, "  url: https://tube.example.org/our-film\n  title: Rain\n")
    with served(output, STRICT) as address, opened(browser, address + STORY) as (page, _, complaints):
        expect(page.get_by_role("link", name="Watch “Rain” on tube.example.org")).to_be_visible()
        assert page.get_by_role("button", name="Watch").count() == 0
        assert complaints == []


@pytest.mark.parametrize("width", [320, 1280])
def test_a_player_can_be_used_by_everybody(browser: Browser, tube: Path, width: int) -> None:
    with served(tube, ALLOWING) as address, opened(browser, address + STORY) as (page, _, _):
        page.set_viewport_size({"width": width, "height": 900})
        for _ in range(2):
            found = Axe().run(page, options=RULES)
            assert [(one["id"], one["nodes"]) for one in found.response["violations"]] == []
            if page.locator("iframe").count() == 0:
                page.get_by_role("button", name="Watch “Rain”").click()
                expect(page.locator("iframe")).to_be_visible()
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth") <= page.evaluate(f"{root}.clientWidth")
