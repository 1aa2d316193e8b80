"""schema.org data, and the filters that templates call."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from qsite.pages.cards import Card, Counted, EventCard, Named, OrganisationView, PageMeta, PictureView, SiteView
from qsite.pages.schedule import ScheduleView
from qsite.pages.views import (
    BookingView,
    DateView,
    EventView,
    OnlineView,
    PartnerView,
    PersonView,
    RegionView,
    SeriesView,
    StoryView,
    VenueView,
)
from qsite.render.filters import FILTERS, GLOBALS
from qsite.render.schema_org import absolute, to_script
from qsite.render.structured import (
    MAX_ITEMS,
    list_data,
    partner_data,
    person_data,
    region_data,
    story_data,
    structured_data,
)
from qsite.render.structured_events import MAX_DATES, event_data
from qsite.words import span_html, span_words

ZONE = timezone(timedelta(hours=1))
START = datetime(2018, 6, 1, 18, 30, tzinfo=ZONE)
URL = "https://example.org/q/"
SITE = SiteView(
    title="Q",
    url=URL,
    base="/q/",
    language="en-GB",
    organisation=OrganisationView("Q Org", "https://org.example/", "q@example.org"),
    logo=PictureView("/q/logo.png"),
)
PAGE = PageMeta(
    title="A page",
    kind="event",
    href="/q/events/a/",
    canonical=f"{URL}events/a/",
    description="About it",
    breadcrumbs=(Named("Home", "/q/"), Named("Nowhere"), Named("Events", "/q/events/")),
)
CARD = EventCard(
    title="Welcome",
    href="/q/events/a/",
    start=START,
    end=START + timedelta(hours=2),
    kind=None,
    status="scheduled",
    status_label="",
    place="",
    mode="hybrid",
    begins=START,
    over=START + timedelta(hours=2),
)
DATE = DateView(CARD, "d1", online=OnlineView("https://meet.example/x"))
EVENT = EventView(
    id="a",
    title="Welcome",
    status="scheduled",
    status_label="",
    dates=(DATE,),
    next=DATE,
    past=False,
    venue=VenueView("Town Hall", "1 High St", "DH1 1AA", latitude=54.7, longitude=-1.5),
    online=OnlineView("https://meet.example/x"),
    partners=(Card("Partner", "/q/partners/p/"),),
    speakers=(Named("Jo", "/q/people/jo/"), Named("Sam")),
    booking=BookingView("open", "Open", href="https://book.example/", opens=date(2018, 5, 1), price="£1,010.50"),
    image=PictureView("/q/images/a.jpg"),
)
STORY = StoryView("s", "A story", date(2018, 3, 12), Named("Blog"), "<p>x</p>", "Sum", authors=(Named("Jo"),))


def one(event: EventView) -> dict[str, Any]:
    (data,) = event_data(event, PAGE, SITE)
    return data


def on(**changes: Any) -> EventView:
    """Change the card of the event's date."""
    return replace(EVENT, dates=(replace(DATE, card=replace(CARD, **changes)),))


@given(st.text(st.characters(codec=None)))
def test_no_text_ends_the_script(text: str) -> None:
    script = to_script({"name": text + "</script><!--&"})
    inner = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set(inner) & set("<>&\u2028\u2029")
    clean = text.encode("utf-8", "replace").decode()
    assert json.loads(inner) == {"name": clean + "</script><!--&"}


def test_nothing_gives_no_script() -> None:
    assert to_script([]) == Markup("")


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/q/", URL),
        ("/q/events/", f"{URL}events/"),
        ("https://x.example/q/", "https://x.example/q/"),
        ("//x.example/", "https://x.example/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("http://[bad", "http://[bad"),
    ],
)
def test_absolute(href: str, address: str) -> None:
    assert absolute(href, SITE) == address


def test_absolute_at_the_root() -> None:
    site = replace(SITE, url="https://example.org/", base="/")
    assert absolute("/a/", site) == "https://example.org/a/"
    assert absolute("//x.example/", site) == "https://x.example/"


def test_home() -> None:
    website, organisation = structured_data(replace(PAGE, kind="home", breadcrumbs=()), SITE)
    assert (website["@type"], website["url"], website["name"]) == ("WebSite", URL, "Q")
    assert website["publisher"]["@id"] == organisation["@id"]
    assert organisation["logo"] == f"{URL}logo.png"
    assert organisation["name"] == "Q Org"


def test_the_site_s_search_is_told_where_it_has_one() -> None:
    home = replace(PAGE, kind="home", breadcrumbs=())
    without, _ = structured_data(home, SITE)
    found, _ = structured_data(home, replace(SITE, has=("search",)))

    assert "potentialAction" not in without
    action = found["potentialAction"]
    assert action["@type"] == "SearchAction"
    assert action["target"]["urlTemplate"] == f"{URL}search/?q={{search_term_string}}"
    assert action["query-input"] == "required name=search_term_string"


