"""The schemas accept what is right, refuse what they can see is wrong, and what they can't see is listed with why."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from qsite.authoring.schemas import schemas
from qsite.authoring.vocabulary import vocabulary
from qsite.build.check import look
from qsite.build.request import Request
from qsite.source.files import Role, role_of
from tests.authoring.yaml12 import loaded
from tests.checking import BASE, HERE, NOW, laid_over_base
from tests.site_fixture import ROOT, asked, copy_sample

_SCHEMAS = {
    Role.STORY: "story",
    Role.EVENTS: "events",
    Role.REGION: "region",
    Role.PROGRAMME: "programme",
    Role.PARTNER: "partner",
    Role.PERSON: "person",
    Role.SERIES: "series",
    Role.PLAIN_PAGE: "page",
}
NO_VALUES = {
    "yaml-syntax": "it is no YAML; editors' programs say so themselves",
    "bad-encoding": "it can't be read as text",
    "front-matter": "there are no keys to look at",
    "yaml-limit": "it is right but for its size",
    "duplicate-key": "the values are gone before a schema is asked; editors' programs say so themselves",
    "bad-picture": "a picture is no text",
    "unread-file": "no schema is asked about such a file",
    "file-name": "a schema does not know the file's name",
    "bad-file-name": "a schema does not know the file's name",
    "date-disagrees": "a schema does not know the file's name",
    "duplicate-id": "it takes two",
    "address-clash": "it takes two",
    "tag-clash": "it takes two",
    "entry-vanished": "it takes what was published",
    "missing-file": "a schema sees no other file",
    "broken-link": "the text of a page is only text",
    "broken-anchor": "the text of a page is only text",
    "html-removed": "the text of a page is only text",
    "list-needs-blank-line": "the text of a page is only text",
    "link-out-of-site": "a schema does not know the folder",
    "end-before-start": "a schema can't compare two values",
    "clock-change": "a schema knows no clock",
    "offset-disagrees": "a schema knows no clock",
    "bad-repeat": "a schema does not count the days of a rule",
    "no-occurrence": "a schema does not count the days of a rule",
    "except-meets-nothing": "a schema does not count the days of a rule",
    "short-months": "a schema does not count the days of a rule",
    "no-place": "a warning; right but for what is missing",
    "no-alt": "a warning; right but for what is missing",
}
"""Kinds of problems that no schema sees, and why."""
UNSEEN = {
    "calendar-lock-with-bad-lines": "it is no YAML",
    "calendar-lock-with-marks-of-git": "it is no YAML",
    "area-in-metres": "a schema sees no other file",
    "area-is-a-line": "a schema sees no other file",
    "area-is-elsewhere": "a schema sees no other file",
    "area-is-no-json": "a schema sees no other file",
    "theme-colour-in-a-comment": "what is empty is as good as absent, elsewhere",
    "theme-dark-paper": "a schema measures no contrast",
    "theme-faint-accent": "a schema measures no contrast",
    "theme-faint-highlight": "a schema measures no contrast",
    "theme-faint-region": "a schema measures no contrast",
    "theme-pale-header": "a schema measures no contrast",
    "end-without-time": "a schema can't compare two values",
    "hours-for-whole-days": "a schema can't compare two values",
    "event-folder-of-no-region": "a schema does not know the file's name",
    "events-of-no-region": "a schema does not know the file's name",
    "file-name-with-impossible-date": "a schema does not know the file's name",
    "story-without-date": "a schema does not know the file's name",
    "wrong-weekday": "a schema knows no calendar",
}
"""Mistakes that are of a kind that is seen otherwise."""
MISTAKES = sorted(file.parent for file in (HERE / "mistakes").glob("*/expected.txt"))


def schemas_of(site: Path) -> Mapping[str, Any]:
    planned = look(Request(site=site, output=site / "output", clock=NOW, now=NOW)).planned
    return schemas(vocabulary(planned.site)) if planned else schemas_of(BASE)


def complaints(site: Path, path: str, known: Mapping[str, Any]) -> list[str] | None:
    """What a schema has against a file; None where there is nothing that it could look at."""
    role = role_of(path)[0] if path.startswith("content/") else None
    name = "site" if path == "site.yaml" else _SCHEMAS.get(role) if role else None
    if name is None:
        return None
    try:
        text = (site / path).read_text("utf-8-sig")
        if path.endswith(".md"):
            text = re.split(r"^---$", text, flags=re.MULTILINE)[1 if text.startswith("---\n") else 9]
        values = loaded(text)
    except (ValueError, IndexError, yaml.YAMLError):
        return None
    values = {} if values is None and path.endswith(".md") else values
    found = Draft202012Validator(known[f"{name}.json"]).iter_errors(values)
    return [f"{path} {'.'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in found]


def test_they_are_schemas() -> None:
    for schema in schemas_of(ROOT).values():
        Draft202012Validator.check_schema(schema)


def content_of(site: Path) -> Iterator[str]:
    yield "site.yaml"
    files = (path for path in sorted((site / "content").rglob("*")) if path.suffix in (".md", ".yaml"))
    yield from (path.relative_to(site).as_posix() for path in files)


@pytest.mark.parametrize("site", [ROOT, BASE], ids=["sample", "base"])
def test_they_accept_every_file_that_is_right(site: Path) -> None:
    known = schemas_of(site)

    found = {path: complaints(site, path, known) for path in content_of(site)}

    assert len(found) > 5
    assert {path: wrong for path, wrong in found.items() if wrong != []} == {}


@pytest.mark.parametrize("folder", MISTAKES, ids=lambda folder: folder.name)
def test_they_refuse_each_mistake_that_they_can_see(folder: Path, tmp_path: Path) -> None:
    site = laid_over_base(folder, tmp_path / "site")
    first = (folder / "expected.txt").read_text("utf-8").splitlines()[0].partition(" | ")[0]
    place, _, code = first.rsplit(" ", 2)

    seen = complaints(site, place.rsplit(":", 2)[0], schemas_of(site))

    if (code in NO_VALUES or folder.name in UNSEEN) and folder.name != "merge-of-text":
        assert not seen, f"it is seen after all: {seen}"
    else:
        assert seen, f"{code} is not seen"


def test_the_words_are_those_of_the_site() -> None:
    story = schemas_of(ROOT)["story.json"]["properties"]

    (one, several, nothing) = story["regions"]["anyOf"]
    assert one["enum"] == several["items"]["enum"]
    assert one["enumDescriptions"][one["enum"].index("wales")] == "Wales"
    assert nothing == {"type": "null"}
    assert story["regions"]["description"] == "Where it belongs; none means the whole community"


@pytest.mark.parametrize(
    ("start", "accepted"),
    [
        ("2018-03-16", True),
        ("2018-03-16 18:30", True),
        ("2018-03-16T18:30+01:00", True),
        ("16 March 2018 6:30pm", True),
        ("Friday 16 March 2018 at 18:30", True),
        ("March 16th, 2018", True),
        ("16/03/2018", True),
        ("04/05/2018", False),
        ("2018-02-30", False),
        ("2018-03-16 24:00", False),
        ("2018-03-16 10:00-12:00", False),
        ("16 Marhc 2018", False),
        ("soon", False),
    ],
)
def test_a_time_is_taken_where_qsite_takes_it(start: str, accepted: object, tmp_path: Path) -> None:
    site = laid_over_base(BASE, tmp_path / "site")
    path = "content/events/south-west.yaml"
    (site / path).write_text(f"- {{id: tea, title: Tea, start: '{start}', venue: Hall}}\n")

    wrong = complaints(site, path, schemas_of(BASE))

    assert (wrong == []) is accepted
    assert (asked("check", site, "--now", "2018-01-01").returncode == 0) is accepted


def test_the_program_writes_them_with_the_editors_settings(tmp_path: Path) -> None:
    site = copy_sample(tmp_path / "site")

    done = asked("schema", site)

    assert done.returncode == 0, done.stderr
    written = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    settings = json.loads((site / ".vscode/settings.json").read_text())
    assert {path.removeprefix("./") for path in settings["yaml.schemas"]} <= written
    (extended,) = json.loads((site / "frontmatter.json").read_text())["frontMatter.extends"]
    forms = json.loads((site / extended).read_text())["frontMatter.taxonomy.contentTypes"]
    story = next(one for one in forms if one["name"] == "story")
    regions = next(field for field in story["fields"] if field["name"] == "regions")
    assert {"id": "wales", "title": "Wales"} in regions["choices"]
    assert (site / ".qsite/.gitignore").read_text() == "*\n"


def test_settings_that_are_there_stay_and_what_they_lack_is_said(tmp_path: Path) -> None:
    site = copy_sample(tmp_path / "site")
    (site / ".vscode").mkdir()
    (site / ".vscode/settings.json").write_text('{"editor.tabSize": 2}')

    done = asked("schema", site)

    assert (site / ".vscode/settings.json").read_text() == '{"editor.tabSize": 2}'
    assert ".vscode/settings.json is yours and stays as it is" in done.stdout
    assert "./.qsite/schema/events.json" in done.stdout


def test_a_clean_build_leaves_them(tmp_path: Path) -> None:
    site = copy_sample(tmp_path / "site")
    asked("schema", site)

    asked("build", site, "--clean")

    assert (site / ".qsite/schema/events.json").is_file()
