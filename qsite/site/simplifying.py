"""Lines with fewer points, the least telling ones left out first (Visvalingam and Whyatt, 1993).

Where areas share a border they share what is left of it: where borders meet, points stay, and between those only the
shared points themselves decide, whichever area is asked.
"""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

from qsite.site.projection import Flat

FlatRing = tuple[Flat, ...]
"""A closed line on a map; its first point is not told again at its end."""


def meeting_points(rings: Iterable[FlatRing]) -> frozenset[Flat]:
    """The points at which borders meet or part: those whose neighbours are not the same in every ring."""
    beside: dict[Flat, frozenset[Flat]] = {}
    meeting: set[Flat] = set()
    for ring in rings:
        for before, point, after in zip((ring[-1], *ring), ring, (*ring[1:], ring[0]), strict=False):
            if beside.setdefault(point, frozenset((before, after))) != {before, after}:
                meeting.add(point)
    return frozenset(meeting)


def extent(ring: FlatRing) -> float:
    """A ring's area (the shoelace formula)."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, (*ring[1:], ring[0]), strict=True))) / 2


def weights(ring: FlatRing, fixed: frozenset[Flat]) -> Mapping[int, float]:
    """How much each point tells, by its place in the ring: the area that would change without it.

    A point that is fixed tells infinitely much, and so do the last three.
    """
    count = len(ring)
    before, after = [(n - 1) % count for n in range(count)], [(n + 1) % count for n in range(count)]
    told = dict.fromkeys(range(count), float("inf"))
    left = count

    def area(n: int) -> float:
        a, b, c = sorted((ring[before[n]], ring[n], ring[after[n]]))  # the same from either side, to the last bit
        return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2

    now = {n: area(n) for n in range(count) if ring[n] not in fixed}
    waiting = [(size, ring[n], n) for n, size in now.items()]
    heapify(waiting)
    while waiting and left > 3:
        size, _, n = heappop(waiting)
        if now.get(n) != size:
            continue
        told[n] = size
        del now[n]
        left -= 1
        after[before[n]], before[after[n]] = after[n], before[n]
        for beside in {before[n], after[n]} & now.keys():
            now[beside] = max(size, area(beside))  # it goes after this one, and not because of what lies elsewhere
            heappush(waiting, (now[beside], ring[beside], beside))
    return told


def simplified(rings: Mapping[int, FlatRing], finest: float, most: int) -> Mapping[int, FlatRing]:
    """Rings without the points that tell less than `finest`, and with about `most` points between them at the most."""
    fixed = meeting_points(rings.values())
    told = {name: weights(ring, fixed) for name, ring in rings.items()}
    ordered = sorted((size for ring in told.values() for size in ring.values()), reverse=True)
    bound = max(finest, ordered[most] if len(ordered) > most else 0.0)
    if bound == float("inf"):  # borders meet at more points than that
        bound = finest
    return {
        name: tuple(point for n, point in enumerate(ring) if told[name][n] >= bound) for name, ring in rings.items()
    }
