"""Home, plain pages, tags, and the pages that the site makes of itself."""

from collections.abc import Iterator
from functools import partial

from qsite.pages.accessibility import accessibility_page, has_own, is_restyled
from qsite.pages.addresses import tag_address
from qsite.pages.bodies import html_of
from qsite.pages.cards import Counted, numbered
from qsite.pages.event_cards import event_cards
from qsite.pages.event_pages import split_now
from qsite.pages.maps import SMALL_SIDE, region_map
from qsite.pages.numbers import community, number_pages
from qsite.pages.offer import Desk, calendar_link, feed_links
from qsite.pages.page import Page
from qsite.pages.place_cards import programme_card, region_card
from qsite.pages.run_chart import run_chart
from qsite.pages.search import search_pages
from qsite.pages.social_cards import social_card
from qsite.pages.story_pages import cut, list_meta, paginations, story_cards
from qsite.pages.subscriptions import subscribe_page
from qsite.site import queries
from qsite.site.site import Tag
from qsite.source.documents import PlainPage
from qsite.terms import Address, Slug

HOME_EVENTS = 10
HOME_STORIES = 6
HOME_FEATURED = 3


def other_pages(desk: Desk) -> Iterator[Page]:
    """All but the pages of stories, events, regions, programmes, partners and people."""
    yield _home(desk)
    yield from _plain_pages(desk)
    yield from _tag_pages(desk)
    yield from number_pages(desk)
    if desk.site.settings.search:
        yield from search_pages(desk)
    yield subscribe_page(desk)
    regions = tuple(region_card(one, desk) for one in desk.site.regions.values())
    yield desk.page(
        "/404.html", "404.html", desk.meta("404", "Page not found", "/404.html", indexed=False), regions=regions
    )
    if not has_own(desk.site):
        yield accessibility_page(desk)


def _home(desk: Desk) -> Page:
    site = desk.site
    featured = [story for story in site.stories if story.featured][:HOME_FEATURED]
    shown = {story.id for story in featured}
    newest = [story for story in site.stories if story.id not in shown][:HOME_STORIES]
    on_now, coming = split_now(queries.upcoming(site), desk)
    title, description = site.settings.title, site.settings.description or site.settings.tagline or ""
    feeds = (*feed_links(desk, title, "/"), calendar_link(desk, title, "/events/calendar.ics"))
    image = None if desk.default_image else social_card(desk, "/", title, site.settings.tagline or "")
    meta = desk.meta("home", title, "/", description=description, image=image, feeds=feeds)
    return desk.page(
        "/",
        "home.html",
        meta,
        changed=queries.last_change(site.stories, site),
        chart=partial(run_chart, site),
        now_on=event_cards(on_now, desk),
        upcoming=event_cards(coming[:HOME_EVENTS], desk),
        featured=story_cards(featured, desk),
        stories=story_cards(newest, desk),
        regions=tuple(region_card(one, desk) for one in site.regions.values()),
        programmes=tuple(programme_card(one, desk) for one in site.programmes.values()),
        map=partial(region_map, desk, SMALL_SIDE),
        figures=partial(community, desk),
    )


def _plain_pages(desk: Desk) -> Iterator[Page]:
    titles = {page.path: page.title for page in desk.site.plain_pages}
    for page in desk.site.plain_pages:
        address = desk.addresses.of(page) or Address("/")
        parts = page.path.split("/")[:-1]
        above = ["/".join(parts[: n + 1]) for n in range(len(parts))]
        crumbs = [desk.crumb(titles[path], f"/{path}/") for path in above if path in titles]
        description = page.summary or page.body.summary
        template = _template(page, desk)
        meta = desk.meta("page", page.title, address, *crumbs, description=description)
        body = partial(html_of, page.body, page.file, desk.addresses)
        yield desk.page(
            address,
            template,
            meta,
            page.file,
            body=body,
            summary=page.summary or "",
            extra=page.extra,
            restyled=is_restyled(desk),
        )


def _template(page: PlainPage, desk: Desk) -> str:
    """A plain page's template: its own where it names one that exists (`check_templates` complains of others)."""
    named = page.template or ""
    return next((name for name in (named, f"{named}.html") if name in desk.theme.templates), "plain_page.html")


def _tag_pages(desk: Desk) -> Iterator[Page]:
    index = desk.site.index
    tags: dict[Slug, Tag] = {tag.slug: tag for tag in reversed(list(index.tags.values()))}
    used = {
        slug: tags[slug] for slug in sorted(tags) if slug in index.stories_by_tag or slug in index.occurrences_by_tag
    }
    counted = []
    for slug, tag in used.items():
        yield from _one_tag(tag, desk)
        events = {one.event.id for one in index.occurrences_by_tag.get(slug, ())}
        counted.append(
            Counted(
                tag.label, desk.addresses.href(tag_address(slug)), len(index.stories_by_tag.get(slug, ())) + len(events)
            )
        )
    if counted:
        ordered = tuple(sorted(counted, key=lambda one: (one.label.casefold(), one.href)))
        yield desk.page("/tags/", "tags.html", desk.meta("list", "Tags", "/tags/"), tags=ordered)


def _one_tag(tag: Tag, desk: Desk) -> Iterator[Page]:
    index, folder = desk.site.index, tag_address(tag.slug)
    stories = index.stories_by_tag.get(tag.slug, ())
    pieces = cut(stories, desk.site.settings.stories.per_page)
    coming, past = queries.coming_first(index.occurrences_by_tag.get(tag.slug, ()), desk.site)
    above, changed = desk.crumb("Tags", "/tags/"), queries.last_change(stories, desk.site)
    for piece, pagination in zip(pieces, paginations(folder, len(pieces), desk), strict=True):
        feeds = feed_links(desk, tag.label, folder)
        yield desk.page(
            numbered(folder, pagination.number),
            "tag.html",
            list_meta(desk, "tag", tag.label, folder, pagination, above, feeds=feeds),
            changed=changed,
            heading=tag.label,
            stories=partial(story_cards, piece, desk),
            events=partial(event_cards, (*coming, *past), desk) if pagination.number == 1 else (),
            pagination=pagination,
        )
