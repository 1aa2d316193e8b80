"""An event as written, and the dates that it has."""

import time as clock
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qsite.moments import Duration, Moment
from qsite.problem import Code, Problem
from qsite.site.recurrence import MOST_DATES, Slot, expand
from qsite.source.documents import Change, Event, KeyPath, Places, Repeat, Session
from qsite.terms import Id

LONDON = ZoneInfo("Europe/London")
HORIZON = date(2019, 12, 31)
HOUR = Duration(minutes=60)


def at(text: str) -> Any:
    """Read a moment: ``2018-03-13``, ``2018-03-13 18:30``, or a time alone."""
    if len(text) == 5:
        return time.fromisoformat(text)
    return datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)


class _Lines(dict[KeyPath, tuple[int, int]]):
    """Every path has a place, which shows in its column what it is the place of."""

    def __contains__(self, path: object) -> bool:
        return True

    def get(self, path: Any, _: Any = None) -> tuple[int, int]:
        return 1, hash(path)


PLACES = Places("content/events/x.yaml", _Lines())


def event(start: str | None = None, **keys: Any) -> Event:
    if start is not None:
        keys["start"] = at(start)
    return Event(id=Id("x"), title="Welcome", home=Id("x"), places=PLACES, **keys)


def spread(
    made: Event, zone: ZoneInfo = LONDON, horizon: date = HORIZON
) -> tuple[tuple[Slot, ...], tuple[Problem, ...]]:
    return expand(made, zone, HOUR, horizon)


def spans(slots: tuple[Slot, ...]) -> list[str]:
    def shown(moment: Moment) -> str:
        return moment.strftime("%m-%d %H:%M%z") if isinstance(moment, datetime) else moment.strftime("%m-%d")

    return [f"{shown(slot.start)} to {shown(slot.end)}" for slot in slots]


def clean(made: Event, zone: ZoneInfo = LONDON) -> list[str]:
    slots, problems = spread(made, zone)
    assert problems == ()
    return spans(slots)


def told(made: Event, zone: ZoneInfo = LONDON) -> list[tuple[Code, KeyPath]]:
    paths: list[KeyPath] = [(), *((key,) for key in ("start", "end", "duration", "repeat"))]
    paths.append(("repeat", "until"))
    for n in range(3):
        paths += [("repeat", key, n) for key in ("except", "also")]
        paths += [("repeat", "changes", n, key) for key in ("on", "start", "end", "duration")]
        paths += [("sessions", n, key) for key in ("id", "start", "end", "duration")]
    where = {hash(path): path for path in paths}
    return [(problem.code, where[problem.place.column]) for problem in spread(made, zone)[1] if problem.place]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"start": "2018-03-13 18:30"}, "03-13 18:30+0000 to 03-13 19:30+0000"),
        (
            {"start": "2018-03-13 18:30", "end": at("2018-03-13 20:00")},
            "03-13 18:30+0000 to 03-13 20:00+0000",
        ),
        (
            {"start": "2018-03-13 18:30", "duration": Duration(minutes=90)},
            "03-13 18:30+0000 to 03-13 20:00+0000",
        ),
        ({"start": "2018-03-13"}, "03-13 to 03-13"),
        ({"start": "2018-03-13", "end": at("2018-03-14")}, "03-13 to 03-14"),
        ({"start": "2018-03-13", "end": at("2018-03-13")}, "03-13 to 03-13"),
        ({"start": "2018-03-13", "duration": Duration(days=3)}, "03-13 to 03-15"),
        # days are on the wall, hours are elapsed; the clocks go forward on 25 March at 01:00
        ({"start": "2018-03-24 12:00", "duration": Duration(days=1)}, "03-24 12:00+0000 to 03-25 12:00+0100"),
        (
            {"start": "2018-03-24 12:00", "duration": Duration(0, 1440)},
            "03-24 12:00+0000 to 03-25 13:00+0100",
        ),
        ({"start": "2018-03-24 23:00", "duration": Duration(1, 180)}, "03-24 23:00+0000 to 03-26 02:00+0100"),
        ({"start": "2018-10-28 00:30"}, "10-28 00:30+0100 to 10-28 01:30+0100"),
        ({"start": "2018-10-28 00:30", "duration": Duration(0, 120)}, "10-28 00:30+0100 to 10-28 01:30+0000"),
        ({"start": "2018-10-28 01:30+00:00"}, "10-28 01:30+0000 to 10-28 02:30+0000"),
        ({"start": "2018-06-13 18:30+01:00"}, "06-13 18:30+0100 to 06-13 19:30+0100"),
    ],
)
def test_a_plain_event(keys: dict[str, Any], expected: str) -> None:
    assert clean(event(**keys)) == [expected]


