"""What a build does to its output folder: what it writes, what it leaves alone, what it refuses."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from qsite.build.request import Outcome
from qsite.problem import Problem
from tests.site_fixture import (
    SAMPLE_NOW,
    SMALL,
    built,
    copy_sample,
    files_of,
    hashes_of,
    run_qsite,
    told,
    write_site,
)

STORY_PAGE = "stories/bath/index.html"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", SMALL)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def only_error(outcome: Outcome) -> Problem:
    """The one error of an outcome that published nothing."""
    errors = [problem for problem in outcome.problems if problem.is_error]
    assert len(errors) == 1, told(outcome)
    assert not outcome.published
    return errors[0]


# The same bytes


@pytest.mark.slow
def test_the_sample_has_the_same_bytes_wherever_it_is_built(tmp_path: Path) -> None:
    surroundings = (
        {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    )
    found = []
    for number, environment in enumerate(surroundings):
        copy = copy_sample(tmp_path / f"folder-{number}" / ("site" * (number + 1)))
        out = tmp_path / f"output-{number}"
        done = run_qsite("build", copy, "--now", SAMPLE_NOW, "--output", out, environment=environment)
        assert done.returncode == 0, done.stdout + done.stderr
        found.append(hashes_of(out))

    first, second = found
    assert len(first) > 100
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []


# What is not published

HIDDEN = {
    "content/stories/2018-01-05-quagga.md": (
        "---\ntitle: Quaggatitle\ndraft: true\ntags: [quaggatag]\nregions: [south-west]\n"
        "summary: Quaggasummary\n---\n\nQuaggabody.\n"
    ),
    "content/stories/2018-12-24-zorilla.md": (
        "---\ntitle: Zorillatitle\ntags: [zorillatag]\nregions: [south-west]\n---\n\nZorillabody.\n"
    ),
    "content/events/south-west.yaml": SMALL["content/events/south-west.yaml"]
    + (
        "- id: okapi\n  title: Okapititle\n  start: 2018-10-01 10:00\n  venue: Okapihall\n  draft: true\n"
        "  tags: [okapitag]\n  description: Okapibody.\n"
    ),
}


def mentions(output: Path, word: str) -> list[str]:
    """The files that hold a word in their bytes or in their paths."""
    return [path for path, data in files_of(output).items() if word.encode() in data.lower() or word in path.lower()]


def test_no_byte_of_the_output_has_drafts_or_future_stories(site: Path, output: Path) -> None:
    outcome = built(write_site(site, HIDDEN), output)

    assert outcome.published, told(outcome)
    assert {word: mentions(output, word) for word in ("quagga", "zorilla", "okapi")} == {
        "quagga": [],
        "zorilla": [],
        "okapi": [],
    }


def test_drafts_are_shown_where_they_are_asked_for(site: Path, output: Path) -> None:
    outcome = built(write_site(site, HIDDEN), output, drafts=True)

    assert outcome.published, told(outcome)
    assert "stories/quagga/index.html" in mentions(output, "quaggabody")
    assert "events/okapi/index.html" in mentions(output, "okapibody")


def test_drafts_go_again_with_the_next_build_without_them(site: Path, output: Path) -> None:
    built(write_site(site, HIDDEN), output, drafts=True)

    built(site, output)

    assert mentions(output, "quagga") == []
    assert mentions(output, "okapi") == []


def test_the_program_takes_drafts_in(site: Path, output: Path) -> None:
    write_site(site, HIDDEN)

    done = run_qsite("build", site, "--now", "2018-06-01", "--output", output, "--drafts")

    assert done.returncode == 0, done.stdout + done.stderr
    assert mentions(output, "quaggabody")


# The output folder


def test_files_of_others_stay(site: Path, output: Path) -> None:
    foreign = {"CNAME": "example.org", ".git/config": "[core]", "stories/bath/notes.txt": "mine"}
    for path, text in foreign.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_text(text)
    built(site, output)
    (site / "content/stories/2018-03-12-bath.md").unlink()

    outcome = built(site, output)

    assert STORY_PAGE in outcome.deleted
    assert {path: (output / path).read_text() for path in foreign} == foreign


@pytest.mark.parametrize("in_the_way", [STORY_PAGE, "stories/bath", "stories"])
def test_a_file_in_the_way_is_a_problem_and_nothing_changes(site: Path, output: Path, in_the_way: str) -> None:
    foreign = output / in_the_way
    foreign.parent.mkdir(parents=True)
    foreign.write_text("mine")

    outcome = built(site, output)

    assert {problem.code.text for problem in outcome.problems} == {"foreign-file"}
    assert any(in_the_way in problem.message for problem in outcome.problems)
    assert not outcome.published
    assert files_of(output) == {in_the_way: b"mine"}


def test_a_folder_in_the_way_is_a_problem_and_nothing_changes(site: Path, output: Path) -> None:
    (output / STORY_PAGE).mkdir(parents=True)
    (output / STORY_PAGE / "mine.txt").write_text("mine")

    problem = only_error(built(site, output))

    assert problem.code.text == "foreign-file"
    assert files_of(output) == {f"{STORY_PAGE}/mine.txt": b"mine"}


@pytest.mark.parametrize(
    "mistake",
    [
        {"content/stories/2018-03-12-bath.md": "---\ntitel: Bath\n---\n\nNew words.\n"},
        {"templates/story.html": "{% if %}"},
        {"templates/story.html": "{{ nobody.knows }}"},
    ],
    ids=["content", "template syntax", "template at work"],
)
def test_a_build_with_errors_leaves_the_output_as_it_was(site: Path, output: Path, mistake: dict[str, str]) -> None:
    assert built(site, output).published
    before = hashes_of(output)
    write_site(site, {"content/pages/new.md": "---\ntitle: New\n---\n\nNew.\n", **mistake})

    outcome = built(site, output)

    assert not outcome.published
    assert any(problem.is_error for problem in outcome.problems)
    assert hashes_of(output) == before


def test_the_page_of_a_removed_story_is_removed(site: Path, output: Path) -> None:
    built(site, output)
    assert (output / STORY_PAGE).is_file()
    (site / "content/stories/2018-03-12-bath.md").unlink()

    outcome = built(site, output)

    assert STORY_PAGE in outcome.deleted
    assert not (output / "stories/bath").exists()


def test_a_second_build_writes_nothing(site: Path, output: Path) -> None:
    first = built(site, output)
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.html")}

    second = built(site, output)

    assert (second.written, second.deleted) == ((), ())
    assert second.unchanged == len(first.written)
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*.html")} == before


def addresses_in(page: bytes) -> list[str]:
    """The addresses on the site itself that a page names."""
    nodes = LexborHTMLParser(page).css("[href], [src], [action]")
    found = [node.attributes.get(name) or "" for node in nodes for name in ("href", "src", "action")]
    return [one for one in found if one.startswith("/") or urlsplit(one).hostname == "example.org"]


def test_below_a_base_path_every_address_is_below_it(site: Path, output: Path) -> None:
    outcome = built(site, output, url="https://example.org/q/")

    assert outcome.published, told(outcome)
    pages = [path for path in files_of(output) if path.endswith(".html")]
    strays = {
        (page, address)
        for page in pages
        for address in addresses_in((output / page).read_bytes())
        if not urlsplit(address).path.startswith("/q/")
    }
    assert strays == set()
    assert len(pages) > 5


# Two documents at one address


@pytest.mark.parametrize(
    ("files", "named"),
    [
        (
            {
                "content/stories/2018-03-12-bath.md": "---\ntitle: One\n---\n\nOne.\n",
                "content/stories/2018-03-13-wells.md": "---\ntitle: Two\nslug: bath\n---\n\nTwo.\n",
            },
            ("2018-03-12-bath.md", "2018-03-13-wells.md"),
        ),
        (
            {"content/static/Stories/Bath/index.html": "<!doctype html><title>Mine</title>"},
            ("2018-03-12-bath.md", "content/static/Stories/Bath/index.html"),
        ),
        (
            {"content/stories/2018-03-13-wells.md": "---\ntitle: Two\naliases: [/Stories/BATH/]\n---\n"},
            ("2018-03-12-bath.md", "2018-03-13-wells.md"),
        ),
        (
            {"content/pages/events/welcome.md": "---\ntitle: Welcome\n---\n\nCome in.\n"},
            ("content/events/south-west.yaml", "content/pages/events/welcome.md"),
        ),
    ],
    ids=["slug", "static file by case", "alias by case", "plain page and event"],
)
def test_two_documents_at_one_address_are_an_error_that_names_both(
    site: Path, output: Path, files: dict[str, str], named: tuple[str, str]
) -> None:
    problem = only_error(built(write_site(site, files), output))

    assert problem.code.text == "address-clash"
    said = f"{problem.place} {problem.message}"
    assert all(name in said for name in named), said
    assert files_of(output) == {}


# A site's own templates


def test_a_site_has_its_own_template(site: Path, output: Path) -> None:
    own = '{% extends "base.html" %}\n{% block main %}<h1>Quokka</h1>{% endblock %}\n'

    outcome = built(write_site(site, {"templates/story.html": own}), output)

    assert outcome.published, told(outcome)
    assert b"<h1>Quokka</h1>" in (output / STORY_PAGE).read_bytes()
    assert mentions(output, "quokka") == [STORY_PAGE]


def test_a_macro_of_the_site_s_own_takes_all_that_jinja_lets_it_take(site: Path, output: Path) -> None:
    own = (
        "{% macro box(called, name) %}[{{ called }}{{ name }}{{ caller() }}{{ kwargs.more }}{{ varargs|join }}]{% endmacro %}"
        "{% for one in ['<b>'] %}{% call box(one, 's', 'v', more='m') %}{{ story.title }}{% endcall %}{% endfor %}"
        "{% call box(called='c', name='d', more='f') %}e{% endcall %}"
    )

    outcome = built(write_site(site, {"templates/story.html": own}), output)

    assert outcome.published, told(outcome)
    assert (output / STORY_PAGE).read_text() == "[&lt;b&gt;sA day in Bathmv][cdef]"


def test_a_template_that_fails_is_told_with_its_line_and_the_page(site: Path, output: Path) -> None:
    own = "<p>fine</p>\n<p>fine</p>\n{{ nobody_knows_this }}\n"

    problem = only_error(built(write_site(site, {"templates/story.html": own}), output))

    assert problem.code.text == "template-error"
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == ("templates/story.html", 3)
    assert "/stories/bath/" in problem.message
    assert "nobody_knows_this" in problem.message


def test_a_template_that_can_not_be_read_is_told_with_its_line(site: Path, output: Path) -> None:
    problem = only_error(built(write_site(site, {"templates/story.html": "<p>fine</p>\n{% fi %}\n"}), output))

    assert problem.code.text == "template-error"
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == ("templates/story.html", 2)


@pytest.mark.parametrize("own", [None, "favicon.svg", "favicon.ico"])
def test_every_page_names_an_icon_that_is_there(site: Path, output: Path, own: str | None) -> None:
    write_site(site, {f"content/static/{own}": "an icon"} if own else {})

    built(site, output)

    page = LexborHTMLParser((output / "index.html").read_bytes().decode())
    (icon,) = (link.attributes["href"] or "" for link in page.css("link[rel=icon]"))
    path = icon.partition("?")[0].removeprefix("/")
    assert path == (own or "assets/favicon.svg")
    assert (output / path).is_file()
