"""The preview in a browser: it reloads where it was, swaps styles, shows what is broken, and moves the clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from qsite.theme.theme import shipped_templates
from tests.browser.opening import RULES, opened
from tests.serve_running import Running, serving
from tests.site_fixture import SAMPLE_NOW, copy_sample

pytestmark = pytest.mark.browser
STORY = "content/stories/2017-01-02-long.md"
TEXT = "---\ntitle: A long story\n---\n\n" + "\n\n".join(f"Paragraph {number}." for number in range(120)) + "\n"
BROKEN = TEXT.replace("title: A long story", "title: [open")
SECONDS = 20_000
"""How long a busy machine may take, in ms."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    site = copy_sample(tmp_path_factory.mktemp("preview") / "site")
    (site / STORY).write_text(TEXT)
    with serving(site, now=SAMPLE_NOW) as found:
        yield found


@pytest.fixture
def page(browser: Browser, running: Running) -> Iterator[Page]:
    running.write(STORY, TEXT)
    running.until(lambda: "Paragraph 119." in running.get("/stories/long/").text)
    running.settle()
    found, complaints = opened(browser, running.address + "/stories/long/", 1000)
    found.set_default_timeout(SECONDS)
    yield found
    assert [one for one in complaints if "500" not in one] == []
    found.close()


def scrolled(page: Page) -> int:
    return int(page.evaluate("Math.round(window.scrollY)"))


def test_an_edit_reloads_the_page_where_it_was(page: Page, running: Running) -> None:
    page.evaluate("window.scrollTo({top: 2500, behavior: 'instant'}); window.mark = 1")

    running.write(STORY, TEXT.replace("Paragraph 70.", "Paragraph seventy."))

    expect(page.get_by_text("Paragraph seventy.")).to_be_visible(timeout=SECONDS)
    assert page.evaluate("window.mark") is None
    page.wait_for_function("window.scrollY === 2500")
    running.settle()
    page.wait_for_timeout(300)
    assert scrolled(page) == 2500


def test_styles_change_without_a_reload(page: Page, running: Running) -> None:
    page.evaluate("window.scrollTo({top: 1500, behavior: 'instant'}); window.mark = 1")
    css = (shipped_templates() / "assets/site.css").read_text()
    target = running.site / "templates/assets/site.css"
    before = target.read_bytes()

    running.write("templates/assets/site.css", css + "\nmain p { color: rgb(1, 2, 3) }\n")

    page.wait_for_function("getComputedStyle(document.querySelector('main p')).color === 'rgb(1, 2, 3)'")
    assert page.evaluate("document.querySelectorAll('link[href*=\"site.css\"]').length") == 1
    running.settle()
    page.wait_for_timeout(300)
    assert page.evaluate("window.mark") == 1
    assert scrolled(page) == 1500
    target.write_bytes(before)


def test_a_broken_file_shows_and_mending_brings_the_page_back(page: Page, running: Running) -> None:
    page.evaluate("window.scrollTo({top: 2000, behavior: 'instant'})")
    running.write(STORY, BROKEN)

    expect(page.get_by_role("heading", name="This page can’t be shown")).to_be_visible(timeout=SECONDS)
    expect(page.locator("pre")).to_contain_text(f"{STORY}:2:8  error  yaml-syntax")
    running.settle()
    assert Axe().run(page, options=RULES).response["violations"] == []

    page.get_by_role("link", name="Show it in spite of that").click()
    expect(page.get_by_role("heading", name="A long story")).to_be_visible(timeout=SECONDS)
    expect(page.locator("qsite-preview summary")).to_have_text("1 error")

    running.write(STORY, TEXT.replace("Paragraph 3.", "Paragraph three."))
    expect(page.get_by_text("Paragraph three.")).to_be_visible(timeout=SECONDS)
    expect(page.locator("qsite-preview .fine")).to_be_visible(timeout=SECONDS)


def test_a_page_that_shows_a_problem_comes_back_by_itself(page: Page, running: Running) -> None:
    running.write(STORY, BROKEN)
    expect(page.locator("pre")).to_contain_text("yaml-syntax", timeout=SECONDS)

    running.write(STORY, TEXT)

    expect(page.get_by_role("heading", name="A long story")).to_be_visible(timeout=SECONDS)


def test_the_bar_names_the_file_and_follows_the_problems(page: Page, running: Running) -> None:
    source = page.locator("qsite-preview .source a")
    expect(source).to_have_text(STORY)
    expect(source).to_have_attribute("href", f"vscode://file{(running.site / STORY).resolve()}:1")
    page.evaluate("window.mark = 1")

    other = "content/pages/odd.md"
    running.write(other, "---\ntitle: Odd\n---\n\n[lost](nowhere.md)\n")

    summary = page.locator("qsite-preview summary")
    expect(summary).to_have_text("1 error", timeout=SECONDS)
    summary.click()
    expect(page.locator("qsite-preview li")).to_contain_text("nowhere.md")
    assert Axe().run(page, options=RULES).response["violations"] == []
    (running.site / other).unlink()
    expect(page.locator("qsite-preview .fine")).to_be_visible(timeout=SECONDS)


def test_the_clock_moves_and_comes_back(page: Page, running: Running) -> None:
    running.write(STORY, TEXT.replace("title:", "date: 2017-12-01\ntitle:"))
    ribbon = page.locator("qsite-preview .ribbon")
    expect(ribbon).to_have_text("Not yet: appears on Friday 1 December 2017", timeout=SECONDS)
    running.settle()

    page.locator("qsite-preview input[type=datetime-local]").fill("2017-12-06T09:00")
    page.locator("qsite-preview button", has_text="Show").click()

    expect(page.locator("qsite-preview input[type=datetime-local]")).to_have_value("2017-12-06T09:00", timeout=SECONDS)
    expect(ribbon).to_have_count(0)
    page.locator("qsite-preview button", has_text="Back to now").click()
    expect(ribbon).to_be_visible(timeout=SECONDS)
    expect(page.locator("qsite-preview button", has_text="Back to now")).to_have_count(0)


def test_the_bar_is_there_without_scripts_and_not_on_paper(browser: Browser, running: Running) -> None:
    plain, _ = opened(browser, running.address + "/stories/long/", 320, scripts=False)
    expect(plain.locator("qsite-preview .source")).to_contain_text("long.md")
    assert plain.evaluate("document.documentElement.scrollWidth") <= 320
    plain.emulate_media(media="print")
    expect(plain.locator("qsite-preview .bar")).to_be_hidden()
    plain.close()


def test_many_pages_may_be_open_at_once(browser: Browser, running: Running) -> None:
    pages = [opened(browser, running.address + "/stories/long/", 800)[0] for _ in range(4)]
    running.write(STORY, TEXT.replace("Paragraph 1.", "Paragraph one."))
    for one in pages:
        expect(one.get_by_text("Paragraph one.")).to_be_visible(timeout=SECONDS)
        one.close()


def test_a_preview_that_starts_again_renews_its_pages(browser: Browser, tmp_path: Path) -> None:
    site = copy_sample(tmp_path / "site")
    (site / STORY).write_text(TEXT)
    with serving(site, now=SAMPLE_NOW) as first:
        page, _ = opened(browser, first.address + "/stories/long/", 1000)
        port = first.netloc.rpartition(":")[2]
        first.interrupt()
    (site / STORY).write_text(TEXT.replace("Paragraph 2.", "Paragraph two."))
    with serving(site, "--port", port, now=SAMPLE_NOW):
        expect(page.get_by_text("Paragraph two.")).to_be_visible(timeout=SECONDS)
        page.close()
