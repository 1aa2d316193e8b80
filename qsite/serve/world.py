"""The site as a preview shows it: contents, plan, and what stands at each address. Immutable, so that readers need no lock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from qsite.build.prepare import planned_of
from qsite.build.request import Planned, Request, Stopwatch
from qsite.pages.offer import Desk
from qsite.pages.page import Copy, MadePicture, Page
from qsite.problem import Problem, in_reading_order
from qsite.render.render import Renderer, renderer
from qsite.serve.contents import SETTINGS, TEMPLATES, Contents
from qsite.site.site import AnyLinked
from qsite.source.documents import Event
from qsite.source.load import gathered
from qsite.terms import OutputPath
from qsite.theme.theme import Theme

Planning = Page | Copy | MadePicture
"""What stands at an address."""


@dataclass(frozen=True)
class Newer:
    """Pages made ahead of the next plan: those of documents just edited; with `whole`, any that can be made alone."""

    desk: Desk
    pages: Mapping[OutputPath, Page]
    whole: bool


@dataclass(frozen=True)
class World:
    """Everything that a preview answers from. `number` counts changes: it is as after that many."""

    number: int
    contents: Contents
    planned: Planned | None
    site_problems: tuple[Problem, ...]
    """What load, link and plan found."""
    files: Mapping[OutputPath, Planning] = field(repr=False)
    render: Renderer | None = field(repr=False, default=None)
    newer: Newer | None = field(repr=False, default=None)
    """None where the plan is up to date."""

    @property
    def base(self) -> str:
        """The site's own path."""
        return self.planned.site.settings.base if self.planned else "/"

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong."""
        contents = self.contents
        return in_reading_order((*contents.settings_problems, *contents.theme_problems, *self.site_problems))

    @cached_property
    def errors(self) -> Mapping[str, tuple[Problem, ...]]:
        """The errors of each file."""
        found: dict[str, list[Problem]] = {}
        for problem in self.problems:
            if problem.is_error:
                found.setdefault(problem.place.file if problem.place else "", []).append(problem)
        return {file: tuple(problems) for file, problems in found.items()}

    def faults(self, page: Page) -> tuple[Problem, ...]:
        """The errors that keep a page from being what it should: of the settings, of its templates, of its own file."""
        if not self.contents.usable:
            return tuple(one for one in self.contents.settings_problems if one.is_error)
        broken = self.contents.theme.closures.get(page.template, frozenset()) & self.contents.broken
        if broken:
            return tuple(one for name in sorted(broken) for one in self.errors.get(TEMPLATES + name, ()))
        file, _, event = page.claimant.partition("#")
        errors = self.errors.get(file, ()) if file else ()
        return self._of_event(file, event, errors) if event and errors else errors

    def _of_event(self, file: str, name: str, errors: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Those errors of a file of events that are this event's."""
        known = self.contents.known.get(file)
        if known is None or any(one.id == name for one in known.stale):
            return errors
        starts = sorted((one.places.of().line, one.id) for one in known.parsed.documents)
        found = []
        for error in errors:
            line = error.place.line if error.place else 1
            owner = next((one for start, one in reversed(starts) if start <= line), name)
            if owner == name:
                found.append(error)
        return tuple(found)

    def at(self, path: OutputPath) -> Planning | None:
        """What answers for a file of the output."""
        found = self.files.get(path)
        if self.newer is None or not isinstance(found, Page):
            return found
        if path in self.newer.pages:
            return self.newer.pages[path]
        return (self._made_alone(found, self.newer.desk) or found) if self.newer.whole else found

    def _made_alone(self, page: Page, desk: Desk) -> Page | None:
        from qsite.serve.ahead import made_alone

        document = self.document(page)
        return made_alone(page, document, desk)

    def document(self, page: Page) -> AnyLinked | None:
        """The document that a page stands for."""
        file, _, event = page.claimant.partition("#")
        documents = self.planned.site.sources.get(file, ()) if self.planned and file else ()
        if event:
            return next((one for one in documents if isinstance(one, Event) and one.id == event), None)
        return documents[0] if documents else None


def settled(request: Request, contents: Contents, number: int, before: World | None) -> World:
    """The world of these contents, as `build` would have it. Only templates may need no new plan."""
    if before and before.planned and _same_but_for_templates(before.contents, contents):
        planned = replace(before.planned, theme=contents.theme)
        return replace(
            before, number=number, contents=contents, planned=planned, render=renderer(contents.theme), newer=None
        )
    content, loaded = gathered(request.site, contents.found, {path: one.given for path, one in contents.known.items()})
    if contents.settings_file is None:
        return World(number, contents, None, loaded, {})
    planned, found = planned_of(request, content, loaded, contents.settings_file, contents.theme, Stopwatch())
    stale, known = {path for path, one in contents.known.items() if one.stale}, frozenset(loaded)
    problems = tuple(one for one in found if one in known or one.place is None or one.place.file not in stale)
    files: dict[OutputPath, Planning] = {one.path: one for one in planned.plan.pictures}
    files |= {one.path: one for one in planned.plan.copies}
    files |= {one.path: one for one in planned.plan.pages}
    return World(number, contents, planned, problems, files, renderer(contents.theme))


def _same_but_for_templates(before: Contents, now: Contents) -> bool:
    """Whether the plan would be the same one: it depends on which templates there are and what each asks for."""
    same = before.settings_file == now.settings_file and before.found is now.found and before.known is now.known
    return same and asks_alike(before.theme, now.theme) and before.theme.asset_bytes == now.theme.asset_bytes


def asks_alike(before: Theme, now: Theme) -> bool:
    """Whether two themes have the same templates, each asking for the same names and assets."""
    if before.templates.keys() != now.templates.keys():
        return False
    return all(
        before.names(name) == now.names(name) and before.assets_of(name) == now.assets_of(name)
        for name in now.templates
    )


def pages_of(paths: Iterable[str], world: World) -> int:
    """How many pages show what stands in these files, as far as can be told without making them."""
    wanted = frozenset(paths)
    templates = {path.removeprefix(TEMPLATES) for path in wanted if path.startswith(TEMPLATES)}
    pages = [page for page in world.files.values() if isinstance(page, Page)]
    if SETTINGS in wanted:
        return len(pages)
    closures = world.contents.theme.closures
    using = {name for name, closure in closures.items() if templates & closure}
    return sum(page.template in using or page.claimant.partition("#")[0] in wanted for page in pages)
