"""Links that add one date to a calendar on the web. Pure: neither service is asked anything.

Neither service documents its address; both are as people found them:
https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from urllib.parse import quote, urlencode

from qsite.moments import Moment

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    """Ways to put an event into one's own calendar: `ics` is a file with all its dates, the others add the next one."""

    ics: str
    google: str
    outlook: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What is added: `start` and `end` are two days, the last one inclusive, or two times with their zone."""

    title: str
    start: Moment
    end: Moment
    details: str = ""
    location: str = ""


def google_href(entry: Entry) -> str:
    """The address at which Google Calendar offers to add an entry.

    Times are in UTC, which is right in the hour that comes twice as well; `ctz` names the zone to show them in.
    """
    start, end = (
        f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" if isinstance(moment, datetime) else f"{moment:%Y%m%d}"
        for moment in _bounds(entry)
    )
    return _address(
        GOOGLE,
        action="TEMPLATE",
        text=entry.title,
        dates=f"{start}/{end}",
        details=entry.details,
        location=entry.location,
        ctz=_zone(entry.start),
    )


def outlook_href(entry: Entry) -> str:
    """The address at which Outlook on the web offers to add an entry. Its body is read as HTML, so it is escaped."""
    start, end = (
        f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(moment, datetime) else moment.isoformat()
        for moment in _bounds(entry)
    )
    return _address(
        OUTLOOK,
        path="/calendar/action/compose",
        rru="addevent",
        subject=entry.title,
        startdt=start,
        enddt=end,
        allday="" if isinstance(entry.start, datetime) else "true",
        body=escape(entry.details, quote=False).replace("\n", "<br>"),
        location=entry.location,
    )


def _bounds(entry: Entry) -> tuple[Moment, Moment]:
    """Begin and end as calendars have them: the end of whole days is the day after the last (RFC 5545, 3.6.1)."""
    return entry.start, entry.end if isinstance(entry.end, datetime) else entry.end + timedelta(days=1)


def _zone(moment: Moment) -> str:
    return str(getattr(moment.tzinfo, "key", "")) if isinstance(moment, datetime) else ""


def _address(base: str, **asked: str) -> str:
    return f"{base}?{urlencode({name: value for name, value in asked.items() if value}, quote_via=quote)}"
