"""The stages in order: load, link, plan, render, publish. Nothing else."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qsite.build.publish import locked, publish
from qsite.build.remember import Remembering, remember
from qsite.moments import Moment
from qsite.pages.page import Copy
from qsite.pages.plan import Plan, plan
from qsite.problem import Code, Place, Problem, has_errors, in_reading_order
from qsite.render.anchors import check_anchors
from qsite.render.render import renderer
from qsite.site.freshness import next_change
from qsite.site.link import link
from qsite.site.site import Site, instant
from qsite.source.calendar_lock import Remembered
from qsite.source.documents import Places
from qsite.source.files import scan
from qsite.source.load import load
from qsite.source.markdown import Dialect, to_body
from qsite.source.parse import Reading
from qsite.source.settings import Settings, SettingsFile
from qsite.source.site_file import read_settings
from qsite.terms import OutputPath
from qsite.theme.theme import Theme, load_theme
from qsite.values import Unreadable, web_address
from qsite.zones import zone

NO_SECONDS: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for. `now` is as it was written, on the site's clock where it has no offset; `clock` is aware."""

    site: Path
    output: Path
    clock: datetime
    now: Moment | None = None
    drafts: bool = False
    url: str | None = None
    strict: bool = False
    remember: bool = False
    """Whether what is published is kept in ``content/calendar.lock``: not of a build that is for a look."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Everything up to rendering."""

    site: Site
    theme: Theme
    plan: Plan
    remembered: tuple[Remembered, ...]
    next_change: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What happened; `usable` is whether there is a ``site.yaml`` to build with."""

    problems: tuple[Problem, ...]
    usable: bool = True
    now: datetime | None = None
    next_change: datetime | None = None
    pages: int = 0
    rendered: int = 0
    written: tuple[str, ...] = ()
    unchanged: int = 0
    deleted: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=lambda: NO_SECONDS)
    published: bool = False
    remembering: Remembering = Remembering()
    planned: Planned | None = field(default=None, repr=False)


class Stopwatch:
    """How long each stage took, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Times one stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start


def build(request: Request) -> Outcome:
    """Builds a site into its output folder; with errors, the folder stays as it is."""
    watch = Stopwatch()
    planned, problems, usable = _prepare(request, watch)
    if planned is None or _stops(problems, request):
        return Outcome(problems=in_reading_order(problems), usable=usable, seconds=watch.seconds, **_known(planned))
    render = renderer(planned.theme)
    failed: list[Problem] = []

    def files() -> Iterator[tuple[OutputPath, bytes]]:
        for page in planned.plan.pages:
            result = render(page)
            if isinstance(result, Problem):
                failed.append(result)
            else:
                yield page.path, result
        for copy in planned.plan.copies:
            yield copy.path, _bytes_of(copy, request.site)
        if failed:
            raise _RenderFailed

    with locked(request.output), watch.of("render and publish"):
        try:
            published = publish(request.output, files())
        except _RenderFailed:
            problems = (*problems, *failed)
            return Outcome(problems=in_reading_order(problems), seconds=watch.seconds, **_known(planned))
        remembers = request.remember and not published.problems
        remembering = remember(planned.site, request.site, planned.remembered) if remembers else Remembering()
    problems = (*problems, *published.problems)
    return Outcome(
        problems=in_reading_order(problems),
        pages=len(planned.plan.pages),
        rendered=len(planned.plan.pages),
        written=published.written,
        unchanged=published.unchanged,
        deleted=published.deleted,
        seconds=watch.seconds,
        published=not published.problems,
        remembering=remembering,
        **_known(planned),
    )


class _RenderFailed(Exception):  # noqa: N818 (stops the staging; the problems say why)
    pass


