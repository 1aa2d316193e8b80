"""Which pages a build makes after an edit, by name: those that show what was edited, and no other."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qsite.build.build import build
from qsite.build.request import Outcome, Request
from tests.site_fixture import told
from tests.whole_site import picture, whole_site

CLOCK = datetime(2018, 6, 1, 9, tzinfo=UTC)
BATH = "content/stories/2018-03-12-bath.md"
EVENTS = "content/events/south-west.yaml"
WORDS = {"/search/index/words-0.json", "/search/index/words-1.json"}
"""Where it is kept which pages have which words: any text may change any of it."""


class Edited:
    """A whole site that was built once, and is edited and built again. A class because a test does both."""

    def __init__(self, folder: Path) -> None:
        self.site, self.output = folder / "site", folder / "output"
        for path, data in whole_site().items():
            self.write(path, data)
        self.built()

    def write(self, path: str, data: bytes | str) -> None:
        target = self.site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode() if isinstance(data, str) else data)

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.site / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def built(self, clock: datetime = CLOCK) -> Outcome:
        outcome = build(Request(site=self.site, output=self.output, clock=clock))
        assert outcome.published, told(outcome)
        return outcome

    def made(self, clock: datetime = CLOCK) -> set[str]:
        """The addresses of the pages that the next build renders."""
        return {one.address for one in self.built(clock).made}


@pytest.fixture
def site(tmp_path: Path) -> Edited:
    return Edited(tmp_path)


def test_nothing_changed_makes_nothing(site: Edited) -> None:
    assert site.made() == set()


def test_a_storys_body_makes_its_page_and_the_feeds_that_hold_it(site: Edited) -> None:
    site.change(BATH, "All day.", "All night.")

    made = site.made()

    assert "/stories/bath/" in made
    assert made - {"/stories/bath/"} - WORDS == {
        f"{folder}feed.{kind}"
        for folder in ("/", "/regions/south-west/", "/tags/coaching/", "/tags/rain/")
        for kind in ("xml", "json")
    }


def test_a_storys_title_makes_the_lists_that_name_it(site: Edited) -> None:
    site.change(BATH, "title: A day in Bath", "title: A night in Bath")

    made = site.made()

    assert {"/stories/bath/", "/", "/regions/south-west/", "/tags/rain/", "/people/mary-jones/", "/search/"} <= made
    assert {"/events/welcome/", "/stories/2018/", "/stories/2018/03/"} <= made
    assert not {"/stories/2018/04/", "/accessibility/", "/sitemap.xml"} & made
    assert not {"/events/", "/about/", "/regions/", "/numbers/", "/events/hike/"} & made


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("site.yaml", "tagline: ", "tagline: Once more "),
        ("content/people/mary-jones.md", "photo: ../images/moon.jpg\n", ""),
        (
            "content/stories/2018-05-04-reply.md",
            "title: More, url: https://example.com/",
            "title: Less, url: https://example.net/",
        ),
        ("templates/plain_page.html", "<h1>", '<h1 class="own">'),
    ],
)
def test_what_nobody_can_find_does_not_make_the_index(site: Edited, path: str, old: str, new: str) -> None:
    site.change(path, old, new)

    made = site.made()

    assert made
    assert not [address for address in made if address.startswith("/search/index/")]


def test_an_event_that_is_over_changes_its_place_in_the_index(site: Edited) -> None:
    made = site.made(datetime(2018, 6, 21, tzinfo=UTC))

    assert {"/search/index/about.json", *WORDS} <= made


def test_an_event_that_moves_makes_its_page_its_lists_and_its_calendars(site: Edited) -> None:
    site.change(EVENTS, "start: 2018-09-03 10:00", "start: 2018-09-03 09:30")

    made = site.made()

    assert {"/events/welcome/", "/events/", "/events/2018/09/", "/regions/south-west/"} <= made
    assert {"/events/calendar.ics", "/events/welcome/event.ics", "/regions/south-west/events.ics"} <= made
    assert not {"/events/2018/06/", "/regions/wales/events.ics", "/stories/", "/feed.xml", "/events/hike/"} & made


def test_a_region_that_is_renamed_makes_every_page_that_names_it(site: Edited) -> None:
    site.change("content/regions/wales.md", "name: Wales", "name: Cymru")

    made = site.made()

    assert {
        "/regions/wales/",
        "/regions/",
        "/stories/cardiff/",
        "/events/hike/",
        "/",
        "/regions/wales/events.ics",
    } <= made
    assert not {"/about/", "/events/welcome/", "/events/welcome/event.ics", "/events/2018/09/"} & made


def test_a_base_template_makes_all_pages_and_no_feed(site: Edited) -> None:
    base = (Path(__file__).parents[1] / "templates" / "base.html").read_text(encoding="utf-8")
    pages = {one.address for one in Edited(site.site.parent / "other").built().made}
    site.write("templates/base.html", base.replace("</body>", "<!-- ours -->\n</body>"))

    made = site.made()

    assert pages == set()
    assert {"/", "/about/", "/stories/bath/", "/events/hike/", "/404.html"} <= made
    assert not {one for one in made if one.endswith((".xml", ".json", ".ics", ".txt"))}


def test_a_part_of_ones_own_makes_the_pages_that_import_it(site: Edited) -> None:
    site.change("templates/parts/own.html", "Missing?", "Wrong?")

    assert site.made() == {"/about/", "/about/history/"}


def test_a_stylesheet_makes_every_page_that_links_to_it(site: Edited) -> None:
    css = (Path(__file__).parents[1] / "templates" / "assets" / "site.css").read_bytes()
    site.write("templates/assets/site.css", css + b"\n/* ours */\n")

    made = site.made()

    assert {"/", "/about/", "/stories/bath/", "/old/"} <= made
    assert "/feed.xml" not in made


def test_a_picture_of_another_size_makes_the_pages_that_show_it(site: Edited) -> None:
    site.write("content/images/moon.jpg", picture("white", 16, "JPEG"))

    made = site.made()

    assert {"/stories/letter/", "/people/mary-jones/", "/feed.xml"} <= made
    assert not {"/about/", "/events/"} & made


def test_a_new_tag_makes_its_page_and_feeds(site: Edited) -> None:
    site.change(BATH, "tags: [Coaching, rain]", "tags: [Coaching, rain, umbrellas]")

    made = site.made()

    assert {"/tags/umbrellas/", "/tags/umbrellas/feed.xml", "/tags/", "/stories/bath/", "/sitemap.xml"} <= made
    assert "/tags/rain/" not in made


def test_a_story_that_falls_due_is_made_with_the_lists_that_gain_it(site: Edited) -> None:
    made = site.made(datetime(2018, 7, 1, 9, tzinfo=UTC))

    assert {"/stories/later/", "/stories/", "/", "/regions/wales/", "/tags/rain/"} <= made
    assert not {"/about/", "/people/mary-jones/"} & made


def test_a_draft_that_is_published_is_made(site: Edited) -> None:
    site.change("content/stories/2018-05-30-draft.md", "draft: true\n", "")

    made = site.made()

    assert {"/stories/draft/", "/tags/secret/", "/stories/", "/"} <= made
    assert not {"/about/", "/events/", "/stories/cardiff/"} & made


def test_a_file_of_the_output_that_was_edited_is_mended(site: Edited) -> None:
    page = site.output / "about" / "index.html"
    before = page.read_bytes()
    page.write_bytes(before.replace(b"Who we are", b"Who they are"))

    outcome = site.built()

    assert [(one.address, one.reason) for one in outcome.made] == [("/about/", "its file was changed")]
    assert page.read_bytes() == before


def test_the_reason_names_the_value_that_changed(site: Edited) -> None:
    site.change("content/pages/about.md", "Who we are.", "Who we were.")

    reasons = {one.address: one.reason for one in site.built().made}

    assert reasons.pop("/about/") == "`page`, `body` changed"
    assert reasons == dict.fromkeys((*WORDS, "/search/index/results-1.json"), "`index` changed")
