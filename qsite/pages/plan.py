"""plan: the pages that exist, each with its template and values, and the files that are copied. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import urljoin

from qsite.fingerprint import of_bytes
from qsite.pages.addresses import Addresses, addresses
from qsite.pages.admin_pages import admin_pages
from qsite.pages.archive_pages import archive_pages
from qsite.pages.bodies import html_of
from qsite.pages.calendars import calendar_pages
from qsite.pages.cards import OrganisationView, SiteView
from qsite.pages.checks import check_clashes, check_documents, check_settings
from qsite.pages.colours import region_colours
from qsite.pages.event_pages import event_pages
from qsite.pages.feeds import feed_pages
from qsite.pages.files import published_files, where_named
from qsite.pages.menu import beyond_menu, filled_folders, navigation
from qsite.pages.offer import Desk, feed_links
from qsite.pages.other_pages import other_pages
from qsite.pages.page import Copy, MadePicture, Page
from qsite.pages.people_pages import people_pages
from qsite.pages.place_pages import place_pages
from qsite.pages.series_pages import series_pages
from qsite.pages.sitemaps import robots_pages, sitemap_pages
from qsite.pages.story_pages import story_pages
from qsite.pages.theme_sheet import NAME, theme_sheet
from qsite.problem import Code, Place, Problem
from qsite.site.site import Site
from qsite.source.documents import Body, Event, PlainPage, Story
from qsite.source.settings import SettingsFile
from qsite.terms import Address, fold, nearest
from qsite.theme.theme import Theme

CSS = "css"
ICONS = ("favicon.svg", "favicon.png", "favicon.ico")


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the output will hold."""

    pages: tuple[Page, ...]
    copies: tuple[Copy, ...]
    desk: Desk = field(repr=False, compare=False)
    """Where the pages were made."""
    pictures: tuple[MadePicture, ...] = ()

    @property
    def shown(self) -> set[str]:
        """The files whose bodies were written into values: so far, and then whenever a page's values are made."""
        return self.desk.addresses.shown


def plan(
    site: Site,
    theme: Theme,
    settings_file: SettingsFile,
    footer: Body,
    found: Iterable[Problem] = (),
    *,
    avif: bool = True,
) -> tuple[Plan, tuple[Problem, ...]]:
    """Every page of a site, and what is wrong with its links and addresses, after what was `found` before.

    `footer` is the settings' as HTML; `avif` is whether pictures can be written as AVIF.
    """
    where = addresses(site, avif=avif)
    desk = desk_for(theme, where, footer)
    pages = [
        *story_pages(desk),
        *series_pages(desk),
        *archive_pages(desk),
        *event_pages(desk),
        *place_pages(desk),
        *people_pages(desk),
        *other_pages(desk),
        *feed_pages(desk),
        *calendar_pages(desk),
        *sheet_pages(desk),
        *admin_pages(desk),
    ]
    files, pictures = published_files(where)
    pictures += desk.drawn.values()
    copies = [*files, *_copies(site, theme)]
    taken = [one.address for group in (pages, copies, pictures) for one in group]
    living: dict[str, str] = {fold(address): address for address in taken}
    own = {fold(copy.address) for copy in copies}
    owners = {fold(page.address): page.claimant for page in pages}
    redirects, problems = _redirects(site, settings_file, where, desk, living, owners)
    pages += redirects
    pages += sitemap_pages(pages, where)
    pages += robots_pages(where, own)
    living |= {fold(page.address): page.address for page in pages}
    pages = [page for page in pages if page.claimant or fold(page.address) not in own or "." not in page.address]
    problems += check_clashes(pages, (*copies, *pictures), partial(_place_of, site=site))
    problems += check_documents(where, living)
    problems += tuple(check_settings(settings_file, where, living))
    problems += check_templates(site, theme)
    return Plan(
        tuple(sorted(pages, key=lambda page: page.address)),
        tuple(sorted(copies, key=lambda copy: copy.address)),
        desk,
        tuple(sorted(pictures, key=lambda picture: picture.address)),
    ), (*where_named(found, where, settings_file), *problems)


def _place_of(claimant: str, site: Site) -> Place:
    """Where a claimant of an address is written."""
    file, _, event = claimant.partition("#")
    for document in site.sources.get(file, ()):
        if not isinstance(document, Event) or document.id == event:
            return document.places.of("slug" if isinstance(document, Story) and document.slug else "id")
    return Place(file)


def desk_for(theme: Theme, where: Addresses, footer: Body) -> Desk:
    """Where the pages of a site are made; `footer` is the settings' as HTML."""
    site = where.site
    colours = region_colours(site.regions, site.settings.theme.regions)
    sheet = theme_sheet(site.settings.theme, colours)
    made = {NAME: of_bytes(sheet.encode())[:8]} if sheet else {}
    versions = {**made, **theme.asset_versions()}
    assets = {name: f"{where.href(f'/assets/{name}')}?v={version}" for name, version in versions.items()}
    view = _site_view(site, where, footer, _icon(site, where, assets))
    return Desk(where, theme, view, assets, where.picture("site.yaml", site.settings.image), colours)


def sheet_pages(desk: Desk) -> Iterator[Page]:
    """The stylesheet of the site's own colours, where it has any."""
    if sheet := theme_sheet(desk.site.settings.theme, desk.colours):
        yield Page(Address(f"/assets/{NAME}"), CSS, {"text": sheet})


def _icon(site: Site, where: Addresses, assets: Mapping[str, str]) -> str:
    """The site's own icon where ``content/static/`` has one, else the theme's."""
    own = next((name for name in ICONS if f"content/static/{name}" in site.static), None)
    return where.href(f"/{own}") if own else assets.get(ICONS[0], "")


def _site_view(site: Site, where: Addresses, footer: Body, icon: str) -> SiteView:
    settings = site.settings
    organisation = settings.organisation
    menu = tuple(navigation(where))
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
        logo=where.picture("site.yaml", settings.logo, settings.title, small=True),
        footer=html_of(footer, "content/pages/footer.md", where),
        navigation=menu,
        more=beyond_menu(where, menu),
        has=filled_folders(site),
        pinned=settings.now is not None,
        icon=icon,
    )
    return replace(view, feeds=feed_links(Desk(where, Theme({}, {}), view, {}), settings.title, "/"))


def _copies(site: Site, theme: Theme) -> Iterator[Copy]:
    """What is published as it is, whether or not anything names it."""
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
