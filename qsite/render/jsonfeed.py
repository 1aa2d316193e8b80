"""Feeds in JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from typing import Any

from qsite.pages.views import Feed, FeedEntry
from qsite.render.machines import timestamp


def json_feed(feed: Feed) -> bytes:
    """Write a feed in JSON; what is empty is left out.

    Parameters
    ----------
    feed
        The feed. Its times have an offset.

    Returns
    -------
    bytes
        The file.

    """
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.json,
        "description": feed.subtitle,
        "language": feed.language,
        "authors": [{"name": feed.author}] if feed.author else [],
    }
    whole = _filled(data) | {"items": [_item(entry) for entry in feed.entries]}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _item(entry: FeedEntry) -> dict[str, Any]:
    """Describe an entry; one without content has its summary in that place, since it must have one."""
    data = {
        "id": entry.id,
        "url": entry.href,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "image": entry.image,
        "date_published": timestamp(entry.published),
        "date_modified": timestamp(entry.updated),
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.categories),
    }
    return _filled(data) | ({} if entry.content else {"content_text": entry.summary})


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}
