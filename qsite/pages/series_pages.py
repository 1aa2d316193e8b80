"""The page of each series, and the list of them."""

from collections.abc import Iterator
from functools import partial

from qsite.pages.bodies import html_of
from qsite.pages.cards import Card, Named
from qsite.pages.offer import Desk, feed_links
from qsite.pages.page import Page
from qsite.pages.story_pages import story_cards
from qsite.site import queries
from qsite.site.site import LinkedSeries
from qsite.words import plural


def series_pages(desk: Desk) -> Iterator[Page]:
    """Every page about series."""
    above = desk.crumb("Series", "/series/")
    for series in desk.site.series.values():
        yield _series_page(series, desk, above)
    cards = tuple(_card(one, desk) for one in desk.site.series.values())
    if cards:
        yield desk.page("/series/", "series_list.html", desk.meta("list", "Series", "/series/"), cards=cards)


def _series_page(series: LinkedSeries, desk: Desk, above: Named) -> Page:
    address, file = f"/series/{series.id}/", series.file
    feeds = feed_links(desk, series.title, address)
    meta = desk.meta("series", series.title, address, above, description=_summary(series), feeds=feeds)
    return desk.page(
        address,
        "series.html",
        meta,
        file.file if file else "",
        changed=queries.last_change(series.stories, desk.site),
        heading=series.title,
        body=partial(html_of, file.body, file.file, desk.addresses) if file else "",
        summary=(file.summary or "") if file else "",
        stories=partial(story_cards, series.stories, desk),
    )


def _summary(series: LinkedSeries) -> str:
    return (series.file.summary or series.file.body.summary) if series.file else ""


def _card(series: LinkedSeries, desk: Desk) -> Card:
    href = desk.addresses.href(f"/series/{series.id}/")
    return Card(series.title, href, _summary(series), plural(len(series.stories), "part", "parts"))
