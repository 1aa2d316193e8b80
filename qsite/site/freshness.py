"""The next instant at which the output changes by itself.

The law: building at any two instants with no such instant between gives the same bytes, and building just before
and just after one does not. So each boundary here changes a page, and each use of `now` elsewhere has its boundary.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from qsite.site.booking import booking_instants, booking_state
from qsite.site.figures import stories_by_month
from qsite.site.queries import takes_place
from qsite.site.site import Site, instant
from qsite.source.content import Content
from qsite.source.documents import Event

_JUST = timedelta(microseconds=1)


def next_change(site: Site, content: Content) -> datetime | None:
    """The first instant after `now` at which the output changes, on the site's clock; None where there is none.

    A story falls due; an event begins or ends, or its booking opens or closes; a month begins.
    """
    first = min((one for one in _boundaries(site, content) if one > site.now), default=None)
    return None if first is None else first.astimezone(site.zone)


def _boundaries(site: Site, content: Content) -> Iterator[datetime]:
    """All instants at which the site changes, in UTC: on one clock, an hour that comes twice could not be ordered."""
    for story in content.stories:
        if not story.draft:  # with drafts a story is there before, marked as one
            yield instant(story.date, site.zone).astimezone(UTC)
    for occurrence in site.occurrences:
        if takes_place(occurrence) and occurrence.begins < occurrence.over:
            yield occurrence.begins
        yield occurrence.over
    for event in site.events:
        yield from _booking_turns(event, site)
    if site.events or (site.settings.numbers and stories_by_month(site)):
        yield _next_month(site)


def _booking_turns(event: Event, site: Site) -> Iterator[datetime]:
    """When booking opens and closes, where that is told: booking of what is over, cancelled or full stays so."""
    for turn in booking_instants(event, site):
        if turn is not None and booking_state(event, site, turn - _JUST) != booking_state(event, site, turn):
            yield turn


def _next_month(site: Site) -> datetime:
    """The next month's first instant: "this month" is another one, the horizon of repeats moves on, and with it counts.

    Calendars drop what is older than their history at the same instants; stories are counted by month, up to this one.
    """
    today = site.today
    return instant(date(today.year + today.month // 12, today.month % 12 + 1, 1), site.zone).astimezone(UTC)
