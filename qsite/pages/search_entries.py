"""What can be searched: each page with what is shown of it, what it can be filtered by, and its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qsite.pages.event_cards import STATUS_LABELS, event_kind, regions_of
from qsite.pages.offer import Desk
from qsite.pages.story_pages import authors, regions_named, story_kind
from qsite.site import queries
from qsite.site.queries import first_day
from qsite.site.site import AnyLinked, Occurrence
from qsite.source.documents import Body, Event, Partner, Person, PlainPage, Programme, Region, Story
from qsite.terms import Fingerprint, Id, words
from qsite.words import date_words, span_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """A page that can be found.

    `kind` is what it is, and of which kind ("event/webinar"), `label` the same for readers; `words` are found as its
    text is. A body comes with its file and the hash of that document's bodies.
    """

    href: str
    title: str
    kind: str
    label: str
    date: str = ""
    regions: str = ""
    summary: str = ""
    region_ids: tuple[Id, ...] = ()
    years: tuple[int, ...] = ()
    past: bool = False
    words: tuple[str, ...] = ()
    bodies: tuple[tuple[Body, str, Fingerprint], ...] = ()


def search_entries(desk: Desk) -> tuple[SearchEntry, ...]:
    """Every page that can be found: coming events, soonest first; what has no end; events that are over, newest first."""
    site = desk.site
    dated = {one.id: queries.next_occurrence(one, site) for one in site.events}
    coming, over = queries.coming_first((one for one in dated.values() if one), site)
    undated = (one for one in site.events if dated[one.id] is None)
    return (
        *(_event(one.event, one, desk) for one in coming),
        *(_event(one, None, desk) for one in undated),
        *(_story(one, desk) for one in site.stories),
        *_things(desk),
        *(_event(one.event, one, desk, past=True) for one in over),
    )


def _story(story: Story, desk: Desk) -> SearchEntry:
    kind = story_kind(story.kind, desk).label
    named = [one.label for one in authors(story, desk)]
    return SearchEntry(
        href=desk.addresses.page(story),
        title=story.title,
        kind=f"story/{story.kind}",
        label=kind,
        date=date_words(story.date),
        regions=_names(story.regions, desk),
        summary=story.summary or story.body.summary,
        region_ids=story.regions,
        years=(story.date.year,),
        words=(kind, *named, _names(story.regions, desk), *story.tags, *_programme(story, desk), story.summary or ""),
        bodies=_bodies(story, story.body, story.transcript),
    )


def _event(event: Event, shown: Occurrence | None, desk: Desk, *, past: bool = False) -> SearchEntry:
    kind = event_kind(event, desk)
    label = kind.label if kind else "Event"
    dates = desk.site.index.occurrences_by_event.get(event.id, ())
    regions = regions_of(event)
    status = STATUS_LABELS[shown.status] if shown else ""
    when = span_words(shown.start, shown.end) if shown else "Date to be confirmed"
    return SearchEntry(
        href=desk.addresses.page(event),
        title=event.title,
        kind=f"event/{event.kind or ''}",
        label=label,
        date=f"{when} ({status.lower()})" if status else when,
        regions=_names(regions, desk),
        summary=event.summary or event.body.summary,
        region_ids=regions,
        years=tuple(sorted({first_day(one).year for one in dates})),
        past=past,
        words=(label, _names(regions, desk), *_event_words(event, dates, desk)),
        bodies=_bodies(event, event.body, event.transcript),
    )


def _event_words(event: Event, dates: Sequence[Occurrence], desk: Desk) -> Iterator[str]:
    people, partners = desk.site.people, desk.site.partners
    yield from dict.fromkeys(one.title for one in dates if one.title != event.title)
    yield from dict.fromkeys(one.venue.name for one in dates if one.venue)
    yield from (people[Id(name)].name if name in people else name for name in event.speakers)
    yield from (partners[name].name for name in event.partners if name in partners)
    yield from event.tags
    yield from _programme(event, desk)
    yield event.summary or ""


def _things(desk: Desk) -> Iterator[SearchEntry]:
    site = desk.site
    for region in site.regions.values():
        yield _thing(region, region.name, "region", "Region", desk, regions=(region.id,), more=region.nation or "")
    for programme in site.programmes.values():
        kind = words(programme.kind) if programme.kind else "Programme"
        summary = programme.summary or ""
        yield _thing(programme, programme.name, "programme", kind, desk, regions=programme.regions, summary=summary)
    for partner in site.partners.values():
        yield _thing(partner, partner.name, "partner", partner.kind or "Partner", desk, regions=partner.regions)
    for person in site.people.values():
        yield _thing(person, person.name, "person", person.role or "Person", desk, regions=person.regions)
    for page in site.plain_pages:
        yield _thing(page, page.title, "page", "Page", desk, summary=page.summary or "")


def _thing(
    document: Region | Programme | Partner | Person | PlainPage,
    name: str,
    kind: str,
    label: str,
    desk: Desk,
    *,
    regions: Sequence[Id] = (),
    summary: str = "",
    more: str = "",
) -> SearchEntry:
    return SearchEntry(
        href=desk.addresses.page(document),
        title=name,
        kind=kind,
        label=label,
        regions="" if kind == "region" else _names(regions, desk),
        summary=summary or document.body.summary,
        region_ids=tuple(regions),
        words=(label, _names(regions, desk), more, summary),
        bodies=_bodies(document, document.body),
    )


def _names(regions: Sequence[Id], desk: Desk) -> str:
    return ", ".join(one.label for one in regions_named(regions, desk))


def _programme(document: Story | Event, desk: Desk) -> Iterator[str]:
    if programme := desk.site.programmes.get(document.programme or Id("")):
        yield programme.name


def _bodies(document: AnyLinked, *bodies: Body) -> tuple[tuple[Body, str, Fingerprint], ...]:
    return tuple((body, document.file, document.inner) for body in bodies if body)
