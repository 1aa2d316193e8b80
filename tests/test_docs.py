"""What the documentation promises: examples that are sites without a problem, each problem a paragraph."""

import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image

from qsite.problem import Code

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

_EXAMPLE = re.compile(
    r"^<!-- file: (\S+) -->\n+(?P<fence>`{3,})\w*\n(.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL
)
_PICTURE = re.compile(r"^<!-- picture: (\S+) -->$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)\s]*)?\)")
_FENCED = re.compile(r"^(`{3,}).*?^\1$|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def examples(page: Path) -> dict[str, str]:
    """Give the files that a page shows whole, by path."""
    found: dict[str, str] = {}
    for path, _, text in _EXAMPLE.findall(page.read_text(encoding="utf-8")):
        assert path not in found, f"{page.name} shows {path} twice"
        assert not PurePosixPath(path).is_absolute(), path
        assert ".." not in PurePosixPath(path).parts, path
        found[path] = text
    return found


def write_site(page: Path, folder: Path) -> None:
    for path, text in examples(page).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for path in _PICTURE.findall(page.read_text(encoding="utf-8")):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (640, 360), "teal").save(target)


def test_the_pages_for_editors_have_examples() -> None:
    for name in ("README.md", "docs/content-format.md"):
        assert "site.yaml" in examples(ROOT / name), name


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)], ids=lambda page: str(page.relative_to(ROOT)))
def test_examples_are_a_site_without_a_problem(page: Path, tmp_path: Path) -> None:
    write_site(page, tmp_path)

    command = [sys.executable, "-m", "qsite", "check", "--strict", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_marked_example_is_found(page: Path) -> None:
    marked = re.findall(r"^<!-- file: (\S+) -->", page.read_text(encoding="utf-8"), re.MULTILINE)

    assert list(examples(page)) == marked


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    prose = _FENCED.sub("", page.read_text(encoding="utf-8"))

    missing = [link for link in _LINK.findall(prose) if not (page.parent / link).exists()]

    assert missing == []


def test_every_problem_has_its_paragraph_and_no_other() -> None:
    text = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")

    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)

    assert headings == sorted(code.text for code in Code)


@pytest.mark.parametrize("code", Code, ids=lambda code: str(code.text))
def test_a_paragraph_says_how_bad_its_problem_is(code: Code) -> None:
    text = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")

    assert f"\n## {code.text}\n\n**{code.severity.value.capitalize()}.** " in text
