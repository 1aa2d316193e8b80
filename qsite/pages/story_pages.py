"""Stories: their cards, their own pages, and the lists of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any, TypeVar
from urllib.parse import urlsplit

from qsite.pages.addresses import tag_address
from qsite.pages.bodies import html_of
from qsite.pages.cards import Counted, Named, PageMeta, Pagination, PictureView, StoryCard, numbered
from qsite.pages.event_cards import event_card
from qsite.pages.offer import Desk, feed_links
from qsite.pages.page import Page
from qsite.pages.series import series_view
from qsite.pages.social_cards import social_card
from qsite.pages.videos import Player, media_type_of, player_of
from qsite.pages.views import FileView, StoryView, VideoView
from qsite.site import queries
from qsite.site.site import instant, is_due
from qsite.source.documents import Event, Person, Programme, Region, Story
from qsite.source.settings import fold_tag
from qsite.terms import Id, words
from qsite.words import date_words

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

    where = desk.addresses
    file = where.asset(document.file, video.url)
    href = where.asset_href(file) if file else video.url
    player = Player("file", href, "", media_type_of(href)) if file else player_of(video.url)
    captions = where.asset(document.file, video.captions) if video.captions else None
    return VideoView(
        href=href,
        title=video.title or document.title,
        host=urlsplit(href).netloc,
        poster=where.picture(document.file, Picture(src=video.poster, alt="")) if video.poster else None,
        transcript=html_of(document.transcript, document.file, where),
        player=player,
        captions=where.asset_href(captions) if captions else "",
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
        series=series_view(story, desk),
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


def paginations(folder: str, total: int, desk: Desk) -> Iterator[Pagination]:
    """Where one is, for each page of a list."""
    first = desk.addresses.href(folder)
    return (Pagination(number, total, first) for number in range(1, total + 1))


def list_meta(
    desk: Desk, kind: str, title: str, folder: str, pagination: Pagination, *crumbs: Named, **more: Any
) -> PageMeta:
    """The head of one page of a list; a later page stands below the first, and has its number in its title."""
    number = pagination.number
    if number == 1:
        return desk.meta(kind, title, folder, *crumbs, **more)
    numbered_title = f"{title} (page {number} of {pagination.total})"
    above = desk.crumb(title, folder)
    return desk.meta(kind, numbered_title, numbered(folder, number), *crumbs, above, here=f"Page {number}", **more)


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


def _related(story: Story, desk: Desk) -> tuple[StoryCard, ...]:
    return story_cards(queries.related(story, desk.site), desk)


def story_page(story: Story, desk: Desk, above: Named) -> Page:
    """A story's own page; `above` is the list of stories."""
    address = desk.addresses.of(story) or "/"
    picture = desk.addresses.picture(story.file, story.image) or social_card(
        desk, address, story.title, date_words(story.date), story.regions
    )
    meta = partial(_story_meta, story, address, above, picture, desk)
    view, related = partial(story_view, story, desk), partial(_related, story, desk)
    changed, indexed = desk.site.index.story_changes[story.id], not is_draft(story, desk)
    return desk.page(
        address, "story.html", meta, story.file, changed=changed, indexed=indexed, story=view, related=related
    )


def _story_meta(story: Story, address: str, above: Named, picture: PictureView | None, desk: Desk) -> PageMeta:
    return desk.meta(
        "story",
        story.title,
        address,
        above,
        description=story.summary or story.body.summary,
        image=picture,
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
    feeds = () if kind else feed_links(desk, desk.site.settings.title, "/")
    changed = queries.last_change(stories, desk.site)
    for piece, pagination in zip(pieces, paginations(folder, len(pieces), desk), strict=True):
        meta = list_meta(
            desk, "stories", title, folder, pagination, *([above] if above else []), feeds=feeds, indexed=bool(stories)
        )
        yield desk.page(
            numbered(folder, pagination.number),
            "stories.html",
            meta,
            changed=changed,
            heading=title,
            stories=partial(story_cards, piece, desk),
            kinds=kinds,
            years=story_years(desk) if kind is None and pagination.number == 1 else (),
            pagination=pagination,
        )


def story_years(desk: Desk, current: int | None = None) -> tuple[Counted, ...]:
    """The years that have stories, newest first."""
    counts = Counter(story.date.year for story in desk.site.stories)
    return tuple(
        Counted(str(year), desk.addresses.href(f"/stories/{year}/"), counts[year], year == current)
        for year in sorted(counts, reverse=True)
    )
