"""Events as an editor writes them: what the calendars' oracle builds its sites of."""

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice, takewhile
from typing import Any

from dateutil.rrule import rrulestr

Moment = date | datetime
ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
FIRST, LAST = date(2016, 1, 1), date(2040, 12, 31)
"""The days that are compared; every event starts between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How long: until `end`, or for calendar `days` and elapsed `minutes`; the default where all is empty."""

    end: Moment | time | None = None
    days: int = 0
    minutes: int = 0

    def keys(self) -> dict[str, Any]:
        if self.end is not None:
            return {"end": written(self.end)}
        spoken = " ".join([f"{self.days}d"] * bool(self.days) + [f"{self.minutes}m"] * bool(self.minutes))
        return {"duration": spoken} if spoken else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    on: date
    start: Moment | time | None = None
    length: Length = Length()
    title: str | None = None
    status: str | None = None

    def keys(self) -> dict[str, Any]:
        start = {"start": written(self.start)} if self.start is not None else {}
        said = {"title": self.title, "status": self.status}
        return {"on": written(self.on)} | start | self.length.keys() | {key: it for key, it in said.items() if it}


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    start: Moment
    length: Length = Length()
    id: str | None = None
    title: str | None = None

    def keys(self) -> dict[str, Any]:
        said = {"id": self.id, "title": self.title}
        return {"start": written(self.start)} | self.length.keys() | {key: it for key, it in said.items() if it}


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """`words` are what the editor writes, `rule` is what they mean, without its end."""

    words: dict[str, Any]
    rule: str
    until: Moment | None = None
    """Local; aware, and then in UTC, only where the rule itself says ``UNTIL=…Z``."""
    count: int | None = None
    excluded: tuple[Moment, ...] = ()
    also: tuple[Moment, ...] = ()
    changes: tuple[Change, ...] = ()

    def keys(self) -> dict[str, Any]:
        said = {
            "until": written(self.until) if self.until and "UNTIL" not in str(self.words) else None,
            "count": self.count if "COUNT" not in str(self.words) else None,
            "except": [written(day) for day in self.excluded],
            "also": [written(day) for day in self.also],
            "changes": [change.keys() for change in self.changes],
        }
        return self.words | {key: it for key, it in said.items() if it}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An event; `start` is on the wall of `zone`, or in UTC where it is the second of two."""

    id: str
    title: str
    zone: str
    status: str
    start: Moment | None = None
    length: Length = Length()
    repeat: Repeat | None = None
    sessions: tuple[Session, ...] = ()

    def keys(self) -> dict[str, Any]:
        when = {"start": written(self.start)} if self.start is not None else {}
        more: dict[str, Any] = {"repeat": self.repeat.keys()} if self.repeat else {}
        more |= {"sessions": [session.keys() for session in self.sessions]} if self.sessions else {}
        said = {"id": self.id, "title": self.title, "timezone": self.zone, "status": self.status, "venue": "Town Hall"}
        return said | when | self.length.keys() | more


def written(moment: Moment | time) -> str:
    """A moment as editors write it."""
    if isinstance(moment, datetime):
        return moment.isoformat(" ", "minutes")
    return moment.isoformat("minutes") if isinstance(moment, time) else moment.isoformat()


def rule_days(rule: str, start: date, last: date, most: int | None = None) -> list[date]:
    """The days of a rule from `start` to `last`, the first `most` of them."""
    found = (day.date() for day in rrulestr(rule, dtstart=datetime.combine(start, time())))
    return list(islice(takewhile(lambda day: day <= last, found), most))
