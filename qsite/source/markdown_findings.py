"""What an engine's HTML says about its Markdown: things to take out, slips in addresses, wordless pictures.

It looks at the HTML before cleaning, because there everything is still to be seen, and asks `markdown_places`
once for the places of all that it found.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from qsite.problem import Code, Place, Problem
from qsite.source.documents import Target
from qsite.source.html_cleaning import SCHEMES, Removed, is_dangerous, scheme, taken_out
from qsite.source.html_tokens import Tag, links_and_pictures, tags
from qsite.source.markdown_engines import Dialect
from qsite.source.markdown_links import Kind, is_own, slip, spaced
from qsite.source.markdown_places import Found, Locator, Wanted
from qsite.source.markdown_source import Source

_WORDLESS = re.compile(r"!\[\s*\]")
_SPACED = re.compile(r"\]\(([^()<>\"'\n]*[^()<>\"'\n\s] +[^()<>\"'\n\s][^()<>\"'\n]*)\)")
_ALT_HINT = 'say what it shows between the square brackets; a decorative one is written <img src="…" alt="">'

Targets = dict[tuple[Kind, str], deque[Target | None]]
_ALT_HINT = 'describe it between the square brackets; a decorative one is <img src="…" alt="">'


@dataclass(slots=True)
class Findings:
    """What was found in one body; `is_safe` where no address has a scheme that is not on the list."""

    problems: list[Problem] = field(default_factory=list)
    targets: Targets = field(default_factory=lambda: defaultdict(deque))
    is_safe: bool = True


@dataclass(frozen=True, slots=True)
class _Noticed:
    """One thing to be looked up: an address (`kind`), something taken out, or a picture without `alt`."""

    wanted: Wanted
    url: str = ""
    kind: Kind | None = None
    removed: Removed | None = None


def findings(source: Source, html: str, dialect: Dialect) -> Findings:
    """Say what there is to say about `html`, which the engine made of `source`."""
    result = Findings()
    noticed = list(_noticed(html, source.text, dialect))
    locator = Locator(source)
    result.is_safe = all(scheme(thing.url) in SCHEMES | {""} for thing in noticed)
    for thing, found in zip(noticed, locator.find([thing.wanted for thing in noticed]), strict=True):
        _judge(thing, found, result)
    if "<img" in html and _WORDLESS.search(source.text):
        result.problems += map(_no_alt, locator.pictures_without_words())
    if dialect.engine == "gfm" and "](" in html:
        result.problems += _unread_links(source, html)
    return result


def _noticed(html: str, text: str, dialect: Dialect) -> Iterator[_Noticed]:
    everything = not dialect.trusted_html and ("<" in text or (dialect.engine == "markdown" and "{" in text))
    for tag in tags(html) if everything else links_and_pictures(html):
        if tag.is_end:
            continue
        removed = list(taken_out(tag)) if everything else []
        yield from (
            _Noticed(_wanted(thing), removed=thing)
            for thing in removed
            if thing.url is None or tag.name not in ("a", "img")
        )
        if tag.name in ("a", "img"):
            yield from _linked(tag, dialect)


def _wanted(removed: Removed) -> Wanted:
    if not removed.attribute:
        return Wanted("tag", removed.tag)
    return Wanted("attribute", f"{removed.tag} {removed.attribute.split('=')[0]}")


def _linked(tag: Tag, dialect: Dialect) -> Iterator[_Noticed]:
    kind: Kind = "link" if tag.name == "a" else "picture"
    attributes = tag.attributes()
    address = attributes.get("href" if kind == "link" else "src")
    if kind == "picture" and "alt" not in attributes:
        yield _Noticed(Wanted("bare-picture"))
    if address is None:
        return
    url = address.value
    if is_dangerous(url):
        if not dialect.trusted_html:
            removed = Removed(tag.name, "href" if kind == "link" else "src", url)
            yield _Noticed(Wanted(kind, url), url, removed=removed)
    elif is_own(url) or slip(url, kind):
        yield _Noticed(Wanted(kind, url), url, kind)


def _judge(thing: _Noticed, found: Found, result: Findings) -> None:
    if thing.removed:
        result.problems.append(Problem(Code.HTML_REMOVED, thing.removed.message, found.place, thing.removed.hint))
    elif thing.kind is None:
        result.problems.append(_no_alt(found.place))
    else:
        written = found.written if thing.url else ""
        wrong = slip(written, thing.kind)
        if not wrong and not found.sure and " " in written.strip():
            wrong = spaced(written)
        if wrong:
            result.problems.append(Problem(Code.BROKEN_LINK, wrong.message, found.place, wrong.hint))
        target = None if wrong else Target(thing.kind, written, found.place)
        result.targets[thing.kind, thing.url].append(target)


def _no_alt(place: Place) -> Problem:
    return Problem(Code.NO_ALT, "this picture has no description", place, _ALT_HINT)


def _unread_links(source: Source, html: str) -> Iterator[Problem]:
    """Links that GitHub's engine leaves as they were written, because their address has a space."""
    for match in _SPACED.finditer(source.text):
        if f"]({match[1]})" in html:
            wrong = spaced(match[1])
            yield Problem(Code.BROKEN_LINK, wrong.message, source.place(match.start(1)), wrong.hint)
