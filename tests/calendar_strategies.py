"""Events made up by hypothesis, as many as one likes.

Each repeat comes with the rule that its words mean, said here a second time, for `tests.calendar_meaning`.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.calendar_content import FIRST, LAST, ZONES, Change, Length, Moment, Repeat, Session, Written, rule_days

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIMES = [
    time(h, m) for h, m in ((0, 0), (0, 30), (1, 0), (1, 30), (1, 45), (2, 0), (2, 15), (2, 30), (9, 0), (23, 30))
]
_MINUTES = st.sampled_from((15, 30, 60, 90, 120, 240, 1440, 1500))
_STATUSES = st.sampled_from(
    ("scheduled", "scheduled", "scheduled", "tentative", "postponed", "cancelled", "moved-online", "full")
)
_TITLES = st.sampled_from(("Welcome", "Tea, cake; talk\\walk", "Fáilte 👋", "Cancelled: the film"))


def change_days(zone: str) -> list[date]:
    """The days on which a zone's clocks change, while the tests look at them."""
    clock, noon = ZoneInfo(zone), datetime.combine(FIRST, time(12))
    days = [noon + timedelta(days=n) for n in range((LAST - FIRST).days)]
    offsets = [day.replace(tzinfo=clock).utcoffset() for day in days]
    return [day.date() for n, day in enumerate(days) if n and offsets[n] != offsets[n - 1]]


_CHANGES = {zone: change_days(zone) for zone in ZONES}


def _day(zone: str) -> st.SearchStrategy[date]:
    """A day, most often one near a change of the clocks."""
    some = st.dates(date(2016, 2, 1), date(2039, 6, 30))
    if not _CHANGES[zone]:
        return some
    near = st.builds(
        lambda day, weeks, days: day + timedelta(weeks=weeks, days=days),
        st.sampled_from(_CHANGES[zone][1:-4]),
        st.integers(-3, 0),
        st.integers(-1, 0),
    )
    return near | near | some


@st.composite
def _lengths(draw: st.DrawFn, start: Moment) -> Length:
    """A length for what starts then; one that the start's kind can have."""
    kind = draw(st.sampled_from(("default", "end", "duration")))
    if kind == "default":
        return Length()
    if not isinstance(start, datetime):
        days = draw(st.integers(1, 3))
        return Length(end=start + timedelta(days=days - 1)) if kind == "end" else Length(days=days)
    minutes = draw(_MINUTES)
    if kind == "end":
        return Length(end=start.replace(tzinfo=None) + timedelta(minutes=minutes))
    days = draw(st.sampled_from((0, 0, 1, 2)))
    return Length(days=days, minutes=minutes if not days or draw(st.booleans()) else 0)


def _moments(day: date, *, all_day: bool) -> st.SearchStrategy[Moment]:
    return st.just(day) if all_day else st.sampled_from(_TIMES).map(lambda clock: datetime.combine(day, clock))


