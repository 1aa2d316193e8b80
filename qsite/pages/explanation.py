"""What a content file becomes, or why it is not on the site; and what makes an address. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from qsite.pages.page import Page
from qsite.pages.plan import Plan
from qsite.site.event_dates import count_words, date_lines, excluded_days, rrule_text, rule_of
from qsite.site.site import AnyLinked, Site, is_due
from qsite.source.documents import Event, Partner, Person, PlainPage, Programme, Region, Series, Story
from qsite.source.files import role_of
from qsite.terms import fold
from qsite.words import date_words, moment_words, plural, rule_words

_KINDS: Mapping[type[AnyLinked], str] = {
    Story: "story",
    Event: "event",
    Region: "region",
    Programme: "programme",
    Partner: "partner",
    Person: "person",
    Series: "series",
    PlainPage: "page",
}
_FORMATS = {
    "atom": "an Atom feed",
    "csv": "a table to download",
    "jsonfeed": "a JSON feed",
    "ical": "a calendar",
    "sitemap": "the sitemap",
    "sitemap-index": "the list of sitemaps",
    "robots": "robots.txt",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is said of one thing: its name, and a line for each fact; more about a fact is indented below it."""

    about: str
    lines: tuple[str, ...]


def explain_file(path: str, name: str, site: Site, plan: Plan, *, broken: bool) -> tuple[Explanation, ...]:
    """What a file below the site's folder becomes: one explanation a document, of an event's file only `name`, if given.

    `broken` is whether the file has errors. Empty where it has no document of that name.
    """
    documents = site.sources.get(path, ())
    if documents:
        return tuple(_explain_document(one, site, plan, broken=broken) for one in documents if name in ("", one.id))
    return () if name else (Explanation(path, tuple(_about_file(path, plan))),)


def explain_address(written: str, site: Site, plan: Plan) -> Explanation | None:
    """Which file and template make an address: one of the site's own, or with scheme and host; None where none does."""
    for wanted in _as_addresses(written, site):
        for page in plan.pages:
            if fold(page.address) == wanted:
                return Explanation(page.address, tuple(_about_page(page, plan)))
        for copy in plan.copies:
            if fold(copy.address) == wanted:
                return Explanation(copy.address, (f"copied from: {copy.source}",))
        for picture in plan.pictures:
            if fold(picture.address) == wanted:
                source = picture.source or "the words of its page, which has no picture"
                return Explanation(picture.address, (f"made from: {source}",))
    return None


def names_of(site: Site, plan: Plan) -> tuple[str, ...]:
    """All that can be asked for: files, events by their file and id, addresses."""
    events = (f"{one.file}#{one.id}" for group in site.sources.values() for one in group if isinstance(one, Event))
    addresses = (one.address for group in (plan.pages, plan.copies, plan.pictures) for one in group)
    return *site.sources, *events, *site.assets, *site.static, *addresses


def _as_addresses(written: str, site: Site) -> Iterator[str]:
    """What an address may mean, folded: below the site's own path, or as it stands."""
    path = urlsplit(written).path
    base = site.settings.base
    if path.startswith(base):
        yield fold(path.removeprefix(base))
    yield fold(path)


def _about_page(page: Page, plan: Plan) -> Iterator[str]:
    source = page.claimant or _event_of(page, plan) or "the site's content as a whole"
    yield f"made from: {source}"
    yield f"as: {_FORMATS[page.template]}" if page.template in _FORMATS else f"template: {page.template}"


def _event_of(calendar: Page, plan: Plan) -> str:
    """The event whose page a calendar stands below; empty where there is none."""
    home = calendar.address.rpartition("/")[0] + "/"
    return next((one.claimant for one in plan.pages if one.address == home and "#" in one.claimant), "")


def _about_file(path: str, plan: Plan) -> Iterator[str]:
    """Of a file without documents: a picture, a template, or what is not read."""
    copied = [copy.address for copy in plan.copies if copy.source == path]
    made = [picture.address for picture in plan.pictures if picture.source == path]
    if copied or made:
        yield from (f"address: {address}" for address in copied)
        yield from (f"a picture made from it: {address}" for address in made)
    elif path == "site.yaml":
        yield "the site's settings, for every page"
    elif path.startswith("templates/"):
        used = sum(page.template == path.removeprefix("templates/") for page in plan.pages)
        yield f"a template: {plural(used, 'page is', 'pages are')} made by it, others may take it in"
    elif not path.startswith("content/"):
        yield "not on the site: content stands below content/"
    else:
        yield f"not on the site: {_why_not(path)}"


def _why_not(path: str) -> str:
    role, hint = role_of(path)
    if role is None:
        return f"it is not read; {hint}"
    return "no page shows it" if role.value in ("images", "static") else "nothing in it can be read; see its problems"


def _explain_document(document: AnyLinked, site: Site, plan: Plan, *, broken: bool) -> Explanation:
    claimant = f"{document.file}#{document.id}" if isinstance(document, Event) else document.file
    title = document.title if isinstance(document, (Story, Event, Series, PlainPage)) else document.name
    lines = [f'{_KINDS[type(document)]}: "{title}"', f"id: {document.id}"]
    pages = [page for page in plan.pages if page.claimant == claimant and page.template != "redirect.html"]
    lines += [line for page in pages for line in (f"address: {page.address}", f"template: {page.template}")]
    if broken:
        lines.append("not on the site: its file has errors, which stop every build")
    if why := _unpublished(document, site):
        lines.append(f"{'a draft' if pages else 'not on the site'}: {why}")
    if isinstance(document, Event):
        lines += _about_dates(document, site)
    return Explanation(claimant, tuple(lines))


def _unpublished(document: AnyLinked, site: Site) -> str:
    """Why a document is on the site with drafts alone; empty where it is in any case."""
    if not isinstance(document, (Story, Event)):
        return ""
    if document.draft:
        return "it says draft; --drafts shows it"
    if isinstance(document, Story) and not is_due(document, site.now, site.zone):
        return f"it is due on {moment_words(document.date)}; --drafts shows it before"
    return ""


def _about_dates(event: Event, site: Site) -> Iterator[str]:
    if event.status != "scheduled":
        yield f"status: {event.status.replace('-', ' ')}"
    if rule := rule_of(event, site):
        yield f"repeats: {rule_words(rule.text, rule.until, rule.count)}"
        yield f"rule: {rrule_text(rule)}"
    if dates := tuple(date_lines(event, site)):
        yield f"{count_words(event, site)}:"
        yield from (f"  {line}" for line in dates)
    if left_out := excluded_days(event, site):
        yield f"left out: {', '.join(date_words(day) for day in left_out)}"
