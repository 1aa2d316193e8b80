"""The map of all regions, and a small one of where a region lies: outlines ready to be drawn as SVG."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from qsite.pages.offer import Desk
from qsite.site import queries
from qsite.site.areas import Outline, Sheet, areas_of, sheet
from qsite.source.documents import Region
from qsite.terms import Id

SIDE, SMALL_SIDE = 700, 350
"""How many steps the longer side of a map has, on a page of its own and as a part of another."""
_LOCATOR_SIDE = 160
_POINTS = 2
"""How many points there are to a step of the longer side, at the most."""


@dataclass(frozen=True, slots=True)
class MapRegion:
    """A region beside its map: how many events are to come, and its outline.

    `path` is an SVG path, and `x` and `y` are the middle of its largest part, in the map's steps. They are empty and 0
    where it has no area.
    """

    id: str
    name: str
    href: str
    coming: int
    path: str = ""
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class MapView:
    """A map of the regions, `width` by `height` steps. `ground` is what a nationwide region covers, beneath the others."""

    width: int
    height: int
    regions: tuple[MapRegion, ...]
    """Every region but nationwide ones, with and without an area, in the site's order."""
    nationwide: tuple[MapRegion, ...] = ()
    ground: str = ""
    mark: int = 0
    """The radius of a mark that holds a number, in steps."""

    @property
    def wide(self) -> bool:
        """Whether it is better told above its list than beside it."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class LocatorView:
    """Where a region lies: its own outline (`path`), and all the others' as one (`ground`)."""

    width: int
    height: int
    path: str
    ground: str


def region_map(desk: Desk, side: int = SIDE) -> MapView | None:
    """The map of the regions; None where it is switched off, or no region has an area to be drawn."""
    site = desk.site
    areas = areas_of(site)
    if not site.settings.map or all(site.regions[one.region].nationwide for one in areas):
        return None
    drawing = sheet(areas, side, side * _POINTS)
    everywhere = [one for one in site.regions.values() if one.nationwide]
    return MapView(
        width=drawing.width,
        height=drawing.height,
        regions=tuple(_map_region(one, drawing, desk) for one in site.regions.values() if not one.nationwide),
        nationwide=tuple(_map_region(one, drawing, desk) for one in everywhere),
        ground=_ground((one.id for one in everywhere), drawing),
        mark=round(side / 40),
    )


def locator(region: Region, desk: Desk) -> LocatorView | None:
    """Where a region lies among the others; None where it has no area, or is everywhere."""
    site = desk.site
    areas = areas_of(site)
    if not site.settings.map or region.nationwide or region.id not in {one.region for one in areas}:
        return None
    drawing = sheet(areas, _LOCATOR_SIDE, _LOCATOR_SIDE * _POINTS)
    ground = _ground(site.regions, drawing)
    return LocatorView(drawing.width, drawing.height, path_of(drawing.outlines[region.id]), ground)


def _map_region(region: Region, drawing: Sheet, desk: Desk) -> MapRegion:
    coming = len(queries.events_to_come(region, desk.site))
    outline = drawing.outlines.get(region.id)
    named = MapRegion(region.id, region.name, desk.addresses.page(region), coming)
    if region.nationwide or outline is None:
        return named
    return MapRegion(named.id, named.name, named.href, coming, path_of(outline), *outline.centre)


def _ground(names: Iterable[Id], drawing: Sheet) -> str:
    return "".join(path_of(drawing.outlines[name]) for name in names if name in drawing.outlines)


def path_of(outline: Outline) -> str:
    """An outline as an SVG path: each ring from its first point in steps to the next (SVG 2, 9.3)."""
    written = []
    for ring in outline.rings:
        (x, y), *_ = ring
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring)]
        written.append(f"M{x} {y}l" + " ".join(f"{right} {down}" for right, down in steps).replace(" -", "-") + "z")
    return "".join(written)
