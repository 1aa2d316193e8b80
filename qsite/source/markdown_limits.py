"""What no editor writes and an engine would choke on: found before the engine sees it.

The numbers are generous for people and small for machines: each bounds one cost that was measured
(``docs/decisions.md``), and together they keep the worst two megabytes to some seconds.
"""

import re
from collections.abc import Callable, Iterator

from qsite.problem import Code, Problem
from qsite.source.html_tokens import too_deep
from qsite.source.markdown_source import Source

MAX_DEPTH = 64
MAX_TAGS = 5_000
MAX_ENTITIES = 200_000
MAX_CELLS = 150_000
MAX_LINES = 20_000
MAX_ABBREVIATIONS = 1_000
MAX_SPECIALS = 100_000
MAX_INLINE_WORK = 10**9
MAX_TAG_WORK = 4 * 10**7

_MARKER = r"(?:[ \t]*+(?:>|[-+*:](?=[ \t])|\d{1,9}[.)](?=[ \t])))"
_MARKERS = re.compile(rf"^{_MARKER}{{{MAX_DEPTH}}}", re.MULTILINE)
_INDENTED = re.compile(rf"^[ \t]{{{4 * MAX_DEPTH}}}[ \t]*+(?:[-+*:>!]|\d)", re.MULTILINE)
_MAYBE_DEEP = re.compile(rf"\n(?:{_MARKER}{{12}}|[ \t]{{24}}[ \t]*+[-+*>\d])")
_TAG = re.compile(r"<[a-zA-Z]")
_BLOCK = re.compile(r"(?:[^\n]*[^\s][^\n]*(?:\n|\Z))+")
_DELIMITER_ROW = re.compile(r"^[ \t>]*+\|?[ \t]*+:?-[-|: \t]*+$", re.MULTILINE)
_SPECIALS = re.compile(r"[*_{\[`<\\\"]|'|  \n")
_OPENED = re.compile(r"<[a-zA-Z/!?]")
_ABBREVIATION = re.compile(r"^ {0,3}\*\[", re.MULTILINE)


def beyond_limits(source: Source, engine: str) -> Problem | None:
    """Give the first limit that `source` goes beyond, as a problem."""
    checks: tuple[Callable[[Source], Problem | None], ...] = (_tags, _cells)
    if engine == "markdown":
        checks = (*checks, _lines, _depth, _marks_within_tags, _inline)
    for check in checks:
        if problem := check(source):
            return problem
    return None


def may_be_deep(text: str, html: str) -> bool:
    """Whether `html`, made from `text`, needs `nesting` to look at it."""
    if "<" in text or html.count("<em>") + html.count("<strong>") + html.count("<del>") >= MAX_DEPTH:
        return True
    return _maybe_deep_line(text) is not None


def nesting(source: Source, html: str) -> Problem | None:
    """Give the problem of HTML that goes deeper than `MAX_DEPTH`; its place is what looks deepest."""
    if too_deep(html, MAX_DEPTH) is None:
        return None
    return deep_problem(source, _deep_tag(source) or _deep_line(source))


def deep_problem(source: Source, offset: int = 0) -> Problem:
    """Give the problem of what is nested too deep at `offset`."""
    message = f"lists, quotations or HTML stand more than {MAX_DEPTH} levels deep here"
    hint = "take levels out, and close every HTML tag that is opened"
    return Problem(Code.HTML_TOO_DEEP, message, source.place(offset), hint)


def too_costly(source: Source, offset: int = 0) -> Problem:
    """Give the problem of a paragraph whose brackets and marks would take the engine minutes."""
    message = "this paragraph has more brackets, asterisks and other marks than can be read"
    return Problem(Code.TOO_LARGE, message, source.place(offset), "split it by empty lines")


def _deep_tag(source: Source) -> int | None:
    """Find the editor's own tag that goes too deep."""
    tag = too_deep(source.text, MAX_DEPTH) if "<" in source.text else None
    return tag.start if tag else None


def _deep_line(source: Source) -> int:
    return _maybe_deep_line(source.text) or 0


def _maybe_deep_line(text: str) -> int | None:
    """Find the start of the first line that may go deep; `re` looks for a line's end far quicker than for a start."""
    line = _MAYBE_DEEP.search(f"\n{text}")
    return line.start() if line else None


def _too_many(source: Source, count: int, limit: int, what: str, offset: int = 0) -> Problem | None:
    if count <= limit:
        return None
    message = f"this text has {count:,} {what}, and {limit:,} are the limit"
    return Problem(Code.TOO_LARGE, message, source.place(offset), "split it into several files")


def _tags(source: Source) -> Problem | None:
    """Bound what cleaning costs: it grows with the square of the open tags, and of the ampersands."""
    text = source.text
    if text.count("<") > MAX_TAGS and (count := len(_TAG.findall(text))) > MAX_TAGS:
        deep = _deep_tag(source)
        return deep_problem(source, deep) if deep is not None else _too_many(source, count, MAX_TAGS, "HTML tags")
    return _too_many(source, text.count("&"), MAX_ENTITIES, "ampersands")


def _cells(source: Source) -> Problem | None:
    """Give a table's cells: its widest row times its rows, since short rows are filled up."""
    text = source.text
    if "|" not in text or len(text) < 1_000:
        return None
    cells = 0
    for start, block in _blocks(text):
        if "|" in block and _DELIMITER_ROW.search(block):
            rows = block.split("\n")
            width = max(row.count("|") for row in rows)
            cells += width * max(len(rows), width // 8)
            if problem := _too_many(source, cells, MAX_CELLS, "table cells", start):
                return problem
    return None


def _lines(source: Source) -> Problem | None:
    text = source.text
    if problem := _too_many(source, text.count("\n"), MAX_LINES, "lines"):
        return problem
    return _too_many(source, len(_ABBREVIATION.findall(text)), MAX_ABBREVIATIONS, "abbreviations")


def _depth(source: Source) -> Problem | None:
    deep = _MARKERS.search(source.text) or _INDENTED.search(source.text)
    return deep_problem(source, deep.start()) if deep else None


def _marks_within_tags(source: Source) -> Problem | None:
    """Python's HTML parser reads on from each ``<`` to the next ``>``."""
    text, work = source.text, 0
    if "<" not in text:
        return None
    closing = -1
    for match in _OPENED.finditer(text):
        start = match.start()
        if closing < start:
            closing = text.find(">", start)
            closing = closing if closing >= 0 else len(text)
        work += closing - start if match[0] != "<!" or text.startswith("<!--", start) else 10 * (len(text) - start)
        if work > MAX_TAG_WORK:
            hint = "write &lt; where < is meant as a sign, and > at the end of every tag"
            return Problem(Code.TOO_LARGE, "too many < stand before the next >", source.place(start), hint)
    return None


def _inline(source: Source) -> Problem | None:
    """Python-Markdown copies a paragraph for every mark in it."""
    if len(source.text) < 10_000:
        return None
    marks = work = 0
    for start, block in _blocks(source.text):
        count = len(_SPECIALS.findall(block))
        marks += count
        work += count * len(block)
        if marks > MAX_SPECIALS or work > MAX_INLINE_WORK:
            return too_costly(source, start)
    return None


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match[0]) for match in _BLOCK.finditer(text))
