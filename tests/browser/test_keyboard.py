"""The ways through a page by keyboard alone: where the focus goes, that it shows, and what Enter does."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import MAIN
from tests.browser.measures import FOCUS
from tests.browser.opening import Windows

pytestmark = pytest.mark.browser

WIDTHS = pytest.mark.parametrize("width", [360, 1280])
FOCUSED = "document.activeElement"


def walk_to(page: Page, selector: str, most: int = 200) -> None:
    """Press Tab until something has the focus; what is closed on the way is opened, as a reader would."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"(selector) => {FOCUSED}.matches(selector)", selector):
            return
        if page.evaluate(f"{FOCUSED}.matches('header summary, header [aria-expanded=false]')"):
            page.keyboard.press("Enter")
    pytest.fail(f"Tab does not reach {selector}")


@pytest.mark.parametrize("path", MAIN.values(), ids=MAIN.keys())
def test_the_focus_is_always_seen(windows: Windows, address: str, path: str) -> None:
    page = windows(360).open(address + path)
    page.keyboard.press("Tab")

    assert page.evaluate(FOCUS) == []


@pytest.mark.parametrize("path", ["/", "/events/", "/stories/ask-the-porters/"])
def test_the_focus_is_seen_in_forced_colours(windows: Windows, address: str, path: str) -> None:
    page = windows(1280, forced_colors="active").open(address + path)
    page.keyboard.press("Tab")

    assert page.evaluate(FOCUS) == []


@pytest.mark.parametrize("path", MAIN.values(), ids=MAIN.keys())
def test_the_first_stop_leads_past_the_menu(windows: Windows, address: str, path: str) -> None:
    page = windows(360).open(address + path)

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")

    inside = page.evaluate(f"document.querySelector('main').contains({FOCUSED})")
    assert inside or page.locator("main a[href], main button").count() == 0


@WIDTHS
def test_the_menu_leads_on(windows: Windows, address: str, width: int) -> None:
    page = windows(width).open(address)

    walk_to(page, "header nav a[href$='/events/']")
    expect(page.locator(":focus")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")

    page.wait_for_url("**/events/")
    expect(page.locator("header nav a[aria-current]").first).to_have_text("Events")


@WIDTHS
@pytest.mark.parametrize("path", ["/", "/events/community-event-2017/", "/events/2017/10/", "/regions/"])
def test_tab_goes_through_a_page_in_its_order_and_out_again(
    windows: Windows, address: str, path: str, width: int
) -> None:
    page = windows(width).open(address + path)
    page.evaluate("window.way = []; addEventListener('focusin', ({ target }) => way.push(target))")

    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED} === document.body"):
            break

    assert page.evaluate(f"{FOCUSED} === document.body"), "the focus does not leave the page"
    assert page.evaluate("way.length") > 10
    assert (
        page.evaluate(
            "way.slice(1).filter((one, before) => !(way[before].compareDocumentPosition(one)"
            " & Node.DOCUMENT_POSITION_FOLLOWING)).map((one) => one.outerHTML.slice(0, 100))"
        )
        == []
    )


def test_what_is_folded_opens_by_key(windows: Windows, address: str) -> None:
    page = windows(360).open(address + "/subscribe/")

    walk_to(page, "main summary")
    expect(page.locator("main details").first).not_to_have_attribute("open", "")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate(f"{FOCUSED}.closest('main details[open]') !== null")
