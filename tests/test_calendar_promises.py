"""What calendars promise to those who subscribe: each test names the program that it protects, and where that is known from."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.calendar_files import EVENT, FEED, NOW, OTHER, SITE, calendars, feed, read, site_files
from tests.site_fixture import write_site

WEEKLY = EVENT + "  repeat: {every: week, count: 4}\n"
COURSE = (
    "- id: course\n  title: Course\n  venue: Town Hall\n  sessions:\n"
    "    - {id: one, start: 2018-09-03 10:00}\n    - {start: 2018-10-01 10:00}\n"
)


def vevents(calendar: str) -> list[Any]:
    return list(read(calendar).walk("VEVENT"))


def the_one(folder: Path, events: str, now: datetime = NOW) -> Any:
    (found,) = vevents(feed(folder, events, now))
    return found


def uids(calendar: str) -> list[str]:
    return sorted(str(event["UID"]) for event in vevents(calendar))


@pytest.mark.parametrize(
    "edited",
    [
        EVENT.replace("2018-09-03 10:00", "2018-11-20 18:30"),
        EVENT.replace("2018-09-03 10:00", "2018-09-03"),
        EVENT + "  status: cancelled\n",
        EVENT + "  status: postponed\n  previously: 2018-08-01 10:00\n",
        EVENT.replace("Welcome event", "Hello, all of you"),
        EVENT.replace("Town Hall", "Castle"),
        EVENT + "  timezone: America/New_York\n",
        WEEKLY,
    ],
    ids=["moved", "all day", "cancelled", "postponed", "renamed", "elsewhere", "another zone", "repeated"],
)
def test_google_does_not_show_an_edited_event_twice(tmp_path: Path, edited: str) -> None:
    """A UID that changes is a second entry: ZeusWPI/zeus.ugent.be#688, symfony/ux#3810; RFC 5545, 3.8.4.7."""
    assert uids(feed(tmp_path, edited)) == ["welcome@example.org"]


def test_google_does_not_mix_up_events_when_their_file_or_order_changes(tmp_path: Path) -> None:
    """UIDs by position re-pointed every later entry: alphagov/calendars#777."""
    layouts: dict[str, Mapping[str, str]] = {
        "one order": site_files(EVENT + OTHER),
        "the other": site_files(OTHER + EVENT),
        "own files": {
            **site_files(OTHER),
            "content/events/south-west/z.yaml": EVENT,
        },
        "another region": {
            **site_files(OTHER),
            "content/regions/wales.md": "---\nname: Wales\n---\n",
            "content/events/wales.yaml": EVENT,
        },
        "another address": {**site_files(EVENT + OTHER), "site.yaml": SITE + "events: {address: '/on/{slug}/'}\n"},
        "another site": {
            **site_files(EVENT + OTHER),
            "site.yaml": SITE.replace("//example.org", "//new.example.com/q") + "id_domain: example.org\n",
        },
    }
    found = {}
    for name, files in layouts.items():
        made = calendars(write_site(tmp_path / name.replace(" ", "-"), files))
        found[name] = {str(event["UID"]): str(event["SUMMARY"]) for event in vevents(made[FEED])}
    expected = {"welcome@example.org": "Welcome event", "other@example.org": "Another"}
    assert found == dict.fromkeys(layouts, expected)


def test_google_keeps_the_sessions_of_a_course_apart(tmp_path: Path) -> None:
    """Each session is an entry of its own, known by its id or its date, in whatever order it is written."""
    names = ["course--2018-10-01@example.org", "course--one@example.org"]
    lines = COURSE.splitlines(keepends=True)
    turned = "".join([*lines[:4], *reversed(lines[4:])])
    moved = COURSE.replace("id: one, start: 2018-09-03", "id: one, start: 2018-09-10")
    assert [uids(feed(tmp_path, text)) for text in (COURSE, turned, moved)] == [names] * 3


def test_google_takes_one_date_of_a_repeat_for_itself(tmp_path: Path) -> None:
    """A single date's file has a UID of its own: with that of the repeat it would replace it all in a calendar."""
    made = calendars(write_site(tmp_path, site_files(WEEKLY)))
    dates = {address: uids(text) for address, text in made.items() if "/date-" in address}
    assert dates == {
        f"/events/welcome/date-2018-09-{day:02}.ics": [f"welcome--2018-09-{day:02}@example.org"]
        for day in (3, 10, 17, 24)
    }


