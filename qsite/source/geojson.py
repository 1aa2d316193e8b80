"""A region's area: the polygons of a GeoJSON file (RFC 7946), on a grid that is as fine as a map may need."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from qsite.problem import Code, Place, Problem

MAX_AREA_BYTES = 5 * 1024 * 1024
MOST_POINTS = 500
"""How many points an area keeps; one with more is put on a grid twice as wide, and again."""
DEGREE = 10_000
"""How many steps of the finest grid a degree has: one is about 11 metres from south to north."""

Point = tuple[int, int]
"""Longitude and latitude (WGS 84), in `DEGREE` parts of a degree."""
Ring = tuple[Point, ...]
"""A closed line; its first point is not told again at its end."""
Polygon = tuple[Ring, ...]
"""The outer ring, then its holes."""
Area = tuple[Polygon, ...]
"""The largest part first."""

_AREA_FOLDER, _ENDINGS = "content/regions/", (".geojson", ".json")
_PAIR = re.compile(r"\[\s*(-?[\d.eE+-]+)\s*,\s*(-?[\d.eE+-]+)")
_DRAW = "draw it anew at geojson.io, or export it as GeoJSON from a map program"


def is_area(path: str) -> bool:
    """Whether a file is an area by its place: a GeoJSON file beside the regions."""
    return path.startswith(_AREA_FOLDER) and path.lower().endswith(_ENDINGS)


@dataclass(frozen=True, slots=True)
class _Wrong(Exception):  # noqa: N818 (an answer, not a failure)
    """What is wrong with an area, where (an offset in its text), and the way out."""

    message: str
    hint: str
    at: int = 0


def read_area(data: bytes, path: str) -> tuple[Area, tuple[Problem, ...]]:
    """The area of a file: empty, and why, where it is none."""
    if len(data) > MAX_AREA_BYTES:
        message = f"this area has {len(data) / 1024 / 1024:.1f} MB, and one may have 5 MB"
        hint = "take a generalised version, or simplify it, for instance at mapshaper.org"
        return (), (Problem(Code.TOO_LARGE, message, Place(path), hint),)
    text = data.decode("utf-8-sig", "replace")
    try:
        return _on_a_grid(tuple(_polygons(_parsed(text), text)), text), ()
    except _Wrong as wrong:
        before = text[: wrong.at]
        place = Place(path, before.count("\n") + 1, wrong.at - (before.rfind("\n") + 1) + 1)
        return (), (Problem(Code.BAD_AREA, wrong.message, place, wrong.hint),)


def _parsed(text: str) -> Any:
    def refuse(name: str) -> NoReturn:
        raise _Wrong(f"{name} is not a number in JSON", "write a number", max(text.find(name), 0))

    try:
        return json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise _Wrong(f"this is not JSON: {error.msg}", _DRAW, error.pos) from error
    except (RecursionError, ValueError) as error:
        raise _Wrong("this JSON can't be read: it is too deep, or has too long a number", _DRAW) from error


def _polygons(value: Any, text: str) -> Iterator[Any]:
    """The coordinates of each polygon of an object, whichever kind it is (RFC 7946, 3.1 to 3.3)."""
    kind = value.get("type") if isinstance(value, dict) else None
    match kind:
        case "Feature":
            yield from _polygons(value.get("geometry"), text)
        case "FeatureCollection" | "GeometryCollection":
            for one in _listed(value.get("features" if kind == "FeatureCollection" else "geometries"), text):
                yield from _polygons(one, text)
        case "Polygon":
            yield value.get("coordinates")
        case "MultiPolygon":
            yield from _listed(value.get("coordinates"), text)
        case _:
            found = f"a {kind}" if isinstance(kind, str) else "something else"
            at = re.search(rf'"type"\s*:\s*"{re.escape(kind)}"', text) if isinstance(kind, str) else None
            message = f"an area is made of polygons, and here is {found}"
            raise _Wrong(message, "keep its Polygon and MultiPolygon parts alone", at.start() if at else 0)


def _listed(value: Any, text: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        name = re.search(r'"(coordinates|features|geometries)"', text)
        raise _Wrong("a list of coordinates is expected here", _DRAW, name.start() if name else 0)
    return value


def _on_a_grid(polygons: tuple[Any, ...], text: str) -> Area:
    """Polygons whose points lie on the finest grid that leaves no more than `MOST_POINTS`."""
    exact = [[_ring(ring, text) for ring in _listed(polygon, text)] for polygon in polygons]
    step = 1
    while True:
        area = _snapped(exact, step)
        if sum(len(ring) for polygon in area for ring in polygon) <= MOST_POINTS:
            break
        step *= 2
    if not area:
        raise _Wrong("this area is a line or a point", _DRAW)
    return area


def _ring(value: Any, text: str) -> list[tuple[float, float]]:
    points = [_position(one, text) for one in _listed(value, text)]
    if len(set(points)) < 3:
        raise _Wrong("a ring needs three points or more", _DRAW, max(text.find('"coordinates"'), 0))
    return points


def _position(value: Any, text: str) -> tuple[float, float]:
    match value:
        case [int() | float() as longitude, int() | float() as latitude, *_] if not (
            isinstance(longitude, bool) or isinstance(latitude, bool)
        ):
            if abs(longitude) <= 180 and abs(latitude) <= 90:
                return longitude, latitude
            hint = "write degrees, longitude first: [-2.59, 51.45]; in a map program, choose WGS 84 (EPSG:4326)"
            raise _Wrong(f"[{longitude}, {latitude}] is not on Earth", hint, _first_beyond(text))
        case _:
            message = "a position is a longitude and a latitude, such as [-2.59, 51.45]"
            raise _Wrong(message, _DRAW, max(text.find('"coordinates"'), 0))


def _first_beyond(text: str) -> int:
    """Where the first pair of numbers stands that is no position."""
    for pair in _PAIR.finditer(text):
        try:
            if abs(float(pair[1])) > 180 or abs(float(pair[2])) > 90:
                return pair.start()
        except ValueError:
            continue
    return 0


def _snapped(polygons: list[list[list[tuple[float, float]]]], step: int) -> Area:
    """Polygons on a grid: neighbours that share points still share them. What has no extent there is left out."""
    found = []
    for polygon in polygons:
        rings = tuple(snapped for ring in polygon if len(set(snapped := _snapped_ring(ring, step))) > 2)
        if rings and len(set(_snapped_ring(polygon[0], step))) > 2:
            found.append(rings)
    return tuple(sorted(found, key=lambda rings: (-_extent(rings[0]), rings)))


def _snapped_ring(ring: list[tuple[float, float]], step: int) -> Ring:
    width = DEGREE / step
    points = [(round(longitude * width) * step, round(latitude * width) * step) for longitude, latitude in ring]
    return tuple(point for before, point in zip((points[-1], *points), points, strict=False) if point != before)


def _extent(ring: Ring) -> int:
    """Twice a ring's area in square steps (the shoelace formula)."""
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairs))
