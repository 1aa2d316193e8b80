"""Small windows, large zoom and wide spacing: nothing is cut off, nothing scrolls sideways (WCAG 1.4.4, 1.4.10, 1.4.12)."""

import pytest

from tests.browser.kinds import MAIN, PAGES, REDIRECT
from tests.browser.measures import CUT_OFF, OVERLAPPING, SIDEWAYS, SPACED, STUCK
from tests.browser.opening import Windows

pytestmark = pytest.mark.browser

FAULTS = {"sideways": SIDEWAYS, "cut off": CUT_OFF, "overlapping": OVERLAPPING}
EVERY = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
LAYOUTS = pytest.mark.parametrize("path", MAIN.values(), ids=MAIN.keys())


@EVERY
def test_a_page_fits_into_320_pixels_and_takes_wider_spacing(windows: Windows, address: str, path: str) -> None:
    page = windows(320, height=568).open(address + path)

    assert {name: found for name, script in FAULTS.items() if (found := page.evaluate(script))} == {}
    page.evaluate(SPACED)
    assert {name: found for name, script in FAULTS.items() if (found := page.evaluate(script))} == {}


@LAYOUTS
def test_a_page_fits_at_four_times_its_size(windows: Windows, address: str, path: str) -> None:
    page = windows(1280 // 4, height=1024 // 4, device_scale_factor=4).open(address + path)

    assert page.evaluate("devicePixelRatio") == 4
    assert page.evaluate(SIDEWAYS) == []
    page.mouse.wheel(0, 600)
    assert page.evaluate(STUCK) <= 0.5


def test_the_page_at_an_old_address_fits(windows: Windows, address: str) -> None:
    page = windows(320).page

    page.route(
        "**" + REDIRECT, lambda route: route.fulfill(body=route.fetch().text().replace("http-equiv", "data-was"))
    )
    page.goto(address + REDIRECT)
    page.evaluate(SPACED)

    assert {name: found for name, script in FAULTS.items() if (found := page.evaluate(script))} == {}
    page.unroute("**" + REDIRECT)
