"""With scripts off: what matters is there, and nothing is shown that does nothing."""

import pytest

from tests.browser.kinds import MAIN
from tests.browser.measures import IDLE, LEADING
from tests.browser.opening import Windows

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", MAIN.values(), ids=MAIN.keys())
def test_a_page_needs_no_script(windows: Windows, address: str, path: str) -> None:
    led = windows(360).open(address + path).evaluate(LEADING)
    window = windows(360, java_script_enabled=False)
    page = window.open(address + path)

    assert page.locator("h1").is_visible()
    assert page.locator("main").inner_text().strip() != ""
    assert sorted({*led} - {*page.evaluate(LEADING)}) == []
    assert page.evaluate(IDLE) == []
    assert page.locator("header nav a[href]:visible, header summary:visible").count() > 0
    assert window.complaints == []


def test_the_menu_opens_without_a_script(windows: Windows, address: str) -> None:
    page = windows(360, java_script_enabled=False).open(address)

    if not page.locator("header nav a[href$='/events/']").first.is_visible():
        page.locator("header summary").first.click()
    page.locator("header nav a[href$='/events/']").first.click()

    page.wait_for_url("**/events/")


def test_events_can_be_chosen_without_the_filter(windows: Windows, address: str) -> None:
    page = windows(1280, java_script_enabled=False).open(address + "/events/")

    assert page.locator("form[data-filter]").is_hidden()
    page.locator("main").get_by_role("link", name="Choose events by place").click()
    assert page.url.endswith("/regions/") or "#" in page.url