@pytest.mark.parametrize(
    ("keys", "title", "status"),
    [
        ("", "Welcome event", "CONFIRMED"),
        ("  status: cancelled\n", "Cancelled: Welcome event", "CANCELLED"),
        ("  status: postponed\n", "Postponed: Welcome event", "TENTATIVE"),
        ("  status: tentative\n", "To be confirmed: Welcome event", "TENTATIVE"),
        ("  status: full\n", "Welcome event", "CONFIRMED"),
    ],
)
def test_google_sees_a_cancelled_event_in_its_title(tmp_path: Path, keys: str, title: str, status: str) -> None:
    """Google shows no STATUS (hackgvl/hackgreenville-com#498), and no mark at all is worse (GetTogether#291)."""
    event = the_one(tmp_path, EVENT + keys)
    assert (str(event["SUMMARY"]), str(event["STATUS"])) == (title, status)


def test_google_sees_one_cancelled_date_of_a_repeat_in_its_title(tmp_path: Path) -> None:
    """RFC 5545, 3.8.4.4: the date is an entry with the repeat's UID and its own RECURRENCE-ID, beside the repeat."""
    text = WEEKLY.replace("count: 4", "count: 4, changes: [{on: 2018-09-17, status: cancelled}]")
    whole, date = vevents(feed(tmp_path, text))
    assert (str(whole["SUMMARY"]), str(whole["STATUS"])) == ("Welcome event", "CONFIRMED")
    assert (str(date["SUMMARY"]), str(date["STATUS"])) == ("Cancelled: Welcome event", "CANCELLED")
    assert date["UID"] == whole["UID"]
    assert date["RECURRENCE-ID"].dt == datetime(2018, 9, 17, 10, tzinfo=ZoneInfo("Europe/London"))


def test_apple_keeps_a_cancelled_event_until_its_date_and_then_as_long_as_others(tmp_path: Path) -> None:
    """What vanishes is not seen to be cancelled: w3c/calendar#90. What stays for ever is in the way: w3c/calendar#60."""

    def has(day: str) -> bool:
        return bool(vevents(feed(tmp_path, EVENT + "  status: cancelled\n", datetime.fromisoformat(f"{day}T12:00Z"))))

    kept = {day: has(day) for day in ("2018-06-01", "2018-09-02", "2018-09-04", "2019-09-30", "2019-10-01")}
    assert kept == {"2018-06-01": True, "2018-09-02": True, "2018-09-04": True, "2019-09-30": True, "2019-10-01": False}


def test_apple_keeps_a_repeat_whole_while_one_of_its_dates_is_kept(tmp_path: Path) -> None:
    """A repeat whose start were cut off would count its dates anew (RFC 5545, 3.3.10)."""

    def starts(day: str) -> list[datetime]:
        now = datetime.fromisoformat(f"{day}T12:00Z")
        return [event.start for event in vevents(feed(tmp_path, WEEKLY.replace("week", "month"), now))]

    start = datetime(2018, 9, 3, 10, tzinfo=ZoneInfo("Europe/London"))
    assert [starts(day) for day in ("2018-06-01", "2019-12-31", "2020-01-01")] == [[start], [start], []]


def test_apple_finds_an_event_s_own_calendar_whole_for_ever(tmp_path: Path) -> None:
    """The address that somebody has kept goes on to work, long after the feeds have left the event out."""
    late = datetime(2030, 1, 1, tzinfo=UTC)
    assert vevents(feed(tmp_path, EVENT, late)) == []
    assert uids(feed(tmp_path, EVENT, late, "/events/welcome/event.ics")) == ["welcome@example.org"]


def test_nobody_is_told_of_a_draft(tmp_path: Path) -> None:
    """Drafts leak by feeds that lists don't show: pencilblue/pencilblue#575."""
    draft = EVENT.replace("welcome", "secret").replace("Welcome", "Secret") + "  draft: true\n"
    made = calendars(write_site(tmp_path, site_files(draft + OTHER)))
    assert [address for address, text in made.items() if "secret" in (address + text).lower()] == []


