"""The pictures that qsite makes: each only where the output has not got it, and where it was not made before.

What was made is kept in ``.qsite/pictures/``, a file for each picture, named by what its bytes follow from and begun
with a check sum, so that another version of the program finds it too. Losing it costs time and nothing else.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from qsite.build.cache import Cache, PageRecord
from qsite.build.cache_file import PICTURES
from qsite.build.making import Made, stage_file
from qsite.build.request import Request
from qsite.build.stamps import current_hash
from qsite.build.workers import mapped, worker_count
from qsite.fingerprint import of_bytes
from qsite.pages.page import Encoding, MadePicture, SocialCard
from qsite.problem import Code, Place, Problem
from qsite.terms import Fingerprint, OutputPath

_SUM = 16
_JOBS_A_WORKER = 2
"""A picture in all its sizes takes some tenths of a second, a process much less."""

_Job = tuple[int, ...]
"""The numbers of pictures that are made from one."""


@dataclass(frozen=True)
class PictureMaker:
    """Makes all pictures of one source, here or in a worker: puts them into the stage, and keeps them.

    `current` are the hashes of the files that the output has; `kept` is where made pictures are kept, if anywhere.
    """

    pictures: Sequence[MadePicture]
    site: Path
    stage: Path
    first: int
    kept: Path | None
    current: Mapping[int, Fingerprint | None] = field(repr=False)

    def __call__(self, job: _Job) -> tuple[Made, ...]:
        """What becomes of the pictures with these numbers."""
        asked = [self.pictures[number] for number in job]
        try:
            data = list(self._bytes(asked))
        except Exception as error:  # noqa: BLE001 (Pillow raises whatever a broken file leads it to)
            what = f"this picture can't be made into others: {type(error).__name__}: {error}"
            place = Place(asked[0].source) if asked[0].source else None
            problem = Problem(Code.BAD_PICTURE, what, place, "save it again as JPEG or PNG")
            return tuple(Made(Fingerprint(one.fingerprint), "", "", Fingerprint(""), problem=problem) for one in asked)
        for one, found in zip(asked, data, strict=True):
            self._keep(one, found)
        return tuple(self.made(number, found) for number, found in zip(job, data, strict=True))

    def _bytes(self, asked: Sequence[MadePicture]) -> Iterator[bytes]:
        recipes = [one.recipe for one in asked if isinstance(one.recipe, Encoding)]
        if recipes:
            from qsite.render.pictures import encoded

            yield from encoded((self.site / asked[0].source).read_bytes(), recipes)
        for one in asked:
            if isinstance(one.recipe, SocialCard):
                from qsite.render.social_cards import drawn

                yield drawn(one.recipe)

    def made(self, number: int, data: bytes) -> Made:
        """The picture, put into the stage where the output has another file or none."""
        hash_ = of_bytes(data)
        is_new = hash_ != self.current[number]
        if is_new:
            stage_file(self.stage, self.first + number, data)
        return Made(Fingerprint(self.pictures[number].fingerprint), "", "", hash_, staged=is_new)

    def known(self, number: int) -> bytes | None:
        """A picture that was made before."""
        if self.kept is None:
            return None
        try:
            found = (self.kept / self.pictures[number].fingerprint).read_bytes()
        except OSError:
            return None
        data = found[_SUM:]
        return data if data and found[:_SUM] == _sum(self.pictures[number], data) else None

    def bytes_of(self, number: int) -> bytes:
        """A picture's bytes: those that are kept, or made now.

        Raises:
            Exception: whatever Pillow raises where it can't be made.

        """
        found = self.known(number)
        if found is None:
            found = next(self._bytes([self.pictures[number]]))
            self._keep(self.pictures[number], found)
        return found

    def _keep(self, one: MadePicture, data: bytes) -> None:
        """Keeps a picture, whole or not at all; where the machine does not let us, it is made again next time."""
        if self.kept is None:
            return
        part = self.kept / f"{one.fingerprint}.{os.getpid()}"
        with suppress(OSError):
            self.kept.mkdir(exist_ok=True)
            try:
                part.write_bytes(_sum(one, data) + data)
                part.replace(self.kept / one.fingerprint)
            finally:
                part.unlink(missing_ok=True)


def made_pictures(
    request: Request,
    pictures: Sequence[MadePicture],
    records: Mapping[OutputPath, PageRecord],
    stage: Path,
    first: int,
    cache: Cache,
) -> Iterator[Made]:
    """What becomes of each picture, in order; `first` is the number of the first in the stage."""
    found: dict[int, Made] = {}
    current: dict[int, Fingerprint | None] = {}
    for number, one in enumerate(pictures):
        own, record = Fingerprint(one.fingerprint), records.get(one.path)
        current[number], stamp = current_hash(request.output, one.path, record)
        if record is not None and record.page == own and current[number] == record.hash:
            found[number] = Made(own, "", "", record.hash, stamp=stamp)
    kept = cache.folder / PICTURES if cache.folder else None
    maker = PictureMaker(pictures, request.site, stage, first, kept, current)
    jobs: dict[str, list[int]] = {}
    for number in (number for number in current if number not in found):
        if (data := maker.known(number)) is not None:
            found[number] = maker.made(number, data)
        else:
            jobs.setdefault(pictures[number].source or pictures[number].address, []).append(number)
    found |= _in_workers(request, maker, [tuple(job) for job in jobs.values()])
    return (found[number] for number in range(len(pictures)))


def _in_workers(request: Request, maker: PictureMaker, jobs: Sequence[_Job]) -> dict[int, Made]:
    found: dict[int, Made] = {}
    workers = worker_count(request.workers, len(jobs), _JOBS_A_WORKER)
    for done, (job, made) in enumerate(zip(jobs, mapped(maker, jobs, workers, chunk=1), strict=True), 1):
        found |= zip(job, made, strict=True)
        if request.progress:
            request.progress("Making pictures", done, len(jobs))
    return found


def forget_pictures(cache: Cache, pictures: Sequence[MadePicture]) -> None:
    """Removes what is kept and no longer planned."""
    if cache.folder is None:
        return
    wanted = {one.fingerprint for one in pictures}
    with suppress(OSError):
        for name in os.listdir(cache.folder / PICTURES):  # noqa: PTH208 (thousands of files: pathlib is slow)
            if name not in wanted:
                (cache.folder / PICTURES / name).unlink(missing_ok=True)


def _sum(one: MadePicture, data: bytes) -> bytes:
    """A check sum, that no other picture's file has either."""
    return blake2b(data, digest_size=_SUM, key=one.fingerprint.encode()).digest()
