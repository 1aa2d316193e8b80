"""What pages about events say, from a small site's files: booking, calendars, series, filters, time lines."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from qsite.build.build import build
from qsite.build.request import Request
from tests.site_fixture import CLOCK, files_of, told, write_site

PLACES = {
    "content/regions/south-west.md": "---\nname: South West\norder: 1\n---\n",
    "content/regions/wales.md": "---\nname: Wales\norder: 2\n---\n",
    "content/regions/uk-wide.md": "---\nname: UK-wide\nnationwide: true\norder: 3\n---\n",
    "content/programmes/growing.md": "---\nname: Growing\n---\n",
}
BOOKED = """\
- id: talk
  title: A talk
  start: 2018-06-20 10:00
  end: 2018-06-20 12:00
  venue: Town Hall, Bath
  booking:
    url: https://book.example.org/talk
    opens: 2018-05-01 09:00
    closes: 2018-06-10 17:00
"""
PLAIN = "- id: talk\n  title: A talk\n  start: 2018-06-20 10:00\n  end: 2018-06-20 12:00\n  venue: Town Hall, Bath\n"
SERIES = """\
- {id: one, title: One, programme: growing, start: 2018-03-01 10:00, venue: Bath}
- {id: two, title: Two, programme: growing, start: 2018-05-01 10:00, venue: Bath, status: cancelled}
- {id: three, title: Three, programme: growing, start: 2018-07-01 10:00, venue: Bath}
- id: weekly
  title: Weekly
  programme: growing
  start: 2018-04-02 10:00
  venue: Bath
  repeat: {every: week, on: monday, count: 12}
- id: course
  title: Course
  programme: growing
  venue: Bath
  sessions:
    - {id: first, start: 2018-05-20 10:00, title: Digging}
    - {id: second, start: 2018-06-20 10:00, title: Sowing, status: cancelled, status_note: The frost came back.}
    - {id: third, start: 2018-07-20 10:00, title: Eating, venue: Wells}
"""
STORIES = {
    "content/stories/2018-03-05-report.md": (
        "---\ntitle: What we dug\nkind: event-report\nprogramme: growing\nevent: one\n---\n\nMud.\n"
    ),
    "content/stories/2018-04-01-voice.md": "---\ntitle: A voice\nkind: vox-pop\nprogramme: growing\nevent: one\n---\n\nOh.\n",
}


def site_of(tmp_path: Path, events: str, *, at: str | None = None, **more: str) -> dict[str, LexborHTMLParser]:
    """The pages of a small site whose South West has these events; `at` holds its clock."""
    clock = "" if at is None else f"now: {at}\n"
    settings = f"title: Our community\nurl: https://example.org/q/\n{clock}"
    files = {"site.yaml": settings, **PLACES, "content/events/south-west.yaml": events, **more}
    output = tmp_path / "output"
    outcome = build(Request(site=write_site(tmp_path / "site", files), output=output, clock=CLOCK))
    assert outcome.published, told(outcome)
    return {path: LexborHTMLParser(data) for path, data in files_of(output).items() if path.endswith(".html")}


def fact(page: LexborHTMLParser, name: str) -> LexborNode | None:
    """What stands beside a name in an event's facts."""
    return next((dt.parent for dt in page.css(".facts dt") if dt.text().strip() == name), None)


def words(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node else ""


def hrefs(page: LexborHTMLParser, selector: str) -> list[str | None]:
    return [node.attributes.get("href") for node in page.css(selector)]


# Booking follows from the clock


@pytest.mark.parametrize(
    ("at", "state", "can_book"),
    [
        ("2018-04-30T12:00", "Booking opens on Tuesday 1 May 2018, 9am", False),
        ("2018-05-01T08:59", "Booking opens on Tuesday 1 May 2018, 9am", False),
        ("2018-05-01T09:00", "Booking is open until Sunday 10 June 2018, 5pm", True),
        ("2018-06-10T17:00", "Booking is closed", False),
        ("2018-06-20T12:00", "This event is over", False),
    ],
)
def test_booking_opens_and_closes_by_the_clock(tmp_path: Path, at: str, state: str, *, can_book: bool) -> None:
    page = site_of(tmp_path, BOOKED, at=at)["events/talk/index.html"]

    assert words(page.css_first(".booking__state")) == state
    assert (page.css_first(".facts .button[href='https://book.example.org/talk']") is not None) is can_book


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("full", "Fully booked"),
        ("cancelled", "This event is cancelled"),
        ("postponed", "This event is postponed"),
    ],
)
def test_a_status_goes_before_the_clock(tmp_path: Path, status: str, state: str) -> None:
    page = site_of(tmp_path, f"{BOOKED}  status: {status}\n")["events/talk/index.html"]

    assert words(page.css_first(".booking__state")) == state
    assert page.css_first(".facts .button[href='https://book.example.org/talk']") is None