@pytest.mark.parametrize(
    ("zone", "start", "found", "kind"),
    [
        ("Europe/London", "2018-03-25 01:30", "03-25 02:30+0100", "does not exist"),
        ("Europe/London", "2018-10-28 01:30", "10-28 01:30+0100", "comes twice"),
        ("America/New_York", "2018-03-11 02:30", "03-11 03:30-0400", "does not exist"),
        ("America/New_York", "2018-11-04 01:30", "11-04 01:30-0400", "comes twice"),
        ("Australia/Lord_Howe", "2018-10-07 02:15", "10-07 02:45+1100", "does not exist"),
        ("Australia/Lord_Howe", "2018-04-01 01:45", "04-01 01:45+1100", "comes twice"),
    ],
)
def test_odd_hours_are_read_as_rfc_5545_says_and_told(zone: str, start: str, found: str, kind: str) -> None:
    made = event(start)
    slots, (problem,) = spread(made, ZoneInfo(zone))
    assert spans(slots)[0].startswith(found)
    assert problem.code is Code.CLOCK_CHANGE
    assert kind in problem.message
    assert told(made, ZoneInfo(zone)) == [(Code.CLOCK_CHANGE, ("start",))]


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Australia/Lord_Howe"])
def test_a_repeat_holds_the_time_on_the_wall(zone: str) -> None:
    repeat = Repeat(every="week")
    slots, problems = spread(event("2018-01-01 22:30", end=at("2018-01-02 06:00"), repeat=repeat), ZoneInfo(zone))
    assert problems == ()
    assert {(slot.start.strftime("%H:%M"), slot.end.strftime("%H:%M")) for slot in slots} == {("22:30", "06:00")}
    assert len({slot.start.utcoffset() for slot in slots if isinstance(slot.start, datetime)}) == 2


def test_an_odd_hour_of_a_repeat_is_told_once_of_each_kind() -> None:
    slots, problems = spread(event("2010-01-01 01:30", repeat=Repeat(every="day", until=at("2015-01-01"))))
    assert [problem.code for problem in problems] == [Code.CLOCK_CHANGE] * 2
    assert len(slots) == 1827


@pytest.mark.parametrize(
    ("until", "dates"),
    [
        (at("2018-03-27"), ["03-13", "03-20", "03-27"]),
        (at("2018-03-26"), ["03-13", "03-20"]),
        (at("2018-03-27 18:30"), ["03-13", "03-20", "03-27"]),
        (at("2018-03-27 18:29"), ["03-13", "03-20"]),
        (at("2018-03-27 17:30+00:00"), ["03-13", "03-20", "03-27"]),  # the clocks are on UTC+1 by then
        (at("2018-03-27 17:29+00:00"), ["03-13", "03-20"]),
    ],
)
def test_until_is_inclusive_on_the_events_clock(until: Moment, dates: list[str]) -> None:
    assert [span[:5] for span in clean(event("2018-03-13 18:30", repeat=Repeat(every="week", until=until)))] == dates


def test_until_of_an_rrule() -> None:
    for end, number in (
        ("20180327", 3),
        ("20180327T183000", 3),
        ("20180327T173000Z", 3),
        ("20180327T172959Z", 2),
    ):
        repeat = Repeat(rrule=f"FREQ=WEEKLY;UNTIL={end}")
        assert len(clean(event("2018-03-13 18:30", repeat=repeat))) == number


