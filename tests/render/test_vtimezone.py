"""VTIMEZONE components, read by dateutil and by icalendar, against zoneinfo."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO
from itertools import takewhile
from struct import pack
from typing import TypeAlias
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from qsite import zones
from qsite.render.vtimezone import vtimezone, vtimezone_of
from qsite.render.zonerule import yearly_changes

Onsets: TypeAlias = list[tuple[datetime, timedelta]]
"""Instants, each with what local time is ahead of UTC from then on."""

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
NAMES = sorted(zones.zone_names() - {"Factory"})
SAMPLES = [datetime(2016, 1, 1, tzinfo=UTC) + DAY * 29 * number for number in range(315)]
LATER = [datetime(year, month, 15, tzinfo=UTC) for year in (2050, 2086, 2087, 2088, 2099) for month in (1, 4, 7, 10)]
DOZEN = (
    "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC", "Europe/Dublin", "America/Nuuk",
    "Africa/Casablanca", "Africa/Cairo", "Asia/Gaza", "Antarctica/Troll", "America/Sao_Paulo", "Europe/Istanbul",
    "Asia/Tehran", "Europe/Moscow", "America/Santiago", "Asia/Jerusalem", "Pacific/Apia", "Africa/Monrovia",
)  # fmt: skip


def observances(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    found: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        if (name, value) in {("BEGIN", "STANDARD"), ("BEGIN", "DAYLIGHT")}:
            found = {"kind": value}
        elif (name, value) == ("END", found.get("kind")):
            yield found
        else:
            assert name not in found
            found[name] = value


def offset(text: str) -> timedelta:
    sign, hours, minutes, seconds = re.fullmatch(r"([+-])(\d\d)(\d\d)(\d\d)?", text).groups("0")  # type: ignore[union-attr]
    ahead = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    return -ahead if sign == "-" else ahead


def local_until(rule: str, before: timedelta) -> str:
    """The rule with its UNTIL, which is in UTC, on the clock before the change, as dateutil wants it."""
    return re.sub(
        r"(?<=UNTIL=)(\w+)Z",
        lambda match: f"{datetime.fromisoformat(match[1]) + before:%Y%m%dT%H%M%S}",
        rule,
    )


@cache
def onsets(lines: tuple[str, ...], last: int) -> Onsets:
    """Every onset up to a year's end, by RFC 5545 alone: on the clock before it, DTSTART and what RRULE adds."""
    found = []
    for one in observances(lines):
        before, first = offset(one["TZOFFSETFROM"]), datetime.fromisoformat(one["DTSTART"])
        dates: Iterable[datetime] = [first] if first.year <= last else []
        if "RRULE" in one:
            rule = rrulestr(local_until(one["RRULE"], before), dtstart=first)
            assert rule[0] == first, "DTSTART is an onset of its rule"
            dates = takewhile(lambda day: day.year <= last, rule)
        found += [((day - before).replace(tzinfo=UTC), offset(one["TZOFFSETTO"])) for day in dates]
    return sorted(found)


def read(changes: Onsets, instant: datetime) -> timedelta:
    return changes[bisect_right(changes, (instant, DAY)) - 1][1]


def wrong(changes: Onsets, zone: ZoneInfo, instants: Iterable[datetime]) -> list[str]:
    return [
        f"{zone.key} {at}: {ahead}"
        for at in instants
        if (ahead := read(changes, at)) != at.astimezone(zone).utcoffset()
    ]


def around(changes: Onsets, since: int) -> Iterator[datetime]:
    for at, _ in changes:
        if at.year >= since:
            yield from (at - SECOND, at)


def calendar_of(lines: Iterable[str]) -> icalendar.Calendar:
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//q//EN", *lines, "END:VCALENDAR", ""])
    return icalendar.Calendar.from_ical(text)


def test_outlook_reads_our_zone_in_one_rule_for_summer_and_one_for_winter() -> None:
    """Desktop Outlook ignores zones made of RDATEs and reads RRULEs (iCalcreator/iCalcreator#86).

    The rules are each one weekday of a month (MS-OXCICAL, 2.1.3.1.1.19.2.2). The onsets are 1am UTC, by the clock
    before the change (RFC 5545, 3.6.5).
    """
    assert vtimezone("Europe/London", 2016) == (
        "BEGIN:VTIMEZONE",
        "TZID:Europe/London",
        "BEGIN:DAYLIGHT",
        "DTSTART:20150329T010000",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "TZNAME:BST",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20151025T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000",
        "TZNAME:GMT",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD",
        "END:VTIMEZONE",
    )