def test_the_last_step_of_a_later_page_is_its_number() -> None:
    (data,) = structured_data(replace(PAGE, title="Wales (page 2 of 3)", here="Page 2"), SITE)

    assert data["itemListElement"][-1]["name"] == "Page 2"


def test_breadcrumbs_end_with_the_page() -> None:
    (data,) = structured_data(PAGE, SITE)
    assert [(item["position"], item["name"], item["item"]) for item in data["itemListElement"]] == [
        (1, "Home", URL),
        (2, "Events", f"{URL}events/"),
        (3, "A page", PAGE.canonical),
    ]


def test_story() -> None:
    data = story_data(replace(STORY, image=PictureView("/q/i.jpg"), updated=START), PAGE, SITE)
    assert (data["@type"], data["headline"]) == ("BlogPosting", "A story")
    assert (data["datePublished"], data["dateModified"]) == ("2018-03-12", "2018-06-01T18:30+01:00")
    assert data["author"] == [{"@type": "Person", "name": "Jo"}]
    assert data["image"] == [f"{URL}i.jpg"]
    assert data["mainEntityOfPage"]["@id"] == PAGE.canonical
    assert data["publisher"]["name"] == "Q Org"
    assert "keywords" not in data


def test_a_story_is_part_of_the_site_and_of_its_series() -> None:
    series = SeriesView("Letters", "/q/series/letters/", 2, 3)

    alone, in_series = (story_data(replace(STORY, series=one), PAGE, SITE) for one in (None, series))

    assert [part["@type"] for part in alone["isPartOf"]] == ["WebSite"]
    assert "position" not in alone
    assert in_series["isPartOf"][1] == {
        "@type": "CreativeWorkSeries",
        "name": "Letters",
        "url": f"{URL}series/letters/",
    }
    assert in_series["position"] == 2


def test_story_without_authors_is_by_the_organisation() -> None:
    data = story_data(replace(STORY, authors=()), PAGE, replace(SITE, organisation=None))
    assert data["author"]["name"] == "Q"


def test_event() -> None:
    data = one(EVENT)
    assert (data["startDate"], data["endDate"]) == ("2018-06-01T18:30+01:00", "2018-06-01T20:30+01:00")
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    place, virtual = data["location"]
    assert place["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "1 High St",
        "postalCode": "DH1 1AA",
    }
    assert virtual["url"] == "https://meet.example/x"
    assert [organizer["url"] for organizer in data["organizer"]] == [f"{URL}partners/p/"]
    assert data["performer"][1] == {"@type": "Person", "name": "Sam"}
    assert data["offers"] == {
        "@type": "Offer",
        "url": "https://book.example/",
        "availability": "https://schema.org/InStock",
        "validFrom": "2018-05-01",
        "price": "1010.50",
        "priceCurrency": "GBP",
    }
    assert data["image"] == [f"{URL}images/a.jpg"]
    assert (data["url"], data["description"]) == (PAGE.canonical, "About it")


def test_all_day_event_has_days() -> None:
    data = one(on(start=date(2018, 6, 1), end=date(2018, 6, 2)))
    assert (data["startDate"], data["endDate"]) == ("2018-06-01", "2018-06-02")


@pytest.mark.parametrize(
    ("status", "moved", "names"),
    [
        ("scheduled", False, "EventScheduled"),
        ("full", False, "EventScheduled"),
        ("tentative", True, ["EventRescheduled"]),
        ("cancelled", True, "EventCancelled"),
        ("postponed", False, "EventPostponed"),
        ("moved-online", False, "EventMovedOnline"),
        ("moved-online", True, ["EventMovedOnline", "EventRescheduled"]),
    ],
)
def test_status(status: str, moved: object, names: str | list[str]) -> None:
    data = one(replace(on(status=status), previously=date(2018, 5, 1) if moved else None))
    listed = names if isinstance(names, list) else [names]
    addresses = [f"https://schema.org/{name}" for name in listed]
    assert data["eventStatus"] == (addresses if len(addresses) > 1 else addresses[0])
    assert data.get("previousStartDate") == ("2018-05-01" if "EventRescheduled" in listed else None)


def test_google_s_required_and_recommended_properties_are_told() -> None:
    """The lists are those of https://developers.google.com/search/docs/appearance/structured-data/event."""
    data = one(EVENT)

    required = {"name", "startDate", "location"}
    recommended = {"description", "endDate", "eventStatus", "image", "offers", "organizer", "performer"}
    assert required | recommended <= data.keys()
    for moment in (data["startDate"], data["endDate"]):
        assert datetime.fromisoformat(moment).utcoffset() is not None


