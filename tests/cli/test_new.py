"""``qsite new``: what it writes builds without a problem, and nothing else is touched."""

import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.checking import problems_of
from tests.site_fixture import ROOT, SMALL, asked, write_site

NOW = ("--now", "2018-06-01T09:00")
EVENTS = "content/events/south-west.yaml"
FILES = {
    **SMALL,
    "content/regions/wales.md": "---\nname: Wales\n---\n",
    "content/people/jo-bloggs.md": "---\nname: Jo Bloggs\n---\n",
    "content/programmes/masterclasses.md": "---\nname: Masterclasses\n---\n",
}
HALL = ("--venue", "Town Hall")
EVENING = ("--region", "south-west", "--start", "16 March 2019 6:30pm", *HALL)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", FILES)


def new(site: Path, *what: str) -> subprocess.CompletedProcess[str]:
    return asked("new", *what[:2], site, *what[2:], *NOW)


def made(site: Path, *what: str) -> str:
    """The file that was written; the site has no problem with it."""
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    done = new(site, *what)
    assert done.returncode == 0, done.stderr
    path = done.stdout.splitlines()[0].removeprefix("Wrote ")
    changed = {one for one in site.rglob("*") if one.is_file() and one.read_bytes() != before.get(one)}
    assert changed == {site / path}
    assert problems_of(site) == ()
    return path


@pytest.mark.parametrize(
    ("what", "path"),
    [
        (("story", "A day out"), "content/stories/2018-06-01-a-day-out.md"),
        (("story", "A day out", "--date", "2 May 2018"), "content/stories/2018-05-02-a-day-out.md"),
        (("story", "A day out", "--id", "out"), "content/stories/2018-06-01-out.md"),
        (("event", "Talk", *EVENING), EVENTS),
        (("event", "Talk", "--own-file", *EVENING), "content/events/south-west/talk.yaml"),
        (("event", "Talk", "--region", "wales", "--start", "2019-01-01", "--online"), "content/events/wales.yaml"),
        (("region", "North West Coast"), "content/regions/north-west-coast.md"),
        (("programme", "Coach training", "--region", "wales"), "content/programmes/coach-training.md"),
        (("partner", "Sport England"), "content/partners/sport-england.md"),
        (("person", "Oliver Watson"), "content/people/oliver-watson.md"),
        (("series", "Monday blog"), "content/series/monday-blog.md"),
        (("page", "Join us"), "content/pages/join-us.md"),
        (("page", "Our history", "--id", "about/history"), "content/pages/about/history.md"),
    ],
)
def test_each_kind_has_its_place_and_builds_without_a_problem(site: Path, what: tuple[str, ...], path: str) -> None:
    assert made(site, *what) == path


def test_the_keys_that_were_said_come_first_and_the_others_are_comments(site: Path) -> None:
    path = made(site, "story", "Tea: a day", "--region", "wales", "--author", "Sam Field", "--draft")

    text = (site / path).read_text()

    assert text.startswith("---\ntitle: 'Tea: a day'\nauthor: Sam Field\nregions: [wales]\ndraft: true\n# Further keys")
    assert re.search(r"^# summary: +# A sentence for lists", text, re.MULTILINE)
    assert text.endswith("\n---\n\n")


@pytest.mark.parametrize("kind", ["story", "event", "region", "programme", "partner", "person", "series", "page"])
def test_every_comment_can_be_taken_into_use_and_then_filled_in(site: Path, kind: str) -> None:
    path = site / made(site, kind, "Something new", *(EVENING if kind == "event" else ()))

    path.write_text(re.sub(r"^( *)# (\w+: )", r"\1\2", path.read_text(), flags=re.MULTILINE))

    assert "# Further keys" in path.read_text()
    assert problems_of(site) == ()


@pytest.mark.parametrize("title", ["2018", "no", "? what", "'quoted' \"twice\"", "# one", "a: b", "[x]", "Ünïcode €"])
def test_a_title_is_read_as_it_was_said(site: Path, title: str) -> None:
    for kind, more in (("story", ()), ("event", EVENING)):
        made(site, kind, title, "--id", f"named-{kind}", *more)

    found = asked("explain", f"{EVENTS}#named-event", site, *NOW).stdout
    assert f'event: "{title}"' in found


