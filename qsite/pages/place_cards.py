"""Regions, programmes and people in lists."""

from qsite.pages.cards import Card, Named
from qsite.pages.offer import Desk
from qsite.source.documents import Person, Programme, Region
from qsite.terms import words


def kind_words(kind: str | None) -> str:
    """A kind that editors wrote, in words; nothing where they wrote none."""
    return words(kind) if kind else ""


def region_card(region: Region, desk: Desk) -> Card:
    """A region in a list."""
    image = desk.addresses.picture(region.file, region.image)
    return Card(region.name, desk.addresses.page(region), region.body.summary, region.nation or "", image, region.id)


def region_named(region: Region, desk: Desk) -> Named:
    """A region by name."""
    return desk.addresses.named(Region, region.id, region.name)


def programme_card(programme: Programme, desk: Desk) -> Card:
    """A programme in a list."""
    image = desk.addresses.picture(programme.file, programme.image)
    summary = programme.summary or programme.body.summary
    return Card(programme.name, desk.addresses.page(programme), summary, kind_words(programme.kind), image)


def person_card(person: Person, desk: Desk) -> Card:
    """A person in a list."""
    photo = desk.addresses.picture(person.file, person.photo, person.name, small=True)
    return Card(person.name, desk.addresses.page(person), person.body.summary, person.role or "", photo)
