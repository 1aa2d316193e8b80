"""The cards that are drawn for pages without a picture: which pages have one, what it holds, and when it is drawn."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageFont

from qsite.build.build import build
from qsite.build.request import Request
from qsite.pages.page import SocialCard
from qsite.pages.social_cards import LETTERS
from qsite.render import social_cards
from qsite.render.social_cards import drawn
from tests.site_fixture import SMALL, files_of, told, write_site
from tests.whole_site import picture

CLOCK = datetime(2018, 6, 1, 9, tzinfo=UTC)
CARD = SocialCard("A day in Bath", "12 March 2018", "Our community", "#008080")
FONT = Path(social_cards.__file__).parent / "fonts/NotoSerif-Bold.ttf"


def built(folder: Path, files: Mapping[str, str] = SMALL, **options: Any) -> dict[str, bytes]:
    site = write_site(folder / "site", files)
    outcome = build(Request(site=site, output=folder / "output", clock=CLOCK, **options))
    assert outcome.published, told(outcome)
    return files_of(folder / "output")


def preview(files: Mapping[str, bytes], page: str) -> str:
    """The file that a page shows where it is shared, empty where it has none."""
    found = re.search(r'property="og:image" content="https://example.org/([^"]+)"', files[page].decode())
    return found[1] if found else ""


def cards(files: Mapping[str, bytes]) -> set[str]:
    return {path for path in files if "card-" in path}


def titled(title: str) -> dict[str, str]:
    return {**SMALL, "content/stories/2018-03-12-bath.md": f"---\ntitle: {title!r}\n---\n\nIt rained.\n"}


def test_a_story_an_event_a_region_and_home_have_a_card(tmp_path: Path) -> None:
    files = built(tmp_path)

    for page in ("stories/bath/", "events/welcome/", "regions/south-west/", ""):
        path = preview(files, f"{page}index.html")
        assert path.startswith(f"{page}card-"), page
        card = Image.open(BytesIO(files[path]))
        assert (card.size, card.format) == ((1200, 630), "PNG")
        assert len(files[path]) < 100_000
    assert len(cards(files)) == 4


def test_a_page_with_a_picture_has_no_card(tmp_path: Path) -> None:
    shown = "---\ntitle: Bath\nimage: {src: /content/images/sun.png, alt: The sun}\n---\n\nIt rained.\n"
    path = tmp_path / "site/content/images/sun.png"
    path.parent.mkdir(parents=True)
    path.write_bytes(picture("yellow"))

    files = built(tmp_path, {**SMALL, "content/stories/2018-03-12-bath.md": shown})

    assert preview(files, "stories/bath/index.html").startswith("images/sun-")
    assert not any(path.startswith("stories/") for path in cards(files))


def test_a_sites_own_picture_stands_for_home_and_lists_alone(tmp_path: Path) -> None:
    path = tmp_path / "site/content/images/sun.png"
    path.parent.mkdir(parents=True)
    path.write_bytes(picture("yellow"))
    settings = "title: Ours\nurl: https://example.org/\nimage: {src: content/images/sun.png, alt: The sun}\n"

    files = built(tmp_path, {**SMALL, "site.yaml": settings})

    assert preview(files, "index.html").startswith("images/sun-")
    assert preview(files, "stories/index.html").startswith("images/sun-")
    assert preview(files, "stories/bath/index.html").startswith("stories/bath/card-")


@pytest.mark.parametrize("written", ["pictures: false", "pictures: {cards: false}"])
def test_a_site_may_have_none(written: str, tmp_path: Path) -> None:
    settings = f"title: Ours\nurl: https://example.org/\n{written}\n"

    assert cards(built(tmp_path, {**SMALL, "site.yaml": settings})) == set()


def test_another_title_is_another_card_at_another_address(tmp_path: Path) -> None:
    before = cards(built(tmp_path))
    after = cards(built(tmp_path, titled("A night in Bath")))

    assert len(before - after) == len(after - before) == 1
    assert all(path.startswith("stories/bath/card-") for path in before ^ after)


def test_what_a_card_does_not_say_leaves_it_as_it_is(tmp_path: Path) -> None:
    before = cards(built(tmp_path))
    text = SMALL["content/stories/2018-03-12-bath.md"].replace("It rained.", "The sun shone.")

    assert cards(built(tmp_path, {**SMALL, "content/stories/2018-03-12-bath.md": text})) == before


def test_an_events_card_is_of_its_next_date(tmp_path: Path) -> None:
    event = "- {id: talk, title: Talk, start: 2018-05-08 18:00, venue: Hall, repeat: {every: month, count: 3}}\n"
    files = {**SMALL, "content/events/south-west.yaml": event}

    before = {path for path in cards(built(tmp_path, files)) if "talk" in path}
    again = {path for path in cards(built(tmp_path, files, now=CLOCK.replace(day=2))) if "talk" in path}
    later = {path for path in cards(built(tmp_path, files, now=CLOCK.replace(day=15))) if "talk" in path}

    assert before == again
    assert before != later


@pytest.mark.parametrize(
    "title", ["Gŵyl y Gaeaf", "Zażółć gęślą jaźń", "Ελλάδα και Україна", "“So — what’s next?” 🎉", "½ £5"]
)
def test_letters_of_europe_are_drawn_and_signs_that_the_font_lacks_left_out(title: str, tmp_path: Path) -> None:
    assert preview(built(tmp_path, titled(title)), "stories/bath/index.html").startswith("stories/bath/card-")


@pytest.mark.parametrize("title", ["漢字", "مرحبا", "Hello नमस्ते", "🎉"])
def test_a_title_that_cannot_be_drawn_has_no_card(title: str, tmp_path: Path) -> None:
    assert preview(built(tmp_path, titled(title)), "stories/bath/index.html") == ""


def test_the_font_has_every_letter_that_it_is_said_to_have() -> None:
    font = ImageFont.truetype(str(FONT), 20, layout_engine=ImageFont.Layout.BASIC)
    unknown = bytes(font.getmask("\uffff"))

    lacking = [
        hex(n)
        for n in range(0x20, 0x2200)
        if chr(n).strip() and LETTERS.match(chr(n)) and bytes(font.getmask(chr(n))) == unknown
    ]

    assert lacking == []


@pytest.mark.parametrize(
    "title",
    [
        "A",
        "W" * 200,
        "word " * 40,
        "The longest title that an editor in a hurry could think of for an event about which nothing else is known yet",
    ],
)
def test_every_title_fits(title: str) -> None:
    card = Image.open(BytesIO(drawn(SocialCard(title, "12 March 2018, " * 12, "Our community " * 12, "#008080"))))

    def blank(left: int, top: int, right: int, bottom: int) -> bool:
        return not any(card.convert("L").crop((left, top, right, bottom)).histogram()[:240])

    assert blank(1200 - 60, 0, 1200, 630)  # nothing reaches the right edge
    assert blank(40, 630 - 60, 1200, 630)  # nor the lower one
    assert blank(84, 466, 1200, 480)  # nor the line above the site's name


def test_a_card_is_in_the_colour_of_its_region() -> None:
    pixel = Image.open(BytesIO(drawn(CARD))).convert("RGB").getpixel((5, 300))

    assert pixel == (0, 128, 128)


def test_a_card_is_the_same_each_time() -> None:
    assert drawn(CARD) == drawn(CARD)
