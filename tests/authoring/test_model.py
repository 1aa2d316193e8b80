"""The model, told: no key without words, none that the documentation does not know, and ids that name what they say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from qsite.authoring.model import Key, kinds, settings_keys
from qsite.forms import Form
from tests.checking import problems_of
from tests.site_fixture import ROOT, SMALL, write_site

FORMAT = (ROOT / "docs/content-format.md").read_text(encoding="utf-8")


def all_keys() -> Iterator[tuple[str, Key]]:
    waiting = [(kind.name, key) for kind in kinds().values() for key in kind.keys]
    waiting += [("site.yaml", key) for key in settings_keys()]
    while waiting:
        where, key = waiting.pop()
        yield f"{where}.{key.name}", key
        waiting += [(f"{where}.{key.name}", inner) for inner in key.keys]


def test_every_key_says_what_it_is_for() -> None:
    silent = [where for where, key in all_keys() if not key.says]

    assert silent == []


def test_what_a_key_says_is_a_line_of_its_own_kind() -> None:
    wrong = [where for where, key in all_keys() if key.says.endswith(".") or len(key.says) > 110 or "\n" in key.says]

    assert wrong == []


def test_every_key_says_how_it_is_read() -> None:
    unknown = [where for where, key in all_keys() if key.form is Form.ANYTHING and key.name != "extra"]

    assert unknown == []


def section(heading: str) -> str:
    """What stands below a heading of the content format, with the examples."""
    headings = [f"\n## {name}\n" for name in re.findall(r"^- \[(.+)\]\(#", FORMAT, re.MULTILINE)]
    start = FORMAT.index(f"\n## {heading}\n")
    after = [FORMAT.index(one) for one in headings if FORMAT.index(one) > start]
    return FORMAT[start : min(after, default=len(FORMAT))]


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("story", ["Stories"]),
        ("event", ["Events", "Events on several dates"]),
        ("region", ["Regions, programmes, partners, people, series, pages"]),
        ("programme", ["Regions, programmes, partners, people, series, pages"]),
        ("partner", ["Regions, programmes, partners, people, series, pages"]),
        ("person", ["Regions, programmes, partners, people, series, pages"]),
        ("series", ["Regions, programmes, partners, people, series, pages"]),
        ("page", ["Regions, programmes, partners, people, series, pages"]),
        ("site.yaml", ["site.yaml"]),
    ],
)
def test_the_documentation_knows_every_key(name: str, headings: list[str]) -> None:
    text = "".join(section(heading) for heading in headings)
    keys = settings_keys() if name == "site.yaml" else kinds()[name].keys
    told = {*re.findall(r"`(\w+)`", text), *re.findall(r"^\s*(?:- )?(\w+):", text, re.MULTILINE)}

    assert [key.name for key in keys if key.name not in told and key.name != "extra"] == []


NAMING = [
    (kind.name, key)
    for kind in kinds().values()
    for key in kind.keys
    if key.names and not key.or_new
]  # fmt: skip
PLACES = {
    "story": "content/stories/2018-04-01-tea.md",
    "region": "content/regions/south-west.md",
    "event": "content/events/south-west.yaml",
}


@pytest.mark.parametrize(("kind", "key"), NAMING, ids=[f"{kind}.{key.name}" for kind, key in NAMING])
def test_a_key_that_names_something_takes_no_id_of_nothing(kind: str, key: Key, tmp_path: Path) -> None:
    path = PLACES.get(kind, f"content/{kinds()[kind].folder}/tea.md")
    keys = f"{kinds()[kind].title}: Tea\n{key.name}: [nobody-at-all]\n"
    if not key.many:
        keys = keys.replace("[nobody-at-all]", "nobody-at-all")
    event = "id: tea\nstart: 2018-09-01\nvenue: Hall\n" + keys
    site = write_site(tmp_path, {**SMALL, path: event if kind == "event" else f"---\n{keys}---\n"})

    assert {one.code.text for one in problems_of(site)} & {"unknown-reference", "unknown-choice"}
