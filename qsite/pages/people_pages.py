"""Partners and people: the page of each, and the index of both."""

from collections.abc import Iterator, Sequence
from functools import partial

from qsite.pages.bodies import html_of
from qsite.pages.cards import Card, Named, numbered
from qsite.pages.event_views import partner_card
from qsite.pages.listed import index_page, lettered, paged
from qsite.pages.offer import Desk
from qsite.pages.page import Page
from qsite.pages.place_cards import kind_words, person_card, programme_card
from qsite.pages.story_pages import list_meta, regions_named
from qsite.pages.views import LetterGroup, PartnerView, PersonView
from qsite.site import queries
from qsite.source.documents import Partner, Person
from qsite.terms import Id

MOST_TOGETHER = 24
"""So many people stand in one list; more are listed by letter."""


def people_pages(desk: Desk) -> Iterator[Page]:
    """Every page of partners and people."""
    yield from _partner_pages(desk)
    yield from _person_pages(desk)


def by_letter(cards: Sequence[Card]) -> tuple[LetterGroup, ...]:
    """Cards under the letters that they begin with; in one group without a letter where they are few."""
    return lettered(cards) if len(cards) > MOST_TOGETHER else (LetterGroup("", tuple(cards)),)


def _partner_pages(desk: Desk) -> Iterator[Page]:
    index = desk.site.index
    cards = [partner_card(one, desk) for one in desk.site.partners.values()]
    yield from index_page("/partners/", "Partners", cards, desk)
    above = desk.crumb("Partners", "/partners/")
    for partner in desk.site.partners.values():
        folder = f"/partners/{partner.id}/"
        coming, past = queries.coming_first(index.occurrences_by_partner.get(partner.id, ()), desk.site)
        description = partner.body.summary
        for pagination, listed in paged(folder, coming, past, (), desk):
            first = pagination.number == 1
            meta = list_meta(desk, "partner", partner.name, folder, pagination, above, description=description)
            yield desk.page(
                numbered(folder, pagination.number),
                "partner.html",
                meta,
                partner.file if first else "",
                partner=partial(_partner_view, partner, desk),
                **listed,
            )


def _partner_view(partner: Partner, desk: Desk) -> PartnerView:
    index = desk.site.index
    return PartnerView(
        id=partner.id,
        name=partner.name,
        body=html_of(partner.body, partner.file, desk.addresses),
        kind=kind_words(partner.kind),
        href=partner.url,
        logo=desk.addresses.picture(partner.file, partner.logo, partner.name, small=True),
        regions=regions_named(_partner_regions(partner, desk), desk),
        programmes=tuple(programme_card(one, desk) for one in index.programmes_by_partner.get(partner.id, ())),
        people=tuple(person_card(one, desk) for one in index.people_by_partner.get(partner.id, ())),
        extra=partner.extra,
    )


def _partner_regions(partner: Partner, desk: Desk) -> list[Id]:
    return [*partner.regions, *(one.id for one in desk.site.regions.values() if partner.id in one.partners)]


def _person_pages(desk: Desk) -> Iterator[Page]:
    index = desk.site.index
    cards = [person_card(one, desk) for one in desk.site.people.values()]
    if cards:
        meta = desk.meta("list", "People", "/people/")
        yield desk.page("/people/", "people.html", meta, letters=partial(by_letter, cards))
    above = desk.crumb("People", "/people/")
    for person in desk.site.people.values():
        folder = f"/people/{person.id}/"
        stories = index.stories_by_person.get(person.id, ())
        coming, past = queries.coming_first(index.occurrences_by_person.get(person.id, ()), desk.site)
        photo = desk.addresses.picture(person.file, person.photo, person.name, small=True)
        changed = queries.last_change(stories, desk.site)
        for pagination, listed in paged(folder, coming, past, stories, desk):
            first = pagination.number == 1
            meta = list_meta(
                desk, "person", person.name, folder, pagination, above, description=person.body.summary, image=photo
            )
            yield desk.page(
                numbered(folder, pagination.number),
                "person.html",
                meta,
                person.file if first else "",
                changed=changed,
                person=partial(_person_view, person, desk),
                **listed,
            )


def _person_view(person: Person, desk: Desk) -> PersonView:
    return PersonView(
        id=person.id,
        name=person.name,
        body=html_of(person.body, person.file, desk.addresses),
        role=person.role or "",
        organisation=_organisation(person, desk),
        photo=desk.addresses.picture(person.file, person.photo, person.name, small=True),
        regions=regions_named(person.regions, desk),
        links=tuple(Named(link.title, link.url) for link in person.links),
        extra=person.extra,
    )


def _organisation(person: Person, desk: Desk) -> Named | None:
    partner = desk.site.partners.get(Id(person.organisation)) if person.organisation else None
    if partner:
        return desk.addresses.named(Partner, partner.id, partner.name)
    return Named(person.organisation) if person.organisation else None
