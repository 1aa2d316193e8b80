"""The shortest build: where nothing that a site is made from has changed, nor anything that was made, all is done.

It follows from the law of freshness: the output is a function of the files and of `now`, and between `now` and the
next change of that build it is the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from qsite.build.cache import Cache, PageRecord
from qsite.build.publish import STAGE, manifest_hash
from qsite.build.request import Outcome, Request
from qsite.build.sources import Sources
from qsite.build.stamps import current_hash
from qsite.fingerprint import fingerprint, of_bytes
from qsite.moments import instant
from qsite.problem import Problem
from qsite.source.calendar_lock import PATH as LOCK_PATH
from qsite.source.files import Role
from qsite.source.packing import pack_problems, unpack_problems
from qsite.terms import Fingerprint, OutputPath
from qsite.zones import zone


@dataclass(frozen=True, slots=True)
class Told:
    """What a build told, and what it left: the hashes of the manifest and of ``calendar.lock``.

    Of the settings, what is needed before they are read: how they say that files are read, the site's zone, and the
    instant at which they pin its clock.
    """

    now: datetime
    next_change: datetime | None
    pages: int
    files: int
    manifest: str
    lock: str
    reading: str
    zone: str
    pinned: datetime | None
    problems: tuple[Problem, ...]


def output_name(request: Request) -> str:
    """How the cache calls an output folder: by its way from the site where it lies within."""
    output, site = request.output.resolve(), request.site.resolve()
    return output.relative_to(site).as_posix() if output.is_relative_to(site) else str(output)


def inputs_of(request: Request, given: Sources, cache: Cache, reading: str) -> Fingerprint | None:
    """The fingerprint of all that a site is made from; None where the hash of a file is not known."""
    files = [file for file in given.found.files if file.role is not Role.CALENDAR_LOCK]
    known = cache.hashes(request.site, files)
    hashes = []
    for file in files:
        hash_, how = known.get(file.path, ("", ""))
        if how != reading:
            return None
        hashes.append((file.path, hash_))
    asked = (request.url, request.drafts, request.strict, request.remember)
    theme = (tuple(given.theme.templates.items()), tuple(given.theme.asset_bytes.items()))
    return fingerprint((asked, _hash(request.site / "site.yaml"), theme, str(given.found.problems), hashes))


def untouched(request: Request, given: Sources, cache: Cache, output: str) -> Outcome | None:
    """What a build of this site told before, if it would come to the same now; None where it might not."""
    last = cache.last_build(output, "inputs")
    told = _read(last[1]) if last is not None and not request.closely else None
    if last is None or told is None or (request.output / STAGE).exists():
        return None
    now = _now(request, told)
    left = manifest_hash(request.output), _hash(request.site / LOCK_PATH)
    if not _still_true(told, now, request) or left != (told.manifest, told.lock):
        return None
    if inputs_of(request, given, cache, told.reading) != last[0]:
        return None
    records = cache.pages(output)
    if len(records) != told.files or not _all_there(request, cache, output, records):
        return None
    return Outcome(
        problems=told.problems,
        now=now,
        next_change=told.next_change,
        pages=told.pages,
        unchanged=told.files,
        published=True,
    )


def _now(request: Request, told: Told) -> datetime:
    """The site's instant, on its own clock, as `prepare.now_of` finds it."""
    clock = zone(told.zone)
    if request.now is not None:
        return instant(request.now, clock)
    return (told.pinned or request.clock).astimezone(clock)


def _still_true(told: Told, now: datetime, request: Request) -> bool:
    """Whether `now` lies between that build and its next change; on its day where the day is written down."""
    if not (told.now <= now and (told.next_change is None or now < told.next_change)):
        return False
    return not request.remember or told.now.date() == now.date()


def _all_there(request: Request, cache: Cache, output: str, records: dict[OutputPath, PageRecord]) -> bool:
    """Whether every file of the output is as it was recorded; what had to be read is recorded anew."""
    again: dict[OutputPath, PageRecord] = {}
    for path, record in records.items():
        current, stamp = current_hash(request.output, path, record)
        if current != record.hash:
            return False
        if stamp is not None:
            again[path] = replace(record, stamp=stamp, seen=cache.clock)
    cache.remember_pages(output, again, (), records)
    return True


def keep(request: Request, given: Sources, cache: Cache, output: str, outcome: Outcome) -> None:
    """Keeps what a build told, under the fingerprint of all that it was made from."""
    if outcome.planned is None or outcome.now is None:
        return
    from qsite.build.prepare import reading_of

    settings = outcome.planned.site.settings
    reading = fingerprint(reading_of(settings))
    inputs, manifest = inputs_of(request, given, cache, reading), manifest_hash(request.output)
    if inputs is None or manifest is None:
        return
    pinned = instant(settings.now, zone(settings.timezone)).isoformat() if settings.now is not None else None
    found: Sequence[Any] = (
        outcome.now.isoformat(),
        outcome.next_change.isoformat() if outcome.next_change else None,
        outcome.pages,
        len(outcome.written) + outcome.unchanged,
        manifest,
        _hash(request.site / LOCK_PATH),
        reading,
        settings.timezone,
        pinned,
        pack_problems(outcome.problems),
    )
    cache.remember_build(output, "inputs", inputs, msgspec.msgpack.encode(found))


def _hash(path: Path) -> str:
    """The hash of a file; empty where there is none."""
    try:
        return of_bytes(path.read_bytes())
    except OSError:
        return ""


def _read(data: bytes) -> Told | None:
    try:
        now, later, pages, files, manifest, lock, reading, zone_name, pinned, problems = msgspec.msgpack.decode(data)
        return Told(
            datetime.fromisoformat(now),
            _moment(later),
            pages,
            files,
            manifest,
            lock,
            reading,
            zone_name,
            _moment(pinned),
            unpack_problems(problems),
        )
    except (msgspec.DecodeError, ValueError, TypeError, KeyError):
        return None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
