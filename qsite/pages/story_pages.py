"""Stories: their cards, their own pages, and the lists of them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import TypeVar
from urllib.parse import urlsplit

from qsite.pages.addresses import tag_address
from qsite.pages.bodies import html_of
from qsite.pages.cards import Counted, Named, PageMeta, Pagination, StoryCard
from qsite.pages.event_cards import event_card
from qsite.pages.offer import Desk, feed_links
from qsite.pages.page import Page
from qsite.pages.views import FileView, SeriesView, StoryView, VideoView
from qsite.site import queries
from qsite.site.site import instant, is_due
from qsite.source.documents import Event, Person, Programme, Region, Story
from qsite.source.settings import fold_tag
from qsite.terms import Id, words
from qsite.words import plural

T = TypeVar("T")


def authors(story: Story, desk: Desk) -> tuple[Named, ...]:
    """Who wrote it: people with a page, and plain names."""
    people = desk.site.people
    return tuple(
        desk.addresses.named(Person, name, people[Id(name)].name) if name in people else Named(name)
        for name in story.authors
    )


def regions_named(names: Sequence[Id], desk: Desk) -> tuple[Named, ...]:
    """Regions by name, in the site's order."""
    known = desk.site.regions
    wanted = set(names)
    return tuple(desk.addresses.named(Region, name, known[name].name) for name in known if name in wanted)


def story_kind(kind: Id, desk: Desk) -> Named:
    """A story's kind with its page."""
    kinds = desk.site.settings.stories.kinds
    return Named(kinds[kind], desk.addresses.href(f"/stories/kind/{kind}/")) if kind in kinds else Named(words(kind))


def story_cards(stories: Iterable[Story], desk: Desk) -> tuple[StoryCard, ...]:
    """Stories in a list."""
    return tuple(story_card(one, desk) for one in stories)


def story_card(story: Story, desk: Desk) -> StoryCard:
    """A story in a list."""
    if (made := desk.story_cards.get(story.id)) is None:
        made = desk.story_cards[story.id] = _card(story, desk)
    return made


def _card(story: Story, desk: Desk) -> StoryCard:
    return StoryCard(
        title=story.title,
        href=desk.addresses.page(story),
        date=story.date,
        kind=story_kind(story.kind, desk),
        summary=story.summary or story.body.summary,
        authors=authors(story, desk),
        regions=regions_named(story.regions, desk),
        image=desk.addresses.picture(story.file, story.image),
        has_video=story.video is not None,
    )


def tags_named(document: Story | Event, desk: Desk) -> tuple[Named, ...]:
    """A document's tags, each once, with their pages."""
    tags = [desk.site.index.tags[fold_tag(written)] for written in document.tags]
    return tuple(Named(tag.label, desk.addresses.href(tag_address(tag.slug))) for tag in dict.fromkeys(tags))


def video_view(document: Story | Event, desk: Desk) -> VideoView | None:
    """A document's video."""
    video = document.video
    if video is None:
        return None
    from qsite.source.documents import Picture

    poster = desk.addresses.picture(document.file, Picture(src=video.poster, alt="")) if video.poster else None
    return VideoView(
        href=video.url,
        title=video.title or document.title,
        host=urlsplit(video.url).netloc,
        poster=poster,
        transcript=html_of(document.transcript, document.file, desk.addresses),
    )


def file_views(document: Story | Event, desk: Desk) -> tuple[FileView, ...]:
    """A document's files to download."""
    found = []
    for attachment in document.attachments:
        if asset := desk.addresses.asset(document.file, attachment.file):
            ending = PurePosixPath(asset.path).suffix.removeprefix(".").upper()
            found.append(FileView(attachment.title, desk.addresses.asset_href(asset), ending, size_words(asset.size)))
    return tuple(found)


def size_words(size: int) -> str:
    """A file's size in words (1 kB is 1,000 bytes)."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _series_view(story: Story, desk: Desk) -> SeriesView | None:
    series = desk.site.series.get(story.series) if story.series else None
    if series is None:
        return None
    place = next(n for n, one in enumerate(series.stories) if one.id == story.id)

    def neighbour(step: int) -> Named | None:
        other = place + step
        if not 0 <= other < len(series.stories):
            return None
        return Named(series.stories[other].title, desk.addresses.page(series.stories[other]))

    href = desk.addresses.href(f"/series/{series.id}/")
    return SeriesView(series.title, href, place + 1, len(series.stories), neighbour(-1), neighbour(1))


def is_draft(story: Story, desk: Desk) -> bool:
    """Whether it is shown only because drafts are asked for."""
    return story.draft or not is_due(story, desk.site.now, desk.site.zone)


def story_view(story: Story, desk: Desk) -> StoryView:
    """A story's page."""
    site = desk.site
    known = site.index.occurrences_by_event
    occurrences = [queries.next_occurrence(known[name][0].event, site) for name in story.events if name in known]
    programme = site.programmes.get(story.programme) if story.programme else None
    return StoryView(
        id=story.id,
        title=story.title,
        date=story.date,
        kind=story_kind(story.kind, desk),
        body=html_of(story.body, story.file, desk.addresses),
        summary=story.summary or "",
        updated=story.updated,
        authors=authors(story, desk),
        regions=regions_named(story.regions, desk),
        programme=desk.addresses.named(Programme, programme.id, programme.name) if programme else None,
        series=_series_view(story, desk),
        events=tuple(event_card(one, desk) for one in occurrences if one),
        tags=tags_named(story, desk),
        image=desk.addresses.picture(story.file, story.image),
        video=video_view(story, desk),
        links=tuple(Named(link.title, link.url) for link in story.links),
        attachments=file_views(story, desk),
        draft=is_draft(story, desk),
        extra=story.extra,
    )


