"""The home page's run chart: events of the last twelve months, each a dot, about their median."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

from qsite.site.queries import first_day, takes_place
from qsite.site.site import Site
from qsite.words import month_words

MONTHS = 12
FEWEST = 4
"""With fewer months that have events, there is no line to speak of."""
_LEFT, _STEP, _TOP, _DEEP = 20, 40, 30, 150


@dataclass(frozen=True, slots=True)
class RunChart:
    """A line of dots in a drawing of 480 by 200: `points` (x, y) by month, the last being the month that is on."""

    points: tuple[tuple[int, int], ...]
    latest: int
    """How many there are in the month that is on."""
    middle: int
    """The y of the median."""
    since: str
    """The first month: "November 2016"."""
    words: str
    """All that it shows, for those who don't see it."""


def run_chart(site: Site) -> RunChart | None:
    """Events by the month in which they begin; None where they are too few for a line."""
    days = [first_day(one) for one in site.occurrences if takes_place(one)]
    held = Counter((day.year, day.month) for day in days)
    months = tuple(_months(site.today))
    counts = [held[month] for month in months]
    if sum(count > 0 for count in counts) < FEWEST:
        return None
    most = max(counts)

    def depth(count: float) -> int:
        return round(_TOP + _DEEP * (1 - count / most))

    middle = median(counts)
    shown = ", ".join(str(count) for count in counts)
    first, last = (month_words(*months[place]) for place in (0, -1))
    return RunChart(
        points=tuple((_LEFT + _STEP * place, depth(count)) for place, count in enumerate(counts)),
        latest=counts[-1],
        middle=depth(middle),
        since=first,
        words=f"Run chart of events in each month from {first} to {last}: {shown}. The median is {middle:g}.",
    )


def _months(today: date) -> Iterator[tuple[int, int]]:
    """The months up to this one, the earliest first."""
    this = today.year * 12 + today.month - 1
    for month in range(this - MONTHS + 1, this + 1):
        yield month // 12, month % 12 + 1
