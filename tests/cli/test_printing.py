"""Problems as text."""

import json

import pytest

from qsite.cli.excerpt import WIDTH, excerpt
from qsite.cli.github import summary
from qsite.cli.printing import Format, written
from qsite.problem import Code, Place, Problem

FILE = "content/events/south-west.yaml"
PROBLEM = Problem(
    Code.UNKNOWN_REFERENCE,
    'no programme has the id "masterclases"',
    Place(FILE, 14, 12),
    'did you mean "masterclasses" (content/programmes/masterclasses.md)?',
)
WARNING = Problem(Code.NO_ALT, "100% of it,\nall: bad", Place("a,b:c.md", 2, 3))
NOWHERE = Problem(Code.SETTINGS, "there is no site.yaml here", hint="go to the site's folder")


def line(_file: str, _line: int) -> str | None:
    return "programme: masterclases"


def nothing(_file: str, _line: int) -> str | None:
    return None


def test_human_is_the_documented_shape() -> None:
    assert written([PROBLEM], Format.HUMAN, line, colour=False) == (
        "content/events/south-west.yaml:14:12  error  unknown-reference\n"
        "   14 |   programme: masterclases\n"
        '      |              ^ no programme has the id "masterclases"\n'
        '      = did you mean "masterclasses" (content/programmes/masterclasses.md)?\n'
        "\n"
        "1 error\n"
    )


def test_human_without_place_or_line() -> None:
    text = written([WARNING, NOWHERE, NOWHERE], Format.HUMAN, nothing, colour=False)
    assert text == (
        "error  no-settings\n      | there is no site.yaml here\n      = go to the site's folder\n\n"
        "a,b:c.md:2:3  warning  no-alt\n      | 100% of it, all: bad\n\n"
        "1 error, 1 warning\n"
    )


def test_nothing_is_said_of_nothing() -> None:
    assert written([], Format.HUMAN, nothing, colour=True) == ""


def test_colour_is_the_only_source_of_escapes() -> None:
    evil = Problem(Code.BAD_VALUE, "a\x1b[2Jb", Place("a\x1b.md", 1, 1), "c\u202ed")
    text = written([evil], Format.HUMAN, lambda *_: "x\x1b[31m", colour=False)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x1b[1;31merror" in written([evil], Format.HUMAN, nothing, colour=True)


def test_json() -> None:
    found = json.loads(written([WARNING, PROBLEM, NOWHERE], Format.JSON, nothing, colour=True))
    assert (found["errors"], found["warnings"]) == (2, 1)
    assert found["problems"][0]["file"] is None
    assert found["problems"][0]["line"] is None
    assert found["problems"][2] == {
        "severity": "error",
        "code": "unknown-reference",
        "file": FILE,
        "line": 14,
        "column": 12,
        "message": PROBLEM.message,
        "hint": PROBLEM.hint,
    }


def test_github_is_worst_first_and_escaped() -> None:
    lines = written([WARNING, PROBLEM, NOWHERE], Format.GITHUB, nothing, colour=False).splitlines()
    assert lines == [
        "::error title=no-settings::there is no site.yaml here. go to the site's folder",
        f"::error file={FILE},line=14,col=12,title=unknown-reference::{PROBLEM.message}. {PROBLEM.hint}",
        "::warning file=a%2Cb%3Ac.md,line=2,col=3,title=no-alt::100%25 of it, all: bad",
    ]


def test_summary_is_one_row_a_problem() -> None:
    evil = Problem(Code.BAD_VALUE, "a | <b>\n`c`", Place("x.md"))
    rows = summary([WARNING, evil]).splitlines()
    assert rows[0] == "### qsite: 1 error, 1 warning"
    assert len(rows) == 6
    assert "a &#124; &lt;b&gt; &#96;c&#96;" in rows[4]
    assert summary([]) == "### qsite: no problems\n"


@pytest.mark.parametrize(
    ("text", "column", "shown", "before"),
    [
        ("abc", 2, "abc", 1),
        ("abc", 99, "abc", 3),
        ("", 1, "", 0),
        ("a\tb", 3, "a   b", 4),
        ("日本x", 3, "日本x", 4),
        ("e\u0301x", 3, "e\u0301x", 1),
        ("e\u0301x", 2, "e\u0301x", 0),
        ("a\x07b", 3, "a�b", 2),
    ],
)
def test_caret(text: str, column: int, shown: str, before: int) -> None:
    assert excerpt(text, column) == (shown, before)


@pytest.mark.parametrize("length", [101, 150, 5000])
@pytest.mark.parametrize("share", [0, 0.3, 0.5, 0.9, 1])
def test_long_lines_are_cut_around_the_caret(length: int, share: float) -> None:
    at = int((length - 1) * share)
    text = "a" * at + "X" + "b" * (length - at - 1)
    shown, before = excerpt(text, at + 1)
    assert len(shown) <= WIDTH
    assert shown[before] == "X"
    assert "…" in shown


def test_long_wide_lines() -> None:
    text = "日" * 300 + "X" + "日" * 300
    shown, before = excerpt(text, 301)
    assert shown.index("X") == 1 + (before - 1) // 2
    assert sum(2 if char == "日" else 1 for char in shown) <= WIDTH
