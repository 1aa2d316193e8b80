"""Addresses of the sample in a browser: those of old, and those of lists whose clock is held still."""

import pytest
from playwright.sync_api import Browser

from tests.browser.opening import opened

pytestmark = pytest.mark.browser


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