def test_outlook_meets_no_rdate_in_any_zone() -> None:
    """Desktop Outlook ignores RDATEs of zones (iCalcreator/iCalcreator#86, #106)."""
    assert [name for name in NAMES if any(line.startswith("RDATE") for line in vtimezone(name, 2016))] == []


def test_outlook_finds_a_standard_time_in_every_zone() -> None:
    """Outlook 2011 looks at STANDARD alone, and takes 0 for the offset where there is none (rubyredrick/ri_cal#11)."""
    assert [name for name in NAMES if "BEGIN:STANDARD" not in vtimezone(name, 2016)] == []


def test_outlook_is_told_that_irish_summer_is_daylight_time() -> None:
    """Irish law has standard time in summer; Outlook's zones have a standard bias and a daylight one."""
    kinds = {one["TZNAME"]: (one["kind"], one["TZOFFSETTO"]) for one in observances(vtimezone("Europe/Dublin", 2016))}

    assert kinds == {"IST": ("DAYLIGHT", "+0100"), "GMT": ("STANDARD", "+0000")}


def test_a_zone_whose_clocks_stay_has_one_observance() -> None:
    """RFC 5545, 3.6.5: at least one STANDARD or DAYLIGHT."""
    assert vtimezone("Asia/Kolkata", 2016) == (
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Kolkata",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0530",
        "TZOFFSETTO:+0530",
        "TZNAME:IST",
        "END:STANDARD",
        "END:VTIMEZONE",
    )


def test_years_under_an_older_rule_are_told_as_that_rule_with_its_end() -> None:
    """RFC 5545, 3.6.5: UNTIL is in UTC, and is the last onset of the observance (its New York example)."""
    rules = [one.get("RRULE", "") for one in observances(vtimezone("America/New_York", 2000))]

    assert rules == [
        "FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z",
        "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
    ]


def test_any_client_reads_every_zone_right_from_2016_on() -> None:
    """The offsets that a client which follows RFC 5545, 3.6.5 takes from the component are those of the zone."""
    found = []
    for name in NAMES:
        changes = onsets(vtimezone(name, 2016)[2:], 2041)
        found += wrong(changes, zones.zone(name), [*SAMPLES, *around(changes, 2016)])

    assert found == []


@pytest.mark.parametrize("since", [1970, 2016, 2024])
@pytest.mark.parametrize("name", DOZEN)
def test_any_client_reads_a_zone_right_to_the_second(name: str, since: int) -> None:
    """As above, with the onsets of zoneinfo too, each week up to 2041, and after the last change that is recorded."""
    changes, zone = onsets(vtimezone(name, since), 2100), zones.zone(name)
    weeks = [at for n in range(3700) if since <= (at := datetime(1970, 1, 1, tzinfo=UTC) + DAY * 7 * n).year]
    recorded = [datetime.fromtimestamp(at, UTC) for at in zones.recorded_changes(name) if at > 0]
    exact = [at - before for at in recorded if at.year >= since for before in (SECOND, SECOND * 0)]

    new_year = datetime(since, 1, 1, tzinfo=zone).astimezone(UTC)
    assert wrong(changes, zone, [new_year, *weeks, *LATER, *exact, *around(changes, since + 1)]) == []
    assert changes[0][0] <= new_year, "an observance is in force before the first event"


@pytest.mark.parametrize("name", ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])
def test_icalendar_reads_our_zone(name: str) -> None:
    """The Python library that most servers and tests read calendars with."""
    component = calendar_of(vtimezone(name, 2016)).timezones[0]
    zone, read_zone = zones.zone(name), component.to_tz(lookup_tzid=False)
    hours = [datetime(2016, 1, 1, 12) + DAY * 5 * number for number in range(1530)]  # noqa: DTZ001 (by the clock)

    assert component.tz_name == name
    assert [at for at in hours if at.replace(tzinfo=read_zone).utcoffset() != at.replace(tzinfo=zone).utcoffset()] == []


def by_rule_alone(rule: str) -> ZoneInfo:
    """A zone that is a rule and no more, as zoneinfo reads it: a file without changes (RFC 8536, 3.2)."""
    block = b"TZif2" + bytes(15) + pack(">6L", 0, 0, 0, 0, 1, 4) + pack(">lbB", 0, 0, 0) + b"UTC\0"
    return ZoneInfo.from_file(BytesIO(block + block + f"\n{rule}\n".encode()), key="Rule")


