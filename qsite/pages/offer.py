"""What all page makers share: the site's addresses, its theme's names, and the values on every page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from qsite.pages.addresses import Addresses
from qsite.pages.cards import EventCard, FeedLink, Named, PageMeta, PictureView, SiteView, StoryCard
from qsite.pages.colours import RegionColour
from qsite.pages.page import MadePicture, Page
from qsite.site.site import Site
from qsite.terms import Address, Id
from qsite.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class Desk:
    """Where pages are made: what is the same for all of them."""

    addresses: Addresses
    theme: Theme
    view: SiteView
    assets: Mapping[str, str] = field(repr=False)
    default_image: PictureView | None = None
    colours: Mapping[Id, RegionColour] = field(default_factory=dict, repr=False)
    """By region."""
    story_cards: dict[Id, StoryCard] = field(default_factory=dict, repr=False, compare=False)
    event_cards: dict[tuple[Id, int, bool], EventCard] = field(default_factory=dict, repr=False, compare=False)
    """The cards made so far: one stands in many lists."""
    drawn: dict[Address, MadePicture] = field(default_factory=dict, repr=False, compare=False)
    """The cards that are drawn for when pages are shared, as far as they were asked for."""
    asset_choices: dict[frozenset[str], Mapping[str, str]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def site(self) -> Site:
        """The site that is planned."""
        return self.addresses.site

    def page(
        self,
        address: str,
        template: str,
        meta: PageMeta | partial[PageMeta],
        claimant: str = "",
        *,
        changed: datetime | None = None,
        indexed: bool = True,
        **values: Any,
    ) -> Page:
        """A page with just the values that its template asks for; `indexed` is asked where the meta is not made yet."""
        offered = {"site": self.view, "page": meta, "assets": self._assets(template), **values}
        asked = self.theme.names(template)
        given = {name: value for name, value in offered.items() if name in asked}
        found = indexed if isinstance(meta, partial) else meta.indexed
        return Page(Address(address), template, given, claimant, changed, found)

    def _assets(self, template: str) -> Mapping[str, str]:
        """The addresses of the assets that a template names, so that another asset's change is none of the page's."""
        named = self.theme.assets_of(template)
        if named is None:
            return self.assets
        if named not in self.asset_choices:
            self.asset_choices[named] = {name: self.assets[name] for name in sorted(named) if name in self.assets}
        return self.asset_choices[named]

    def meta(
        self,
        kind: str,
        title: str,
        address: str,
        *crumbs: Named,
        here: str = "",
        description: str = "",
        image: PictureView | None = None,
        feeds: tuple[FeedLink, ...] = (),
        indexed: bool = True,
        published: Any = None,
        updated: Any = None,
    ) -> PageMeta:
        """What the head of a page says; `crumbs` come after home."""
        home = () if address == "/" else (Named("Home", self.addresses.href("/")),)
        shown = image or (self.default_image if indexed else None)
        return PageMeta(
            title=title,
            kind=kind,
            href=self.addresses.href(address),
            canonical=self.addresses.absolute(address),
            description=description,
            breadcrumbs=(*home, *crumbs),
            here=here,
            image=absolute_picture(shown, self) if shown else None,
            feeds=feeds,
            indexed=indexed,
            published=published,
            updated=updated,
        )

    def crumb(self, label: str, address: str) -> Named:
        """A step on the way from home to a page."""
        return Named(label, self.addresses.href(address))


def absolute_picture(picture: PictureView, desk: Desk) -> PictureView:
    """A picture with scheme and host, for previews elsewhere, which take one format alone."""
    from dataclasses import replace

    base = desk.view.base
    return replace(picture, src=desk.view.url + picture.src.removeprefix(base), sources=(), tone="")


def calendar_link(desk: Desk, title: str, address: str) -> FeedLink:
    """A calendar to subscribe to (RFC 5545)."""
    return FeedLink(f"Events: {title}", desk.addresses.href(address), "text/calendar")


def feed_links(desk: Desk, title: str, folder: str) -> tuple[FeedLink, ...]:
    """The two feeds of a folder."""
    href = desk.addresses.href
    return (
        FeedLink(title, href(f"{folder}feed.xml"), "application/atom+xml"),
        FeedLink(f"{title} (JSON)", href(f"{folder}feed.json"), "application/feed+json"),
    )
