"""The law of freshness: between two instants without a `next_change` nothing changes, and at each one something does."""

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.site_fixture import SITE_YAML, built, files_of, told, write_site

REGION = "---\nname: South West\narea: south-west.geojson\n---\n"
AREA = '{"type": "Polygon", "coordinates": [[[-5, 50], [-3, 50], [-3, 51], [-5, 50]]]}'
ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
DAYS = (date(2017, 9, 30), date(2017, 10, 28), date(2017, 10, 31), date(2018, 3, 25), date(2018, 6, 1))
"""Days around which a month begins, or the clocks change in one of the zones."""

Keys = dict[str, Any]
days = st.builds(lambda day, after: day + timedelta(days=after), st.sampled_from(DAYS), st.integers(0, 3))
clocks = st.sampled_from(["00:00", "00:30", "01:15", "01:45", "02:30", "09:00", "18:30", "23:59"])
times = st.builds(lambda day, clock: f"{day} {clock}", days, clocks)
instants = st.builds(
    lambda day, minutes: datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes),
    days,
    st.integers(-1440, 1440),
)


@st.composite
def bookings(draw: st.DrawFn) -> Keys:
    opens, closes = sorted((draw(times), draw(times)))
    booking: Keys = {"url": "https://example.org/book"}
    if draw(st.booleans()):
        booking["opens"] = opens
    if draw(st.booleans()):
        booking["closes"] = closes if closes > opens and draw(st.booleans()) else f"{closes[:10]}"
    return booking


@st.composite
def whens(draw: st.DrawFn) -> Keys:
    """When an event is: one time, days, sessions, or a repeat."""
    day, start = draw(days), draw(times)
    length = draw(st.sampled_from(["30m", "2h", "1d", "26h"]))
    kind = draw(st.sampled_from(["time", "days", "sessions", "repeat", "repeated days"]))
    match kind:
        case "time":
            return {"start": start, "duration": length}
        case "days":
            return {"start": str(day), "end": str(day + timedelta(days=draw(st.integers(0, 2))))}
        case "sessions":
            starts = draw(st.lists(times, min_size=1, max_size=3))
            return {"sessions": [{"id": f"part-{n}", "start": one} for n, one in enumerate(starts)]}
        case _:
            return draw(repeats(start if kind == "repeat" else str(day)))


@st.composite
def repeats(draw: st.DrawFn, first: str) -> Keys:
    """What happens again from its first day or time on, now and then without that one, or with a change to it."""
    ends: tuple[Keys, ...] = ({"count": 3}, {"until": "2018-07-01"}, {})
    repeat: Keys = {"every": draw(st.sampled_from(["3 days", "2 weeks", "month", "year"]))}
    repeat |= draw(st.sampled_from(ends))
    moved = draw(times) if " " in first else str(draw(days))
    match draw(st.sampled_from(["as it is", "except", "also", "cancelled", "moved"])):
        case "except" if "until" not in repeat:  # the first may be the only one
            repeat["except"] = [first]
        case "also":
            repeat["also"] = [f"{date.fromisoformat(first[:10]) - timedelta(days=1)}{first[10:]}"]
        case "cancelled":
            repeat["changes"] = [{"on": first[:10], "status": "cancelled"}]
        case "moved":
            repeat["changes"] = [{"on": first[:10], "start": moved}]
        case _:
            pass
    return {"start": first, "repeat": repeat}


@st.composite
def events(draw: st.DrawFn, number: int) -> Keys:
    event: Keys = {"id": f"event-{number}", "title": "Open evening", "venue": "Town Hall", **draw(whens())}
    if draw(st.booleans()):
        event["timezone"] = draw(st.sampled_from(ZONES))
    if draw(st.booleans()):
        event["booking"] = draw(bookings())
    if draw(st.booleans()):
        event["funding"] = "match-funded"
    event["status"] = draw(st.sampled_from(["scheduled", "scheduled", "cancelled", "full", "postponed"]))
    event["draft"] = draw(st.sampled_from([False, False, False, True]))
    return event


@st.composite
def sites(draw: st.DrawFn) -> Mapping[str, str]:
    zone, horizon = draw(st.sampled_from(ZONES)), draw(st.sampled_from([1, 3]))
    files = {
        "site.yaml": f"{SITE_YAML}timezone: {zone}\nevents: {{horizon: {horizon} months}}\n",
        "content/regions/south-west.md": REGION,
        "content/regions/south-west.geojson": AREA,
    }
    listed = [draw(events(number)) for number in range(draw(st.integers(0, 2)))]
    if listed:
        files["content/events/south-west.yaml"] = json.dumps(listed)
    for number in range(draw(st.integers(0, 2))):
        when, draft = draw(st.one_of(times, days.map(str))), draw(st.booleans())
        story = f"---\ntitle: A story\ndate: {when}\ndraft: {str(draft).lower()}\ntags: [tea]\n---\n\nText.\n"
        files[f"content/stories/story-{number}.md"] = story
    return files


@settings(max_examples=40, deadline=None)
@given(files=sites(), now=instants, drafts=st.booleans(), between=st.floats(0, 1))
def test_the_output_changes_at_the_next_change_and_not_before(
    files: Mapping[str, str], now: datetime, *, drafts: bool, between: float
) -> None:
    with tempfile.TemporaryDirectory() as name:
        site = write_site(Path(name) / "site", files)

        def at(clock: datetime) -> tuple[dict[str, bytes], datetime | None]:
            output = Path(name) / f"{clock:%Y-%m-%d-%H-%M-%S-%f}"
            outcome = built(site, output, clock=clock, drafts=drafts)
            assert outcome.published, told(outcome)
            return files_of(output), outcome.next_change

        before, change = at(now)
        if change is None:
            assert at(now + timedelta(days=4000))[0] == before
            return
        assert change > now
        for later in (now + (change - now) * between, change - timedelta(seconds=1)):
            if now < later < change:
                assert at(later) == (before, change)
        after, following = at(change)
        assert after != before
        assert following is None or following > change
