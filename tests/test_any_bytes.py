"""Whatever bytes stand in a content file: problems come of them, never an exception."""

import json
import shutil
import unicodedata
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from qsite.site.areas import RegionArea, near, sheet
from qsite.source.documents import EventKeys, PersonKeys, PlainPageKeys, ProgrammeKeys, RegionKeys, StoryKeys
from qsite.source.geojson import read_area
from qsite.source.settings import Settings
from qsite.terms import Fingerprint, Id
from tests.checking import BASE, problems_of

STORY = "content/stories/2018-03-12-bath.md"
EVENTS = "content/events/south-west.yaml"
SITE = "site.yaml"
SVG = "content/images/map.svg"
LOCK = "content/calendar.lock"
AREA = "content/regions/south-west.geojson"

GOOD_STORY = """---
title: "A day: Bath"
date: 2018-03-12 10:00
updated: 16 March 2018
authors: [oliver-watson, Jo Bloggs]
kind: vox-pop
regions: [south-west]
programme: masterclasses
series: monday-blog
event: kss-welcome
tags: [Coaching, 'C++']
summary: >
  We met in Bath,
  and it rained.
image: {src: ../images/sun.svg, alt: Sun, focus: 50% 20%}
video: {url: "https://example.org/v", transcript: "See [us](https://example.org/)."}
links:
  - title: Us
    url: https://example.org/
aliases: [/old/, older]
extra: &x {mood: [1, 2.5, true, ~]}
---

# Bath

We had:

- tea, see [the page](../pages/contact.md#telephone)
    - green
- cake[^1]

| a | b |
|---|---|
| 1 | 2 |

![Sun](../images/sun.svg){.wide} <b onclick="x">bold</b> &amp; `code`

```python
print("<b>")
```

<!-- more -->

[^1]: A note.
"""
GOOD_EVENTS = """defaults:
  venue: {name: Guildhall, address: High Street, latitude: 51.38, longitude: -2.36}
  kind: webinar
events:
  - id: bath
    title: Bath
    start: 2018-03-16 18:30
    end: 2018-03-16 20:30
    timezone: Europe/London
    partners: sport-england
    speakers: [oliver-watson, Jo Bloggs]
    funding: {kind: match-funded, by: [sport-england]}
    booking: {url: "https://example.org/b", opens: 2018-02-01, closes: 2018-03-10 12:00, capacity: 20, members_only: yes}
    repeat:
      every: 2 weeks
      on: friday
      until: 2018-12-31
      except: [2018-03-30, 2018-04-13]
      also: 2018-04-14 11:00
      changes:
        - {on: 2018-04-27, start: 19:00, duration: 1h30m, status: full, online: true}
    description: |
      We meet.

      1. tea
      2. cake
  - id: wells
    title: Wells
    online: {url: "https://example.org/j", joining: Ring first}
    status: moved-online
    previously: 2018-03-01
    sessions:
      - {start: 2018-10-28T01:30, end: 2018-10-28 04:00}
      - {id: two, start: 2018-11-01 10:00+00:00, title: Second}
    votes: {question: What next, counted: 2018-05-01, results: {Coaching: 120, Measurement: 84}}
  - id: frome
    title: Frome
    start: 2018-05-31
    duration: 3d
    repeat: {rrule: FREQ=MONTHLY;BYDAY=-1TH;COUNT=6}
"""
GOOD_SITE = """title: Our community
url: https://example.org/q/
organisation: {name: Us, url: "https://example.org", email: us@example.org}
language: en-GB
timezone: Europe/London
now: 2018-06-01T09:00
id_domain: example.org
navigation: [{label: Home, to: /}, {label: Away, to: "https://example.org/"}]
markdown: {engine: markdown, trusted_html: false}
stories: {address: "/blog/{year}/{month}/{slug}/", per_page: 5, kinds: {vox-pop: Vox pop, blog: Blog}, ids: plain}
events: {default_duration: 2h, horizon: 18 months, calendar_history: 1 year}
feeds: {content: summary, entries: 5}
search: true
map: {zoom: 3}
redirects: {/a/: /events/}
tags: {C++: cpp}
extra: {a: [1]}
"""
GOOD_SVG = """<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 80 60">
<!-- a map --><style>a { fill: url(#b) }</style>
<g id="b"><path d="M0 0L8 8" onclick="x()"/><a xlink:href="https://example.org/"><text>Bath</text></a></g>
<script>alert(1)</script></svg>
"""
GOOD_LOCK = """# What subscribers' calendars hold.
kss-welcome@example.org open
spring-fair@example.org 2018-05-31

wells--2018-02-01@example.org 2018-02-01
"""
GOOD_AREA = """{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "South West"},
  "geometry": {"type": "MultiPolygon", "coordinates": [
    [[[-5.5, 50], [-2.5, 50], [-2.5, 51.5], [-5.5, 50]], [[-4, 50.2], [-3, 50.2], [-3, 50.5], [-4, 50.2]]],
    [[[-6.3, 49.9], [-6.2, 49.9], [-6.2, 50.1, 3], [-6.3, 49.9]]]
  ]}}]}
"""
GOOD = {STORY: GOOD_STORY, EVENTS: GOOD_EVENTS, SITE: GOOD_SITE, SVG: GOOD_SVG, LOCK: GOOD_LOCK, AREA: GOOD_AREA}

