"""A site with newer versions of some of its documents: right for the pages of these, and of no others."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from qsite.site.link import end_of_horizon
from qsite.site.occurrences import occurrences_of, zone_of
from qsite.site.site import AnyLinked, Index, Site
from qsite.source.documents import Event, Partner, Person, PlainPage, Programme, Region
from qsite.source.settings import Settings
from qsite.terms import Id

D = TypeVar("D", Region, Programme, Partner, Person)


def with_newer(site: Site, documents: Iterable[AnyLinked], settings: Settings) -> Site:
    """The site as `link` gave it, with these documents in the place of those with their ids. Lists stay as they are."""
    found = replace(site, settings=settings)
    for document in documents:
        match document:
            case Event():
                found = replace(found, index=_index(document, found))
            case Region():
                found = replace(found, regions=_put(found.regions, document))
            case Programme():
                found = replace(found, programmes=_put(found.programmes, document))
            case Partner():
                found = replace(found, partners=_put(found.partners, document))
            case Person():
                found = replace(found, people=_put(found.people, document))
            case PlainPage():
                pages = (document if one.path == document.path else one for one in found.plain_pages)
                found = replace(found, plain_pages=tuple(pages))
            case _:
                pass  # a story's page is made of the story itself
    return found


def _put(documents: Mapping[Id, D], newer: D) -> Mapping[Id, D]:
    return {**documents, newer.id: newer} if newer.id in documents else documents


def _index(event: Event, site: Site) -> Index:
    settings = site.settings
    clock = zone_of(event, site.regions, settings.timezone)
    horizon = end_of_horizon(site.today, settings.events.horizon)
    dates, _ = occurrences_of(event, clock, settings.events.default_duration, horizon)
    return replace(site.index, occurrences_by_event={**site.index.occurrences_by_event, event.id: dates})