@pytest.mark.parametrize(
    ("keys", "sequence"),
    [
        ("", 0),
        ("  status: full\n", 0),
        ("  status: tentative\n", 0),
        ("  status: cancelled\n", 1),
        ("  status: postponed\n", 1),
        ("  status: moved-online\n", 1),
        ("  previously: 2018-08-01 10:00\n", 1),
        ("  status: cancelled\n  revision: 0\n", 0),
        ("  revision: 7\n", 7),
    ],
)
def test_outlook_takes_a_cancellation_for_newer_than_the_event(tmp_path: Path, keys: str, sequence: int) -> None:
    """An entry whose SEQUENCE has not risen is passed over: angusmcleod/angus-events-plugin#51; RFC 5545, 3.8.7.4."""
    assert the_one(tmp_path, EVENT + keys)["SEQUENCE"] == sequence


def test_outlook_sees_no_change_where_none_was_made(tmp_path: Path) -> None:
    """Stamps of the build's time make each fetch a change of everything; ours are `updated` or a constant."""
    june, july = (feed(tmp_path, EVENT + OTHER, datetime(2018, month, 1, tzinfo=UTC)) for month in (6, 7))
    assert june == july
    renamed = the_one(tmp_path, EVENT.replace("Welcome event", "Hello"))
    before = the_one(tmp_path, EVENT)
    assert renamed["DTSTAMP"].to_ical() == before["DTSTAMP"].to_ical()
    assert "LAST-MODIFIED" not in renamed


@pytest.mark.parametrize(
    ("updated", "stamp"),
    [
        ("2018-07-01 10:00", b"20180701T090000Z"),
        ("2018-01-15 10:00", b"20180115T100000Z"),
        ("2018-07-01T10:00+05:30", b"20180701T043000Z"),
    ],
)
def test_outlook_sees_when_an_entry_changed(tmp_path: Path, updated: str, stamp: bytes) -> None:
    """RFC 5545, 3.8.7.2 and 3.8.7.3: both in UTC."""
    event = the_one(tmp_path, EVENT + f"  updated: {updated}\n")
    assert [event[key].to_ical() for key in ("DTSTAMP", "LAST-MODIFIED")] == [stamp, stamp]


def test_apple_shows_an_all_day_event_on_its_last_day_and_no_longer(tmp_path: Path) -> None:
    """DTEND is the day after (RFC 5545, 3.6.1): alphagov/calendars#32, craigk5n/webcalendar#144."""
    text = feed(tmp_path, EVENT.replace("2018-09-03 10:00", "2018-09-03\n  end: 2018-09-05"))
    assert "\r\nDTSTART;VALUE=DATE:20180903\r\nDTEND;VALUE=DATE:20180906\r\n" in text


def test_google_reads_times_on_the_clock_of_the_event(tmp_path: Path) -> None:
    """Times without a zone are read as UTC: zetkin/app.zetkin.org#3492, verdigado/sunflower#299."""
    text = feed(tmp_path, EVENT + OTHER.replace("2018-08-01", "2018-08-01 10:00\n  timezone: UTC"))
    assert sorted(re.findall("DTSTART.*?(?=\r\n)", text.partition("BEGIN:VEVENT")[2])) == [
        "DTSTART:20180801T100000Z",
        "DTSTART;TZID=Europe/London:20180903T100000",
    ]


def test_apple_and_outlook_are_told_what_a_feed_is_called_and_how_often_to_look(tmp_path: Path) -> None:
    """Else it is called by its file: indico/indico#7710.

    Apple reads the first interval (adamgibbons/ics#259), Outlook the second (michael-maltsev/cheese-fork#13).
    """
    head = feed(tmp_path, EVENT).partition("BEGIN:VTIMEZONE")[0]
    for name in ("NAME", "X-WR-CALNAME", "REFRESH-INTERVAL;VALUE=DURATION", "X-PUBLISHED-TTL"):
        assert f"\r\n{name}:" in head


def test_google_does_not_take_utc_for_the_feed_s_own_clock(tmp_path: Path) -> None:
    """With X-WR-TIMEZONE, programs move times in UTC to that zone, so that a repeat shifts with its summer time.

    That is how Google's own calendars mean it, and `x-wr-timezone` (niccokunzmann/x-wr-timezone) reads it.
    """
    assert "X-WR-TIMEZONE" not in feed(tmp_path, EVENT)
