"""Series: a story's place in its run, with the parts around it."""

from qsite.pages.cards import Named
from qsite.pages.offer import Desk
from qsite.pages.views import SeriesView
from qsite.site.site import LinkedSeries
from qsite.source.documents import Story

MOST_PARTS = 12
"""How many parts a story's page names: of more, those around it."""


def series_view(story: Story, desk: Desk) -> SeriesView | None:
    """A story's place in its series; None where it is in none."""
    series = desk.site.series.get(story.series) if story.series else None
    if series is None:
        return None
    place, parts = desk.site.index.parts[story.id], len(series.stories)
    first = max(0, min(place - MOST_PARTS // 2, parts - MOST_PARTS))
    return SeriesView(
        title=series.title,
        href=desk.addresses.href(f"/series/{series.id}/"),
        part=place + 1,
        parts=parts,
        previous=_part(series, place - 1, desk),
        next=_part(series, place + 1, desk),
        first=first + 1,
        around=tuple(Named(one.title, desk.addresses.page(one)) for one in series.stories[first : first + MOST_PARTS]),
    )


def _part(series: LinkedSeries, place: int, desk: Desk) -> Named | None:
    if not 0 <= place < len(series.stories):
        return None
    return Named(series.stories[place].title, desk.addresses.page(series.stories[place]))