LAYOUTS = {
    "one": "- id: a\n  title: A\n  start: 2019-01-01\n  venue: Hall\n",
    "no-end-of-line": "- id: a\n  title: A\n  start: 2019-01-01\n  venue: Hall",
    "indented": "  -   id: a\n      title: A\n      start: 2019-01-01\n      venue: Hall\n",
    "dos": "- id: a\r\n  title: A\r\n  start: 2019-01-01\r\n  venue: Hall\r\n",
    "bom": "\ufeff- id: a\n  title: A\n  start: 2019-01-01\n  venue: Hall\n",
    "comment": "# Ours\n- id: a\n  title: A\n  start: 2019-01-01\n  venue: Hall\n# The end\n",
    "defaults": "defaults:\n  venue: Hall\nevents:\n  - id: a\n    title: A\n    start: 2019-01-01\n",
    "close": "- {id: a, title: A, start: 2019-01-01, venue: Hall}\n- id: b\n  title: B\n  start: 2019-01-01\n  venue: Hall\n",
    "text": "- id: a\n  title: A\n  start: 2019-01-01\n  venue: Hall\n  description: |\n    Some text.\n\n    More.\n",
    "empty": "",
    "comments-alone": "# Events of the South West\n",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_a_shared_file_is_as_it_was_but_for_its_end(site: Path, text: str) -> None:
    (site / EVENTS).write_bytes(text.encode())

    path = made(site, "event", "Talk", *EVENING)

    written = (site / path).read_bytes()
    if path == EVENTS:
        assert written.startswith(text.encode())
        ends = {"\r\n"} if "\r\n" in text else {"\n"}
        assert {line[len(line.rstrip("\r\n")) :] for line in written.decode().splitlines(keepends=True)} == ends
    else:
        assert (site / EVENTS).read_bytes() == text.encode()


def test_an_entry_is_written_as_those_above_it(site: Path) -> None:
    (site / EVENTS).write_text(LAYOUTS["indented"])

    made(site, "event", "Talk", "--bare", *EVENING)

    added = (site / EVENTS).read_text().removeprefix(LAYOUTS["indented"])
    assert added == "\n  -   id: talk\n      title: Talk\n      start: 2019-03-16 18:30\n      venue: Town Hall\n"


@pytest.mark.parametrize(
    "text",
    [
        "[{id: a, title: A, start: 2019-01-01, venue: Hall}]\n",
        "id: a\ntitle: A\nstart: 2019-01-01\nvenue: Hall\n",
        "events:\n- id: a\n  title: A\n  start: 2019-01-01\ndefaults:\n  venue: Hall\n",
        "- id: a\n  title: A\n  start: 2019-01-01\n  venue: Hall\n  description: |+\n    Text.\n",
        "- id: a\n  title: A\n  start: 2019-01-01\n  venue: Hall\n...\n",
    ],
)
def test_a_file_that_cannot_be_added_to_is_left_alone(site: Path, text: str) -> None:
    (site / EVENTS).write_text(text)

    path = made(site, "event", "Talk", *EVENING)

    if path == EVENTS:  # the text that keeps its empty lines is no other for it
        assert (site / EVENTS).read_text().startswith(text)
    else:
        assert path == "content/events/south-west/talk.yaml"
        assert (site / EVENTS).read_text() == text


def test_a_new_yaml_file_names_its_schema(site: Path) -> None:
    for what, first in (
        (("event", "Talk", "--own-file", *EVENING), "../../../.qsite/schema/events.json"),
        (("event", "Other", "--region", "wales", "--start", "2019-01-01", *HALL), "../../.qsite/schema/events.json"),
    ):
        path = made(site, *what)
        assert (site / path).read_text().splitlines()[0] == f"# yaml-language-server: $schema={first}"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (("story", "A day in Bath"), 'there is a story "bath"'),
        (("event", "Welcome", *EVENING), 'there is an event "welcome"'),
        (("region", "Wales"), 'there is a region "wales"'),
    ],
)
def test_nothing_is_overwritten(site: Path, what: tuple[str, ...], said: str) -> None:
    if what[0] == "story":
        what = (*what, "--id", "bath")

    done = new(site, *what)

    assert done.returncode == 2
    assert said in " ".join(done.stderr.replace("│", " ").split())