@st.composite
def _rules(draw: st.DrawFn, day: date) -> tuple[dict[str, Any], str]:
    """A repeat in words or as a rule, and the rule that it means."""
    week = draw(st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True))
    every, nth, weekday = draw(st.integers(1, 3)), draw(st.sampled_from((1, 2, 3, 4, 5, -1))), week[0]
    ordinal = "last" if nth < 0 else ("1st", "2nd", "3rd", "4th", "5th")[nth - 1]
    number, named, codes = draw(st.integers(1, 31)), f"{ordinal} {_NAMES[weekday]}", ",".join(_CODES[n] for n in week)
    by_name, step = f"BYDAY={nth}{_CODES[weekday]}", f"INTERVAL={every}"

    def amount(unit: str) -> str:
        return unit if every == 1 else f"{every} {unit}s"

    in_words: st.SearchStrategy[tuple[dict[str, Any], str]] = st.sampled_from(
        (
            ({"every": amount("day")}, f"FREQ=DAILY;{step}"),
            ({"every": amount("week")}, f"FREQ=WEEKLY;{step}"),
            ({"every": amount("week"), "on": [_NAMES[n] for n in week]}, f"FREQ=WEEKLY;{step};BYDAY={codes}"),
            ({"every": amount("month")}, f"FREQ=MONTHLY;{step};BYMONTHDAY={day.day}"),
            ({"every": amount("month"), "on": named}, f"FREQ=MONTHLY;{step};{by_name}"),
            ({"every": amount("month"), "on": "last day"}, f"FREQ=MONTHLY;{step};BYMONTHDAY=-1"),
            ({"every": amount("month"), "on": str(number)}, f"FREQ=MONTHLY;{step};BYMONTHDAY={number}"),
            ({"every": amount("year")}, f"FREQ=YEARLY;{step};BYMONTH={day.month};BYMONTHDAY={day.day}"),
        )
    )
    as_rule = st.sampled_from(
        (
            f"FREQ=DAILY;{step}",
            f"FREQ=WEEKLY;{step};BYDAY={codes};WKST={_CODES[weekday]}",
            f"FREQ=MONTHLY;{step};{by_name}",
            f"FREQ=MONTHLY;{step};BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            f"FREQ=MONTHLY;BYMONTH=3,10;BYDAY=-1SU;{step}",
            f"FREQ=YEARLY;BYMONTH={day.month};{by_name}",
            f"FREQ=YEARLY;BYMONTH=4,10;BYDAY={abs(nth)}SU",
        )
    ).map(lambda rule: ({"rrule": rule}, rule))
    return draw(in_words | as_rule)


def _ends(words: dict[str, Any], days: list[date], *, all_day: bool) -> st.SearchStrategy[Repeat]:
    """Those words with an end after the first of these days; none at all where that is not too much."""
    by_rule, some = "rrule" in words, st.integers(0, len(days) - 1)

    def ruled(part: str) -> dict[str, Any]:
        return {"rrule": f"{words['rrule']};{part}"} if by_rule else words

    def utc(n: int) -> Repeat:
        last = datetime.combine(days[n] + timedelta(days=2), time(18))
        return Repeat(words=ruled(f"UNTIL={last:%Y%m%dT%H%M%SZ}"), rule="", until=last.replace(tzinfo=ZoneInfo("UTC")))

    counted = some.map(lambda n: Repeat(words=ruled(f"COUNT={n + 1}"), rule="", count=n + 1))
    on_day = some.map(lambda n: Repeat(words=ruled(f"UNTIL={days[n]:%Y%m%d}"), rule="", until=days[n]))
    local = st.builds(
        lambda n, clock: datetime.combine(days[n] + timedelta(days=n == 0), clock), some, st.sampled_from(_TIMES)
    ).map(lambda last: Repeat(words=ruled(f"UNTIL={last:%Y%m%dT%H%M%S}"), rule="", until=last))
    ways = [counted, on_day]
    if not all_day:
        ways += [local, *([some.map(utc)] if by_rule else [])]
    if (days[-1] - days[0]).days > 7 * (len(days) - 1):
        ways.append(st.just(Repeat(words=words, rule="")))
    return st.one_of(ways)


@st.composite
def _changes(draw: st.DrawFn, on: date, starts: Moment) -> Change:
    """One date that is moved, made longer or shorter, renamed or cancelled."""
    all_day = not isinstance(starts, datetime)
    other = on + timedelta(days=draw(st.integers(-9, 9)))
    title, status = draw(st.none() | _TITLES), draw(st.none() | _STATUSES)
    start: Moment | time | None = draw(st.none() | _moments(other, all_day=all_day) | st.just(other))
    if not all_day and draw(st.booleans()):
        start = draw(st.sampled_from(_TIMES))
    if not draw(st.booleans()):
        return Change(on=on, start=start, title=title, status=status)
    length = draw(_lengths(begin := _begin(on, starts, start)))
    if isinstance(length.end, datetime) and length.end.date() == _on(begin) and draw(st.booleans()):
        length = Length(end=length.end.time())
    return Change(on=on, start=start, length=length, title=title, status=status)


def _begin(on: date, usual: Moment, start: Moment | time | None) -> Moment:
    """When a changed date begins, on the wall."""
    if not isinstance(usual, datetime):
        return start if isinstance(start, date) else on
    if isinstance(start, datetime):
        return start
    clock = start if isinstance(start, time) else usual.time()
    return datetime.combine(start if isinstance(start, date) else on, clock)


