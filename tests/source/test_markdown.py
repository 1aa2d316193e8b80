"""What an editor writes, and what becomes of it: Markdown as seen through `to_body` alone."""

import re
import time
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qsite.problem import Code, Place, Problem
from qsite.source.documents import Body
from qsite.source.html_tokens import tags
from qsite.source.markdown import EXTENSIONS, Dialect, to_body

Engine = Literal["markdown", "gfm"]
ENGINES: tuple[Engine, ...] = ("markdown", "gfm")
START = Place("content/stories/a.md", 10, 1)

both = pytest.mark.parametrize("engine", ENGINES)


def convert(text: str, engine: Engine = "markdown", **more: bool) -> tuple[Body, tuple[Problem, ...]]:
    return to_body(text, START, Dialect(engine, **more))  # type: ignore[arg-type]


def html(text: str, engine: Engine = "markdown", **more: bool) -> str:
    """Give the HTML with every target's address put back as it was written."""
    body, _ = convert(text, engine, **more)
    parts = [body.segments[0]]
    for target, segment in zip(body.targets, body.segments[1:], strict=True):
        parts += [target.url, segment]
    return "".join(parts)


def told(text: str, engine: Engine = "markdown", **more: bool) -> list[tuple[str, int, int]]:
    """Give the problems' codes and places."""
    problems = convert(text, engine, **more)[1]
    return [(p.code.text, p.place.line, p.place.column) for p in problems if p.place]


class TestText:
    @both
    def test_paragraphs_and_marks(self, engine: Engine) -> None:
        assert "<p>A <strong>bold</strong> and <em>calm</em> word</p>" in html("A **bold** and *calm* word", engine)

    @both
    def test_nothing_makes_an_empty_body(self, engine: Engine) -> None:
        for nothing in ("", " \n\t\n"):
            assert convert(nothing, engine) == (Body(), ())

    @both
    def test_table_aligns_by_class(self, engine: Engine) -> None:
        made = html("| a | b |\n|---|--:|\n| 1 | 2 |\n", engine)
        assert '<td class="align-right">2</td>' in made
        assert "style" not in made

    @both
    def test_code_keeps_its_language(self, engine: Engine) -> None:
        assert 'class="language-python"' in html("```python\nx = 1\n```\n", engine)

    @both
    def test_footnotes_lead_there(self, engine: Engine) -> None:
        made = html("A word[^a].\n\n[^a]: A note\n", engine)
        (there,) = re.findall(r'<sup.*?href="#([^"]+)"', made)
        assert f'id="{there}"' in made

    def test_task_lists(self) -> None:
        made = html("- [x] done\n- [ ] to do\n", "gfm")
        assert made.count('type="checkbox"') == made.count("disabled") == 2
        assert made.count("checked") == 1
        assert made.count('type="checkbox"') == html("- [x] done\n- [ ] to do <br>\n", "gfm").count('type="checkbox"')

    @both
    def test_pictures_load_when_seen(self, engine: Engine) -> None:
        assert 'loading="lazy"' in html("![A ward](https://example.org/a.jpg)", engine)
        assert html('<img src="a.jpg" alt="" loading="eager">', engine).count("loading") == 1

    def test_extensions(self) -> None:
        body, _ = to_body('!!! note "Mind"\n    the step\n', START, Dialect(extensions=("admonition",)))
        assert 'class="admonition note"' in body.segments[0]
        for name in EXTENSIONS:
            assert to_body("a", START, Dialect(extensions=(name,)))[0].summary == "a"

    def test_unknown_extension_is_a_fault(self) -> None:
        with pytest.raises(ValueError, match="wikilinks"):
            Dialect(extensions=("wikilinks",))

    @both
    def test_one_text_says_nothing_to_the_next(self, engine: Engine) -> None:
        before = convert("[a] [^1] HTML\n\n# A", engine)
        convert("[a]: b\n\n[^1]: c\n\n*[HTML]: Hyper\n\n# A\n\n[^1]", engine)
        convert("[" * 20_000, engine)
        assert convert("[a] [^1] HTML\n\n# A", engine) == before

    @both
    def test_characters_that_nobody_sees_are_dropped(self, engine: Engine) -> None:
        assert html("a\x00b\x02c\ud800d\ufffee&#1;", engine).startswith("<p>abcde")
        assert html("a\r\nb\rc", engine) == html("a\nb\nc", engine)


