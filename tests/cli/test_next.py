"""``qsite next``, as a shell sees it."""

import json
from pathlib import Path

from tests.site_fixture import SMALL, asked, write_site


def test_it_prints_the_next_instant_with_its_offset(tmp_path: Path) -> None:
    done = asked("next", write_site(tmp_path, SMALL), "--now", "2018-09-03T08:00")

    assert (done.returncode, done.stdout, done.stderr) == (0, "2018-09-03T10:00:00+01:00\n", "")


def test_it_writes_nothing(tmp_path: Path) -> None:
    site = write_site(tmp_path, SMALL)
    before = sorted(site.rglob("*"))

    asked("next", site)

    assert sorted(site.rglob("*")) == before


def test_a_site_of_past_stories_never_changes(tmp_path: Path) -> None:
    story = {"content/stories/2018-03-12-bath.md": "---\ntitle: A day in Bath\n---\n\nIt rained.\n"}
    settings = {"site.yaml": "title: Our commons\nurl: https://example.org/\nnumbers: false\n"}

    done = asked("next", write_site(tmp_path, {**story, **settings}), "--now", "2018-06-01")

    assert (done.returncode, done.stdout) == (0, "never\n")


def test_the_numbers_begin_a_new_month(tmp_path: Path) -> None:
    story = {"content/stories/2018-03-12-bath.md": "---\ntitle: A day in Bath\n---\n\nIt rained.\n"}

    done = asked("next", write_site(tmp_path, story), "--now", "2018-06-01")

    assert done.stdout == "2018-07-01T00:00:00+01:00\n"


def test_a_day_that_nobody_is_told_of_is_no_change(tmp_path: Path) -> None:
    done = asked("next", write_site(tmp_path, SMALL), "--now", "2018-09-03T12:00")

    assert done.stdout == "2018-10-01T00:00:00+01:00\n"


def test_drafts_count_where_they_are_asked_for(tmp_path: Path) -> None:
    draft = "- {id: tea, title: Tea, start: 2018-09-02 15:00, venue: Cafe, draft: true}\n"
    site = write_site(tmp_path, {**SMALL, "content/events/south-west.yaml": draft})

    without = asked("next", site, "--now", "2018-09-02T09:00")
    with_them = asked("next", site, "--now", "2018-09-02T09:00", "--drafts")

    assert (without.stdout, with_them.stdout) == ("2018-10-01T00:00:00+01:00\n", "2018-09-02T15:00:00+01:00\n")


def test_json_has_the_problems_beside_the_instant(tmp_path: Path) -> None:
    done = asked("next", write_site(tmp_path, SMALL), "--now", "2018-09-03T08:00", "--format", "json")

    assert json.loads(done.stdout) == {
        "problems": [],
        "errors": 0,
        "warnings": 0,
        "next_change": "2018-09-03T10:00:00+01:00",
    }


def test_errors_are_told_and_no_instant(tmp_path: Path) -> None:
    site = write_site(tmp_path, {**SMALL, "content/stories/2018-03-13-cut.md": "---\ntitel: Cut\n---\n"})

    done = asked("next", site)

    assert (done.returncode, done.stdout) == (1, "")
    assert "unknown-key" in done.stderr


def test_no_site_is_wrong_usage(tmp_path: Path) -> None:
    done = asked("next", tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert "site.yaml" in done.stderr
