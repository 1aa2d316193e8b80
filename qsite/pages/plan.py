"""plan: the pages that exist, each with its template and values, and the files that are copied. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from urllib.parse import urljoin

from qsite.pages.addresses import Addresses, addresses, asset_address
from qsite.pages.bodies import html_of
from qsite.pages.calendars import calendar_pages
from qsite.pages.cards import Named, OrganisationView, PageMeta, SiteView
from qsite.pages.checks import assets_in_use, check_clashes, check_documents, check_settings
from qsite.pages.event_pages import event_pages
from qsite.pages.feeds import feed_pages
from qsite.pages.offer import Desk, feed_links
from qsite.pages.other_pages import other_pages
from qsite.pages.page import Copy, Page
from qsite.pages.place_pages import place_pages
from qsite.pages.story_pages import story_pages
from qsite.problem import Code, Place, Problem
from qsite.site.site import AnyLinked, Site
from qsite.source.documents import Body, Event, PlainPage, Story
from qsite.source.paths import beside
from qsite.source.settings import SettingsFile
from qsite.terms import Address, fold, nearest
from qsite.theme.theme import Theme

SITEMAP, ROBOTS = "sitemap", "robots"
ICONS = ("favicon.svg", "favicon.png", "favicon.ico")


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the output will hold."""

    pages: tuple[Page, ...]
    copies: tuple[Copy, ...]
    desk: Desk = field(repr=False, compare=False)
    """Where the pages were made."""

    @property
    def shown(self) -> set[str]:
        """The files whose bodies were written into values: so far, and then whenever a page's values are made."""
        return self.desk.addresses.shown


def plan(site: Site, theme: Theme, settings_file: SettingsFile, footer: Body) -> tuple[Plan, tuple[Problem, ...]]:
    """Every page of a site, and what is wrong with its links and addresses. `footer` is the settings' as HTML."""
    where = addresses(site)
    desk = desk_for(theme, where, footer)
    pages = [
        *story_pages(desk),
        *event_pages(desk),
        *place_pages(desk),
        *other_pages(desk),
        *feed_pages(desk),
        *calendar_pages(desk),
    ]
    copies = list(_copies(site, where, theme))
    taken = [page.address for page in pages] + [copy.address for copy in copies]
    living: dict[str, str] = {fold(address): address for address in taken}
    own = {fold(copy.address) for copy in copies}
    owners = {fold(page.address): page.claimant for page in pages}
    redirects, problems = _redirects(site, settings_file, where, desk, living, owners)
    pages += redirects
    pages += _machines(pages, where, own)
    living |= {fold(page.address): page.address for page in pages}
    pages = [page for page in pages if page.claimant or fold(page.address) not in own or "." not in page.address]
    problems += check_clashes(pages, copies, partial(_place_of, site=site))
    problems += check_documents(where, living)
    problems += tuple(check_settings(settings_file, where, living))
    problems += check_templates(site, theme)
    return Plan(
        tuple(sorted(pages, key=lambda page: page.address)),
        tuple(sorted(copies, key=lambda copy: copy.address)),
        desk,
    ), problems


def _place_of(claimant: str, site: Site) -> Place:
    """Where a claimant of an address is written."""
    file, _, event = claimant.partition("#")
    for document in site.sources.get(file, ()):
        if not isinstance(document, Event) or document.id == event:
            return document.places.of("slug" if isinstance(document, Story) and document.slug else "id")
    return Place(file)


def desk_for(theme: Theme, where: Addresses, footer: Body) -> Desk:
    """Where the pages of a site are made; `footer` is the settings' as HTML."""
    site, versions = where.site, theme.asset_versions()
    assets = {name: f"{where.href(f'/assets/{name}')}?v={version}" for name, version in versions.items()}
    view = _site_view(site, where, footer, _icon(site, where, assets))
    return Desk(where, theme, view, assets, where.picture("site.yaml", site.settings.image))


def _icon(site: Site, where: Addresses, assets: Mapping[str, str]) -> str:
    """The site's own icon where ``content/static/`` has one, else the theme's."""
    own = next((name for name in ICONS if f"content/static/{name}" in site.static), None)
    return where.href(f"/{own}") if own else assets.get(ICONS[0], "")


def _site_view(site: Site, where: Addresses, footer: Body, icon: str) -> SiteView:
    settings = site.settings
    organisation = settings.organisation
    view = SiteView(
        title=settings.title,
        url=settings.url,
        base=settings.base,
        language=settings.language,
        tagline=settings.tagline or "",
        description=settings.description or "",
        organisation=OrganisationView(organisation.name, organisation.url, organisation.email)
        if organisation
        else None,
        logo=where.picture("site.yaml", settings.logo, settings.title),
        footer=html_of(footer, "content/pages/footer.md", where),
        navigation=tuple(_navigation(site, where)),
        pinned=settings.now is not None,
        icon=icon,
    )
    return replace(view, feeds=feed_links(Desk(where, Theme({}, {}), view, {}), settings.title, "/"))


