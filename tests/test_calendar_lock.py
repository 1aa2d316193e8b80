"""Subscribers keep what they have: an event keeps its name in calendars, and one that vanishes is told."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qsite.build.build import build
from qsite.build.check import check
from qsite.build.request import Outcome, Remembering, Request
from tests.site_fixture import CLOCK, SMALL, asked, told, write_site

EVENTS = "content/events/south-west.yaml"
LOCK = "content/calendar.lock"
WELCOME = SMALL[EVENTS]
LINE = "welcome@example.org 2018-09-03"
COURSE = """
- id: course
  title: Saving seed
  venue: Town Hall, Bath
  sessions:
    - {id: drying, start: 2018-10-04 10:00}
    - {start: 2018-06-05 10:00}
    - {id: past, start: 2018-05-01 10:00}
"""
CHANGES: Mapping[str, Mapping[str, str]] = {
    "moved": {EVENTS: WELCOME.replace("2018-09-03", "2018-09-10")},
    "moved into the past": {EVENTS: WELCOME.replace("2018-09-03", "2018-05-01")},
    "cancelled": {EVENTS: WELCOME + "  status: cancelled\n"},
    "renamed": {EVENTS: WELCOME.replace("Welcome event", "Autumn fair")},
    "in another file": {EVENTS: "", "content/events/south-west/autumn.yaml": WELCOME},
    "in another region": {EVENTS: "", "content/regions/wales.md": "---\nname: Wales\n---\n", "content/events/wales.yaml": WELCOME},
    "in another order": {EVENTS: COURSE + WELCOME},
    "at another address": {"site.yaml": "title: Us\nurl: https://example.org/q/\nevents: {address: '/on/{slug}/'}\n"},
    "repeated": {EVENTS: WELCOME + "  repeat: {every: week}\n"},
    "on another clock": {EVENTS: WELCOME + "  timezone: Pacific/Auckland\n"},
}  # fmt: skip
LOSSES: Mapping[str, tuple[str, str]] = {
    "taken out": ("", "put it back with status: cancelled"),
    "given another id": (
        WELCOME.replace("id: welcome", "id: welcome-2018"),
        'did you rename it to "welcome-2018"? An id is the event\'s name in calendars for ever: write id: welcome again',
    ),
    "made a draft": (WELCOME + "  draft: true\n", "it is a draft now"),
    "cut into sessions": (COURSE.replace("id: course", "id: welcome"), "its dates are sessions now"),
}


def published(site: Path, now: datetime = CLOCK) -> Outcome:
    """What a build did that is more than a look."""
    return build(Request(site=site, output=site / "output", clock=now, remember=True))


def lines(site: Path) -> list[str]:
    """The entries that the file has."""
    return [line for line in (site / LOCK).read_text("utf-8").splitlines() if not line.startswith("#")]


def checked(site: Path, now: datetime = CLOCK, *, drafts: bool = False) -> Outcome:
    return check(Request(site=site, output=site / "output", clock=now, drafts=drafts))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was published with an event to come."""
    folder = write_site(tmp_path / "site", SMALL)
    assert published(folder).published
    return folder


def test_a_build_remembers_what_is_to_come(tmp_path: Path) -> None:
    repeats = (
        "- {id: ends, title: Ends, venue: Bath, start: 2018-01-01, repeat: {every: month, on: 1, until: 2025-12-31}}\n"
        "- {id: counted, title: Counted, venue: Bath, start: 2018-01-05 23:00, duration: 2h, repeat: {rrule: 'FREQ=DAILY;COUNT=9999'}}\n"
        "- {id: endless, title: Endless, venue: Bath, start: 2018-01-01, repeat: {every: week}}\n"
        "- {id: moved, title: Moved, venue: Bath, start: 2018-05-01 9:00, repeat: {every: day, count: 2, changes: [{on: 2018-05-02, start: 2018-07-01 9:00}]}}\n"
        "- {id: hidden, title: Hidden, venue: Bath, start: 2018-09-09, draft: true}\n"
        "- {id: over, title: Over, venue: Bath, start: 2018-05-30, end: 2018-05-31}\n"
        "- {id: today, title: Today, venue: Bath, start: 2018-06-01 8:00, end: 2018-06-01 8:30}\n"
        "- {id: days, title: Days, venue: Bath, start: 2018-06-10, end: 2018-06-12}\n"
    )
    folder = write_site(tmp_path, {**SMALL, EVENTS: WELCOME + COURSE + repeats})

    outcome = published(folder)

    assert told(outcome) == []
    assert lines(folder) == [
        "counted@example.org 2031-09-14",
        "course--2018-06-05@example.org 2018-06-05",
        "course--drying@example.org 2018-10-04",
        "days@example.org 2018-06-12",
        "endless@example.org open",
        "ends@example.org 2025-12-01",
        "moved@example.org 2018-07-01",
        "today@example.org 2018-06-01",
        LINE,
    ]
    assert outcome.remembering.added == 9


