"""The archive of stories: a page for each year, and for each month of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from qsite.pages.cards import Named, StoryLine, numbered
from qsite.pages.offer import Desk
from qsite.pages.page import Page
from qsite.pages.story_pages import cut, list_meta, paginations, story_cards, story_years
from qsite.site import queries
from qsite.source.documents import Story
from qsite.words import month_words

MOST_OF_MONTH = 12
"""How many stories of a month its year's page names."""
PAGE = 50
"""How many stories a month's page holds: large, so that many years are few pages."""

Month = tuple[int, int]
"""A year and a month of it, from 1."""


@dataclass(frozen=True, slots=True)
class StoryMonth:
    """A month in the archive: the newest of its stories, and how many there are."""

    year: int
    month: int
    href: str
    count: int
    stories: tuple[StoryLine, ...]


def _lines(stories: Sequence[Story], desk: Desk) -> tuple[StoryLine, ...]:
    return tuple(StoryLine(one.title, desk.addresses.page(one), one.date) for one in stories)


def archive_pages(desk: Desk) -> Iterator[Page]:
    """Every page of the archive."""
    months: dict[Month, list[Story]] = {}
    for story in desk.site.stories:
        months.setdefault((story.date.year, story.date.month), []).append(story)
    order = sorted(months)
    above = desk.crumb("Stories", "/stories/")
    for year in sorted({year for year, _ in order}):
        own = [(month, months[month]) for month in reversed(order) if month[0] == year]
        yield _year_page(year, own, desk, above)
        crumbs = (above, desk.crumb(str(year), f"/stories/{year}/"))
        for month, stories in own:
            place = order.index(month)
            beside = (
                (_named(order[place - 1], desk) if place else None),
                (_named(order[place + 1], desk) if place + 1 < len(order) else None),
            )
            yield from _month_pages(month, stories, beside, desk, crumbs)


def _folder(month: Month) -> str:
    return f"/stories/{month[0]}/{month[1]:02}/"


def _named(month: Month, desk: Desk) -> Named:
    return Named(month_words(*month), desk.addresses.href(_folder(month)))


def _year_page(year: int, months: Sequence[tuple[Month, Sequence[Story]]], desk: Desk, above: Named) -> Page:
    meta = desk.meta("archive", f"Stories from {year}", f"/stories/{year}/", above, here=str(year))
    return desk.page(
        f"/stories/{year}/",
        "stories_year.html",
        meta,
        changed=queries.last_change([story for _, stories in months for story in stories], desk.site),
        year=year,
        years=story_years(desk, year),
        months=partial(_story_months, months, desk),
    )


def _story_months(months: Sequence[tuple[Month, Sequence[Story]]], desk: Desk) -> tuple[StoryMonth, ...]:
    return tuple(
        StoryMonth(*month, desk.addresses.href(_folder(month)), len(stories), _lines(stories[:MOST_OF_MONTH], desk))
        for month, stories in months
    )


def _month_pages(
    month: Month,
    stories: Sequence[Story],
    beside: tuple[Named | None, Named | None],
    desk: Desk,
    crumbs: tuple[Named, ...],
) -> Iterator[Page]:
    folder, pieces = _folder(month), cut(stories, PAGE)
    title = f"Stories from {month_words(*month)}"
    changed = queries.last_change(stories, desk.site)
    for piece, pagination in zip(pieces, paginations(folder, len(pieces), desk), strict=True):
        meta = list_meta(desk, "archive", title, folder, pagination, *crumbs)
        yield desk.page(
            numbered(folder, pagination.number),
            "stories_month.html",
            meta,
            changed=changed,
            heading=title,
            year=month[0],
            stories=partial(story_cards, piece, desk),
            previous=beside[0],
            next=beside[1],
            pagination=pagination,
        )
