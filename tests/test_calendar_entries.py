"""Which calendars an event stands in, and what its entry says there."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from tests.calendar_files import NOW, calendars, read
from tests.site_fixture import write_site

FILES: Mapping[str, str] = {
    "site.yaml": (
        "title: Our community\nurl: https://example.org/q/\n"
        "organisation: {name: The community, email: hello@example.org}\n"
    ),
    "content/regions/south-west.md": "---\nname: South West\nemail: sw@example.org\n---\n",
    "content/regions/maine.md": "---\nname: Maine\ntimezone: America/New_York\n---\n",
    "content/regions/uk-wide.md": "---\nname: UK-wide\nnationwide: true\n---\n",
    "content/programmes/growing.md": "---\nname: Growing\n---\n",
    "content/partners/seed-library.md": "---\nname: The seed library\n---\n",
    "content/events/south-west.yaml": """\
- id: full
  title: Beans, and how
  start: 2018-09-03 10:00
  end: 2018-09-03 12:00
  kind: workshop
  venue: {name: Plot 12, address: Withy Lane, postcode: TA1 1AA, latitude: 51.015, longitude: -3.1, access: A ramp}
  online: {url: "https://meet.example.org/beans", joining: The door opens at ten.}
  partners: [seed-library]
  booking: {url: "https://book.example.org/beans"}
  summary: All of it.
  description: "Bring *gloves*.\\n\\n- Soup\\n- Bread"
  tags: [Open days, soil]
  status: tentative
  status_note: It rains.
- {id: shared, title: Shared, start: 2018-09-04 10:00, venue: Bath, regions: [maine], programme: growing}
""",
    "content/events/maine.yaml": "- {id: lobster, title: Lobster, start: 2018-09-05 10:00, venue: Bath}\n",
    "content/events/uk-wide.yaml": "- {id: all, title: All, start: 2018-09-06, online: true, programme: growing}\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return calendars(write_site(tmp_path_factory.mktemp("site"), FILES), NOW)


def entries(calendar: str) -> dict[str, Any]:
    return {str(one["UID"]).partition("@")[0]: one for one in read(calendar).walk("VEVENT")}


@pytest.mark.parametrize(
    ("address", "events"),
    [
        ("/events/calendar.ics", {"full", "shared", "lobster", "all"}),
        ("/regions/south-west/events.ics", {"full", "shared", "all"}),
        ("/regions/maine/events.ics", {"shared", "lobster", "all"}),
        ("/regions/uk-wide/events.ics", {"all"}),
        ("/programmes/growing/events.ics", {"shared", "all"}),
        ("/events/full/event.ics", {"full"}),
    ],
)
def test_a_calendar_has_its_events_and_a_region_s_those_of_the_whole_country(
    made: Mapping[str, str], address: str, events: set[str]
) -> None:
    assert set(entries(made[address])) == events


def test_an_entry_is_the_same_bytes_in_every_calendar(made: Mapping[str, str]) -> None:
    texts = [one for text in made.values() for one in re.findall("BEGIN:VEVENT.*?END:VEVENT", text, re.DOTALL)]

    assert len(texts) == 17
    assert len(set(texts)) == 4


def test_an_entry_says_all_that_somebody_on_the_way_needs(made: Mapping[str, str]) -> None:
    entry = entries(made["/regions/south-west/events.ics"])["full"]

    assert str(entry["SUMMARY"]) == "To be confirmed: Beans, and how"
    assert str(entry["LOCATION"]) == "Plot 12, Withy Lane, TA1 1AA"
    assert entry["GEO"].to_ical() == "51.015;-3.1"
    assert str(entry["URL"]) == "https://example.org/q/events/full/"
    assert str(entry["CONFERENCE"]) == "https://meet.example.org/beans"
    assert [str(one) for one in entry["CATEGORIES"].cats] == ["Workshop", "Open days", "soil"]
    assert str(entry["DESCRIPTION"]) == "\n\n".join(
        (
            "It rains.",
            "All of it.",
            "Bring gloves.\n- Soup\n- Bread",
            "How to join: The door opens at ten.",
            "Join online: https://meet.example.org/beans",
            "Getting in: A ramp",
            "Run by The seed library",
            "Book a place: https://book.example.org/beans",
            "More: https://example.org/q/events/full/",
        )
    )


def test_whom_to_write_to_is_the_region_or_else_the_organisation(made: Mapping[str, str]) -> None:
    """RFC 5545, 3.8.4.3: an address with a name."""
    found = entries(made["/events/calendar.ics"])

    assert {id_: (str(one["ORGANIZER"]), str(one["ORGANIZER"].params["CN"])) for id_, one in found.items()} == {
        "full": ("mailto:sw@example.org", "South West"),
        "shared": ("mailto:sw@example.org", "South West"),
        "lobster": ("mailto:hello@example.org", "The community"),
        "all": ("mailto:hello@example.org", "The community"),
    }


def test_an_event_is_on_the_clock_of_its_region(made: Mapping[str, str]) -> None:
    lobster = made["/events/lobster/event.ics"]

    assert "\r\nDTSTART;TZID=America/New_York:20180905T100000\r\n" in lobster
    assert [str(zone["TZID"]) for zone in read(lobster).walk("VTIMEZONE")] == ["America/New_York"]


def test_a_region_has_its_colour_in_its_calendar_and_in_the_site_s(made: Mapping[str, str]) -> None:
    """RFC 7986, 5.9: the name of a CSS colour."""
    own = read(made["/regions/maine/events.ics"])

    assert str(own["COLOR"]) == str(entries(made["/events/calendar.ics"])["lobster"]["COLOR"])
    assert str(own["COLOR"]).isalpha()
    assert "COLOR" not in read(made["/events/calendar.ics"])
