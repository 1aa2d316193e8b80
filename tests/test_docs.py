"""What the documentation promises: examples that are sites without a problem, each problem a paragraph."""

import re
import shlex
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image

from qsite.problem import Code
from tests.site_fixture import asked

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", *sorted(page.relative_to(ROOT).as_posix() for page in (ROOT / "docs").rglob("*.md")))
EDITORS = tuple(page for page in PAGES if page.startswith("docs/editors/"))

_EXAMPLE = re.compile(r"^<!-- file: (\S+) -->\n+(?P<fence>`{3,})\w*\n(.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
_RUN = re.compile(r"^<!-- run -->\n+```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INIT = re.compile(r"^qsite (init .*)$", re.MULTILINE)
_PICTURE = re.compile(r"^<!-- picture: (\S+) -->$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)\s]*)?\)")
_FENCED = re.compile(r"^(`{3,}).*?^\1$|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def examples(page: str) -> dict[str, str]:
    """Give the files that a page shows whole, by path."""
    found: dict[str, str] = {}
    for path, _, text in _EXAMPLE.findall(text_of(page)):
        assert path not in found, f"{page} shows {path} twice"
        assert not PurePosixPath(path).is_absolute(), path
        assert ".." not in PurePosixPath(path).parts, path
        found[path] = text
    return found


def write_site(page: str, folder: Path) -> None:
    for path, text in examples(page).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for path in _PICTURE.findall(text_of(page)):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (640, 360), "teal").save(target)


def test_the_pages_for_editors_have_examples() -> None:
    for name in ("README.md", "docs/content-format.md"):
        assert "site.yaml" in examples(name), name


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page) and page not in EDITORS])
def test_examples_are_a_site_without_a_problem(page: str, tmp_path: Path) -> None:
    write_site(page, tmp_path)

    command = [sys.executable, "-m", "qsite", "check", "--strict", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", EDITORS)
def test_what_editors_are_shown_works_in_the_site_that_init_makes(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (init,) = _INIT.findall(text_of("docs/editors/README.md"))
    monkeypatch.chdir(tmp_path)
    assert asked(*shlex.split(init)).returncode == 0
    monkeypatch.chdir(tmp_path / shlex.split(init)[1])
    commands = [line for block in _RUN.findall(text_of(page)) for line in block.splitlines()]
    for command in commands:
        program, *arguments = shlex.split(command)
        done = asked(*arguments)
        assert (program, done.returncode) == ("qsite", 0), done.stderr

    for drafts in ((), ("--drafts",)):
        done = asked("check", "--strict", *drafts)
        assert done.returncode == 0, done.stdout
    write_site(page, Path())
    done = asked("check", "--strict")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("page", PAGES)
def test_every_marked_example_is_found(page: str) -> None:
    marked = re.findall(r"^<!-- file: (\S+) -->", text_of(page), re.MULTILINE)

    assert list(examples(page)) == marked


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page: str) -> None:
    prose = _FENCED.sub("", text_of(page))

    missing = [link for link in _LINK.findall(prose) if not ((ROOT / page).parent / link).exists()]

    assert missing == []


def test_every_problem_has_its_paragraph_and_no_other() -> None:
    text = text_of("docs/problems.md")

    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)

    assert headings == sorted(code.text for code in Code)


@pytest.mark.parametrize("code", Code, ids=lambda code: str(code.text))
def test_a_paragraph_says_how_bad_its_problem_is(code: Code) -> None:
    text = text_of("docs/problems.md")

    assert f"\n## {code.text}\n\n**{code.severity.value.capitalize()}.** " in text
