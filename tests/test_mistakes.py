"""Each folder of `mistakes` is a site with one mistake: it is reported once, at its place, with its way out."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from qsite.problem import Problem
from tests.checking import BASE, HERE, laid_over_base, problems_of

FOLDERS = sorted(file.parent for file in (HERE / "mistakes").glob("*/expected.txt"))
_LINE = re.compile(
    r"(?P<place>.+:\d+:\d+) (?P<severity>error|warning) (?P<code>[a-z-]+) \| (?P<message>.*?) \| ?(?P<hint>.*)"
)


@dataclass(frozen=True, slots=True)
class Expected:
    """A problem as `expected.txt` has it; `message` and `hint` are parts of the real ones."""

    place: str
    severity: str
    code: str
    message: str
    hint: str


def expected_in(file: Path) -> list[Expected]:
    """The lines of an `expected.txt`."""
    matches = [_LINE.fullmatch(line) for line in file.read_text("utf-8").splitlines()]
    assert all(matches), f"{file} has a line that can't be read"
    return [Expected(**match.groupdict()) for match in matches if match]


def where(problem: Problem) -> tuple[str, str, str]:
    """What must be met exactly."""
    return str(problem.place), problem.severity.value, problem.code.text


def told(problem: Problem) -> str:
    """A problem as a failing test shows it."""
    return f"{' '.join(where(problem))} | {problem.message} | {problem.hint}"


def assert_exactly(found: tuple[Problem, ...], expected: list[Expected]) -> None:
    """All that is expected, and nothing else."""
    shown = "\n".join(map(told, found))
    wanted = sorted((one.place, one.severity, one.code) for one in expected)
    assert sorted(map(where, found)) == wanted, f"found:\n{shown}"
    for one in expected:
        place = (one.place, one.severity, one.code)
        same = [problem for problem in found if where(problem) == place]
        fits = [problem for problem in same if one.message in problem.message and one.hint in (problem.hint or "")]
        assert fits, f"wanted: {one.message} | {one.hint}\nfound:\n{shown}"


def test_the_base_has_no_mistake() -> None:
    assert problems_of(BASE) == ()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_mistake_is_told_once_at_its_place(folder: Path, tmp_path: Path) -> None:
    found = problems_of(laid_over_base(folder, tmp_path / "site"))

    assert_exactly(found, expected_in(folder / "expected.txt"))


def test_a_link_out_of_the_site(tmp_path: Path) -> None:
    site = laid_over_base(BASE, tmp_path / "site")
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\n")
    (site / "content/stories/2018-03-12-bath.md").symlink_to(tmp_path / "secret.md")
    (site / "content/pages/more").symlink_to(tmp_path, target_is_directory=True)

    lines = [
        Expected("content/pages/more:1:1", "error", "link-out-of-site", "leads out of the site's folder", "copy"),
        Expected(
            "content/stories/2018-03-12-bath.md:1:1",
            "error",
            "link-out-of-site",
            "leads out of the site's folder",
            "copy",
        ),
    ]
    assert_exactly(problems_of(site), lines)


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    site = laid_over_base(BASE, tmp_path / "site")
    path = "content/stories/2018-03-12-bath.md"
    (site / path).symlink_to(site / "content/stories/gone.md")

    line = Expected(f"{path}:1:1", "error", "unreadable-file", "this file can't be read", "take it out")
    assert_exactly(problems_of(site), [line])


@pytest.mark.parametrize("path", ["content/stories/2018-03-12-bath.md", "content/events/south-west.yaml"])
def test_a_file_that_is_too_large(path: str, tmp_path: Path) -> None:
    site = laid_over_base(BASE, tmp_path / "site")
    (site / path).write_bytes(b"# A day in Bath\n" * 200_000)

    line = Expected(
        f"{path}:1:1", "error", "too-large", "3.1 MB, and a content file may have 2 MB", "cut it into several files"
    )
    assert_exactly(problems_of(site), [line])


def test_a_site_without_settings(tmp_path: Path) -> None:
    site = laid_over_base(BASE, tmp_path / "site")
    (site / "site.yaml").unlink()

    (problem,) = problems_of(site)

    assert (problem.code.text, problem.place) == ("no-settings", None)
    assert "site.yaml with title and url" in (problem.hint or "")


def test_settings_called_yml(tmp_path: Path) -> None:
    site = laid_over_base(BASE, tmp_path / "site")
    (site / "site.yaml").rename(site / "site.yml")

    assert_exactly(
        problems_of(site),
        [Expected("site.yml:1:1", "error", "no-settings", "called site.yml", "rename it to site.yaml")],
    )


@pytest.mark.parametrize(
    "front",
    [
        "featured: |\n  maybe\n  ::error::now",
        'featured: "maybe \\e[31m red"',
        f"featured: {'maybe ' * 10_000}",
        f"{'regoins' * 1_000}: [south-west]",
        "regions: ['south-west\\u2028x']".replace("'", '"'),
    ],
    ids=["lines", "terminal-codes", "long-value", "long-key", "line-separator"],
)
def test_a_message_is_one_short_line_without_codes(front: str, tmp_path: Path) -> None:
    site = laid_over_base(BASE, tmp_path / "site")
    (site / "content/stories/2018-03-12-bath.md").write_text(f"---\ntitle: Bath\n{front}\n---\n\nWe met.\n", "utf-8")

    (problem,) = problems_of(site)

    for text in (problem.message, problem.hint or ""):
        assert text.isprintable()
        assert len(text) < 500
