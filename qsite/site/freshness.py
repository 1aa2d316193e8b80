"""The next instant at which the output changes by itself."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from qsite.site.queries import booking_instants
from qsite.site.site import Site, instant
from qsite.source.content import Content


def next_change(site: Site, content: Content) -> datetime | None:
    """The first instant after `now` at which a query of the site answers otherwise; None where there is none.

    A story falls due; an event begins, ends, or its booking opens or closes; a day, a month or a year begins on
    pages that show it.
    """
    return min((one.astimezone(site.zone) for one in _boundaries(site, content) if one > site.now), default=None)


def _boundaries(site: Site, content: Content) -> Iterator[datetime]:
    for story in content.stories:
        if not story.draft and not site.drafts:
            yield instant(story.date, site.zone)
    for occurrence in site.occurrences:
        yield occurrence.begins
        yield occurrence.over
    for event in site.events:
        yield from (one for one in booking_instants(event, site) if one)
        if event.repeat is not None:
            yield _next_month(site)  # the horizon moves on
    yield _next_midnight(site)  # the calendar marks today


def _next_midnight(site: Site) -> datetime:
    return instant(site.today + timedelta(days=1), site.zone)


def _next_month(site: Site) -> datetime:
    today = site.today
    return instant(date(today.year + today.month // 12, today.month % 12 + 1, 1), site.zone)
