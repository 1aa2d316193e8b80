"""What programs read in our calendars is what the editor's words mean, from 2016 to 2040, in five zones.

`recurring-ical-events` expands the site's calendar; `tests.calendar_meaning` says what it should find.
"""

import json
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.calendar_content import Written
from tests.calendar_files import SITE, calendars, expanded
from tests.calendar_meaning import Entry, Meaningless, entries
from tests.calendar_strategies import events
from tests.site_fixture import write_site

IN_2028 = datetime(2028, 7, 1, 9, tzinfo=UTC)
"""Twenty years before and after it, which is the most that a site can ask for, hold all that is compared."""
YEARS = SITE + "events: {horizon: 20 years, calendar_history: 20 years}\n"


def site_calendar(folder: Path, written: list[Written]) -> str:
    text = json.dumps([event.keys() for event in written], ensure_ascii=False)
    region = "---\nname: South West\n---\n"
    files = {"site.yaml": YEARS, "content/events/south-west.yaml": text, "content/regions/south-west.md": region}
    return calendars(write_site(folder, files), IN_2028)["/events/calendar.ics"]


def meaning(event: Written) -> list[Entry] | None:
    try:
        return entries(event)
    except Meaningless:
        return None


@given(events(4))
@settings(max_examples=75, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_calendar_means_what_its_events_say(made: list[Written]) -> None:
    meant = {event.id: (event, found) for event in made if (found := meaning(event)) is not None}
    with tempfile.TemporaryDirectory() as folder:
        calendar = site_calendar(Path(folder), [event for event, _ in meant.values()])
    shown = Counter(expanded(calendar))
    expected = Counter(entry for _, dates in meant.values() for entry in dates)
    assert shown - expected == Counter(), "what calendars show and nobody wrote"
    assert expected - shown == Counter(), "what is written and no calendar shows"
