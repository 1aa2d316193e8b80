"""The VTIMEZONEs of calendars, read by their rules alone, as a program does that knows no zones."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr

from tests.calendar_files import EVENT, feed, read


def the_zone(calendar: str) -> Any:
    (found,) = read(calendar).walk("VTIMEZONE")
    return found


def offsets_at_onsets(zone: Any) -> dict[datetime, tuple[str, str]]:
    """When a VTIMEZONE, read by its rules alone, changes the clocks from 2018 to 2040: local onset, offsets."""
    found: dict[datetime, tuple[str, str]] = {}
    for part in zone.subcomponents:
        start = part["DTSTART"].dt
        rule = part["RRULE"].to_ical().decode() if "RRULE" in part else "FREQ=YEARLY;COUNT=1"
        until = re.search(r";UNTIL=(\d{8}T\d{6}Z)", rule)
        last = datetime(2041, 1, 1)  # noqa: DTZ001 (onsets are local)
        if until is not None:
            utc = datetime.strptime(until[1], "%Y%m%dT%H%M%S%z")
            last = (utc + part["TZOFFSETFROM"].td).replace(tzinfo=None)
        for onset in rrulestr(rule.replace(until[0] if until else ";;", ""), dtstart=start):
            if onset > last or onset.year > 2040:
                break
            if onset.year >= 2018:
                found[onset] = (part["TZOFFSETFROM"].to_ical(), part["TZOFFSETTO"].to_ical())
    return found


def changes_of(name: str) -> dict[datetime, tuple[str, str]]:
    """When the clocks of a zone change from 2018 to 2040 by `zoneinfo`, found hour by hour."""
    clock, found = ZoneInfo(name), dict[datetime, tuple[str, str]]()
    hour, step = datetime(2018, 1, 1, tzinfo=UTC).timestamp(), 1800
    before = datetime.fromtimestamp(hour, clock).utcoffset()
    while hour < datetime(2040, 12, 31, tzinfo=UTC).timestamp():
        hour += step
        after = datetime.fromtimestamp(hour, clock).utcoffset()
        if after != before and after is not None and before is not None:
            onset = (datetime.fromtimestamp(hour, UTC) + before).replace(tzinfo=None)
            found[onset] = icalendar.vUTCOffset(before).to_ical(), icalendar.vUTCOffset(after).to_ical()
            before = after
    return found


@pytest.mark.parametrize("name", ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])
def test_outlook_reads_our_zone(tmp_path: Path, name: str) -> None:
    """Desktop Outlook ignores zones made of RDATEs and reads those with RRULEs: iCalcreator/iCalcreator#86, #106.

    The rules alone give each change from 2018 to 2040 that `zoneinfo` knows, at the same local time.
    """
    text = feed(tmp_path, EVENT + f"  timezone: {name}\n")
    zone = the_zone(text)
    assert str(zone["TZID"]) == name
    assert "RDATE" not in str(zone.to_ical())
    assert offsets_at_onsets(zone) == changes_of(name)


def test_outlook_knows_the_zone_of_the_earliest_date_of_a_repeat(tmp_path: Path) -> None:
    """RFC 5545, 3.6.5: a VTIMEZONE has an observance before each time that names it; a date under `also` may be first."""
    text = feed(tmp_path, EVENT + "  repeat: {every: week, count: 4, also: [2017-01-16, 2016-07-11]}\n")
    zone = the_zone(text)
    assert min(part["DTSTART"].dt for part in zone.subcomponents) <= datetime(2016, 3, 27, 1)  # noqa: DTZ001
