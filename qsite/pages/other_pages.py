"""Home, plain pages, tags, and the pages that the site makes of itself."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from qsite.pages.addresses import tag_address
from qsite.pages.bodies import html_of
from qsite.pages.cards import Card, Counted
from qsite.pages.event_cards import event_cards
from qsite.pages.event_pages import split_now
from qsite.pages.offer import Desk, calendar_link, feed_links
from qsite.pages.page import Page
from qsite.pages.place_pages import programme_card, region_card
from qsite.pages.social_cards import social_card
from qsite.pages.story_pages import cut, numbered, paginations, story_cards, with_number
from qsite.pages.subscriptions import subscribe_page
from qsite.pages.views import LetterGroup, Table
from qsite.site import queries
from qsite.site.queries import first_day
from qsite.site.site import Tag
from qsite.source.documents import PlainPage
from qsite.terms import Address, Slug, slugify

HOME_EVENTS = 6
HOME_STORIES = 6
HOME_FEATURED = 3


def other_pages(desk: Desk) -> Iterator[Page]:
    """All but the pages of stories, events, regions, programmes, partners and people."""
    yield _home(desk)
    yield from _plain_pages(desk)
    yield from _tag_pages(desk)
    if desk.site.settings.numbers:
        yield desk.page(
            "/numbers/", "numbers.html", desk.meta("numbers", "In numbers", "/numbers/"), tables=partial(tables, desk)
        )
    if desk.site.settings.search:
        yield desk.page(
            "/search/", "search.html", desk.meta("search", "A to Z", "/search/"), letters=partial(letters, desk)
        )
    yield subscribe_page(desk)
    regions = tuple(region_card(one, desk) for one in desk.site.regions.values())
    yield desk.page(
        "/404.html", "404.html", desk.meta("404", "Page not found", "/404.html", indexed=False), regions=regions
    )


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
        now_on=event_cards(on_now, desk),
        upcoming=event_cards(coming[:HOME_EVENTS], desk),
        featured=story_cards(featured, desk),
        stories=story_cards(newest, desk),
        regions=tuple(region_card(one, desk) for one in site.regions.values()),
        programmes=tuple(programme_card(one, desk) for one in site.programmes.values()),
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
        yield desk.page(address, template, meta, page.file, body=body, summary=page.summary or "", extra=page.extra)


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
    pieces = cut(index.stories_by_tag.get(tag.slug, ()), desk.site.settings.stories.per_page)
    coming, past = queries.coming_first(index.occurrences_by_tag.get(tag.slug, ()), desk.site)
    above = desk.crumb("Tags", "/tags/")
    for piece, pagination in zip(pieces, paginations(folder, len(pieces), desk), strict=True):
        address = numbered(folder, pagination.number)
        meta = desk.meta(
            "tag", with_number(tag.label, pagination), address, above, feeds=feed_links(desk, tag.label, folder)
        )
        yield desk.page(
            address,
            "tag.html",
            meta,
            heading=tag.label,
            stories=partial(story_cards, piece, desk),
            events=partial(event_cards, (*coming, *past), desk) if pagination.number == 1 else (),
            pagination=pagination,
        )


def tables(desk: Desk) -> tuple[Table, ...]:
    """The community in numbers; every figure is a query of the site."""
    site = desk.site
    held, coming = Counter[str](), Counter[str]()
    kinds = Counter[str]()
    months = Counter[str]()
    for one in site.occurrences:
        (held if queries.is_past(one, site) else coming)[one.event.home] += 1
        kinds[one.event.kind or ""] += 1
    for story in site.stories:
        months[f"{story.date:%Y}"] += 1
    regions = tuple((region.name, held[name], coming[name]) for name, region in site.regions.items())
    labels = site.settings.events.kinds
    by_kind = tuple((labels[kind], kinds[kind]) for kind in labels if kinds[kind])
    match_funded = sum(
        1
        for event in site.events
        if event.funding
        and event.funding.kind == "match-funded"
        and event.status != "cancelled"
        and (dates := site.index.occurrences_by_event.get(event.id))
        and first_day(dates[0]).year == site.today.year
        and dates[0].begins <= site.now
    )
    whole = (
        ("Stories", len(site.stories)),
        ("Events and their dates held", sum(held.values())),
        ("Events and their dates to come", sum(coming.values())),
        *([(f"Match-funded offers so far in {site.today.year}", match_funded)] if site.events else []),
        ("Regions", len(site.regions)),
        ("Partners", len(site.partners)),
        ("People", len(site.people)),
    )
    return (
        Table("The community", ("", "Number"), whole),
        Table("Events by region", ("Region", "Held", "To come"), regions),
        Table("Events by kind", ("Kind", "Events"), by_kind),
        Table("Stories by year", ("Year", "Stories"), tuple(sorted(months.items(), reverse=True))),
    )


def letters(desk: Desk) -> tuple[LetterGroup, ...]:
    """Everything that has a page, from A to Z."""
    site = desk.site
    cards = [
        *(Card(story.title, desk.addresses.page(story), detail="Story") for story in site.stories),
        *(Card(event.title, desk.addresses.page(event), detail="Event") for event in site.events),
        *(Card(one.name, desk.addresses.page(one), detail="Region") for one in site.regions.values()),
        *(Card(one.name, desk.addresses.page(one), detail="Programme") for one in site.programmes.values()),
        *(Card(one.name, desk.addresses.page(one), detail="Partner") for one in site.partners.values()),
        *(Card(one.name, desk.addresses.page(one), detail=one.role or "") for one in site.people.values()),
        *(Card(one.title, desk.addresses.page(one), detail="Page") for one in site.plain_pages),
    ]
    groups: dict[str, list[Card]] = {}
    for card in sorted(cards, key=lambda one: (slugify(one.title), one.href)):
        first = slugify(card.title)[:1].upper()
        groups.setdefault(first if first.isalpha() else "0–9", []).append(card)
    return tuple(LetterGroup(letter, tuple(entries)) for letter, entries in groups.items())