_PIECES = (
    *(
        ": ",
        "- ",
        "? ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "\t",
        "\r",
        "\n",
        "\n\n",
        "\n  ",
        "&a ",
        "*a",
        "*x",
        "<<: *x",
        "!!binary ",
        "!x ",
        "|",
        ">",
        "%",
        "@",
        "`",
    ),
    *(
        "---\n",
        "...\n",
        "+++\n",
        "#",
        "~",
        "null",
        "\\",
        "\x00",
        "\x07",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ud7ff",
        "é",
        "ß",
        "İ",
        "\U0001f600",
        "٣",
        "²",
    ),
    *(
        "0",
        "-1",
        "1e999",
        "9" * 30,
        "24:00",
        "2018-02-30",
        "0000-00-00",
        "9999-12-31",
        "04/05/2018",
        "2200-12-31 23:59",
        "1900-01-01",
        "T10:00+14:59",
        "Z",
    ),
    *(
        "title: x\n",
        "id: bath\n",
        "repeat: {every: day}\n",
        "every: 999 years",
        "FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2",
        "Africa/Monrovia",
        "Europe",
        "../",
        "//",
        "https://[",
    ),
    *(
        "<b>",
        "</b>",
        "<script>",
        "<!--",
        "]]>",
        "<![CDATA[",
        "<!DOCTYPE",
        "&x;",
        "&#0;",
        "](",
        "![",
        "](<",
        "[^1]",
        "{#a}",
        "* * *",
        "    ",
        "```",
        "~~~",
        "|-|-|",
    ),
)


@st.composite
def mutated(draw: st.DrawFn, good: str) -> bytes:
    """A correct file with a few slips in it."""
    text = good
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text)))
        until = min(len(text), at + draw(st.sampled_from((0, 0, 1, 2, 5, 20, 80))))
        piece = draw(st.one_of(st.sampled_from(_PIECES), st.just(""), st.just(text[at:until] * 2), st.text(max_size=4)))
        text = text[:at] + piece + text[until:]
    data = text.encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 9)) == 0:
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(min_size=1, max_size=3)) + data[at:]
    return data


_WORDS = st.one_of(
    st.sampled_from(_PIECES),
    st.sampled_from(
        (
            "bath",
            "south-west",
            "true",
            "no",
            "",
            "2018-03-16",
            "2018-03-16 18:30",
            "18:30",
            "2h",
            "3d",
            "12",
            "friday",
            "2nd tuesday",
            "month",
            "https://example.org/",
        )
    ),
    st.text(max_size=6),
)