class TestHeadings:
    @pytest.mark.parametrize(
        ("engine", "text", "ids"),
        [
            ("gfm", "## News\n\n## News\n\n## What's *new*, Jo?", ["news", "news-1", "whats-new-jo"]),
            ("gfm", "## Fish & chips\n\n## Été\n\n## !!!", ["fish--chips", "été"]),
            ("markdown", "## News\n\n## News\n\n## What's *new*, Jo?", ["news", "news_1", "whats-new-jo"]),
            ("markdown", "## News {#own}\n\n## Own", ["own", "own_1"]),
        ],
    )
    def test_ids(self, engine: Engine, text: str, ids: list[str]) -> None:
        assert re.findall(r'<h2 id="([^"]+)"', html(text, engine)) == ids

    @both
    def test_page_title_stays_the_only_first_heading(self, engine: Engine) -> None:
        made = html("# One\n\n## Two\n\n###### Six\n", engine)
        assert re.findall(r"<(h\d)", made) == ["h2", "h3", "h6"]
        assert re.findall(r"<(h\d)", html("## Two\n\n### Three\n", engine)) == ["h2", "h3"]


class TestTargets:
    @both
    def test_own_links_and_pictures_are_cut_out(self, engine: Engine) -> None:
        body, problems = convert("See [Jo](2018-02-21-jo.md#a) and\n![a ward](../images/w.jpg).", engine)
        assert not problems
        assert [(t.kind, t.url, t.place.line, t.place.column) for t in body.targets] == [
            ("link", "2018-02-21-jo.md#a", 10, 10),
            ("picture", "../images/w.jpg", 11, 1),
        ]
        assert body.segments[0].endswith('href="')
        assert body.segments[1].startswith('"')
        assert body.segments[1].endswith('src="')
        assert body.segments[2].startswith('"')

    @both
    @pytest.mark.parametrize(
        "url", ["https://example.org/a", "http://example.org", "mailto:a@example.org", "tel:+441", "#part"]
    )
    def test_others_stay(self, engine: Engine, url: str) -> None:
        body, problems = convert(f"[a]({url}) ![b](https://example.org/b.jpg)", engine)
        assert (body.targets, problems) == ((), ())
        assert f'href="{url}"' in body.segments[0]

    @both
    @pytest.mark.parametrize(
        ("text", "places"),
        [
            ("[a](x.md) [b](x.md)\n[c](x.md)", [(10, 5), (10, 15), (11, 5)]),
            ("`[a](x.md)` [b](x.md)", [(10, 17)]),
            ("[a][r]\n\n[r]: x.md", [(12, 6)]),
            ("é [a][r] ü\n\nö\n\n[r]: <x.md> 'T'", [(14, 7)]),
            ('<a href="x.md">a</a>', [(10, 10)]),
            ("é\n\n<div>\nö <a href='x.md'>a</a></div>", [(13, 12)]),
            ("[![p](https://e.org/p.jpg)](x.md)", [(10, 29)]),
        ],
    )
    def test_places(self, engine: Engine, text: str, places: list[tuple[int, int]]) -> None:
        body, _ = convert(text, engine)
        assert [(t.place.line, t.place.column) for t in body.targets] == places

    def test_indented_text_in_yaml(self) -> None:
        body, _ = to_body("a\n[b](c.md)", Place("e.yaml", 4, 7), Dialect())
        assert body.targets[0].place == Place("e.yaml", 5, 11)

    @both
    @pytest.mark.parametrize(
        ("text", "url"),
        [
            ("[a](<b c.md>)", "b c.md"),
            ("[a](b%20c.md)", "b%20c.md"),
            ("[a](é.md)", "é.md"),
            ("[a](b.md?x&y)", "b.md?x&y"),
            ("[a](b.md?x&amp;y)", "b.md?x&y"),
        ],
    )
    def test_address_is_as_written(self, engine: Engine, text: str, url: str) -> None:
        body, problems = convert(text, engine)
        assert not problems
        assert [t.url for t in body.targets] == [url]


