"""The map and the numbers in a browser: by keyboard, by touch and as axe hears them."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.opening import RULES, opened

pytestmark = pytest.mark.browser

MAP = "/regions/"


def names(page: Page) -> list[str]:
    return page.locator(".map__name").all_inner_texts()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.querySelector('.map__name')?.textContent ?? ''"))


def test_every_region_is_reached_by_tab_once_in_the_order_of_the_list(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address + MAP, 1280)
    try:
        page.locator("main").focus()
        reached = []
        for _ in names(page):
            page.keyboard.press("Tab")
            reached.append(focused(page))
        assert len(reached) == 12
        assert reached == names(page)
    finally:
        page.close()


def test_a_regions_link_is_called_by_its_name_and_its_events(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address + MAP, 1280)
    try:
        link = page.get_by_role("link", name="Wales 4 events to come", exact=True)
        assert link.get_attribute("href") == "/regions/wales/"
    finally:
        page.close()


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_whoever_clicks_on_a_region_goes_there(browser: Browser, address: str, width: int) -> None:
    page, complaints = opened(browser, address + MAP, width)
    try:
        # the middle of Scotland, where its number stands
        middle = page.locator(".map__counts .region-scotland circle")
        middle.scroll_into_view_if_needed()
        box = middle.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_url("**/regions/scotland/")
        assert complaints == []
    finally:
        page.close()


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_all_drawings_lie_on_the_same_spot(browser: Browser, address: str, width: int) -> None:
    page, _ = opened(browser, address + MAP, width)
    try:
        boxes = page.evaluate(
            "[...document.querySelectorAll('.map > svg, .map__shape')].map(e => {"
            "const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height].map(Math.round).join()})"
        )
        assert len(boxes) == 14
        assert len(set(boxes)) == 1
    finally:
        page.close()


def test_a_region_lights_up_with_its_entry(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address + MAP, 1280)
    try:
        stroke = "document.querySelector('.region-wales path') && getComputedStyle(document.querySelector('.map__list .region-wales path')).strokeWidth"
        assert page.evaluate(stroke) == "1px"
        page.locator(".map__list .region-wales .map__name").hover()
        assert page.evaluate(stroke) == "2px"
    finally:
        page.close()


@pytest.mark.parametrize("path", ["/", MAP, "/regions/wales/", "/numbers/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_320_pixels_nothing_is_cut_off_and_everybody_can_read_it(
    browser: Browser, address: str, path: str, scheme: str
) -> None:
    page, complaints = opened(browser, address + path, 320)
    try:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth") <= page.evaluate(f"{root}.clientWidth")
        found = Axe().run(page, options=RULES)
        shown = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]]
        assert shown == []
        assert complaints == []
    finally:
        page.close()


def test_text_in_the_charts_can_be_read_on_a_phone(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address + "/numbers/", 360)
    try:
        sizes = page.evaluate(
            "[...document.querySelectorAll('.figures *, .run *')].filter(e => e.childNodes.length && e.innerText)"
            ".map(e => parseFloat(getComputedStyle(e).fontSize))"
        )
        assert min(sizes) >= 14
    finally:
        page.close()
