"""render and publish: what is not as recorded is made, moved into place, and recorded."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from qsite.build.cache import Cache, PageRecord
from qsite.build.faces import edited, faces_of, keep_faces
from qsite.build.making import Made, Maker, stage_file
from qsite.build.pictures import forget_pictures, made_pictures
from qsite.build.publish import Wanted, publish
from qsite.build.remember import remember
from qsite.build.request import Outcome, Planned, Remembering, Rendering, Request, Stopwatch
from qsite.build.stamps import clock_of, current_hash
from qsite.build.untouched import output_name
from qsite.build.workers import mapped, worker_count
from qsite.fingerprint import of_bytes
from qsite.pages.page import Copy
from qsite.problem import Place, Problem, in_reading_order
from qsite.source.files import stamp_of
from qsite.terms import Fingerprint, OutputPath
from qsite.words import plural

_PAGES_A_WORKER = 1_000
"""So many pages are worth a process: docs/performance.md."""


def render_and_publish(
    request: Request, planned: Planned, outcome: Outcome, stage: Path, cache: Cache, watch: Stopwatch
) -> Outcome:
    """Makes what is not as recorded, moves it into place, and records it."""
    output, plan = output_name(request), planned.plan
    records = cache.pages(output)
    with watch.of("render"):
        faces = faces_of(request, planned)
        changed = edited(faces, planned, cache, output)
        maker = Maker(plan.pages, planned.theme, records, request.output, stage, plan.shown, changed)
        made = [*_pages(request, maker), *_copies(request, plan.copies, records, stage, len(plan.pages))]
    with watch.of("pictures"):
        made += made_pictures(request, plan.pictures, records, stage, len(made), cache)
    if failed := _told_once(one.problem for one in made if one.problem):
        return replace(outcome, problems=in_reading_order((*outcome.problems, *failed)))
    paths = [one.path for group in (plan.pages, plan.copies, plan.pictures) for one in group]
    with watch.of("publish"):
        cache.forget_build(output)
        wanted = [
            Wanted(path, str(n) if one.staged else "") for n, (path, one) in enumerate(zip(paths, made, strict=True))
        ]
        published = publish(request.output, stage, wanted)
        if published.problems:
            return replace(outcome, problems=in_reading_order((*outcome.problems, *published.problems)))
        _record(request, cache, output, records, dict(zip(paths, made, strict=True)))
        keep_faces(faces, planned, cache, output)
        forget_pictures(cache, plan.pictures)
        kept = remember(planned.site, request.site, planned.remembered) if request.remember else Remembering()
    rendered = zip(plan.pages, made, strict=False)
    return replace(
        outcome,
        made=tuple(
            Rendering(page.address, one.reason, one.template, one.seconds) for page, one in rendered if one.reason
        ),
        written=published.written,
        unchanged=published.unchanged,
        deleted=published.deleted,
        published=True,
        remembering=kept,
    )


def _told_once(problems: Iterable[Problem]) -> list[Problem]:
    """What is wrong with templates; a mistake that many pages meet is told of the first."""
    found: dict[tuple[Place | None, str], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.place, problem.message.rpartition(": ")[2]), []).append(problem)
    told = []
    for first, *others in found.values():
        more = f" (and for {plural(len(others), 'more page', 'more pages')})" if others else ""
        told.append(replace(first, message=first.message + more))
    return told


def _pages(request: Request, maker: Maker) -> Iterator[Made]:
    """What becomes of each page, in the plan's order, whoever makes it."""
    settled = [maker.settled(number) for number in range(len(maker.pages))]
    left = [number for number, made in enumerate(settled) if made is None]
    workers = worker_count(request.workers, len(left), _PAGES_A_WORKER)
    fresh = mapped(maker, left, workers)
    done = 0
    for made in settled:
        if made is None:
            made, done = next(fresh), done + 1  # noqa: PLW2901 (in its place)
            if request.progress and done % 100 == 0:
                request.progress("Rendering", done, len(left))
        yield made


def _copies(
    request: Request, copies: Sequence[Copy], records: Mapping[OutputPath, PageRecord], stage: Path, first: int
) -> Iterator[Made]:
    """What becomes of each file that is published as it is; `first` is the number of the first in the stage."""
    for number, copy in enumerate(copies, first):
        own = Fingerprint(copy.fingerprint)
        record = records.get(copy.path)
        current, stamp = current_hash(request.output, copy.path, record)
        if record is not None and record.page == own and current == record.hash:
            yield Made(own, "", "", record.hash, stamp=stamp)
            continue
        data = copy.data if copy.data is not None else (request.site / copy.source).read_bytes()
        hash_ = of_bytes(data)
        if hash_ != current:
            stage_file(stage, number, data)
        yield Made(own, "", "", hash_, staged=hash_ != current, stamp=stamp)


def _record(
    request: Request,
    cache: Cache,
    output: str,
    records: Mapping[OutputPath, PageRecord],
    made: Mapping[OutputPath, Made],
) -> None:
    """Keeps what each file was made from, with the stamp that it has now."""
    seen = clock_of(cache.folder) if cache.folder else 0
    changed = {}
    for path, one in made.items():
        before = records.get(path)
        if one.staged:
            stamp = stamp_of(os.stat(f"{request.output}/{path}"))  # noqa: PTH116 (thousands of files: pathlib is slow)
        elif one.stamp is not None:
            stamp = one.stamp
        elif before is not None and (before.page, before.shown) == (one.page, one.shown):
            continue
        elif before is not None:
            why = one.reason or before.reason
            changed[path] = replace(before, page=one.page, parts=one.parts, shown=one.shown, reason=why)
            continue
        else:
            continue
        why = one.reason or (before.reason if before else "")
        changed[path] = PageRecord(one.page, one.parts, one.shown, one.hash, stamp, seen, why)
    gone = records.keys() - made.keys()
    cache.remember_pages(output, changed, gone, {path: one for path, one in records.items() if path not in gone})
