"""Regions and programmes: the page of each, and the index of each kind."""

from collections.abc import Iterator
from functools import partial

from qsite.pages.bodies import html_of
from qsite.pages.cards import Card, FeedLink, Named, numbered
from qsite.pages.event_cards import event_cards
from qsite.pages.event_pages import split_now
from qsite.pages.event_views import funding_view, partner_card, partner_cards
from qsite.pages.listed import index_page, paged
from qsite.pages.maps import locator, region_map
from qsite.pages.numbers import of_region
from qsite.pages.offer import Desk, calendar_link, feed_links
from qsite.pages.page import Page
from qsite.pages.place_cards import kind_words, person_card, programme_card, region_card, region_named
from qsite.pages.social_cards import social_card
from qsite.pages.story_pages import list_meta, regions_named
from qsite.pages.timeline import timeline
from qsite.pages.views import NationGroup, ProgrammeView, RegionView
from qsite.site import queries
from qsite.source.documents import Programme, Region


def place_pages(desk: Desk) -> Iterator[Page]:
    """Every page of regions and programmes."""
    yield from _region_pages(desk)
    yield from _programme_pages(desk)


def nations(desk: Desk) -> tuple[NationGroup, ...]:
    """Regions by nation, both in the site's order."""
    groups: dict[str, list[Card]] = {}
    for region in desk.site.regions.values():
        groups.setdefault(region.nation or "", []).append(region_card(region, desk))
    return tuple(NationGroup(nation, tuple(cards)) for nation, cards in groups.items())


def _region_pages(desk: Desk) -> Iterator[Page]:
    if desk.site.regions:
        yield desk.page(
            "/regions/",
            "regions.html",
            desk.meta("regions", "Regions", "/regions/"),
            nations=nations(desk),
            map=partial(region_map, desk),
        )
    above = desk.crumb("Regions", "/regions/")
    for region in desk.site.regions.values():
        yield from _one_region(region, desk, above)


def _one_region(region: Region, desk: Desk, above: Named) -> Iterator[Page]:
    folder = f"/regions/{region.id}/"
    on_now, coming = split_now(queries.upcoming(desk.site, region), desk)
    stories, past = queries.stories(desk.site, region), queries.past(desk.site, region)
    changed = queries.last_change(stories, desk.site)
    for pagination, listed in paged(folder, coming, past, stories, desk, region):
        first = pagination.number == 1
        meta = list_meta(
            desk,
            "region",
            region.name,
            folder,
            pagination,
            above,
            description=region.body.summary,
            image=desk.addresses.picture(region.file, region.image)
            or social_card(desk, folder, region.name, "Events and stories", (region.id,)),
            feeds=_feeds(desk, region.name, folder),
        )
        yield desk.page(
            numbered(folder, pagination.number),
            "region.html",
            meta,
            region.file if first else "",
            changed=changed,
            region=partial(_region_view, region, desk),
            now_on=partial(event_cards, on_now, desk, region) if first else (),
            **listed,
            locator=partial(locator, region, desk) if first else None,
            figures=partial(of_region, region, desk) if first else (),
        )


def _feeds(desk: Desk, title: str, folder: str) -> tuple[FeedLink, ...]:
    """The calendar and the feeds of a region or a programme."""
    return calendar_link(desk, title, f"{folder}events.ics"), *feed_links(desk, title, folder)


def _region_view(region: Region, desk: Desk) -> RegionView:
    index = desk.site.index
    return RegionView(
        id=region.id,
        name=region.name,
        short_name=region.short_name or region.name,
        body=html_of(region.body, region.file, desk.addresses),
        nation=region.nation or "",
        nationwide=region.nationwide,
        email=region.email,
        image=desk.addresses.picture(region.file, region.image),
        partners=_region_partners(region, desk),
        programmes=tuple(programme_card(one, desk) for one in index.programmes_by_region.get(region.id, ())),
        people=tuple(person_card(one, desk) for one in index.people_by_region.get(region.id, ())),
        neighbours=tuple(region_named(one, desk) for one in queries.neighbours(region, desk.site)),
        wide=_wide(region, desk),
        extra=region.extra,
    )


def _wide(region: Region, desk: Desk) -> Named | None:
    wide = queries.nationwide(desk.site)
    return region_named(wide, desk) if wide and not region.nationwide else None


def _region_partners(region: Region, desk: Desk) -> tuple[Card, ...]:
    """Partners that the region names, then those that name the region."""
    known = desk.site.partners
    named = [known[name] for name in region.partners if name in known]
    others = [one for one in known.values() if region.id in one.regions and one not in named]
    return tuple(partner_card(one, desk) for one in (*named, *others))


def _programme_pages(desk: Desk) -> Iterator[Page]:
    index = desk.site.index
    yield from index_page(
        "/programmes/", "Programmes", [programme_card(one, desk) for one in desk.site.programmes.values()], desk
    )
    above = desk.crumb("Programmes", "/programmes/")
    for programme in desk.site.programmes.values():
        folder = f"/programmes/{programme.id}/"
        occurrences = index.occurrences_by_programme.get(programme.id, ())
        stories = index.stories_by_programme.get(programme.id, ())
        coming, past = queries.coming_first(occurrences, desk.site)
        changed = queries.last_change(stories, desk.site)
        for pagination, listed in paged(folder, coming, past, stories, desk):
            first = pagination.number == 1
            meta = list_meta(
                desk,
                "programme",
                programme.name,
                folder,
                pagination,
                above,
                description=programme.summary or programme.body.summary,
                image=desk.addresses.picture(programme.file, programme.image),
                feeds=_feeds(desk, programme.name, folder),
            )
            yield desk.page(
                numbered(folder, pagination.number),
                "programme.html",
                meta,
                programme.file if first else "",
                changed=changed,
                programme=partial(_programme_view, programme, desk),
                timeline=partial(timeline, occurrences, stories, desk) if first else (),
                **listed,
            )


def _programme_view(programme: Programme, desk: Desk) -> ProgrammeView:
    return ProgrammeView(
        id=programme.id,
        name=programme.name,
        body=html_of(programme.body, programme.file, desk.addresses),
        kind=kind_words(programme.kind),
        summary=programme.summary or "",
        starts=programme.starts,
        ends=programme.ends,
        image=desk.addresses.picture(programme.file, programme.image),
        regions=regions_named(programme.regions, desk),
        partners=partner_cards(programme.partners, desk),
        funding=funding_view(programme.funding, desk),
        extra=programme.extra,
    )
