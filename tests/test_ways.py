"""Finding one's way: from every page on to the next, and no way to nowhere."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from qsite.build.prepare import prepare
from qsite.build.request import Request, Stopwatch
from qsite.build.sources import sources
from qsite.pages.addresses import addresses
from qsite.pages.plan import Plan
from qsite.pages.sitemaps import sitemap_pages
from qsite.render.render import FORMATS
from qsite.site import queries
from qsite.site.site import Site
from qsite.terms import Id
from tests.site_fixture import CLOCK, SITE_YAML, built, told, write_site
from tests.whole_site import whole_site

REGION = "content/regions/{}.md"


def story(title: str, **keys: object) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in keys.items())
    return f"---\ntitle: {title}\n{lines}---\n\nText of {title}.\n"


def write_whole(folder: Path) -> dict[str, str]:
    """A site with every kind of content, written where `planned` and `Built` look for it; its settings."""
    for path, data in whole_site().items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_bytes(data)
    return {"site.yaml": whole_site()["site.yaml"].decode()}


def planned(folder: Path, files: Mapping[str, str], now: datetime = CLOCK) -> tuple[Site, Plan]:
    """The site of these files and its plan."""
    site = write_site(folder / "site", files)
    request = Request(site=site, output=folder / "output", clock=now)
    found = prepare(request, sources(request), Stopwatch())
    assert found.planned is not None
    assert [one for one in found.problems if one.is_error] == []
    return found.planned.site, found.planned.plan


class Built:
    """A site that was built, and its pages as a reader finds them. A class because many questions follow."""

    def __init__(self, folder: Path, files: Mapping[str, str], now: datetime = CLOCK) -> None:
        self.output = folder / "output"
        outcome = built(write_site(folder / "site", files), self.output, clock=now)
        assert outcome.published, told(outcome)

    def page(self, address: str) -> LexborHTMLParser:
        path = self.output / address.strip("/") / "index.html" if address.endswith("/") else self.output / address[1:]
        return LexborHTMLParser(path.read_bytes().decode())

    def text(self, address: str, where: str = "body") -> str:
        """The words of a part of a page."""
        found = self.page(address).css_first(where)
        assert found is not None, (address, where)
        return " ".join(found.text().split())

    def has(self, address: str) -> bool:
        return (self.output / address.strip("/") / "index.html").is_file()

    def links(self, address: str, where: str = "main") -> list[tuple[str, str]]:
        """The links of a part of a page: where they lead, and their words."""
        nodes = self.page(address).css(f"{where} a[href]")
        return [(node.attributes["href"] or "", " ".join(node.text().split())) for node in nodes]

    def section(self, address: str, heading: str) -> list[tuple[str, str]]:
        """The titles that stand below a heading of a page, with where they lead."""
        for section in self.page(address).css("section"):
            head = section.css_first("h2")
            if head is not None and " ".join(head.text().split()) == heading:
                nodes = section.css("h3 a[href], h4 a[href], .links a[href], .section__more a[href]")
                return [(node.attributes["href"] or "", node.text().strip()) for node in nodes]
        raise AssertionError(f"{address} has no section {heading}")


# The archive

YEARS = {
    f"content/stories/{day}-story-{day:%Y-%m-%d}.md": story(f"Of {day}")
    for day in (date(2016, 12, 31), date(2018, 1, 1), *(date(2018, 3, n) for n in range(1, 16)))
}


def test_a_year_lists_its_stories_by_month_the_newest_first(tmp_path: Path) -> None:
    site = Built(tmp_path, YEARS)

    months = [one.text().strip() for one in site.page("/stories/2018/").css("section h2")]

    assert months == ["March 2018", "January 2018"]
    assert ("/stories/story-2018-01-01/", "Of 2018-01-01") in site.links("/stories/2018/")
    assert not any(href == "/stories/story-2016-12-31/" for href, _ in site.links("/stories/2018/"))


def test_a_year_leads_to_the_others_and_to_its_months(tmp_path: Path) -> None:
    site = Built(tmp_path, YEARS)

    hrefs = [href for href, _ in site.links("/stories/2018/")]

    assert hrefs[:2] == ["/stories/2018/", "/stories/2016/"]
    assert "/stories/2018/03/" in hrefs
    assert site.links("/stories/", "main nav[aria-label='Stories by year']") == [
        ("/stories/2018/", "2018 16(16 stories)"),
        ("/stories/2016/", "2016 1(1 story)"),
    ]


def test_of_a_full_month_its_year_names_the_newest_and_leads_to_the_rest(tmp_path: Path) -> None:
    site = Built(tmp_path, YEARS)

    words = [text for _, text in site.links("/stories/2018/")]

    assert "See all 15 stories of March 2018" in words
    assert "Of 2018-03-15" in words
    assert "Of 2018-03-03" not in words
    assert "Of 2018-03-03" in [text for _, text in site.links("/stories/2018/03/")]


def test_a_month_leads_to_the_months_beside_it_that_have_stories(tmp_path: Path) -> None:
    site = Built(tmp_path, YEARS)

    beside = [href for href, _ in site.links("/stories/2018/01/", "nav[aria-label=Months]")]

    assert beside == ["/stories/2016/12/", "/stories/2018/", "/stories/2018/03/"]
    assert not site.has("/stories/2018/02/")


def test_the_archive_is_a_page_a_year_and_a_page_a_month_unless_a_month_is_very_full(tmp_path: Path) -> None:
    days = [date(2008 + n // 12, n % 12 + 1, day) for n in range(120) for day in range(1, 9)]
    many = {f"content/stories/{day}-on-{day}.md": story(f"On {day}") for day in days}
    many |= {f"content/stories/2012-05-20-more-{n}.md": story(f"More {n}") for n in range(75)}

    _, plan = planned(tmp_path, many)

    years = [page.address for page in plan.pages if page.template == "stories_year.html"]
    months = [page.address for page in plan.pages if page.template == "stories_month.html"]
    assert (len(years), len(months)) == (10, 121)
    assert "/stories/2012/05/page/2/" in months


# Series


def test_a_part_of_a_series_lists_all_parts_and_marks_itself(tmp_path: Path) -> None:
    files = {f"content/stories/2018-01-0{n}-part-{n}.md": story(f"Part {n}", series="letters") for n in range(1, 5)}

    site = Built(tmp_path, files)

    parts = site.page("/stories/part-2/").css(".aside ol li")
    assert [one.text().strip() for one in parts] == ["Part 1", "Part 2", "Part 3", "Part 4"]
    assert [one.css_first("[aria-current=page]") is not None for one in parts] == [False, True, False, False]
    assert site.links("/stories/part-2/", "nav.neighbours") == [
        ("/stories/part-1/", "Part 1"),
        ("/stories/part-3/", "Part 3"),
    ]


def test_of_a_long_series_the_parts_around_are_listed_with_their_numbers(tmp_path: Path) -> None:
    files = {f"content/stories/2018-01-{n:02}-part-{n}.md": story(f"Part {n}", series="letters") for n in range(1, 31)}

    site = Built(tmp_path, files)

    listed = site.page("/stories/part-20/").css_first(".aside ol")
    assert listed is not None
    assert listed.attributes["start"] == "14"
    assert [one.text().strip() for one in listed.css("li")] == [f"Part {n}" for n in range(14, 26)]
    assert ("/series/letters/", "See all 30 parts") in site.links("/stories/part-20/")


# Related


def test_related_stories_are_of_the_programme_then_the_region_then_the_tags(tmp_path: Path) -> None:
    files = {
        "content/programmes/growing.md": "---\nname: Growing\n---\n",
        REGION.format("wales"): "---\nname: Wales\n---\n",
        "content/stories/2018-03-01-this.md": story("This", programme="growing", regions="[wales]", tags="[soil]"),
        "content/stories/2018-03-09-tag.md": story("Tag", tags="[Soil]"),
        "content/stories/2018-03-08-region.md": story("Region", regions="[wales]", tags="[soil]"),
        "content/stories/2018-02-01-programme.md": story("Programme", programme="growing"),
        "content/stories/2018-02-02-newer.md": story("Newer", programme="growing"),
        "content/stories/2018-03-10-nothing.md": story("Nothing"),
    }
    site, _ = planned(tmp_path, files)
    (this,) = (one for one in site.stories if one.id == "this")

    assert [one.id for one in queries.related(this, site)] == ["newer", "programme", "region", "tag"]
    assert [one.id for one in queries.related(this, site, 2)] == ["newer", "programme"]


def test_no_story_is_related_to_itself_and_none_twice(tmp_path: Path) -> None:
    site, _ = planned(tmp_path, write_whole(tmp_path))

    for one in site.stories:
        found = [other.id for other in queries.related(one, site)]
        assert one.id not in found
        assert len(found) == len(set(found)) <= 4


EVENTS = {
    REGION.format("wales"): "---\nname: Wales\n---\n",
    REGION.format("wessex"): "---\nname: Wessex\n---\n",
    "content/programmes/growing.md": "---\nname: Growing\n---\n",
    "content/events/wales.yaml": """\
