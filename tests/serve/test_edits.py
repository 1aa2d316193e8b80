"""A preview follows its files, however they are saved, and says what is wrong with them."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from qsite.theme.theme import shipped_templates
from tests.serve.test_answers import put
from tests.serve_running import Events, Running, serving
from tests.site_fixture import write_site
from tests.whole_site import picture, whole_site

STORY = "content/stories/2018-03-12-bath.md"
TEXT = whole_site()[STORY].decode()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(put(tmp_path_factory.mktemp("edits") / "site", whole_site())) as found:
        yield found


@pytest.fixture(autouse=True)
def _whole_again(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test finds the site as it was."""
    yield
    if "running" not in request.fixturenames:
        return
    running: Running = request.getfixturevalue("running")
    wanted = whole_site()
    for folder in ("content", "templates"):
        for path in (running.site / folder).rglob("*"):
            if path.is_file() and path.relative_to(running.site).as_posix() not in wanted:
                path.unlink()
    for name, data in wanted.items():
        path = running.site / name
        if not path.exists() or path.read_bytes() != data:
            running.write(name, data)
    running.get("/-/now", method="POST", body="back=1")
    running.until(lambda: "It rained" in running.get("/stories/bath/").text and "No problems" in running.get("/").text)
    running.settle()


# However a file is saved


def in_place(path: Path, text: str) -> None:
    path.write_text(text)


def renamed_over(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.tmp")
    part.write_text(text)
    part.replace(path)


def by_vim(path: Path, text: str) -> None:
    """A swap file, a probe, the old file renamed away, a new one in its place, the old one removed."""
    swap = path.with_name(f".{path.name}.swp")
    swap.write_bytes(b"b0VIM")
    probe = path.with_name("4913")
    probe.write_bytes(b"")
    probe.unlink()
    backup = path.with_name(f"{path.name}~")
    path.rename(backup)
    path.write_text(text)
    backup.unlink()
    swap.unlink()


def from_elsewhere(path: Path, text: str) -> None:
    """Written outside of what is watched, then moved in."""
    part = path.parents[2] / "part.txt"
    part.write_text(text)
    part.replace(path)


def deleted_and_written(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text)


def truncated_and_written_slowly(path: Path, text: str) -> None:
    with path.open("w") as file:
        for start in range(0, len(text), 20):
            file.write(text[start : start + 20])
            file.flush()
            os.fsync(file.fileno())


def with_the_old_time(path: Path, text: str) -> None:
    old = path.stat()
    path.write_text(text)
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))


def by_a_link(path: Path, text: str) -> None:
    part = path.with_name(".part")
    part.write_text(text)
    path.unlink()
    os.link(part, path)
    part.unlink()


@pytest.mark.parametrize(
    "save",
    [
        in_place,
        renamed_over,
        by_vim,
        from_elsewhere,
        deleted_and_written,
        truncated_and_written_slowly,
        with_the_old_time,
        by_a_link,
    ],
)
def test_an_edit_is_seen_however_it_is_saved(running: Running, save: Callable[[Path, str], None]) -> None:
    save(running.site / STORY, TEXT.replace("All day.", f"Saved as {save.__name__}."))

    running.shows("/stories/bath/", f"Saved as {save.__name__}.")
    running.shows("/feed.xml", f"Saved as {save.__name__}.")


def test_two_saves_at_once_are_both_seen(running: Running) -> None:
    running.write(STORY, TEXT.replace("All day.", "First."))
    running.write("content/regions/wales.md", b"---\nname: Cymru\n---\n\nSecond.\n")

    running.shows("/stories/bath/", "First.")
    running.shows("/regions/wales/", "Second.")
    running.shows("/regions/", "Cymru")


def test_a_title_changes_its_page_and_every_list(running: Running) -> None:
    running.write(STORY, TEXT.replace("A day in Bath", "A week in Bath"))

    for path in ("/stories/bath/", "/stories/page/2/", "/regions/south-west/", "/feed.json", "/tags/rain/"):
        running.shows(path, "A week in Bath")


def test_an_event_that_moves_is_seen_on_its_page_and_in_calendars(running: Running) -> None:
    path = "content/events/south-west.yaml"
    text = whole_site()[path].decode()
    running.write(path, text.replace("2018-09-03", "2018-09-05"))

    running.shows("/events/welcome/", "5 September 2018")
    running.shows("/events/calendar.ics", "20180905T")