def test_count_counts_excluded_dates() -> None:
    repeat = Repeat(every="week", count=3, excluded=(at("2018-03-20"),))
    assert [span[:5] for span in clean(event("2018-03-13", repeat=repeat))] == ["03-13", "03-27"]


def test_the_horizon_is_inclusive_and_never_hides_the_first_date() -> None:
    made = event("2018-03-13 18:30", repeat=Repeat(every="week"))
    assert len(spread(made, horizon=at("2018-03-27"))[0]) == 3
    assert len(spread(made, horizon=at("2018-03-26"))[0]) == 2
    assert len(spread(made, horizon=at("2017-01-01"))[0]) == 1


def test_except_also_and_changes() -> None:
    changes = (
        Change(on=at("2018-03-13"), start=at("19:00")),
        Change(on=at("2018-03-27"), start=at("2018-03-28")),
        Change(on=at("2018-04-03"), start=at("2018-04-04 10:00"), end=at("12:00")),
        Change(on=at("2018-04-10"), duration=Duration(minutes=15)),
        Change(on=at("2018-04-12"), end=at("23:00"), status="cancelled"),
    )
    also = (at("2018-04-12"), at("2018-04-13 09:00"), at("2018-04-10"))
    excluded = (at("2018-03-20 18:30"),)
    repeat = Repeat(every="week", until=at("2018-04-17"), excluded=excluded, also=also, changes=changes)
    made = event("2018-03-13 18:30", end=at("2018-03-13 20:00"), repeat=repeat)
    assert clean(made) == [
        "03-13 19:00+0000 to 03-13 20:30+0000",
        "03-28 18:30+0100 to 03-28 20:00+0100",
        "04-04 10:00+0100 to 04-04 12:00+0100",
        "04-10 18:30+0100 to 04-10 18:45+0100",
        "04-12 18:30+0100 to 04-12 23:00+0100",
        "04-13 09:00+0100 to 04-13 10:30+0100",
        "04-17 18:30+0100 to 04-17 20:00+0100",
    ]
    slots, _ = spread(made)
    assert [slot.original.day for slot in slots] == [13, 27, 3, 10, 12, 13, 17]
    assert [slot.change for slot in slots] == [*changes, None, None]


def test_all_day_repeats_keep_their_length() -> None:
    repeat = Repeat(every="month", count=2, changes=(Change(on=at("2018-04-13"), start=at("2018-04-20")),))
    made = event("2018-03-13", end=at("2018-03-14"), repeat=repeat)
    assert clean(made) == ["03-13 to 03-14", "04-20 to 04-21"]


@pytest.mark.parametrize(
    ("keys", "meets"),
    [
        ({"excluded": (at("2018-03-21"),)}, "2018-03-20"),
        ({"excluded": (at("2030-03-21"),)}, "2018-04-03"),
        ({"changes": (Change(on=at("2018-03-25")),)}, "2018-03-27"),
        ({"changes": (Change(on=at("2018-03-20")),), "excluded": (at("2018-03-20"),)}, "2018-03-13"),
    ],
)
def test_what_meets_no_date_is_told_with_the_nearest(keys: dict[str, Any], meets: str) -> None:
    made = event("2018-03-13 18:30", repeat=Repeat(every="week", count=4, **keys))
    (problem,) = spread(made)[1]
    assert problem.code is Code.EXCEPT_MEETS_NOTHING
    assert problem.hint == f"the nearest date is {meets}"
    path = ("repeat", "changes", 0, "on") if "changes" in keys else ("repeat", "except", 0)
    assert told(made) == [(Code.EXCEPT_MEETS_NOTHING, path)]


def test_a_first_date_that_is_left_out_makes_room_for_the_next_beyond_the_horizon() -> None:
    made = event("2018-03-13", repeat=Repeat(every="week", excluded=(at("2018-03-13"),)))

    assert [spread(made, horizon=at(day)) for day in ("2018-03-01", "2018-03-13")] == [
        spread(made, horizon=at("2018-03-20")),
        spread(made, horizon=at("2018-03-20")),
    ]


