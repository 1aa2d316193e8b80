"""Searching: by mouse and by keyboard, with the query in the address, under the strictest policy, and without scripts."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser.opening import RULES, opened

pytestmark = pytest.mark.browser

Opened = tuple[Page, list[str]]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that is asked to complain of nothing."""
    made = context.new_page()
    complaints: list[str] = []
    made.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    yield made
    assert complaints == []


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="What are you looking for?")


def status(page: Page) -> Locator:
    return page.locator(".search__said")


def results(page: Page) -> Locator:
    return page.locator(".result:visible")


def titles(page: Page) -> list[str]:
    return page.locator(".result:visible h3").all_inner_texts()


def asked_of_the_index(page: Page) -> list[str]:
    found: list[str] = []
    page.on(
        "request",
        lambda one: found.append(one.url) if "/search/index/" in one.url or "searching.js" in one.url else None,
    )
    return found


def test_what_was_typed_is_found(page: Page, address: str) -> None:
    page.goto(address + "/search/")
    field(page).fill("kettle")

    expect(status(page)).to_contain_text("for “kettle”")
    assert titles(page)[0] == "Twelve beds and a kettle"
    first = results(page).first
    assert first.locator(".result__kind").inner_text()
    assert "23 August 2017" in first.locator(".result__facts").inner_text()
    assert first.locator("h3 mark").inner_text() == "kettle"
    expect(page.get_by_role("heading", name="A to Z")).to_be_hidden()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("KETTLES", "Twelve beds and a kettle"),
        ("kett", "Twelve beds and a kettle"),
        ("twelve beds", "Twelve beds and a kettle"),
        ("Marion Tuckwell", "Two wards that swapped Wednesdays"),
        ("Marion’s list", "Two wards that swapped Wednesdays"),
        ("Joseph dialysis technician", '"I would start smaller": voices from the first masterclass'),
        ("jo wookey", "Jo Wookey"),
        ("wales", "Wales"),
    ],
)
def test_a_word_s_other_forms_and_every_part_of_a_page_are_found(
    page: Page, address: str, query: str, title: str
) -> None:
    page.goto(address + f"/search/?q={query}")

    expect(results(page).first).to_be_visible()
    assert title in titles(page)[:3]


def test_words_that_stand_only_in_a_text_are_quoted_from_it(page: Page, address: str) -> None:
    page.goto(address + "/search/?q=dialysis")

    story = results(page).filter(has_text="I would start smaller")
    expect(story.locator(".result__words mark").first).to_have_text("dialysis")


def test_nothing_is_loaded_before_somebody_searches(page: Page, address: str) -> None:
    asked = asked_of_the_index(page)
    page.goto(address + "/search/", wait_until="networkidle")
    page.mouse.move(300, 300)
    assert asked == []

    with page.expect_response("**/search/index/about.json"):
        field(page).focus()

    assert [url.rpartition("/")[2].partition("?")[0] for url in asked] == ["searching.js", "about.json"]


def test_a_form_on_any_page_leads_to_its_results(page: Page, address: str) -> None:
    page.goto(address + "/search/")
    page.evaluate(
        "document.body.innerHTML = '<form action=/search/><input name=q value=kettle><button>Go</button></form>'"
    )
    page.get_by_role("button", name="Go").click()

    expect(status(page)).to_contain_text("for “kettle”")


def test_a_search_loads_little(page: Page, address: str) -> None:
    weights: list[int] = []
    page.on("response", lambda one: weights.append(len(one.body())) if "search" in one.url else None)
    page.goto(address + "/search/?q=run chart", wait_until="networkidle")

    expect(results(page)).to_have_count(10)
    assert 40_000 < sum(weights) < 110_000


def test_events_that_are_over_stand_below_all_else(page: Page, address: str) -> None:
    page.goto(address + "/search/?q=welcome&kind=event")
    expect(results(page).first).to_be_visible()
    while page.get_by_role("button", name="Show more results").is_visible():
        before = results(page).count()
        page.get_by_role("button", name="Show more results").click()
        expect(results(page).nth(before)).to_be_visible()

    coming = page.locator("[data-results='']").locator(".result")
    past = page.locator("[data-results=past]").locator(".result")
    assert page.locator("[data-results]:visible h2").all_inner_texts() == ["Results", "Past events"]
    assert coming.count() > 0
    assert past.count() > 0
    assert all("2017" in text or "2016" in text for text in past.locator(".result__facts").all_inner_texts())


