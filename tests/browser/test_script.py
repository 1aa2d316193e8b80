"""What the theme's script adds to a page: a filter, the passing of time, copying; and that nothing needs it."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.opening import RULES, opened

pytestmark = pytest.mark.browser

NOW = "2017-10-16T08:00:00Z"
"""The instant that the sample's clock shows."""


@pytest.fixture
def address(live_address: str) -> str:
    """A site whose pages follow the reader's clock."""
    return live_address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


def at(context: BrowserContext, url: str, instant: str = NOW) -> Page:
    """A page opened at an instant of the browser's clock."""
    page = context.new_page()
    page.clock.install(time=instant)
    page.goto(url)
    return page


def shown(page: Page) -> Locator:
    return page.locator(".event-list > li:visible")


def status(page: Page) -> Locator:
    return page.locator("form[data-filter] [role=status]")


# The filter


def test_upcoming_events_are_filtered_in_place(context: BrowserContext, address: str) -> None:
    page = at(context, address + "/events/")
    total = shown(page).count()
    expect(status(page)).to_have_text(f"{total} of {total} events shown")

    page.get_by_label("Kind of event").select_option("masterclass")
    kept = shown(page).count()
    page.get_by_label("Region").select_option("wales")

    expect(status(page)).to_have_text(f"{shown(page).count()} of {total} events shown")
    assert 0 < shown(page).count() < kept < total
    assert {one.get_attribute("data-kind") for one in shown(page).all()} == {"masterclass"}
    assert all(
        one.get_attribute("data-region") == "wales" or one.get_attribute("data-everywhere") is not None
        for one in shown(page).all()
    )
    assert page.url.endswith("/events/?region=wales&kind=masterclass")


def test_a_region_s_filter_shows_what_its_page_lists(context: BrowserContext, address: str) -> None:
    filtered = at(context, address + "/events/?region=wales")
    region = at(context, address + "/regions/wales/")
    listed = {one.inner_text() for one in region.locator("li[data-ends] .event__title").all()}

    assert len(listed) > 5
    assert {one.inner_text() for one in filtered.locator("li[data-ends]:visible .event__title").all()} == listed


def test_what_is_in_a_room_and_online_is_found_as_either(context: BrowserContext, address: str) -> None:
    page = at(context, address + "/events/")
    found = {}
    for how in ("online", "in-person"):
        page.get_by_label("Online or in person").select_option(how)
        found[how] = {one.get_attribute("data-mode") for one in shown(page).all()}

    assert found == {"online": {"online", "hybrid"}, "in-person": {"in-person", "hybrid"}}


def test_months_without_events_are_hidden_and_all_can_be_shown_again(context: BrowserContext, address: str) -> None:
    page = at(context, address + "/events/")
    headings = page.locator("main section:has(.event-list) > h2:visible")
    before, total = headings.count(), shown(page).count()

    page.get_by_label("Region").select_option("uk-wide")
    page.get_by_label("Kind of event").select_option("community-event")
    assert headings.all_inner_texts() == ["November 2017", "June 2018"]
    page.get_by_role("button", name="Show all").click()

    assert (headings.count(), shown(page).count()) == (before, total)
    assert page.url.endswith("/events/")


def test_it_says_so_where_no_event_fits(context: BrowserContext, address: str) -> None:
    page = at(context, address + "/events/?region=wales&kind=community-event&how=online")

    assert shown(page).count() == 0
    expect(status(page)).to_contain_text("No events fit")


def test_the_filter_works_by_keyboard(context: BrowserContext, address: str) -> None:
    page = at(context, address + "/events/")
    total = shown(page).count()

    page.get_by_role("link", name="Choose events by place").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Region")).to_be_focused()
    page.keyboard.type("Wal")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Kind of event")).to_be_focused()
    assert 0 < shown(page).count() < total
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show all")).to_be_focused()
    page.keyboard.press("Enter")

    assert shown(page).count() == total
    expect(page.get_by_role("button", name="Show all")).to_be_focused()


def test_what_was_chosen_is_kept_in_the_address(context: BrowserContext, address: str) -> None:
    page = at(context, address + "/events/?from=poster&kind=visit")
    expect(page.get_by_label("Kind of event")).to_have_value("visit")

    page.get_by_label("Online or in person").select_option("in-person")
    assert parse_qs(urlsplit(page.url).query) == {"from": ["poster"], "kind": ["visit"], "how": ["in-person"]}
    found = shown(page).count()
    page.locator(".event__title a:visible").first.click()
    page.go_back()

    expect(page.get_by_label("Online or in person")).to_have_value("in-person")
    assert shown(page).count() == found


def test_an_address_that_asks_for_what_is_not_there_shows_all(context: BrowserContext, address: str) -> None:
    page = at(context, address + "/events/?region=atlantis")

    expect(page.get_by_label("Region")).to_have_value("")
    assert shown(page).count() > 50


@pytest.mark.parametrize("width", [360, 1280])
def test_a_filtered_list_can_be_read_by_everybody(browser: Browser, address: str, width: int) -> None:
    page, complaints = opened(browser, address + "/events/?region=wales&how=online", width)

    try:
        assert complaints == []
        found = Axe().run(page, options=RULES)
        assert [one["id"] for one in found.response["violations"]] == []
    finally:
        page.close()


