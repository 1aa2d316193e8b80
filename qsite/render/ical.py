"""Calendar feeds in iCalendar (RFC 5545, with the properties of RFC 7986)."""

from collections.abc import Iterator

from qsite.pages.content_lines import folded, text
from qsite.pages.views import CalendarFeed
from qsite.render.vtimezone import vtimezone

_REFRESH = "PT12H"
"""How often subscribers should look (ISO 8601): Apple reads the first property, Outlook the second."""


def calendar(feed: CalendarFeed) -> bytes:
    """Write a calendar feed.

    Parameters
    ----------
    feed
        The feed, with the text of its entries.

    Returns
    -------
    bytes
        The file: UTF-8, CRLF line ends.

    """
    return (folded(_head(feed)) + "".join(one.text for one in feed.entries) + "END:VCALENDAR\r\n").encode()


def _head(feed: CalendarFeed) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//qsite//qsite//EN"
    yield "CALSCALE:GREGORIAN"
    if feed.name:
        yield from _subscription(feed)
    for zone, since in sorted(_zones(feed).items()):
        yield from vtimezone(zone, since)


def _subscription(feed: CalendarFeed) -> Iterator[str]:
    """What a program does with a feed that it keeps reading (RFC 7986, 5), and the older names that programs know."""
    yield f"NAME:{text(feed.name)}"
    yield f"X-WR-CALNAME:{text(feed.name)}"
    if feed.description:
        yield f"DESCRIPTION:{text(feed.description)}"
        yield f"X-WR-CALDESC:{text(feed.description)}"
    yield f"URL:{feed.home}"
    yield f"SOURCE;VALUE=URI:{feed.source}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}"
    yield f"X-PUBLISHED-TTL:{_REFRESH}"
    if feed.colour:
        yield f"COLOR:{feed.colour.name}"
        yield f"X-APPLE-CALENDAR-COLOR:{feed.colour.value}"


def _zones(feed: CalendarFeed) -> dict[str, int]:
    """Each zone that an entry names (3.6.5), from the year of the first. A calendar holds a component in any case (3.6)."""
    found: dict[str, int] = {}
    for one in feed.entries:
        if one.zone:
            found[one.zone] = min(one.since, found.get(one.zone, one.since))
    return found if feed.entries else {feed.zone: _SINCE}


_SINCE = 2016