def test_what_would_be_wrong_is_not_written(site: Path) -> None:
    before = sorted(site.rglob("*"))

    done = new(site, "page", "Events")

    assert done.returncode == 1
    assert "address-clash" in done.stderr
    assert "Nothing was written" in done.stderr
    assert sorted(site.rglob("*")) == before


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ((), "which kind"),
        (("story",), "TITLE"),
        (("stroy", "A"), 'did you mean "story"'),
        (("event", "Talk"), "--region, --start, --venue or --online"),
        (("event", "Talk", "--region", "wlaes", "--start", "2019-01-01", *HALL), 'did you mean "wales"'),
        (("event", "Talk", "--region", "wales", "--start", "03/04/2019", *HALL), "can mean two days"),
        (("story", "A", "--programme", "masterclases"), 'did you mean "masterclasses"'),
        (("story", "A", "--venue", "Hall"), "has none"),
        (("person", "A", "--draft"), "has none"),
        (("story", "???"), "gives no id"),
    ],
)
def test_without_a_terminal_what_is_missing_is_wrong_usage(site: Path, what: tuple[str, ...], said: str) -> None:
    done = new(site, *what) if len(what) > 1 else asked("new", *what, *NOW)

    assert done.returncode == 2
    assert said in " ".join(done.stderr.replace("│", " ").split())


def test_ids_are_completed(site: Path) -> None:
    path = made(site, "story", "A", "--region", "South West", "--programme", "master", "--author", "jo bloggs")

    assert "author: jo-bloggs\nregions: [south-west]\nprogramme: masterclasses\n" in (site / path).read_text()


def test_the_editor_is_opened_where_one_is_named(site: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\nprintf %s "$2" > {tmp_path}/opened\n')
    editor.chmod(0o755)

    done = asked("new", "page", "Join", site, "--edit", environment={"VISUAL": f"{editor} -w", "EDITOR": "false"})

    assert done.returncode == 0
    assert (tmp_path / "opened").read_text() == str(site / "content/pages/join.md")


def test_no_editor_is_said(site: Path) -> None:
    done = asked("new", "page", "Join", site, "--edit", environment={"VISUAL": "", "EDITOR": ""})

    assert done.returncode == 0
    assert "neither VISUAL nor EDITOR" in done.stderr


def at_a_terminal(site: Path, *arguments: str, answers: str) -> tuple[str, int]:
    """What a terminal shows where these lines are typed, and the exit code."""
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "qsite", "new", *arguments, *NOW]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"}
    running = subprocess.Popen(
        command, stdin=terminal, stdout=terminal, stderr=terminal, cwd=site, env=environment, close_fds=True
    )
    os.close(terminal)
    os.write(controller, answers.encode())
    shown = b""
    begin = time.monotonic()
    while time.monotonic() - begin < 60:
        try:
            shown += os.read(controller, 4096)
        except OSError:
            break
    os.close(controller)
    return shown.decode(), running.wait()


def test_a_terminal_is_asked_with_what_the_site_has(site: Path) -> None:
    shown, code = at_a_terminal(site, answers="event\nTea\nwlaes\n\nno day\n2019-01-01\nonline\nwebinar\nmaster\n")

    assert code == 0, shown
    assert "south-west  South West" in shown
    assert "Did you mean wales (Wales)?" in shown
    assert '"no day" is not a date' in shown
    assert (site / "content/events/wales.yaml").read_text().splitlines()[1:7] == [
        "- id: tea",
        "  title: Tea",
        "  start: 2019-01-01",
        "  kind: webinar",
        "  online: true",
        "  programme: masterclasses",
    ]


def test_a_terminal_is_not_asked_for_what_is_not_needed(site: Path) -> None:
    shown, code = at_a_terminal(site, "story", "A day out", answers="")

    assert code == 0, shown
    assert "?" not in shown
