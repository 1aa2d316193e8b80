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

from qsite.pages.cards import Card, EventCard, Named, OrganisationView, PageMeta, PictureView, SiteView
from qsite.pages.views import (
    BookingView,
    DateView,
    EventView,
    OnlineView,
    RegionView,
    StoryView,
    VenueView,
)
from qsite.render.filters import FILTERS, GLOBALS
from qsite.render.structured import (
    MAX_DATES,
    absolute,
    event_data,
    region_data,
    story_data,
    structured_data,
    to_script,
)
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


def test_region() -> None:
    data = region_data(RegionView("se", "South East", "SE", "", nation="England", email="se@x.example"), PAGE, SITE)
    assert (data["@type"], data["name"], data["url"]) == ("CollectionPage", "South East", PAGE.canonical)
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