def cut(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """A sequence in pieces of a size; one empty piece where there is nothing."""
    return [items[start : start + size] for start in range(0, len(items), size)] or [items]


def numbered(folder: str, number: int) -> str:
    """The address of a list's page: the first is the folder itself."""
    return folder if number == 1 else f"{folder}page/{number}/"


def paginations(folder: str, total: int, desk: Desk) -> Iterator[Pagination]:
    """Where one is, for each page of a list."""
    hrefs = tuple(desk.addresses.href(numbered(folder, number)) for number in range(1, total + 1))
    for number in range(1, total + 1):
        yield Pagination(number, total, hrefs)


def with_number(title: str, pagination: Pagination) -> str:
    """A list's title, with the page's number where it isn't the first."""
    return title if pagination.number == 1 else f"{title} (page {pagination.number} of {pagination.total})"


def story_pages(desk: Desk) -> Iterator[Page]:
    """The page of each story, and every list of stories."""
    site = desk.site
    above = desk.crumb("Stories", "/stories/")
    for story in site.stories:
        yield story_page(story, desk, above)
    yield from _list("/stories/", "Stories", site.stories, None, desk)
    for kind, label in site.settings.stories.kinds.items():
        if kind in site.index.stories_by_kind:
            yield from _list(
                f"/stories/kind/{kind}/", label, site.index.stories_by_kind[Id(kind)], above, desk, Id(kind)
            )
    yield from _series_pages(desk)


def _related(story: Story, desk: Desk) -> tuple[StoryCard, ...]:
    return story_cards(queries.related(story, desk.site), desk)


def story_page(story: Story, desk: Desk, above: Named) -> Page:
    """A story's own page; `above` is the list of stories."""
    address = desk.addresses.of(story) or "/"
    meta = partial(_story_meta, story, address, above, desk)
    view, related = partial(story_view, story, desk), partial(_related, story, desk)
    return desk.page(address, "story.html", meta, story.file, story=view, related=related)


def _story_meta(story: Story, address: str, above: Named, desk: Desk) -> PageMeta:
    return desk.meta(
        "story",
        story.title,
        address,
        above,
        description=story.summary or story.body.summary,
        image=desk.addresses.picture(story.file, story.image),
        published=instant(story.date, desk.site.zone),
        updated=instant(story.updated, desk.site.zone) if story.updated else None,
        indexed=not is_draft(story, desk),
    )


def story_kinds(desk: Desk, current: Id | None) -> tuple[Counted, ...]:
    """The kinds that have stories."""
    site = desk.site
    return tuple(
        Counted(
            label,
            desk.addresses.href(f"/stories/kind/{kind}/"),
            len(site.index.stories_by_kind[Id(kind)]),
            kind == current,
        )
        for kind, label in site.settings.stories.kinds.items()
        if kind in site.index.stories_by_kind
    )


def _list(
    folder: str, title: str, stories: Sequence[Story], above: Named | None, desk: Desk, kind: Id | None = None
) -> Iterator[Page]:
    pieces = cut(stories, desk.site.settings.stories.per_page)
    kinds = story_kinds(desk, kind)
    for piece, pagination in zip(pieces, paginations(folder, len(pieces), desk), strict=True):
        address = numbered(folder, pagination.number)
        meta = desk.meta("stories", with_number(title, pagination), address, *([above] if above else []))
        cards = partial(story_cards, piece, desk)
        yield desk.page(address, "stories.html", meta, heading=title, stories=cards, kinds=kinds, pagination=pagination)


def _series_pages(desk: Desk) -> Iterator[Page]:
    from qsite.pages.cards import Card

    above = desk.crumb("Series", "/series/")
    cards = []
    for series in desk.site.series.values():
        address = f"/series/{series.id}/"
        file = series.file
        summary = (file.summary or file.body.summary) if file else ""
        meta = desk.meta(
            "series", series.title, address, above, description=summary, feeds=feed_links(desk, series.title, address)
        )
        body = partial(html_of, file.body, file.file, desk.addresses) if file else ""
        stories = partial(story_cards, series.stories, desk)
        values = {
            "heading": series.title,
            "body": body,
            "summary": (file.summary or "") if file else "",
            "stories": stories,
        }
        yield desk.page(address, "series.html", meta, file.file if file else "", **values)
        cards.append(
            Card(
                series.title,
                desk.addresses.href(address),
                summary,
                plural(len(series.stories), "part", "parts"),
            )
        )
    if cards:
        yield desk.page("/series/", "series_list.html", desk.meta("list", "Series", "/series/"), cards=tuple(cards))
