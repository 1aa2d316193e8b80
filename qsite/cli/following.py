"""What ``qsite serve`` says while it runs: a line for each change, and problems as they come and go."""

import sys
from collections.abc import Sequence
from pathlib import Path

from qsite.cli.ending import print_problems
from qsite.cli.excerpt import harmless
from qsite.cli.printing import Format
from qsite.cli.totals import totals
from qsite.problem import Problem
from qsite.serve.follow import Shown, Trouble
from qsite.serve.world import World, pages_of
from qsite.words import plural

_MOST_NAMED = 3


class Teller:
    """Tells a terminal. A class because it knows which problems it has told."""

    def __init__(self, site: Path, *, quiet: bool, colour: bool) -> None:
        self._site, self._quiet, self._colour = site, quiet, colour
        self._known: frozenset[Problem] = frozenset()

    def begin(self, world: World, seconds: float) -> None:
        """What there is at the start."""
        self._problems(world.problems)
        if not self._quiet and world.planned is not None:
            title = harmless(world.planned.site.settings.title)
            pages = plural(len(world.planned.plan.pages), "page", "pages")
            print(f"{title}: {pages}, ready in {seconds:.1f} s. Ctrl-C stops.", flush=True)

    def __call__(self, news: Shown | Trouble) -> None:
        """What changed."""
        if isinstance(news, Trouble):
            print(f"qsite: a fault of qsite's own; the site stays as it was.\n{news.text}", file=sys.stderr)
            return
        if news.files and not self._quiet:
            print(_changed(news), flush=True)
        if news.settled:
            self._problems(news.world.problems)

    def _problems(self, problems: Sequence[Problem]) -> None:
        """Those that are new in full, and that others are gone in a line."""
        now = frozenset(problems)
        fresh = [one for one in problems if one not in self._known]
        gone = self._known - now
        self._known = now
        if fresh:
            print_problems(fresh, Format.HUMAN, self._site, sys.stderr, colour=self._colour)
        if gone and not self._quiet:
            left = f"; left: {totals(problems)}" if problems else "; no problems left"
            print(f"{plural(len(gone), 'problem', 'problems')} gone{left}", flush=True)


def _changed(news: Shown) -> str:
    """``content/stories/x.md changed: 1 page, 38 ms``."""
    shown = ", ".join(harmless(file) for file in news.files[:_MOST_NAMED])
    more = len(news.files) - _MOST_NAMED
    named = f"{shown} and {plural(more, 'other file', 'other files')}" if more > 0 else shown
    pages = pages_of(news.files, news.world)
    what = f"{plural(pages, 'page', 'pages')}, " if pages else ""
    return f"{named} changed: {what}{news.seconds * 1000:.0f} ms"