def _added(start: date, taken: set[date], *, all_day: bool) -> st.SearchStrategy[list[st.SearchStrategy[Moment]]]:
    """Dates beside the rule, with a time or without, on days that have none yet."""
    offsets = st.lists(st.integers(-40, 400), max_size=2, unique=True)
    days = offsets.map(lambda numbers: [start + timedelta(days=n) for n in numbers])
    return days.map(lambda them: [_moments(day, all_day=all_day) | st.just(day) for day in them if day not in taken])


def _at_usual_time(moment: Moment, start: Moment) -> Moment:
    return moment if isinstance(moment, datetime) or not isinstance(start, datetime) else _at(moment, start.time())


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock)


@st.composite
def _repeated(draw: st.DrawFn, id_: str, zone: str) -> Written:
    all_day = draw(st.sampled_from((False, False, False, True)))
    about = draw(_day(zone))
    words, rule = draw(_rules(about))
    first = rule_days(rule, about, about + timedelta(days=4000), 1) or [about]
    days = rule_days(rule, first[0], min(LAST - timedelta(days=60), first[0] + timedelta(days=3500)), 60) or first
    start = draw(_moments(first[0], all_day=all_day))
    repeat = draw(_ends(words, days, all_day=all_day))
    excluded = draw(st.lists(st.sampled_from(days), max_size=3, unique=True)) if len(days) > 4 else []
    also = [draw(it) for it in draw(_added(first[0], {*days} - {*excluded}, all_day=all_day))]
    usual = {_on(moment): _at_usual_time(moment, start) for moment in (*days, *also)}
    chosen = draw(st.lists(st.sampled_from(sorted(usual)), max_size=3, unique=True))
    changes = [draw(_changes(on, usual[on])) for on in chosen]
    made = Repeat(
        words=repeat.words,
        rule=rule,
        until=repeat.until,
        count=repeat.count,
        excluded=tuple(excluded),
        also=tuple(also),
        changes=tuple(changes),
    )
    return Written(
        id=id_,
        title=draw(_TITLES),
        zone=zone,
        status=draw(_STATUSES),
        start=start,
        length=draw(_lengths(start)),
        repeat=made,
    )


def _on(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


@st.composite
def _single(draw: st.DrawFn, id_: str, zone: str) -> Written:
    start = draw(_moments(draw(_day(zone)), all_day=draw(st.booleans())))
    length = draw(_lengths(start))
    if isinstance(start, datetime) and length.end is None:
        second = start.replace(tzinfo=ZoneInfo(zone), fold=1)
        if second.utcoffset() != second.replace(fold=0).utcoffset() and draw(st.booleans()):
            start = second.astimezone(UTC)
    return Written(id=id_, title=draw(_TITLES), zone=zone, status=draw(_STATUSES), start=start, length=length)


@st.composite
def _series(draw: st.DrawFn, id_: str, zone: str) -> Written:
    about, sessions = draw(_day(zone)), []
    for number in range(draw(st.integers(1, 4))):
        day = about + timedelta(days=7 * number + draw(st.integers(0, 3)))
        start = draw(_moments(day, all_day=draw(st.booleans())))
        name, title = draw(st.none() | st.just(f"part-{number}")), draw(st.none() | _TITLES)
        length = draw(st.just(Length()) | _lengths(start).filter(lambda length: length.end is not None))
        sessions.append(Session(start=start, length=length, id=name, title=title))
    duration = draw(st.sampled_from((Length(), Length(days=2))))
    return Written(
        id=id_,
        title=draw(_TITLES),
        zone=zone,
        status=draw(_STATUSES),
        length=duration,
        sessions=tuple(draw(st.permutations(sessions))),
    )


def events(number: int) -> st.SearchStrategy[list[Written]]:
    """So many events of a site; their ids are ``e0``, ``e1`` and so on."""

    def one(n: int) -> st.SearchStrategy[Written]:
        zones = st.sampled_from(ZONES)
        return zones.flatmap(
            lambda zone: st.one_of(*[make(f"e{n}", zone) for make in (_repeated, _repeated, _single, _series)])
        )

    return st.tuples(*map(one, range(number))).map(list)
