"""Borders that are simplified: neighbours keep sharing them, whatever lies elsewhere."""

from hypothesis import given
from hypothesis import strategies as st

from qsite.site.projection import Flat
from qsite.site.simplifying import simplified


def _points(left: int, right: int, fewest: int) -> st.SearchStrategy[list[Flat]]:
    numbers = st.tuples(st.integers(left, right), st.integers(0, 100))
    return st.lists(numbers, min_size=fewest, max_size=20, unique=True).map(
        lambda them: [(float(x), float(y)) for x, y in them]
    )


@given(west=_points(0, 40, 1), border=_points(41, 60, 2), east=_points(61, 100, 1), finest=st.integers(0, 400))
def test_two_areas_keep_the_same_points_of_their_border(
    west: list[Flat], border: list[Flat], east: list[Flat], finest: int
) -> None:
    rings = {0: (*west, *border), 1: (*border[::-1], *east)}

    left = simplified(rings, float(finest), 1000)

    kept = [set(left[number]) & set(border) for number in (0, 1)]
    if all(len(set(ring)) > 3 for ring in left.values()):  # of a triangle all points stay
        assert kept[0] == kept[1]


def test_what_tells_least_goes_first() -> None:
    ring = ((0.0, 0.0), (50.0, 1.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0))

    assert simplified({0: ring}, 100, 1000)[0] == ((0, 0), (100, 0), (100, 100), (0, 100))
    assert simplified({0: ring}, 0, 1000)[0] == ring
