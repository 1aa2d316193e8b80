"""Where every published document is, and how an address is written into a page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlsplit

from qsite.pages.cards import Named, PictureSource, PictureView
from qsite.pages.page import MadePicture
from qsite.pages.pictures import TYPES, Family, family
from qsite.site.site import AnyLinked, Site, instant
from qsite.source.content import Asset
from qsite.source.documents import Event, Partner, Person, Picture, PlainPage, Programme, Region, Series, Story
from qsite.source.paths import beside
from qsite.terms import Address, Id, Slug

_PLAIN = re.compile(r"[A-Za-z0-9/#._-]*")
"""What most addresses are made of, and needs no quoting."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a site. `hidden` are documents that exist and are not published."""

    site: Site = field(repr=False)
    published: Mapping[tuple[type, Id], Address] = field(repr=False)
    base: str = "/"
    """The site's own path."""
    shown: set[str] = field(default_factory=set, repr=False, compare=False)
    """The files whose bodies were written into values since this was last emptied."""
    avif: bool = True
    """Whether pictures can be written as AVIF."""
    families: dict[tuple[str, bool], Family] = field(default_factory=dict, repr=False, compare=False)
    """What is made from pictures, as far as it was asked for."""
    events_by_file: dict[str, Mapping[str, Event]] = field(default_factory=dict, repr=False, compare=False)
    """The events of each file, by their ids, as far as they were asked for."""

    def of(self, document: AnyLinked) -> Address | None:
        """Where a document is; None where it is not published."""
        if isinstance(document, PlainPage):
            return Address(f"/{document.path}/") if document.path != "index" else Address("/")
        return self.published.get((type(document), document.id))

    def events_in(self, file: str) -> Mapping[str, Event]:
        """The events of a file, by their ids."""
        if file not in self.events_by_file:
            events = (one for one in self.site.sources[file] if isinstance(one, Event))
            self.events_by_file[file] = {str(one.id): one for one in events}
        return self.events_by_file[file]

    def href(self, address: str) -> str:
        """An address as it stands in a page: below the site's own path."""
        path = address.removeprefix("/")
        return self.base + (path if _PLAIN.fullmatch(path) else quote(path, safe="/#?=&%:@!$'()*+,;~-._"))

    def absolute(self, address: str) -> str:
        """An address with scheme and host."""
        parts = urlsplit(self.site.settings.url)
        return f"{parts.scheme}://{parts.netloc}{self.href(address)}"

    def page(self, document: AnyLinked) -> str:
        """The href of a published document."""
        return self.href(self.of(document) or "/")

    def named(
        self, kind: type[Region | Programme | Partner | Person | Story | Event], name: Id | str | None, label: str
    ) -> Named:
        """A name with its page, where it has one."""
        address = self.published.get((kind, Id(name))) if name else None
        return Named(label, self.href(address) if address else None, str(name) if kind is Region and name else "")

    def asset(self, file: str, written: str) -> Asset | None:
        """The picture or file that a document names."""
        path = beside(file, written)
        return self.site.assets.get(path) if path else None

    def asset_href(self, asset: Asset) -> str:
        """The href of a published picture or file."""
        return self.href(asset_address(asset.path))

    def family(self, asset: Asset, *, small: bool = False) -> Family | None:
        """What is made from a picture; None where it is published as it is. `small` where it is shown small alone."""
        settings = self.site.settings.pictures
        if asset.raster is None or not settings.made:
            return None
        key = asset.path, small
        if key not in self.families:
            self.families[key] = family(asset, asset.raster, settings, small=small, avif=self.avif)
        return self.families[key]

    def view(self, asset: Asset, *, small: bool = False) -> PictureView:
        """A picture as it is shown, with nothing said of it."""
        made = self.family(asset, small=small)
        if made is None or asset.raster is None:
            return PictureView(self.asset_href(asset), width=asset.width, height=asset.height)
        recipe = made.fallback.recipe
        return PictureView(
            self.href(made.fallback.address),
            width=recipe.width,
            height=recipe.height,
            sources=tuple(
                PictureSource(TYPES[name], self._files(pictures), media) for name, media, pictures in made.others
            ),
            tone="" if asset.raster.transparent else f"tone-{asset.raster.tone}",
        )

    def _files(self, pictures: Iterable[MadePicture]) -> tuple[tuple[str, int], ...]:
        return tuple((self.href(one.address), one.recipe.width) for one in pictures)

    def picture(self, file: str, picture: Picture | None, alt: str = "", *, small: bool = False) -> PictureView | None:
        """A document's picture, ready to be shown; `alt` where the picture says none of its own."""
        asset = self.asset(file, picture.src) if picture else None
        if picture is None or asset is None:
            return None
        return replace(
            self.view(asset, small=small),
            alt=alt if picture.alt is None else picture.alt,
            caption=picture.caption,
            credit=picture.credit,
            focus=picture.focus,
        )


def asset_address(path: str) -> Address:
    """Where a picture or file below ``content/`` is published."""
    return Address("/" + path.removeprefix("content/"))


def tag_address(slug: Slug) -> Address:
    """A tag's page."""
    return Address(f"/tags/{slug}/")


def addresses(site: Site, *, avif: bool = True) -> Addresses:
    """The address of every published document."""
    found: dict[tuple[type, Id], Address] = {}
    for story in site.stories:
        found[Story, story.id] = story_address(story, site)
    for event in site.events:
        found[Event, event.id] = Address(site.settings.events.address.format(slug=event.id))
    for region in site.regions.values():
        found[Region, region.id] = Address(f"/regions/{region.id}/")
    for programme in site.programmes.values():
        found[Programme, programme.id] = Address(f"/programmes/{programme.id}/")
    for partner in site.partners.values():
        found[Partner, partner.id] = Address(f"/partners/{partner.id}/")
    for person in site.people.values():
        found[Person, person.id] = Address(f"/people/{person.id}/")
    for series in site.series.values():
        if series.stories or series.file:
            found[Series, series.id] = Address(f"/series/{series.id}/")
    return Addresses(site, found, site.settings.base, avif=avif)


def story_address(story: Story, site: Site) -> Address:
    """A story's address by the site's pattern."""
    day = instant(story.date, site.zone)
    return Address(
        site.settings.stories.address.format(
            slug=story.slug or story.id, year=f"{day.year:04}", month=f"{day.month:02}", day=f"{day.day:02}"
        )
    )