def test_an_event_to_come_that_has_no_booking_needs_none(tmp_path: Path) -> None:
    page = site_of(tmp_path, PLAIN)["events/talk/index.html"]

    assert words(page.css_first(".booking__state")) == "No booking needed"


@pytest.mark.parametrize("more", ["status: tentative", "status: cancelled", "url: https://talk.example.org/"])
def test_that_none_is_needed_is_not_said_where_it_may_be_wrong(tmp_path: Path, more: str) -> None:
    page = site_of(tmp_path, f"{PLAIN}  {more}\n")["events/talk/index.html"]

    assert fact(page, "Booking") is None


def test_a_booking_s_hour_is_told_on_the_event_s_clock(tmp_path: Path) -> None:
    page = site_of(tmp_path, f"{BOOKED}  timezone: America/New_York\n")["events/talk/index.html"]

    assert words(page.css_first(".booking__state")).endswith("5pm (New York time)")
    assert words(page.css_first(".facts__when")).endswith("(New York time)")


# Calendars


def test_an_event_can_be_added_to_a_calendar(tmp_path: Path) -> None:
    page = site_of(tmp_path, PLAIN)["events/talk/index.html"]

    ics, google, outlook = hrefs(page, ".add__ways a")
    assert ics == "/q/events/talk/event.ics"
    told_google = parse_qs(urlsplit(google or "").query)
    assert told_google["dates"] == ["20180620T090000Z/20180620T110000Z"]
    assert told_google["location"] == ["Town Hall, Bath"]
    assert told_google["details"] == ["https://example.org/q/events/talk/"]
    assert parse_qs(urlsplit(outlook or "").query)["startdt"] == ["2018-06-20T09:00:00Z"]


@pytest.mark.parametrize("more", ["status: cancelled", "status: postponed", "start: 2018-01-01"])
def test_what_does_not_come_is_not_offered_to_calendars(tmp_path: Path, more: str) -> None:
    events = (
        f"{PLAIN}  {more}\n" if "status" in more else "- {id: talk, title: A talk, start: 2018-01-01, venue: Bath}\n"
    )
    page = site_of(tmp_path, events)["events/talk/index.html"]

    assert page.css_first(".add") is None
    assert [href for href in hrefs(page, "a") if href and href.endswith(".ics")] == []


def test_each_date_that_is_to_come_has_a_file_of_its_own(tmp_path: Path) -> None:
    page = site_of(tmp_path, SERIES)["events/course/index.html"]

    assert hrefs(page, ".date__add a") == ["/q/events/course/date-third.ics"]
    assert hrefs(page, ".add__ways a")[0] == "/q/events/course/event.ics"


def test_a_cancelled_session_says_so_and_the_next_that_takes_place_is_offered(tmp_path: Path) -> None:
    page = site_of(tmp_path, SERIES)["events/course/index.html"]

    cancelled = page.css_first("#date-second")
    assert "Cancelled" in words(cancelled)
    assert "The frost came back." in words(cancelled)
    assert "Wells" in words(page.css_first("#date-third"))
    google = hrefs(page, ".add__ways a")[1]
    assert parse_qs(urlsplit(google or "").query)["dates"] == ["20180720T090000Z/20180720T100000Z"]


def test_sessions_are_marked_past_and_next(tmp_path: Path) -> None:
    page = site_of(tmp_path, SERIES)["events/course/index.html"]
    shown = {
        node.attributes["id"]: [words(badge) for badge in node.css(".badge:not([hidden])")]
        for node in page.css(".date")
    }

    assert shown == {"date-first": ["Past"], "date-second": ["Cancelled"], "date-third": ["Next"]}


def test_lists_link_to_the_calendars_of_what_they_show(tmp_path: Path) -> None:
    pages = site_of(tmp_path, PLAIN)
    calendars = {
        path: hrefs(pages[path], "head link[type='text/calendar']")
        for path in ("index.html", "events/index.html", "regions/wales/index.html", "programmes/growing/index.html")
    }

    assert calendars == {
        "index.html": ["/q/events/calendar.ics"],
        "events/index.html": ["/q/events/calendar.ics"],
        "regions/wales/index.html": ["/q/regions/wales/events.ics"],
        "programmes/growing/index.html": ["/q/programmes/growing/events.ics"],
    }


