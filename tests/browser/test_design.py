"""The design in a browser: the switch, the menu, narrow windows, the reader's own spacing, and paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/events/",
    "/events/2017/10/",
    "/events/commons-open-hour/",
    "/regions/",
    "/regions/wales/",
    "/stories/ask-the-porters/",
    "/programmes/masterclasses/",
    "/subscribe/",
    "/404.html",
)
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    " p { margin-block-end: 2em !important; }"
)
"""What WCAG 2.2, 1.4.12 says that a reader may set."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window that prefers light, with a memory of its own; the reader's own styles may be added."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light", bypass_csp=True)
    yield made
    made.close()


def ground(page: Page) -> str:
    """The colour behind the page."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def hidden_width(page: Page) -> int:
    """By how much the page is wider than its window."""
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


# Light and dark


def test_the_switch_is_remembered_and_goes_back_to_the_preference(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "/")
    light = ground(page)
    switch = page.get_by_role("button", name="Dark colours")
    assert switch.get_attribute("aria-pressed") == "false"

    switch.click()
    dark = ground(page)
    page.goto(address + "/regions/wales/")

    assert dark != light
    assert ground(page) == dark
    assert page.get_by_role("button", name="Dark colours").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Dark colours").click()
    assert ground(page) == light
    assert page.evaluate("localStorage.length") == 0
    assert context.cookies() == []


def test_the_switch_reaches_other_open_pages(context: BrowserContext, address: str) -> None:
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(address + "/about/")

    one.get_by_role("button", name="Dark colours").click()

    other.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    assert ground(other) == ground(one)


def test_without_scripts_there_is_no_switch_and_the_preference_holds(browser: Browser, address: str) -> None:
    found = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, java_script_enabled=False)
        page = context.new_page()
        page.goto(address + "/")
        assert not page.locator(".switch").is_visible()
        found.add(page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor"))
        context.close()
    assert len(found) == 2


# The menu


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_the_menu_opens_by_keyboard(browser: Browser, address: str, *, scripts: bool) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address + "/stories/")
    link = page.locator(".masthead__menu a[aria-current=page]")
    assert not link.is_visible()

    for _ in range(3):  # the skip link, the site's name, the menu
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert link.is_visible()
    assert link.inner_text() == "Stories"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Events"
    context.close()


def test_where_there_is_room_the_menu_stands_open(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "/stories/ask-the-porters/")

    assert not page.locator(".masthead__menu summary").is_visible()
    assert page.locator(".masthead__menu a[aria-current=true]").inner_text() == "Stories"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Events"


# Narrow windows, large text, the reader's own spacing


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_in_a_window_of_320_pixels(context: BrowserContext, address: str, path: str) -> None:
    """1.4.10: also what a window of 1280 pixels is at 400 %."""
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(address + path)

    assert hidden_width(page) <= 0
    page.add_style_tag(content=SPACING)
    assert hidden_width(page) <= 0


@pytest.mark.parametrize("path", PAGES)
def test_the_reader_s_spacing_cuts_no_text_off(context: BrowserContext, address: str, path: str) -> None:
    page = context.new_page()
    page.goto(address + path)

    page.add_style_tag(content=SPACING)

    cut = page.evaluate(
        """() => [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
            const style = getComputedStyle(one);
            return style.overflowX === "hidden" && style.display !== "-webkit-box" && one.textContent.trim()
                && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1;
        }).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert cut == []
    assert hidden_width(page) <= 0


@pytest.mark.parametrize("path", ["/", "/events/", "/events/2017/10/", "/regions/wales/"])
def test_what_can_be_pressed_is_large_enough(context: BrowserContext, address: str, path: str) -> None:
    """2.5.8: 24 by 24 pixels, but for links in sentences, and those whose neighbours are far enough."""
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address + path)

    small = page.evaluate(
        """() => [...document.querySelectorAll("nav a, summary, button, select, .button, .quilt a, .choices a")]
            .filter((one) => one.checkVisibility())
            .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""
    )
    assert small == []


# Paper, and colours that the reader forces


def test_an_event_is_a_notice_on_paper_and_black_on_white(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "/events/community-event-2017/")
    page.get_by_role("button", name="Dark colours").click()

    page.emulate_media(media="print")

    assert ground(page) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    for shown in ("h1", ".facts__when", ".venue", ".booking__state"):
        assert page.locator(shown).first.is_visible(), shown
    for left_out in (".masthead__menu", ".switch", ".breadcrumbs", ".add", ".footer__menu"):
        assert not page.locator(left_out).first.is_visible(), left_out
    address_in_words = page.evaluate("getComputedStyle(document.querySelector('.facts .button'), '::after').content")
    assert (
        "https://book.example.org/" in address_in_words.replace('" "', "").replace('"', "")
        or "attr(href)" in address_in_words
    )


def test_forced_colours_show_what_a_fill_told(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(address + "/404.html")

    assert page.locator(".quilt a").first.evaluate("one => getComputedStyle(one).borderStyle") == "solid"
    context.close()
