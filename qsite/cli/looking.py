"""How the commands that only look at a site come to it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qsite.cli import options
from qsite.cli.ending import guarded

if TYPE_CHECKING:
    from qsite.build.request import Outcome


def looked_at(site: Path, now: str | None, *, drafts: bool) -> "Outcome":
    """Give what the site is at an instant; nothing is rendered or written."""
    options.site_folder(site)
    moment, clock = options.read_now(now), options.read_clock()

    def run() -> "Outcome":
        from qsite.build.check import look
        from qsite.build.request import Request

        return look(Request(site=site, output=site / "output", now=moment, clock=clock, drafts=drafts))

    return guarded(run)


def say_seconds(outcome: "Outcome") -> None:
    """Say on standard error how long each stage took."""
    for stage, seconds in outcome.seconds.items():
        print(f"  {stage} {seconds:.2f} s", file=sys.stderr)