def test_a_moved_event_s_old_start_has_an_offset() -> None:
    data = one(replace(EVENT, previously=START - timedelta(days=7)))

    assert data["previousStartDate"] == "2018-05-25T18:30+01:00"
    assert data["eventStatus"] == "https://schema.org/EventRescheduled"


def test_an_event_without_partners_is_run_by_the_site_s_organisation_where_it_names_one() -> None:
    alone = replace(EVENT, partners=())
    (nameless,) = event_data(alone, PAGE, replace(SITE, organisation=None))

    assert one(alone)["organizer"]["name"] == "Q Org"
    assert "organizer" not in nameless


def test_each_date_tells_its_own_online_place() -> None:
    here = replace(DATE, card=replace(CARD, mode="in-person"), online=None, anchor="here")
    moved = replace(DATE, card=replace(CARD, status="moved-online", mode="online"), anchor="moved")
    asked = replace(moved, online=OnlineView(joining="Ask us"), anchor="asked")

    told = event_data(replace(EVENT, online=None, dates=(here, moved, asked)), PAGE, SITE)

    assert [data.get("location", {}).get("@type") for data in told] == ["Place", "VirtualLocation", None]
    assert told[1]["location"]["url"] == "https://meet.example/x"


def test_an_event_that_nothing_is_known_of_has_no_location() -> None:
    nowhere = replace(EVENT, venue=None, online=None, dates=(replace(DATE, card=replace(CARD, mode=""), online=None),))

    assert "location" not in one(nowhere)
    assert "eventAttendanceMode" not in one(nowhere)


def test_moved_online_has_no_place() -> None:
    data = one(on(status="moved-online"))
    assert data["location"]["@type"] == "VirtualLocation"
    assert data["eventAttendanceMode"].endswith("/OnlineEventAttendanceMode")


def test_half_filled_locations_are_left_out() -> None:
    asked = replace(DATE, online=OnlineView(joining="Ask"))
    assert "location" not in one(replace(EVENT, venue=VenueView("Hall"), dates=(asked,)))
    assert one(replace(EVENT, dates=(replace(DATE, online=None),)))["location"]["@type"] == "Place"


@pytest.mark.parametrize(
    ("price", "told"),
    [
        ("Free", ("0", None)),
        ("£5", ("5", "GBP")),
        ("€7.50", ("7.50", "EUR")),
        ("£5 or £3", (None, None)),
        ("$5", (None, None)),
    ],
)
def test_price(price: str, told: tuple[str | None, str | None]) -> None:
    offer = one(replace(EVENT, booking=BookingView("full", "", price=price)))["offers"]
    assert (offer.get("price"), offer.get("priceCurrency")) == told
    assert offer["url"] == PAGE.canonical
    assert offer["availability"].endswith("/SoldOut")


def test_no_offer_where_there_is_none_to_take() -> None:
    for state in ("over", "closed", "not-needed"):
        assert "offers" not in one(replace(EVENT, booking=BookingView(state, ""))), state
    assert "offers" not in one(replace(EVENT, booking=None))


def test_dates_to_come_are_told() -> None:
    gone = replace(DATE, card=replace(CARD, past=True), anchor="gone")
    many = tuple(replace(DATE, anchor=f"d{n}") for n in range(MAX_DATES + 5))
    found = event_data(replace(EVENT, dates=(gone, *many)), PAGE, SITE)
    assert [data["url"] for data in found] == [f"{PAGE.canonical}#d{n}" for n in range(MAX_DATES)]


def test_of_past_dates_the_last_is_told() -> None:
    gone = tuple(replace(DATE, card=replace(CARD, past=True), anchor=f"d{n}") for n in range(3))
    assert [data["url"] for data in event_data(replace(EVENT, dates=gone), PAGE, SITE)] == [f"{PAGE.canonical}#d2"]
    assert event_data(replace(EVENT, dates=()), PAGE, SITE) == []


SCHEDULE = ScheduleView(
    every="P1M",
    start=datetime(2018, 6, 5, 18, 30),  # noqa: DTZ001 (on the clock of its zone)
    end=datetime(2018, 6, 5, 20, 0),  # noqa: DTZ001
    zone="Europe/London",
    weekdays=("1TU",),
    last=date(2018, 12, 4),
    left_out=(date(2018, 8, 7),),
)


def test_a_repeat_s_rule_is_told_with_its_dates() -> None:
    series, *dates = event_data(replace(EVENT, dates=(DATE, DATE), schedule=SCHEDULE), PAGE, SITE)

    assert (series["@type"], series["url"]) == ("EventSeries", PAGE.canonical)
    assert [place["@type"] for place in series["location"]] == ["Place", "VirtualLocation"]
    assert series["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1M",
        "byDay": ["1TU"],
        "startDate": "2018-06-05",
        "endDate": "2018-12-04",
        "startTime": "18:30:00",
        "endTime": "20:00:00",
        "scheduleTimezone": "Europe/London",
        "exceptDate": ["2018-08-07"],
    }
    assert [one["superEvent"] for one in dates] == [{"@id": series["@id"]}] * 2


