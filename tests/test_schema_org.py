"""Every page's JSON-LD keeps to schema.org: types and properties that exist, with values of a kind that they may have.

The table is what https://schema.org says of the types that qsite uses; a property that is missing here is to be looked up
there before it is added.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site_fixture import ROOT, SAMPLE_NOW, built, run_qsite, told
from tests.whole_site import whole_site

THING = {"name": "Text", "description": "Text", "url": "URL", "image": "URL", "alternateName": "Text"}
CREATIVE_WORK = {
    **THING,
    "inLanguage": "Language",
    "isPartOf": "CreativeWork",
    "about": "Organization",
    "sponsor": "Organization",
    "publisher": "Organization",
    "author": "Person Organization",
    "keywords": "Text",
    "position": "Integer",
    "mainEntity": "ItemList Person",
    "mainEntityOfPage": "CreativeWork",
    "datePublished": "Date",
    "dateModified": "Date",
}
EVENT = {
    **THING,
    "startDate": "Date",
    "endDate": "Date",
    "previousStartDate": "Date",
    "eventStatus": "EventStatusType",
    "eventAttendanceMode": "EventAttendanceModeEnumeration",
    "eventSchedule": "Schedule",
    "location": "Place VirtualLocation",
    "organizer": "Organization Person",
    "performer": "Person Organization",
    "offers": "Offer",
    "inLanguage": "Language",
    "superEvent": "Event",
    "recordedIn": "CreativeWork",
}
TYPES: Mapping[str, Mapping[str, str]] = {
    "WebSite": {**CREATIVE_WORK, "potentialAction": "SearchAction"},
    "SearchAction": {**THING, "target": "EntryPoint", "query-input": "Text"},
    "EntryPoint": {**THING, "urlTemplate": "Text"},
    "Organization": {
        **THING,
        "email": "Text",
        "logo": "URL",
        "areaServed": "Text",
        "parentOrganization": "Organization",
        "sponsor": "Organization",
    },
    "Person": {**THING, "jobTitle": "Text", "worksFor": "Organization"},
    "WebPage": CREATIVE_WORK,
    "CollectionPage": CREATIVE_WORK,
    "ProfilePage": CREATIVE_WORK,
    "CreativeWorkSeries": CREATIVE_WORK,
    "BlogPosting": {**CREATIVE_WORK, "headline": "Text", "articleSection": "Text", "video": "VideoObject"},
    "VideoObject": {
        **CREATIVE_WORK,
        "contentUrl": "URL",
        "embedUrl": "URL",
        "thumbnailUrl": "URL",
        "transcript": "Text",
        "uploadDate": "Date",
    },
    "BreadcrumbList": {**THING, "itemListElement": "ListItem"},
    "ItemList": {**THING, "itemListElement": "ListItem", "numberOfItems": "Integer"},
    "ListItem": {**THING, "position": "Integer", "item": "URL"},
    "Event": EVENT,
    "EventSeries": EVENT,
    "Schedule": {
        **THING,
        "repeatFrequency": "Duration",
        "repeatCount": "Integer",
        "byDay": "Weekday",
        "byMonth": "Integer",
        "byMonthDay": "Integer",
        "startDate": "Date",
        "endDate": "Date",
        "startTime": "Time",
        "endTime": "Time",
        "scheduleTimezone": "Text",
        "exceptDate": "Date",
    },
    "Place": {**THING, "address": "PostalAddress", "geo": "GeoCoordinates"},
    "VirtualLocation": THING,
    "PostalAddress": {**THING, "streetAddress": "Text", "postalCode": "Text"},
    "GeoCoordinates": {**THING, "latitude": "Number", "longitude": "Number"},
    "Offer": {
        **THING,
        "availability": "ItemAvailability",
        "price": "Price",
        "priceCurrency": "Text",
        "validFrom": "Date",
        "validThrough": "Date",
    },
}
MORE_GENERAL = {
    "CollectionPage": "CreativeWork",
    "WebPage": "CreativeWork",
    "WebSite": "CreativeWork",
    "CreativeWorkSeries": "CreativeWork",
    "EventSeries": "Event",
    "VideoObject": "CreativeWork",
}
NEEDED = {
    "WebSite": {"name", "url"},
    "BlogPosting": {"headline", "datePublished", "author", "isPartOf", "url"},
    "Event": {"name", "startDate", "endDate", "eventStatus", "url"},
    "EventSeries": {"name", "startDate", "eventSchedule"},
    "Schedule": {"repeatFrequency", "startDate"},
    "BreadcrumbList": {"itemListElement"},
    "ItemList": {"itemListElement", "numberOfItems"},
    "ListItem": {"position", "name"},
    "CollectionPage": {"name", "url", "isPartOf"},
    "ProfilePage": {"mainEntity"},
    "Offer": {"url", "availability"},
    "Person": {"name"},
    "Organization": {"name"},
}
VALUES = {
    "EventStatusType": {"EventScheduled", "EventCancelled", "EventPostponed", "EventRescheduled", "EventMovedOnline"},
    "EventAttendanceModeEnumeration": {
        "OfflineEventAttendanceMode",
        "OnlineEventAttendanceMode",
        "MixedEventAttendanceMode",
    },
    "ItemAvailability": {"InStock", "SoldOut", "PreOrder"},
    "DayOfWeek": {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
}


def is_one_of(kind: str, value: object) -> bool:
    return value in {f"https://schema.org/{name}" for name in VALUES[kind]}


def is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def written(pattern: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII) is not None


FITS: Mapping[str, Callable[[Any], bool]] = {
    "Text": is_text,
    "URL": lambda value: is_text(value) and urlsplit(value).scheme in ("http", "https", "mailto"),
    "Integer": lambda value: isinstance(value, int),
    "Number": lambda value: isinstance(value, int | float),
    "Date": lambda value: is_iso(date, value) or is_iso(datetime, value),
    "Time": lambda value: is_iso(time, value),
    "Duration": written(r"P[1-9]\d*[DWMY]"),
    "Language": written(r"[a-z]{2,3}(-[A-Za-z0-9]+)*"),
    "Price": written(r"\d+(\.\d{2})?"),
    "Weekday": lambda value: is_one_of("DayOfWeek", value) or written(r"-?\d(MO|TU|WE|TH|FR|SA|SU)")(value),
}
"""For each kind of value that is no object, whether one is of that kind."""


def fits(kind: str, value: Any) -> bool:
    """Whether a value that is no object may stand where a kind is expected."""
    return FITS[kind](value) if kind in FITS else kind in VALUES and is_one_of(kind, value)


def is_iso(kind: type[date | datetime | time], value: object) -> bool:
    try:
        kind.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def faults(data: Mapping[str, Any], path: str) -> Iterator[str]:
    """What of an object schema.org does not know."""
    kind = data.get("@type", "")
    path = f"{path}/{kind}"
    if kind not in TYPES:
        yield f"{path}: there is no such type here"
        return
    for name in sorted(NEEDED.get(kind, set()) - data.keys()):
        yield f"{path}: no {name}"
    for name, value in data.items():
        if name in ("@context", "@type", "@id"):
            continue
        if name not in TYPES[kind]:
            yield f"{path}: there is no {name}"
            continue
        values = value if isinstance(value, list) else [value]
        if not values:
            yield f"{path}: {name} is empty"
        for one in values:
            yield from value_faults(one, TYPES[kind][name].split(), f"{path}/{name}")


def value_faults(value: Any, kinds: list[str], path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        if not any(fits(kind, value) for kind in kinds):
            yield f"{path}: {value!r} is no {' or '.join(kinds)}"
    elif value.keys() != {"@id"}:
        own = value.get("@type", "")
        if own not in kinds and MORE_GENERAL.get(own) not in kinds:
            yield f"{path}: {own} is no {' or '.join(kinds)}"
        yield from faults(value, path)


def objects(output: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of every page, with the page's path."""
    for path in sorted(output.rglob("*.html")):
        for script in LexborHTMLParser(path.read_bytes().decode()).css('script[type="application/ld+json"]'):
            data = json.loads(script.text())
            for one in data if isinstance(data, list) else [data]:
                yield path.relative_to(output).as_posix(), one


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("sample") / "output"
    done = run_qsite("build", ROOT, "--now", SAMPLE_NOW, "--output", output)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


