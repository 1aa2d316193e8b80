"""The sample's pages in a browser: at two widths, without JavaScript, and as axe hears them."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.opening import RULES, opened

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "not found": "/404.html",
    "stories": "/stories/",
    "stories, page 2": "/stories/page/2/",
    "kind of stories": "/stories/kind/blog/",
    "year of stories": "/stories/2017/",
    "month of stories": "/stories/2017/10/",
    "story": "/stories/ask-the-porters/",
    "events": "/events/",
    "past events": "/events/past/2017/",
    "month": "/events/2017/10/",
    "kind of events": "/events/kind/masterclass/",
    "event": "/events/community-event-2017/",
    "event that repeats": "/events/commons-open-hour/",
    "event with sessions, one cancelled": "/events/wessex-three-lunchtimes/",
    "event in another time zone": "/events/two-shores-webinar/",
    "event that is cancelled": "/events/yh-flow-masterclass/",
    "event that is postponed": "/events/nwc-discharge-webinar/",
    "event that is over": "/events/kss-welcome/",
    "online events": "/events/online/",
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
    "accessibility": "/accessibility/",
    "people": "/people/",
    "numbers": "/numbers/",
    "search": "/search/",
    "subscribe": "/subscribe/",
}
WIDTHS = (360, 1280)


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


def test_a_site_whose_clock_is_held_still_keeps_its_lists(browser: Browser, address: str) -> None:
    page, complaints = opened(browser, address + "/events/", 1280)

    try:
        assert page.locator(".event-list > li:visible").count() > 20
        assert complaints == []
    finally:
        page.close()