def test_dates_beyond_the_horizon_are_met_and_not_shown() -> None:
    repeat = Repeat(every="week", excluded=(at("2025-01-07"),), changes=(Change(on=at("2025-01-14")),))
    slots, problems = spread(event("2018-03-13", repeat=repeat), horizon=at("2018-03-20"))
    assert (len(slots), problems) == (2, ())


_WEEKLY: dict[str, Any] = {"every": "week", "count": 3}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, [(Code.MISSING_KEY, ())]),
        ({"start": "2018-03-13 18:30", "end": at("2018-03-13 18:00")}, [(Code.END_BEFORE_START, ("end",))]),
        ({"start": "2018-03-13 18:30", "end": at("2018-03-13 18:30")}, [(Code.END_BEFORE_START, ("end",))]),
        ({"start": "2018-03-13", "end": at("2018-03-12")}, [(Code.END_BEFORE_START, ("end",))]),
        ({"start": "2018-03-13", "end": at("2018-03-13 18:30")}, [(Code.WRONG_TYPE, ("end",))]),
        ({"start": "2018-03-13 18:30", "end": at("2018-03-13")}, [(Code.WRONG_TYPE, ("end",))]),
        ({"start": "2018-03-13", "duration": HOUR}, [(Code.BAD_DURATION, ("duration",))]),
        (
            {"start": "2018-03-13", "end": at("2018-03-14"), "duration": Duration(days=1)},
            [(Code.KEYS_CLASH, ("duration",))],
        ),
        ({"start": "2018-06-13 18:30+00:00"}, [(Code.OFFSET_DISAGREES, ("start",))]),
        (
            {"start": "2018-03-13", "repeat": Repeat(**_WEEKLY, also=(at("2018-03-14 10:00"),))},
            [(Code.WRONG_TYPE, ("repeat", "also", 0))],
        ),
        (
            {"start": "2018-03-13 10:00", "repeat": Repeat(**_WEEKLY, also=(at("2018-03-20 12:00"),))},
            [(Code.DUPLICATE_ID, ("repeat", "also", 0))],
        ),
        (
            {
                "start": "2018-03-13 10:00",
                "repeat": Repeat(**_WEEKLY, changes=(Change(on=at("2018-03-20")),) * 2),
            },
            [(Code.DUPLICATE_ID, ("repeat", "changes", 1, "on"))],
        ),
        (
            {
                "start": "2018-03-13",
                "repeat": Repeat(**_WEEKLY, changes=(Change(on=at("2018-03-20"), start=at("10:00")),)),
            },
            [(Code.WRONG_TYPE, ("repeat", "changes", 0, "start"))],
        ),
        (
            {
                "start": "2018-03-13 10:00",
                "repeat": Repeat(**_WEEKLY, changes=(Change(on=at("2018-03-20"), end=at("09:00")),)),
            },
            [(Code.END_BEFORE_START, ("repeat", "changes", 0, "end"))],
        ),
        (
            {"start": "2018-03-13 10:00", "repeat": Repeat(every="week", until=at("2018-03-13 09:00"))},
            [(Code.NO_OCCURRENCE, ("repeat", "until"))],
        ),
        (
            {"start": "2018-03-13", "repeat": Repeat(every="week", count=1, excluded=(at("2018-03-13"),))},
            [(Code.NO_OCCURRENCE, ("repeat",))],
        ),
        ({"start": "1990-01-01", "repeat": Repeat(every="day")}, [(Code.TOO_LARGE, ("repeat",))]),
        (
            {"start": "2018-03-13", "sessions": (Session(start=at("2018-03-13")),)},
            [(Code.KEYS_CLASH, ("start",))],
        ),
    ],
)
def test_mistakes_are_told_at_their_keys(keys: dict[str, Any], expected: list[tuple[Code, KeyPath]]) -> None:
    assert told(event(**keys)) == expected


def test_a_missing_start_names_the_event() -> None:
    assert "Welcome" in spread(event())[1][0].message


def test_too_many_dates_are_cut() -> None:
    assert len(spread(event("1990-01-01", repeat=Repeat(every="day")))[0]) == MOST_DATES


def test_a_wrong_repeat_leaves_the_first_date() -> None:
    slots, problems = spread(event("2018-03-13", repeat=Repeat(every="wek")))
    assert spans(slots) == ["03-13 to 03-13"]
    assert [problem.code for problem in problems] == [Code.BAD_REPEAT]