def test_files_come_and_go(running: Running) -> None:
    running.write("content/stories/2018-05-20-new.md", "---\ntitle: Brand new\n---\n\nHere.\n")
    running.shows("/stories/new/", "Here.")
    running.shows("/", "Brand new")

    (running.site / "content/stories/2018-05-20-new.md").rename(running.site / "content/stories/2018-05-20-other.md")
    running.shows("/stories/other/", "Here.")
    running.until(lambda: running.get("/stories/new/").status == 404)

    (running.site / "content/stories/2018-05-20-other.md").unlink()
    running.until(lambda: running.get("/stories/other/").status == 404)
    running.until(lambda: "Brand new" not in running.get("/").text)


def test_a_folder_comes_moves_and_goes(running: Running) -> None:
    new = running.site / "content/stories/june"
    running.write("content/stories/june/2018-05-01-deep.md", "---\ntitle: Deep\n---\n\nDown.\n")
    running.shows("/stories/deep/", "Down.")
    running.write("content/stories/june/2018-05-01-deep.md", "---\ntitle: Deep\n---\n\nDeeper.\n")
    running.shows("/stories/deep/", "Deeper.")

    moved = new.rename(running.site / "content/stories/july")
    (moved / "2018-05-01-deep.md").write_text("---\ntitle: Deep\n---\n\nDeepest.\n")
    running.shows("/stories/deep/", "Deepest.")

    (moved / "2018-05-01-deep.md").unlink()
    moved.rmdir()
    running.until(lambda: running.get("/stories/deep/").status == 404)


def shown_picture(running: Running) -> str:
    """Where the picture is that a page shows."""
    found = re.search(r'<img[^>]* src="([^"]*/sun[^"]*)"', running.get("/about/history/").text)
    assert found
    return found[1]


def test_pictures_files_and_assets_follow(running: Running) -> None:
    yellow = shown_picture(running)
    assert running.get(yellow).status == 200
    running.write("content/images/sun.png", picture("red"))
    running.until(lambda: shown_picture(running) != yellow)
    running.settle()
    red = running.get(shown_picture(running))
    assert (red.status, red.type) == (200, "image/png")
    assert Image.open(BytesIO(red.body)).convert("RGB").getpixel((1, 1)) == (255, 0, 0)
    assert running.get(yellow).status == 404

    running.write("content/static/humans.txt", "You.\n")
    running.until(lambda: running.get("/humans.txt").body == b"You.\n")
    running.write("content/static/deep/er.txt", "New.\n")
    running.until(lambda: running.get("/deep/er.txt").body == b"New.\n")

    running.write("templates/assets/own.css", "p { color: blue }\n")
    running.until(lambda: running.get("/assets/own.css").body == b"p { color: blue }\n")


def test_templates_follow(running: Running) -> None:
    base = (shipped_templates() / "base.html").read_text()
    running.write("templates/base.html", base.replace("</body>", "<p>Made with care.</p></body>"))
    running.shows("/stories/bath/", "Made with care.")
    running.shows("/", "Made with care.")

    (running.site / "templates/base.html").unlink()
    running.until(lambda: "Made with care." not in running.get("/").text)

    running.write("templates/parts/own.html", "{% macro question(site) %}<p>Lost?</p>{% endmacro %}\n")
    running.shows("/about/", "Lost?")


def test_settings_follow_all_of_them(running: Running) -> None:
    text = whole_site()["site.yaml"].decode()
    running.write("site.yaml", text.replace("title: Our community", "title: Their community"))
    running.shows("/stories/bath/", "Their community")
    running.shows("/feed.xml", "Their community")

    running.write("site.yaml", text.replace("per_page: 4", 'per_page: 2, address: "/blog/{slug}/"'))
    running.shows("/blog/bath/", "It rained")
    running.until(lambda: running.get("/stories/bath/").status == 404)

    running.write("site.yaml", text + "markdown: {engine: gfm}\n")
    running.shows("/stories/reply/", "<del>Yes.</del>")

    running.write("site.yaml", text.replace("https://example.org/", "https://example.org/q/"))
    running.shows("/q/stories/bath/", "It rained")
    running.until(lambda: running.get("/").status == 302)