def test_filters_narrow_what_is_found(page: Page, address: str) -> None:
    page.goto(address + "/search/?q=masterclass")
    expect(status(page)).to_contain_text("results for “masterclass”")
    everything = status(page).inner_text()

    page.get_by_label("Kind").select_option("event/masterclass")
    page.get_by_label("Region").select_option("wales")
    page.get_by_label("Year").select_option("2018")

    expect(status(page)).not_to_have_text(everything)
    assert page.url.endswith("/search/?q=masterclass&kind=event%2Fmasterclass&region=wales&year=2018")
    assert all("Wales" in text and "2018" in text for text in page.locator(".result__facts").all_inner_texts())


def test_a_filter_alone_lists_all_that_it_fits(page: Page, address: str) -> None:
    page.goto(address + "/search/?kind=region")

    expect(results(page).first).to_be_visible()
    assert set(page.locator(".result__kind").all_inner_texts()) == {"Region"}


def test_the_way_back_leads_to_what_was_asked_before(page: Page, address: str) -> None:
    page.goto(address + "/search/")
    for words in ("kettle", "porters"):
        field(page).fill(words)
        page.get_by_role("button", name="Search").click()
        expect(status(page)).to_contain_text(f"for “{words}”")
    page.locator(".result h3 a").first.click()
    page.wait_for_url("**/stories/**")

    page.go_back()
    expect(status(page)).to_contain_text("for “porters”")
    page.go_back()
    expect(status(page)).to_contain_text("for “kettle”")
    expect(field(page)).to_have_value("kettle")
    page.go_back()
    expect(field(page)).to_have_value("")
    expect(results(page)).to_have_count(0)
    expect(page.get_by_role("heading", name="A to Z")).to_be_visible()


def test_searching_works_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + "/search/")
    field(page).focus()
    page.wait_for_load_state("networkidle")
    page.keyboard.type("ward")
    page.keyboard.press("Enter")
    expect(results(page)).to_have_count(10)
    for label in ("Search", "Kind", "Region", "Year"):
        page.keyboard.press("Tab")
        assert (
            page.evaluate("document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent")
            == label
        )
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.result a')")

    page.get_by_role("button", name="Show more results").focus()
    page.keyboard.press("Enter")

    expect(results(page).nth(10).locator("a")).to_be_focused()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("zyxwvut", "Nothing was found for “zyxwvut”"),
        ("a", "Write at least two letters."),
        ("kettle zyxwvut", "Nothing has all these words."),
        ("<img src=x onerror=alert(1)>", "for “<img src=x onerror=alert(1)>”"),
    ],
)
def test_it_is_said_where_little_is_found(page: Page, address: str, query: str, said: str) -> None:
    page.goto(address + "/search/")
    field(page).fill(query)

    expect(status(page)).to_contain_text(said)


def test_an_index_that_can_t_be_loaded_leaves_the_a_to_z(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address + "/search/", 1280)

    def refuse(route: Route) -> None:
        route.fulfill(status=503)

    try:
        page.route("**/search/index/**", refuse)
        field(page).fill("kettle")
        expect(status(page)).to_contain_text("could not be loaded")
        expect(page.get_by_role("heading", name="A to Z")).to_be_visible()
        page.unroute("**/search/index/**")
        page.get_by_role("button", name="Search").click()
        expect(status(page)).to_contain_text("for “kettle”")
    finally:
        page.close()


def test_files_of_two_builds_are_not_mixed(page: Page, address: str) -> None:
    def another(route: Route) -> None:
        route.fulfill(json={"of": "another", "words": {"kettle": "0||"}})

    page.route("**/search/index/words-*.json*", another)
    page.goto(address + "/search/?q=kettle")

    expect(status(page)).to_contain_text("could not be loaded")


def test_without_scripts_there_is_the_a_to_z(browser: Browser, address: str) -> None:
    page, complaints = opened(browser, address + "/search/?q=kettle", 360, scripts=False)

    try:
        assert not page.locator("form[role=search]").is_visible()
        assert page.get_by_text("Searching needs JavaScript").is_visible()
        page.get_by_role("navigation", name="Letters").get_by_role("link", name="T", exact=True).click()
        assert page.get_by_role("link", name="Twelve beds and a kettle").is_visible()
        assert complaints == []
    finally:
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_results_can_be_read_by_everybody(browser: Browser, address: str, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]

    try:
        page.goto(address + "/search/?q=measurement", wait_until="networkidle")
        expect(results(page).first).to_be_visible()
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth") <= page.evaluate(f"{root}.clientWidth")
        found = Axe().run(page, options=RULES)
        assert [one["id"] for one in found.response["violations"]] == []
    finally:
        page.close()
