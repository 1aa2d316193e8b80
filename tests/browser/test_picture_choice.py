"""Pictures in a browser: which file it chooses, and that a page stays as it is when they come."""

from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.conftest import served
from tests.site_fixture import write_site
from tests.source.test_rasters import photograph, saved

pytestmark = pytest.mark.browser

STORY = (
    "---\ntitle: Bath\nimage: {src: ../images/wall.jpg, alt: A wall, focus: 10% 80%}\n---\n\n"
    "![Moving](../images/moving.gif)\n"
)
SHIFT = """() => new Promise(give => new PerformanceObserver(list =>
    give(list.getEntries().reduce((sum, one) => sum + one.value, 0)))
    .observe({type: 'layout-shift', buffered: true}) || setTimeout(() => give(0), 500))"""


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site with a large and a moving picture is served."""
    folder = tmp_path_factory.mktemp("pictured")
    person = "---\nname: Jo Field\nphoto: ../images/wall.jpg\n---\n\nShe writes.\n"
    texts = {"content/stories/2017-03-12-bath.md": STORY, "content/people/jo-field.md": person}
    site = write_site(folder / "site", texts)
    frames = [Image.new("RGB", (90, 60), colour) for colour in ("red", "green")]
    (site / "content/images").mkdir()
    (site / "content/images/wall.jpg").write_bytes(saved(photograph(2400, 1600), "JPEG"))
    moving = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100, loop=0)
    (site / "content/images/moving.gif").write_bytes(moving)
    with served(site, folder / "output") as found:
        yield found


def chosen(page: Page, alt: str) -> str:
    """The file that the browser took for a picture, once it is there."""
    picture = page.get_by_alt_text(alt)
    picture.scroll_into_view_if_needed()
    page.wait_for_function("one => one.complete && one.naturalWidth > 0", arg=picture.element_handle())
    return str(picture.evaluate("one => one.currentSrc"))


@pytest.mark.parametrize(("width", "density", "most"), [(360, 1, 640), (360, 3, 1280), (1280, 1, 1280)])
def test_a_browser_takes_the_smallest_file_that_is_enough(
    browser: Browser, pictured: str, width: int, density: int, most: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, device_scale_factor=density)
    page.goto(f"{pictured}/stories/bath/")

    taken = chosen(page, "A wall")

    assert taken.endswith(".avif")
    shown = page.get_by_alt_text("A wall").evaluate("one => one.clientWidth") * density
    assert shown * 0.8 <= int(taken.rpartition("-")[2].removesuffix(".avif")) <= most
    assert page.evaluate(SHIFT) == 0
    page.close()


def test_a_picture_without_motion_for_those_who_want_none(browser: Browser, pictured: str) -> None:
    page = browser.new_page()
    page.goto(f"{pictured}/stories/bath/")
    assert chosen(page, "Moving").endswith("-moving.webp")
    page.close()

    still = browser.new_page(reduced_motion="reduce")
    still.goto(f"{pictured}/stories/bath/")
    assert chosen(still, "Moving").endswith("-90.webp")
    still.close()


def test_what_stands_around_a_picture_takes_no_room(browser: Browser, pictured: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{pictured}/people/")

    frame, picture = page.locator(".thing").first.bounding_box(), page.locator(".thing img").first.bounding_box()

    assert frame is not None
    assert picture is not None
    assert picture["x"] - frame["x"] < 32
    page.close()
