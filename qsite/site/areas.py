"""The regions' areas, laid flat for a map; and which of them are neighbours. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil, dist

from qsite.site.projection import Flat, centred_on
from qsite.site.simplifying import FlatRing, extent, simplified
from qsite.site.site import Site
from qsite.source.documents import Region
from qsite.source.geojson import Area
from qsite.source.paths import beside
from qsite.terms import Fingerprint, Id

_NEAR = 1 / 50
"""How far apart neighbours may be, of the longer side of a map of all areas."""
_SMALLEST = 3.0
"""The extent below which an island is left out, unless its region has no larger one."""

WholePoint = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RegionArea:
    """A region's area; two are told apart by the hash of the file that it was read from."""

    region: Id
    fingerprint: Fingerprint
    area: Area = field(compare=False, repr=False)


Areas = tuple[RegionArea, ...]
"""The areas of regions, in the regions' order."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A region on a map: its rings, and the middle of its largest part, in whole steps from the top left."""

    rings: tuple[tuple[WholePoint, ...], ...]
    centre: WholePoint


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map of all areas in steps, of which its longer side has as many as were asked for."""

    width: int
    height: int
    outlines: Mapping[Id, Outline]


def areas_of(site: Site) -> Areas:
    """The area of every region that has one."""
    return tuple(area for region in site.regions.values() if (area := _area_of(region, site)))


def _area_of(region: Region, site: Site) -> RegionArea | None:
    path = beside(region.file, region.area) if region.area else None
    asset = site.assets.get(path) if path else None
    return RegionArea(region.id, asset.fingerprint, asset.area) if asset and asset.area else None


@lru_cache(maxsize=8)
def sheet(areas: Areas, side: int, most: int) -> Sheet:
    """All areas on a map whose longer side has `side` steps, with about `most` points at the most."""
    rings, owner = _flat_rings(areas)
    scaled, width, height = _scaled(rings, side)
    seen = _large_enough(scaled, owner)
    outlines: dict[Id, list[FlatRing]] = {}
    for number, ring in simplified(seen, finest=0.5, most=most).items():
        outlines.setdefault(owner[number], []).append(ring)
    return Sheet(width, height, {name: _outline(found) for name, found in outlines.items()})


def _flat_rings(areas: Areas) -> tuple[dict[int, FlatRing], dict[int, Id]]:
    """All rings projected, by number, and whose they are. A region's largest part comes first."""
    projection = centred_on(point for one in areas for polygon in one.area for ring in polygon for point in ring)
    rings: dict[int, FlatRing] = {}
    owner: dict[int, Id] = {}
    for one in areas:
        for ring in (ring for polygon in one.area for ring in polygon):
            owner[len(rings)] = one.region
            rings[len(rings)] = tuple(map(projection, ring))
    return rings, owner


def _scaled(rings: Mapping[int, FlatRing], side: int) -> tuple[dict[int, FlatRing], int, int]:
    points = [point for ring in rings.values() for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
    scale = side / max(width, height)
    scaled = {n: tuple(((x - left) * scale, (y - top) * scale) for x, y in ring) for n, ring in rings.items()}
    return scaled, ceil(width * scale - 1e-6), ceil(height * scale - 1e-6)


def _large_enough(rings: Mapping[int, FlatRing], owner: Mapping[int, Id]) -> dict[int, FlatRing]:
    """Rings that can be seen, and the first of each region."""
    found: dict[int, FlatRing] = {}
    shown: set[Id] = set()
    for number, ring in rings.items():
        if owner[number] not in shown or extent(ring) >= _SMALLEST:
            found[number] = ring
            shown.add(owner[number])
    return found


def _outline(rings: list[FlatRing]) -> Outline:
    whole = tuple(stepped for ring in rings if len(stepped := _stepped(ring)) > 2)
    return Outline(whole, _middle(rings[0]))


def _stepped(ring: FlatRing) -> tuple[WholePoint, ...]:
    points = [(round(x), round(y)) for x, y in ring]
    return tuple(point for before, point in zip((points[-1], *points), points, strict=False) if point != before)


def _middle(ring: FlatRing) -> WholePoint:
    """A point well within a ring: the middle of the longest span of the line through its centroid."""
    pairs = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)]
    twice = sum(cross for _, _, cross in pairs)
    if not twice:
        return round(ring[0][0]), round(ring[0][1])
    y = sum((a[1] + b[1]) * cross for a, b, cross in pairs) / (3 * twice)
    at = sorted(a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b, _ in pairs if (a[1] <= y) != (b[1] <= y))
    spans = [(end - start, -start, (start + end) / 2) for start, end in zip(at[::2], at[1::2], strict=False)]
    return round(max(spans)[2] if spans else ring[0][0]), round(y)


@lru_cache(maxsize=4)
def near(areas: Areas) -> Mapping[Id, tuple[Id, ...]]:
    """Which areas touch or come close, in the order of the areas."""
    rings, owner = _flat_rings(areas)
    scaled, _, _ = _scaled(rings, 1) if rings else ({}, 0, 0)
    cells: dict[tuple[int, int], list[tuple[Flat, Id]]] = {}
    found: dict[Id, set[Id]] = {one.region: set() for one in areas}
    for number, ring in scaled.items():
        name = owner[number]
        for point in _walked(ring):
            x, y = int(point[0] / _NEAR), int(point[1] / _NEAR)
            for cell in ((x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1)):
                for place, other in cells.get(cell, ()):
                    if other != name and other not in found[name] and dist(place, point) <= _NEAR:
                        found[name].add(other)
                        found[other].add(name)
            cells.setdefault((x, y), []).append((point, name))
    return {name: tuple(one.region for one in areas if one.region in others) for name, others in found.items()}


def _walked(ring: FlatRing) -> Iterator[Flat]:
    """Points along a ring, closer to each other than neighbours may be."""
    for start, end in zip(ring, (*ring[1:], ring[0]), strict=True):
        steps = max(1, ceil(2 * dist(start, end) / _NEAR))
        for n in range(steps):
            yield start[0] + (end[0] - start[0]) * n / steps, start[1] + (end[1] - start[1]) * n / steps
