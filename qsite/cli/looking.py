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
    request = options.request(site, now, drafts=drafts)

    def run() -> "Outcome":
        from qsite.build.check import look

        return look(request)

    return guarded(run)


def say_seconds(outcome: "Outcome") -> None:
    """Say on standard error how long each stage took."""
    for stage, seconds in outcome.seconds.items():
        print(f"  {stage} {seconds:.2f} s", file=sys.stderr)
