"""link: from documents that name each other to a site in which every name is resolved. Pure."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from qsite.problem import Problem
from qsite.site.identity import check_ids
from qsite.site.indexes import build_index
from qsite.site.occurrences import occurrences_of, zone_of
from qsite.site.references import check_references, known_ids
from qsite.site.sense import check_sense
from qsite.site.site import AnyLinked, Index, LinkedSeries, Occurrence, Site, instant, is_due
from qsite.site.tags import check_tags
from qsite.site.uids import entry_uids
from qsite.site.vanished import check_vanished
from qsite.source.content import Content
from qsite.source.documents import Event, Partner, Person, Programme, Region, Story
from qsite.source.settings import SettingsFile
from qsite.terms import Id, words
from qsite.zones import zone

D = TypeVar("D", Region, Programme, Partner, Person)


def link(
    content: Content, settings_file: SettingsFile, now: datetime, *, drafts: bool = False
) -> tuple[Site, tuple[Problem, ...]]:
    """The site as it is at `now` (aware, in the site's zone), and what is wrong between its files."""
    settings = settings_file.settings
    content, problems = check_ids(content)
    known = known_ids(content)
    problems += check_references(content, known, settings)
    problems += tuple(check_sense(content))
    tags, found = check_tags((*content.stories, *content.events), settings)
    problems += found
    regions = {region.id: region for region in sorted(content.regions, key=_region_order)}
    clock = zone(settings.timezone)
    occurrences, found = _all_occurrences(content.events, regions, settings_file, now)
    problems += found
    published = [one for one in content.stories if drafts or (not one.draft and is_due(one, now, clock))]
    stories = tuple(sorted(published, key=_story_order(clock)))
    events = tuple(event for event in content.events if drafts or not event.draft)
    taking_place = {event.id for event in events}
    occurrences = [one for one in occurrences if one.event.id in taking_place]
    uids = frozenset(entry_uids(events, occurrences, settings.domain))
    problems += tuple(check_vanished(content, uids, settings.domain, now.date()))
    site = Site(
        settings=settings,
        now=now,
        drafts=drafts,
        stories=stories,
        events=events,
        occurrences=tuple(sorted(occurrences, key=_occurrence_order)),
        regions=regions,
        programmes=_by_name(content.programmes),
        partners=_by_name(content.partners),
        people=_by_name(content.people),
        series=_series(content, stories),
        plain_pages=tuple(sorted(content.plain_pages, key=lambda page: page.path)),
        assets=content.assets,
        static=content.static,
        sources=_sources(content),
        index=Index(),
    )
    return replace(site, index=build_index(site, tags)), problems


def _story_order(clock: ZoneInfo) -> Callable[[Story], tuple[float, str]]:
    """Newest first, then by id."""
    return lambda story: (-instant(story.date, clock).timestamp(), story.id)


def _occurrence_order(occurrence: Occurrence) -> tuple[datetime, datetime, str]:
    return occurrence.begins, occurrence.over, occurrence.event.id


def _region_order(region: Region) -> tuple[int, str, str]:
    return (region.order if region.order is not None else 10**9), region.name.casefold(), region.id


def _by_name(documents: Iterable[D]) -> Mapping[Id, D]:
    return {one.id: one for one in sorted(documents, key=lambda one: (one.name.casefold(), one.id))}


def _sources(content: Content) -> Mapping[str, tuple[AnyLinked, ...]]:
    found: dict[str, list[AnyLinked]] = {}
    for document in content.documents():
        found.setdefault(document.file, []).append(document)
    return {path: tuple(documents) for path, documents in found.items()}


def _all_occurrences(
    events: Iterable[Event], regions: Mapping[Id, Region], settings_file: SettingsFile, now: datetime
) -> tuple[list[Occurrence], tuple[Problem, ...]]:
    settings = settings_file.settings
    found: list[Occurrence] = []
    horizon = end_of_horizon(now.date(), settings.events.horizon)
    trouble: list[Problem] = []
    for event in events:
        clock = zone_of(event, regions, settings.timezone)
        more, problems = occurrences_of(event, clock, settings.events.default_duration, horizon)
        found += more
        trouble += problems
    return found, tuple(trouble)


def end_of_horizon(today: date, months: int) -> date:
    """The last day of the month that lies `months` after today."""
    ahead = today.month - 1 + months
    year, month = today.year + ahead // 12, ahead % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _series(content: Content, stories: tuple[Story, ...]) -> Mapping[Id, LinkedSeries]:
    """Every series that has a file, or a published story."""
    members: dict[Id, list[Story]] = {}
    for story in reversed(stories):
        if story.series:
            members.setdefault(story.series, []).append(story)
    files = {one.id: one for one in content.series}
    found = []
    for name in sorted(files.keys() | members.keys()):
        file = files.get(name)
        place = {story: n for n, story in enumerate(file.order)} if file else {}
        ordered = sorted(members.get(name, ()), key=lambda story: place.get(story.id, len(place)))
        found.append(LinkedSeries(name, file.title if file else words(name), tuple(ordered), file))
    return {one.id: one for one in sorted(found, key=lambda one: (one.title.casefold(), one.id))}
