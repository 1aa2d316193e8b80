"""Other people's programs read our calendars without complaint: `icalendar`, `vobject` and libical."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from tests import libical
from tests.calendar_files import SITE, calendars, read
from tests.site_fixture import ROOT, SAMPLE_NOW, write_site

EMOJI, MARKS = "👩🏽‍⚕️", "\\ ; , : \" ' \\n \\; %0A"
JOINING = f"{MARKS} Dial <0800> & wait; not &amp;"
NASTY: Mapping[str, Mapping[str, Any]] = {
    "long": {"title": "A very long title that goes on " * 20},
    "emoji": {"title": EMOJI * 40},
    **{f"fold-{n}": {"title": "x" * n + "𝄞é" * 30} for n in range(56, 72)},
    **{f"escape-{n}": {"title": "x" * n + "\\;,\n" * 30} for n in range(56, 72)},
    "marks": {"title": MARKS, "venue": {"name": MARKS, "address": MARKS, "access": MARKS}, "tags": [MARKS, "a,b"]},
    "lines": {
        "title": "One",
        "summary": "One\nTwo\rThree\r\nFour\u2028Five\u0085Six\x0bSeven",
        "description": "a\n\nb",
    },
    "injection": {"title": "x\r\nSTATUS:CANCELLED\rBEGIN:VALARM", "status_note": "y\r\nEND:VEVENT"},
    "empty": {"title": "Empty"},
    "place": {"title": "Place", "venue": {"name": "On the line", "latitude": 51.4778521, "longitude": "-0.0000123"}},
    "join": {"title": "Join", "online": {"url": "https://example.org/j?a=1,2;b=%20&c=" + "z" * 90, "joining": JOINING}},
    "book": {"title": "Book", "booking": {"url": "https://example.org/book;1,2"}},
    "new-york": {
        "title": "There",
        "timezone": "America/New_York",
        "repeat": {"every": "week", "count": 9, "also": ["2016-02-05"]},
    },
    "utc": {"title": "Everywhere", "timezone": "UTC", "repeat": {"every": "day", "count": 9}},
    "days": {"title": "Days", "start": "2018-06-07", "duration": "3d", "repeat": {"every": "week", "count": 4}},
    "changed": {
        "title": "Changed",
        "repeat": {
            "every": "week",
            "count": 5,
            "except": ["2018-06-14"],
            "changes": [
                {"on": "2018-06-21", "status": "cancelled"},
                {"on": "2018-06-28", "start": "2018-07-02 09:00", "title": MARKS},
            ],
        },
    },
    "sessions": {
        "title": "Sessions",
        "start": None,
        "sessions": [{"start": "2018-06-07 10:00"}, {"start": "2018-07-05"}],
    },
}
REGION = {"name": 'South "West", \\ & Wales; ' + EMOJI, "email": "sw@example.org"}


def nasty_site(folder: Path, *, organiser: bool) -> Path:
    usual = {"start": "2018-06-07 18:30", "venue": "Hall"}
    made = [{key: it for key, it in {"id": id_, **usual, **keys}.items() if it} for id_, keys in NASTY.items()]
    region = {key: it for key, it in REGION.items() if organiser or key != "email"}
    return write_site(
        folder,
        {
            "site.yaml": SITE + f"description: {json.dumps(MARKS)}\n",
            "content/events/south-west.yaml": json.dumps(made, ensure_ascii=False),
            "content/regions/south-west.md": f"---\n{json.dumps(region, ensure_ascii=False)}\n---\n",
        },
    )


@pytest.fixture(scope="module", params=["sample", "nasty", "nobody organises"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The calendars of a site, by address."""
    if request.param == "sample":
        return calendars(ROOT, datetime.fromisoformat(SAMPLE_NOW).replace(tzinfo=ZoneInfo("Europe/London")))
    return calendars(nasty_site(tmp_path_factory.mktemp("nasty"), organiser=request.param == "nasty"))


@cache
def events_of(calendar: str) -> list[Any]:
    return [part for part in read(calendar).walk("VEVENT") if isinstance(part, icalendar.Event)]


def test_icalendar_reads_every_calendar_and_writes_the_same_entries(made: Mapping[str, str]) -> None:
    for address, text in made.items():
        parsed = read(text)
        again = icalendar.Calendar.from_ical(parsed.to_ical())
        assert [one.to_ical() for one in again.walk()] == [one.to_ical() for one in parsed.walk()], address


def test_vobject_reads_and_validates_every_calendar(made: Mapping[str, str]) -> None:
    for address, text in made.items():
        (parsed,) = vobject.readComponents(text)
        assert parsed.validate(raiseException=True), address
        titles = Counter(event.summary.value for event in getattr(parsed, "vevent_list", []))
        assert titles == Counter(str(event["SUMMARY"]) for event in events_of(text)), address


