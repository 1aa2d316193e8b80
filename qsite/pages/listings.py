"""Where a document is listed: on which list pages, in which feeds and calendars, and why not in others. Pure.

Lists are asked what they show: their values are made, and looked through for the document's card. So what is said here
is what readers see.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from qsite.pages.addresses import addresses, tag_address
from qsite.pages.calendars import ICAL, history_start
from qsite.pages.cards import Card, EventCard, Pagination, StoryCard
from qsite.pages.feeds import ATOM
from qsite.pages.page import Page
from qsite.pages.plan import Plan
from qsite.site.site import AnyLinked, Site
from qsite.site.uids import entry_uid, event_uid
from qsite.source.documents import Event, Story
from qsite.source.settings import fold_tag
from qsite.terms import Id
from qsite.words import date_words, plural

_NOT_LISTS = frozenset({"story.html", "redirect.html", "404.html"})
_NOT_CONTENT = frozenset({"site", "page", "assets"})


def listing_lines(document: AnyLinked, site: Site, plan: Plan) -> Iterator[str]:
    """Where a published document is listed, a line each below a heading."""
    where = addresses(site)
    if where.of(document) is None:
        return
    href = where.page(document)
    lists = [_named(page) for page in plan.pages if _may_list(page, document) and _shows(page, href)]
    yield from _headed("listed on", lists) if lists else ("listed on no page",)
    if isinstance(document, Story):
        yield from _feeds(document, site, plan)
    if isinstance(document, Event):
        yield from _calendars(document, site, plan)


def _headed(heading: str, lines: Sequence[str]) -> Iterator[str]:
    yield f"{heading}:"
    yield from (f"  {line}" for line in lines)


def _may_list(page: Page, document: AnyLinked) -> bool:
    """Whether a page is a list; an event's page lists the reports on it, a person's what they wrote."""
    if page.template in _NOT_LISTS or not page.template.endswith(".html"):
        return False
    if page.template != "event.html":
        return True
    return isinstance(document, Story) and page.claimant.partition("#")[2] in document.events


def _named(page: Page) -> str:
    pagination = page.value("pagination")
    if isinstance(pagination, Pagination) and pagination.total > 1:
        return f"{page.address} (page {pagination.number} of {pagination.total})"
    return page.address


def _shows(page: Page, href: str) -> bool:
    return any(_has_card(value, href) for name, value in page.values.items() if name not in _NOT_CONTENT)


def _has_card(value: Any, href: str) -> bool:
    """Whether a value is or holds the card of what is at an address."""
    match value:
        case StoryCard() | EventCard() | Card():
            return value.href.partition("#")[0] == href
        case tuple() | list():
            return any(_has_card(one, href) for one in value)
        case Mapping():
            return any(_has_card(one, href) for one in value.values())
        case _ if is_dataclass(value) and not isinstance(value, type):
            return any(_has_card(getattr(value, one.name), href) for one in fields(value))
        case _:
            return False


def _feeds(story: Story, site: Site, plan: Plan) -> Iterator[str]:
    """The feeds that hold a story, and why others do not any more."""
    most = site.settings.feeds.entries
    known = {page.address for page in plan.pages if page.template == ATOM}
    held, left = [], []
    for address, stories in _possible_feeds(story, site):
        if address not in known or story not in stories:
            continue
        number = stories.index(story) + 1
        if number <= most:
            held.append(address)
        else:
            left.append(f"not in {address}: it holds the newest {most}, and this is number {number}")
    yield from _headed("in feeds (Atom; each as feed.json too)", held) if held else ("in no feed",)
    yield from left


def _possible_feeds(story: Story, site: Site) -> Iterator[tuple[str, tuple[Story, ...]]]:
    index = site.index
    yield "/feed.xml", site.stories
    for region in story.regions:
        yield f"/regions/{region}/feed.xml", index.stories_by_region.get(region, ())
    if story.programme:
        yield f"/programmes/{story.programme}/feed.xml", index.stories_by_programme.get(story.programme, ())
    if story.series and story.series in site.series:
        members = {one.id for one in site.series[story.series].stories}
        yield f"/series/{story.series}/feed.xml", tuple(one for one in site.stories if one.id in members)
    for slug in dict.fromkeys(index.tags[fold_tag(tag)].slug for tag in story.tags if fold_tag(tag) in index.tags):
        yield f"{tag_address(slug)}feed.xml", index.stories_by_tag.get(slug, ())


def _calendars(event: Event, site: Site, plan: Plan) -> Iterator[str]:
    """The calendars that hold an event's entries, and why none of many events does."""
    dates = site.index.occurrences_by_event.get(event.id, ())
    domain = site.settings.domain
    names = {f"UID:{uid}" for uid in (event_uid(event, domain), *(entry_uid(one, domain) for one in dates))}
    own = (addresses(site).of(event) or "").rstrip("/") + "/"
    shared, alone = [], []
    for page in plan.pages:
        if page.template != ICAL:
            continue
        if page.address.startswith(own):
            alone.append(page.address)
        elif _may_hold(page.address, event, site) and any(
            names & _names(one.text) for one in page.value("calendar").entries
        ):
            shared.append(page.address)
    if shared:
        yield from _headed("in calendars", [*shared, *alone])
        return
    yield from _headed("in a calendar of its own", alone) if alone else ("in no calendar",)
    if dates and not event.draft:
        since = date_words(history_start(site))
        months = plural(site.settings.events.calendar_history, "month", "months")
        yield f"not in other calendars: they keep what is past for {months}, now from {since} on"


def _names(text: str) -> set[str]:
    """The UID lines of an entry, long ones unfolded (RFC 5545, 3.1)."""
    return {line for line in text.replace("\r\n ", "").splitlines() if line.startswith("UID:")}


def _may_hold(address: str, event: Event, site: Site) -> bool:
    """Whether a calendar is one of those that an event may stand in: for most it need not be made."""
    wide = {region.id for region in site.regions.values() if region.nationwide}
    homes: set[Id] = {event.home, *event.regions}
    parts = address.strip("/").split("/")
    match parts:
        case ["events", "calendar.ics"]:
            return True
        case ["regions", region, _]:
            return bool(homes & {region, *wide})
        case ["programmes", programme, _]:
            return programme == event.programme
        case _:
            return False