def _named(kind: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Keys that a kind knows, with values of any shape."""
    names = [field.name for field in fields(kind)]
    inner = (
        *names,
        "src",
        "alt",
        "url",
        "title",
        "kind",
        "by",
        "every",
        "on",
        "until",
        "count",
        "except",
        "also",
        "changes",
        "start",
        "end",
        "results",
        "question",
        "kinds",
        "address",
    )
    values = st.recursive(
        _WORDS,
        lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from(inner), one, max_size=4),
        max_leaves=6,
    )
    return st.dictionaries(st.sampled_from(names), values, max_size=8)


def _dumped(value: object) -> str:
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("any") / "site"
    shutil.copytree(BASE, folder)
    return folder


def check_with(site: Path, path: str, data: bytes) -> None:
    """The site with these bytes in one file: every problem has a message, a place in a file, and comes alike twice."""
    target = site / path
    before = target.read_bytes() if target.exists() else None
    target.write_bytes(data)
    try:
        found = problems_of(site)
    finally:
        target.unlink() if before is None else target.write_bytes(before)
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    for problem in found:
        assert problem.message.strip() == problem.message != ""
        told = problem.message + (problem.hint or "")
        assert not any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in told), (
            "a message is one line, without codes that terminals follow"
        )
        assert len(told) < 2_000
        assert problem.place is not None
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        if problem.place.file == path:
            assert problem.place.line <= lines + 1


relaxed = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("path", GOOD)
def test_the_good_files_have_no_error(path: str, site: Path) -> None:
    target = site / path
    before = target.read_bytes() if target.exists() else None
    target.write_bytes(GOOD[path].encode())
    found = problems_of(site)
    target.unlink() if before is None else target.write_bytes(before)

    assert not [problem for problem in found if problem.is_error]


@pytest.mark.parametrize("path", GOOD)
@relaxed
@given(data=st.binary(max_size=200))
def test_any_bytes(path: str, data: bytes, site: Path) -> None:
    check_with(site, path, data)


@relaxed
@given(data=mutated(GOOD_STORY))
def test_a_story_with_slips(data: bytes, site: Path) -> None:
    check_with(site, STORY, data)


@relaxed
@given(data=mutated(GOOD_EVENTS))
def test_events_with_slips(data: bytes, site: Path) -> None:
    check_with(site, EVENTS, data)


@relaxed
@given(data=mutated(GOOD_SITE))
def test_settings_with_slips(data: bytes, site: Path) -> None:
    check_with(site, SITE, data)


@relaxed
@given(data=mutated(GOOD_SVG))
def test_a_drawing_with_slips(data: bytes, site: Path) -> None:
    check_with(site, SVG, data)


@relaxed
@given(data=mutated(GOOD_AREA))
def test_an_area_with_slips(data: bytes, site: Path) -> None:
    check_with(site, AREA, data)


_degrees = st.floats(-180, 180).map(lambda value: round(value, 4))
_rings = st.lists(st.tuples(_degrees, _degrees.map(lambda value: value / 2)), min_size=3, max_size=9, unique=True)


@relaxed
@given(areas=st.lists(st.lists(_rings, min_size=1, max_size=3), min_size=1, max_size=3))
def test_whatever_is_read_as_an_area_can_be_drawn(areas: list[list[list[tuple[float, float]]]]) -> None:
    texts = [json.dumps({"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}) for rings in areas]
    found = [
        RegionArea(Id(str(n)), Fingerprint(text), read_area(text.encode(), AREA)[0]) for n, text in enumerate(texts)
    ]
    read = tuple(one for one in found if one.area)

    assume(read)
    drawn = sheet(read, 700, 1500)

    assert set(drawn.outlines) == {one.region for one in read}
    assert set(near(read)) == set(drawn.outlines)
    for outline in drawn.outlines.values():
        for ring in outline.rings:
            assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in ring)


@relaxed
@given(data=mutated(GOOD_LOCK))
def test_a_calendar_lock_with_slips(data: bytes, site: Path) -> None:
    check_with(site, LOCK, data)


@relaxed
@given(value=st.lists(_named(EventKeys), min_size=1, max_size=3))
def test_events_of_any_values(value: list[dict[str, Any]], site: Path) -> None:
    check_with(
        site,
        EVENTS,
        _dumped([{"id": "bath", "title": "Bath", "start": "2018-03-16 18:30", **one} for one in value]).encode(),
    )


@relaxed
@given(value=_named(Settings))
def test_settings_of_any_values(value: dict[str, Any], site: Path) -> None:
    check_with(site, SITE, _dumped({"title": "Us", "url": "https://example.org/", **value}).encode())


_KINDS = {
    STORY: StoryKeys,
    "content/regions/wales.md": RegionKeys,
    "content/programmes/coaching.md": ProgrammeKeys,
    "content/people/jo.md": PersonKeys,
    "content/pages/join.md": PlainPageKeys,
}


@pytest.mark.parametrize("path", _KINDS)
@relaxed
@given(draw=st.data(), body=st.lists(_WORDS, max_size=8).map("".join))
def test_front_matter_of_any_values(path: str, draw: st.DataObject, body: str, site: Path) -> None:
    keys = draw.draw(_named(_KINDS[path]))
    check_with(site, path, f"---\n{_dumped(keys)}---\n\n{body}\n".encode("utf-8", "surrogatepass"))