@pytest.mark.libical
def test_libical_finds_nothing_against_the_standards(made: Mapping[str, str]) -> None:
    assert {address: found for address, text in made.items() if (found := libical.faults(text.encode()))} == {}


@pytest.mark.libical
def test_libical_would_find_something() -> None:
    assert libical.faults(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nRRULE:FREQ=NO\r\nEND:VEVENT\r\n") != []


def test_lines_are_at_most_75_octets_folded_between_characters_and_end_in_crlf(made: Mapping[str, str]) -> None:
    """RFC 5545, 3.1; split characters and escapes are shown as rubbish: ical-org/ical.net#693, ical4j/ical4j#800."""
    for address, text in made.items():
        assert text.endswith("END:VCALENDAR\r\n"), address
        lines = text.encode().removesuffix(b"\r\n").split(b"\r\n")
        assert [line for line in lines if len(line) > 75 or not line.strip()] == [], address
        assert not any(set(line) & set(b"\r\n\x00\x0b\x0c\x7f") for line in lines), address
        for line, following in zip(lines, [*lines[1:], b""], strict=True):
            line.decode("utf-8")
            if following.startswith(b" "):
                assert (len(line) - len(line.rstrip(b"\\"))) % 2 == 0, (address, line)


def test_the_head_says_what_kind_of_file_it_is(made: Mapping[str, str]) -> None:
    """RFC 5545, 3.6: VERSION and PRODID once each. RFC 5546, 3.2.1: with METHOD:PUBLISH each event has an ORGANIZER."""
    for address, text in made.items():
        head = re.split(r"\r\nBEGIN:V(?:EVENT|TIMEZONE)", text)[0].split("\r\n")
        assert head[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"], address
        assert sum(line.startswith("PRODID:") for line in head) == 1, address
        if "METHOD:PUBLISH" in head:
            assert all("ORGANIZER" in event for event in events_of(text)), address


def test_every_zone_that_is_named_is_described(made: Mapping[str, str]) -> None:
    """Outlook guesses otherwise: owncloud-archive/calendar#687, sebbo2002/ical-generator#680."""
    for address, text in made.items():
        named = set(re.findall(r";TZID=([^:;]+)[:;]", text))
        described = [str(zone["TZID"]) for zone in read(text).walk("VTIMEZONE")]
        if events_of(text):
            assert named <= set(described), address
            assert len(described) == len(set(described)), address
        assert len(read(text).subcomponents) > 0, f"{address}: RFC 5545, 3.6, asks for a component"


def test_a_uid_belongs_to_one_entry_and_its_overrides(made: Mapping[str, str]) -> None:
    """RFC 5545, 3.8.4.7; two with one UID overwrite each other."""
    for address, text in made.items():
        events = events_of(text)
        masters = Counter(str(event["UID"]) for event in events if "RECURRENCE-ID" not in event)
        assert set(masters.values()) <= {1}, address
        repeated = {str(event["UID"]) for event in events if "RRULE" in event}
        changed = [(str(one["UID"]), one["RECURRENCE-ID"].dt) for one in events if "RECURRENCE-ID" in one]
        assert {uid for uid, _ in changed} <= repeated, address
        assert len(changed) == len(set(changed)), address


def test_text_comes_back_as_it_was_written(tmp_path: Path) -> None:
    text = calendars(nasty_site(tmp_path, organiser=True))["/events/calendar.ics"]
    found = {str(one["UID"]).partition("@")[0]: one for one in events_of(text) if "RECURRENCE-ID" not in one}
    assert len(found) == len(NASTY) + 1  # a series has an entry a session

    def shown(title: str) -> str:
        return " ".join(title.split())

    for id_, keys in NASTY.items():
        if id_ in found:
            assert shown(str(found[id_]["SUMMARY"])) == shown(keys["title"]), id_
    assert str(found["marks"]["LOCATION"]) == f"{MARKS}, {MARKS}"
    assert f"How to join: {JOINING}" in str(found["join"]["DESCRIPTION"])
    assert "STATUS:CANCELLED" in str(found["injection"]["SUMMARY"])
    assert str(found["injection"]["STATUS"]) == "CONFIRMED"


def test_a_place_is_told_to_the_metre(tmp_path: Path) -> None:
    """RFC 5545, 3.8.1.6: six decimals, without an exponent."""
    text = calendars(nasty_site(tmp_path, organiser=True))["/events/place/event.ics"]
    (latitude, longitude) = re.findall(r"\r\nGEO:(-?[0-9.]+);(-?[0-9.]+)\r\n", text)[0]
    assert abs(float(latitude) - 51.4778521) < 1e-5
    assert abs(float(longitude) - -0.0000123) < 1e-5
