"""Choices among upcoming events: pages that list some of them, and values of the filter that a script offers."""

from collections.abc import Sequence
from dataclasses import dataclass

from qsite.pages.cards import Choice, Counted
from qsite.pages.event_cards import mode, regions_of
from qsite.pages.offer import Desk
from qsite.site import queries
from qsite.site.site import Occurrence

ONLINE = "/events/online/"


@dataclass(frozen=True, slots=True)
class EventFilters:
    """What upcoming events can be filtered by: only what at least one of them has."""

    regions: tuple[Choice, ...]
    kinds: tuple[Choice, ...]


def event_filters(upcoming: Sequence[Occurrence], desk: Desk) -> EventFilters:
    """The regions and kinds of upcoming events, in the site's order."""
    regions = {name for one in upcoming for name in regions_of(one.event)}
    kinds = {one.event.kind for one in upcoming}
    return EventFilters(
        regions=tuple(Choice(one.id, one.name) for one in desk.site.regions.values() if one.id in regions),
        kinds=tuple(Choice(kind, label) for kind, label in desk.site.settings.events.kinds.items() if kind in kinds),
    )


def upcoming_by_region(desk: Desk) -> tuple[Counted, ...]:
    """The regions' own lists of upcoming events, what is nationwide among them."""
    counts = {one.id: len(queries.upcoming(desk.site, one)) for one in desk.site.regions.values()}
    return tuple(
        Counted(one.name, desk.addresses.href(f"/regions/{one.id}/#events"), counts[one.id])
        for one in desk.site.regions.values()
        if counts[one.id]
    )


def online_only(occurrences: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    """What one can join from anywhere: online, or online as well."""
    return tuple(one for one in occurrences if mode(one) in ("online", "hybrid"))


def online_choice(upcoming: Sequence[Occurrence], desk: Desk) -> Counted:
    """The page of upcoming events online."""
    return Counted("Online events", desk.addresses.href(ONLINE), len(online_only(upcoming)))
