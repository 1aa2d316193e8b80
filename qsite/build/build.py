"""The stages in order: load, link, plan, render, publish. Nothing else."""

from dataclasses import replace
from typing import TYPE_CHECKING

from qsite.build.cache import Cache, open_cache
from qsite.build.program import program_fingerprint
from qsite.build.publish import locked, staging
from qsite.build.request import Outcome, Request, Stopwatch
from qsite.build.sources import sources
from qsite.build.untouched import keep, output_name, untouched
from qsite.problem import has_errors, in_reading_order

if TYPE_CHECKING:
    from qsite.build.prepare import Prepared


def build(request: Request) -> Outcome:
    """Builds a site into its output folder; with errors, the folder stays as it is."""
    watch = Stopwatch()
    kept = request.cached and (request.site / "site.yaml").is_file()
    with open_cache(request.site, program_fingerprint(), kept=kept) as cache:
        return _build(request, cache, watch)


def _build(request: Request, cache: Cache, watch: Stopwatch) -> Outcome:
    output = output_name(request)
    with watch.of("look"):
        given = sources(request)
        known = untouched(request, given, cache, output)
    if known is not None:
        return replace(known, seconds=watch.seconds)
    from qsite.build.prepare import prepare
    from qsite.build.rendering import render_and_publish

    analyses = cache.analyses()
    given = replace(given, theme=replace(given.theme, known=analyses))
    prepared = prepare(request, given, watch, cache)
    outcome = _outcome(prepared, watch)
    if prepared.planned is None or has_errors(outcome.problems) or (request.strict and outcome.problems):
        return outcome
    theme = given.theme
    cache.remember_analyses(analyses, {theme.hashes[name]: one for name, one in theme.analyses.items()})
    with locked(request.output), staging(request.output) as stage:
        outcome = render_and_publish(request, prepared.planned, outcome, stage, cache, watch)
        if outcome.published:
            keep(request, given, cache, output, outcome)
    return outcome


def _outcome(prepared: "Prepared", watch: Stopwatch) -> Outcome:
    """What is known before anything is rendered."""
    told, planned = in_reading_order(prepared.problems), prepared.planned
    if planned is None:
        return Outcome(problems=told, usable=prepared.usable, seconds=watch.seconds)
    return Outcome(
        problems=told,
        usable=prepared.usable,
        now=planned.site.now,
        next_change=planned.next_change,
        pages=len(planned.plan.pages),
        seconds=watch.seconds,
        planned=planned,
    )
