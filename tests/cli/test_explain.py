"""``qsite explain``, and the dates that ``build -v`` lists, as the program prints them."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.site_fixture import SMALL, asked, write_site

EVENTS = "content/events/south-west.yaml"
OPEN_HOUR = """\
- id: open-hour
  title: Open hour
  start: 2018-01-09 18:30
  venue: Town Hall
  repeat:
    every: month
    on: 2nd tuesday
    count: 6
    except: [2018-03-13]
    also: [2018-05-30]
    changes:
      - {on: 2018-02-13, start: 2018-02-15 18:30}
      - {on: 2018-04-10, status: cancelled}
      - {on: 2018-06-12, title: Last hour}
- {id: tea, title: Tea, start: 2018-09-02, venue: Cafe, draft: true}
"""
FILES = {
    **SMALL,
    EVENTS: OPEN_HOUR,
    "content/stories/2019-01-01-later.md": "---\ntitle: Later\n---\n\nText.\n",
    "content/stories/2018-01-01-hidden.md": "---\ntitle: Hidden\ndraft: true\n---\n\nText.\n",
    "content/storys/2018-01-01-lost.md": "Text.\n",
}
NOW = ("--now", "2018-06-01T09:00")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, FILES)


def explained(site: Path, what: str, *options: str) -> subprocess.CompletedProcess[str]:
    return asked("explain", what, site, *NOW, *options)


def lines(site: Path, what: str, *options: str) -> list[str]:
    done = explained(site, what, *options)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_story_has_an_address_and_a_template(site: Path) -> None:
    found = lines(site, "content/stories/2018-03-12-bath.md")

    lists = found[found.index("  listed on:") + 1 : found.index("  in feeds (Atom; each as feed.json too):")]
    assert {"    /", "    /regions/south-west/", "    /stories/", "    /stories/kind/blog/"} <= set(lists)
    assert [line for line in found if line not in lists] == [
        "content/stories/2018-03-12-bath.md",
        '  story: "A day in Bath"',
        "  id: bath",
        "  address: /stories/bath/",
        "  template: story.html",
        "  listed on:",
        "  in feeds (Atom; each as feed.json too):",
        "    /feed.xml",
        "    /regions/south-west/feed.xml",
    ]


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("content/stories/2019-01-01-later.md", "it is due on Tuesday 1 January 2019; --drafts shows it before"),
        ("content/stories/2018-01-01-hidden.md", "it says draft; --drafts shows it"),
        (f"{EVENTS}#tea", "it says draft; --drafts shows it"),
        ("content/storys/2018-01-01-lost.md", 'it is not read; there is no kind of content called "storys"'),
    ],
)
def test_it_says_why_a_file_is_not_on_the_site(site: Path, what: str, why: str) -> None:
    assert any(line.startswith(f"  not on the site: {why}") for line in lines(site, what))


def test_a_draft_has_an_address_with_drafts(site: Path) -> None:
    found = lines(site, f"{EVENTS}#tea", "--drafts")

    assert "  address: /events/tea/" in found
    assert "  a draft: it says draft; --drafts shows it" in found


def test_a_repeat_is_written_out_with_what_differs(site: Path) -> None:
    assert lines(site, f"{EVENTS}#open-hour")[4:15] == [
        "  template: event.html",
        "  repeats: Every month on the 2nd Tuesday, 6 times",
        "  rule: FREQ=MONTHLY;BYDAY=2TU;COUNT=6",
        "  6 dates:",
        "    Tuesday 9 January 2018, 6:30pm to 7:30pm",
        "    Thursday 15 February 2018, 6:30pm to 7:30pm (moved from 13 February)",
        "    Tuesday 10 April 2018, 6:30pm to 7:30pm (cancelled)",
        "    Tuesday 8 May 2018, 6:30pm to 7:30pm",
        "    Wednesday 30 May 2018, 6:30pm to 7:30pm (added)",
        "    Tuesday 12 June 2018, 6:30pm to 7:30pm: Last hour (changed)",
        "  left out: 13 March 2018",
    ]


def test_of_a_repeat_that_goes_on_the_dates_up_to_the_horizon_are_told(tmp_path: Path) -> None:
    event = "- {id: monthly, title: Monthly, start: 2018-07-01, venue: Cafe, repeat: {every: month}}\n"
    site = write_site(tmp_path, {**SMALL, EVENTS: event})

    assert "  18 dates up to 31 December 2019, and more after it:" in lines(site, f"{EVENTS}#monthly")


def test_an_event_s_calendars_are_made_from_it(site: Path) -> None:
    for name in ("event.ics", "date-2018-06-12.ics"):
        assert lines(site, f"/events/open-hour/{name}")[1:3] == [
            f"  made from: {EVENTS}#open-hour",
            "  as: a calendar",
        ]
    assert lines(site, "/regions/south-west/events.ics")[1] == "  made from: the site's content as a whole"


def test_a_file_of_events_is_explained_whole(site: Path) -> None:
    assert [line for line in lines(site, EVENTS) if line.startswith("content/")] == [
        f"{EVENTS}#open-hour",
        f"{EVENTS}#tea",
    ]


def test_a_file_may_be_named_from_the_current_folder(site: Path) -> None:
    assert lines(site, str(site / "content/regions/south-west.md"))[3] == "  address: /regions/south-west/"


@pytest.mark.parametrize(
    "what", ["/events/open-hour/", "events/open-hour", "https://example.org/events/open-hour/#dates"]
)
def test_an_address_has_its_file_and_template(site: Path, what: str) -> None:
    assert [line for line in lines(site, what) if not line.startswith("    assets:")] == [
        "/events/open-hour/",
        f"  made from: {EVENTS}#open-hour",
        "  template: event.html",
        "  whole address: https://example.org/events/open-hour/",
        "  values:",
        '    site: SiteView "Our community"',
        '    page: PageMeta "Open hour"',
        '    event: EventView "Open hour"',
        "  no build here is remembered",
        "  the next build makes it: new",
    ]


def test_an_address_of_many_files_is_made_from_all(site: Path) -> None:
    assert lines(site, "/feed.xml")[:3] == [
        "/feed.xml",
        "  made from: the site's content as a whole",
        "  as: an Atom feed",
    ]


@pytest.mark.parametrize(
    ("what", "meant"),
    [
        ("content/stories/2018-03-12-bth.md", "content/stories/2018-03-12-bath.md"),
        (f"{EVENTS}#open-our", f"{EVENTS}#open-hour"),
        ("/events/open-our/", "/events/open-hour/"),
    ],
)
def test_what_is_not_there_is_wrong_usage_with_the_nearest(site: Path, what: str, meant: str) -> None:
    done = explained(site, what)

    assert (done.returncode, done.stdout) == (2, "")
    assert f'did you mean "{meant}"?' in " ".join(done.stderr.split())


def test_a_file_with_errors_is_told_with_them_and_no_other(site: Path) -> None:
    write_site(
        site, {"content/stories/2018-04-01-cut.md": "---\ntitel: Cut\n---\n", "content/people/jo.md": "---\n---\n"}
    )

    done = explained(site, "content/stories/2018-04-01-cut.md")

    assert done.returncode == 1
    assert "not on the site: its file has errors, which stop every build" in done.stdout
    assert "unknown-key" in done.stderr
    assert "content/people/jo.md" not in done.stderr


def test_a_file_that_cannot_be_read_is_told_as_such(site: Path) -> None:
    write_site(site, {"content/stories/2018-04-01-cut.md": "---\ntitle: [Cut\n---\n"})

    done = explained(site, "content/stories/2018-04-01-cut.md")

    assert done.returncode == 1
    assert "not on the site: the bracket [ that opens here is never closed (line 2)" in done.stdout


def test_json_has_the_lines_of_each_document(site: Path) -> None:
    found = json.loads(explained(site, "content/regions/south-west.md", "--format", "json").stdout)

    assert [one["about"] for one in found["explained"]] == ["content/regions/south-west.md"]
    assert 'region: "South West"' in found["explained"][0]["lines"]


def test_it_says_why_a_page_was_made_last_and_whether_it_will_be_again(site: Path) -> None:
    def said() -> list[str]:
        return [line.strip() for line in lines(site, "/stories/bath/") if "last" in line or "next" in line]

    def build() -> None:
        done = asked("build", site, *NOW)
        assert done.returncode == 0, done.stderr

    story = site / "content/stories/2018-03-12-bath.md"
    build()
    assert said() == ["made last because: new", "the next build leaves it as it is"]

    story.write_text(story.read_text().replace("It rained", "It poured"))
    assert said() == ["made last because: new", "the next build makes it: `page`, `story` changed"]

    build()
    assert said() == ["made last because: `page`, `story` changed", "the next build leaves it as it is"]

    (site / "output/stories/bath/index.html").unlink()
    assert said()[1] == "the next build makes it: its file was gone"


def test_pages_of_a_long_list_have_their_numbers(tmp_path: Path) -> None:
    stories = {
        f"content/stories/2018-01-{n:02}-day-{n}.md": f"---\ntitle: Day {n}\n---\n\nText.\n" for n in range(1, 26)
    }
    site = write_site(tmp_path, {**SMALL, **stories})

    found = lines(site, "content/stories/2018-01-03-day-3.md")

    assert "    /stories/page/2/ (page 2 of 2)" in found
    assert "  in no feed" in found
    assert "  not in /feed.xml: it holds the newest 20, and this is number 24" in found


def test_a_talkative_build_lists_what_each_repeat_means(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {**SMALL, EVENTS: OPEN_HOUR})

    done = asked("build", site, "--output", tmp_path / "output", "-v", *NOW)

    assert (
        "  open-hour  Every month on the 2nd Tuesday, 6 times; 6 dates: 9 January 2018, "
        "15 February (moved from 13 February), 10 April (cancelled), 8 May, 30 May (added), 12 June (changed); "
        "left out: 13 March 2018\n"
    ) in done.stdout


def test_of_many_dates_a_talkative_build_lists_the_first_the_last_and_what_differs(tmp_path: Path) -> None:
    repeat = "{every: day, count: 60, changes: [{on: 2018-02-01, status: cancelled}]}"
    event = f"- {{id: daily, title: Daily, start: 2018-01-01, venue: Cafe, repeat: {repeat}}}\n"
    site = write_site(tmp_path / "site", {**SMALL, EVENTS: event})

    done = asked("build", site, "--output", tmp_path / "output", "-v", *NOW)

    assert "12 January, …, 1 February (cancelled), …, 1 March\n" in done.stdout
