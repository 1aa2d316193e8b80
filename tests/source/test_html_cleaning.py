"""An editor's own HTML: what stays, what is taken out, and how the editor hears of it."""

import pytest

from qsite.problem import Code, Place
from qsite.source.markdown import Dialect, to_body

START = Place("a.md")
ENGINES = (Dialect("markdown"), Dialect("gfm"))

both = pytest.mark.parametrize("dialect", ENGINES, ids=lambda d: d.engine)


@both
@pytest.mark.parametrize(
    "kept",
    [
        "<details><summary>More</summary>Text</details>",
        "<figure><figcaption>A ward</figcaption></figure>",
        '<blockquote cite="https://example.org/a">a</blockquote>',
        '<ol start="3"><li>a</li></ol>',
        "<dl><dt>a</dt><dd>b</dd></dl>",
        '<div id="part" lang="cy">a</div>',
    ],
)
def test_good_html_stays(dialect: Dialect, kept: str) -> None:
    body, problems = to_body(kept, START, dialect)
    assert kept in body.segments[0]
    assert problems == ()


@both
@pytest.mark.parametrize(
    "kept",
    [
        '<abbr title="a">b</abbr>',
        "<mark>a</mark>",
        "H<sub>2</sub>O",
        '<time datetime="2018-01-02">a</time>',
        "<kbd>a</kbd>",
    ],
)
def test_good_words_stay(dialect: Dialect, kept: str) -> None:
    body, problems = to_body(f"Hello {kept} there", START, dialect)
    assert f"Hello {kept} there" in body.segments[0]
    assert problems == ()


@both
@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ("a\n\n<iframe src='https://e.org'></iframe>", 3, 1, "the tag <iframe> was taken out", "`video` key"),
        ("a <script>b</script>", 1, 3, "the tag <script> was taken out", "trusted_html"),
        ("a <b onclick='c'>d</b>", 1, 3, "the attribute “onclick” of <b> was taken out", "trusted_html"),
        (
            'a <span style="color: red">d</span>',
            1,
            3,
            "the attribute “style” of <span> was taken out",
            "trusted_html",
        ),
        (
            '<div class="box">\na</div>',
            1,
            1,
            'the attribute “class="box"” of <div> was taken out',
            "trusted_html",
        ),
        ("[a](javascript:b) c", 1, 5, "the address “javascript:b” was taken out", "https://"),
        (
            'é <a href="java&#115;cript:b">c</a>',
            1,
            12,
            "the address “javascript:b” was taken out",
            "https://",
        ),
        (
            "![a](data:image/png;base64,AA)",
            1,
            1,
            "the address “data:image/png;base64,AA” was taken out",
            "https://",
        ),
        ("`<iframe>`\n\na <iframe>", 3, 3, "the tag <iframe> was taken out", "`video` key"),
        ("write <name> here", 1, 7, "the tag <name> was taken out", "&lt;name&gt;"),
        ("<input type='text'>", 1, 1, "the tag <input> was taken out", "trusted_html"),
    ],
)
def test_what_is_taken_out_is_told(
    dialect: Dialect, text: str, line: int, column: int, message: str, hint: str
) -> None:
    body, problems = to_body(text, START, dialect)
    assert [(p.code, p.place, p.message) for p in problems] == [
        (Code.HTML_REMOVED, Place("a.md", line, column), message)
    ]
    assert hint in (problems[0].hint or "")
    for gone in ("<iframe", "<script", "onclick", "style", "box", "javascript:", "data:", "<name", "<input"):
        assert gone not in body.segments[0].replace("&lt;", "").replace("<code>&lt;iframe", "")


def test_attribute_lists_are_cleaned_too() -> None:
    body, problems = to_body("Hello\n{: onclick=go }", START, Dialect())
    assert "onclick" not in body.segments[0]
    assert [p.code for p in problems] == [Code.HTML_REMOVED]


@both
def test_one_place_is_told_once(dialect: Dialect) -> None:
    _, problems = to_body("a <b onclick='c' onfocus='d' style='e'>f</b>", START, dialect)
    assert len(problems) == 1


@both
def test_comments_go_without_a_word(dialect: Dialect) -> None:
    body, problems = to_body("a <!-- note --> b\n\n<!-- <script> -->\n", START, dialect)
    assert "note" not in body.segments[0]
    assert problems == ()


@both
def test_code_is_left_alone(dialect: Dialect) -> None:
    body, problems = to_body("```\n<script>a</script>\n```\n", START, dialect)
    assert "&lt;script&gt;" in body.segments[0]
    assert problems == ()


@both
def test_trusted_html_stays(dialect: Dialect) -> None:
    trusted = Dialect(dialect.engine, trusted_html=True)
    text = "<div class='box' onclick='b'>\n<a href=c.md>d</a> <script>'<a href=\"e.md\">'</script>\n</div>\n"
    body, problems = to_body(text, START, trusted)
    assert problems == ()
    assert [t.url for t in body.targets] == ["c.md"]
    assert "onclick='b'" in body.segments[0]
    assert body.segments[1].startswith('">d')
    assert "<script>'<a href=\"e.md\">'</script>" in body.segments[1]
