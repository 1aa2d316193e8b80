"""What a page costs its reader: bytes, waiting, things that jump; and that it tells nobody."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.kinds import MAIN, PAGES
from tests.browser.opening import Window, new_window

pytestmark = pytest.mark.browser

MOST = 60_000
"""Bytes of a page with all that belongs to it, content's pictures aside, as a host sends them."""

EVERY = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
LAYOUTS = pytest.mark.parametrize("path", MAIN.values(), ids=MAIN.keys())

SCROLL = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
  for (let down = 0; down < document.documentElement.scrollHeight; down += innerHeight) {
    scrollTo({ top: down, behavior: "instant" });
    await frame();
  }
  await frame();
}"""
BLOCKING = """() => performance.getEntriesByType("resource")
  .filter(({ initiatorType, renderBlockingStatus }) => initiatorType === "script" && renderBlockingStatus === "blocking")
  .map(({ name }) => name)"""


@pytest.fixture
def window(browser: Browser) -> Iterator[Window]:
    """A window with nothing in its cache."""
    made = new_window(browser, 360)
    yield made
    made.page.context.close()


def belongs_to_the_page(answer: Response) -> bool:
    """Whether it is part of the page and no content's picture: the theme's own pictures are part of it."""
    picture = answer.request.resource_type in {"image", "media"}
    return answer.ok and (not picture or urlsplit(answer.url).path.startswith("/assets/"))


@EVERY
def test_a_page_is_light(window: Window, address: str, path: str) -> None:
    window.open(address + path)
    parts = [answer for answer in window.answers if belongs_to_the_page(answer) or answer.url == address + path]

    sent = {urlsplit(one.url).path: one.request.sizes()["responseBodySize"] for one in parts}
    theme = {urlsplit(one.url).path: len(one.body()) for one in parts if one.request.resource_type != "document"}

    assert path in sent
    assert sum(sent.values()) < MOST, sent
    assert sum(theme.values()) < MOST, theme


@LAYOUTS
def test_nothing_jumps_on_a_wide_screen(browser: Browser, address: str, path: str) -> None:
    window = new_window(browser, 1280)
    window.open(address + path).evaluate(SCROLL)

    assert window.seen()["shifts"] == []
    window.page.context.close()


@EVERY
def test_a_page_waits_for_nothing_asks_nobody_else_and_keeps_nothing(window: Window, address: str, path: str) -> None:
    page = window.open(address + path)
    page.evaluate(SCROLL)

    assert page.evaluate(BLOCKING) == []
    assert window.seen()["shifts"] == []
    assert [answer.url for answer in window.answers if not answer.url.startswith(address + "/")] == []
    assert [answer.url for answer in window.answers if not answer.ok and answer.url != address + path] == []
    assert page.context.cookies() == []
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert window.seen()["refused"] == []
    assert [said for said in window.complaints if "404 (Not Found)" not in said or path != "/404.html"] == []


def test_the_policy_is_in_force(window: Window, address: str) -> None:
    page = window.open(address)

    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))"
    )

    assert page.evaluate("window.ran") is None
    assert len(window.seen()["refused"]) == 1
