"""What is found without writing anything."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qsite.build.cache import open_cache
from qsite.build.cache_file import FOLDER
from qsite.build.prepare import prepare
from qsite.build.program import program_fingerprint
from qsite.build.request import Outcome, Request, Stopwatch
from qsite.build.sources import Sources, sources
from qsite.problem import Place, Problem, has_errors, in_reading_order
from qsite.render.anchors import check_anchors
from qsite.render.render import renderer
from qsite.site.site import Site
from qsite.source.load import Memory


def check(request: Request) -> Outcome:
    """Everything that `build` finds, and links to anchors that no page has."""
    watch = Stopwatch()
    given = prepare(request, sources(request), watch)
    planned, problems = given.planned, given.problems
    if planned is None:
        return Outcome(problems=in_reading_order(problems), usable=False, seconds=watch.seconds)
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
        claimants = {str(page.address): page.claimant for page in planned.plan.pages}
        places, settings = _part_places(planned.site), planned.site.settings
        problems = (*problems, *check_anchors(rendered, claimants, places, settings))
    return Outcome(
        problems=in_reading_order(problems),
        usable=given.usable,
        now=planned.site.now,
        next_change=planned.next_change,
        pages=len(planned.plan.pages),
        seconds=watch.seconds,
        planned=planned,
    )


def look(request: Request, memory: Memory | None = None) -> Outcome:
    """What the site is, without rendering it."""
    return looked(request, sources(request), memory)


@contextmanager
def remembered(site: Path) -> Iterator[Memory]:
    """What builds of a site found out of its files, where any has left something."""
    with open_cache(site, program_fingerprint(), kept=(site / FOLDER).is_dir()) as cache:
        yield cache


def looked(request: Request, made_from: Sources, memory: Memory | None = None) -> Outcome:
    """What a site is that is made from these files."""
    watch = Stopwatch()
    given = prepare(request, made_from, watch, memory)
    planned, told = given.planned, in_reading_order(given.problems)
    if planned is None:
        return Outcome(problems=told, usable=False, seconds=watch.seconds)
    return Outcome(
        problems=told,
        usable=given.usable,
        now=planned.site.now,
        next_change=planned.next_change,
        seconds=watch.seconds,
        planned=planned,
    )


def _part_places(site: Site) -> dict[tuple[str, str], Place]:
    """Where each file names the part of a page that it links to."""
    documents = [one for group in site.sources.values() for one in group]
    return {
        (document.file, target.url.partition("#")[2]): target.place
        for document in documents
        for target in document.body.targets
        if "#" in target.url
    }