class TestSlips:
    @both
    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("[a](www.example.org)", "did you mean https://www.example.org?"),
            ("[a](example.org/x)", "did you mean https://example.org/x?"),
            ("[a](jo@example.org)", "did you mean mailto:jo@example.org?"),
            ("[a](mailto: jo@example.org)", "jo@example.org"),
            ("[a](http//example.org)", "did you mean http://example.org?"),
            ("[a](https:/example.org)", "did you mean https://example.org?"),
            ("[a](htps://example.org)", "did you mean https://example.org?"),
            ("[a](https://https://example.org)", "did you mean https://example.org?"),
            ("[a](“https://example.org”)", "write it without them: https://example.org"),
            ("[a]((https://example.org))", "write it without: https://example.org"),
            ("[a](my notes.md)", "write my%20notes.md"),
            ("[a]()", "write the address between the round brackets"),
            ("![a]()", "write the address between the round brackets"),
            ("[a](<C:\\Users\\Jo\\a.docx>)", "put the file into the site's folder"),
            ("[a](ftp://example.org)", "use https:"),
        ],
    )
    def test_said_with_the_way_out(self, engine: Engine, text: str, hint: str) -> None:
        body, problems = convert(f"Hello\n\n{text} there", engine)
        assert [p.code for p in problems] == [Code.BROKEN_LINK]
        assert hint in (problems[0].hint or "")
        assert problems[0].place is not None
        assert problems[0].place.line == 12
        assert body.targets == ()

    @both
    def test_brackets_in_an_address_may_be_right(self, engine: Engine) -> None:
        assert told("[a](https://en.wikipedia.org/wiki/Ward_(place)) [b](c_(d).md)", engine) == []


class TestPictures:
    @both
    @pytest.mark.parametrize(
        ("text", "problems"),
        [
            ("a ![](x.jpg)", [("no-alt", 10, 3)]),
            ("`![](x.jpg)` ![b](x.jpg)", []),
            ('<img src="x.jpg" alt="">', []),
            ('a <img src="x.jpg">', [("no-alt", 10, 3)]),
            ("![](x.jpg)\n\n![ ](y.jpg)\n", [("no-alt", 10, 1), ("no-alt", 12, 1)]),
        ],
    )
    def test_words_for_pictures(self, engine: Engine, text: str, problems: list[tuple[str, int, int]]) -> None:
        assert told(text, engine) == problems


class TestSummary:
    @both
    @pytest.mark.parametrize(
        ("text", "summary"),
        [
            ("# Title\n\nOne **two**\nthree &amp; four.\n\nFive.", "One two three & four."),
            ("![a](https://e.org/b.jpg)\n\nWords", "Words"),
            ("> Quoted\n\nSaid", "Said"),
            ("> Quoted", "Quoted"),
            ("- item\n\nSaid", "Said"),
            ("A fact[^1] here.\n\n[^1]: Note", "A fact here."),
            ("One\n\nTwo\n\n<!-- more -->\n\nThree", "One Two"),
            ("One <!--MORE--> two", "One"),
            ("`<!-- more -->` one\n\ntwo", "<!-- more --> one"),
            ("", ""),
        ],
    )
    def test_summary(self, engine: Engine, text: str, summary: str) -> None:
        assert convert(text, engine)[0].summary == summary

    @both
    def test_more_is_not_shown(self, engine: Engine) -> None:
        assert "more" not in html("One\n\n<!-- more -->\n\nTwo", engine)
        assert "more" not in html("One\n\n<!-- more -->\n\nTwo", engine, trusted_html=True)


