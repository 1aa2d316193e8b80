"""What every command does first: load, link, plan."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from qsite.build.request import Planned, Request, Stopwatch
from qsite.build.sources import Sources
from qsite.build.workers import mapped, worker_count
from qsite.pages.plan import plan
from qsite.problem import Code, Problem, has_errors
from qsite.render.pictures import can_write_avif
from qsite.site.freshness import next_change
from qsite.site.link import link
from qsite.site.site import instant
from qsite.source.content import Content
from qsite.source.documents import Body, Places
from qsite.source.files import Scan, SourceFile
from qsite.source.load import Loaded, Map, Memory, load
from qsite.source.markdown import Dialect, to_body
from qsite.source.parse import Reading
from qsite.source.settings import Settings, SettingsFile
from qsite.source.site_file import read_settings
from qsite.theme.theme import Theme
from qsite.values import Unreadable, web_address
from qsite.zones import zone

_FILES_A_WORKER = 150
"""So many files are worth a process: docs/performance.md."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The plan of a site, and all problems so far; no plan where the settings can't be read."""

    planned: Planned | None
    problems: tuple[Problem, ...]
    usable: bool
    """Whether there is a ``site.yaml`` to build with."""


def prepare(request: Request, given: Sources, watch: Stopwatch, memory: Memory | None = None) -> Prepared:
    """load, link, plan."""
    settings_file, problems, usable = settings_of(request)
    problems += given.problems
    if settings_file is None:
        more = () if any(one.code is Code.SETTINGS for one in problems) else _content_problems(request, given.found)
        return Prepared(None, (*problems, *more), usable)
    with watch.of("load"):
        reading = reading_of(settings_file.settings)
        content, found = load(request.site, given.found, reading, memory, hands(request))
        problems += (*found, *given.theme.problems())
    planned, problems = planned_of(request, content, problems, settings_file, given.theme, watch)
    return Prepared(planned, problems, usable)


def settings_of(request: Request) -> tuple[SettingsFile | None, tuple[Problem, ...], bool]:
    """The settings, for the address that is asked for, their problems, and whether one can build with them."""
    settings_file, problems = read_settings(request.site)
    usable = settings_file is not None and not has_errors(problems)
    if settings_file is None:
        return None, problems, usable
    settings, found = _with_url(settings_file.settings, request.url)
    return replace(settings_file, settings=settings), (*problems, *found), usable


def planned_of(
    request: Request,
    content: Content,
    before: tuple[Problem, ...],
    settings_file: SettingsFile,
    theme: Theme,
    watch: Stopwatch,
) -> tuple[Planned, tuple[Problem, ...]]:
    """Link and plan, of content that is loaded; all problems, those found before among them."""
    settings = settings_file.settings
    with watch.of("link"):
        site, problems = link(content, settings_file, now_of(request, settings), drafts=request.drafts)
        upcoming_change = next_change(site, content)
    with watch.of("plan"):
        footer, found = footer_of(settings_file)
        avif = settings.pictures.made and any(one.raster for one in site.assets.values()) and can_write_avif()
        planned, problems = plan(site, theme, settings_file, footer, (*before, *problems, *found), avif=avif)
    return Planned(site, theme, planned, content.remembered, upcoming_change), problems


def footer_of(settings_file: SettingsFile) -> tuple[Body, tuple[Problem, ...]]:
    """The settings' footer, as HTML."""
    settings = settings_file.settings
    return to_body(settings.footer or "", settings_file.places.of("footer"), reading_of(settings).dialect)


def reading_of(settings: Settings) -> Reading:
    """What of the settings touches the reading of a file."""
    markdown = settings.markdown
    dialect = Dialect(markdown.engine, markdown.extensions, markdown.trusted_html)
    return Reading(dialect, settings.stories.ids == "dated")


def now_of(request: Request, settings: Settings) -> datetime:
    """The site's instant, on its own clock."""
    site_zone = zone(settings.timezone)
    chosen = request.now if request.now is not None else settings.now
    return (instant(chosen, site_zone) if chosen is not None else request.clock).astimezone(site_zone)


def hands(request: Request) -> Map:
    """How files are shared out: among as many processes as they are worth."""

    def shared(load_one: Callable[[SourceFile], Loaded], files: Sequence[SourceFile]) -> Iterable[Loaded]:
        return mapped(load_one, files, worker_count(request.workers, len(files), _FILES_A_WORKER))

    return shared


def _content_problems(request: Request, found: Scan) -> tuple[Problem, ...]:
    """What is wrong with the content of a site whose settings can't be read; kinds may be the site's own."""
    settings = Settings(title="Untitled", url="https://example.org/")
    content, problems = load(request.site, found, Reading(Dialect()))
    _, more = link(content, SettingsFile(settings, Places("site.yaml", {})), now_of(request, settings))
    return (*problems, *(one for one in more if one.code is not Code.UNKNOWN_CHOICE))


def _with_url(settings: Settings, url: str | None) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings for another address; ids stay those of the site's own."""
    if url is None:
        return settings, ()
    try:
        return replace(settings, url=web_address(url).rstrip("/") + "/", id_domain=settings.domain), ()
    except Unreadable as reason:
        return settings, (Problem(reason.code, reason.message, None, reason.hint),)
