"""The map of the regions: areas in, one picture and one list out, which always agree."""

import json
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import sin
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site_fixture import SITE_YAML, built, files_of, told, write_site

Ring = Sequence[tuple[float, float]]
WEST: Ring = [(-3, 51), (-2, 51), (-2, 52), (-3, 52)]
EAST: Ring = [(-2, 51), (-1, 51), (-1, 52), (-2, 52)]
NORTH: Ring = [(-3, 55), (-2, 55), (-2, 56), (-3, 56)]


def polygon(*rings: Ring) -> Mapping[str, Any]:
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]] for ring in rings]}


def region(name: str, area: str = "", keys: str = "") -> str:
    return f"---\nname: {name}\n{f'area: {area}' if area else ''}\n{keys}---\n"


def with_areas(**areas: Ring) -> dict[str, str]:
    """A site whose regions have areas."""
    files = {"site.yaml": SITE_YAML}
    for name, ring in areas.items():
        files[f"content/regions/{name}.md"] = region(name.title(), f"{name}.geojson")
        files[f"content/regions/{name}.geojson"] = json.dumps(polygon(ring))
    return files


@pytest.fixture
def made(tmp_path: Path) -> Any:
    """What a build makes of files, by path."""

    def make(files: Mapping[str, str]) -> dict[str, bytes]:
        outcome = built(write_site(tmp_path / "site", files), tmp_path / "output")
        assert outcome.published, told(outcome)
        return files_of(tmp_path / "output")

    return make


def page_of(files: Mapping[str, bytes], path: str) -> Any:
    return LexborHTMLParser(files[path])


def regions_page(files: Mapping[str, bytes]) -> Any:
    return page_of(files, "regions/index.html")


def links_of(page: Any) -> dict[str, Any]:
    """The links of the map's list, by the region's name."""
    return {link.css_first(".map__name").text(): link for link in page.css(".map__link")}


def points_of(path: str) -> list[list[tuple[int, int]]]:
    """The rings of an SVG path of ours."""
    rings = []
    for ring in re.findall(r"M(-?\d+) (-?\d+)l([^z]*)z", path):
        steps = [int(number) for number in re.findall(r"-?\d+", ring[2])]
        x, y = int(ring[0]), int(ring[1])
        points = [(x, y)]
        for right, down in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + right, y + down
            points.append((x, y))
        rings.append(points)
    return rings


def outline(page: Any, name: str) -> list[list[tuple[int, int]]]:
    return points_of(links_of(page)[name].css_first("path").attributes["d"] or "")


@pytest.mark.parametrize(
    "area",
    [
        polygon(WEST),
        {"type": "Feature", "properties": {}, "geometry": polygon(WEST)},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": polygon(WEST)}]},
        {"type": "MultiPolygon", "coordinates": [polygon(WEST)["coordinates"]]},
        {"type": "GeometryCollection", "geometries": [polygon(WEST)]},
    ],
    ids=lambda area: str(area["type"]),
)
def test_every_kind_of_geojson_that_has_polygons_is_an_area(made: Any, area: Mapping[str, Any]) -> None:
    page = regions_page(made({**with_areas(west=WEST), "content/regions/west.geojson": json.dumps(area)}))

    assert len(outline(page, "West")) == 1


def test_north_is_up_and_east_is_right(made: Any) -> None:
    page = regions_page(made(with_areas(west=WEST, east=EAST, north=NORTH)))

    (west,), (east,), (north,) = (outline(page, name) for name in ("West", "East", "North"))
    assert max(x for x, _ in west) <= min(x for x, _ in east)
    assert max(y for _, y in north) < min(y for _, y in west)


def test_a_square_on_the_globe_is_one_on_the_map(made: Any) -> None:
    tall_in_degrees: Ring = [(-2, 60), (0, 60), (0, 61), (-2, 61)]  # at 60° a degree east is half a degree north

    (ring,) = outline(regions_page(made(with_areas(north=tall_in_degrees))), "North")

    width, height = (max(side) - min(side) for side in zip(*ring, strict=True))
    assert 0.95 < width / height < 1.05


def test_a_region_on_both_sides_of_the_antimeridian_is_drawn_as_one(made: Any) -> None:
    parts = [[(178, -18), (180, -18), (180, -16), (178, -16)], [(-180, -18), (-178, -18), (-178, -16), (-180, -16)]]
    both = {"type": "MultiPolygon", "coordinates": [polygon(part)["coordinates"] for part in parts]}

    page = regions_page(made({**with_areas(fiji=WEST), "content/regions/fiji.geojson": json.dumps(both)}))

    east, west = sorted(outline(page, "Fiji"))
    assert max(x for x, _ in east) == min(x for x, _ in west)


