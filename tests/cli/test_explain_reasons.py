"""Why is it not on my site? Each line of the table is something that happens to editors, and the reason they are given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from tests.site_fixture import SMALL, asked, write_site

NOW = ("--now", "2018-06-01T09:00")
STORY = "---\ntitle: Tea\n---\n\nText.\n"
EVENTS = "content/events/south-west.yaml"
GOOD = "content/stories/2018-03-12-bath.md"


@dataclass(frozen=True)
class Case:
    """Files beside the small site's, what is asked, and what is said of it."""

    name: str
    asked: str
    reason: str
    files: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[Path], object] = lambda _: None
    code: int = 0


def event(more: str) -> dict[str, str]:
    return {EVENTS: f"- id: tea\n  title: Tea\n  venue: Cafe\n{more}"}


def story(name: str, text: str = STORY) -> dict[str, str]:
    return {f"content/stories/{name}": text}


def picture(site: Path) -> None:
    (site / "content/images").mkdir()
    Image.new("RGB", (8, 8)).save(site / "content/images/wall.png")


def link_out(site: Path) -> None:
    (site.parent / "elsewhere.md").write_text(STORY)
    (site / "content/stories/2018-05-01-tea.md").symlink_to(site.parent / "elsewhere.md")


TEA = "content/stories/2018-05-01-tea.md"
NOT = "not on the site: "
CASES = (
    Case("a draft", TEA, f"{NOT}it says draft", story("2018-05-01-tea.md", "---\ntitle: Tea\ndraft: yes\n---\n")),
    Case("in the future", "content/stories/2018-07-01-tea.md", f"{NOT}it is due on Sunday 1 July 2018", story("2018-07-01-tea.md")),
    Case(
        "later today",
        TEA,
        f"{NOT}it is due on Friday 1 June 2018, 6pm",
        story("2018-05-01-tea.md", "---\ntitle: Tea\ndate: 2018-06-01 18:00\n---\n"),
    ),
    Case("an event under draft", f"{EVENTS}#tea", f"{NOT}it says draft", event("  start: 2018-09-01\n  draft: true\n")),
    Case("a misspelt folder", "content/storys/tea.md", 'there is no kind of content called "storys"', {"content/storys/tea.md": STORY}),
    Case("such a folder", "content/storys", 'did you mean "stories"?', {"content/storys/tea.md": STORY}),
    Case("in no folder", "content/tea.md", "content stands in folders: move it into", {"content/tea.md": STORY}),
    Case("outside content", "stories/tea.md", f"{NOT}content stands below content/", {"stories/tea.md": STORY}),
    Case("too deep", "content/people/staff/jo.md", "move it up: people/ has no folders inside", {"content/people/staff/jo.md": STORY}),
    Case("ending .markdown", "content/stories/tea.markdown", "give it the ending .md", story("tea.markdown")),
    Case("ending .txt", "content/stories/tea.txt", "no page shows it: nothing names this file", story("tea.txt")),
    Case("ending .html", "content/pages/tea.html", "give it the ending .md", {"content/pages/tea.html": "<p>"}),
    Case("events in Markdown", "content/events/tea.md", "give it the ending .yaml", {"content/events/tea.md": STORY}),
    Case("hidden", "content/stories/.tea.md", "hidden and temporary files", story(".tea.md")),
    Case("in a hidden folder", "content/stories/.later/tea.md", "hidden and temporary files", story(".later/tea.md")),
    Case("a backup", "content/stories/tea.md~", "hidden and temporary files", story("tea.md~")),
    Case("a swap file", "content/stories/.tea.md.swp", "hidden and temporary files", story(".tea.md.swp")),
    Case("an office lock", "content/stories/~$tea.md", "hidden and temporary files", story("~$tea.md")),
    Case(
        "front matter never closed",
        TEA,
        f"{NOT}the front matter that opens here is never closed",
        story("2018-05-01-tea.md", "---\ntitle: Tea\n\nText.\n"),
        code=1,
    ),
    Case("no front matter", TEA, f"{NOT}this file has no front matter", story("2018-05-01-tea.md", "Tea.\n"), code=1),
    Case(
        "a mistake of YAML",
        TEA,
        f"{NOT}the bracket [ that opens here is never closed (line 3)",
        story("2018-05-01-tea.md", "---\ntitle: Tea\ntags: [a\n---\n"),
        code=1,
    ),
    Case(
        "an unknown key",
        TEA,
        'line 3: "regoins" is not a key here',
        story("2018-05-01-tea.md", "---\ntitle: Tea\nregoins: wales\n---\n"),
        code=1,
    ),
    Case("no title", TEA, 'line 2: "title" is missing', story("2018-05-01-tea.md", "---\nkind: blog\n---\n"), code=1),
    Case("no date", "content/stories/tea.md", '"date" is missing', story("tea.md"), code=1),
    Case("not UTF-8", TEA, f"{NOT}this is not UTF-8", prepare=lambda site: (site / TEA).write_bytes(b"---\ntitle: Caf\xe9\n---\n"), code=1),
    Case("too large", TEA, f"{NOT}this file has 2.9 MB", prepare=lambda site: (site / TEA).write_bytes(b"x" * 3_000_000), code=1),
    Case(
        "one id twice",
        "content/stories/2018-05-01-bath.md",
        f'{NOT}two stories have the id "bath", the other is {GOOD}',
        story("2018-05-01-bath.md"),
        code=1,
    ),
    Case(
        "one address twice",
        "content/pages/events.md",
        "this would be at /events/, as is a page that qsite makes by itself",
        {"content/pages/events.md": STORY},
        code=1,
    ),
    Case(
        "a reference to nobody",
        TEA,
        'no region has the id "wales"',
        story("2018-05-01-tea.md", "---\ntitle: Tea\nregions: [wales]\n---\n"),
        code=1,
    ),
    Case("events of no region", "content/events/wales.yaml", 'named after the region "wales", which does not exist', {"content/events/wales.yaml": "- {id: tea, title: Tea, start: 2018-09-01, venue: Hall}\n"}, code=1),
    Case("an error in another file", GOOD, "waits: 1 error elsewhere stop every build", {"content/people/jo.md": "---\nnane: Jo\nname: Jo\n---\n"}),
    Case("a mistake in site.yaml", GOOD, "waits: 1 error elsewhere stop every build", {"site.yaml": "title: A\nurl: https://example.org/\nfeed: 1\n"}, code=2),
    Case("a broken site.yaml", GOOD, "there are no settings to build with", {"site.yaml": "title: [A\n"}, code=2),
    Case("no region", TEA, "regions: none, so it is for the whole community", story("2018-05-01-tea.md")),
    Case("a link out of the site", TEA, f"{NOT}this link leads out of the site's folder", prepare=link_out, code=1),
    Case("a picture that nobody uses", "content/images/wall.png", "no page shows it: nothing names this file", prepare=picture),
    Case(
        "a picture of a draft",
        "content/images/wall.png",
        f"no page shows it: what names it is not published ({TEA})",
        story("2018-05-01-tea.md", "---\ntitle: Tea\ndraft: true\n---\n\n![Wall](../images/wall.png)\n"),
        prepare=picture,
    ),
    Case("an event that is over", f"{EVENTS}#tea", "over since Tuesday 2 January 2018, midnight: listed among the past, /events/past/2018/", event("  start: 2018-01-01\n")),
    Case("an event long past", f"{EVENTS}#tea", "not in other calendars: they keep what is past for 12 months, now from 1 June 2017 on", event("  start: 2016-01-01\n")),
    Case("a repeat that has ended", f"{EVENTS}#tea", "listed among the past, /events/past/2018/", event("  start: 2018-01-01\n  repeat: {every: week, count: 3}\n")),
    Case("an excluded date", f"{EVENTS}#tea", "left out: 8 January 2018", event("  start: 2018-01-01\n  repeat: {every: week, count: 3, except: [2018-01-08]}\n")),
    Case("a repeat beyond the horizon", f"{EVENTS}#tea", "1 date up to 31 December 2019, and more after it", event("  start: 2021-01-01\n  repeat: {every: week}\n")),
    Case("dates beyond the horizon", f"{EVENTS}#tea", "and more after it", event("  start: 2018-07-01\n  repeat: {every: week}\n")),
    Case("a cancelled event", f"{EVENTS}#tea", "status: cancelled: marked so everywhere", event("  start: 2018-09-01\n  status: cancelled\n")),
    Case("an empty file of events", EVENTS, "there is no event in it", {EVENTS: "# later\n"}),
    Case("calendar.lock", "content/calendar.lock", "it remembers what subscribers' calendars hold", {"content/calendar.lock": ""}),
    Case("the address of a draft", "/stories/tea/", f"{TEA} will be here; it says draft", story("2018-05-01-tea.md", "---\ntitle: Tea\ndraft: yes\n---\n")),
    Case("a page that a list has not", "/stories/page/7/", "the list at /stories/ has 1 page"),
    Case("an old address", "/tea/", "an old address: it leads on to /stories/tea/", story("2018-05-01-tea.md", "---\ntitle: Tea\naliases: [/tea/]\n---\n")),
    Case("an address without the site's path", "/stories/bath/", "whole address: https://example.org/q/stories/bath/", {"site.yaml": "title: A\nurl: https://example.org/q/\n"}),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_the_reason_is_given(case: Case, tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {**SMALL, **case.files})
    case.prepare(site)

    done = asked("explain", case.asked, site, *NOW)

    assert case.reason in done.stdout, done.stdout + done.stderr
    assert done.returncode == case.code, done.stdout + done.stderr


def test_a_file_elsewhere_is_told_to_be_elsewhere(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", SMALL)
    (tmp_path / "tea.md").write_text(STORY)

    done = asked("explain", tmp_path / "tea.md", site, *NOW)

    assert "not on the site: it lies outside the site's folder" in done.stdout
