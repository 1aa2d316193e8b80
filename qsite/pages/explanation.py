"""What a content file becomes, and where it is listed, or why it is not on the site. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qsite.moments import Moment
from qsite.pages.addresses import addresses
from qsite.pages.files import named_by
from qsite.pages.listings import listing_lines
from qsite.pages.plan import Plan
from qsite.problem import Problem
from qsite.site import queries
from qsite.site.event_dates import (
    count_words,
    date_lines,
    dates_of,
    excluded_days,
    reaches_beyond,
    rrule_text,
    rule_of,
)
from qsite.site.site import AnyLinked, Site, is_due
from qsite.source.documents import Event, Partner, Person, PlainPage, Programme, Region, Series, Story
from qsite.source.files import Role, is_scratch, role_of
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
NOT_ON_THE_SITE = "not on the site"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is said of one thing: its name, and a line for each fact; more about a fact is indented below it."""

    about: str
    lines: tuple[str, ...]


def explain_file(
    path: str, name: str, site: Site, plan: Plan, problems: Sequence[Problem] = ()
) -> tuple[Explanation, ...]:
    """What a file below the site's folder becomes: one explanation a document, of an event's file only `name`, if given.

    `problems` are all of the site's. Empty where the file has no document of that name.
    """
    documents = site.sources.get(path, ())
    chosen = [one for one in documents if name in ("", one.id)]
    if chosen:
        return tuple(Explanation(claimant_of(one), tuple(_about_document(one, site, plan, problems))) for one in chosen)
    if documents and name:
        return ()
    return (Explanation(path, tuple(_about_file(path, site, plan, problems))),)


def names_of(site: Site, plan: Plan) -> tuple[str, ...]:
    """All that can be asked for: files, events by their file and id, addresses."""
    events = (claimant_of(one) for group in site.sources.values() for one in group if isinstance(one, Event))
    found = (one.address for group in (plan.pages, plan.copies, plan.pictures) for one in group)
    return *site.sources, *events, *site.assets, *site.static, *found


def claimant_of(document: AnyLinked) -> str:
    """How a document is called in plans: its file, and which event of it."""
    return f"{document.file}#{document.id}" if isinstance(document, Event) else document.file


def title_of(document: AnyLinked) -> str:
    """What readers know a document by."""
    return document.title if isinstance(document, Story | Event | Series | PlainPage) else document.name


def _about_document(document: AnyLinked, site: Site, plan: Plan, problems: Sequence[Problem]) -> Iterator[str]:
    claimant = claimant_of(document)
    yield f'{_KINDS[type(document)]}: "{title_of(document)}"'
    yield f"id: {document.id}"
    pages = [page for page in plan.pages if page.claimant == claimant and page.template != "redirect.html"]
    for page in pages:
        yield f"address: {page.address}"
        yield f"template: {page.template}"
    old = [page.address for page in plan.pages if page.claimant == document.file and page.template == "redirect.html"]
    if old and not isinstance(document, Event):
        yield f"old addresses that lead to it: {', '.join(old)}"
    yield from _stopped(document.file, problems)
    why = why_unpublished(document, site)
    if why:
        yield f"{'a draft' if pages else NOT_ON_THE_SITE}: {why}"
    if isinstance(document, Event):
        yield from _about_dates(document, site)
    if not why or pages:
        yield from _about_regions(document)
        yield from listing_lines(document, site, plan)


def why_unpublished(document: AnyLinked, site: Site) -> str:
    """Why a document is on the site with drafts alone; empty where it is in any case."""
    if not isinstance(document, Story | Event):
        return ""
    if document.draft:
        return "it says draft; --drafts shows it"
    if isinstance(document, Story) and not is_due(document, site.now, site.zone):
        return f"it is due on {moment_words(document.date)}; --drafts shows it before"
    return ""


def _stopped(file: str, problems: Sequence[Problem]) -> Iterator[str]:
    """What stops every build: errors of this file, or those of others."""
    own = [one for one in problems if one.is_error and one.place and one.place.file == file]
    others = [one for one in problems if one.is_error and one not in own]
    if own:
        yield f"{NOT_ON_THE_SITE}: its file has errors, which stop every build"
        yield from (f"  line {one.place.line if one.place else 1}: {one.message}" for one in own)
    elif others:
        first = others[0]
        where = str(first.place) if first.place else "the site"
        count = plural(len(others), "error", "errors")
        yield f"waits: {count} elsewhere stop every build, so that nothing new is published"
        yield f"  {where}: {first.message}"