@pytest.mark.parametrize("files", CHANGES.values(), ids=CHANGES)
def test_an_event_that_changes_keeps_its_name(files: Mapping[str, str], site: Path) -> None:
    write_site(site, files)

    assert told(checked(site)) == []
    assert published(site).published


@pytest.mark.parametrize(("events", "hint"), LOSSES.values(), ids=LOSSES)
def test_an_event_that_vanishes_is_told_at_its_line(events: str, hint: str, site: Path) -> None:
    write_site(site, {EVENTS: events})

    (problem,) = checked(site).problems

    assert (problem.code.text, problem.severity.value, str(problem.place)) == ("entry-vanished", "error", f"{LOCK}:3:1")
    assert 'the event "welcome" until 2018-09-03' in problem.message
    assert hint in (problem.hint or "")


def test_an_event_that_vanishes_stops_the_build(site: Path) -> None:
    before = (site / LOCK).read_bytes()
    write_site(site, {EVENTS: ""})

    assert not published(site).published
    assert (site / "output/events/welcome/index.html").exists()
    assert (site / LOCK).read_bytes() == before


def test_a_past_event_may_vanish_and_its_line_goes(site: Path) -> None:
    write_site(site, {EVENTS: ""})

    assert [one.code.text for one in checked(site, datetime(2018, 9, 3, 22, 59, tzinfo=UTC)).problems] == [
        "entry-vanished"
    ]
    after = datetime(2018, 9, 3, 23, tzinfo=UTC)  # midnight in London
    assert told(checked(site, after)) == []
    assert published(site, after).published
    assert lines(site) == []


def test_an_event_whose_line_is_taken_out_may_vanish(site: Path) -> None:
    write_site(site, {EVENTS: "", LOCK: "# nothing\n"})

    assert told(checked(site)) == []


def test_a_session_that_is_moved_keeps_its_name_by_its_id(site: Path) -> None:
    write_site(site, {EVENTS: WELCOME + COURSE})
    published(site)
    write_site(site, {EVENTS: WELCOME + COURSE.replace("2018-06-05", "2018-07-05").replace("2018-10-04", "2018-11-04")})

    (problem,) = checked(site).problems

    assert 'the session "2018-06-05" of the event "course" until 2018-06-05' in problem.message
    assert "write id: 2018-06-05 into that session" in (problem.hint or "")
    as_told = COURSE.replace("{start: 2018-06-05", "{id: 2018-06-05, start: 2018-07-05")
    write_site(site, {EVENTS: WELCOME + as_told})
    assert told(checked(site)) == []


def test_another_address_keeps_the_names_where_id_domain_says_so(site: Path) -> None:
    write_site(site, {"site.yaml": "title: Us\nurl: https://example.com/\n"})

    (problem,) = checked(site).problems

    assert "write id_domain: example.org in site.yaml" in (problem.hint or "")
    write_site(site, {"site.yaml": "title: Us\nurl: https://example.com/\nid_domain: example.org\n"})
    assert told(checked(site)) == []


def test_drafts_count_as_there_where_they_are_asked_for(site: Path) -> None:
    write_site(site, {EVENTS: WELCOME + "  draft: true\n"})

    assert told(checked(site, drafts=True)) == []


@pytest.mark.parametrize("mistake", ["title: [", "title: Us\n", "title: Us\nurl: example\n", None])
def test_broken_settings_make_nothing_vanish(mistake: str | None, site: Path) -> None:
    if mistake is None:
        (site / "site.yaml").unlink()
    else:
        write_site(site, {"site.yaml": mistake})

    found = {problem.code.text for problem in checked(site).problems}

    assert found
    assert "entry-vanished" not in found


def test_a_site_without_the_file_has_no_problem(site: Path) -> None:
    (site / LOCK).unlink()

    assert told(checked(site)) == []
    assert not (site / LOCK).exists(), "check writes nothing"
    published(site)
    assert lines(site) == [LINE]