LISTS = [
    ("Bring:\n- a pen\n- paper", [("list-needs-blank-line", 11, 1)]),
    ("Bring:\n* a pen", [("list-needs-blank-line", 11, 1)]),
    ("Steps:\n1. go", [("list-needs-blank-line", 11, 1)]),
    ("It was in\n2. Bundesliga", []),
    ("Bring:\n\n- a pen\n- paper", []),
    ("## Bring\n- a pen", []),
    ("Bring\n=====\n- a pen", []),
    ("> Said\n- a pen", []),
    ("```\nBring\n- a pen\n```", []),
    ("a\n\n    Bring\n    - a pen", []),
    ("<div>\nBring\n- a pen\n</div>", []),
    ("a | b\n--|--\n1 | 2\n- x", []),
    ("- a pen\n  and more\n- paper", []),
    ("- a pen\nand more\n- paper", []),
    ("word\n- - -\nword", []),
    ("word\n-5 degrees\n*so*", []),
    ("- a\n  - b\n  - c", [("list-needs-blank-line", 11, 3)]),
    ("1. a\n   - b", [("list-needs-blank-line", 11, 4)]),
    ("- a\n    - b\n    - c\n- d", []),
    ("- a\n\npara\n- b", [("list-needs-blank-line", 13, 1)]),
    ("- a\n\n    para in a\n\n- b", []),
]


class TestLists:
    @pytest.mark.parametrize(("text", "problems"), LISTS)
    def test_python_markdown_makes_no_list(self, text: str, problems: list[tuple[str, int, int]]) -> None:
        assert told(text) == problems

    @pytest.mark.parametrize("text", [text for text, _ in LISTS])
    def test_github_does(self, text: str) -> None:
        assert told(text, "gfm") == []


class TestAutolinks:
    @pytest.mark.parametrize(
        ("text", "links"),
        [
            ("See https://example.org/a_b?c=d&e.", ["https://example.org/a_b?c=d&amp;e"]),
            ("(www.example.org/a_(b))", ["http://www.example.org/a_(b)"]),
            ("jo.o@example.org.", ["mailto:jo.o@example.org"]),
            ("`https://example.org` [a](https://b.org)", ["https://b.org"]),
            ("awww.example.org https://x", []),
            ("**https://example.org**", ["https://example.org"]),
        ],
    )
    def test_as_github_shows_them(self, text: str, links: list[str]) -> None:
        assert re.findall(r'href="([^"]*)"', html(text, "gfm")) == links
        assert re.findall(r'href="([^"]*)"', html(text + "<br>", "gfm")) == links


# fmt: off
HOSTILE = [
    ">", "[", "![", "*", "*a ", "**a ", "_a ", "a*", "`", "`a ", "<", "<a ", "<a>", "<div>", "<div>\n",
    "<!--", "<![", "<![CDATA[", "&", "\\*", "[x](", "[x][", "- ", "1. ", "> - ", "a\n\n", "- a\n",
    "# a\n\n", "|-", "|-|\n", "*[a]: b\n", "[^1]: a\n", "<b id=1><p>", "<p title='</div>'><div>",
    "http://a.b(", "a@", "~~a ", '"a" ', "![](b)\n\n", "[a](b.md)\n", ": a\n",
]
# fmt: on