def check(request: Request) -> Outcome:
    """Everything that `build` finds, and links to anchors that no page has; writes nothing."""
    watch = Stopwatch()
    planned, problems, usable = _prepare(request, watch)
    if planned is None:
        return Outcome(problems=in_reading_order(problems), usable=usable, seconds=watch.seconds)
    render = renderer(planned.theme)
    rendered: dict[str, bytes] = {}
    with watch.of("render"):
        for page in planned.plan.pages:
            result = render(page)
            if isinstance(result, Problem):
                problems = (*problems, result)
            elif page.address.endswith("/"):
                rendered[page.address] = result
    if not has_errors(problems):
        problems = (
            *problems,
            *check_anchors(
                rendered,
                {page.address: page.claimant for page in planned.plan.pages},
                _part_places(planned.site),
                planned.site.settings,
            ),
        )
    return Outcome(
        problems=in_reading_order(problems), pages=len(planned.plan.pages), seconds=watch.seconds, **_known(planned)
    )


def look(request: Request) -> Outcome:
    """What the site is, without rendering it; writes nothing."""
    watch = Stopwatch()
    planned, problems, usable = _prepare(request, watch)
    return Outcome(problems=in_reading_order(problems), usable=usable, seconds=watch.seconds, **_known(planned))


def _part_places(site: Site) -> dict[tuple[str, str], Place]:
    """Where each file names the part of a page that it links to."""
    documents = [one for group in site.sources.values() for one in group]
    return {
        (document.file, target.url.partition("#")[2]): target.place
        for document in documents
        for target in document.body.targets
        if "#" in target.url
    }


def _prepare(request: Request, watch: Stopwatch) -> tuple[Planned | None, tuple[Problem, ...], bool]:
    """load, link, plan."""
    settings_file, problems = read_settings(request.site)
    usable = settings_file is not None and not has_errors(problems)
    if settings_file is None:
        more = () if any(one.code is Code.SETTINGS for one in problems) else _content_problems(request)
        return None, (*problems, *more), False
    settings, found = _with_url(settings_file.settings, request.url)
    settings_file, problems = replace(settings_file, settings=settings), (*problems, *found)
    dialect = Dialect(settings.markdown.engine, settings.markdown.extensions, settings.markdown.trusted_html)
    with watch.of("load"):
        content, found = load(request.site, scan(request.site), Reading(dialect, settings.stories.ids == "dated"))
        problems += found
        footer, found = to_body(settings.footer or "", settings_file.places.of("footer"), dialect)
        problems += found
        theme, found = load_theme(request.site)
        problems += found
    now = _now(request, settings)
    with watch.of("link"):
        site, found = link(content, settings_file, now, drafts=request.drafts)
        problems += found
        upcoming_change = next_change(site, content)
    with watch.of("plan"):
        planned, found = plan(site, theme, settings_file, footer)
        problems += found
    return Planned(site, theme, planned, content.remembered, upcoming_change), problems, usable


def _content_problems(request: Request) -> tuple[Problem, ...]:
    """What is wrong with the content of a site whose settings can't be read; kinds may be the site's own."""
    settings = Settings(title="Untitled", url="https://example.org/")
    content, problems = load(request.site, scan(request.site), Reading(Dialect()))
    now = _now(request, settings)
    _, found = link(content, SettingsFile(settings, Places("site.yaml", {})), now)
    return (*problems, *(one for one in found if one.code is not Code.UNKNOWN_CHOICE))


def _with_url(settings: Settings, url: str | None) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings for another address; ids stay those of the site's own."""
    if url is None:
        return settings, ()
    try:
        return replace(settings, url=web_address(url).rstrip("/") + "/", id_domain=settings.domain), ()
    except Unreadable as reason:
        return settings, (Problem(reason.code, reason.message, None, reason.hint),)


def _now(request: Request, settings: Settings) -> datetime:
    """The site's instant, on its own clock."""
    site_zone = zone(settings.timezone)
    chosen = request.now if request.now is not None else settings.now
    return (instant(chosen, site_zone) if chosen is not None else request.clock).astimezone(site_zone)


def _stops(problems: tuple[Problem, ...], request: Request) -> bool:
    return has_errors(problems) or (request.strict and bool(problems))


def _known(planned: Planned | None) -> dict[str, Any]:
    return {"now": planned.site.now, "next_change": planned.next_change, "planned": planned} if planned else {}


def _bytes_of(copy: Copy, site: Path) -> bytes:
    return copy.data if copy.data is not None else (site / copy.source).read_bytes()
