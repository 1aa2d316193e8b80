"""What search engines are told of the site as a whole: its addresses, and that they are welcome."""

from collections.abc import Container, Iterator, Sequence
from datetime import datetime

from qsite.pages.addresses import Addresses
from qsite.pages.page import Page
from qsite.terms import Address, fold

SITEMAP, SITEMAP_INDEX, ROBOTS = "sitemap", "sitemap-index", "robots"
MOST_ADDRESSES = 50_000
"""How many a sitemap may hold (sitemaps.org 0.9)."""

Entry = tuple[str, datetime | None]
"""An absolute address, and when it last changed, where that is known."""


def sitemap_pages(pages: Sequence[Page], where: Addresses, most: int = MOST_ADDRESSES) -> Iterator[Page]:
    """The sitemap of all pages that may be found; of more than `most`, an index of several."""
    entries = sorted(_entries(pages, where), key=lambda entry: entry[0])
    parts = [tuple(entries[start : start + most]) for start in range(0, len(entries), most)] or [()]
    if len(parts) == 1:
        yield Page(Address("/sitemap.xml"), SITEMAP, {"entries": parts[0]})
        return
    named = []
    for number, part in enumerate(parts, 1):
        address = Address(f"/sitemap-{number}.xml")
        yield Page(address, SITEMAP, {"entries": part})
        named.append((where.absolute(address), max((when for _, when in part if when), default=None)))
    yield Page(Address("/sitemap.xml"), SITEMAP_INDEX, {"entries": tuple(named)})


def _entries(pages: Sequence[Page], where: Addresses) -> Iterator[Entry]:
    for page in pages:
        if page.indexed and page.address.endswith("/"):
            yield where.absolute(page.address), page.changed


def robots_pages(where: Addresses, own: Container[str]) -> Iterator[Page]:
    """``robots.txt``, unless the site has its own."""
    if fold("/robots.txt") not in own:
        yield Page(Address("/robots.txt"), ROBOTS, {"sitemap": where.absolute("/sitemap.xml")})
