"""An editor who makes forty mistakes hears of all forty in one run, and of nothing else."""

from pathlib import Path

from tests.checking import HERE, laid_over_base, problems_of
from tests.test_mistakes import assert_exactly, expected_in


def test_forty_mistakes_are_told_in_one_run() -> None:
    expected = expected_in(HERE / "forty" / "expected.txt")

    found = problems_of(HERE / "forty" / "site")

    assert len(expected) == 40
    assert len({one.place.split(":")[0] for one in expected}) > 10
    assert_exactly(found, expected)


def test_problems_come_in_reading_order() -> None:
    found = problems_of(HERE / "forty" / "site")

    places = [(problem.place.file, problem.place.line, problem.place.column) for problem in found if problem.place]
    assert places == sorted(places)


def test_a_broken_site_yaml_hides_no_other_mistake(tmp_path: Path) -> None:
    site = laid_over_base(HERE / "mistakes" / "unknown-region", tmp_path / "site")
    (site / "site.yaml").write_text("title: Our community\nurl: https://example.org/\nnavigation: [\n")

    found = problems_of(site)

    assert [problem.code.text for problem in found] == ["unknown-reference", "yaml-syntax"]
