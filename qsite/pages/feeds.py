"""Feeds of stories: for the whole site, and for each region, programme, tag and series."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

from qsite.pages.addresses import tag_address
from qsite.pages.bodies import html_of
from qsite.pages.offer import Desk, absolute_picture
from qsite.pages.page import Page
from qsite.pages.story_pages import authors, is_draft, story_kind
from qsite.pages.views import Feed, FeedEntry
from qsite.site.site import instant
from qsite.source.documents import Story
from qsite.source.settings import fold_tag
from qsite.terms import Address, Id

ATOM, JSON = "atom", "jsonfeed"

_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""When a feed without entries changed: it must say a time (RFC 4287, 4.2.15), and the clock's would change daily."""


def feed_pages(desk: Desk) -> Iterator[Page]:
    """The two formats of every feed."""
    site, index = desk.site, desk.site.index
    entries: dict[Id, FeedEntry] = {}
    settings = site.settings

    def both(name: str, title: str, folder: str, stories: Sequence[Story]) -> Iterator[Page]:
        feed = partial(_feed, name, title, folder, stories[: settings.feeds.entries], entries, desk)
        yield Page(Address(f"{folder}feed.xml"), ATOM, {"feed": feed})
        yield Page(Address(f"{folder}feed.json"), JSON, {"feed": feed})

    yield from both("site", settings.title, "/", site.stories)
    for region in site.regions.values():
        stories = index.stories_by_region.get(region.id, ())
        yield from both(f"regions/{region.id}", f"{settings.title}: {region.name}", f"/regions/{region.id}/", stories)
    for programme in site.programmes.values():
        stories = index.stories_by_programme.get(programme.id, ())
        yield from both(
            f"programmes/{programme.id}", f"{settings.title}: {programme.name}", f"/programmes/{programme.id}/", stories
        )
    for series in site.series.values():
        newest = sorted(series.stories, key=lambda story: instant(story.date, site.zone), reverse=True)
        yield from both(f"series/{series.id}", f"{settings.title}: {series.title}", f"/series/{series.id}/", newest)
    labels = {tag.slug: tag.label for tag in reversed(list(index.tags.values()))}
    for slug in sorted(index.stories_by_tag.keys() | index.occurrences_by_tag.keys()):
        yield from both(
            f"tags/{slug}", f"{settings.title}: {labels[slug]}", tag_address(slug), index.stories_by_tag.get(slug, ())
        )


def _feed(name: str, title: str, folder: str, stories: Sequence[Story], made: dict[Id, FeedEntry], desk: Desk) -> Feed:
    """A feed; `updated` is that of its newest entry, so that building again changes nothing.

    `made` has the entries of other feeds: a story stands in several.
    """
    for story in stories:
        if story.id not in made:
            made[story.id] = feed_entry(story, desk)
        if desk.site.settings.feeds.content == "full":
            desk.addresses.shown.add(story.file)  # whichever feed made the entry
    entries = tuple(made[story.id] for story in stories)
    site, absolute = desk.site, desk.addresses.absolute
    organisation = site.settings.organisation
    return Feed(
        id=_identity(f"feeds/{name}", desk),
        title=title,
        subtitle=site.settings.tagline or "",
        language=site.settings.language,
        home=absolute(folder),
        atom=absolute(f"{folder}feed.xml"),
        json=absolute(f"{folder}feed.json"),
        updated=max((entry.updated for entry in entries), default=_NEVER),
        author=organisation.name if organisation else site.settings.title,
        entries=entries,
    )


def _identity(name: str, desk: Desk) -> str:
    """A tag URI (RFC 4151) from an id and the site's domain alone, so that a move changes no id."""
    return f"tag:{desk.site.settings.domain},2000-01-01:{name}"


def feed_entry(story: Story, desk: Desk) -> FeedEntry:
    """A story as an entry."""
    site, index = desk.site, desk.site.index
    published = instant(story.date, site.zone)
    kind = story_kind(story.kind, desk).label
    tags = dict.fromkeys(index.tags[fold_tag(tag)].label for tag in story.tags)
    full = site.settings.feeds.content == "full"
    image = desk.addresses.picture(story.file, story.image)
    return FeedEntry(
        id=_identity(f"stories/{story.id}", desk),
        title=story.title if not is_draft(story, desk) else f"{story.title} (draft)",
        href=desk.addresses.absolute(desk.addresses.of(story) or "/"),
        published=published,
        updated=instant(story.updated, site.zone) if story.updated else published,
        summary=story.summary or story.body.summary,
        authors=tuple(author.label for author in authors(story, desk)),
        categories=(kind, *tags),
        content=absolute_html(html_of(story.body, story.file, desk.addresses, plain=True), desk.view.url)
        if full
        else "",
        image=absolute_picture(image, desk).src if image else None,
    )


def absolute_html(html: str, url: str) -> str:
    """HTML whose links and pictures have scheme and host."""
    parts = urlsplit(url)
    return re.sub(r'\b(href|src)="/(?!/)', rf'\1="{parts.scheme}://{parts.netloc}/', html)
