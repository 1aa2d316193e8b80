"""Which regions are neighbours: by their areas, else by their nation."""

from datetime import UTC, datetime
from pathlib import Path

from qsite.site import queries
from qsite.site.link import link
from qsite.site.site import Site
from qsite.source.files import scan
from qsite.source.load import load
from qsite.source.markdown import Dialect
from qsite.source.parse import Reading
from qsite.source.site_file import read_settings
from qsite.terms import Id
from tests.site_fixture import ROOT, write_site
from tests.test_areas import EAST, NORTH, WEST, Ring, region, with_areas


def linked(site: Path) -> Site:
    settings, _ = read_settings(site)
    assert settings is not None
    content, _ = load(site, scan(site), Reading(Dialect()))
    found, _ = link(content, settings, datetime(2018, 6, 1, 9, tzinfo=UTC))
    return found


def neighbours(site: Site, name: str) -> list[str]:
    return [one.id for one in queries.neighbours(site.regions[Id(name)], site)]


def test_regions_that_touch_are_neighbours_and_far_ones_are_not(tmp_path: Path) -> None:
    site = linked(write_site(tmp_path, with_areas(west=WEST, east=EAST, north=NORTH)))

    assert neighbours(site, "west") == ["east"]
    assert neighbours(site, "east") == ["west"]


def test_regions_with_a_little_water_between_are_neighbours(tmp_path: Path) -> None:
    across: Ring = [(-3, 52.05), (-2, 52.05), (-2, 53), (-3, 53)]
    site = linked(write_site(tmp_path, with_areas(west=WEST, north=NORTH, across=across)))

    assert neighbours(site, "across") == ["west"]


def test_without_areas_the_regions_of_the_same_nation_are_neighbours_and_else_the_next_ones(tmp_path: Path) -> None:
    files = {
        "content/regions/gwent.md": region("Gwent", keys="nation: Wales\norder: 2\n"),
        "content/regions/powys.md": region("Powys", keys="nation: Wales\norder: 1\n"),
        "content/regions/kent.md": region("Kent", keys="nation: England\n"),
        "content/regions/gwynedd.md": region("Gwynedd", keys="nation: Wales\norder: 3\n"),
    }
    site = linked(write_site(tmp_path, files))

    assert neighbours(site, "gwynedd") == ["powys", "gwent"]
    assert neighbours(site, "kent") == ["powys", "gwent", "gwynedd"]


def test_a_nationwide_region_is_nobodys_neighbour(tmp_path: Path) -> None:
    wide = region("Wide", "wide.geojson", "nationwide: true\n")
    files = {**with_areas(west=WEST, east=EAST, wide=EAST), "content/regions/wide.md": wide}
    site = linked(write_site(tmp_path, files))

    assert neighbours(site, "wide") == []
    assert neighbours(site, "west") == ["east"]


def test_the_samples_regions_have_the_neighbours_that_they_have_in_truth() -> None:
    site = linked(ROOT)

    assert neighbours(site, "northern-ireland") == ["scotland"]
    assert neighbours(site, "wessex") == ["kent-surrey-and-sussex", "south-west", "west-of-england"]