class TestLimits:
    @both
    @pytest.mark.parametrize("deep", ["> " * 10_000 + "a", "<div>" * 10_000, "- " * 10_000 + "a", "<b>\n\n" * 500])
    def test_depth_is_an_error_at_its_line(self, engine: Engine, deep: str) -> None:
        body, problems = convert(f"Hello\n\n{deep}", engine)
        assert [p.code for p in problems] == [Code.HTML_TOO_DEEP]
        assert problems[0].place is not None
        assert problems[0].place.line >= 12
        assert not body

    @both
    def test_ten_levels_are_fine(self, engine: Engine) -> None:
        text = "".join("    " * level + "- a\n" for level in range(10)) + "\n" + "> " * 10 + "b"
        assert told(text, engine) == []

    @both
    @pytest.mark.parametrize("piece", HOSTILE)
    def test_hostile_text_ends(self, engine: Engine, piece: str) -> None:
        before = time.process_time()
        convert(piece * (60_000 // len(piece)), engine)
        assert time.process_time() - before < 30

    @both
    def test_a_book_is_fine(self, engine: Engine) -> None:
        paragraph = "Members *talked* about [the ward](https://example.org/w) and its 1 & 2, it's said.\n" * 5 + "\n"
        assert convert(paragraph * 400, engine)[1] == ()
        assert convert("- [a](https://example.org) and **more**\n" * 1_500, engine)[1] == ()


# fmt: off
PIECES = st.sampled_from([
    "<", ">", "[", "]", "(", ")", "*", "_", "`", "~", "|", "-", "#", "!", "\\", "&", ";", ":", "=", '"',
    "'", "\n", " ", "    ", "\t", "a", "b", "1", ".", "/", "<!--", "-->", "<![CDATA[", "]]>", "<?",
    "<script>", "</script>", "<a href=", "<img src=x ", "onclick=", "onerror=alert(1)", "javascript:",
    "java&#115;cript:", "data:text/html,", "<svg ", "<div ", "</div>", "<p>", "<style>", "<iframe src=",
    "[^1]", "[^1]: ", "[a]: b", "{: onclick=x }", "{#i}", "<!-- more -->", "- ", "1. ", "> ", "```",
    "www.a.org", "a@b.org", "https://", "\x02", "\x03", "\ud800", "é", "<math>", "<textarea>", "<title>",
    "&lt;", "&#x1;", "*[a]: ", "!!! note", ": x", "|-|-|\n", "<h1>", "# ", "wzxhzdk:0", "klzzwxh:0000",
])
# fmt: on
TEXTS = st.one_of(
    st.text(),
    st.lists(PIECES, max_size=30).map("".join),
    st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=12).map("".join),
)


class TestAnyText:
    @both
    @settings(max_examples=400, deadline=None)
    @given(text=TEXTS)
    @example("<![")
    @example('<a href="java\nscript:alert(1)">')
    @example("[a](<javascript:b>)")
    def test_is_safe(self, engine: Engine, text: str) -> None:
        body, _ = convert(text, engine)
        assert len(body.segments) == len(body.targets) + 1
        made = html(text, engine)
        assert "<script" not in made.lower()
        assert "<!--" not in made
        for tag in tags(made):
            for name, attribute in tag.attributes().items():
                assert not name.startswith("on")
                assert name != "style"
                if name in ("href", "src"):
                    assert not re.match(r"[\x00-\x20]*(?:javascript|data|vbscript):", attribute.value, re.IGNORECASE)

    @both
    @settings(max_examples=150, deadline=None)
    @given(text=TEXTS)
    def test_trusted_too_gives_a_body(self, engine: Engine, text: str) -> None:
        body, _ = convert(text, engine, trusted_html=True)
        assert len(body.segments) == len(body.targets) + 1

    @both
    @settings(max_examples=100, deadline=None)
    @given(text=TEXTS, other=TEXTS)
    def test_is_a_function(self, engine: Engine, text: str, other: str) -> None:
        first = convert(text, engine)
        convert(other, engine)
        assert convert(text, engine) == first


def _rows_of_the_table() -> list[list[str]]:
    text = (Path(__file__).parents[2] / "docs" / "markdown-engines.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ") and "`" in line]
    return [row for row in rows if len(row) == 4 and not row[1].startswith("you write")]


@pytest.mark.parametrize("row", _rows_of_the_table(), ids=lambda row: row[0])
def test_the_engines_differ_as_the_table_says(row: list[str]) -> None:
    written, *expected = (cell.strip("`") for cell in row[1:])
    made = [" ".join(html(written.replace("⏎", "\n"), engine).split()).replace("> <", "><") for engine in ENGINES]

    assert made == expected


def test_the_table_of_engines_has_rows() -> None:
    assert len(_rows_of_the_table()) >= 10