def test_another_branch_may_be_checked_out(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        command = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
        subprocess.run([*command, *arguments], cwd=tmp_path, check=True, capture_output=True)

    stories = {
        f"content/stories/2018-01-{day:02}-story-{number}.md": f"---\ntitle: Story {number} {day}\n---\n\nOld words.\n"
        for number in range(10)
        for day in range(1, 29)
    }
    site = write_site(
        tmp_path, {path.replace("story", f"day-{n}"): text for n, (path, text) in enumerate(stories.items())}
    )
    git("init")
    git("add", "-A")
    git("commit", "-m", "old")
    git("checkout", "-b", "new")
    for number, path in enumerate(sorted((site / "content/stories").iterdir())):
        if number % 3 == 0:
            path.unlink()
        else:
            path.write_text(path.read_text().replace("Old words.", "New words."))
    git("add", "-A")
    git("commit", "-m", "new")
    git("checkout", "main")
    first = sorted((site / "content/stories").iterdir())
    with serving(site) as running:
        pages = len(re.findall("<loc>", running.get("/sitemap.xml").text))
        git("checkout", "new")
        running.until(lambda: len(re.findall("<loc>", running.get("/sitemap.xml").text)) < pages - 80)
        running.settle()
        kept = first[1].stem.split("-", 3)[3]
        running.shows(f"/stories/{kept}/", "New words.")
        git("checkout", "main")
        running.shows(f"/stories/{kept}/", "Old words.")
        running.until(lambda: len(re.findall("<loc>", running.get("/sitemap.xml").text)) == pages)


def test_content_may_be_taken_away_and_come_back(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"content/pages/about.md": "---\ntitle: About\n---\n\nUs.\n"})
    with serving(site) as running:
        (site / "content").rename(tmp_path / "away")
        running.until(lambda: running.get("/about/").status == 404)
        (tmp_path / "away").rename(site / "content")
        running.shows("/about/", "Us.")
        running.write("content/pages/about.md", "---\ntitle: About\n---\n\nThem.\n")
        running.shows("/about/", "Them.")


# What is broken


def test_a_broken_file_shows_its_problem_and_the_rest_works(running: Running) -> None:
    running.write(STORY, TEXT.replace("title: A day in Bath", "title: [open"))

    running.shows("/stories/bath/", "the bracket [ that opens here is never closed")
    got = running.get("/stories/bath/")
    assert got.status == 500
    assert f"{STORY}:2:8  error  yaml-syntax" in got.text
    assert "    2 |   title: [open\n" in got.text
    assert "= close it with ]" in got.text
    running.settle()
    assert running.get("/stories/cardiff/").status == 200
    assert "A day in Bath" in running.get("/stories/page/2/").text
    assert "1 error" in running.get("/").text

    running.write(STORY, TEXT)
    running.shows("/stories/bath/", "It rained.")
    running.until(lambda: "No problems" in running.get("/").text)


def test_a_page_is_shown_in_spite_of_its_errors_where_one_asks(running: Running) -> None:
    running.write(STORY, TEXT.replace("title: A day in Bath", "title: [open"))
    running.until(lambda: running.get("/stories/bath/").status == 500)
    running.settle()

    way = re.search(r'href="(/-/in-spite\?to=[^"]+)"', running.get("/stories/bath/").text)
    assert way
    got = running.get(way[1])
    assert got.headers["location"] == "/stories/bath/"
    cookie = got.headers["set-cookie"].partition(";")[0]
    good = running.get("/stories/bath/", headers={"Cookie": cookie})
    assert (good.status, "It rained." in good.text) == (200, True)

    running.write(STORY, TEXT.replace("title: A day in Bath", "title: {open"))
    running.until(lambda: running.get("/stories/bath/", headers={"Cookie": cookie}).status == 500)


def test_one_broken_event_leaves_the_others_of_its_file(running: Running) -> None:
    path = "content/events/south-west.yaml"
    text = whole_site()[path].decode()
    running.write(path, text.replace("start: 2018-09-03 10:00", "start: one day"))

    running.until(lambda: running.get("/events/welcome/").status == 500)
    running.settle()
    assert running.get("/events/monthly/").status == 200
    assert running.get("/events/welcome/").status == 500
    assert "Welcome event" in running.get("/events/").text


def test_an_unknown_reference_shows_on_its_page(running: Running) -> None:
    running.write(STORY, TEXT.replace("author: mary-jones", "author: mary-joness"))

    running.shows("/stories/bath/", "did you mean")
    assert running.get("/stories/cardiff/").status == 200


def test_a_broken_template_shows_on_the_pages_that_use_it(running: Running) -> None:
    running.write("templates/story.html", "{% block main %}{{ story.title")

    running.until(lambda: running.get("/stories/bath/").status == 500)
    assert "templates/story.html:1:1  error  template-error" in running.get("/stories/bath/").text
    assert running.get("/events/welcome/").status == 200

    running.write(
        "templates/story.html", '{% extends "base.html" %}{% block main %}{{ story.nothing_such }}{% endblock %}'
    )
    running.shows("/stories/bath/", "nothing_such")
    assert running.get("/stories/bath/").status == 500

    (running.site / "templates/story.html").unlink()
    running.shows("/stories/bath/", "It rained.")


