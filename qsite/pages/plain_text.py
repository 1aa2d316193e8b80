"""Clean HTML as plain text, for calendars: they show no markup (RFC 5545, 3.8.1.5)."""

import re
from html import unescape

_ITEM = re.compile(r"<li\b[^>]*>\s*(?:<p>)?")
_BREAK = re.compile(r"<br\b[^>]*>|</(?:li|tr|dt|dd|div|summary)>|(?<=</td>)\s*(?=<td)|<hr\b[^>]*>")
_PARAGRAPH = re.compile(r"</(?:p|h[1-6]|ul|ol|dl|table|blockquote|pre|figure|section|details)>")
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \t\xa0]+")
_GAPS = re.compile(r"\n\s*\n\s*")


def plain_text(html: str) -> str:
    """The words of clean HTML: paragraphs with an empty line between them, items of lists with a hyphen."""
    marked = " ".join(html.split())
    marked = _PARAGRAPH.sub("\n\n", _BREAK.sub("\n", _ITEM.sub("\n- ", marked)))
    words = _SPACES.sub(" ", unescape(_TAG.sub("", marked)))
    lines = (line.strip() for line in words.split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).replace("\n\n- ", "\n- ").strip()
