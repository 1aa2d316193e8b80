"""What ``cms`` in ``site.yaml`` puts on the site."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.site_fixture import SITE_YAML, SMALL, built, write_site

ON = {**SMALL, "site.yaml": SITE_YAML + "cms: true\n", "content/people/jo.md": "---\nname: Jo Bloggs\n---\n\nJo.\n"}


def admin(tmp_path: Path, files: dict[str, str]) -> Path:
    built(write_site(tmp_path / "site", files), tmp_path / "output")
    return tmp_path / "output/admin"


def config(tmp_path: Path, files: dict[str, str]) -> dict[str, Any]:
    text = (admin(tmp_path, files) / "config.yml").read_text(encoding="utf-8")
    said, _, rest = text.partition("\n")
    assert said.startswith("# Made by qsite")
    found: dict[str, Any] = json.loads(rest)
    return found


def collection(found: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in found["collections"] if one["name"] == name)


def field(found: dict[str, Any], collection_name: str, name: str) -> dict[str, Any]:
    return next(one for one in collection(found, collection_name)["fields"] if one["name"] == name)


@pytest.mark.parametrize("written", ["", "cms: false\n", "cms: {shown: false, repository: a/b}\n"])
def test_nothing_is_there_where_it_is_off(tmp_path: Path, written: str) -> None:
    assert not admin(tmp_path, {**ON, "site.yaml": SITE_YAML + written}).exists()


def test_the_page_is_for_editors_alone_and_runs_the_pinned_program(tmp_path: Path) -> None:
    page = (admin(tmp_path, ON) / "index.html").read_text(encoding="utf-8")

    assert '<meta name="robots" content="noindex">' in page
    assert 'integrity="sha384-' in page
    assert "/admin/" not in (tmp_path / "output/sitemap.xml").read_text(encoding="utf-8")
    assert "/admin/" not in (tmp_path / "output/index.html").read_text(encoding="utf-8")


def test_a_program_of_the_sites_own_is_run_in_its_place(tmp_path: Path) -> None:
    folder = admin(tmp_path, {**ON, "content/static/admin/sveltia-cms.js": "1\n"})

    page = (folder / "index.html").read_text(encoding="utf-8")
    assert 'src="/admin/sveltia-cms.js"' in page
    assert "https://unpkg.com" not in page


def test_a_configuration_of_the_sites_own_takes_the_place_of_the_made_one(tmp_path: Path) -> None:
    folder = admin(tmp_path, {**ON, "content/static/admin/config.yml": "mine: true\n"})

    assert (folder / "config.yml").read_text(encoding="utf-8") == "mine: true\n"


def test_there_is_a_collection_of_each_kind_and_of_each_regions_events(tmp_path: Path) -> None:
    found = config(tmp_path, {**ON, "content/regions/wales.md": "---\nname: Wales\n---\n\nHills.\n"})

    folders = {one["name"]: one["folder"] for one in found["collections"]}
    assert folders == {
        **{
            kind: f"content/{kind}"
            for kind in ("stories", "regions", "programmes", "partners", "people", "series", "pages")
        },
        "events-south-west": "content/events/south-west",
        "events-wales": "content/events/wales",
    }
    assert (found["media_folder"], found["public_folder"]) == ("content/images", "/content/images")


def test_selects_offer_what_the_site_has(tmp_path: Path) -> None:
    found = config(tmp_path, ON)

    author = field(found, "stories", "author")
    assert (author["widget"], author["multiple"]) == ("select", True)
    assert author["options"] == [{"value": "jo", "label": "Jo Bloggs"}]
    assert {"value": "blog", "label": "Blog"} in field(found, "stories", "kind")["options"]
    assert field(found, "stories", "title")["required"]
    assert field(found, "events-south-west", "id")["pattern"][0] == "^[a-z0-9]+(-[a-z0-9]+)*$"


def test_drafts_and_what_is_to_come_are_not_told(tmp_path: Path) -> None:
    draft = "---\ntitle: Secret\ndraft: true\n---\n\nNo.\n"
    later = "---\ntitle: Later on\n---\n\nNot yet.\n"
    files = {**ON, "content/stories/2018-01-01-s.md": draft, "content/stories/2030-01-01-l.md": later}
    text = (admin(tmp_path, files) / "config.yml").read_text(encoding="utf-8")

    assert "A day in Bath" in text
    assert "Secret" not in text
    assert "Later on" not in text


SHORT = "id: a\ntitle: A\nstart: 2018-09-03\nvenue: Hall\n"
LONG = "id: b\ntitle: B\nstart: 2018-09-03\nvenue:\n  name: Hall\n"


@pytest.mark.parametrize(
    ("files", "widget"),
    [((), "object"), ((LONG,), "object"), ((SHORT,), "string"), ((SHORT, LONG), None)],
    ids=["none", "long", "short", "both"],
)
def test_a_field_takes_no_other_shape_than_the_files_have(tmp_path: Path, files: tuple[str, ...], widget: str) -> None:
    events = {f"content/events/south-west/{number}.yaml": text for number, text in enumerate(files)}
    fields = collection(config(tmp_path, {**ON, **events}), "events-south-west")["fields"]

    assert next((one["widget"] for one in fields if one["name"] == "venue"), None) == widget


def test_where_it_saves_is_told_in_the_settings(tmp_path: Path) -> None:
    settings = "cms: {backend: gitlab, repository: us/site, branch: words, sign_in: https://auth.example.org/, media: content/pictures}\n"
    found = config(tmp_path, {**ON, "site.yaml": SITE_YAML + settings})

    assert found["backend"] == {
        "name": "gitlab",
        "repo": "us/site",
        "branch": "words",
        "base_url": "https://auth.example.org",
    }
    assert found["public_folder"] == "/content/pictures"
