"""Regions, programmes, partners and people: the page of each, and the index of each kind."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TypeVar

from qsite.pages.bodies import html_of
from qsite.pages.cards import Card, FeedLink, Named
from qsite.pages.event_cards import event_cards
from qsite.pages.event_pages import split_now
from qsite.pages.event_views import funding_view, partner_card, partner_cards
from qsite.pages.offer import Desk, calendar_link, feed_links
from qsite.pages.page import Page
from qsite.pages.social_cards import social_card
from qsite.pages.story_pages import cut, numbered, paginations, regions_named, story_cards, with_number
from qsite.pages.timeline import timeline
from qsite.pages.views import NationGroup, PartnerView, PersonView, ProgrammeView, RegionView
from qsite.site import queries
from qsite.site.site import Occurrence
from qsite.source.documents import Partner, Person, Programme, Region, Story
from qsite.terms import Id, words

T = TypeVar("T")


def region_card(region: Region, desk: Desk) -> Card:
    """A region in a list."""
    image = desk.addresses.picture(region.file, region.image)
    return Card(region.name, desk.addresses.page(region), region.body.summary, region.nation or "", image)


def programme_card(programme: Programme, desk: Desk) -> Card:
    """A programme in a list."""
    image = desk.addresses.picture(programme.file, programme.image)
    return Card(
        programme.name,
        desk.addresses.page(programme),
        programme.summary or programme.body.summary,
        _kind(programme.kind),
        image,
    )


def person_card(person: Person, desk: Desk) -> Card:
    """A person in a list."""
    photo = desk.addresses.picture(person.file, person.photo, person.name, small=True)
    return Card(person.name, desk.addresses.page(person), person.body.summary, person.role or "", photo)


def _kind(kind: str | None) -> str:
    return words(kind) if kind else ""


def place_pages(desk: Desk) -> Iterator[Page]:
    """Every page of regions, programmes, partners and people."""
    yield from _region_pages(desk)
    yield from _programme_pages(desk)
    yield from _partner_pages(desk)
    yield from _person_pages(desk)


def _index(folder: str, title: str, cards: Sequence[Card], desk: Desk) -> Iterator[Page]:
    if cards:
        meta = desk.meta("list", title, folder)
        yield desk.page(folder, "cards.html", meta, heading=title, intro="", cards=tuple(cards))


def nations(desk: Desk) -> tuple[NationGroup, ...]:
    """Regions by nation, both in the site's order."""
    groups: dict[str, list[Card]] = {}
    for region in desk.site.regions.values():
        groups.setdefault(region.nation or "", []).append(region_card(region, desk))
    return tuple(NationGroup(nation, tuple(cards)) for nation, cards in groups.items())


def _region_pages(desk: Desk) -> Iterator[Page]:
    if desk.site.regions:
        yield desk.page(
            "/regions/", "regions.html", desk.meta("regions", "Regions", "/regions/"), nations=nations(desk)
        )
    above = desk.crumb("Regions", "/regions/")
    for region in desk.site.regions.values():
        yield from _one_region(region, desk, above)


def _one_region(region: Region, desk: Desk, above: Named) -> Iterator[Page]:
    site = desk.site
    view = partial(_region_view, region, desk)
    folder = f"/regions/{region.id}/"
    on_now, coming = split_now(queries.upcoming(site, region), desk)
    stories = cut(queries.stories(site, region), site.settings.stories.per_page)
    past = cut(queries.past(site, region), site.settings.events.per_page)
    total = max(len(stories), len(past))
    for pagination in paginations(folder, total, desk):
        number = pagination.number
        first = number == 1
        address = numbered(folder, number)
        meta = desk.meta(
            "region",
            with_number(region.name, pagination),
            address,
            above,
            description=region.body.summary,
            image=desk.addresses.picture(region.file, region.image)
            or social_card(desk, folder, region.name, "Events and stories", (region.id,)),
            feeds=_feeds(desk, region.name, folder),
        )
        yield desk.page(
            address,
            "region.html",
            meta,
            region.file if first else "",
            region=view,
            now_on=partial(event_cards, on_now, desk, region) if first else (),
            upcoming=partial(event_cards, coming, desk, region) if first else (),
            stories=partial(story_cards, _piece(stories, number), desk),
            past=partial(event_cards, _piece(past, number), desk, region),
            pagination=pagination,
        )


def _feeds(desk: Desk, title: str, folder: str) -> tuple[FeedLink, ...]:
    """The calendar and the feeds of a region or a programme."""
    return calendar_link(desk, title, f"{folder}events.ics"), *feed_links(desk, title, folder)


def _piece(pieces: Sequence[Sequence[T]], number: int) -> Sequence[T]:
    return pieces[number - 1] if number <= len(pieces) else ()


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
        extra=region.extra,
    )


