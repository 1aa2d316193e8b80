"""Lambert's azimuthal equal-area projection, centred on what it shows: true to size anywhere, also across 180° longitude."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

from qsite.source.geojson import DEGREE, Point

Flat = tuple[float, float]
"""A place on a map: to the right and down, in Earth's radii from its centre."""


@dataclass(frozen=True, slots=True)
class Projection:
    """A map's centre, in degrees."""

    longitude: float
    latitude: float

    def __call__(self, point: Point) -> Flat:
        """Where a point lies (Snyder, Map Projections, 1987, 24-2 to 24-4)."""
        turned, latitude = radians(point[0] / DEGREE - self.longitude), radians(point[1] / DEGREE)
        middle = radians(self.latitude)
        height = sin(middle) * sin(latitude) + cos(middle) * cos(latitude) * cos(turned)
        scale = sqrt(2 / max(1 + height, 1e-9))  # the point that is opposite to the centre has no place
        x = scale * cos(latitude) * sin(turned)
        y = scale * (cos(middle) * sin(latitude) - sin(middle) * cos(latitude) * cos(turned))
        return x, -y


def centred_on(points: Iterable[Point]) -> Projection:
    """The projection whose centre is the middle of these points, on the globe itself."""
    x = y = z = 0.0
    for longitude, latitude in sorted(set(points)):
        east, north = radians(longitude / DEGREE), radians(latitude / DEGREE)
        x += cos(north) * cos(east)
        y += cos(north) * sin(east)
        z += sin(north)
    length = hypot(x, y, z) or 1.0
    return Projection(round(degrees(atan2(y, x)), 3), round(degrees(asin(z / length)), 3))
