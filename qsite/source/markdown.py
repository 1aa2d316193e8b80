"""Markdown to a body: the site's engine, the safe list, and what an editor should hear of it.

`to_body` is the only way in. It is a pure function of its arguments, answers for any text, and takes seconds
at most: what an engine would choke on is refused before (`markdown_limits`).
"""

from collections.abc import Callable, Iterator

from qsite.problem import Code, Place, Problem, in_reading_order
from qsite.source.documents import Body, Target
from qsite.source.html_cleaning import align_by_class, clean
from qsite.source.html_finish import (
    MORE,
    autolinked,
    has_bare_address,
    plain,
    shifted,
    summary,
    with_ids,
    without_more,
)
from qsite.source.html_tokens import Attribute, Tag, links_and_pictures
from qsite.source.markdown_engines import EXTENSIONS, Dialect, TooCostlyError, TooDeepError, render
from qsite.source.markdown_findings import Findings, Targets, findings
from qsite.source.markdown_limits import beyond_limits, deep_problem, may_be_deep, nesting, too_costly
from qsite.source.markdown_links import Kind
from qsite.source.markdown_lists import list_problems
from qsite.source.markdown_source import Source, readable

__all__ = ["EXTENSIONS", "Dialect", "to_body"]


def to_body(text: str, start: Place, dialect: Dialect) -> tuple[Body, tuple[Problem, ...]]:
    """Give the body that `text` makes, and its problems; `start` is the place of its first line.

    A text beyond the limits makes an empty body and one error.
    """
    source = Source(text, start)
    html = _rendered(source, dialect)
    if isinstance(html, Problem):
        return Body(), (html,)
    found = findings(source, html, dialect)
    problems = [*found.problems, *(list_problems(source) if dialect.engine == "markdown" else ())]
    return _finished(source.text, html, dialect, found), _each_place_once(problems)


def _rendered(source: Source, dialect: Dialect) -> str | Problem:
    """Give the engine's HTML, or why there is none."""
    if not source.text.strip():
        return ""
    if problem := beyond_limits(source, dialect.engine):
        return problem
    try:
        html = render(source.text, dialect)
    except TooCostlyError:
        return too_costly(source)
    except TooDeepError:
        return deep_problem(source)
    if may_be_deep(source.text, html) and (problem := nesting(source, html)):
        return problem
    return html


def _finished(text: str, html: str, dialect: Dialect, found: Findings) -> Body:
    """Give the body of the engine's `html`."""
    more = MORE.search(html) if "<!--" in html else None
    cleaned = _cleaner(text, dialect, is_safe=found.is_safe)
    before = cleaned(html[: more.start()]) if more else ""
    html = shifted(cleaned(without_more(html) if more else html))
    html = with_ids(html, dialect.engine)
    if dialect.engine == "gfm" and has_bare_address(text):
        html = autolinked(html)
    segments, ordered = _cut(html, found.targets)
    return Body(segments, ordered, plain(before) if more else summary(html))


def _cleaner(text: str, dialect: Dialect, *, is_safe: bool) -> Callable[[str], str]:
    """Choose what makes HTML safe. GitHub's engine writes nothing else where the text has no ``<``."""
    trusted = dialect.trusted_html or (dialect.engine == "gfm" and "<" not in text and is_safe)
    cleaned = align_by_class if trusted else clean
    return (lambda html: readable(cleaned(html))) if "&#" in text else cleaned


def _cut(html: str, targets: Targets) -> tuple[tuple[str, ...], tuple[Target, ...]]:
    """`html` cut at the addresses that are targets, every picture told to load when it comes into sight."""
    segments: list[str] = []
    ordered: list[Target] = []
    pending, at = "", 0
    for tag in links_and_pictures(html):
        for start, end, put, target in _edits(tag, targets):
            pending += html[at:start] + put
            at = end
            if target:
                segments.append(pending)
                ordered.append(target)
                pending = put or ""
    return (*segments, pending + html[at:]), tuple(ordered)


def _edits(tag: Tag, targets: Targets) -> Iterator[tuple[int, int, str, Target | None]]:
    """Say what to replace in one tag, in order: from, to, with what, and the target there."""
    kind: Kind = "link" if tag.name == "a" else "picture"
    attributes = tag.attributes()
    if kind == "picture" and "loading" not in attributes:
        yield tag.inside, tag.inside, ' loading="lazy"', None
    address = attributes.get("href" if kind == "link" else "src")
    if address and (target := _next(targets, kind, address)):
        yield address.start, address.end, "" if address.quote else '"', target


def _next(targets: Targets, kind: Kind, address: Attribute) -> Target | None:
    waiting = targets.get((kind, address.value))
    return waiting.popleft() if waiting else None


def _each_place_once(problems: list[Problem]) -> tuple[Problem, ...]:
    """Problems in reading order; of what was taken out at one place, the first alone."""
    told: set[Place | None] = set()
    kept = []
    for problem in in_reading_order(problems):
        if problem.code is not Code.HTML_REMOVED or problem.place not in told:
            kept.append(problem)
        if problem.code is Code.HTML_REMOVED:
            told.add(problem.place)
    return tuple(kept)