def _navigation(site: Site, where: Addresses) -> Iterator[Named]:
    """The menu of ``site.yaml``, or one made from what there is."""
    if site.settings.navigation is not None:
        for item in site.settings.navigation:
            yield Named(item.label, where.href(item.to) if item.to.startswith("/") else item.to)
        return
    yield Named("Events", where.href("/events/"))
    yield Named("Stories", where.href("/stories/"))
    for label, folder, documents in (
        ("Regions", "/regions/", site.regions),
        ("Programmes", "/programmes/", site.programmes),
    ):
        if documents:
            yield Named(label, where.href(folder))
    listed = [page for page in site.plain_pages if page.menu is not None]
    for page in sorted(listed, key=lambda page: (page.menu or 0, page.title)):
        yield Named(page.title, where.page(page))


def _copies(site: Site, where: Addresses, theme: Theme) -> Iterator[Copy]:
    documents: list[AnyLinked] = [
        *site.stories,
        *site.events,
        *site.regions.values(),
        *site.programmes.values(),
        *site.partners.values(),
        *site.people.values(),
        *site.plain_pages,
        *(one.file for one in site.series.values() if one.file),
    ]
    named = (picture.src for picture in (site.settings.logo, site.settings.image) if picture)
    more = [path for written in named if (path := beside("site.yaml", written))]
    used = {asset.path: asset for asset in assets_in_use(documents, where, more)}
    for path, asset in used.items():
        yield Copy(asset_address(path), path, asset.fingerprint, asset.data)
    for path, asset in site.static.items():
        yield Copy(Address("/" + path.removeprefix("content/static/")), path, asset.fingerprint, asset.data)
    versions = theme.asset_versions()
    for name, data in theme.asset_bytes.items():
        yield Copy(Address(f"/assets/{name}"), f"templates/assets/{name}", versions[name], data)


def _redirects(
    site: Site,
    settings_file: SettingsFile,
    where: Addresses,
    desk: Desk,
    living: Mapping[str, str],
    owners: Mapping[str, str],
) -> tuple[list[Page], tuple[Problem, ...]]:
    """Pages at old addresses; one that is a living page's address, or that two claim, is an error."""
    found: list[Page] = []
    problems: list[Problem] = []
    claimed: dict[str, Place] = {}
    for old, target, place in _old_addresses(site, settings_file, where):
        key = fold(old)
        if key in living:
            problems.append(
                Problem(
                    Code.ADDRESS_CLASH,
                    f"{old} is the address of a living page{_owner(owners.get(key))}",
                    place,
                    "take it out, or write another",
                )
            )
        elif key in claimed:
            message = f"{old} already redirects elsewhere ({claimed[key].file}:{claimed[key].line})"
            problems.append(Problem(Code.ADDRESS_CLASH, message, place, "keep one of the two"))
        else:
            claimed[key] = place
            moved = desk.meta("redirect", "This page has moved", old, indexed=False)
            meta = replace(moved, canonical=urljoin(site.settings.url, target))
            found.append(desk.page(old, "redirect.html", meta, place.file, target=target))
    return found, tuple(problems)


def _owner(claimant: str | None) -> str:
    return f": {claimant.replace('#', ', event ')}" if claimant else ""


def _old_addresses(site: Site, settings_file: SettingsFile, where: Addresses) -> Iterator[tuple[Address, str, Place]]:
    for old, new in site.settings.redirects.items():
        target = where.href(new) if new.startswith("/") else new
        yield _as_folder(old), target, settings_file.places.of("redirects", old, "<key>")
    documents: list[Story | Event | PlainPage] = [*site.stories, *site.events, *site.plain_pages]
    for document in documents:
        for index, alias in enumerate(document.aliases):
            yield _as_folder(alias), where.page(document), document.places.of("aliases", index)


def _as_folder(written: str) -> Address:
    """An old address as one of ours: with a slash before it, and one after it unless it names a file."""
    path = "/" + written.strip("/")
    return Address(path if "." in path.rpartition("/")[2] else path.rstrip("/") + "/")


def _machines(pages: list[Page], where: Addresses, own: set[str]) -> Iterator[Page]:
    yield Page(Address("/sitemap.xml"), SITEMAP, {"entries": partial(_sitemap, tuple(pages))})
    if fold("/robots.txt") not in own:
        yield Page(Address("/robots.txt"), ROBOTS, {"sitemap": where.absolute("/sitemap.xml")})


def _sitemap(pages: Sequence[Page]) -> tuple[tuple[str, datetime | None], ...]:
    """The address of every page that is to be found, with when it changed, where that is known."""
    entries = []
    for page in pages:
        meta: PageMeta | None = page.value("page")
        if meta is not None and meta.indexed and page.address.endswith("/"):
            entries.append((meta.canonical, meta.updated or meta.published))
    return tuple(sorted(entries, key=lambda entry: entry[0]))


def check_templates(site: Site, theme: Theme) -> tuple[Problem, ...]:
    """Plain pages that name a template which does not exist."""
    found = []
    for page in site.plain_pages:
        if page.template and not {page.template, f"{page.template}.html"} & theme.templates.keys():
            close = nearest(page.template, theme.templates)
            hint = f'did you mean "{close}"?' if close else f"make templates/{page.template}"
            found.append(
                Problem(Code.MISSING_FILE, f'there is no template "{page.template}"', page.places.of("template"), hint)
            )
    return tuple(found)
