"""The calendars of a site, and what other programs read in them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path

import icalendar
import recurring_ical_events

from qsite.pages.plan import plan
from qsite.problem import Problem, has_errors
from qsite.render.render import renderer
from qsite.site.link import link
from qsite.source.documents import Body
from qsite.source.files import scan
from qsite.source.load import load
from qsite.source.markdown import Dialect
from qsite.source.parse import Reading
from qsite.source.site_file import read_settings
from qsite.theme.theme import Theme, load_theme
from tests.calendar_content import FIRST, LAST, Moment
from tests.calendar_meaning import Entry
from tests.site_fixture import write_site

NOW = datetime(2018, 6, 1, 9, tzinfo=UTC)
SITE = "title: Our community\nurl: https://example.org/\n"
FEED = "/events/calendar.ics"
REGION = {"content/regions/south-west.md": "---\nname: South West\n---\n"}
EVENT = "- id: welcome\n  title: Welcome event\n  start: 2018-09-03 10:00\n  venue: Town Hall\n"
OTHER = "- id: other\n  title: Another\n  start: 2018-08-01\n  venue: Town Hall\n"


def calendars(site: Path, now: datetime = NOW) -> Mapping[str, str]:
    """Every calendar of a site by its address, each line with its end as it is.

    Goes through the stages as the build does, but renders and writes calendars alone: a site of 24 years has
    hundreds of other pages.
    """
    settings, problems = read_settings(site)
    assert settings is not None, problems
    content, found = load(site, scan(site), Reading(Dialect()))
    theme, more = _theme()
    linked, wrong = link(content, settings, now)
    planned, unplanned = plan(linked, theme, settings, Body())
    problems = (*problems, *found, *more, *wrong, *unplanned)
    assert not has_errors(problems), [f"{one.place} {one.message}" for one in problems]
    render = renderer(theme)
    made = {page.address: render(page) for page in planned.pages if page.address.endswith(".ics")}
    return {address: data.decode("utf-8") for address, data in made.items() if not isinstance(data, Problem)}


def site_files(events: str) -> Mapping[str, str]:
    """The files of a site with these events in its one region."""
    return {"site.yaml": SITE, **REGION, "content/events/south-west.yaml": events}


def feed(folder: Path, events: str, now: datetime = NOW, address: str = FEED) -> str:
    """One calendar of a site with these events."""
    return calendars(write_site(folder, site_files(events)), now)[address]


@cache
def _theme() -> tuple[Theme, tuple[Problem, ...]]:
    """The theme of sites without templates of their own, which calendars don't use anyway."""
    return load_theme(Path())


@lru_cache(maxsize=1000)
def read(calendar: str) -> icalendar.Calendar:
    """A calendar as `icalendar` reads it, which must find nothing to complain of."""
    found = icalendar.Calendar.from_ical(calendar)
    assert isinstance(found, icalendar.Calendar)
    assert [error for part in found.walk() for error in part.errors] == []
    return found


def expanded(calendar: str) -> Iterable[Entry]:
    """Every date that `recurring-ical-events` finds in a calendar on the days that are looked at."""
    window = (FIRST - timedelta(days=2), LAST + timedelta(days=2))
    for event in recurring_ical_events.of(read(calendar)).between(*window):
        found = Entry(
            str(event["UID"]), _in_utc(event.start), _in_utc(event.end), str(event["SUMMARY"]), str(event["STATUS"])
        )
        if found.within():
            yield found


def _in_utc(moment: date | datetime) -> Moment:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