def test_the_subscriber_page_has_every_calendar_and_feed(tmp_path: Path) -> None:
    page = site_of(tmp_path, PLAIN)["subscribe/index.html"]

    copied = {node.attributes.get("data-copy") for node in page.css("button[data-copy][hidden]")}
    shown = {words(node) for node in page.css("code")}
    assert "webcal://example.org/q/events/calendar.ics" in hrefs(page, "a")
    assert "webcal://example.org/q/regions/wales/events.ics" in hrefs(page, "a")
    assert {
        "https://example.org/q/events/calendar.ics",
        "https://example.org/q/feed.xml",
        "https://example.org/q/feed.json",
        "https://example.org/q/regions/wales/events.ics",
        "https://example.org/q/regions/wales/feed.xml",
        "https://example.org/q/programmes/growing/events.ics",
    } <= copied
    assert copied <= shown
    assert "8 to 24 hours" in words(page.css_first("main"))


# What belongs together


def test_the_report_of_a_past_event_comes_first(tmp_path: Path) -> None:
    page = site_of(tmp_path, SERIES, **STORIES)["events/one/index.html"]

    report = page.css_first(".page-head .notice a")
    assert words(report) == "Read what happened: What we dug"
    assert report is not None
    assert report.attributes["href"] == "/q/stories/report/"
    assert hrefs(page, ".story__title a") == ["/q/stories/report/", "/q/stories/voice/"]


def test_an_event_to_come_has_nothing_to_report(tmp_path: Path) -> None:
    page = site_of(tmp_path, SERIES, at="2018-02-20T09:00", **STORIES)["events/one/index.html"]

    assert "Read what happened" not in words(page.css_first("main"))


@pytest.mark.parametrize(
    ("event", "following"),
    [("one", "Weekly"), ("weekly", "Three"), ("three", "Course: Eating"), ("two", "Weekly")],
)
def test_the_next_event_of_the_programme_follows(tmp_path: Path, event: str, following: str) -> None:
    """By date, after the date that the page shows; what is cancelled is passed over."""
    page = site_of(tmp_path, SERIES)[f"events/{event}/index.html"]

    heading = next(node for node in page.css("h2") if words(node) == "Next in Growing")
    assert heading.parent is not None
    assert words(heading.parent.css_first(".event__title")) == following


def test_a_programme_s_time_line_has_events_and_stories_in_order(tmp_path: Path) -> None:
    page = site_of(tmp_path, SERIES, **STORIES)["programmes/growing/index.html"]
    entries = [
        (words(node.css_first("time")), words(node.css_first("a")), [words(badge) for badge in node.css(".badge")])
        for node in page.css("ol.timeline > li")
    ]

    assert entries == [
        ("1 March 2018", "One", []),
        ("5 March 2018", "What we dug", []),
        ("1 April 2018", "A voice", []),
        ("2 April 2018", "Weekly", ["Coming"]),
        ("1 May 2018", "Two", ["Cancelled"]),
        ("20 May 2018", "Course: Digging", []),
        ("20 June 2018", "Course: Sowing", ["Cancelled"]),
        ("1 July 2018", "Three", ["Coming"]),
        ("20 July 2018", "Course: Eating", ["Coming"]),
    ]


# Choosing among events

CHOICE = {
    "content/events/uk-wide.yaml": (
        "- {id: all, title: For all, start: 2018-06-30 10:00, online: true, kind: webinar}\n"
        "- {id: both, title: Both, start: 2018-06-29 10:00, online: true, venue: Bath, kind: workshop}\n"
    ),
}


def test_upcoming_events_tell_what_they_can_be_filtered_by(tmp_path: Path) -> None:
    page = site_of(tmp_path, PLAIN, **CHOICE)["events/index.html"]
    items = [node.attributes for node in page.css(".event-list > li")]

    assert [item["data-region"] for item in items] == ["south-west", "uk-wide", "uk-wide"]
    assert [item["data-mode"] for item in items] == ["in-person", "hybrid", "online"]
    assert [item["data-kind"] for item in items] == ["", "workshop", "webinar"]
    assert ["data-everywhere" in item for item in items] == [False, True, True]
    assert items[0]["data-ends"] == "2018-06-20T11:00Z"


def test_a_filter_offers_what_upcoming_events_have(tmp_path: Path) -> None:
    page = site_of(tmp_path, PLAIN, **CHOICE)["events/index.html"]

    form = page.css_first("form[data-filter]")
    assert form is not None
    assert "hidden" in form.attributes
    offered = {
        str(node.attributes["name"]): [option.attributes.get("value") or "" for option in node.css("option")]
        for node in form.css("select")
    }
    assert offered == {
        "region": ["", "south-west", "uk-wide"],
        "kind": ["", "workshop", "webinar"],
        "how": ["", "online", "in-person"],
    }