def test_broken_settings_leave_the_last_good_site(running: Running) -> None:
    running.write("site.yaml", "title: Our community\nurl: nowhere\n")

    running.shows("/stories/bath/", "site.yaml:2:6  error")
    cookie = running.get("/-/in-spite?to=/").headers["set-cookie"].partition(";")[0]
    assert "It rained." in running.get("/stories/bath/", headers={"Cookie": cookie}).text
    running.write(STORY, TEXT.replace("All day.", "Even now."))
    running.until(lambda: "Even now." in running.get("/stories/bath/", headers={"Cookie": cookie}).text)

    running.write("site.yaml", whole_site()["site.yaml"])
    running.shows("/stories/bath/", "Even now.")


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("site.yaml", b"title: [open\n", "never closed"),
        ("site.yaml", b"title: T\nurl: nowhere\n", "site.yaml:2:6"),
        (STORY, b"---\ntitle: [open\n---\n\nWords.\n", "never closed"),
        ("templates/home.html", b"{% block", "templates/home.html:1"),
    ],
)
def test_a_preview_may_start_with_a_broken_site(tmp_path: Path, path: str, text: bytes, words: str) -> None:
    files = whole_site()
    with serving(put(tmp_path, {**files, path: text})) as running:
        asked = "/stories/bath/" if path != "templates/home.html" else "/"
        assert words in running.get(asked).text
        running.write(path, files[path]) if path in files else (running.site / path).unlink()
        running.until(lambda: running.get(asked).status == 200)
        running.shows("/stories/bath/", "It rained.")


# What browsers and the terminal are told


def test_a_browser_hears_when_its_page_changes_and_only_then(running: Running) -> None:
    with Events(running, "/stories/bath/") as story, Events(running, "/people/huw-price/") as other:
        before, others = story.next(), other.next()
        assert f'data-version="{before["version"]}"' in running.get("/stories/bath/").text

        running.write(STORY, TEXT.replace("All day.", "All night."))

        after = story.next()
        assert after["version"] != before["version"]
        assert f'data-version="{after["version"]}"' in running.get("/stories/bath/").text
        running.write("content/people/huw-price.md", "---\nname: Huw Price\n---\n\nHe writes.\n")
        heard = other.next()
        assert heard["version"] != others["version"]
        assert "He writes." in running.get("/people/huw-price/").text


def test_a_browser_that_comes_late_hears_it_too(running: Running) -> None:
    version = re.search(r'data-version="(\w+)"', running.get("/stories/bath/").text)
    assert version
    running.write(STORY, TEXT.replace("All day.", "All night."))
    running.shows("/stories/bath/", "All night.")

    with Events(running, "/stories/bath/") as late:
        assert late.next()["version"] != version[1]


def test_styles_change_without_another_version_of_the_page(running: Running) -> None:
    css = (shipped_templates() / "assets/site.css").read_text()
    with Events(running, "/stories/bath/") as browser:
        before = browser.next()

        running.write("templates/assets/site.css", css + "\nh1 { color: red }\n")

        after = browser.next()
        assert after["version"] == before["version"]
        assert after["styles"] != before["styles"]
    running.settle()
    assert f'data-version="{before["version"]}"' in running.get("/stories/bath/").text


def test_the_clock_moves(running: Running) -> None:
    assert "On now" not in running.get("/events/hike/").text
    got = running.get("/-/now", method="POST", body="now=2018-06-16T12:00&to=/events/hike/")

    assert (got.status, got.headers["location"]) == (303, "/events/hike/")
    page = running.get("/events/hike/").text
    assert 'value="2018-06-16T12:00"' in page
    assert "appears on" not in running.get("/stories/bath/").text

    assert running.get("/-/now", method="POST", body="now=2018-08-01T09:00&to=/").status == 303
    assert "Not yet" not in running.get("/stories/later/").text
    assert running.get("/-/now", method="POST", body="now=someday").status == 400


def test_the_terminal_says_what_changed_and_what_is_wrong(tmp_path: Path) -> None:
    with serving(put(tmp_path, whole_site())) as running:
        running.write(STORY, TEXT.replace("All day.", "All night."))
        running.until(lambda: any(re.fullmatch(rf"{STORY} changed: 1 page, \d+ ms", line) for line in running.said))

        running.write(STORY, TEXT.replace("title: A day in Bath", "title: [open"))
        running.until(lambda: f"{STORY}:2:8  error  yaml-syntax" in running.said)
        running.write(STORY, TEXT)
        running.until(lambda: "1 problem gone; no problems left" in running.said)
        assert "Traceback" not in "\n".join(running.said)


def test_an_editor_of_ones_own_may_be_named(tmp_path: Path) -> None:
    with serving(put(tmp_path, whole_site()), "--editor", "pycharm://open?file={path}&line={line}") as running:
        path = (tmp_path / STORY).resolve()
        assert f'href="pycharm://open?file={path}&amp;line=1"' in running.get("/stories/bath/").text
