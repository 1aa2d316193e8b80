"""Days, times and repeats in words."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from qsite.moments import Moment
from qsite.words import (
    date_words,
    day_words,
    machine_time,
    moment_words,
    month_words,
    plural,
    rule_words,
    span_html,
    span_words,
    time_words,
)


def at(text: str) -> Moment:
    return datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("00:00", "midnight"),
        ("00:05", "12:05am"),
        ("09:00", "9am"),
        ("11:59", "11:59am"),
        ("12:00", "midday"),
        ("12:30", "12:30pm"),
        ("17:00", "5pm"),
        ("17:30", "5:30pm"),
        ("23:59", "11:59pm"),
    ],
)
def test_times(clock: str, words: str) -> None:
    assert time_words(datetime.fromisoformat(f"2017-12-06T{clock}")) == words


def test_days_and_months() -> None:
    assert date_words(date(2017, 12, 6)) == "6 December 2017"
    assert day_words(date(2017, 12, 6)) == "Wednesday 6 December 2017"
    assert day_words(datetime(2017, 12, 6, 18, 30, tzinfo=UTC)) == "Wednesday 6 December 2017"
    assert month_words(2017, 12) == "December 2017"
    assert moment_words(at("2017-12-06 18:30")) == "Wednesday 6 December 2017, 6:30pm"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2017-12-06 18:30", "2017-12-06 20:00", "Wednesday 6 December 2017, 6:30pm to 8pm"),
        ("2017-12-06 18:30", "2017-12-06 18:30", "Wednesday 6 December 2017, 6:30pm"),
        ("2017-12-06 12:00", "2017-12-06 13:00", "Wednesday 6 December 2017, midday to 1pm"),
        ("2017-11-10 21:00", "2017-11-11 00:00", "Friday 10 November 2017, 9pm to midnight"),
        (
            "2017-11-10 21:00",
            "2017-11-11 01:00",
            "Friday 10 November 2017, 9pm to Saturday 11 November 2017, 1am",
        ),
        (
            "2017-11-10 21:00",
            "2017-11-12 00:00",
            "Friday 10 November 2017, 9pm to Sunday 12 November 2017, midnight",
        ),
        ("2017-12-06", "2017-12-06", "Wednesday 6 December 2017"),
        ("2017-11-22", "2017-11-23", "Wednesday 22 to Thursday 23 November 2017"),
        ("2017-11-29", "2017-12-01", "Wednesday 29 November to Friday 1 December 2017"),
        ("2017-12-30", "2018-01-02", "Saturday 30 December 2017 to Tuesday 2 January 2018"),
        ("2017-12-06", "2018-12-06", "Wednesday 6 December 2017 to Thursday 6 December 2018"),
    ],
)
def test_spans(start: str, end: str, words: str) -> None:
    assert span_words(at(start), at(end)) == words
    assert span_html(at(start), at(end)).striptags() == words


def test_a_span_without_an_end() -> None:
    assert span_words(date(2017, 12, 6)) == "Wednesday 6 December 2017"


def test_spans_in_html() -> None:
    zone = ZoneInfo("Europe/London")
    found = span_html(datetime(2018, 6, 6, 18, 30, tzinfo=zone), datetime(2018, 6, 6, 20, tzinfo=zone))
    assert isinstance(found, Markup)
    assert found == (
        '<time datetime="2018-06-06T18:30+01:00">Wednesday 6 June 2018, 6:30pm</time> to '
        '<time datetime="2018-06-06T20:00+01:00">8pm</time>'
    )
    assert span_html(date(2017, 12, 6)) == '<time datetime="2017-12-06">Wednesday 6 December 2017</time>'


def test_times_for_machines() -> None:
    assert machine_time(at("2017-12-06 18:30")) == "2017-12-06T18:30"
    assert machine_time(datetime(2017, 12, 6, 18, 30, tzinfo=UTC)) == "2017-12-06T18:30+00:00"
    old = datetime(1960, 1, 1, 12, tzinfo=ZoneInfo("Africa/Monrovia"))  # 44 minutes 30 seconds behind
    assert machine_time(old) == "1960-01-01T12:44+00:00"


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)), st.timedeltas(timedelta(0), timedelta(900)))  # noqa: DTZ001
def test_any_span_can_be_told(start: datetime, length: timedelta) -> None:
    assert span_words(start, start + length).startswith(moment_words(start))
    assert span_words(start.date(), (start + length).date()).endswith(str((start + length).year))


def test_plurals() -> None:
    assert plural(1, "event", "events") == "1 event"
    assert plural(0, "event", "events") == "0 events"
    assert plural(1234, "event", "events") == "1,234 events"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;INTERVAL=3", "Every 3 days"),
        ("FREQ=WEEKLY;BYDAY=TU", "Every week on Tuesday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,TH", "Every 2 weeks on Monday, Tuesday and Thursday"),
        ("FREQ=MONTHLY;BYDAY=2TU", "Every month on the 2nd Tuesday"),
        (
            "FREQ=MONTHLY;BYDAY=1MO,3MO,-1FR",
            "Every month on the 1st Monday, the 3rd Monday and the last Friday",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=1,22,-1", "Every month on the 1st, the 22nd and the last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=11,13", "Every month on the 11th and the 13th"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "Every year on 25 December"),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", "Every year on the last Monday of May"),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "Repeats"),
        ("FREQ=MONTHLY;BYDAY=MO", "Repeats"),
        ("FREQ=MONTHLY;BYMONTHDAY=-3", "Repeats"),
        ("FREQ=MONTHLY;BYMONTH=3;BYMONTHDAY=1", "Repeats"),
        ("FREQ=YEARLY;BYMONTH=3,4;BYMONTHDAY=1", "Repeats"),
        ("FREQ=YEARLY;BYDAY=20MO", "Repeats"),
    ],
)
def test_rules(rule: str, words: str) -> None:
    assert rule_words(rule) == words


def test_the_end_of_a_rule() -> None:
    rule = "FREQ=MONTHLY;BYDAY=2TU"
    assert rule_words(rule, date(2018, 12, 31)) == "Every month on the 2nd Tuesday, until 31 December 2018"
    assert rule_words(rule, count=6) == "Every month on the 2nd Tuesday, 6 times"
    assert rule_words(rule, count=1) == "Every month on the 2nd Tuesday, 1 time"