def test_without_a_script_plain_links_lead_to_each_choice(tmp_path: Path) -> None:
    pages = site_of(tmp_path, PLAIN, **CHOICE)
    links = {words(node): node.attributes["href"] for node in pages["events/index.html"].css("#choose a")}

    assert links == {
        "Online events 2(2 events)": "/q/events/online/",
        "South West 3(3 events)": "/q/regions/south-west/#events",
        "Wales 2(2 events)": "/q/regions/wales/#events",
        "UK-wide 2(2 events)": "/q/regions/uk-wide/#events",
        "Workshop 1(1 event)": "/q/events/kind/workshop/",
        "Webinar 1(1 event)": "/q/events/kind/webinar/",
    }
    assert pages["regions/wales/index.html"].css_first("#events") is not None


def test_online_events_have_a_page(tmp_path: Path) -> None:
    page = site_of(tmp_path, PLAIN, **CHOICE)["events/online/index.html"]

    assert [words(node) for node in page.css(".event__title")] == ["Both", "For all"]


def test_what_is_cancelled_is_never_on_now(tmp_path: Path) -> None:
    events = PLAIN + "- {id: off, title: Off, start: 2018-06-20 10:30, venue: Bath, status: cancelled}\n"
    page = site_of(tmp_path, events, at="2018-06-20T11:00")["events/index.html"]

    on_now = page.css_first("main section.section--first")
    assert on_now is not None
    assert words(on_now.css_first("h2")) == "On now"
    assert [words(node) for node in on_now.css(".event__title")] == ["A talk"]
    assert "Cancelled" in words(page.css_first(".event--cancelled"))
    assert "On now" not in words(page.css_first(".event--cancelled"))


# What an editor writes as words stays words

HOSTILE = "<script>alert(1)</script> & <b>bold</b>"
WORDS = f"""\
- id: talk
  title: "{HOSTILE}"
  start: 2018-06-20 10:00
  kind: webinar
  venue: {{name: "{HOSTILE}", address: "{HOSTILE}", postcode: "{HOSTILE}", access: "{HOSTILE}"}}
  online: {{url: "https://meet.example.org/a?b=1&c=2", joining: "{HOSTILE}"}}
  booking: {{price: "{HOSTILE}"}}
  speakers: ["{HOSTILE}"]
  status: moved-online
  status_note: "{HOSTILE}"
  summary: "{HOSTILE}"
  votes: {{question: "{HOSTILE}", results: {{"{HOSTILE}": 3}}}}
  links: [{{title: "{HOSTILE}", url: "https://example.org/"}}]
  tags: ["{HOSTILE}"]
- id: course
  title: Course
  venue: Bath
  sessions:
    - {{start: 2018-06-21 10:00, title: "{HOSTILE}", status: cancelled, status_note: "{HOSTILE}", venue: "{HOSTILE}"}}
    - {{start: 2018-06-22 10:00, title: "{HOSTILE}"}}
"""


def test_markup_in_plain_words_reaches_no_page_as_markup(tmp_path: Path) -> None:
    pages = site_of(tmp_path, WORDS)

    for path, page in pages.items():
        assert not page.css("script:not([src]):not([type='application/ld+json']), main b"), path
    talk = pages["events/talk/index.html"]
    assert words(fact(talk, "How to join")).endswith(HOSTILE)
    assert HOSTILE in words(fact(talk, "Where"))
    assert HOSTILE in words(talk.css_first(".notice"))
    assert HOSTILE in words(talk.css_first(".votes table"))


def test_lines_of_how_to_join_stay_lines(tmp_path: Path) -> None:
    events = PLAIN + "  online:\n    joining: |\n      Dial 0800 1.\n      Then press 2.\n"
    joining = fact(site_of(tmp_path, events)["events/talk/index.html"], "How to join")

    assert joining is not None
    assert "Dial 0800 1.\nThen press 2." in joining.text()
    assert joining.css_first(".lines")


# What machines read of an event's page


def test_an_event_s_microformat_has_offsets_and_one_place(tmp_path: Path) -> None:
    """The classes are those of https://microformats.org/wiki/h-event."""
    booked = PLAIN.replace("venue: Town Hall, Bath", "venue: {name: Hut, postcode: BA1 1AA}")
    event = site_of(tmp_path, booked)["events/talk/index.html"].css_first(".h-event")

    assert event is not None
    assert [node.attributes["value"] for node in event.css(".dt-start")] == ["2018-06-20T10:00+01:00"]
    assert [node.attributes["value"] for node in event.css(".dt-end")] == ["2018-06-20T12:00+01:00"]
    assert len(event.css(".p-location.h-card")) == 1
    assert words(event.css_first(".p-location .p-name")) == "Hut"
    assert event.css_first(".u-url") is not None
