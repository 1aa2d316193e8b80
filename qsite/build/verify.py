"""Whether a warm build is what a clean one would have been: both are made, and every byte compared."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from qsite.build.build import build
from qsite.build.publish import written_before
from qsite.build.request import Outcome, Request
from qsite.terms import OutputPath


@dataclass(frozen=True, slots=True)
class Verified:
    """What the warm build did, and the files in which the clean one differs."""

    outcome: Outcome
    different: tuple[OutputPath, ...] = ()


def verify(request: Request) -> Verified:
    """Builds into the output folder with all that is known from before, and elsewhere without, at the same `now`."""
    warm = build(request)
    if not warm.published or warm.now is None:
        return Verified(warm)
    with tempfile.TemporaryDirectory(prefix="qsite-verify-") as folder:
        output = Path(folder) / "output"
        clean = replace(request, output=output, now=warm.now, cached=False, remember=False)
        build(clean)
        return Verified(warm, _different(request.output, output))


def _different(warm: Path, clean: Path) -> tuple[OutputPath, ...]:
    """The files that one of two outputs has and the other has not, or that are not the same in both."""
    paths = written_before(warm) | written_before(clean)
    return tuple(sorted(path for path in paths if _bytes(warm / path) != _bytes(clean / path)))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
