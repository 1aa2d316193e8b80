"""Documents by what they belong to, each found once, so that no query walks the whole site."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from qsite.site.site import Index, Occurrence, Site, Tag, instant
from qsite.source.documents import Event, Story
from qsite.source.settings import fold_tag
from qsite.terms import Id, Slug

K = TypeVar("K")
V = TypeVar("V")


def grouped(values: Iterable[V], keys: Callable[[V], Iterable[K]]) -> Mapping[K, tuple[V, ...]]:
    """The values under each of their keys, in the order that they came in."""
    found: dict[K, list[V]] = {}
    for value in values:
        for key in dict.fromkeys(keys(value)):
            found.setdefault(key, []).append(value)
    return {key: tuple(group) for key, group in found.items()}


def build_index(site: Site, tags: Mapping[str, Tag]) -> Index:
    """The index of what is published."""

    def tag_slugs(document: Story | Event) -> list[Slug]:
        return [tags[fold_tag(tag)].slug for tag in document.tags]

    def of(occurrence: Occurrence) -> Event:
        return occurrence.event

    nationwide = [region.id for region in site.regions.values() if region.nationwide]
    return Index(
        stories_by_region=grouped(site.stories, lambda s: s.regions or nationwide),
        stories_by_programme=grouped(site.stories, lambda s: [s.programme] if s.programme else []),
        stories_by_person=grouped(site.stories, lambda s: [Id(a) for a in s.authors if a in site.people]),
        stories_by_event=grouped(site.stories, lambda s: s.events),
        stories_by_tag=grouped(site.stories, tag_slugs),
        stories_by_kind=grouped(site.stories, lambda s: [s.kind]),
        occurrences_by_event=grouped(site.occurrences, lambda o: [of(o).id]),
        occurrences_by_region=grouped(site.occurrences, lambda o: (of(o).home, *of(o).regions)),
        occurrences_by_programme=grouped(site.occurrences, lambda o: _some(of(o).programme)),
        occurrences_by_partner=grouped(site.occurrences, lambda o: (*of(o).partners, *_funders(of(o)))),
        occurrences_by_person=grouped(site.occurrences, lambda o: [Id(s) for s in of(o).speakers if s in site.people]),
        occurrences_by_kind=grouped(site.occurrences, lambda o: _some(of(o).kind)),
        occurrences_by_tag=grouped(site.occurrences, lambda o: tag_slugs(of(o))),
        programmes_by_region=grouped(site.programmes.values(), lambda p: p.regions),
        programmes_by_partner=grouped(site.programmes.values(), lambda p: p.partners),
        people_by_region=grouped(site.people.values(), lambda p: p.regions),
        people_by_partner=grouped(
            site.people.values(), lambda p: [one for one in _some(p.organisation) if one in site.partners]
        ),
        tags=tags,
        parts={story.id: place for one in site.series.values() for place, story in enumerate(one.stories)},
        story_changes={story.id: instant(story.updated or story.date, site.zone) for story in site.stories},
    )


def _some(name: str | None) -> tuple[Id, ...]:
    return (Id(name),) if name else ()


def _funders(event: Event) -> tuple[Id, ...]:
    return event.funding.by if event.funding else ()