def test_all_that_the_sample_says_keeps_to_schema_org(sample: Path) -> None:
    found = list(objects(sample))

    assert [fault for path, one in found for fault in faults(one, path)] == []
    assert {"WebSite", "BlogPosting", "Event", "EventSeries", "CollectionPage", "ProfilePage", "BreadcrumbList"} <= {
        one["@type"] for _, one in found
    }
    assert all(one["@context"] == "https://schema.org" for _, one in found)


def test_all_that_a_whole_site_says_keeps_to_schema_org(tmp_path: Path) -> None:
    for path, data in whole_site().items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(data)
    outcome = built(tmp_path / "site", tmp_path / "output")
    assert outcome.published, told(outcome)

    assert [fault for path, one in objects(tmp_path / "output") for fault in faults(one, path)] == []


def test_every_page_but_home_tells_the_way_to_it(sample: Path) -> None:
    told_ways = {path: one for path, one in objects(sample) if one["@type"] == "BreadcrumbList"}
    pages = {path.relative_to(sample).as_posix() for path in sample.rglob("*.html")}
    leading_on = {path for path in pages if 'http-equiv="refresh"' in (sample / path).read_text(encoding="utf-8")}

    assert pages - leading_on - told_ways.keys() == {"index.html", "admin/index.html"}
    for path, way in told_ways.items():
        shown = LexborHTMLParser((sample / path).read_bytes().decode()).css(".breadcrumbs li")
        assert [step["name"] for step in way["itemListElement"]] == [one.text().strip() for one in shown], path
        assert [step["position"] for step in way["itemListElement"]] == list(range(1, len(shown) + 1))


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"@type": "Evnt"}, "there is no such type here"),
        ({"@type": "Person", "name": "Jo", "job": "Nurse"}, "there is no job"),
        ({"@type": "Person", "name": ""}, "is no Text"),
        ({"@type": "Organization", "name": "Us", "url": "/us/"}, "is no URL"),
        ({"@type": "BreadcrumbList", "itemListElement": [{"@type": "Person", "name": "Jo"}]}, "Person is no ListItem"),
        ({"@type": "BreadcrumbList"}, "no itemListElement"),
    ],
)
def test_the_table_finds_what_is_wrong(wrong: dict[str, Any], fault: str) -> None:
    assert any(fault in one for one in faults(wrong, ""))