def _region_partners(region: Region, desk: Desk) -> tuple[Card, ...]:
    """Partners that the region names, then those that name the region."""
    known = desk.site.partners
    named = [known[name] for name in region.partners if name in known]
    others = [one for one in known.values() if region.id in one.regions and one not in named]
    return tuple(partner_card(one, desk) for one in (*named, *others))


def _events_and_stories(occurrences: Sequence[Occurrence], stories: Sequence[Story], desk: Desk) -> dict[str, object]:
    coming, past = queries.coming_first(occurrences, desk.site)
    return {
        "upcoming": partial(event_cards, coming, desk),
        "past": partial(event_cards, past, desk),
        "stories": partial(story_cards, stories, desk),
    }


def _programme_pages(desk: Desk) -> Iterator[Page]:
    index = desk.site.index
    yield from _index(
        "/programmes/", "Programmes", [programme_card(one, desk) for one in desk.site.programmes.values()], desk
    )
    above = desk.crumb("Programmes", "/programmes/")
    for programme in desk.site.programmes.values():
        view = ProgrammeView(
            id=programme.id,
            name=programme.name,
            body=html_of(programme.body, programme.file, desk.addresses),
            kind=_kind(programme.kind),
            summary=programme.summary or "",
            starts=programme.starts,
            ends=programme.ends,
            image=desk.addresses.picture(programme.file, programme.image),
            regions=regions_named(programme.regions, desk),
            partners=partner_cards(programme.partners, desk),
            funding=funding_view(programme.funding, desk),
            extra=programme.extra,
        )
        address = f"/programmes/{programme.id}/"
        occurrences = index.occurrences_by_programme.get(programme.id, ())
        stories = index.stories_by_programme.get(programme.id, ())
        lists = _events_and_stories(occurrences, stories, desk)
        line = partial(timeline, occurrences, stories, desk)
        description = programme.summary or programme.body.summary
        feeds = _feeds(desk, programme.name, address)
        meta = desk.meta(
            "programme", programme.name, address, above, description=description, image=view.image, feeds=feeds
        )
        yield desk.page(address, "programme.html", meta, programme.file, programme=view, timeline=line, **lists)


def _partner_pages(desk: Desk) -> Iterator[Page]:
    index = desk.site.index
    yield from _index("/partners/", "Partners", [partner_card(one, desk) for one in desk.site.partners.values()], desk)
    above = desk.crumb("Partners", "/partners/")
    for partner in desk.site.partners.values():
        view = PartnerView(
            id=partner.id,
            name=partner.name,
            body=html_of(partner.body, partner.file, desk.addresses),
            kind=_kind(partner.kind),
            href=partner.url,
            logo=desk.addresses.picture(partner.file, partner.logo, partner.name, small=True),
            regions=regions_named(_partner_regions(partner, desk), desk),
            programmes=tuple(programme_card(one, desk) for one in index.programmes_by_partner.get(partner.id, ())),
            people=tuple(person_card(one, desk) for one in index.people_by_partner.get(partner.id, ())),
            extra=partner.extra,
        )
        address = f"/partners/{partner.id}/"
        lists = _events_and_stories(index.occurrences_by_partner.get(partner.id, ()), (), desk)
        meta = desk.meta("partner", partner.name, address, above, description=partner.body.summary)
        yield desk.page(address, "partner.html", meta, partner.file, partner=view, **lists)


def _partner_regions(partner: Partner, desk: Desk) -> list[Id]:
    return [*partner.regions, *(one.id for one in desk.site.regions.values() if partner.id in one.partners)]


def _person_pages(desk: Desk) -> Iterator[Page]:
    index, partners = desk.site.index, desk.site.partners
    yield from _index("/people/", "People", [person_card(one, desk) for one in desk.site.people.values()], desk)
    above = desk.crumb("People", "/people/")
    for person in desk.site.people.values():
        organisation = partners.get(Id(person.organisation)) if person.organisation else None
        view = PersonView(
            id=person.id,
            name=person.name,
            body=html_of(person.body, person.file, desk.addresses),
            role=person.role or "",
            organisation=desk.addresses.named(Partner, organisation.id, organisation.name)
            if organisation
            else (Named(person.organisation) if person.organisation else None),
            photo=desk.addresses.picture(person.file, person.photo, person.name, small=True),
            regions=regions_named(person.regions, desk),
            links=tuple(Named(link.title, link.url) for link in person.links),
            extra=person.extra,
        )
        address = f"/people/{person.id}/"
        lists = _events_and_stories(
            index.occurrences_by_person.get(person.id, ()), index.stories_by_person.get(person.id, ()), desk
        )
        meta = desk.meta("person", person.name, address, above, description=person.body.summary, image=view.photo)
        yield desk.page(address, "person.html", meta, person.file, person=view, **lists)
