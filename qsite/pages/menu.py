"""The menu, and what else every page leads to: only to pages that exist and have something on them."""

from collections.abc import Iterator

from qsite.pages.accessibility import ADDRESS
from qsite.pages.addresses import Addresses
from qsite.pages.cards import Named
from qsite.site.site import Site

_MENU = {"events": "Events", "stories": "Stories", "regions": "Regions", "programmes": "Programmes"}
_MORE = {
    "series": "Series",
    "tags": "Tags",
    "people": "People",
    "partners": "Partners",
    "numbers": "In numbers",
    "search": "Search and A to Z",
}


def filled_folders(site: Site) -> tuple[str, ...]:
    """The folders whose list has something in it, in a fixed order."""
    index, settings = site.index, site.settings
    listed = bool(site.stories or site.events)
    found = {
        "events": site.events,
        "stories": site.stories,
        "regions": site.regions,
        "programmes": site.programmes,
        "series": site.series,
        "tags": index.stories_by_tag or index.occurrences_by_tag,
        "people": site.people,
        "partners": site.partners,
        "numbers": listed and settings.numbers,
        "search": (listed or site.regions or site.people or site.plain_pages) and settings.search,
    }
    return tuple(name for name, there in found.items() if there)


def navigation(where: Addresses) -> Iterator[Named]:
    """The menu of ``site.yaml``, or one made from what there is."""
    site = where.site
    if site.settings.navigation is not None:
        for item in site.settings.navigation:
            target = menu_target(item.to, where)
            if target is not None:
                yield Named(item.label, where.href(target) if target.startswith("/") else target)
        return
    for folder in filled_folders(site):
        if folder in _MENU:
            yield Named(_MENU[folder], where.href(f"/{folder}/"))
    listed = [page for page in site.plain_pages if page.menu is not None]
    for page in sorted(listed, key=lambda page: (page.menu or 0, page.title)):
        yield Named(page.title, where.page(page))


def menu_target(to: str, where: Addresses) -> str | None:
    """Where an entry of the menu leads: an address on the site or elsewhere; None for a file that has no page."""
    if not to.startswith("content/"):
        return to
    file, _, event = to.partition("#")
    documents = where.site.sources.get(file, ())
    return next((where.of(one) for one in documents if event in ("", one.id)), None)


def beyond_menu(where: Addresses, menu: tuple[Named, ...]) -> tuple[Named, ...]:
    """The lists that are not in the menu, and the accessibility statement."""
    known = {one.href for one in menu}
    lists = [Named(_MORE[name], where.href(f"/{name}/")) for name in filled_folders(where.site) if name in _MORE]
    found = (*lists, Named("Accessibility", where.href(ADDRESS)))
    return tuple(one for one in found if one.href not in known)
