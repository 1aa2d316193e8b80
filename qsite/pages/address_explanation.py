"""What makes an address: its file, its template, its values; or why there is no page. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from qsite.pages.addresses import addresses, story_address
from qsite.pages.explanation import NOT_ON_THE_SITE, Explanation, claimant_of, why_unpublished
from qsite.pages.page import Page
from qsite.pages.plan import Plan
from qsite.site.site import Site
from qsite.source.documents import Event, Story
from qsite.terms import fold
from qsite.words import plural

_FORMATS = {
    "atom": "an Atom feed",
    "csv": "a table to download",
    "jsonfeed": "a JSON feed",
    "ical": "a calendar",
    "sitemap": "the sitemap",
    "sitemap-index": "the list of sitemaps",
    "robots": "robots.txt",
    "yaml": "what the forms at /admin/ are made of",
}
_LONGEST = 60


def explain_address(written: str, site: Site, plan: Plan) -> Explanation | None:
    """Which file and template make an address: one of the site's own, or with scheme and host; None where none does."""
    page = page_at(written, site, plan)
    if page:
        return Explanation(page.address, tuple(_about_page(page, site, plan)))
    for wanted in _as_addresses(written, site):
        for copy in plan.copies:
            if fold(copy.address) == wanted:
                return Explanation(copy.address, (f"copied from: {copy.source}",))
        for picture in plan.pictures:
            if fold(picture.address) == wanted:
                source = picture.source or "the words of its page, which has no picture"
                return Explanation(picture.address, (f"made from: {source}",))
        if why := _why_not(wanted, site, plan):
            return Explanation(written, (f"{NOT_ON_THE_SITE}: {why}",))
    return None


def page_at(written: str, site: Site, plan: Plan) -> Page | None:
    """The page at an address."""
    for wanted in _as_addresses(written, site):
        for page in plan.pages:
            if fold(page.address) == wanted:
                return page
    return None


def _as_addresses(written: str, site: Site) -> Iterator[str]:
    """What an address may mean, folded: below the site's own path, or as it stands."""
    path = urlsplit(written).path
    base = site.settings.base
    if path.startswith(base):
        yield fold(path.removeprefix(base))
    yield fold(path)


def _about_page(page: Page, site: Site, plan: Plan) -> Iterator[str]:
    yield f"made from: {page.claimant or _event_of(page, plan) or 'the site' + chr(39) + 's content as a whole'}"
    yield f"as: {_FORMATS[page.template]}" if page.template in _FORMATS else f"template: {page.template}"
    if page.template == "redirect.html":
        yield f"an old address: it leads on to {page.value('target')}"
    yield f"whole address: {addresses(site).absolute(page.address)}"
    yield "values:"
    yield from (f"  {name}: {short_form(value)}" for name, value in page.values.items())


def _event_of(calendar: Page, plan: Plan) -> str:
    """The event whose page a calendar stands below; empty where there is none."""
    home = calendar.address.rpartition("/")[0] + "/"
    return next((one.claimant for one in plan.pages if one.address == home and "#" in one.claimant), "")


def short_form(value: Any) -> str:
    """A value in a few words: what it is, and what it is called or how many it holds."""
    match value:
        case None:
            return "nothing"
        case bool() | int() | float():
            return str(value)
        case date():
            return value.isoformat()
        case str():
            text = " ".join(value.split())
            return f'"{text}"' if len(text) <= _LONGEST else f'"{text[:_LONGEST]}…" ({len(value):,} characters)'
        case tuple() | list():
            kinds = sorted({type(one).__name__ for one in value})
            return f"{len(value):,} × {' or '.join(kinds)}" if value else "empty"
        case Mapping():
            return f"{plural(len(value), 'entry', 'entries')}: {_first(value)}" if value else "empty"
        case _ if is_dataclass(value) and not isinstance(value, type):
            called = next(
                (getattr(value, one.name) for one in fields(value) if one.name in ("title", "label", "name")), ""
            )
            return f'{type(value).__name__} "{called}"' if called else type(value).__name__
        case _:
            return type(value).__name__


def _first(value: Mapping[Any, Any]) -> str:
    names = [str(name) for name in value]
    return ", ".join(names[:4]) + (", …" if len(names) > 4 else "")


def _why_not(wanted: str, site: Site, plan: Plan) -> str:
    """Why there is no page at an address where one might be expected; empty where nothing is known."""
    if found := re.fullmatch(r"(.*?)/?page/(\d+)", wanted):
        before = f"{found[1]}/page/" if found[1] else "page/"
        numbers = [
            fold(page.address).removeprefix(before) for page in plan.pages if fold(page.address).startswith(before)
        ]
        if any(fold(page.address) == found[1] for page in plan.pages):
            last = max([1, *(int(one) for one in numbers if one.isdecimal())])
            return f"the list at /{found[1]}/ has {plural(last, 'page', 'pages')}"
    for document in (one for group in site.sources.values() for one in group):
        if isinstance(document, Story | Event) and (why := why_unpublished(document, site)):
            address = (
                story_address(document, site)
                if isinstance(document, Story)
                else site.settings.events.address.format(slug=document.id)
            )
            if fold(address) == wanted:
                return f"{claimant_of(document)} will be here; {why}"
    return ""
