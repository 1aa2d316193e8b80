"""The accessibility statement: the theme's own, where a site has none."""

from qsite.pages.offer import Desk
from qsite.pages.page import Page
from qsite.site.site import Site
from qsite.source.documents import Event, PlainPage, Story

ADDRESS = "/accessibility/"


def has_own(site: Site) -> bool:
    """Whether a site says by itself what is at the statement's address: by a page, or by where it leads on."""
    name = ADDRESS.strip("/")
    documents: list[Story | Event | PlainPage] = [*site.stories, *site.events, *site.plain_pages]
    old = (*site.settings.redirects, *(alias for one in documents for alias in one.aliases))
    return any(page.path.casefold() == name for page in site.plain_pages) or any(
        one.strip("/").casefold() == name for one in old
    )


def accessibility_page(desk: Desk) -> Page:
    """What the theme's checks cover and what they don't, and whom to write to."""
    description = "How accessible this site is, how that was tested, and whom to write to"
    meta = desk.meta("page", "Accessibility", ADDRESS, description=description)
    return desk.page(ADDRESS, "accessibility.html", meta, body="", summary="", restyled=is_restyled(desk))


def is_restyled(desk: Desk) -> bool:
    """Whether the site has templates or styles of its own, which the theme's checks don't cover."""
    return bool(desk.theme.own)