def differences(rule: str) -> list[str]:
    changes, zone = onsets(vtimezone_of(by_rule_alone(rule), (), rule, 2016), 2041), by_rule_alone(rule)
    return wrong(changes, zone, [*SAMPLES, *around(changes, 2016)])


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("GMT0BST,M3.5.0/1,M10.5.0", ["BYMONTH=3;BYDAY=-1SU", "BYMONTH=10;BYDAY=-1SU"]),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", ["BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA", "BYMONTH=10;BYDAY=-1SU"]),
        (
            "EET-2EEST,M4.5.5/0,M10.5.4/24",
            ["BYMONTH=4;BYDAY=-1FR", "BYMONTH=10;BYMONTHDAY=26,27,28,29,30,31;BYDAY=FR", "BYMONTH=11;BYMONTHDAY=1;BYDAY=FR"],
        ),
        (
            "XXX5:30:15YYY-3:00,M2.5.3/50,M9.1.1/-30:30",
            [
                "BYMONTH=2;BYMONTHDAY=-5,-4,-3,-2,-1;BYDAY=FR", "BYMONTH=3;BYMONTHDAY=1,2;BYDAY=FR",
                "BYMONTH=8;BYMONTHDAY=30,31;BYDAY=SA", "BYMONTH=9;BYMONTHDAY=1,2,3,4,5;BYDAY=SA",
            ],
        ),
        ("AAA3BBB,J60,J300/24", ["BYMONTH=3;BYMONTHDAY=1", "BYMONTH=10;BYMONTHDAY=28"]),
        ("AAA+3BBB+2,J60/-167,J365/-1", ["BYMONTH=2;BYMONTHDAY=-7", "BYMONTH=12;BYMONTHDAY=30"]),
    ],
)  # fmt: skip
def test_any_form_of_a_zone_s_rule_becomes_rules_of_a_calendar(rule: str, expected: list[str]) -> None:
    """RFC 8536, 3.3.1: names in angle brackets, hours from -167 to 167; POSIX: ``Jn`` and ``n``."""
    found = [recurrence.text for yearly in yearly_changes(rule) for recurrence in yearly.recurrences()]

    assert found == [f"FREQ=YEARLY;{parts}" for parts in expected]
    assert differences(rule) == []


def dates_of(rule: str) -> list[date]:
    """The days of the first of a rule's changes, in the years 2016 to 2040."""
    changes = onsets(vtimezone_of(by_rule_alone(rule), (), rule, 2016), 2041)
    return [at.date() for at, ahead in changes if ahead == HOUR and 2016 <= at.year <= 2040]


def test_a_rule_may_count_the_days_of_the_year_from_0_with_29_february() -> None:
    """POSIX's form ``n``. zoneinfo, up to Python 3.11 at least, is a day off here; no zone has such a rule."""
    assert [one.text for one in yearly_changes("AAA0BBB,59,299/-24")[1].recurrences()] == ["FREQ=YEARLY;BYYEARDAY=299"]
    assert dates_of("AAA0BBB,59,299/-24") == [date(year, 1, 1) + DAY * 59 for year in range(2016, 2041)]


def test_a_rule_that_no_calendar_can_tell_is_told_change_by_change() -> None:
    """The day after 28 February is one of two months; a 366th day may be the next year's first."""
    assert dates_of("AAA0BBB,J59/24,J300") == [date(year, 2, 28) + DAY for year in range(2016, 2041)]
    assert dates_of("AAA0BBB,364/26,100") == [date(year, 1, 1) + DAY * 365 for year in range(2015, 2041)]


def test_daylight_time_all_year_is_no_change() -> None:
    """RFC 8536, 3.3.1: from 1 January at 0:00 to 31 December at 24:00 and the difference."""
    assert yearly_changes("EST5EDT,0/0,J365/25") == ()


@pytest.mark.parametrize("text", ["", "EST", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,X1,X2"])
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no rule"):
        yearly_changes(text)


def test_an_unknown_zone_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        vtimezone("Europe/Nowhere", 2016)


@st.composite
def days(draw: st.DrawFn, first_month: int) -> str:
    """A day of one of three months, with a time that may be on another day."""
    month, clock = draw(st.integers(first_month, first_month + 2)), draw(st.integers(-167, 167))
    nth = f"M{month}.{draw(st.integers(1, 5))}.{draw(st.integers(0, 6))}"
    return f"{draw(st.sampled_from((nth, f'J{month * 30}')))}/{clock}"


@settings(max_examples=40, deadline=None)
@given(days(3), days(7), st.integers(-14, 12))
def test_any_rule_is_read_as_zoneinfo_reads_it(start: str, end: str, hours: int) -> None:
    assert differences(f"AAA{hours}BBB,{start},{end}") == []
