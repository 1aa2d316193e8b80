"""Reads HTML as a browser's tokenizer would, in linear time: start and end tags, and their attributes.

It is for finding things in HTML that an engine or an editor wrote; cleaning is `nh3`'s job.
The expressions follow the HTML standard's tokenizer, because a reader that sees other tags than the browser
does can be led astray; possessive quantifiers keep hostile text from costing more than its length.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_ATTRIBUTES = (
    r"(?:[ \t\n\f\r/]++|[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
    r"(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:\"[^\"]*+\"|'[^']*+'|[^ \t\n\f\r\"'>][^ \t\n\f\r>]*+)?+)?)*+"
)
_COMMENT = r"!--(?:-?>|.*?(?:--!?>|\Z))|[!?][^>]*+>?"
_RAW_TEXT = "script|style|textarea|title|xmp|iframe|noembed|noframes"
_TOKEN = re.compile(
    rf"<(?:{_COMMENT}"
    rf"|(?P<raw>{_RAW_TEXT})(?=[ \t\n\f\r/>])(?P<raw_attributes>{_ATTRIBUTES})>?(?:.*?(?=</(?P=raw)|\Z))"
    rf"|(?P<end>/?)(?P<name>[a-z][^ \t\n\f\r/>]*+)(?P<attributes>{_ATTRIBUTES})>?)",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"([^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)"
    r"(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(\"[^\"]*+\"|'[^']*+'|[^ \t\n\f\r\"'>][^ \t\n\f\r>]*+)?+)?"
)
_LINKED = re.compile(
    rf"<(?=[!?ainstx])(?:{_COMMENT}"  # the letters that what follows begins with: most tags are passed over at once
    rf"|(?:{_RAW_TEXT})(?=[ \t\n\f\r/>]){_ATTRIBUTES}>?.*?(?=</(?:{_RAW_TEXT})|\Z)"
    rf"|(?P<name>a|img)(?=[ \t\n\f\r/])(?P<attributes>{_ATTRIBUTES})>?)",
    re.IGNORECASE | re.DOTALL,
)


def word_set(text: str) -> frozenset[str]:
    """Give the words of `text`: a list of names that stays readable."""
    return frozenset(text.split())


VOID = word_set("area base br col embed hr img input link meta param source track wbr")
_ENDS_BY_ITSELF = VOID | word_set("p li dt dd tr td th thead tbody tfoot option optgroup colgroup html head body")


class Attribute(NamedTuple):
    """One attribute: its value decoded, and where that value stands in the HTML; `quote` stands around it."""

    value: str
    start: int
    end: int
    quote: str


class Tag(NamedTuple):
    """A start or end tag, and where it stands; `text` is that of its attributes, which begins at `inside`."""

    name: str
    is_end: bool
    start: int
    end: int
    inside: int
    text: str

    def attributes(self) -> dict[str, Attribute]:
        """Give its attributes by their names in lower case, in order; of one name, the first counts."""
        found: dict[str, Attribute] = {}
        for match in _ATTRIBUTE.finditer(self.text):
            name = match[1].lower()
            if name not in found:
                found[name] = _attribute(match, self.inside)
        return found


def _attribute(match: re.Match[str], offset: int) -> Attribute:
    written = match[2]
    if written is None:
        return Attribute("", offset + match.end(), offset + match.end(), "")
    start, end = match.span(2)
    if written[0] in "'\"":
        return Attribute(_decoded(written[1:-1]), offset + start + 1, offset + end - 1, written[0])
    return Attribute(_decoded(written), offset + start, offset + end, "")


def _decoded(value: str) -> str:
    return unescape(value) if "&" in value else value


def tags(html: str) -> Iterator[Tag]:
    """Give the tags of `html`, without those in comments, scripts and the like."""
    for match in _TOKEN.finditer(html):
        if name := match["name"]:
            inside, end = match.span("attributes")
            yield Tag(name.lower(), bool(match["end"]), match.start(), match.end(), inside, html[inside:end])
        elif name := match["raw"]:
            inside, end = match.span("raw_attributes")
            yield Tag(name.lower(), False, match.start(), match.end(), inside, html[inside:end])  # noqa: FBT003


def links_and_pictures(html: str) -> Iterator[Tag]:
    """Give the start tags of ``<a>`` and ``<img>`` alone, which is quicker."""
    for match in _LINKED.finditer(html):
        if name := match["name"]:
            inside, end = match.span("attributes")
            yield Tag(name.lower(), False, match.start(), match.end(), inside, html[inside:end])  # noqa: FBT003


def too_deep(html: str, limit: int) -> Tag | None:
    """Find the tag that goes deeper than `limit`.

    Each name is counted by itself, so that a wrong end tag never hides an open element: what is not closed
    counts, as a browser may carry it on.
    """
    opened: Counter[str] = Counter()
    depth = 0
    for tag in tags(html):
        if tag.name in _ENDS_BY_ITSELF:
            continue
        if not tag.is_end:
            opened[tag.name] += 1
            depth += 1
        elif opened[tag.name]:
            opened[tag.name] -= 1
            depth -= 1
        if depth > limit:
            return tag
    return None
