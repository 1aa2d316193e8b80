"""Links that add a date to Google Calendar or Outlook: what each service reads from its address."""

from datetime import UTC, date, datetime, timezone
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from qsite.pages.calendar_links import GOOGLE, OUTLOOK, Entry, google_href, outlook_href

LONDON, NEW_YORK = ZoneInfo("Europe/London"), ZoneInfo("America/New_York")
SUMMER = Entry("Tea & talk", datetime(2018, 6, 1, 18, 30, tzinfo=LONDON), datetime(2018, 6, 1, 20, tzinfo=LONDON))
DAYS = Entry("Gathering", date(2018, 2, 27), date(2018, 2, 28))


def asked(href: str) -> dict[str, str]:
    """The names in an address with their values, each of which stands once."""
    return {name: value for name, (value,) in parse_qs(urlsplit(href).query, strict_parsing=True).items()}


def test_google_is_given_instants_and_the_zone_to_show_them_in() -> None:
    href = google_href(SUMMER)

    assert href.startswith(f"{GOOGLE}?")
    assert asked(href) == {
        "action": "TEMPLATE",
        "text": "Tea & talk",
        "dates": "20180601T173000Z/20180601T190000Z",
        "ctz": "Europe/London",
    }


def test_outlook_is_given_instants() -> None:
    href = outlook_href(SUMMER)

    assert href.startswith(f"{OUTLOOK}?")
    assert asked(href) == {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": "Tea & talk",
        "startdt": "2018-06-01T17:30:00Z",
        "enddt": "2018-06-01T19:00:00Z",
    }


def test_the_day_after_the_last_ends_whole_days() -> None:
    google, outlook = asked(google_href(DAYS)), asked(outlook_href(DAYS))

    assert google["dates"] == "20180227/20180301"
    assert "ctz" not in google
    assert (outlook["startdt"], outlook["enddt"], outlook["allday"]) == ("2018-02-27", "2018-03-01", "true")


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first = datetime(2018, 10, 28, 1, 30, tzinfo=LONDON)
    second = first.replace(fold=1)

    assert asked(google_href(Entry("x", first, second)))["dates"] == "20181028T003000Z/20181028T013000Z"


@pytest.mark.parametrize(("zone", "named"), [(NEW_YORK, "America/New_York"), (UTC, None)])
def test_a_zone_without_a_name_is_not_told(zone: ZoneInfo | timezone, named: str | None) -> None:
    entry = Entry("x", datetime(2018, 3, 14, 12, tzinfo=zone), datetime(2018, 3, 14, 13, tzinfo=zone))

    assert asked(google_href(entry)).get("ctz") == named


def test_details_come_as_text_to_google_and_as_html_to_outlook() -> None:
    entry = Entry(
        "x", date(2018, 6, 1), date(2018, 6, 1), "Bring <tea> & cake\n\nhttps://example.org/?a=1", "Hall, Bath"
    )

    assert asked(google_href(entry))["details"] == entry.details
    assert asked(outlook_href(entry))["body"] == "Bring &lt;tea&gt; &amp; cake<br><br>https://example.org/?a=1"
    assert asked(google_href(entry))["location"] == asked(outlook_href(entry))["location"] == "Hall, Bath"
