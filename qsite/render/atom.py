"""Feeds in Atom (RFC 4287)."""

import xml.etree.ElementTree as ET
from pathlib import PurePosixPath

from qsite.pages.views import Feed, FeedEntry
from qsite.render.machines import add, timestamp, to_xml

_IMAGE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


def atom(feed: Feed) -> bytes:
    """Write a feed in Atom; characters that XML can't hold are dropped.

    Parameters
    ----------
    feed
        The feed. Its times have an offset.

    Returns
    -------
    bytes
        The file.

    """
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language})
    add(root, "id", feed.id)
    add(root, "title", feed.title)
    if feed.subtitle:
        add(root, "subtitle", feed.subtitle)
    add(root, "updated", timestamp(feed.updated))
    add(root, "link", rel="self", type="application/atom+xml", href=feed.atom)
    add(root, "link", rel="alternate", type="text/html", href=feed.home)
    add(root, "link", rel="alternate", type="application/feed+json", href=feed.json)
    add(add(root, "author"), "name", feed.author)
    for entry in feed.entries:
        _add_entry(root, entry)
    return to_xml(root)


def _add_entry(root: ET.Element, entry: FeedEntry) -> None:
    element = add(root, "entry")
    add(element, "id", entry.id)
    add(element, "title", entry.title)
    add(element, "link", rel="alternate", type="text/html", href=entry.href)
    if entry.image:
        add(element, "link", rel="enclosure", href=entry.image, **_image_type(entry.image))
    add(element, "published", timestamp(entry.published))
    add(element, "updated", timestamp(entry.updated))
    for name in entry.authors:
        add(add(element, "author"), "name", name)
    for term in entry.categories:
        add(element, "category", term=term)
    if entry.summary:
        add(element, "summary", entry.summary)
    if entry.content:
        add(element, "content", entry.content, type="html")


def _image_type(address: str) -> dict[str, str]:
    """Tell a picture's type by its ending, from a list of our own: the system's differs between machines."""
    found = _IMAGE_TYPES.get(PurePosixPath(address.partition("?")[0]).suffix.lower())
    return {"type": found} if found else {}
