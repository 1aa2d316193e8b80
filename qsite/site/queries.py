"""The questions that pages ask of the site. Each answer is right at `site.now`."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from qsite.site.areas import areas_of, near
from qsite.site.site import Occurrence, Site
from qsite.source.documents import Event, Region, Story
from qsite.source.settings import fold_tag
from qsite.terms import Id


def is_past(occurrence: Occurrence, site: Site) -> bool:
    """Whether it is over. An event is upcoming until it ends."""
    return occurrence.over <= site.now


def takes_place(occurrence: Occurrence) -> bool:
    """Whether it is to happen at its time: what is cancelled or postponed does not."""
    return occurrence.status not in ("cancelled", "postponed")


def is_on(occurrence: Occurrence, site: Site) -> bool:
    """Whether it has begun and is not over."""
    return takes_place(occurrence) and occurrence.begins <= site.now < occurrence.over


def first_day(occurrence: Occurrence) -> date:
    """The day on which it begins, on its own clock."""
    return occurrence.start.date() if isinstance(occurrence.start, datetime) else occurrence.start


def last_day(occurrence: Occurrence) -> date:
    """The last day that it touches; one that ends at midnight does not touch the next."""
    if isinstance(occurrence.end, datetime):
        start = first_day(occurrence)
        return max(start, (occurrence.end - timedelta(microseconds=1)).date())
    return occurrence.end


def upcoming(site: Site, region: Region | None = None) -> tuple[Occurrence, ...]:
    """What is not over yet, soonest first; for a region with what is nationwide."""
    return tuple(o for o in _of_region(site, region) if not is_past(o, site))


def past(site: Site, region: Region | None = None) -> tuple[Occurrence, ...]:
    """What is over, newest first; for a region with what is nationwide."""
    return tuple(o for o in reversed(_of_region(site, region)) if is_past(o, site))


def _of_region(site: Site, region: Region | None) -> tuple[Occurrence, ...]:
    if region is None:
        return site.occurrences
    wide = [one.id for one in site.regions.values() if one.nationwide and one.id != region.id]
    return merged(site.index.occurrences_by_region.get(name, ()) for name in (region.id, *wide))


def merged(groups: Iterable[tuple[Occurrence, ...]]) -> tuple[Occurrence, ...]:
    """Occurrences of several groups, each once, in the order of their begin."""
    found = {(o.event.id, o.number): o for group in groups for o in group}
    return tuple(sorted(found.values(), key=_order))


def coming_first(
    occurrences: Iterable[Occurrence], site: Site
) -> tuple[tuple[Occurrence, ...], tuple[Occurrence, ...]]:
    """What is not over, soonest first, and what is, newest first."""
    ordered = sorted(occurrences, key=_order)
    coming = tuple(o for o in ordered if not is_past(o, site))
    return coming, tuple(o for o in reversed(ordered) if is_past(o, site))


def events_to_come(region: Region, site: Site) -> tuple[Id, ...]:
    """The events of a region itself that still take place, each once, in the order of their next dates."""
    dates = site.index.occurrences_by_region.get(region.id, ())
    return tuple(dict.fromkeys(o.event.id for o in dates if takes_place(o) and not is_past(o, site)))


def stories(site: Site, region: Region | None = None) -> tuple[Story, ...]:
    """Published stories, newest first."""
    return site.stories if region is None else site.index.stories_by_region.get(region.id, ())


def is_nationwide(event: Event, site: Site) -> bool:
    """Whether it is for the whole country."""
    return any(site.regions[name].nationwide for name in (event.home, *event.regions) if name in site.regions)


def next_occurrence(event: Event, site: Site) -> Occurrence | None:
    """The date of an event that is on or comes next, one that takes place if there is one.

    Where all are over, the last; None where there is none.
    """
    dates = site.index.occurrences_by_event.get(event.id, ())
    coming = [o for o in dates if not is_past(o, site)]
    return next(iter((*filter(takes_place, coming), *coming, *dates[-1:])), None)


def next_of_programme(occurrence: Occurrence, site: Site) -> Occurrence | None:
    """The next date of another event of the same programme that takes place."""
    dates = site.index.occurrences_by_programme.get(occurrence.event.programme or Id(""), ())
    return next(
        (
            other
            for other in dates
            if _order(other) > _order(occurrence) and other.event.id != occurrence.event.id and takes_place(other)
        ),
        None,
    )


def _order(occurrence: Occurrence) -> tuple[datetime, datetime, Id]:
    return occurrence.begins, occurrence.over, occurrence.event.id


def related(story: Story, site: Site, most: int = 4) -> tuple[Story, ...]:
    """Stories of the same programme, then of the same regions, then with the same tags; newest first in each."""
    index = site.index
    groups = [
        index.stories_by_programme.get(story.programme, ()) if story.programme else (),
        *(index.stories_by_region.get(region, ()) for region in story.regions),
        *(index.stories_by_tag.get(index.tags[fold_tag(tag)].slug, ()) for tag in story.tags),
    ]
    found: dict[Id, Story] = {}
    for group in groups:
        for other in group:
            if len(found) == most:
                return tuple(found.values())
            if other.id != story.id:
                found.setdefault(other.id, other)
    return tuple(found.values())


def related_events(event: Event, site: Site, but: Id | None = None, most: int = 4) -> tuple[Occurrence, ...]:
    """What comes next of the same programme, then of the same regions: the next date of each other event.

    What does not take place is left out, and so is the event `but`.
    """
    index = site.index
    groups = [
        index.occurrences_by_programme.get(event.programme, ()) if event.programme else (),
        *(index.occurrences_by_region.get(region, ()) for region in (event.home, *event.regions)),
    ]
    now = site.now.astimezone(UTC)
    found: dict[Id, Occurrence] = {}
    for group in groups:
        for place in range(bisect_right(group, now, key=lambda one: one.begins), len(group)):
            if len(found) == most:
                return tuple(found.values())
            other = group[place]
            if other.event.id not in (event.id, but) and takes_place(other):
                found.setdefault(other.event.id, other)
    return tuple(found.values())


def neighbours(region: Region, site: Site, most: int = 4) -> tuple[Region, ...]:
    """The regions whose areas touch a region's or come close, in the site's order.

    Where a region has no area, or none is near: at most so many that stand next to it in the site's order, of its own nation
    where there are others. A nationwide region has no neighbours and is none.
    """
    places = {name: one for name, one in site.regions.items() if not one.nationwide}
    if region.id not in places:
        return ()
    areas = tuple(one for one in areas_of(site) if one.region in places)
    if found := near(areas).get(region.id):
        return tuple(places[name] for name in found)
    others = [one for one in places.values() if one.id != region.id]
    alike = [one for one in others if region.nation and one.nation == region.nation] or others
    order = {name: place for place, name in enumerate(places)}
    nearest = sorted(alike, key=lambda one: abs(order[one.id] - order[region.id]))[:most]
    return tuple(sorted(nearest, key=lambda one: order[one.id]))


def nationwide(site: Site) -> Region | None:
    """The region that is for the whole country: the first, where there are several."""
    return next((one for one in site.regions.values() if one.nationwide), None)


def last_change(stories: Iterable[Story], site: Site) -> datetime | None:
    """The instant at which the newest of these stories was published, or one of them last really changed."""
    return max((site.index.story_changes[story.id] for story in stories), default=None)