def test_a_site_without_events_gets_no_file(tmp_path: Path) -> None:
    folder = write_site(tmp_path, {path: text for path, text in SMALL.items() if path != EVENTS})

    assert published(folder).published
    assert not (folder / LOCK).exists()


def test_the_file_reaches_no_page(site: Path) -> None:
    write_site(site, {LOCK: "# nothing\n"})

    outcome = published(site)

    assert (outcome.written, outcome.deleted) == ((), ())
    assert lines(site) == [LINE]


def test_windows_line_ends_are_left_as_they_are(site: Path) -> None:
    data = (site / LOCK).read_bytes().replace(b"\n", b"\r\n")
    (site / LOCK).write_bytes(data)

    outcome = published(site)

    assert not outcome.remembering.changed
    assert (site / LOCK).read_bytes() == data


def test_what_two_changes_left_is_put_right(site: Path) -> None:
    write_site(site, {LOCK: f"{LINE}\nwelcome@example.org 2018-08-30\nold@example.org 2018-01-01\n"})

    assert published(site).published
    assert lines(site) == [LINE]


def test_a_file_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    write_site(tmp_path, SMALL)
    (tmp_path / LOCK).mkdir()

    done = asked("build", tmp_path, environment={"SOURCE_DATE_EPOCH": str(int(CLOCK.timestamp()))})

    assert done.returncode == 0
    assert "qsite: content/calendar.lock was not written: " in done.stderr
    assert (tmp_path / "output/index.html").exists()
    assert list((tmp_path / "content").glob(".*")) == []


@pytest.mark.parametrize(
    "look", [["--drafts"], ["--now", "2018-06-01"], ["--output", "OUT"], ["--url", "https://example.com/"]]
)
def test_a_build_for_a_look_remembers_nothing(look: list[str], tmp_path: Path) -> None:
    folder = write_site(tmp_path / "site", SMALL)
    options = [one.replace("OUT", str(tmp_path / "out")) for one in look]

    done = asked("build", folder, *options, environment={"SOURCE_DATE_EPOCH": str(int(CLOCK.timestamp()))})

    assert done.returncode == 0, done.stderr
    assert not (folder / LOCK).exists()


def test_a_build_says_what_it_remembers(tmp_path: Path) -> None:
    folder = write_site(tmp_path, {**SMALL, EVENTS: WELCOME + COURSE})
    clock = {"SOURCE_DATE_EPOCH": str(int(CLOCK.timestamp()))}

    first, second = (asked("build", folder, environment=clock).stdout for _ in range(2))
    write_site(folder, {EVENTS: WELCOME.replace("2018-09-03", "2018-09-10") + COURSE})
    third = asked("build", folder, environment=clock).stdout

    assert "Remembered 3 new calendar entries in content/calendar.lock: commit it with your change." in first
    assert "calendar.lock" not in second
    assert "Brought content/calendar.lock up to date: commit it with your change." in third


_DAY = st.integers(0, 900).map(lambda days: (datetime(2017, 6, 1, tzinfo=UTC) + timedelta(days=days)).date())
_EVENT = st.tuples(
    st.sampled_from(("welcome", "welcome-2018", "course", "fair")),
    _DAY,
    st.sampled_from(("", "repeat: {every: week}", "repeat: {every: 2 weeks, count: 3}", "draft: true", "sessions")),
)


def _written(identity: str, day: object, more: str) -> str:
    when = f"sessions: [{{start: {day}}}, {{id: last, start: 2018-12-01}}]" if more == "sessions" else f"start: {day}"
    rest = "" if more in ("", "sessions") else f", {more}"
    return f"- {{id: {identity}, title: Welcome, venue: Bath, {when}{rest}}}\n"


@settings(max_examples=15, deadline=None)
@given(events=st.lists(_EVENT, unique_by=lambda one: one[0], max_size=4), later=st.integers(0, 900))
def test_what_was_published_stays_without_a_problem(
    events: list[tuple[str, object, str]], later: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The second of two builds changes nothing; later ones only drop lines, and never complain."""
    folder = write_site(tmp_path_factory.mktemp("site"), {**SMALL, EVENTS: "".join(_written(*one) for one in events)})

    first, second = published(folder), published(folder)

    assert told(first) == []
    assert second.remembering == Remembering()
    before = set(lines(folder)) if (folder / LOCK).exists() else set()
    later_on = published(folder, CLOCK + timedelta(days=later))
    assert told(later_on) == []
    assert before >= (set(lines(folder)) if (folder / LOCK).exists() else set())
