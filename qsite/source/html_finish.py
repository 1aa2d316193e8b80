"""The last steps from clean HTML to a body: headings, their ids, bare addresses as links, the summary."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import Literal

from qsite.source.html_tokens import Tag, tags

MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
_ALONE = re.compile(r"<p>\s*<!--\s*more\s*-->\s*</p>\n?|<!--\s*more\s*-->", re.IGNORECASE)
_HEADING = re.compile(r"(</?h)([1-6])(?=[\s>])", re.IGNORECASE)
_HEADING_START = re.compile(r"<h([1-6])((?:\s[^>]*)?)>", re.IGNORECASE)
_HAS_ID = re.compile(r"""\sid=["']?([^"'\s>]+)""", re.IGNORECASE)
_FOOTNOTE_MARK = re.compile(r"<sup (?:id=\"fnref|class=\"footnote-reference)[^>]*>.*?</sup>", re.DOTALL)
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(
    r"</(?:p|li|h[1-6]|t[dhr]|d[dt]|div|blockquote|figcaption|pre|summary)>|<[bh]r\b[^>]*>", re.IGNORECASE
)
_ANY_TAG = re.compile(r"</?[a-zA-Z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_OUTER = re.compile(r"<(/?)(p|blockquote|li|div|dd|figure|details|table)\b[^>]*>", re.IGNORECASE)
_URL = re.compile(r"(?:(?<![A-Za-z])https?://|(?:^|(?<=[\s*_~(]))www\.)(?:[^\s<>&\"]|&amp;)+", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+/-])[A-Za-z0-9._+-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+(?![A-Za-z0-9_@-])", re.ASCII)
_BARE = re.compile(r"http(?<!\]\(http)(?<!<http)s?://")
_LINKABLE = re.compile(r"(?:https?:|www\.|@)", re.IGNORECASE)
_NOT_GITHUBS = re.compile(r"[^\w\- ]")


def without_more(html: str) -> str:
    """`html` without its ``<!-- more -->``."""
    return _ALONE.sub("", html)


def shifted(html: str) -> str:
    """`html` with its headings one level lower where it uses the first, which is the page's title."""
    if "<h1" not in html and "<H1" not in html:
        return html
    return _HEADING.sub(lambda m: f"{m[1]}{min(int(m[2]) + 1, 6)}", html)


def with_ids(html: str, engine: Literal["markdown", "gfm"]) -> str:
    """`html` with an id in every heading, made from its words as GitHub or `toc` makes it."""
    if "<h" not in html:
        return html
    give = _unused(_github_slug if engine == "gfm" else _toc_slug, "-" if engine == "gfm" else "_")
    parts, at = [], 0
    for match in _HEADING_START.finditer(html):
        end = html.find(f"</h{match[1]}", match.end())
        has = _HAS_ID.search(match[2])
        identifier = give(has[1] if has else plain(html[match.end() : end]), is_id=bool(has)) if end >= 0 else ""
        if identifier and not has:
            parts += [html[at : match.end() - 1], f' id="{escape(identifier)}"']
            at = match.end() - 1
    return "".join([*parts, html[at:]])


def plain(html: str) -> str:
    """Give the words of `html` on one line, without pictures and marks of footnotes."""
    if "<sup " in html:
        html = _FOOTNOTE_MARK.sub("", html)
    if "<!--" in html or "<s" in html:
        html = _UNSEEN.sub("", html)
    if "<" in html:
        html = _ANY_TAG.sub("", _BREAK.sub(" ", html))
    return " ".join(unescape(html).split())


def summary(html: str) -> str:
    """Give the words of the first paragraph that has any; one in a list or quotation is the last choice."""
    within, start, nested, first_nested = 0, -1, False, ""
    for match in _OUTER.finditer(html):
        is_end, name = bool(match[1]), match[2].lower()
        if name != "p":
            within += -1 if is_end else 1
        elif not is_end:
            start, nested = match.end(), within > 0
        elif start >= 0:
            words = "" if nested and first_nested else plain(html[start : match.start()])
            start = -1
            if words and not nested:
                return words
            first_nested = first_nested or words
    return first_nested


def has_bare_address(text: str) -> bool:
    """Whether Markdown may hold an address that is not written as a link; a quick look."""
    if "@" in text:
        return True
    lower = text.lower()
    return "www." in lower or ("://" in lower and _BARE.search(lower) is not None)


def autolinked(html: str) -> str:
    """`html` with bare web and e-mail addresses as links, as GitHub shows them; not within links and code."""
    if not _LINKABLE.search(html):
        return html
    parts = []
    at = 0
    for start, end in _texts(html):
        parts.append(html[at:start])
        parts.append(_link_addresses(html[start:end]))
        at = end
    return "".join([*parts, html[at:]])


def _texts(html: str) -> Iterator[tuple[int, int]]:
    """Give the spans of text in which an address may become a link."""
    at, closed_to = 0, 0
    for tag in tags(html):
        if not closed_to and tag.start > at:
            yield at, tag.start
        closed_to = _closed(tag, closed_to)
        at = tag.end
    if not closed_to and at < len(html):
        yield at, len(html)


def _closed(tag: Tag, depth: int) -> int:
    if tag.name not in ("a", "code", "pre", "kbd", "samp", "script", "style"):
        return depth
    return max(depth - 1, 0) if tag.is_end else depth + 1


def _link_addresses(text: str) -> str:
    if not _LINKABLE.search(text):
        return text
    parts, at = [], 0
    for match in _URL.finditer(text):
        url = _without_tail(match[0])
        if _has_domain(url):
            parts += [
                _link_emails(text[at : match.start()]),
                _link(url if "://" in url[:8] else f"http://{url}", url),
            ]
            at = match.start() + len(url)
    return "".join([*parts, _link_emails(text[at:])])


def _link_emails(text: str) -> str:
    return _EMAIL.sub(lambda m: _link(f"mailto:{m[0]}", m[0]), text) if "@" in text else text


def _link(address: str, text: str) -> str:
    return f'<a href="{address}">{text}</a>'


def _without_tail(url: str) -> str:
    """Give an address without what ends its sentence, and without a bracket that was opened before it."""
    end, surplus = len(url), url.count(")") - url.count("(")
    while end:
        if url[end - 1] in "?!.,:;*_~'":
            end = end - 5 if url.endswith("&amp;", 0, end) else end - 1
        elif url[end - 1] == ")" and surplus > 0:
            end, surplus = end - 1, surplus - 1
        else:
            break
    return url[:end]


def _has_domain(url: str) -> bool:
    host = re.split(r"[/?#:&]", url.split("://", 1)[-1], maxsplit=1)[0]
    labels = host.split(".")
    return len(labels) > 1 and all(labels[-2:]) and "_" not in "".join(labels[-2:]) and labels[0] != ""


def _github_slug(words: str) -> str:
    return _NOT_GITHUBS.sub("", words.lower()).replace(" ", "-")


def _toc_slug(words: str) -> str:
    from markdown.extensions.toc import slugify

    return slugify(words, "-")


def _unused(slug: Callable[[str], str], joint: str) -> Callable[..., str]:
    """Give ids that no earlier heading has: ``news``, ``news-1``, ``news-2`` (or with ``_``)."""
    used: set[str] = set()
    last: Counter[str] = Counter()

    def give(words: str, *, is_id: bool) -> str:
        base = words if is_id else slug(words)
        if not base and joint == "-":
            return ""
        identifier = base
        while (not identifier or identifier in used) and not is_id:
            last[base] += 1
            identifier = f"{base}{joint}{last[base]}"
        used.add(identifier)
        return identifier

    return give
