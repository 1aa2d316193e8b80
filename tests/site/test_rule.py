"""A repeat in words, or as an RRULE, becomes the rule that it means; what is wrong is told at its key."""

import time
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import pytest
from dateutil.rrule import rrule, rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from qsite.problem import Code, Problem
from qsite.site.rule import CODES, WEEKDAYS, Rule, days, read_rule
from qsite.source.documents import Places, Repeat

SECOND_TUESDAY = date(2018, 3, 13)
KEYS = ("every", "on", "until", "count", "rrule")
PLACES = Places(
    "content/events/x.yaml",
    {("start",): (3, 1), ("repeat",): (4, 1), **{("repeat", key): (n, 3) for n, key in enumerate(KEYS, 5)}},
)


def read(start: date = SECOND_TUESDAY, **keys: Any) -> tuple[Rule | None, tuple[Problem, ...]]:
    return read_rule(Repeat(**keys), start, PLACES)


def text(start: date = SECOND_TUESDAY, **keys: Any) -> str:
    rule, problems = read(start, **keys)
    assert rule is not None, problems
    return rule.text


@pytest.mark.parametrize(
    ("every", "on", "meant"),
    [
        ("day", (), "FREQ=DAILY"),
        ("daily", (), "FREQ=DAILY"),
        ("3 days", (), "FREQ=DAILY;INTERVAL=3"),
        ("week", (), "FREQ=WEEKLY;BYDAY=TU"),
        ("Every Week", (), "FREQ=WEEKLY;BYDAY=TU"),
        ("weekly", ("Tuesdays",), "FREQ=WEEKLY;BYDAY=TU"),
        ("tuesday", (), "FREQ=WEEKLY;BYDAY=TU"),
        ("weekdays", (), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("week", ("thu, tue",), "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("week", ("thursday", "tuesday"), "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("week", ("Tuesday and Thursday",), "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("2 weeks", (), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("every other week", (), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("two weeks", ("tues",), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("fortnight", (), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("month", (), "FREQ=MONTHLY;BYMONTHDAY=13"),
        ("month", ("13th",), "FREQ=MONTHLY;BYMONTHDAY=13"),
        ("month", ("27", "13"), "FREQ=MONTHLY;BYMONTHDAY=13,27"),
        ("month", ("2nd tuesday",), "FREQ=MONTHLY;BYDAY=2TU"),
        ("month", ("the second Tuesday of the month",), "FREQ=MONTHLY;BYDAY=2TU"),
        ("month", ("2nd and 4th tuesday",), "FREQ=MONTHLY;BYDAY=2TU,4TU"),
        ("month", ("last friday, 2nd tuesday",), "FREQ=MONTHLY;BYDAY=2TU,-1FR"),
        ("month", ("5th friday", "2nd tuesday"), "FREQ=MONTHLY;BYDAY=2TU,5FR"),
        ("quarter", (), "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=13"),
        ("year", (), "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=13"),
        ("2 years", ("2nd tuesday",), "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=2TU"),
    ],
)
def test_words_become_the_rule_that_they_mean(every: str, on: tuple[str, ...], meant: str) -> None:
    rule, problems = read(every=every, on=on)
    assert (rule, problems) == (Rule(meant), ())


@pytest.mark.parametrize(
    ("rrule_text", "meant"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU"),
        ("RRULE:byday=+2tu;interval=1;wkst=mo;freq=monthly;", "FREQ=MONTHLY;BYDAY=2TU"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=13"),
        ("FREQ=YEARLY;BYWEEKNO=11", "FREQ=YEARLY;BYWEEKNO=11;BYDAY=TU"),
        ("FREQ=MONTHLY;BYSETPOS=-1,09;BYDAY=FR,TU,TU", "FREQ=MONTHLY;BYDAY=TU,FR;BYSETPOS=9,-1"),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU"),
    ],
)
def test_an_rrule_is_written_in_one_form(rrule_text: str, meant: str) -> None:
    start = date(2018, 3, 30) if "BYSETPOS" in meant else SECOND_TUESDAY
    assert text(start, rrule=rrule_text) == meant


@pytest.mark.parametrize(
    ("keys", "code", "line", "said"),
    [
        ({}, Code.MISSING_KEY, 4, "every: week"),
        ({"on": ("monday",)}, Code.MISSING_KEY, 4, "every: week"),
        ({"every": "week", "rrule": "FREQ=WEEKLY"}, Code.KEYS_CLASH, 9, "keep one"),
        ({"every": "week", "until": date(2019, 1, 1), "count": 3}, Code.KEYS_CLASH, 8, "keep one"),
        ({"rrule": "FREQ=WEEKLY;COUNT=2", "until": date(2019, 1, 1)}, Code.KEYS_CLASH, 7, "keep one"),
        ({"rrule": "FREQ=WEEKLY;COUNT=2;UNTIL=20190101"}, Code.KEYS_CLASH, 9, "keep one"),
        ({"every": "wek"}, Code.BAD_REPEAT, 5, 'did you mean "week"'),
        ({"every": "2 wekks"}, Code.BAD_REPEAT, 5, 'did you mean "2 weeks"'),
        ({"every": "2nd tuesday"}, Code.BAD_REPEAT, 5, "under on"),
        ({"every": "biweekly"}, Code.BAD_REPEAT, 5, "two things"),
        ({"every": "0 weeks"}, Code.BAD_REPEAT, 5, "2 weeks"),
        ({"every": ""}, Code.BAD_REPEAT, 5, "write day"),
        ({"every": "week", "on": ("teusday",)}, Code.BAD_REPEAT, 6, 'did you mean "tuesday"'),
        ({"every": "month", "on": ("2nd teusday",)}, Code.BAD_REPEAT, 6, 'did you mean "2nd tuesday"'),
        ({"every": "month", "on": ("6th tuesday",)}, Code.BAD_REPEAT, 6, "1st to 5th"),
        ({"every": "month", "on": ("32",)}, Code.BAD_REPEAT, 6, "1 to 31"),
        ({"every": "month", "on": ("tuesday",)}, Code.BAD_REPEAT, 6, '"2nd tuesday"'),
        ({"every": "month", "on": ("15, 2nd tuesday",)}, Code.BAD_REPEAT, 6, "one kind"),
        ({"every": "month", "on": (",",)}, Code.BAD_REPEAT, 6, "one kind"),
        ({"every": "week", "on": ("2nd tuesday",)}, Code.BAD_REPEAT, 6, "every: month"),
        ({"every": "week", "on": ("15",)}, Code.BAD_REPEAT, 6, "every: month"),
        ({"every": "day", "on": ("monday",)}, Code.BAD_REPEAT, 6, "every: week"),
        ({"every": "tuesday", "on": ("thursday",)}, Code.BAD_REPEAT, 6, "take on out"),
        ({"every": "week", "until": date(2018, 3, 12)}, Code.NO_OCCURRENCE, 7, "check until"),
        ({"every": "month", "on": ("last friday",)}, Code.BAD_REPEAT, 3, "start on 2018-03-30"),
        ({"rrule": "FREQ=HOURLY"}, Code.BAD_REPEAT, 9, "sessions"),
        ({"rrule": "FREQ=SECONDLY"}, Code.BAD_REPEAT, 9, "sessions"),
        ({"rrule": "FREQ=MINUTELY"}, Code.BAD_REPEAT, 9, "sessions"),
        ({"rrule": "FREQ=MONTHLY;BYMUNTH=3"}, Code.BAD_REPEAT, 9, "did you mean BYMONTH?"),
        ({"rrule": "FREQ=DAILY;BYHOUR=3,4"}, Code.BAD_REPEAT, 9, "take it out"),
        ({"rrule": "FREQ=DAILY;FREQ=DAILY"}, Code.BAD_REPEAT, 9, "keep one"),
        ({"rrule": "BYDAY=MO"}, Code.BAD_REPEAT, 9, "FREQ=WEEKLY"),
        ({"rrule": "FREQ=MONTHLY;BYDAY=MO,2TU"}, Code.BAD_REPEAT, 9, "RFC 5545"),
        ({"rrule": "FREQ=MONTHLY;BYDAY=6TU"}, Code.BAD_REPEAT, 9, "RFC 5545"),
        ({"rrule": "FREQ=WEEKLY;BYMONTHDAY=2"}, Code.BAD_REPEAT, 9, "RFC 5545"),
        ({"rrule": "FREQ=DAILY;BYSETPOS=1"}, Code.BAD_REPEAT, 9, "RFC 5545"),
        ({"rrule": "FREQ=DAILY;UNTIL=20181399"}, Code.BAD_REPEAT, 9, "UNTIL=20181231"),
        ({"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, Code.NO_OCCURRENCE, 9, "check"),
        ({"rrule": "FREQ=DAILY;BYDAY=" + "MO," * 200}, Code.TOO_LARGE, 9, "shorter"),
    ],
)
def test_a_mistake_is_told_at_its_key(keys: dict[str, Any], code: Code, line: int, said: str) -> None:
    rule, (problem,) = read(**keys)
    assert rule is None
    assert problem.code is code
    assert problem.place is not None
    assert problem.place.line == line
    assert said in (problem.hint or "")


@pytest.mark.parametrize("day", [29, 30, 31])
def test_months_without_the_day_are_told(day: int) -> None:
    rule, (problem,) = read(date(2018, 1, day), every="month")
    assert rule == Rule(f"FREQ=MONTHLY;BYMONTHDAY={day}")
    assert (problem.code, problem.place) == (Code.SHORT_MONTHS, PLACES.of("repeat", "every"))


def test_a_day_that_all_months_of_the_rule_have_is_fine() -> None:
    assert read(date(2018, 1, 31), rrule="FREQ=MONTHLY;BYMONTH=1,3;BYMONTHDAY=31")[1] == ()
    assert read(date(2018, 1, 31), every="month", on=("last day",))[1] == ()
    assert read(date(2018, 1, 31), every="year")[1] == ()
    assert read(date(2020, 2, 29), every="year")[1][0].code is Code.SHORT_MONTHS


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("20181231", date(2018, 12, 31)),
        ("20181231T183000", datetime(2018, 12, 31, 18, 30)),  # noqa: DTZ001
        ("20181231T183000Z", datetime(2018, 12, 31, 18, 30, tzinfo=UTC)),
    ],
)
def test_until_is_as_written(written: str, until: date) -> None:
    rule, _ = read(rrule=f"FREQ=WEEKLY;UNTIL={written}")
    assert rule is not None
    assert (rule.until, type(rule.until)) == (until, type(until))


def test_count_may_stand_in_or_beside_the_rule() -> None:
    assert read(rrule="FREQ=WEEKLY;COUNT=3") == read(rrule="FREQ=WEEKLY", count=3)


@settings(deadline=None)
@given(
    start=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    chosen=st.sets(st.tuples(st.sampled_from([1, 2, 3, 4, 5, -1]), st.integers(0, 6)), min_size=1, max_size=4),
    step=st.integers(1, 6),
)
def test_numbered_weekdays_mean_what_dateutil_says(start: date, chosen: set[tuple[int, int]], step: int) -> None:
    ordinals = {1: "first", 2: "2nd", 3: "third", 4: "4th", 5: "5th", -1: "last"}
    on = tuple(f"{ordinals[nth]} {WEEKDAYS[day]}" for nth, day in sorted(chosen))
    known = "FREQ=MONTHLY;BYDAY=" + ",".join(f"{nth}{CODES[day]}" for nth, day in sorted(chosen))
    begin = rrulestr(known, dtstart=datetime.combine(start, datetime.min.time()))[0].date()
    found = days(text(begin, every=f"{step} months", on=on), begin, date.max)
    expected = rrulestr(f"{known};INTERVAL={step}", dtstart=datetime.combine(begin, datetime.min.time()))
    assert list(islice(found, 30)) == [moment.date() for moment in islice(iter(expected), 30)]


@settings(deadline=None)
@given(
    start=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    others=st.sets(st.integers(0, 6)),
    step=st.integers(1, 9),
)
def test_weekdays_mean_what_dateutil_says(start: date, others: set[int], step: int) -> None:
    chosen = sorted(others | {start.weekday()})
    found = days(text(start, every=f"{step} weeks", on=tuple(WEEKDAYS[day] for day in chosen)), start, date.max)
    expected = rrule(2, interval=step, byweekday=chosen, wkst=0, dtstart=datetime.combine(start, datetime.min.time()))
    assert list(islice(found, 30)) == [moment.date() for moment in islice(iter(expected), 30)]


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_are_read_or_told(every: str, on: str) -> None:
    for keys in (
        {"every": every, "on": (on,)},
        {"every": "month", "on": (on,)},
        {"rrule": f"FREQ=DAILY;{every}"},
    ):
        rule, problems = read(**keys)
        assert rule is not None or problems


_NUMBERS = st.lists(st.integers(-400, 400), min_size=1, max_size=5).map(lambda n: ",".join(map(str, n)))
_DAYS = st.lists(st.sampled_from([*CODES, "1MO", "5SU", "-1FR", "53TU"]), min_size=1).map(",".join)
_PARTS = st.one_of(
    st.tuples(st.sampled_from(["BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "INTERVAL"]), _NUMBERS),
    st.tuples(st.just("BYDAY"), _DAYS),
    st.tuples(st.just("WKST"), st.sampled_from(CODES)),
)


@settings(deadline=None)
@given(
    freq=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    parts=st.lists(_PARTS, max_size=4, unique_by=lambda part: part[0]),
    start=st.dates(date(1900, 1, 1), date(2200, 12, 31)),
)
def test_any_rule_is_read_or_told(freq: str, parts: list[tuple[str, str]], start: date) -> None:
    rule, problems = read(start, rrule=";".join([f"FREQ={freq}", *(f"{name}={value}" for name, value in parts)]))
    assert rule is not None or problems
    if rule is not None:
        assert read(start, rrule=rule.text)[0] == rule
        assert next(days(rule.text, start, date.max)) == start


@pytest.mark.parametrize(
    "hostile",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;BYSETPOS=1,-1",
        "FREQ=WEEKLY;BYMONTH=2;BYDAY=MO,TU;BYSETPOS=3",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYSETPOS=" + ",".join(map(str, range(1, 110))),
        "FREQ=YEARLY;BYDAY=MO;BYSETPOS=366," + ",".join(map(str, range(60, 160))),
    ],
)
def test_a_hostile_rule_ends_within_a_second(hostile: str) -> None:
    began = time.process_time()
    rule, problems = read(date(1900, 1, 1), rrule=hostile)
    assert time.process_time() - began < 5
    assert rule is None
    assert problems
