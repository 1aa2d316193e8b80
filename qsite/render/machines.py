"""What is written for machines alone: XML, the sitemap, JSON, ``robots.txt``."""

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import msgspec

from qsite.fingerprint import Derived

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2, Characters) can't hold, even escaped."""


def timestamp(moment: datetime) -> str:
    """Write a time with its offset as RFC 3339 has it: ``2018-03-12T10:00:00+01:00``.

    RFC 3339 knows no seconds in offsets, which some zones had until 1972: such a time is written in UTC.
    """
    offset = moment.utcoffset()
    odd = offset is not None and offset.total_seconds() % 60 != 0
    return (moment.astimezone(UTC) if odd else moment).isoformat(timespec="seconds")


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element at the end of another; characters that XML can't hold are dropped."""
    element = ET.SubElement(parent, tag, {name: _legal(value) for name, value in attributes.items()})
    element.text = _legal(text) or None
    return element


def to_xml(root: ET.Element) -> bytes:
    """Write a document, indented, in UTF-8."""
    ET.indent(root)
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def sitemap(entries: tuple[tuple[str, datetime | None], ...]) -> bytes:
    """Write a sitemap (sitemaps.org 0.9), which may hold 50,000 addresses.

    Parameters
    ----------
    entries
        Absolute addresses, each with the time of its last change where known.

    Returns
    -------
    bytes
        The file.

    """
    return _locations("urlset", "url", entries)


def sitemap_index(entries: tuple[tuple[str, datetime | None], ...]) -> bytes:
    """Write a list of sitemaps (sitemaps.org 0.9): their absolute addresses, and when a page in each last changed."""
    return _locations("sitemapindex", "sitemap", entries)


def _locations(root_tag: str, tag: str, entries: tuple[tuple[str, datetime | None], ...]) -> bytes:
    root = ET.Element(root_tag, {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for address, changed in entries:
        one = add(root, tag)
        add(one, "loc", address)
        if changed:
            add(one, "lastmod", timestamp(changed))
    return to_xml(root)


def json_file(data: object) -> bytes:
    """Write JSON (RFC 8259) for a script of the theme; what is `Derived` is made here."""
    return msgspec.json.encode(data.make() if isinstance(data, Derived) else data)


def robots(sitemap_url: str) -> bytes:
    """Write a ``robots.txt`` that welcomes everyone and names the sitemap."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {sitemap_url}\n".encode()


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)
