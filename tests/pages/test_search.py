"""The search page and its index, as a build writes them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qsite.pages.search_words import part_of
from tests.site_fixture import SITE_YAML, SMALL, built, files_of, write_site

INDEX = "search/index/"
STORY = "content/stories/2018-03-12-bath.md"


def index_in(folder: Path, files: Mapping[str, str]) -> dict[str, Any]:
    """The files of a site's index, read."""
    outcome = built(write_site(folder / "site", files), folder / "output")
    assert outcome.published, outcome.problems
    found = files_of(folder / "output")
    return {path.removeprefix(INDEX): json.loads(data) for path, data in found.items() if path.startswith(INDEX)}


def pages_with(index: Mapping[str, Any], word: str) -> set[str]:
    """The titles of the pages that have a word."""
    about = index["about.json"]
    groups = index[f"words-{part_of(word, about['parts'])}.json"]["words"].get(word, "||")
    shown = [one for n in range(len(about["kinds"]["of"])) if (one := _shown(index, n))]
    found, number = set(), 0
    for group in groups.split("|"):
        number = 0
        for step in group.split(".") if group else []:
            number += int(step, 36)
            found.add(shown[number][1])
    return found


def _shown(index: Mapping[str, Any], number: int) -> list[str]:
    block = index["about.json"]["block"]
    shown: list[str] = index[f"results-{number // block}.json"]["results"][number % block]
    return shown


def test_every_part_of_a_document_is_found(tmp_path: Path) -> None:
    story = (
        "---\ntitle: A day in Bath\nregions: [south-west]\nauthor: Ada Byron\ntags: [coaching]\nsummary: Showers.\n"
        "video: {url: https://example.org/v, transcript: Thunder rolled.}\n---\n\nIt *rained* on [us](https://hidden.example/).\n"
    )

    index = index_in(tmp_path, {**SMALL, STORY: story})

    for word in ("bath", "byron", "coaching", "showers", "thunder", "rained", "blog"):
        assert "A day in Bath" in pages_with(index, word), word
    assert pages_with(index, "south") == {"A day in Bath", "Welcome event", "South West"}
    assert pages_with(index, "hall") == {"Welcome event"}
    assert pages_with(index, "sunday") == set()
    assert pages_with(index, "hidden") == set()


def test_results_say_what_a_page_is(tmp_path: Path) -> None:
    index = index_in(tmp_path, SMALL)

    assert [_shown(index, number) for number in range(3)] == [
        [
            "/events/welcome/",
            "Welcome event",
            "Welcome event",
            "Monday 3 September 2018, 10am to midday",
            "South West",
            "",
        ],
        ["/stories/bath/", "A day in Bath", "Blog", "12 March 2018", "South West", "It rained."],
        ["/regions/south-west/", "South West", "Region", "", "", "Where the sun sets."],
    ]
    assert index["about.json"]["kinds"] == {"values": ["event/welcome", "story/blog", "region"], "of": [0, 1, 2]}
    assert index["about.json"]["regions"] == {"values": ["south-west"], "of": [0, 0, 0]}
    assert index["about.json"]["years"] == {"values": ["2018", ""], "of": [0, 0, 1]}


def test_events_that_are_over_come_last_the_newest_first(tmp_path: Path) -> None:
    events = (
        "- {id: old, title: Old, start: 2016-01-01}\n- {id: new, title: New, start: 2018-05-01}\n"
        "- {id: soon, title: Soon, start: 2018-07-01}\n- {id: later, title: Later, start: 2019-01-01, status: cancelled}\n"
        "- {id: every, title: Every, start: 2018-01-01, repeat: {every: month, count: 8}}\n"
    )

    index = index_in(tmp_path, {**SMALL, "content/events/south-west.yaml": events})

    order = [_shown(index, number)[1] for number in range(7)]
    assert order == ["Every", "Soon", "Later", "A day in Bath", "South West", "New", "Old"]
    assert index["about.json"]["past"] == 5
    assert _shown(index, 2)[3].endswith("1 January 2019 (cancelled)")


def test_drafts_and_stories_to_come_are_not_in_it(tmp_path: Path) -> None:
    stories = {
        "content/stories/2018-05-30-draft.md": "---\ntitle: Draft\ndraft: true\n---\n\nSecretly.\n",
        "content/stories/2018-07-01-later.md": "---\ntitle: Later\n---\n\nSecretly.\n",
    }

    index = index_in(tmp_path, {**SMALL, **stories})

    assert pages_with(index, "secretly") == set()
    assert len(index["about.json"]["kinds"]["of"]) == 3


def test_a_site_below_a_path_has_its_addresses_there(tmp_path: Path) -> None:
    index = index_in(tmp_path, {**SMALL, "site.yaml": "title: T\nurl: https://example.org/commons/\n"})

    assert _shown(index, 1)[0] == "/commons/stories/bath/"
    page = (tmp_path / "output" / "search" / "index.html").read_text()
    assert 'data-search="/commons/search/index/"' in page
    assert 'action="/commons/search/"' in page


def test_without_search_there_is_nothing_of_it(tmp_path: Path) -> None:
    built(write_site(tmp_path / "site", {**SMALL, "site.yaml": SITE_YAML + "search: false\n"}), tmp_path / "output")

    assert not [path for path in files_of(tmp_path / "output") if path.startswith("search")]


def test_a_site_without_content_has_a_search_page_without_a_form(tmp_path: Path) -> None:
    assert index_in(tmp_path, {"site.yaml": SITE_YAML}) == {}

    page = (tmp_path / "output" / "search" / "index.html").read_text()
    assert "<form" not in page
    assert "There is nothing to find yet." in page


def test_an_index_that_became_smaller_leaves_nothing_behind(tmp_path: Path) -> None:
    many = {f"content/stories/2018-01-01-s{n}.md": f"---\ntitle: Story {n}\n---\n\nWords.\n" for n in range(40)}
    before = index_in(tmp_path, {**SMALL, **many})
    for path in many:
        (tmp_path / "site" / path).unlink()

    after = index_in(tmp_path, SMALL)

    assert sorted(after) == ["about.json", "results-0.json", "words-0.json"]
    assert before.keys() > after.keys()