def test_a_shared_border_is_the_same_on_both_sides_however_much_is_left_out(made: Any) -> None:
    border = [(-2 + sin(n) / 400 + sin(n / 90) / 10, 51 + n / 900) for n in range(901)]
    coast = [(-3 - n % 3 / (n + 1), 52 - n / 40) for n in range(41)]
    page = regions_page(made(with_areas(west=[*coast, *border], east=[(-1, 51), (-1, 52), *border[::-1]])))

    (west,), (east,) = outline(page, "West"), outline(page, "East")
    shared = set(west) & set(east)
    assert 10 < len(shared) < 300
    assert len(set(east) - shared) == 2
    assert {(x, y) for x, y in west if x >= min(x for x, _ in shared)} == shared


def test_a_detailed_area_becomes_a_small_page(made: Any) -> None:
    coast = [(-3 + n / 4000, 51 + sin(n) / 50) for n in range(8000)]

    files = made(with_areas(west=[*coast, (-1, 53), (-3, 53)]))

    assert len(files["regions/index.html"]) < 40_000


def test_an_island_that_is_too_small_to_see_is_left_out_unless_it_is_the_region(made: Any) -> None:
    speck: Ring = [(-5, 51), (-4.999, 51), (-4.999, 51.001), (-5, 51.001)]
    both = {"type": "MultiPolygon", "coordinates": [polygon(WEST)["coordinates"], polygon(speck)["coordinates"]]}
    files = {**with_areas(west=WEST, east=EAST), "content/regions/west.geojson": json.dumps(both)}

    assert len(outline(regions_page(made(files)), "West")) == 1


def test_a_region_without_an_area_is_in_the_list_alone(made: Any) -> None:
    page = regions_page(made({**with_areas(west=WEST), "content/regions/isles.md": region("Isles")}))

    links = links_of(page)
    assert set(links) == {"West", "Isles"}
    assert links["Isles"].css_first("path") is None


def test_a_nationwide_region_is_told_beside_the_map_and_its_area_lies_beneath(made: Any) -> None:
    files = {
        **with_areas(west=WEST, wide=EAST),
        "content/regions/wide.md": region("Everywhere", "wide.geojson", "nationwide: true\n"),
    }

    page = regions_page(made(files))

    assert set(links_of(page)) == {"West"}
    assert "Everywhere" in page.css_first(".map__everywhere").text()
    assert page.css_first(".map__ground path") is not None


@pytest.mark.parametrize("files", [with_areas(west=WEST) | {"site.yaml": f"{SITE_YAML}map: false\n"}, {
    "content/regions/west.md": region("West")
}], ids=["switched off", "no area"])  # fmt: skip
def test_without_a_map_there_is_no_trace_of_it(made: Any, files: Mapping[str, str]) -> None:
    found = made(files)

    for path in ("regions/index.html", "regions/west/index.html", "index.html"):
        assert b"map.css" not in found[path]
        assert b'class="map' not in found[path]
        assert b"locator" not in found[path]


def test_a_region_is_told_with_the_events_that_are_to_come(made: Any) -> None:
    events = [
        {"id": "held", "title": "Held", "start": "2018-03-01", "venue": "Bath"},
        {"id": "off", "title": "Off", "start": "2018-09-01", "venue": "Bath", "status": "cancelled"},
        {"id": "next", "title": "Next", "start": "2018-09-02", "venue": "Bath"},
        {
            "id": "weekly",
            "title": "Weekly",
            "start": "2018-06-04",
            "venue": "Bath",
            "repeat": {"every": "week", "count": 5},
        },
    ]
    files = {**with_areas(west=WEST, east=EAST), "content/events/west.yaml": json.dumps(events)}

    page = regions_page(made(files))

    links = links_of(page)
    assert links["West"].css_first(".map__coming").text().startswith("2 events")
    assert links["East"].css_first(".map__coming").text().startswith("No events")
    assert [text.text() for text in page.css(".map__counts text")] == ["2"]


def test_a_regions_own_page_shows_where_it_lies(made: Any) -> None:
    page = page_of(made(with_areas(west=WEST, east=EAST)), "regions/east/index.html")

    drawing = page.css_first(".locator")
    assert "East" in (drawing.attributes["aria-label"] or "")
    assert len(points_of(drawing.css_first(".locator__ground").attributes["d"] or "")) == 2


def test_an_area_is_no_file_of_the_output(made: Any) -> None:
    assert not [path for path in made(with_areas(west=WEST)) if path.endswith(".geojson")]


def test_every_outline_closes_upon_itself_in_whole_steps(made: Any) -> None:
    (ring,) = outline(regions_page(made(with_areas(west=WEST, east=EAST))), "West")

    assert all(before != after for before, after in pairwise([*ring, ring[0]]))
