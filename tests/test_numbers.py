"""The community in numbers: what is counted, how it is drawn, and what can be downloaded."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site_fixture import SITE_YAML, built, files_of, told, write_site

CLOCK = datetime(2018, 6, 15, 9, tzinfo=UTC)
WEST = {"content/regions/west.md": "---\nname: West\n---\n"}
EAST = {"content/regions/east.md": "---\nname: East\n---\n"}


def event(name: str, start: str, **keys: Any) -> dict[str, Any]:
    return {"id": name, "title": name.title(), "start": start, "venue": "Bath", **keys}


def events(*listed: dict[str, Any]) -> dict[str, str]:
    return {**WEST, **EAST, "content/events/west.yaml": json.dumps(listed)}


def stories(*days: str) -> dict[str, str]:
    return {f"content/stories/{day}-story-{n}.md": "---\ntitle: A story\n---\n\nOnce.\n" for n, day in enumerate(days)}


@pytest.fixture
def made(tmp_path: Path) -> Any:
    """What a build makes of files, by path."""

    def make(files: Mapping[str, str], clock: datetime = CLOCK) -> dict[str, bytes]:
        outcome = built(write_site(tmp_path / "site", files), tmp_path / "output", clock=clock)
        assert outcome.published, told(outcome)
        return files_of(tmp_path / "output")

    return make


def table(files: Mapping[str, bytes], name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(files[f"numbers/{name}.csv"].decode(), newline="")))


def page_of(files: Mapping[str, bytes], path: str) -> Any:
    return LexborHTMLParser(files[path])


def figures(files: Mapping[str, bytes], path: str) -> list[str]:
    page = page_of(files, path)
    return [" ".join(one.text().split()) for one in page.css(".counts > li")]


def test_what_is_held_is_told_apart_from_what_is_to_come(made: Any) -> None:
    files = made(events(event("held", "2018-05-01"), event("on", "2018-06-15"), event("next", "2018-09-01")))

    assert table(files, "events-by-region") == [["Region", "Held", "To come"], ["East", "0", "0"], ["West", "1", "2"]]


def test_what_does_not_take_place_is_not_counted(made: Any) -> None:
    files = made(
        events(
            event("off", "2018-05-01", status="cancelled"),
            event("later", "2018-09-01", status="postponed"),
            event("full", "2018-09-02", status="full"),
        )
    )

    assert table(files, "events-by-region")[-1] == ["West", "0", "1"]


def test_each_date_counts_and_an_event_counts_in_each_of_its_regions(made: Any) -> None:
    weekly = event("weekly", "2018-06-04", repeat={"every": "week", "count": 5}, regions=["east"])

    files = made(events(weekly))

    assert table(files, "events-by-region")[1:] == [["East", "2", "3"], ["West", "2", "3"]]
    assert ["Events and their dates held", "2"] in table(files, "community")


def test_kinds_are_told_by_their_names_and_those_without_events_are_left_out(made: Any) -> None:
    files = made(events(event("one", "2018-05-01", kind="webinar"), event("two", "2018-09-01", kind="masterclass")))

    assert table(files, "events-by-kind")[1:] == [["Masterclass", "0", "1"], ["Webinar", "1", "0"]]


def test_quarters_follow_each_other_without_a_gap(made: Any) -> None:
    files = made(events(event("old", "2017-11-30"), event("next", "2018-07-01")))

    assert table(files, "events-by-quarter")[1:] == [
        ["October to December 2017", "1", "0"],
        ["January to March 2018", "0", "0"],
        ["April to June 2018", "0", "0"],
        ["July to September 2018", "0", "1"],
    ]


def test_quarters_long_ago_are_left_out(made: Any) -> None:
    rows = table(made(events(event("ancient", "2009-01-01"), event("held", "2018-05-01"))), "events-by-quarter")

    assert rows[1][0] == "July to September 2016"
    assert rows[-1] == ["April to June 2018", "1", "0"]


def test_match_funded_offers_are_those_of_this_year_that_have_begun(made: Any) -> None:
    funded = {"funding": "match-funded"}
    files = made(
        events(
            event("last-year", "2017-05-01", **funded),
            event("held", "2018-05-01", **funded),
            event("off", "2018-05-02", **funded, status="cancelled"),
            event("next", "2018-09-01", **funded),
            event("free", "2018-05-03", funding="free"),
        )
    )

    assert ["Match-funded offers so far in 2018", "1"] in table(files, "community")
    assert "1 match-funded offer so far in 2018" in figures(files, "regions/west/index.html")


def test_stories_are_counted_by_month_up_to_this_one(made: Any) -> None:
    files = made(stories("2018-03-12", "2018-03-20", "2018-05-01", "2018-07-01"))

    assert table(files, "stories-by-month")[1:] == [
        ["March 2018", "2"],
        ["April 2018", "0"],
        ["May 2018", "1"],
        ["June 2018", "0"],
    ]


def test_the_run_chart_has_the_median_of_months_that_are_over(made: Any) -> None:
    files = made(stories("2018-03-12", "2018-03-20", "2018-03-21", "2018-05-01", "2018-06-01"))

    chart = page_of(files, "numbers/index.html").css_first(".run")
    assert "median of whole months, 1" in chart.css_first(".run__key").text()
    assert [dot.attributes["cy"] for dot in chart.css(".run__dot")] == ["0.0%", "100.0%", "66.7%", "66.7%"]
    assert chart.css_first(".run__median").attributes["y1"] == "66.7%"


def test_a_month_later_there_is_another_month(made: Any, tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", stories("2018-03-12"))

    change = built(site, tmp_path / "output", clock=CLOCK).next_change

    assert change is not None
    assert change.isoformat() == "2018-07-01T00:00:00+01:00"


def test_a_table_opens_in_a_spreadsheet_and_nothing_in_it_runs(made: Any) -> None:
    files = made({"content/regions/west.md": '---\nname: "=1+1, \\"so\\" they say"\n---\n',
        "content/events/west.yaml": json.dumps([event("held", "2018-05-01")])
    })  # fmt: skip

    assert files["numbers/events-by-region.csv"] == (b'Region,Held,To come\r\n"\'=1+1, ""so"" they say",1,0\r\n')


def test_a_page_shows_every_number_that_its_files_hold(made: Any) -> None:
    files = made({**events(event("held", "2018-05-01"), event("next", "2018-09-01")), **stories("2018-03-12")})

    page = page_of(files, "numbers/index.html")
    shown = {
        section.css_first("h2").id: [[cell.text(strip=True) for cell in row.css("th, td.figures__number")] for row in section.css("tbody tr")]
        for section in page.css("section:has(table)")
    }  # fmt: skip
    names = [path.removeprefix("numbers/").removesuffix(".csv") for path in files if path.endswith(".csv")]
    assert shown == {f"figures-{name}": table(files, name)[1:] for name in names}
    assert [link.attributes["href"] for link in page.css("a[download]")] == [
        f"/numbers/{name}.csv" for name in ("events-by-region", "events-by-quarter", "stories-by-month", "community")
    ]


def test_the_home_page_tells_a_few_figures(made: Any) -> None:
    files = made({**events(event("held", "2018-05-01")), **stories("2018-03-12")})

    assert figures(files, "index.html") == ["2 regions", "1 event held", "1 story told"]


def test_switched_off_there_is_no_trace_of_numbers(made: Any) -> None:
    files = made({**events(event("held", "2018-05-01")), "site.yaml": f"{SITE_YAML}numbers: false\n"})

    assert not [path for path in files if path.startswith("numbers/")]
    for path in ("index.html", "regions/west/index.html"):
        assert b"/numbers/" not in files[path]
        assert b"numbers.css" not in files[path]


def test_an_empty_site_looks_finished(made: Any) -> None:
    files = made({})

    assert figures(files, "index.html") == []
    assert b"/numbers/" not in files["index.html"]
    assert b"<h1>In numbers</h1>" in files["numbers/index.html"]