# Time goes on while a page is open, or while nobody builds the site


def test_an_event_that_is_over_leaves_the_list(context: BrowserContext, address: str) -> None:
    page = at(context, address + "/events/", "2017-10-16T15:59:30Z")
    flow = page.get_by_role("link", name="A day on flow")
    expect(flow).to_be_visible()
    before = shown(page).count()

    page.clock.fast_forward("02:00")

    expect(flow).to_have_count(0)
    expect(page.get_by_role("heading", name="On now")).to_have_count(0)
    expect(status(page)).to_have_text(f"{before - 1} of {before - 1} events shown")


def test_a_page_that_was_built_long_ago_lists_nothing_that_is_over(context: BrowserContext, address: str) -> None:
    for path in ("/", "/events/", "/regions/wales/"):
        page = at(context, address + path, "2018-01-10T12:00:00Z")
        ends = [one.get_attribute("data-ends") or "" for one in page.locator("[data-ends]").all()]

        assert all(end > "2018-01-10T12:00Z" for end in ends), path
        assert page.get_by_role("heading", name="November 2017").count() == 0


def test_with_its_last_month_a_list_of_months_goes_as_a_whole(context: BrowserContext, address: str) -> None:
    page = at(context, address + "/regions/wales/", "2030-01-10T12:00:00Z")

    assert page.locator("[data-ends]").count() == 0
    assert page.get_by_role("heading", name="Coming up").count() == 0
    assert page.get_by_role("heading", name="Past events").is_visible()


def test_an_event_says_when_it_has_begun(context: BrowserContext, address: str) -> None:
    page = at(context, address + "/events/", "2017-10-16T10:59:30Z")
    card = page.locator("li[data-ends]", has_text="Run chart drop-in").first
    expect(card.get_by_text("On now")).to_be_hidden()

    page.clock.fast_forward("01:00")

    expect(card.get_by_text("On now")).to_be_visible()


def test_past_events_stay_in_lists_of_past_events(context: BrowserContext, address: str) -> None:
    page = at(context, address + "/events/past/2017/", "2018-10-16T12:00:00Z")

    assert shown(page).count() > 30


def test_an_event_s_page_says_that_it_is_over_and_takes_the_buttons_away(context: BrowserContext, address: str) -> None:
    url = address + "/events/community-event-2017/"
    before, after = at(context, url), at(context, url, "2017-11-24T00:00:00Z")
    buttons = ("Book a place", "Calendar file", "Google", "Outlook")

    for name in buttons:
        expect(before.get_by_role("link", name=name).first).to_be_visible()
        expect(after.get_by_role("link", name=name)).to_have_count(0)
    expect(before.get_by_text("This event is over.")).to_be_hidden()
    expect(after.get_by_text("This event is over.")).to_be_visible()


def test_a_date_that_is_over_is_marked_on_its_event_s_page(context: BrowserContext, address: str) -> None:
    page = at(context, address + "/events/wessex-three-lunchtimes/", "2017-11-02T12:00:00Z")
    first = page.locator("#date-once")

    expect(first.get_by_text("Past", exact=True)).to_be_visible()
    expect(first.get_by_text("Next", exact=True)).to_be_hidden()
    expect(first.get_by_role("link", name="Add to calendar")).to_have_count(0)
    expect(page.locator("#date-five-times").get_by_role("link", name="Add to calendar")).to_be_visible()


def test_today_is_marked_in_the_month_and_moves_at_midnight(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.clock.install(time="2017-10-16T12:00:00")
    page.goto(address + "/events/2017/10/")
    page.evaluate(
        """() => { for (const cell of document.querySelectorAll(".calendar td")) {
             cell.dataset.day = cell.querySelector("time").getAttribute("datetime"); } }"""
    )

    page.clock.fast_forward("01:00")
    marked = page.locator("td[aria-current=date]")
    assert [one.get_attribute("data-day") for one in marked.all()] == ["2017-10-16"]
    page.clock.fast_forward("24:00:00")

    assert [one.get_attribute("data-day") for one in marked.all()] == ["2017-10-17"]


# Copying


def test_an_address_is_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()

    try:
        page.goto(address + "/subscribe/")
        page.get_by_role("button", name="Copy the address of the calendar of The Improvement Commons").click()

        expect(page.get_by_role("status")).to_have_text("Copied the calendar of The Improvement Commons")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == "https://commons.example.org/events/calendar.ics"
    finally:
        context.close()


# Nothing needs it


def test_without_scripts_every_event_and_every_choice_is_there(browser: Browser, address: str) -> None:
    page, complaints = opened(browser, address + "/events/", 1280, scripts=False)

    try:
        expect(page.locator("form[data-filter]")).to_be_hidden()
        assert shown(page).count() > 50
        assert page.locator("#choose a:visible").count() > 15
        expect(page.get_by_role("link", name="Online events")).to_be_visible()
        assert complaints == []
    finally:
        page.close()


def test_without_scripts_addresses_stand_on_the_subscriber_page(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address + "/subscribe/", 1280, scripts=False)

    try:
        expect(page.get_by_role("button")).to_have_count(0)
        expect(page.get_by_text("https://commons.example.org/events/calendar.ics")).to_be_visible()
        expect(page.locator("a[href='webcal://commons.example.org/events/calendar.ics']")).to_be_visible()
    finally:
        page.close()
