"""The next world, ahead of its plan: the pages of documents just edited, made against the site as it was.

What is made here is right for what was edited and may be wrong for what follows from it. It is shown until the site is
linked and planned again, which for a large site takes a second.
"""

from collections.abc import Iterable
from dataclasses import replace

from qsite.build.prepare import footer_of
from qsite.build.request import Planned, Request
from qsite.pages.offer import Desk
from qsite.pages.own_page import home_page, own_page
from qsite.pages.page import Page
from qsite.pages.plan import CSS, desk_for, sheet_pages
from qsite.problem import Problem
from qsite.render.render import renderer
from qsite.serve.contents import SETTINGS, Contents, Touched, glanced
from qsite.serve.world import Newer, World, asks_alike
from qsite.site.newer import with_newer
from qsite.site.site import AnyLinked
from qsite.source.documents import Event
from qsite.source.settings import SettingsFile
from qsite.terms import OutputPath

MOST_FILES = 20
"""So many files may be looked at ahead; more than these are a new site rather than an edit."""


def ahead(request: Request, base: World, touched: Touched, number: int) -> tuple[World, tuple[str, ...]] | None:
    """The world with what was touched, and what of it changed; None where nothing can be shown before all is planned."""
    if touched.everything or len(touched.paths) > MOST_FILES or base.planned is None or base.render is None:
        return None
    looked = glanced(request, base.contents, touched)
    contents = looked.contents
    if not looked.changed or contents.settings_file is None or not asks_alike(base.contents.theme, contents.theme):
        return None
    if contents.settings_file.settings.base != base.base or contents.reading != base.contents.reading:
        return None
    edited = [path for path in looked.changed if path in contents.known]
    documents = [one for path in edited for one in contents.known[path].given[0].documents]
    desk = _desk(base.planned, contents, contents.settings_file, documents)
    pages = dict(_pages(base, documents, desk))
    render = base.render if contents.theme is base.contents.theme else renderer(contents.theme)
    newer = Newer(desk, pages, whole=SETTINGS in looked.changed)
    problems = _problems(base, contents, edited)
    world = replace(base, number=number, contents=contents, site_problems=problems, render=render, newer=newer)
    return world, looked.changed


def _desk(planned: Planned, contents: Contents, settings_file: SettingsFile, documents: Iterable[AnyLinked]) -> Desk:
    was = planned.plan.desk.addresses
    site = with_newer(planned.site, documents, settings_file.settings)
    footer, _ = footer_of(settings_file)
    return desk_for(contents.theme, replace(was, site=site, shown=set()), footer)


def _pages(base: World, documents: Iterable[AnyLinked], desk: Desk) -> Iterable[tuple[OutputPath, Page]]:
    """The documents' own pages, where they stand at the addresses of before."""
    for document in documents:
        address = desk.addresses.of(document)
        claimant = f"{document.file}#{document.id}" if isinstance(document, Event) else document.file
        if address is None:
            continue
        page = made_alone(Page(address, "", {}, claimant), document, desk)
        known = base.files.get(page.path) if page else None
        if page is not None and isinstance(known, Page) and known.claimant == page.claimant:
            yield page.path, page


def made_alone(page: Page, document: AnyLinked | None, desk: Desk) -> Page | None:
    """A page made anew at a desk; None where it can't be made by itself."""
    try:
        made = own_page(document, desk) if document is not None else _of_the_site(page, desk)
    except Exception:  # noqa: BLE001 (a site that is not linked may lack anything; the plan is on its way)
        return None
    return made if made is not None and made.address == page.address else None


def _of_the_site(page: Page, desk: Desk) -> Page | None:
    """A page that stands for no document: the first one, and the stylesheet of the site's colours."""
    if page.template == CSS:
        return next(iter(sheet_pages(desk)), None)
    return home_page(desk) if page.address == "/" else None


def _problems(base: World, contents: Contents, edited: Iterable[str]) -> tuple[Problem, ...]:
    """What is wrong as far as is known: of edited files, what reading them says."""
    files = frozenset(edited)
    others = (one for one in base.site_problems if one.place is None or one.place.file not in files)
    return (*others, *(problem for path in sorted(files) for problem in contents.known[path].parsed.problems))
