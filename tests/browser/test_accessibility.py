"""WCAG 2.2 A and AA, as axe hears it: a page of every kind, at two widths, light and dark; on a poor site too."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import served
from tests.browser.kinds import MAIN, PAGES, REDIRECT, kinds_of
from tests.browser.opening import RULES, Scheme, Windows
from tests.site_fixture import SMALL, write_site
from tests.whole_site import whole_site

pytestmark = pytest.mark.browser

OWN_STYLES = "templates/assets/own.css"
"""The whole site's own style sheet, which gives its paragraphs a colour that few can read."""

SITES: Mapping[str, Mapping[str, str | bytes]] = {
    "small": SMALL,
    "whole": {path: data for path, data in whole_site().items() if path != OWN_STYLES},
    "empty": {},
}


def heard(page: Page) -> dict[str, Any]:
    """What axe says of a page."""
    response: dict[str, Any] = Axe().run(page, options=RULES).response
    return response


def violations(page: Page, without: str = "") -> list[str]:
    """What axe finds, with the elements that it finds it in; one rule may be left out."""
    found = [one for one in heard(page)["violations"] if one["id"] != without]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_everybody_can_read_a_page(windows: Windows, address: str, path: str, width: int, scheme: Scheme) -> None:
    window = windows(width, color_scheme=scheme)
    page = window.open(address + path)

    assert page.locator("h1").count() == 1
    assert violations(page) == []
    assert window.complaints == []


@pytest.mark.parametrize("path", MAIN.values(), ids=MAIN.keys())
def test_everybody_can_read_a_page_in_forced_colours(windows: Windows, address: str, path: str) -> None:
    page = windows(1280, forced_colors="active").open(address + path)

    # Axe reads the colours that a page asks for, and not those that the browser gives in their place.
    assert violations(page, without="color-contrast") == []


@pytest.mark.parametrize("path", MAIN.values(), ids=MAIN.keys())
def test_everybody_can_read_a_page_with_more_contrast(windows: Windows, address: str, path: str) -> None:
    assert violations(windows(1280, contrast="more").open(address + path)) == []


def test_everybody_can_read_a_page_at_an_old_address(windows: Windows, address: str) -> None:
    page = windows(360).page
    stays = "**" + REDIRECT

    page.route(stays, lambda route: route.fulfill(body=route.fetch().text().replace("http-equiv", "data-was")))
    page.goto(address + REDIRECT)

    assert page.get_by_role("heading").inner_text() == "This page has moved"
    assert violations(page) == []
    page.unroute(stays)


def test_axe_looks_at_the_size_of_targets(windows: Windows, address: str) -> None:
    assert "target-size" in {one["id"] for one in heard(windows(360).open(address))["passes"]}


@pytest.fixture(scope="module", params=SITES)
def poor_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, list[str]]]:
    """A small site's address, and one of its pages of every kind: the longest way to write it."""
    folder = tmp_path_factory.mktemp(request.param)
    files = SITES[request.param]
    site = write_site(folder / "site", {path: text for path, text in files.items() if isinstance(text, str)})
    for path, data in files.items():
        if isinstance(data, bytes):
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data)
    kinds = {kind: found for kind, found in kinds_of(site).items() if not kind.startswith("redirect")}
    with served(site, folder / "output") as address:
        yield address, [max(found, key=len) for found in kinds.values()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_a_site_that_has_little(
    windows: Windows, poor_site: tuple[str, list[str]], scheme: Scheme
) -> None:
    address, paths = poor_site
    window = windows(360, color_scheme=scheme)

    assert len(paths) > 5
    assert {path: found for path in paths if (found := violations(window.open(address + path)))} == {}
