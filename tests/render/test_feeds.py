"""Feeds, the sitemap and robots.txt, as other programs read them."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qsite.pages.views import Feed, FeedEntry
from qsite.render.atom import atom
from qsite.render.jsonfeed import json_feed
from qsite.render.machines import robots, sitemap, timestamp

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SUMMER = timezone(timedelta(hours=1))
ENTRY = FeedEntry(
    id="tag:example.org,2018:story/jo",
    title="Q & A: is 1 < 2?",
    href="https://example.org/q/stories/jo/",
    published=datetime(2018, 6, 1, 9, tzinfo=SUMMER),
    updated=datetime(2018, 6, 2, 10, 30, tzinfo=SUMMER),
    summary="Short & sweet",
    authors=("Jo Müller", "Sam"),
    categories=("coaching", "R&D"),
    content='<p>Hello <a href="https://example.org/?a=1&amp;b=2">there</a> &lt;x&gt;</p>',
    image="https://example.org/q/images/jo.JPG?v=1",
)
FEED = Feed(
    id="tag:example.org,2018:feed",
    title="Q <community>",
    subtitle="Stories",
    language="en-GB",
    home="https://example.org/q/",
    atom="https://example.org/q/feed.xml",
    json="https://example.org/q/feed.json",
    updated=datetime(2018, 6, 2, 9, 30, tzinfo=UTC),
    author="The Q team",
    entries=(ENTRY,),
)
EMPTY = replace(ENTRY, summary="", authors=(), categories=(), content="", image=None)


def parsed(feed: Feed) -> Any:
    found = feedparser.parse(atom(feed), sanitize_html=False)
    assert not found.bozo
    return found


def test_atom_tells_of_the_feed() -> None:
    feed = parsed(FEED).feed
    assert (feed.id, feed.title, feed.subtitle) == (FEED.id, FEED.title, "Stories")
    assert (feed.updated, feed.author) == ("2018-06-02T09:30:00+00:00", "The Q team")
    assert [(link.rel, link.type, link.href) for link in feed.links] == [
        ("self", "application/atom+xml", FEED.atom),
        ("alternate", "text/html", FEED.home),
        ("alternate", "application/feed+json", FEED.json),
    ]
    root = ET.fromstring(atom(FEED))
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"


def test_atom_tells_of_an_entry() -> None:
    (entry,) = parsed(FEED).entries
    assert (entry.id, entry.link, entry.summary) == (ENTRY.id, ENTRY.href, "Short & sweet")
    assert (entry.published, entry.updated) == ("2018-06-01T09:00:00+01:00", "2018-06-02T10:30:00+01:00")
    assert [author.name for author in entry.authors] == list(ENTRY.authors)
    assert [tag.term for tag in entry.tags] == list(ENTRY.categories)
    assert [(content.type, content.value) for content in entry.content] == [("text/html", ENTRY.content)]
    assert [(found.type, found.href) for found in entry.enclosures] == [("image/jpeg", ENTRY.image)]
    title = ET.fromstring(atom(FEED)).find(f"{ATOM}entry/{ATOM}title")
    assert title is not None
    assert title.text == ENTRY.title


def test_atom_leaves_out_what_is_empty() -> None:
    (entry,) = ET.fromstring(atom(replace(FEED, subtitle="", entries=(EMPTY,)))).iter(f"{ATOM}entry")
    assert [child.tag.removeprefix(ATOM) for child in entry] == [
        "id",
        "title",
        "link",
        "published",
        "updated",
    ]


@given(st.text(st.characters(codec=None)))
def test_any_text_gives_xml_and_json(text: str) -> None:
    feed = replace(FEED, title=text, entries=(replace(ENTRY, title=text, content=text, categories=(text,)),))
    ET.fromstring(atom(feed))
    assert json.loads(json_feed(feed))["items"][0]["id"] == ENTRY.id


def test_what_xml_cannot_hold_is_dropped() -> None:
    title = ET.fromstring(atom(replace(FEED, title="a\x00\x0b\ud800\ufffeb\U0001f600"))).find(f"{ATOM}title")
    assert title is not None
    assert title.text == "ab\U0001f600"


def test_json_feed() -> None:
    feed = json.loads(json_feed(FEED))
    (item,) = feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": FEED.title,
        "home_page_url": FEED.home,
        "feed_url": FEED.json,
        "description": FEED.subtitle,
        "language": "en-GB",
        "authors": [{"name": FEED.author}],
    }
    assert item == {
        "id": ENTRY.id,
        "url": ENTRY.href,
        "title": ENTRY.title,
        "summary": ENTRY.summary,
        "content_html": ENTRY.content,
        "image": ENTRY.image,
        "date_published": "2018-06-01T09:00:00+01:00",
        "date_modified": "2018-06-02T10:30:00+01:00",
        "authors": [{"name": "Jo Müller"}, {"name": "Sam"}],
        "tags": ["coaching", "R&D"],
    }


def test_json_feed_entry_without_content_has_text() -> None:
    feed = json.loads(json_feed(replace(FEED, entries=(EMPTY, replace(ENTRY, content="")))))
    assert [item["content_text"] for item in feed["items"]] == ["", ENTRY.summary]
    assert not any("content_html" in item for item in feed["items"])


def test_json_feed_without_entries_has_items() -> None:
    assert json.loads(json_feed(replace(FEED, entries=())))["items"] == []


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2018, 6, 1, 9, 0, 5, 7, tzinfo=SUMMER), "2018-06-01T09:00:05+01:00"),
        (
            datetime(1950, 1, 1, tzinfo=timezone(timedelta(minutes=-1, seconds=-15))),
            "1950-01-01T00:01:15+00:00",
        ),
    ],
)
def test_timestamp(moment: datetime, words: str) -> None:
    assert timestamp(moment) == words


def test_sitemap() -> None:
    root = ET.fromstring(sitemap((("https://example.org/?a&b", ENTRY.updated), ("https://example.org/x/", None))))
    assert root.tag == f"{MAP}urlset"
    assert [[(child.tag.removeprefix(MAP), child.text) for child in url] for url in root] == [
        [("loc", "https://example.org/?a&b"), ("lastmod", "2018-06-02T10:30:00+01:00")],
        [("loc", "https://example.org/x/")],
    ]


def test_robots() -> None:
    assert robots("https://example.org/sitemap.xml") == (
        b"User-agent: *\nDisallow:\n\nSitemap: https://example.org/sitemap.xml\n"
    )