def _about_regions(document: AnyLinked) -> Iterator[str]:
    """What is of no region is for everybody, and in no region's lists."""
    if isinstance(document, Story) and not document.regions:
        yield "regions: none, so it is for the whole community: in lists of the whole site and of nationwide regions alone"


def _about_dates(event: Event, site: Site) -> Iterator[str]:
    if event.status == "cancelled":
        yield "status: cancelled: marked so everywhere, listed until its end and then among the past"
    elif event.status != "scheduled":
        yield f"status: {event.status.replace('-', ' ')}"
    if rule := rule_of(event, site):
        yield f"repeats: {rule_words(rule.text, rule.until, rule.count)}"
        yield f"rule: {rrule_text(rule)}"
    if dates := tuple(date_lines(event, site)):
        yield f"{count_words(event, site)}:"
        yield from (f"  {line}" for line in dates)
    if left_out := excluded_days(event, site):
        yield f"left out: {', '.join(date_words(day) for day in left_out)}"
    yield from _when_over(event, site)


def _when_over(event: Event, site: Site) -> Iterator[str]:
    """Whether it is to come, or over; and when its later dates come, of which there is no end."""
    dates = dates_of(event, site)
    if not dates:
        return
    last = max(dates, key=lambda one: one.over)
    ends: Moment = last.over.astimezone(site.zone)
    if reaches_beyond(event, site):
        horizon = plural(site.settings.events.horizon, "month", "months")
        yield f"later dates are not on the site yet: they come by themselves, {horizon} ahead (horizon in site.yaml)"
    elif last.over <= site.now:
        yield f"over since {moment_words(ends)}: listed among the past, /events/past/{queries.first_day(last).year}/"
    elif len(dates) == 1:
        yield f"upcoming until {moment_words(ends)}, then among the past"


def _about_file(path: str, site: Site, plan: Plan, problems: Sequence[Problem]) -> Iterator[str]:
    """Of a file without documents: a picture, a template, or what is not read."""
    copied = [copy.address for copy in plan.copies if copy.source == path]
    made = [picture.address for picture in plan.pictures if picture.source == path]
    if copied or made:
        yield from (f"address: {address}" for address in copied)
        yield from (f"a picture made from it: {address}" for address in made)
        if namers := list(_namers(path, site)):
            yield f"shown by: {', '.join(namers)}"
        yield from _stopped(path, problems)
    elif path == "site.yaml":
        yield "the site's settings, for every page"
        yield from _stopped(path, problems)
    elif path.startswith("templates/"):
        used = sum(page.template == path.removeprefix("templates/") for page in plan.pages)
        yield f"a template: {plural(used, 'page is', 'pages are')} made by it, others may take it in"
        yield from _stopped(path, problems)
    elif not path.startswith("content/"):
        yield f"{NOT_ON_THE_SITE}: content stands below content/"
    else:
        yield f"{NOT_ON_THE_SITE}: {_why_not(path, site, problems)}"


def _why_not(path: str, site: Site, problems: Sequence[Problem]) -> str:
    if any(is_scratch(part) for part in path.split("/")):
        return "names like this one are those of hidden and temporary files, which are not read; rename it"
    told = [one for one in problems if one.place and one.place.file == path]
    if told:
        first = next((one for one in told if one.is_error), told[0])
        line = f" (line {first.place.line})" if first.place and first.place.line > 1 else ""
        begin = "" if first.is_error else "it is not read; "
        return f"{begin}{(first.hint or first.message) if not first.is_error else first.message + line}"
    role, hint = role_of(path)
    match role:
        case None:
            return f"it is not read; {hint}"
        case Role.CALENDAR_LOCK:
            return "it remembers what subscribers' calendars hold; no page is made from it"
        case Role.ASSET:
            return _why_not_shown(path, site)
        case Role.EVENTS:
            return "there is no event in it"
        case _:
            return "nothing in it can be read; see its problems"


def _why_not_shown(path: str, site: Site) -> str:
    namers = list(_namers(path, site))
    if not namers:
        return "no page shows it: nothing names this file"
    return f"no page shows it: what names it is not published ({', '.join(namers)})"


def _namers(path: str, site: Site) -> Iterator[str]:
    """The documents that name a picture or a file, published or not."""
    where = addresses(site)
    for document in (one for group in site.sources.values() for one in group):
        named = (where.asset(document.file, written) for written, _, _ in named_by(document))
        if any(asset is not None and asset.path == path for asset in named):
            yield claimant_of(document)