def test_a_plain_weekday_is_one_of_schema_org_s() -> None:
    weekly = replace(SCHEDULE, every="P2W", weekdays=("TU",), left_out=())

    series = event_data(replace(EVENT, schedule=weekly), PAGE, SITE)[0]

    assert series["eventSchedule"]["byDay"] == ["https://schema.org/Tuesday"]


def test_a_repeat_that_is_over_is_told_by_its_last_date_alone() -> None:
    (data,) = event_data(replace(EVENT, past=True, schedule=SCHEDULE), PAGE, SITE)

    assert data["@type"] == "Event"


def test_a_list_tells_where_its_entries_lead() -> None:
    items = (CARD, Card("Wales", "/q/regions/wales/"), Counted("Soil", "/q/tags/soil/", 2))

    data = list_data(items, PAGE, SITE)

    assert data["@type"] == "CollectionPage"
    assert data["mainEntity"]["numberOfItems"] == 3
    assert [(one["position"], one["name"], one["url"]) for one in data["mainEntity"]["itemListElement"]] == [
        (1, "Welcome", f"{URL}events/a/"),
        (2, "Wales", f"{URL}regions/wales/"),
        (3, "Soil", f"{URL}tags/soil/"),
    ]


def test_of_a_long_list_the_first_are_told_and_how_many_there_are() -> None:
    data = list_data((CARD,) * (MAX_ITEMS + 5), PAGE, SITE)["mainEntity"]

    assert (len(data["itemListElement"]), data["numberOfItems"]) == (MAX_ITEMS, MAX_ITEMS + 5)


def test_an_empty_list_has_no_items() -> None:
    assert "mainEntity" not in list_data((), PAGE, SITE)


def test_person() -> None:
    person = PersonView("jo", "Jo", "", "Nurse", Named("The Guild", "/q/partners/guild/"), PictureView("/q/jo.jpg"))

    data = person_data(person, PAGE, SITE)

    assert data["@type"] == "ProfilePage"
    assert data["mainEntity"] == {
        "@type": "Person",
        "name": "Jo",
        "url": PAGE.canonical,
        "jobTitle": "Nurse",
        "worksFor": {"@type": "Organization", "name": "The Guild", "url": f"{URL}partners/guild/"},
        "image": [f"{URL}jo.jpg"],
        "description": "About it",
    }


def test_partner() -> None:
    about = partner_data(PartnerView("p", "The Guild", "", href="https://guild.example/"), PAGE, SITE)["about"]

    assert (about["@type"], about["name"], about["url"]) == ("Organization", "The Guild", "https://guild.example/")


def test_region() -> None:
    data = region_data(RegionView("se", "South East", "SE", "", nation="England", email="se@x.example"), PAGE, SITE)
    assert (data["@type"], data["name"], data["url"]) == ("CollectionPage", "A page", PAGE.canonical)
    assert data["about"]["name"] == "South East"
    assert (data["about"]["email"], data["about"]["areaServed"]) == ("se@x.example", "England")


def test_templates_may_call_all() -> None:
    environment = Environment(autoescape=True)
    environment.filters.update(FILTERS)
    environment.globals.update(GLOBALS)
    template = environment.from_string(
        "{{ card|span }}|{{ card.start|day }}|{{ card.start|date }}|{{ card.start|date_text }}|"
        "{{ '<b>x</b>'|html }}|{{ none|html }}|{{ 3|plural('story', 'stories') }}|{{ month(2018, 6) }}|"
        "{{ card|span_text }}|{{ card.start|machine_time }}|{{ card.over|utc }}"
    )
    assert template.render(card=CARD).split("|") == [
        str(span_html(CARD.start, CARD.end)),
        '<time datetime="2018-06-01T18:30+01:00">Friday 1 June 2018</time>',
        '<time datetime="2018-06-01T18:30+01:00">1 June 2018</time>',
        "1 June 2018",
        "<b>x</b>",
        "",
        "3 stories",
        "June 2018",
        span_words(CARD.start, CARD.end),
        "2018-06-01T18:30+01:00",
        "2018-06-01T19:30Z",
    ]
    script = environment.from_string(
        "{{ structured_data(page, site) }}{{ story_data(story, page, site) }}"
        "{{ event_data(event, page, site) }}{{ region_data(region, page, site) }}"
    ).render(page=PAGE, site=SITE, story=STORY, event=EVENT, region=RegionView("x", "X", "X", ""))
    assert script.count('<script type="application/ld+json">') == 4