def test_sessions_are_in_order_with_the_length_of_the_event() -> None:
    sessions = (
        Session(start=at("2018-04-10 10:00")),
        Session(id=Id("first"), start=at("2018-03-13 10:00"), end=at("2018-03-13 12:30")),
        Session(start=at("2018-05-01")),
    )
    slots, problems = spread(event(sessions=sessions))
    assert problems == ()
    assert spans(slots) == [
        "03-13 10:00+0000 to 03-13 12:30+0000",
        "04-10 10:00+0100 to 04-10 11:00+0100",
        "05-01 to 05-01",
    ]
    assert [slot.session for slot in slots] == [sessions[1], sessions[0], sessions[2]]
    assert spans(spread(event(sessions=sessions[:1], duration=Duration(0, 30)))[0]) == [
        "04-10 10:00+0100 to 04-10 10:30+0100"
    ]


def test_two_sessions_need_two_names() -> None:
    same_day = (Session(start=at("2018-03-13 10:00")), Session(start=at("2018-03-13 14:00")))
    assert told(event(sessions=same_day)) == [(Code.DUPLICATE_ID, ("sessions", 1, "start"))]
    same_id = tuple(Session(id=Id("a"), start=at(day)) for day in ("2018-03-13", "2018-03-14"))
    assert told(event(sessions=same_id)) == [(Code.DUPLICATE_ID, ("sessions", 1, "id"))]
    both = (
        Session(id=Id("a"), start=at("2018-03-13 10:00")),
        Session(id=Id("b"), start=at("2018-03-13 14:00")),
    )
    assert told(event(sessions=both)) == []


_MOMENTS = st.one_of(
    st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    st.datetimes(
        datetime.combine(date(1900, 1, 1), time()),
        datetime.combine(date(2200, 12, 31), time()),
        timezones=st.sampled_from([None, UTC]),
    ),
)
_LENGTHS = st.none() | st.builds(Duration, st.integers(0, 2000), st.integers(1, 2000))


@settings(deadline=None)
@given(
    start=_MOMENTS,
    end=st.none() | _MOMENTS,
    duration=_LENGTHS,
    every=st.sampled_from(["day", "week", "month", "year", "weekdays", "3 weeks"]),
    until=st.none() | _MOMENTS,
    days=st.lists(_MOMENTS, max_size=3),
    change=st.none() | _MOMENTS | st.times(),
    zone=st.sampled_from(["Europe/London", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Monrovia"]),
    horizon=st.dates(),
)
def test_any_event_has_dates_or_problems(
    start: Moment,
    end: Moment | None,
    duration: Duration | None,
    every: str,
    until: Moment | None,
    days: list[Moment],
    change: Any,
    zone: str,
    horizon: date,
) -> None:
    first = start.date() if isinstance(start, datetime) else start
    changes = (Change(on=first, start=change, end=change), Change(on=first + timedelta(7), start=change))
    repeat = Repeat(every=every, until=until, excluded=tuple(days), also=tuple(days), changes=changes)
    made = Event(
        id=Id("x"),
        title="X",
        home=Id("x"),
        places=PLACES,
        start=start,
        end=end,
        duration=duration,
        repeat=repeat,
    )
    slots, problems = spread(made, ZoneInfo(zone), horizon)
    assert slots or problems
    assert len({slot.original for slot in slots}) == len(slots)
    for slot in slots:
        assert isinstance(slot.start, datetime) is isinstance(slot.end, datetime)
        if isinstance(slot.start, datetime) and isinstance(slot.end, datetime):
            assert slot.start.tzinfo is slot.end.tzinfo is not None
            assert slot.start.timestamp() < slot.end.timestamp()
        else:
            assert slot.start <= slot.end


def test_plain_events_are_fast() -> None:
    events = [event("2018-03-13 18:30", end=at("2018-03-13 20:00")) for _ in range(2_000)]
    began = clock.process_time()
    for made in events:
        spread(made)
    assert clock.process_time() - began < 2