- {id: this, title: This, start: 2018-07-01 10:00, programme: growing}
- {id: soon, title: Soon, start: 2018-06-10 10:00}
- {id: later, title: Later, start: 2018-08-10 10:00}
- {id: gone, title: Gone, start: 2018-05-10 10:00}
- {id: off, title: Off, start: 2018-06-12 10:00, status: cancelled}
- {id: often, title: Often, start: 2018-06-13 10:00, repeat: {every: week, count: 4}}
""",
    "content/events/wessex.yaml": """\
- {id: first, title: First, start: 2018-06-05 10:00, programme: growing}
- {id: next, title: Next, start: 2018-07-20 10:00, programme: growing}
- {id: far, title: Far, start: 2018-06-20 10:00}
""",
}


def test_an_event_leads_to_what_comes_of_its_programme_then_of_its_region(tmp_path: Path) -> None:
    site = Built(tmp_path, EVENTS)

    titles = [title for _, title in site.section("/events/this/", "More to come")]

    assert titles == ["First", "Soon", "Often", "Later", "See all events"]
    assert [title for _, title in site.section("/events/this/", "Next in Growing")] == ["Next"]


def test_an_event_that_is_over_leads_to_those_to_come(tmp_path: Path) -> None:
    site = Built(tmp_path, EVENTS)

    assert site.section("/events/gone/", "More to come")[0][1] == "Soon"


def test_an_event_with_nothing_beside_it_leads_to_all(tmp_path: Path) -> None:
    site = Built(tmp_path, EVENTS, now=datetime(2019, 6, 1, tzinfo=UTC))

    assert site.section("/events/far/", "More events") == [("/events/", "See all events")]


# Regions


def regions(**nations: str) -> dict[str, str]:
    return {
        REGION.format(name): f"---\nname: {name.title()}\nnation: {nation}\norder: {place}\n---\n"
        for place, (name, nation) in enumerate(nations.items())
    }


def test_neighbours_are_of_the_same_nation_those_next_in_order(tmp_path: Path) -> None:
    site, _ = planned(tmp_path, regions(a="E", b="E", c="E", wales="W", d="E", e="E", f="E"))

    found = {name: [one.id for one in queries.neighbours(region, site)] for name, region in site.regions.items()}

    assert found[Id("d")] == ["b", "c", "e", "f"]
    assert found[Id("a")] == ["b", "c", "d", "e"]
    assert found[Id("wales")] == ["b", "c", "d", "e"]


def test_a_region_leads_to_its_neighbours_and_the_nationwide_one_has_none(tmp_path: Path) -> None:
    wide = {REGION.format("uk-wide"): "---\nname: UK-wide\nnationwide: true\n---\n"}

    site = Built(tmp_path, {**regions(wales="W", kent="E"), **wide})

    assert site.section("/regions/wales/", "Neighbouring regions") == [("/regions/kent/", "Kent")]
    assert "Neighbouring" not in site.text("/regions/uk-wide/")


def test_a_region_without_events_of_its_own_leads_to_those_for_all(tmp_path: Path) -> None:
    files = {
        **regions(wales="W"),
        REGION.format("uk-wide"): "---\nname: UK-wide\nnationwide: true\n---\n",
        "content/events/uk-wide.yaml": "- {id: all, title: For all, start: 2018-07-01 10:00, online: true}\n",
    }

    site = Built(tmp_path, files)

    said = site.text("/regions/wales/", "#events .empty")
    assert said == "No events planned in Wales yet. These are for every region. See UK-wide events"
    assert ("/regions/uk-wide/", "See UK-wide events") in site.links("/regions/wales/", "#events .empty")
    assert site.section("/regions/wales/", "Coming up")[0][1] == "For all"


def test_a_region_s_page_has_links_to_its_parts_and_only_to_those_it_has(tmp_path: Path) -> None:
    files = {
        **EVENTS,
        "content/stories/2018-03-01-this.md": story("This", regions="[wales]"),
        "content/people/sam.md": "---\nname: Sam\nregions: [wales]\n---\n",
    }

    site = Built(tmp_path, files)

    page = site.page("/regions/wales/")
    anchors = [href for href, _ in site.links("/regions/wales/", "nav[aria-label='On this page']")]
    assert anchors == ["#events", "#people", "#stories", "#past"]
    assert all(page.css_first(anchor) is not None for anchor in anchors)


def test_past_events_go_on_from_page_to_page_and_none_is_lost(tmp_path: Path) -> None:
    listed = "".join(f"- {{id: talk-{n}, title: Talk {n}, start: 2017-01-{n + 1:02}}}\n" for n in range(30))
    files = {**regions(wales="W"), "content/events/wales.yaml": listed}

    site = Built(tmp_path, files)

    pages = ["/regions/wales/", "/regions/wales/page/2/", "/regions/wales/page/3/"]
    titles = [[title for _, title in site.section(page, "Past events")] for page in pages]
    assert [len(one) for one in titles] == [6, 20, 4]
    assert [title for one in titles for title in one] == [f"Talk {n}" for n in reversed(range(30))]
    assert not site.has("/regions/wales/page/4/")


def test_a_later_page_stands_below_its_list(tmp_path: Path) -> None:
    files = {"site.yaml": f"{SITE_YAML}stories: {{per_page: 5}}\n", **YEARS}

    site = Built(tmp_path, files)

    crumbs = [one.text().strip() for one in site.page("/stories/page/2/").css(".breadcrumbs li")]
    assert crumbs == ["Home", "Stories", "Page 2"]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1, "1 2 … 9 Next"),
        (2, "Previous 1 2 3 … 9 Next"),
        (5, "Previous 1 … 4 5 6 … 9 Next"),
        (8, "Previous 1 … 7 8 9 Next"),
        (9, "Previous 1 … 8 9"),
    ],
)
def test_a_long_list_links_to_its_ends_and_to_what_is_near(tmp_path: Path, number: int, shown: str) -> None:
    files = {"site.yaml": f"{SITE_YAML}stories: {{per_page: 2}}\n", **YEARS}

    site = Built(tmp_path, files)

    here = "/stories/" if number == 1 else f"/stories/page/{number}/"
    steps = [one.text().replace("page", "").replace("Page", "") for one in site.page(here).css(".pagination li")]
    assert " ".join(" ".join(steps).split()) == shown
    assert all(site.has(href) for href, _ in site.links(here, ".pagination"))
    assert not site.has("/stories/page/10/")


def test_a_short_list_has_no_links_to_pages(tmp_path: Path) -> None:
    site = Built(tmp_path, YEARS)

    assert site.page("/stories/2018/").css(".pagination") == []


def test_a_tag_tells_what_comes_from_what_is_past(tmp_path: Path) -> None:
    events = (
        "- {id: dug, title: We dug, start: 2018-05-01, tags: [soil]}\n"
        "- {id: dig, title: We dig, start: 2018-07-01, tags: [soil]}\n"
        "- {id: sow, title: We sow, start: 2018-05-02, tags: [seed]}\n"
    )
    files = {**regions(wales="W"), "content/events/wales.yaml": events}

    site = Built(tmp_path, files)

    assert [title for _, title in site.section("/tags/soil/", "Coming up")] == ["We dig"]
    assert [title for _, title in site.section("/tags/soil/", "Past events")] == ["We dug"]
    assert "Coming up" not in site.text("/tags/seed/")


# People


def test_few_people_stand_in_one_list_and_many_by_letter(tmp_path: Path) -> None:
    def people(count: int) -> dict[str, str]:
        names = [f"{letter}{second} Field" for letter in "ABC" for second in "abcdefghij"][:count]
        return {f"content/people/{name.lower().replace(' ', '-')}.md": f"---\nname: {name}\n---\n" for name in names}

    few, many = Built(tmp_path / "few", people(20)), Built(tmp_path / "many", people(30))

    assert few.page("/people/").css_first("nav.letters") is None
    letters = many.links("/people/", "nav.letters")
    assert [text for _, text in letters] == ["A", "B", "C"]
    assert all(many.page("/people/").css_first(href) is not None for href, _ in letters)


# The menu


def menu(site: Built) -> list[tuple[str, str]]:
    return site.links("/", ".masthead__menu")


def test_the_menu_may_name_a_page_s_file(tmp_path: Path) -> None:
    settings = SITE_YAML + "navigation: [{label: Join, to: content/pages/join.md}]\n"

    site = Built(tmp_path, {"site.yaml": settings, "content/pages/join.md": "---\ntitle: Join us\n---\n\nDo.\n"})

    assert menu(site) == [("/join/", "Join")]


def test_a_menu_that_names_a_file_without_a_page_is_an_error(tmp_path: Path) -> None:
    settings = SITE_YAML + "navigation: [{label: Join, to: content/pages/jion.md}]\n"

    outcome = built(write_site(tmp_path / "site", {"site.yaml": settings}), tmp_path / "output")

    assert [(one.code.text, one.place.file) for one in outcome.problems if one.place] == [("broken-link", "site.yaml")]


# What machines are told


def dates(site: Built) -> dict[str, str]:
    """The dates in the sitemap, by address without the host."""
    page = LexborHTMLParser((site.output / "sitemap.xml").read_text())
    entries = [(one.css_first("loc"), one.css_first("lastmod")) for one in page.css("url")]
    return {urlsplit(loc.text()).path: changed.text() if changed else "" for loc, changed in entries if loc}


def test_the_sitemap_says_when_pages_really_changed(tmp_path: Path) -> None:
    files = {
        **regions(wales="W"),
        "content/stories/2018-03-01-old.md": story("Old", updated="2018-05-01", regions="[wales]"),
        "content/stories/2018-04-01-new.md": story("New"),
        "content/events/wales.yaml": "- {id: told, title: Told, start: 2018-07-01 10:00, updated: 2018-02-02 10:00}\n"
        "- {id: silent, title: Silent, start: 2018-07-02 10:00}\n",
    }

    found = dates(Built(tmp_path, files))

    assert found["/stories/old/"] == "2018-05-01T00:00:00+01:00"
    assert found["/stories/new/"] == "2018-04-01T00:00:00+01:00"
    assert found["/stories/"] == found["/"] == found["/regions/wales/"] == "2018-05-01T00:00:00+01:00"
    assert found["/stories/2018/04/"] == "2018-04-01T00:00:00+01:00"
    assert found["/events/told/"] == "2018-02-02T10:00:00+00:00"
    assert found["/events/silent/"] == found["/events/"] == ""


def test_more_addresses_than_a_sitemap_may_hold_are_split(tmp_path: Path) -> None:
    site, plan = planned(tmp_path, YEARS)
    where = addresses(site)

    (whole,) = sitemap_pages(plan.pages, where)
    *parts, index = sitemap_pages(plan.pages, where, most=10)

    entries = [one.values["entries"] for one in parts]
    assert [one.address for one in parts] == [f"/sitemap-{n}.xml" for n in range(1, len(parts) + 1)]
    assert all(0 < len(one) <= 10 for one in entries)
    assert sum(entries, ()) == whole.values["entries"]
    written = LexborHTMLParser(FORMATS[index.template](index.values).decode())
    assert [one.text() for one in written.css("sitemap > loc")] == [
        f"https://example.org/sitemap-{n}.xml" for n in range(1, len(parts) + 1)
    ]
    assert "2018-03-15T00:00:00+00:00" in [one.text() for one in written.css("sitemap > lastmod")]


def test_every_way_on_a_whole_site_leads_to_a_page(tmp_path: Path) -> None:
    site = Built(tmp_path, write_whole(tmp_path))

    assert lost(site.output) == set()


def lost(output: Path) -> set[tuple[str, str]]:
    """The links of all pages that lead to no file of the output, or to no place on its page."""
    found = set()
    pages = {path: LexborHTMLParser(path.read_bytes().decode()) for path in output.rglob("*.html")}
    for path, page in pages.items():
        address = f"/{path.relative_to(output).as_posix().removesuffix('index.html')}"
        for node in page.css("a[href], link[href]"):
            target = urlsplit(urljoin(f"https://example.org{address}", node.attributes["href"] or ""))
            if target.hostname != "example.org" or target.scheme not in ("http", "https"):
                continue
            file = output / target.path.strip("/")
            file = file / "index.html" if target.path.endswith("/") else file
            there = file.is_file() and (
                not target.fragment or pages[file].css_first(f'[id="{target.fragment}"]') is not None
            )
            if not there:
                found.add((address, node.attributes["href"] or ""))
    return found


# Small sites

SMALL: Mapping[str, Mapping[str, str]] = {
    "nothing but its settings": {},
    "one story": {"content/stories/2018-03-12-bath.md": story("A day in Bath")},
    "a story that is not due yet": {"content/stories/2018-12-12-bath.md": story("A day in Bath")},
    "only events": {
        REGION.format("uk"): "---\nname: UK\nnationwide: true\n---\n",
        "content/events/uk.yaml": "- {id: open-day, title: Open day, start: 2018-07-01 10:00}\n",
    },
    "only past events": {
        REGION.format("wales"): "---\nname: Wales\n---\n",
        "content/events/wales.yaml": "- {id: open-day, title: Open day, start: 2017-07-01 10:00}\n",
    },
    "only regions": {REGION.format("wales"): "---\nname: Wales\n---\n"},
    "one person": {"content/people/sam.md": "---\nname: Sam\n---\n"},
    "no parts that can be switched off": {
        "site.yaml": f"{SITE_YAML}search: false\nmap: false\nnumbers: false\npictures: false\n",
        "content/stories/2018-03-12-bath.md": story("A day in Bath"),
    },
}


@pytest.mark.parametrize("files", SMALL.values(), ids=SMALL.keys())
def test_on_a_small_site_every_way_leads_to_a_page(tmp_path: Path, files: Mapping[str, str]) -> None:
    assert lost(Built(tmp_path, files).output) == set()


@pytest.mark.parametrize("files", SMALL.values(), ids=SMALL.keys())
def test_a_small_site_s_menu_leads_to_no_empty_page(tmp_path: Path, files: Mapping[str, str]) -> None:
    site = Built(tmp_path, files)

    for href, _ in {*menu(site), *site.links("/", ".footer__menu")} - {("/accessibility/", "Accessibility")}:
        main = site.page(href).css_first("main")
        assert main is not None
        assert main.css_first("li a, table") is not None, href


@pytest.mark.parametrize("files", SMALL.values(), ids=SMALL.keys())
def test_a_small_site_s_pages_have_no_heading_without_anything_below(tmp_path: Path, files: Mapping[str, str]) -> None:
    site = Built(tmp_path, files)

    for path in site.output.rglob("index.html"):
        for section in LexborHTMLParser(path.read_bytes().decode()).css("main section:not([hidden])"):
            heading = section.css_first("h2, h3")
            assert heading is None or section.text().strip() != heading.text().strip(), (path, heading.text())


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ("nothing but its settings", []),
        ("one story", ["Stories"]),
        ("a story that is not due yet", []),
        ("only events", ["Events", "Regions"]),
    ],
)
def test_the_menu_names_what_there_is(tmp_path: Path, files: str, expected: list[str]) -> None:
    assert [text for _, text in menu(Built(tmp_path, SMALL[files]))] == expected


def test_an_empty_list_is_not_shown_to_search_engines(tmp_path: Path) -> None:
    site = Built(tmp_path, SMALL["one story"])

    assert "/events/" not in dates(site)
    assert site.page("/events/").css_first("meta[name=robots]") is not None
    assert "/stories/" in dates(site)


# Accessibility

ACCESSIBILITY = "content/pages/accessibility.md"


def test_a_site_without_a_statement_has_the_theme_s(tmp_path: Path) -> None:
    settings = f"{SITE_YAML}organisation: {{name: Us, email: us@example.org}}\n"

    site = Built(tmp_path, {"site.yaml": settings})

    assert ("mailto:us@example.org", "us@example.org") in site.links("/accessibility/")
    assert ("/accessibility/", "Accessibility") in site.links("/", "footer")
    assert "templates or styles of its own" not in site.text("/accessibility/")


def test_a_site_s_own_statement_stands_in_place_of_the_theme_s(tmp_path: Path) -> None:
    site = Built(tmp_path, {ACCESSIBILITY: "---\ntitle: For everyone\n---\n\nAsk us.\n"})

    assert site.text("/accessibility/", "h1") == "For everyone"
    assert "axe-core" not in site.text("/accessibility/")


def test_a_site_s_own_words_may_be_added_to_the_theme_s(tmp_path: Path) -> None:
    own = "---\ntitle: For everyone\ntemplate: accessibility.html\n---\n\nThere is a ramp.\n"

    said = Built(tmp_path, {ACCESSIBILITY: own}).text("/accessibility/")

    assert "There is a ramp." in said
    assert "axe-core" in said


@pytest.mark.parametrize(
    "files",
    [
        {
            "content/pages/help.md": "---\ntitle: Help\naliases: [/accessibility/]\n---\n\nAsk.\n",
        },
        {
            "site.yaml": f"{SITE_YAML}redirects: {{/accessibility: /help/}}\n",
            "content/pages/help.md": "---\ntitle: Help\n---\n\nAsk.\n",
        },
    ],
    ids=["alias", "redirect"],
)
def test_an_old_address_of_a_statement_goes_on_leading_where_the_site_says(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    site = Built(tmp_path, files)

    assert ("/help/", "Go to its new address") in site.links("/accessibility/")


@pytest.mark.parametrize("path", ["templates/story.html", "templates/assets/site.css"])
def test_the_statement_says_that_a_site_s_own_templates_are_not_covered(tmp_path: Path, path: str) -> None:
    site = Built(tmp_path, {path: "{# ours #}\n"})

    assert "templates or styles of its own" in site.text("/accessibility/")


def test_a_template_that_is_the_theme_s_own_word_for_word_is_covered(tmp_path: Path) -> None:
    story_page = (Path(__file__).parents[1] / "templates" / "story.html").read_text(encoding="utf-8")

    site = Built(tmp_path, {"templates/story.html": story_page})

    assert "templates or styles of its own" not in site.text("/accessibility/")
